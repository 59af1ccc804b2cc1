"""The end of the year of sick pay, as the case page shows it. [S3, ftrl. § 8-12]"""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sickleave.choices import LookRole, Step
from sickleave.models import Case, WayForward
from sickleave.rules.way_words import title_of

CLEAR_AFTER = timedelta(weeks=26)
"""Before half a year the last day is far ahead, and says little."""


def year_end_of(case: Case, role: LookRole, today: date) -> dict[str, Any] | None:
    """Return the last sick-pay day and the talks, or nothing while it is early and NAV has said nothing."""
    last = case.maxdato_from_nav or case.maxdato
    is_early = min(today, case.ends) - case.starts < CLEAR_AFTER
    if last is None or (is_early and case.maxdato_from_nav is None):
        return None
    talks = {talk.step: talk for talk in WayForward.objects.filter(case=case)}
    can_write = role != LookRole.EMPLOYEE and case.is_open
    return {
        "template": "sickleave/year_end_panel.html",
        "last": last,
        "is_from_nav": case.maxdato_from_nav is not None,
        "estimate": case.maxdato,
        "weeks_left": max(0, (last - today).days // 7),
        "is_over": last < today,
        "maxdato_url": reverse("sickleave:maxdato", args=[case.uuid]) if can_write else "",
        "talks": [_talk(case, step, talks.get(step)) for step in (Step.W39, Step.W52) if step in talks or can_write],
    }


def _talk(case: Case, step: Step, talk: WayForward | None) -> dict[str, Any]:
    line = _("Ikke holdt ennå")
    if talk is not None:
        day = {"day": f"{talk.held_on:%d.%m.%Y}"}
        line = _("Snakket sammen %(day)s, med HR") % day if talk.with_hr else _("Snakket sammen %(day)s") % day
    return {"label": title_of(step), "url": reverse("sickleave:way-forward", args=[case.uuid, step]), "line": line}
