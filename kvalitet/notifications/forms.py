from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.notifications import rules
from kvalitet.notifications.rules import Hours
from kvalitet.organisation.choices import EmailMode
from kvalitet.web.forms import DsFormMixin

CLOCK = [(hour, f"kl. {hour:02}.00") for hour in range(24)]
FOLLOW, OWN = "follow", "own"


class HourField(forms.TypedChoiceField):
    """A whole hour of the day."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"required": _("Velg et klokkeslett."), "invalid_choice": _("Velg et klokkeslett fra listen.")}
        super().__init__(choices=CLOCK, coerce=int, error_messages=errors, **kwargs)


class QuietHoursForm(DsFormMixin, forms.Form):
    """From when to when nobody is mailed."""

    quiet_from = HourField(label=_("Stille fra"))
    quiet_to = HourField(label=_("Stille til"), help_text=_("Velg samme klokkeslett to ganger for ingen stille tid."))
    working_days_only = forms.BooleanField(label=_("Stille i helger og på helligdager"), required=False)


class MunicipalityHoursForm(VersionedFormMixin, QuietHoursForm):
    """What holds for everyone who hasn't chosen otherwise."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if not self.errors:
            hours = Hours(**cleaned, digest_hour=cleaned["quiet_to"])
            if problem := rules.hours_problem(hours):
                self.add_error("quiet_from", problem)
        return cleaned


class SettingsForm(QuietHoursForm):
    """How and when ordinary notices are mailed. Takes `common`: the municipality's hours."""

    mode = forms.ChoiceField(
        label=_("Hvordan vil du ha varslene på e-post?"),
        help_text=_("Varslene står alltid i Kvalitet. Lovpålagte frister får du alltid på e-post."),
        choices=EmailMode.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Velg hvordan du vil ha varslene."),
            "invalid_choice": _("Velg ett av alternativene."),
        },
    )
    digest_hour = HourField(
        label=_("Når vil du ha samle-e-posten?"),
        help_text=_("Gjelder når du får varslene samlet i én e-post om dagen."),
    )
    follows = forms.ChoiceField(
        label=_("Når skal du ikke få e-post?"),
        help_text=_(
            "E-post som kommer i den stille tiden, venter til den er over. Varslene i Kvalitet kommer med en gang."
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Velg hvilken stille tid du vil ha."),
            "invalid_choice": _("Velg ett av alternativene."),
        },
    )
    field_order = ("mode", "digest_hour", "follows", "quiet_from", "quiet_to", "working_days_only")

    def __init__(self, *args: Any, common: Hours, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.common = common
        choices: Any = [
            (FOLLOW, _("Når kommunen har stille tid: %(hours)s") % {"hours": rules.hours_words(common)}),
            (OWN, _("I min egen stille tid, som jeg velger her:")),
        ]
        self.fields["follows"].choices = choices  # type: ignore[attr-defined]  # it is a choice field

    def clean_mode(self) -> EmailMode:
        return EmailMode(self.cleaned_data["mode"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        own = Hours(**{name: cleaned[name] for name in ("quiet_from", "quiet_to", "working_days_only", "digest_hour")})
        common = Hours(
            self.common.quiet_from, self.common.quiet_to, self.common.working_days_only, cleaned["digest_hour"]
        )
        cleaned["has_own"] = cleaned.pop("follows") == OWN
        if problem := rules.hours_problem(own if cleaned["has_own"] else common):
            self.add_error("digest_hour" if problem == rules.hours_problem(common) else "quiet_from", problem)
        return cleaned
