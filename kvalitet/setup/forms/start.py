"""Forms of the first set-up: the municipality and its first administrator, roles, service areas. [P15]"""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kvalitet.access.choices import Role
from kvalitet.organisation.models import Person
from kvalitet.setup.actions.first import slug_of
from kvalitet.web.forms import DsFormMixin

ROLES = (
    (Role.CHIEF, _("Kommunedirektør"), _("Godkjenner planer og ser hele kommunen.")),
    (Role.HR, _("HR"), _("Ser enhetenes tall og oppfølging.")),
    (Role.QUALITY, _("Kvalitetsrådgiver"), _("Legger inn planer og følger dem opp.")),
    (Role.SAFETY, _("Hovedverneombud"), _("Ser tiltakene i hele kommunen.")),
    (Role.UNION, _("Hovedtillitsvalgt"), _("Ser tiltakene i hele kommunen.")),
    (Role.ADMIN, _("Systemansvarlig"), _("Vedlikeholder organisasjon, personer og roller.")),
)
AREAS = (
    *("Barnehage", "Skole og SFO", "Barnevern", "Helse og omsorg", "Sosiale tjenester", "Kultur og idrett"),
    *("Plan og byggesak", "Vei, vann og avløp", "Eiendom", "Administrasjon og fellestjenester"),
)


class FirstForm(DsFormMixin, forms.Form):
    """What an empty installation needs to begin: a municipality, and one who sets it up."""

    code = forms.CharField(
        label=_("Oppsettkode"),
        max_length=200,
        help_text=_("Står der tjenesten ble startet, eller gis av kommandoen «manage.py first_setup»."),
        error_messages={"required": _("Skriv oppsettkoden.")},
    )
    municipality = forms.CharField(
        label=_("Kommunens navn"),
        max_length=120,
        help_text=_("Slik det skal stå på sidene, for eksempel Fjordvik kommune."),
        error_messages={"required": _("Skriv kommunens navn.")},
    )
    number = forms.CharField(
        label=_("Kommunenummer"), max_length=4, error_messages={"required": _("Skriv kommunenummeret, fire siffer.")}
    )
    first_name = forms.CharField(
        label=_("Fornavnet ditt"), max_length=100, error_messages={"required": _("Skriv fornavnet ditt.")}
    )
    last_name = forms.CharField(
        label=_("Etternavnet ditt"), max_length=100, error_messages={"required": _("Skriv etternavnet ditt.")}
    )
    email = forms.EmailField(
        label=_("E-postadressen din"),
        help_text=_("Du logger inn med den."),
        error_messages={
            "required": _("Skriv e-postadressen din."),
            "invalid": _("Skriv e-postadressen slik: navn@kommune.no."),
        },
    )
    password = forms.CharField(
        label=_("Passord"),
        help_text=_("Minst 12 tegn."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        error_messages={"required": _("Velg et passord.")},
    )

    def clean_number(self) -> str:
        """Four digits, as Statistics Norway gives them."""
        number: str = self.cleaned_data["number"].strip()
        if not re.fullmatch(r"[0-9]{4}", number):
            raise ValidationError(_now("Skriv kommunenummeret, fire siffer."))
        return number

    def clean_municipality(self) -> str:
        """A name that an address can be made of."""
        name: str = self.cleaned_data["municipality"].strip()
        if not slug_of(name):
            raise ValidationError(_now("Skriv kommunens navn med bokstaver."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned:
            person = Person(
                first_name=cleaned.get("first_name", ""),
                last_name=cleaned.get("last_name", ""),
                email=cleaned.get("email", ""),
                username=slugify(cleaned.get("email", "").split("@")[0]),
            )
            try:
                validate_password(cleaned["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class StartRolesForm(DsFormMixin, forms.Form):
    """Who holds the roles every municipality has; those left empty are passed by."""

    def __init__(self, *args: Any, people: Mapping[str, Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for role, label, help_text in ROLES:
            field = forms.CharField(label=label, required=False, max_length=200, help_text=help_text)
            field.widget.attrs |= {"list": "ansatte", "autocomplete": "off"}
            field.widget.attrs["class"] = "ds-input"
            self.fields[role.value] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for role, _label, _help in ROLES:
            typed = str(cleaned.get(role.value) or "").strip()
            person = self.people.get(typed.casefold()) if typed else None
            if typed and person is None:
                text = _now("Vi finner ikke én person som er «%(typed)s». Skriv ansattnummer eller e-post.")
                self.add_error(role.value, text % {"typed": typed})
            cleaned[role.value] = person
        return cleaned

    def chosen(self) -> list[tuple[str, Person]]:
        """The roles that were filled in, with who gets them."""
        found = [(role.value, self.cleaned_data.get(role.value)) for role, _label, _help in ROLES]
        return [(role, person) for role, person in found if person is not None]


class AreasForm(DsFormMixin, forms.Form):
    """The service areas (tjenesteområder) to begin with."""

    common = forms.MultipleChoiceField(
        label=_("Vanlige tjenesteområder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own = forms.CharField(
        label=_("Egne tjenesteområder"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Ett på hver linje."),
    )

    def __init__(self, *args: Any, taken: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        field = self.fields["common"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(name, name) for name in AREAS if name.casefold() not in taken]

    def names(self) -> list[str]:
        """Names that aren't there already, each once."""
        typed = [line.strip()[:120] for line in self.cleaned_data["own"].splitlines()]
        found: dict[str, str] = {}
        for name in [*self.cleaned_data["common"], *typed]:
            if name and name.casefold() not in self.taken:
                found.setdefault(name.casefold(), name)
        return list(found.values())
