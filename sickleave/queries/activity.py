"""The employer's statement on the activity requirement, where the plan shows it. [S3, ftrl. § 8-8]"""

from sickleave.choices import ActivityOutcome
from sickleave.models import ActivityStatement, FollowUpPlan


def statement_with(plan: FollowUpPlan) -> ActivityStatement | None:
    """Return the statement that goes with the newest version of the plan; older versions stay as they were."""
    rows = ActivityStatement.objects.filter(case=plan.case_id, outcome=ActivityOutcome.STATEMENT)
    newer = FollowUpPlan.objects.filter(case=plan.case_id, number__gt=plan.number)
    found = rows.first()
    return found if found is not None and found.text and not newer.exists() else None
