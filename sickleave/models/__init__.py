"""Absences, the cases they join into, and what is done in them. Health data: see docs/privacy-sick-leave.md."""

from sickleave.models.absences import Absence
from sickleave.models.adaptations import ActivityStatement, Adaptation
from sickleave.models.analyses import Analysis, AnalysisMeasure, RoutineAnswer
from sickleave.models.cases import Case, CaseLook, ListLook, Milestone, OfCase
from sickleave.models.contacts import Contact
from sickleave.models.figures import MonthlyAbsence
from sickleave.models.imports import AbsenceImport
from sickleave.models.meetings import Meeting, MeetingParticipant
from sickleave.models.needs import MeetingNeed
from sickleave.models.owned import Keyed
from sickleave.models.plans import FollowUpPlan, PlanSending
from sickleave.models.retention import Deletion, Hold
from sickleave.models.settings import SickLeaveSettings
from sickleave.models.way_forward import WayForward

__all__ = [
    "Absence",
    "AbsenceImport",
    "ActivityStatement",
    "Adaptation",
    "Analysis",
    "AnalysisMeasure",
    "Case",
    "CaseLook",
    "Contact",
    "Deletion",
    "FollowUpPlan",
    "Hold",
    "Keyed",
    "ListLook",
    "Meeting",
    "MeetingNeed",
    "MeetingParticipant",
    "Milestone",
    "MonthlyAbsence",
    "OfCase",
    "PlanSending",
    "RoutineAnswer",
    "SickLeaveSettings",
    "WayForward",
]
