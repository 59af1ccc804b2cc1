"""The event, its timeline, and what a municipality sorts and rules it by. [D1–D13]"""

from deviations.models.assessments import Assessment
from deviations.models.categories import Category, DeviationSettings, Place
from deviations.models.codes import CaseCode
from deviations.models.deviations import Deviation, DeviationGrant, Numbering
from deviations.models.effects import EffectCheck
from deviations.models.entries import Entry
from deviations.models.matrices import Matrix, MatrixVersion
from deviations.models.measures import DeviationMeasure
from deviations.models.owned import Keyed
from deviations.models.patterns import Pattern, PatternEvent, PatternMeasure
from deviations.models.readers import TrackReader
from deviations.models.representatives import Consultation, ShownFile
from deviations.models.reviews import Review, ReviewItem, ReviewParticipant
from deviations.models.risks import Risk, RiskMeasure
from deviations.models.tracks import Track, TrackNotice

__all__ = [
    "Assessment",
    "CaseCode",
    "Category",
    "Consultation",
    "Deviation",
    "DeviationGrant",
    "DeviationMeasure",
    "DeviationSettings",
    "EffectCheck",
    "Entry",
    "Keyed",
    "Matrix",
    "MatrixVersion",
    "Numbering",
    "Pattern",
    "PatternEvent",
    "PatternMeasure",
    "Place",
    "Review",
    "ReviewItem",
    "ReviewParticipant",
    "Risk",
    "RiskMeasure",
    "ShownFile",
    "Track",
    "TrackNotice",
    "TrackReader",
]
