"""What the app hangs up with the platform, one module a thing."""

from deviations.policies import deviations as deviations
