"""Series as JSON. Every problem is found before anything is computed, so that nothing comes half out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kvalitet.figures.choices import ChartKind
from kvalitet.figures.rules import series_fields as fields
from kvalitet.figures.rules.frame import Frame
from kvalitet.figures.rules.limits import FROZEN_FROM, RuleSet, Series
from kvalitet.figures.rules.problems import Problems

COMPUTED = frozenset({"cl", "mr", "ucl", "lcl", "mr_ucl", "outside", "run", "trend", "two_of_three", "hugging"})
COMPUTED |= {"mr_above", "anhoej", "p", "u", "words", "limits"}
KNOWN = frozenset({"title", "x", "n", "baseline", "chart", "phases", "run_length", "trend_length", "hugging_length"})
KNOWN |= {"screened", "labels", "period", "better", "target", "unit", "measures"}
CROWDED = 1000


@dataclass(frozen=True)
class Named:
    """A series of the file: what was given, what it means, and what to be careful with."""

    name: str
    given: Mapping[str, Any]
    series: Series
    frame: Frame
    warnings: Sequence[str] = ()


class Twice(ValueError):
    """A name that stands twice in the same object: one of the two would be lost."""


def read_json(data: bytes, usual: RuleSet) -> tuple[list[Named], list[str]]:
    """Return the series and what is wrong; either all series or at least one problem."""
    content, problem = _content(data)
    if problem:
        return [], [problem]
    if not isinstance(content, dict) or not content:
        return [], [_('Filen må ha minst én serie, skrevet slik: {"S1": {"x": [9.2, 9.6, 8.9]}}.')]
    if isinstance(content.get("x"), list):
        return [], [_('Serien mangler navn. Skriv den slik: {"S1": {"x": [9.2, 9.6, 8.9]}}.')]
    found: list[Named] = []
    wrong: list[str] = []
    for name, given in content.items():
        problems = Problems(name)
        one = _one(name, given, usual, problems)
        found += [one] if one else []
        wrong += problems.found
    return ([], wrong) if wrong else (found, [])


def _content(data: bytes) -> tuple[Any, str]:
    """Return what the file holds, or why it can't be read."""
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once), ""
    except UnicodeDecodeError:
        return None, _("Filen er ikke lagret som UTF-8. Lagre den på nytt med tegnsettet UTF-8.")
    except Twice as error:
        return None, _("«%(name)s» står to ganger på samme sted i filen. Behold bare den ene.") % {"name": error}
    except RecursionError:
        return None, _("Filen er bygget opp i for mange lag til å leses.")
    except json.JSONDecodeError as error:
        words = {"line": error.lineno, "column": error.colno}
        return None, _("Filen er ikke gyldig JSON. Se på linje %(line)s, tegn %(column)s.") % words
    except ValueError:
        return None, _("Filen har et tall som er for langt til å leses.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Twice(name)
        found[name] = value
    return found


def _one(name: str, given: Any, usual: RuleSet, problems: Problems) -> Named | None:
    if not isinstance(given, dict):
        problems.add(_('den må ha tallrekken under navnet «x», slik: {"x": [9.2, 9.6, 8.9]}.'))
        return None
    for key in sorted(given.keys() - KNOWN - COMPUTED):
        problems.warn(_("feltet «%(key)s» er ukjent og blir ikke brukt.") % {"key": key})
    likely = ChartKind.XMR if given.get("n") is None else ChartKind.P
    kind = fields.choice(ChartKind, given, "chart", likely, problems)
    x = fields.numbers(given.get("x"), "x", problems)
    n = fields.numbers(given.get("n"), "n", problems) if kind in {ChartKind.P, ChartKind.U} else []
    if problems.found:
        return None
    fields.check_groups(kind, x, n, problems)
    series = Series(
        x=x,
        n=n,
        kind=kind,
        baseline=fields.baseline(given.get("baseline"), len(x), problems),
        phases=fields.phases(given.get("phases"), len(x), problems),
        rules=fields.rule_set(given, usual, problems),
    )
    frame = fields.frame(name, given, kind, len(x), problems)
    _enough(series, problems)
    return None if problems.found else Named(name, given, series, frame, problems.warnings)


def _enough(series: Series, problems: Problems) -> None:
    """Every phase needs a moving range; few points and very large groups deserve a word."""
    starts, ends = [1, *series.phases], [*(one - 1 for one in series.phases), len(series.x)]
    if series.kind == ChartKind.XMR:
        for start, end in zip(starts, ends, strict=True):
            if start == end:
                words = {"number": start}
                problems.add(_("fra punkt %(number)s er det bare ett punkt. Det trengs minst to.") % words)
    if series.baseline and len(starts) > 1 and series.baseline > ends[0]:
        problems.add(_("«baseline» er lengre enn den første fasen."))
    if series.baseline and series.baseline < FROZEN_FROM:
        words = {"count": series.baseline, "least": FROZEN_FROM}
        problems.warn(_("grensene bygger på %(count)s punkter og er foreløpige til det er minst %(least)s.") % words)
    if series.n and series.kind == ChartKind.P and sum(series.n) / len(series.n) > CROWDED:
        problems.warn(_("gruppene er så store at grensene blir for trange. Bruk heller «chart»: «xmr» på andelene."))
