"""Why it happened: classes to tick, and five whys, one after the other. [D3]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deviations.models import Deviation
from deviations.rules.causes import GROUPS, MOST_WHYS, WHY_LENGTH, tidy_whys, why_question, whys_problem
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin, dress

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")
GROUPED = [(label, [(cause.value, cause.label) for cause in causes]) for label, causes in GROUPS]


class CauseForm(DsFormMixin, VersionedFormMixin):
    """The classes, the whys that have been come to, and what else lay behind."""

    causes = forms.MultipleChoiceField(
        label=_("Hva slags årsak er det?"),
        choices=GROUPED,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Velg alle som passer. Se etter årsaken i systemet først, ikke hos en person."),
        error_messages={
            "required": _("Velg minst én årsak."),
            "invalid_choice": _("Velg årsaker fra listen."),
            "invalid_list": _("Velg årsaker fra listen."),
        },
    )
    cause_text = forms.CharField(
        label=_("Hva lå bak?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Kort om det som gjorde at det kunne skje. Ikke skriv navn på ansatte, brukere eller elever."),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, instance: Deviation, **kwargs: Any) -> None:
        given = {"causes": instance.causes, "cause_text": instance.cause_text}
        given |= {f"why_{number}": answer for number, answer in enumerate(instance.whys, start=1)}
        kwargs["initial"] = {**given, **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)
        answers = self._answers()
        for number in range(1, min(len(tidy_whys(answers)) + 1, MOST_WHYS) + 1):
            self.fields[f"why_{number}"] = self._why(number, answers)
            dress(self.fields[f"why_{number}"])

    def _answers(self) -> list[str]:
        """Return what is typed, or what is stored while nothing has been."""
        names = [f"why_{number}" for number in range(1, MOST_WHYS + 1)]
        source = self.data if self.is_bound else self.initial
        return [str(source.get(self.add_prefix(name), "") or "").replace("\x00", "") for name in names]

    def _why(self, number: int, answers: list[str]) -> forms.Field:
        return forms.CharField(
            label=why_question(number, [answer.strip() for answer in answers[: number - 1]]),
            max_length=WHY_LENGTH,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"max_length": TOO_LONG},
        )

    @property
    def why_fields(self) -> list[Any]:
        """The questions come to so far."""
        return [self[name] for name in self.fields if name.startswith("why_")]

    @property
    def can_ask_more(self) -> bool:
        """Whether there is another why to ask."""
        return len(self.why_fields) < MOST_WHYS

    def clean(self) -> dict[str, Any] | None:
        """See that every answer follows from one before."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["whys"] = [cleaned.pop(name, "") for name in list(self.fields) if name.startswith("why_")]
        if problem := whys_problem(cleaned["whys"]):
            index, text = problem
            self.add_error(f"why_{index + 1}", text)
        return cleaned
