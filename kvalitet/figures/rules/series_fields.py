"""The fields of one series as people write them."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from kvalitet.figures.choices import Better, ChartKind, Period
from kvalitet.figures.rules.frame import Frame, Started
from kvalitet.figures.rules.limits import RuleSet
from kvalitet.figures.rules.problems import Problems

LARGEST = 1e15
Choice = TypeVar("Choice", ChartKind, Period, Better)
Given = Mapping[str, Any]


def choice(kinds: type[Choice], given: Given, key: str, default: Choice, problems: Problems) -> Choice:
    """Read one of a few words."""
    value = given.get(key)
    if value is None:
        return default
    if isinstance(value, str) and value in set(kinds):
        return kinds(value)
    words = {"key": key, "known": ", ".join(kinds)}
    problems.add(_("«%(key)s» må være ett av ordene %(known)s.") % words)
    return default


def numbers(value: Any, key: str, problems: Problems) -> list[float]:
    """Read a row of numbers, and say which point is none."""
    if not isinstance(value, list):
        problems.add(_("«%(key)s» mangler, eller er ikke en rekke med tall.") % {"key": key})
        return []
    if not value:
        problems.add(_("«%(key)s» er tom. Skriv minst to tall.") % {"key": key})
    for number, one in enumerate(value, start=1):
        if sentence := number_problem(one):
            words = {"number": number, "key": key, "sentence": sentence}
            problems.add(_("punkt %(number)s i «%(key)s» %(sentence)s") % words)
            return []
    return [float(one) for one in value]


def number_problem(value: Any) -> str:
    """Say why something can't be counted with."""
    if value is None:
        return _("mangler tall.")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _("er ikke et tall.")
    if isinstance(value, float) and not isfinite(value):
        return _("er ikke et endelig tall.")
    if abs(value) > LARGEST:
        return _("er for stort til å regnes med.")
    return ""


def check_groups(kind: ChartKind, x: Sequence[float], n: Sequence[float], problems: Problems) -> None:
    """Counts are never below 0; what they are shares of is at least one, and never fewer."""
    if kind not in {ChartKind.P, ChartKind.U, ChartKind.C}:
        return
    for number, one in enumerate(x, start=1):
        if one < 0 or (kind != ChartKind.U and not one.is_integer()):
            problems.add(_("punkt %(number)s i «x» må være et helt antall, 0 eller mer.") % {"number": number})
            return
    if kind != ChartKind.C and len(x) != len(n):
        words = {"x": len(x), "n": len(n)}
        problems.add(_("«x» har %(x)s tall og «n» har %(n)s. De må være like lange.") % words)
    elif kind != ChartKind.C:
        _check_sizes(kind, x, n, problems)


def _check_sizes(kind: ChartKind, x: Sequence[float], n: Sequence[float], problems: Problems) -> None:
    for number, (one, size) in enumerate(zip(x, n, strict=True), start=1):
        if size <= 0:
            problems.add(_("punkt %(number)s i «n» må være større enn 0.") % {"number": number})
            return
        if kind == ChartKind.P and not size.is_integer():
            problems.add(_("punkt %(number)s i «n» må være et helt antall.") % {"number": number})
            return
        if kind == ChartKind.P and one > size:
            counts = {"number": str(number), "x": f"{one:g}", "n": f"{size:g}"}
            problems.add(_("punkt %(number)s er %(x)s av %(n)s. En del kan ikke være større enn det hele.") % counts)
            return


def baseline(value: Any, size: int, problems: Problems) -> int | None:
    """Read how many of the first points the limits are frozen to."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 2 <= value <= size:
        words = {"size": size}
        problems.add(_("«baseline» må være et helt tall fra 2 til %(size)s, så mange punkter som serien har.") % words)
        return None
    return value


def phases(value: Any, size: int, problems: Problems) -> list[int]:
    """Read the points that begin a new phase; a 1 first is allowed and says nothing new."""
    if value is None:
        return []
    whole = isinstance(value, list) and all(isinstance(one, int) and not isinstance(one, bool) for one in value)
    starts = [one for one in value if one != 1] if whole else []
    if not whole or starts != sorted(set(starts)) or any(not 1 < one <= size for one in starts):
        problems.add(_("«phases» må være numrene på punktene der en ny fase begynner, i stigende rekkefølge."))
        return []
    return starts


def rule_set(given: Given, usual: RuleSet, problems: Problems) -> RuleSet:
    """Read which rules are to speak."""
    screened = given.get("screened")
    if screened is not None and not isinstance(screened, bool):
        problems.add(_("«screened» må være true eller false."))
    return RuleSet(
        run=_length(given, "run_length", usual.run, problems),
        trend=_length(given, "trend_length", usual.trend, problems),
        hugging=_length(given, "hugging_length", usual.hugging, problems),
        is_screened=usual.is_screened if screened is None else screened is True,
    )


def _length(given: Given, key: str, usual: int, problems: Problems) -> int:
    value = given.get(key)
    if value is None:
        return usual
    if isinstance(value, bool) or not isinstance(value, int) or not 3 <= value <= 100:
        problems.add(_("«%(key)s» må være et helt tall fra 3 til 100.") % {"key": key})
        return usual
    return value


def frame(name: str, given: Given, kind: ChartKind, size: int, problems: Problems) -> Frame:
    """Read what the series is about."""
    labels = given.get("labels") or []
    if not isinstance(labels, list) or (labels and len(labels) != size) or not _texts(labels):
        problems.add(_("«labels» må være en rekke med én tekst for hvert punkt."))
        labels = []
    target = given.get("target")
    if target is not None and (sentence := number_problem(target)):
        problems.add(_("«target» %(sentence)s") % {"sentence": sentence})
        target = None
    if not _texts([given.get("title", ""), given.get("unit", "")]):
        problems.add(_("«title» og «unit» må være tekst."))
    return Frame(
        title=str(given.get("title") or name),
        labels=labels,
        period=choice(Period, given, "period", Period.POINT, problems),
        better=choice(Better, given, "better", Better.NEITHER, problems),
        target=None if target is None else float(target),
        unit=str(given.get("unit") or ""),
        measures=_measures(given.get("measures"), size, problems),
        is_share=kind == ChartKind.P,
    )


def _texts(values: Sequence[Any]) -> bool:
    return all(isinstance(one, str) for one in values)


def _measures(value: Any, size: int, problems: Problems) -> list[Started]:
    rows = value or []
    good = isinstance(rows, list) and all(
        isinstance(one, dict)
        and isinstance(one.get("name"), str)
        and type(one.get("point")) is int
        and 1 <= one["point"] <= size
        for one in rows
    )
    if not good:
        problems.add(_('«measures» må skrives slik: [{"point": 13, "name": "Nye vaktlag"}].'))
        return []
    return [Started(one["point"], one["name"]) for one in rows]
