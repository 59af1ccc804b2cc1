"""What the figures say, in whole sentences. A high number is not a bad number. [D12]"""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.figures.found import Found, UnitFigures
from deviations.rules.rates import Against, low_months
from deviations.rules.silence import Silence
from kvalitet.figures.charts import written
from kvalitet.figures.words import opened

NEWEST_LOW = 2


def no_league() -> str:
    """Say why units are not ranked."""
    return _(
        "Et høyt tall er ikke et dårlig tall: der det meldes mye, blir feil oppdaget og rettet. Enhetene står i "
        "rekkefølgen de har i organisasjonen, og hver av dem sammenlignes bare med seg selv."
    )


def number(value: float | None, decimals: int = 1) -> str:
    """Write a number with a fixed number of decimals; a dash where there is none."""
    return "–" if value is None else written(value, decimals)


def conclusion(found: Found) -> str:
    """Say in one go how much is reported, whether that is as usual, and what waits."""
    words = {"unit": found.unit_name, "count": written(found.reported), "rate": number(found.rate)}
    if not found.reported:
        return _("%(unit)s har ingen meldte saker i perioden.") % words
    opening = (
        ngettext("%(unit)s har %(count)s meldt sak", "%(unit)s har %(count)s meldte saker", found.reported) % words
    )
    if found.rate is not None:
        opening += _(", %(rate)s per 100 årsverk i måneden") % words
    usual, against = found.against(found.reported)
    return " ".join(part for part in (f"{opening}.", against_words(against, usual), late_words(found)) if part)


def against_words(against: Against, usual: float | None) -> str:
    """Hold a period against the unit's own normal."""
    words = {"usual": number(usual)}
    match against:
        case Against.FEWER:
            return _("Det er klart færre enn vanlig her (%(usual)s). Spør om noe hindrer folk i å melde.") % words
        case Against.MORE:
            return _("Det er flere enn vanlig her (%(usual)s). Se hva sakene handler om.") % words
        case Against.AS_BEFORE:
            return _("Det er som vanlig her (%(usual)s).") % words
        case Against.TOO_FEW:
            return _("Det er for få tall til å si hva som er vanlig her.")


def against_label(row: UnitFigures) -> str:
    """Say the same in two or three words."""
    return {
        Against.FEWER: _("Færre enn vanlig"),
        Against.MORE: _("Flere enn vanlig"),
        Against.AS_BEFORE: _("Som vanlig"),
        Against.TOO_FEW: _("For få tall"),
    }[row.against]


def late_words(found: Found) -> str:
    """Say how many open cases have passed their deadline."""
    late = int(found.counts.now["late"])
    if not late:
        return _("Ingen åpne saker er over fristen.")
    return ngettext("%(late)s åpen sak er over fristen.", "%(late)s åpne saker er over fristen.", late) % {
        "late": written(late)
    }


def silence_words(silence: Silence) -> str:
    """«har ikke meldt på 94 dager, vanligvis hver 20. dag»."""
    words = {"days": written(silence.days), "usual": silence.usual}
    if silence.usual == 1:
        return _("har ikke meldt på %(days)s dager, vanligvis hver dag") % words
    return _("har ikke meldt på %(days)s dager, vanligvis hver %(usual)s. dag") % words


def month_name(day: date) -> str:
    """«mai 2026»."""
    return date_format(day, "F Y").lower()


def low_words(found: Found) -> list[str]:
    """Name the newest months that were far below what the months before them would make one expect."""
    rate = {one.starts: (one.count, one.fte) for one in found.points()}
    told = []
    for point in low_months(found.points())[:NEWEST_LOW]:
        count = ngettext("%(n)s melding", "%(n)s meldinger", point.count) % {"n": written(point.count)}
        words = {"month": month_name(point.starts), "count": count if rate[point.starts][0] else _("ingen meldinger")}
        told.append(opened(_("%(month)s hadde %(count)s, langt under det som er vanlig her.") % words))
    return told


def share(kept: int, of: int) -> float | None:
    """Return a share in percent; None of nothing."""
    return 100 * kept / of if of else None


def largest(names: Sequence[tuple[str, int]], total: int) -> str:
    """Say which group is the largest: «Flest handler om fall: 12 av 43.»"""
    if not names or not total:
        return _("Ingen saker i perioden.")
    name, count = max(names, key=lambda one: one[1])
    words = {"name": name, "count": written(count), "total": written(total)}
    return _("%(name)s er nevnt oftest: %(count)s av %(total)s saker.") % words
