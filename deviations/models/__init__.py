"""The event, its timeline, and what a municipality sorts and rules it by. [D1–D13]"""

from deviations.models.categories import Category, DeviationSettings, Place
from deviations.models.deviations import Deviation, DeviationGrant, Numbering
from deviations.models.entries import Entry
from deviations.models.owned import Keyed

__all__ = [
    "Category",
    "Deviation",
    "DeviationGrant",
    "DeviationSettings",
    "Entry",
    "Keyed",
    "Numbering",
    "Place",
]
