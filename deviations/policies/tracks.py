"""Who sees the tracks of an event, those who follow them, and whom was asked before closing. [P4]"""

from deviations.models import Consultation, ShownFile, Track, TrackNotice, TrackReader
from deviations.policies.deviations import FollowsDeviation, OpenToMembersPolicy
from kvalitet.web.visibility import register_policy

for hung in (Track, TrackNotice, Consultation, ShownFile):
    register_policy(hung, FollowsDeviation())
register_policy(TrackReader, OpenToMembersPolicy())
