"""What the component page shows: made-up values, one of each state."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils import timezone

from kvalitet.web.forms import DsFormMixin
from kvalitet.web.listing import ListPage


class GalleryForm(DsFormMixin, forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label="Hva heter tiltaket?",
        help_text="Én setning, for eksempel «Innføre felles vaktplan».",
        error_messages={"required": "Skriv hva tiltaket heter."},
    )
    description = forms.CharField(
        label="Beskriv tiltaket",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Beskriv tiltaket."},
    )
    unit = forms.ChoiceField(
        label="Enhet",
        choices=[("", "Velg enhet"), ("1", "Solbakken sykehjem"), ("2", "Fjordvik ungdomsskole")],
        error_messages={"required": "Velg enhet."},
    )
    due = forms.DateField(label="Frist", required=False, help_text="La stå tomt hvis tiltaket er løpende.")
    kind = forms.ChoiceField(
        label="Hva gjelder det?",
        widget=forms.RadioSelect,
        choices=[("a", "Tjeneste til bruker"), ("b", "Arbeidsmiljø og sikkerhet"), ("c", "Bygg og drift")],
        error_messages={"required": "Velg hva det gjelder."},
    )
    units = forms.MultipleChoiceField(
        label="Hvilke enheter skal svare?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(str(i), f"Enhet {i}") for i in range(1, 16)],
    )
    progress = forms.IntegerField(label="Hvor langt er dere kommet i prosent?", required=False)
    attachment = forms.FileField(label="Vedlegg", required=False)
    is_shared = forms.BooleanField(
        label="Del tiltaket med hele kommunen", required=False, widget=forms.CheckboxInput(attrs={"role": "switch"})
    )


def samples() -> dict[str, Any]:
    """Return a value for each part of the page."""
    today = timezone.localdate()
    changes = [SimpleNamespace(label="Frist", old="1. juni 2026", new="1. september 2026")]
    entries = [
        SimpleNamespace(
            who="Kari Nordmann", when=_moment(today, 9), reason="Ventet på svar fra staten.", changes=changes
        ),
        SimpleNamespace(who="Ola Hansen", when=_moment(today - timedelta(days=9), 14), reason="", changes=[]),
    ]
    return {
        "days": [today - timedelta(days=3), today, today + timedelta(days=1), today + timedelta(days=4)],
        "far": today + timedelta(days=60),
        "list_page": ListPage(rows=[1] * 10, number=2, pages=6, total=59, first=11, last=20, is_capped=False),
        "empty_page": ListPage(rows=[], number=1, pages=1, total=0, first=0, last=0, is_capped=False),
        "entries": entries,
        "people": [
            SimpleNamespace(person="Kari Nordmann", because="Leder av Solbakken sykehjem"),
            SimpleNamespace(person="Anne Berg", because="Kommunedirektør i Fjordvik kommune"),
        ],
        "conflict": ("Kari Nordmann", changes),
        "colors": ["info", "success", "warning", "danger"],
    }


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, 15))  # noqa: DTZ001 — made aware here
