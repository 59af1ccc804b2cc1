"""The form of a municipality's rules for sick leave. [S1, S2, S5, S6]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin
from sickleave.choices import Clock, MeetingClock, Scheme
from sickleave.models import SickLeaveSettings

FIELDS = (
    *("deadline_clock", "dm1_clock", "joining_gap", "talk_day", "scheme", "masking_threshold"),
    *("note_months", "paper_months", "absence_months", "day_cost", "substitute_percent"),
)


def number(label: Any, help_text: Any, least: int, most: int) -> forms.IntegerField:
    """Make a field for a whole number between two others."""
    wrong = _("Skriv et helt tall mellom %(least)s og %(most)s.") % {"least": least, "most": most}
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=least, max_value=most, error_messages=messages
    )


def choice(label: Any, help_text: Any, choices: Any) -> forms.ChoiceField:
    """Make a field for one of a few ways."""
    chosen = dict.fromkeys(("required", "invalid_choice"), _("Velg en av mulighetene."))
    return forms.ChoiceField(
        label=label, help_text=help_text, choices=choices, widget=forms.RadioSelect, error_messages=chosen
    )


class SettingsForm(DsFormMixin, VersionedFormMixin, forms.Form):
    """What the municipality has chosen where law and agreement leave room."""

    deadline_clock = choice(
        _("Fristene for plan, dialogmøte 1 og aktivitetskrav regnes av"),
        _("Er fraværet uten opphold, blir datoene de samme. NAV regner dager med fravær."),
        Clock.choices,
    )
    dm1_clock = choice(
        _("Sju uker til dialogmøte 1 regnes fra"),
        _("Gjelder når en gradert sykmelding er blitt hel. Loven regner fra den dagen den ansatte er helt borte."),
        MeetingClock.choices,
    )
    joining_gap = number(
        _("Dager uten fravær før et nytt tilfelle begynner"),
        _("NAV bruker 16: er det færre dager imellom, hører fraværene sammen i én sak."),
        1,
        60,
    )
    talk_day = number(
        _("Første samtale med den ansatte senest dag"),
        _("Kommunens egen rutine. Første fraværsdag er dag 1."),
        1,
        27,
    )
    scheme = choice(
        _("Ordning for egenmelding"),
        _("Den første er avtalt i mange kommuner. Den andre er lovens minste."),
        Scheme.choices,
    )
    masking_threshold = number(
        _("Skjul tall for færre personer enn"),
        _("Aldri færre enn fem, så ingen kan kjennes igjen i tallene."),
        5,
        50,
    )
    note_months = number(_("Samtalenotater slettes etter (måneder)"), _("Regnet fra saken ble avsluttet."), 1, 240)
    paper_months = number(
        _("Planer og referater slettes etter (måneder)"),
        _("Kommunen må kunne vise fram planer og referater så lenge noen kan spørre etter dem."),
        1,
        240,
    )
    absence_months = number(
        _("Fraværsdatoer slettes etter (måneder)"), _("Summene måned for måned blir stående, uten navn."), 1, 240
    )
    day_cost = number(
        _("Lønnskostnad for et dagsverk (kroner)"),
        _("Gjennomsnittet i kommunen, med sosiale utgifter. Brukes når fraværet regnes om til kroner."),
        0,
        100_000,
    )
    substitute_percent = number(
        _("Andel av tapte dagsverk som dekkes av vikar (%)"), _("100 betyr at alle vakter dekkes."), 0, 200
    )

    def __init__(self, *args: Any, instance: SickLeaveSettings, **kwargs: Any) -> None:
        shown = {name: getattr(instance, name) for name in FIELDS}
        super().__init__(*args, instance=instance, initial=shown, **kwargs)
