"""Whether a meeting is found useful, and what NAV has decided. [S3]"""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from kvalitet.web.forms import DsFormMixin
from sickleave.choices import Answer
from sickleave.forms.fields import YES_NO, day, happened, one_of
from sickleave.models import Case, MeetingNeed


class HappenedForm(DsFormMixin, forms.Form):
    """A form with a day on which something happened in the case."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.case = case

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        happened(on, self.case)
        return on


class PartiesForm(HappenedForm):
    """What the three answer about the first meeting while the employee works some."""

    leader = one_of(gettext_lazy("Har du nytte av et dialogmøte?"), YES_NO)
    employee = one_of(
        gettext_lazy("Har den ansatte nytte av et dialogmøte?"),
        Answer.choices,
        help_text=gettext_lazy("Spør, og skriv det den ansatte svarer."),
    )
    certifier = one_of(
        gettext_lazy("Har den som sykmeldte, bedt om et dialogmøte?"),
        [(Answer.YES, Answer.YES.label), (Answer.NO, Answer.NO.label), (Answer.UNKNOWN, gettext_lazy("Vet ikke"))],
    )
    on = day(gettext_lazy("Når snakket dere om det?"))

    def __init__(self, *args: Any, known: MeetingNeed | None, **kwargs: Any) -> None:
        if known is not None:
            now = {name: getattr(known, name) for name in ("leader", "employee", "certifier")}
            kwargs["initial"] = {**now, "on": known.answered_on}
        super().__init__(*args, **kwargs)


class NavAnswerForm(HappenedForm):
    """The leader's answer to NAV's question about the second meeting."""

    is_needed = one_of(
        gettext_lazy("Hva svarte du NAV?"),
        [
            (Answer.YES, gettext_lazy("Ja, det er behov for dialogmøte 2")),
            (Answer.NO, gettext_lazy("Nei, det er ikke behov nå")),
        ],
        help_text=gettext_lazy("Begrunnelsen skriver du til NAV. Den lagres ikke her."),
    )
    on = day(gettext_lazy("Når svarte du?"))

    def clean_is_needed(self) -> bool:
        return bool(self.cleaned_data["is_needed"] == Answer.YES)


class NavDecidedForm(HappenedForm):
    """NAV has decided not to hold the second meeting."""

    on = day(gettext_lazy("Når fikk du beskjed fra NAV?"))
    employee_informed = forms.BooleanField(label=gettext_lazy("Den ansatte vet om det"), required=False)
