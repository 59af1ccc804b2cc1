"""What the app hangs up with the platform, one module a thing."""

from deviations.hooks import assessments as assessments
from deviations.hooks import causes as causes
from deviations.hooks import effects as effects
from deviations.hooks import flow as flow
from deviations.hooks import home as home
from deviations.hooks import lists as lists
from deviations.hooks import measures as measures
from deviations.hooks import patterns as patterns
from deviations.hooks import redaction as redaction
from deviations.hooks import report as report
from deviations.hooks import representatives as representatives
from deviations.hooks import reviews as reviews
from deviations.hooks import risks as risks
from deviations.hooks import setup as setup
from deviations.hooks import statistics as statistics
from deviations.hooks import tracks as tracks
from deviations.policies import deviations as deviations
