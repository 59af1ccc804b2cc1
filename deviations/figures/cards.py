"""The numbers at the top, each with the rows it was counted from. [D7, D13]"""

from django.utils.translation import gettext as _

from deviations.choices import Kind
from deviations.figures.found import Found, rows_url
from deviations.figures.words import number, share
from kvalitet.figures.charts import written
from kvalitet.figures.figure import Figure


def cards(found: Found) -> list[Figure]:
    """Return the numbers in the order a leader asks for them."""
    return [*_reporting(found), *_promises(found), *_work(found), *_afterwards(found)]


def _reporting(found: Found) -> list[Figure]:
    totals = found.counts.totals
    usual, _against = found.against(found.reported)
    state = _("Vanlig her: %(usual)s") % {"usual": number(usual)} if usual is not None else ""
    near = int(totals.get("near_miss") or 0)
    return [
        Figure(_("Meldt"), found.reported, url=found.url(), tone="info"),
        Figure(_("Per 100 årsverk i måneden"), found.rate, url=found.url(), state=state, tone="info", decimals=1),
        Figure(
            _("Nestenulykker"),
            near,
            unit=_of(found.reported),
            url=found.url(type=Kind.NEAR_MISS),
            state=_("Meldt før noe gikk galt"),
            tone="info",
        ),
        _seconds(found),
    ]


def _seconds(found: Found) -> Figure:
    """How long it takes to report, of those where it is known when the form was opened."""
    timed, seconds = int(found.counts.totals.get("timed") or 0), found.counts.totals.get("seconds")
    state = _("Midt i %(count)s meldinger fra innloggede") % {"count": written(timed)}
    return Figure(
        _("Tid fra åpnet skjema til sendt"),
        None if seconds is None else round(seconds),
        unit=_("sekunder"),
        url=found.url(),
        state=state if timed else _("Ingen tall ennå"),
        tone="info",
    )


def _promises(found: Found) -> list[Figure]:
    totals = found.counts.totals
    decided, kept = int(totals.get("answer_decided") or 0), int(totals.get("answer_kept") or 0)
    closed_of, closed_kept = int(totals.get("close_decided") or 0), int(totals.get("close_kept") or 0)
    promise = _("%(kept)s av %(of)s fikk svar innen %(days)s dager") % {
        **{"kept": written(kept), "of": written(decided)},
        "days": found.answer_days,
    }
    in_time = _("%(kept)s av %(of)s ble lukket innen fristen") % {
        "kept": written(closed_kept),
        "of": written(closed_of),
    }
    return [
        _share(_("Løfter til melder holdt"), kept, decided, promise, found.url()),
        _median(_("Tid til første svar"), totals.get("answer_days"), found.url()),
        _share(_("Lukket innen fristen"), closed_kept, closed_of, in_time, found.url(vis="lukket")),
        _median(_("Tid til lukking"), totals.get("close_days"), found.url(vis="lukket")),
    ]


def _work(found: Found) -> list[Figure]:
    now, totals = found.counts.now, found.counts.totals
    late, waiting = int(now["late"]), int(now["open"])
    to_assess, assessed = int(totals.get("to_assess") or 0), int(totals.get("assessed") or 0)
    place = str(found.unit_uuid)
    words = {"done": written(assessed), "of": written(to_assess)}
    return [
        Figure(_("Åpne nå"), waiting, url=rows_url(enhet=place, vis="aapne"), tone="info"),
        Figure(
            _("Åpne over fristen"),
            late,
            unit=_of(waiting),
            url=rows_url(enhet=place, vis="forsinket"),
            state=_("Må følges opp") if late else _("Ingen er forsinket"),
            tone="danger" if late else "success",
        ),
        _share(_("Vurdert"), assessed, to_assess, _("%(done)s av %(of)s har en risikovurdering") % words, found.url()),
    ]


def _afterwards(found: Found) -> list[Figure]:
    """What came back: happened again, opened again, or closed without an effect."""
    totals = found.counts.totals
    again, nothing = int(totals.get("reopened") or 0), int(totals.get("no_effect") or 0)
    return [
        Figure(
            _("Går igjen"),
            found.repeated,
            unit=_of(found.reported),
            url=found.url(etter="monster"),
            state=_("Hører til et mønster"),
            tone="info",
        ),
        Figure(
            _("Gjenåpnet"), again, unit=_of(found.reported), url=found.url(etter="gjenaapnet"), state="", tone="info"
        ),
        Figure(
            _("Lukket uten effekt"),
            nothing,
            unit=_of(int(totals.get("closed") or 0)),
            url=found.url(etter="uten-effekt"),
            state=_("Tiltakene virket ikke") if nothing else _("Ingen"),
            tone="warning" if nothing else "success",
        ),
    ]


def _of(total: int) -> str:
    return _("av %(total)s") % {"total": written(total)}


def _share(name: str, kept: int, of: int, state: str, url: str) -> Figure:
    """A share that ought to be whole; the sentence holds the numbers it is of."""
    found = share(kept, of)
    tone = "info" if found is None else "success" if found >= 90 else "warning"
    shown = None if found is None else round(found)
    return Figure(name, shown, unit="%", url=url, state=state if of else _("Ingen tall ennå"), tone=tone)


def _median(name: str, days: float | None, url: str) -> Figure:
    state = _("Midt i tallene: halvparten går fortere") if days is not None else _("Ingen tall ennå")
    return Figure(name, days, unit=_("dager"), url=url, state=state, tone="info", decimals=1)
