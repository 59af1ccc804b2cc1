"""Adaptations at work, and what came of them. [S4]"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin
from sickleave.choices import AdaptationEffect, AdaptationKind, AdaptationNext
from sickleave.forms.fields import day, happened, one_of, text, within_a_year
from sickleave.models import Adaptation, Case

LOOKED_AT_AFTER = timedelta(days=28)
"""NAV suggests a new look within four weeks."""


class AdaptationForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """What is changed at work, from when to when, and when you look at whether it helps."""

    guarded_fields: tuple[str, ...] = ("what",)

    kind = one_of(gettext_lazy("Hva slags endring er det?"), AdaptationKind.choices)
    what = text(
        gettext_lazy("Hva endrer dere?"),
        most=2000,
        required=True,
        help_text=gettext_lazy("For eksempel «Bare dagvakter» eller «Slipper tunge løft». Ikke skriv diagnose."),
    )
    starts = day(gettext_lazy("Fra og med"))
    ends = day(gettext_lazy("Til og med"), required=False, help_text=gettext_lazy("La stå tomt hvis dere ikke vet."))
    evaluate_on = day(
        gettext_lazy("Når ser dere på om det hjelper?"), help_text=gettext_lazy("Du får en påminnelse den dagen.")
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"starts": today, "evaluate_on": today + LOOKED_AT_AFTER})
        kwargs.setdefault("guard", case.municipality)
        super().__init__(*args, **kwargs)
        self.case = case

    def clean_starts(self) -> date:
        starts: date = self.cleaned_data["starts"]
        within_a_year(starts, self.case)
        return starts

    def clean_ends(self) -> date | None:
        ends: date | None = self.cleaned_data["ends"]
        within_a_year(ends, self.case)
        return ends

    def clean_evaluate_on(self) -> date:
        evaluate_on: date = self.cleaned_data["evaluate_on"]
        within_a_year(evaluate_on, self.case)
        return evaluate_on

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        starts, ends, looked_at = (cleaned.get(name) for name in ("starts", "ends", "evaluate_on"))
        if starts and ends and ends < starts:
            self.add_error("ends", _("Til-datoen kan ikke være før fra-datoen."))
        if starts and looked_at and looked_at < starts:
            self.add_error("evaluate_on", _("Dere kan ikke vurdere endringen før den begynner."))
        return cleaned


class AdaptationEditForm(AdaptationForm, VersionedFormMixin):
    """Change what was written."""

    def __init__(self, *args: Any, instance: Adaptation, **kwargs: Any) -> None:
        now = {name: getattr(instance, name) for name in ("kind", "what", "starts", "ends", "evaluate_on")}
        super().__init__(*args, instance=instance, case=instance.case, initial=now, **kwargs)
        if instance.evaluated_on:
            self.fields["evaluate_on"].required = False

    def clean_evaluate_on(self) -> Any:
        return super().clean_evaluate_on() if self.cleaned_data["evaluate_on"] else None


class EvaluationForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """Whether it helped, and what happens now."""

    guarded_fields = ("evaluation",)

    evaluated_on = day(gettext_lazy("Når så dere på det?"))
    effect = one_of(gettext_lazy("Hjalp det?"), AdaptationEffect.choices)
    evaluation = text(gettext_lazy("Hva så dere?"), most=2000)
    next = one_of(gettext_lazy("Hva skjer nå?"), AdaptationNext.choices)
    evaluate_on = day(
        gettext_lazy("Når ser dere på det igjen?"),
        required=False,
        help_text=gettext_lazy("Fyll ut når tilretteleggingen fortsetter."),
    )

    def __init__(self, *args: Any, instance: Adaptation, **kwargs: Any) -> None:
        today = timezone.localdate()
        now = {name: getattr(instance, name) for name in ("effect", "evaluation", "next")}
        now |= {"evaluated_on": today, "evaluate_on": today + LOOKED_AT_AFTER}
        super().__init__(*args, instance=instance, initial=now, guard=instance.municipality, **kwargs)

    def clean_evaluated_on(self) -> date:
        evaluated_on: date = self.cleaned_data["evaluated_on"]
        happened(evaluated_on, self.instance.case)
        if evaluated_on < self.instance.starts:
            raise forms.ValidationError(_("Dere kan ikke vurdere endringen før den begynner."))
        return evaluated_on

    def clean_evaluate_on(self) -> date | None:
        again: date | None = self.cleaned_data["evaluate_on"]
        within_a_year(again, self.instance.case)
        return again

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        again, evaluated_on = cleaned.get("evaluate_on"), cleaned.get("evaluated_on")
        if cleaned.get("next") != AdaptationNext.KEEP or "evaluate_on" in self.errors:
            return cleaned
        if again is None:
            self.add_error("evaluate_on", _("Velg når dere ser på det igjen."))
        elif evaluated_on and again <= evaluated_on:
            self.add_error("evaluate_on", _("Velg en dag etter at dere så på det."))
        return cleaned
