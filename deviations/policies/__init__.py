"""Who may see and do what with events, and with what hangs on them. [P4]"""

from deviations.policies import deviations as deviations
from deviations.policies import patterns as patterns
from deviations.policies import reviews as reviews
from deviations.policies import risks as risks
from deviations.policies import tracks as tracks
