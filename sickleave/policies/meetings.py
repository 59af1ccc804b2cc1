"""Who sees the answers about meetings and the talk on the way forward: whoever sees the case. [S5]"""

from kvalitet.web.visibility import register_policy
from sickleave.models import MeetingNeed, WayForward
from sickleave.policies.cases import FollowsCase

register_policy(MeetingNeed, FollowsCase())
register_policy(WayForward, FollowsCase())
