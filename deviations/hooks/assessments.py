"""The risk assessment on the page of a case."""

from deviations.views.assessments import assessment_panel
from kvalitet.web.registry import register_panel

register_panel("deviation", assessment_panel)
