"""What a control chart says, in plain Norwegian, with its direction and whether that is good."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvalitet.figures.charts import Note, written
from kvalitet.figures.choices import Better, ChartKind, Period, SignalKind
from kvalitet.figures.rules.frame import Frame
from kvalitet.figures.rules.limits import TOLERANCE
from kvalitet.figures.rules.reading import LINE_ONLY_BELOW, Reading
from kvalitet.figures.rules.signal_rules import Signal

MOST_SAID = 2
ORDER = (SignalKind.RUN, SignalKind.TREND, SignalKind.OUTSIDE, SignalKind.TWO_OF_THREE, SignalKind.HUGGING)


@dataclass(frozen=True)
class Teller:
    """Puts the signals of one reading into words."""

    reading: Reading
    frame: Frame

    def conclusion(self) -> str:
        """The two most important things there are to say; what goes on now comes first."""
        if not self.reading.signals:
            return " ".join([self._calm(), *self._moved()])
        return " ".join(self.sentences()[:MOST_SAID])

    def sentences(self) -> list[str]:
        """Everything that has been seen, the newest first."""
        signals = sorted(
            self._worth_telling(), key=lambda one: (not self.is_on(one), ORDER.index(one.kind), -one.completed)
        )
        outside = [one for one in signals if one.kind == SignalKind.OUTSIDE]
        told = [one for one in signals if one.kind != SignalKind.OUTSIDE or one is outside[0]]
        return [self._outside(outside) if one.kind == SignalKind.OUTSIDE else self._sentence(one) for one in told]

    def is_on(self, signal: Signal) -> bool:
        """Whether the signal reaches the last point that can tell."""
        return signal.points[-1] >= self._last_telling

    def notes(self) -> list[Note]:
        """Two words beside the chart: has it changed, and will the target be met."""
        return [self._variation(), *self._assurance()]

    def value(self, value: float, *, is_exact: bool = False) -> str:
        """Write a value the way this series is written."""
        if self.frame.is_share:
            return _("%(share)s prosent") % {"share": written(round(100 * value, 1))}
        is_exact = is_exact and self.reading.series.kind != ChartKind.U
        decimals = min(self._decimals + (not is_exact), 2)
        text = written(round(value, decimals), None if is_exact and float(value).is_integer() else decimals)
        return f"{text} {self.frame.unit}".strip()

    @cached_property
    def _decimals(self) -> int:
        return decimals_of(self.reading.series.x)

    @cached_property
    def _last_telling(self) -> int:
        """The last point; one on the centre line says nothing, so the one before counts."""
        centre = self.reading.now.centre
        numbers = range(len(self.reading.values), 0, -1)
        return next((one for one in numbers if abs(self.reading.values[one - 1] - centre) > TOLERANCE), 0)

    def label(self, number: int) -> str:
        """Name a point."""
        if self.frame.labels:
            return self.frame.labels[number - 1]
        return _("punkt %(number)s") % {"number": number}

    def span(self, count: int) -> str:
        """«8 måneder»."""
        match self.frame.period:
            case Period.WEEK:
                return ngettext("%(count)s uke", "%(count)s uker", count) % {"count": count}
            case Period.MONTH:
                return ngettext("%(count)s måned", "%(count)s måneder", count) % {"count": count}
            case Period.TERTIAL:
                return ngettext("%(count)s tertial", "%(count)s tertialer", count) % {"count": count}
            case Period.YEAR:
                return ngettext("%(count)s år", "%(count)s år", count) % {"count": count}
            case Period.POINT:
                return ngettext("%(count)s punkt", "%(count)s punkter", count) % {"count": count}

    def tone(self, side: int) -> str:
        """Return the colour of a change: it says good or bad, not whether it is real."""
        if self.frame.better == Better.NEITHER or side == 0:
            return "violet"
        return "success" if (side > 0) == (self.frame.better == Better.UP) else "danger"

    def _calm(self) -> str:
        count = len(self.reading.values)
        words = {"span": self.span(count)}
        if count < LINE_ONLY_BELOW:
            return _("Det er bare tall for %(span)s: for lite til å si om noe har endret seg.") % words
        if self.reading.series.kind != ChartKind.RUN:
            return _("Ingen tegn til endring: variasjonen er som før.")
        if self.reading.anhoej.is_signal:
            return _("Tallene krysser midten så sjelden at det neppe er tilfeldig: noe har endret seg.")
        return _("Ingen tegn til endring. Med %(span)s er det for tidlig å regne ut grenser.") % words

    def _moved(self) -> list[str]:
        """Compare the phase that goes on with the one before it."""
        if len(self.reading.phases) < 2:
            return []
        before, now = self.reading.phases[-2:]
        words = {"now": self.value(now.centre), "before": self.value(before.centre), "since": self.label(now.first)}
        return [_("Snittet er %(now)s siden %(since)s, mot %(before)s i fasen før.") % words]

    def _worth_telling(self) -> list[Signal]:
        """Leave out a warning about points that another rule has told more about."""
        told = {
            number
            for one in self.reading.signals
            if one.kind in {SignalKind.OUTSIDE, SignalKind.RUN}
            for number in one.points
        }
        return [
            one
            for one in self.reading.signals
            if one.kind != SignalKind.TWO_OF_THREE or not told.issuperset(one.points)
        ]

    def _sentence(self, signal: Signal) -> str:
        words = {
            "span": self.span(len(signal.points)),
            "last": self.label(signal.points[-1]),
            "known": self.label(signal.completed),
            "change": _("økning") if signal.side > 0 else _("nedgang"),
            "line": self._line(signal.side),
            "moved": _("steget") if signal.side > 0 else _("falt"),
            "place": _("høyt") if signal.side > 0 else _("lavt"),
            "points": listed([self.label(number) for number in signal.points]),
        }
        match signal.kind:
            case SignalKind.RUN if self.is_on(signal):
                text = _("%(span)s på rad %(line)s: en reell %(change)s.")
            case SignalKind.RUN:
                text = _("%(span)s på rad %(line)s, til og med %(last)s: en reell %(change)s da.")
            case SignalKind.TREND:
                text = _("%(span)s på rad har tallet %(moved)s, til og med %(last)s: en reell %(change)s.")
            case SignalKind.TWO_OF_THREE:
                text = _("%(points)s ligger uvanlig %(place)s: et varsel om endring.")
            case _:
                return _("%(span)s på rad tett ved snittet: se om det er målt på samme måte.") % words
        return " ".join(part for part in (opened(text % words), self._verdict(signal, words["known"])) if part)

    def _verdict(self, signal: Signal, known: str) -> str:
        """Say whether it is good, and when it was sure."""
        if signal.kind == SignalKind.TWO_OF_THREE:
            return ""
        tone = self.tone(signal.side)
        if signal.kind == SignalKind.RUN and not self.is_on(signal):
            over = {"success": _("Det var en forbedring."), "danger": _("Det gikk feil vei.")}
            return over.get(tone, "")
        match tone:
            case "success":
                return _("Det er en forbedring, sikker fra %(known)s.") % {"known": known}
            case "danger":
                return _("Det går feil vei, sikkert fra %(known)s.") % {"known": known}
            case _:
                return _("Endringen er sikker fra %(known)s.") % {"known": known}

    def _line(self, side: int) -> str:
        if self.reading.series.kind == ChartKind.RUN:
            return _("over midten") if side > 0 else _("under midten")
        return _("over snittet") if side > 0 else _("under snittet")

    def _outside(self, signals: Sequence[Signal]) -> str:
        """Name the newest point outside the limits, and how many there are."""
        newest = max(signals, key=lambda one: one.completed)
        number = newest.completed
        phase = next(one for one in self.reading.phases if one.first <= number <= one.last)
        limit = (phase.upper if newest.side > 0 else phase.lower)[number - phase.first]
        words = {
            "point": self.label(number),
            "value": self.value(self.reading.values[number - 1], is_exact=True),
            "limit": self.value(limit),
            "span": self.span(len(signals)),
        }
        if len(signals) > 1:
            text = _("%(span)s ligger utenfor det normale, sist %(point)s med %(value)s. Let etter årsaken.")
        elif newest.side > 0:
            text = _("%(point)s ligger utenfor det normale: %(value)s, mot ventet høyst %(limit)s. Let etter årsaken.")
        else:
            text = _("%(point)s ligger utenfor det normale: %(value)s, mot ventet minst %(limit)s. Let etter årsaken.")
        return opened(text % words)

    def _variation(self) -> Note:
        """Judge by what goes on at the last point, as the newest news."""
        if len(self.reading.values) < LINE_ONLY_BELOW:
            return Note(_("For få tall til å se endring"), "info")
        newest = [one for one in self.reading.signals if self.is_on(one) and one.side]
        if not newest:
            return Note(_("Variasjonen er som før"), "neutral")
        match self.tone(newest[-1].side):
            case "success":
                return Note(_("Endret til det bedre"), "success")
            case "danger":
                return Note(_("Endret til det verre"), "danger")
            case _:
                return Note(_("Endret"), "info")

    def _assurance(self) -> list[Note]:
        """Compare the target with what the process gives when nothing changes."""
        now, target = self.reading.now, self.frame.target
        if target is None or self.frame.better == Better.NEITHER or not now.sigma:
            return []
        upper, lower = now.upper[-1], now.lower[-1]
        is_up = self.frame.better == Better.UP
        if (lower >= target) if is_up else (upper <= target):
            return [Note(_("Målet nås hver gang"), "success")]
        if (upper < target) if is_up else (lower > target):
            return [Note(_("Målet nås ikke"), "danger")]
        return [Note(_("Målet nås noen ganger"), "warning")]


def decimals_of(values: Sequence[float]) -> int:
    """Return how many decimals the values are written with, at most four."""
    return max((len(f"{value:.4f}".rstrip("0").partition(".")[2]) for value in values[:500]), default=0)


def opened(sentence: str) -> str:
    """Begin a sentence with a capital, as «mars 2026» does not."""
    return sentence[:1].upper() + sentence[1:]


def listed(names: Sequence[str]) -> str:
    """«mars, april og mai»."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
