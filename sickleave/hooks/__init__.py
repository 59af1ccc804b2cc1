"""What sick leave hangs up on pages of others, and its parts on the case page; one module a thing."""

from sickleave.hooks import absences as absences
from sickleave.hooks import analyses as analyses
from sickleave.hooks import figures as figures
from sickleave.hooks import follow_up as follow_up
from sickleave.hooks import home as home
from sickleave.hooks import looks as looks
from sickleave.hooks import meetings as meetings
from sickleave.hooks import plans as plans
from sickleave.hooks import retention as retention
