"""The event, its timeline, and what a municipality sorts and rules it by. [D1–D13]"""

from deviations.models.categories import Category, DeviationSettings, Place
from deviations.models.deviations import Deviation, DeviationGrant, Numbering
from deviations.models.effects import EffectCheck
from deviations.models.entries import Entry
from deviations.models.measures import DeviationMeasure
from deviations.models.owned import Keyed
from deviations.models.patterns import Pattern, PatternEvent, PatternMeasure

__all__ = [
    "Category",
    "Deviation",
    "DeviationGrant",
    "DeviationMeasure",
    "DeviationSettings",
    "EffectCheck",
    "Entry",
    "Keyed",
    "Numbering",
    "Pattern",
    "PatternEvent",
    "PatternMeasure",
    "Place",
]
