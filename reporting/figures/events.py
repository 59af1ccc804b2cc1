"""How the events of a unit stand, for the overview: what waits, and what has come this tertial against before. [D7]"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from deviations.choices import Seriousness
from deviations.figures.kept import kept_standing
from deviations.queries.standing import Standing
from kvalitet.access.scopes import scope_of
from kvalitet.figures.charts import written
from kvalitet.figures.figure import Figure
from kvalitet.organisation.models import Person, Unit

VERB = "deviations.figures"


def events_panel(user: Person, unit: Unit, today: date) -> dict[str, Any] | None:
    """Return the numbers with their rows, for those who see the unit's figures of events."""
    if not scope_of(user).covers(VERB, municipality_id=unit.municipality_id, unit_id=unit.pk):
        return None
    found = kept_standing(user, unit, today)
    rows = f"{reverse('deviations:deviation-list')}?enhet={unit.uuid}"
    return {
        "figures": _figures(found, rows, today),
        "compared": compared(found),
        "url": f"{reverse('deviations:figures')}?enhet={unit.uuid}&periode=tertial",
    }


def _figures(found: Standing, rows: str, today: date) -> list[Figure]:
    critical = f"{rows}&vis=aapne&alvor={Seriousness.CRITICAL.value}"
    this = f"{rows}&vis=alle&fra={found.since}&til={today}"
    return [
        Figure(_("Åpne avvik"), found.open, url=f"{rows}&vis=aapne", tone="info"),
        _lack(_("Avvik over fristen"), found.late, f"{rows}&vis=forsinket", _("Ingen er forsinket")),
        _lack(_("Kritiske som er åpne"), found.critical, critical, _("Ingen kritiske")),
        Figure(_("Meldt i tertialet"), found.this_tertial, url=this, state=_("Så langt"), tone="info"),
    ]


def _lack(name: str, count: int, url: str, good: str) -> Figure:
    state, tone = (_("Må følges opp"), "danger") if count else (good, "success")
    return Figure(name, count, url=url, state=state, tone=tone)


def compared(found: Standing) -> str:
    """Say how much has come in as many days of the tertial before and of the same a year ago, without judging it."""
    words = {
        "now": written(found.this_tertial),
        "before": written(found.last_tertial),
        "ago": written(found.year_ago),
    }
    return (
        _(
            "%(now)s saker er meldt så langt i tertialet, mot %(before)s på like mange dager i forrige "
            "tertial og %(ago)s for ett år siden. Et høyt tall er ikke et dårlig tall."
        )
        % words
    )
