"""The data package NAV's interface for follow-up plans takes, built and checked by its documented rules. Pure. [S9]

The fields and rules are those of `FollowUpPlanDTO`, `FollowUpPlanValidator` and `openapi/documentation.yaml` in
navikt/lps-oppfolgingsplan-mottak; which version of each stands in docs/nav-follow-up-plan.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Value = str | bool | None
SYSTEM = "Kvalitet"
IDENTITY = "employeeIdentificationNumber"
ELEVEN = re.compile(r"\d{11}", re.ASCII)
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Kind(StrEnum):
    """What a field holds; a date is text in JSON."""

    TEXT = "text"
    DATE = "date"
    FLAG = "flag"


@dataclass(frozen=True)
class Field:
    """One field as NAV documents it, and what we call it."""

    name: str
    label: str | Promise
    kind: Kind = Kind.TEXT
    required: bool = True


FIELDS = (
    Field(IDENTITY, gettext_lazy("Fødselsnummer eller D-nummer")),
    Field("typicalWorkday", gettext_lazy("En vanlig arbeidsdag")),
    Field("tasksThatCanStillBeDone", gettext_lazy("Oppgaver som kan gjøres")),
    Field("tasksThatCanNotBeDone", gettext_lazy("Oppgaver som ikke kan gjøres")),
    Field("previousFacilitation", gettext_lazy("Tilrettelegging som er prøvd")),
    Field("plannedFacilitation", gettext_lazy("Tilrettelegging framover")),
    Field("otherFacilitationOptions", gettext_lazy("Andre muligheter"), required=False),
    Field("followUp", gettext_lazy("Hvordan dere følger opp")),
    Field("evaluationDate", gettext_lazy("Planen vurderes"), Kind.DATE),
    Field("sendPlanToNav", gettext_lazy("Til NAV"), Kind.FLAG),
    Field("needsHelpFromNav", gettext_lazy("Trenger hjelp fra NAV"), Kind.FLAG, required=False),
    Field("needsHelpFromNavDescription", gettext_lazy("Hva dere trenger hjelp til"), required=False),
    Field("sendPlanToGeneralPractitioner", gettext_lazy("Til fastlegen"), Kind.FLAG),
    Field("messageToGeneralPractitioner", gettext_lazy("Melding til fastlegen"), required=False),
    Field("additionalInformation", gettext_lazy("Andre opplysninger"), required=False),
    Field("contactPersonFullName", gettext_lazy("Kontaktperson hos arbeidsgiver")),
    Field("contactPersonPhoneNumber", gettext_lazy("Telefon til kontaktpersonen")),
    Field("contactPersonEmail", gettext_lazy("E-post til kontaktpersonen")),
    Field("employeeHasContributedToPlan", gettext_lazy("Den ansatte har vært med på planen"), Kind.FLAG),
    Field("employeeHasNotContributedToPlanDescription", gettext_lazy("Hvorfor ikke"), required=False),
    Field("lpsName", gettext_lazy("Systemet som sender")),
    Field("lpsEmail", gettext_lazy("E-post til systemets forvalter"), required=False),
)


@dataclass(frozen=True)
class PlanTexts:
    """What is taken from the plan."""

    typical_workday: str
    can_do: str
    cannot_do: str
    earlier_adaptation: str
    adaptation_ahead: str
    other_adaptation: str
    follow_up: str
    authority_measures: str
    employee_part: str
    evaluation_on: date | None
    employee_took_part: bool | None
    not_taking_part_reason: str


@dataclass(frozen=True)
class Wishes:
    """What is asked at the moment of download, and kept nowhere."""

    identity_number: str
    to_nav: bool
    to_gp: bool
    needs_help: bool
    help_description: str
    message_to_gp: str
    contact_name: str
    contact_phone: str
    contact_email: str


@dataclass(frozen=True)
class Check:
    """One rule: what it says, whether it is met, and what to do when it isn't. None: only NAV can tell."""

    text: str
    is_met: bool | None
    advice: str = ""


def package(plan: PlanTexts, wishes: Wishes) -> dict[str, Value]:
    """Return the package with every field of the interface, in its order; an empty optional text is null."""
    took_part = bool(plan.employee_took_part)
    return {
        IDENTITY: wishes.identity_number,
        "typicalWorkday": plan.typical_workday.strip(),
        "tasksThatCanStillBeDone": plan.can_do.strip(),
        "tasksThatCanNotBeDone": plan.cannot_do.strip(),
        "previousFacilitation": plan.earlier_adaptation.strip(),
        "plannedFacilitation": plan.adaptation_ahead.strip(),
        "otherFacilitationOptions": _or_null(plan.other_adaptation),
        "followUp": plan.follow_up.strip(),
        "evaluationDate": plan.evaluation_on.isoformat() if plan.evaluation_on else "",
        "sendPlanToNav": wishes.to_nav,
        "needsHelpFromNav": wishes.needs_help,
        "needsHelpFromNavDescription": _or_null(wishes.help_description) if wishes.needs_help else None,
        "sendPlanToGeneralPractitioner": wishes.to_gp,
        "messageToGeneralPractitioner": _or_null(wishes.message_to_gp) if wishes.to_gp else None,
        "additionalInformation": _additional(plan),
        "contactPersonFullName": wishes.contact_name.strip(),
        "contactPersonPhoneNumber": wishes.contact_phone.strip(),
        "contactPersonEmail": wishes.contact_email.strip(),
        "employeeHasContributedToPlan": took_part,
        "employeeHasNotContributedToPlanDescription": None if took_part else _or_null(plan.not_taking_part_reason),
        "lpsName": SYSTEM,
        "lpsEmail": None,
    }


def _or_null(text: str) -> str | None:
    return text.strip() or None


def _additional(plan: PlanTexts) -> str | None:
    """Put what the interface has no field of its own for into the one for other information."""
    parts = [
        (_("Tiltak med hjelp fra det offentlige"), plan.authority_measures),
        (_("Den ansattes egen del"), plan.employee_part),
    ]
    return "\n\n".join(f"{label}:\n{text.strip()}" for label, text in parts if text.strip()) or None


def checks(data: Mapping[str, Value], *, has_certificate: bool) -> tuple[Check, ...]:
    """Tell every rule of the interface in plain words, ours to check first, NAV's own last."""
    return (*_form_checks(data), *_content_checks(data), *_nav_checks(has_certificate=has_certificate))


def problems(data: Mapping[str, Value], *, has_certificate: bool) -> list[Check]:
    """Return the rules that aren't met."""
    return [one for one in checks(data, has_certificate=has_certificate) if one.is_met is False]


def missing(data: Mapping[str, Value]) -> list[Field]:
    """Return the required fields that are empty or hold the wrong kind of value."""
    return [field for field in FIELDS if field.required and not _is_filled(field, data.get(field.name))]


def _is_filled(field: Field, value: Value) -> bool:
    if field.kind is Kind.FLAG:
        return isinstance(value, bool)
    if field.kind is Kind.DATE:
        return isinstance(value, str) and bool(ISO_DATE.fullmatch(value)) and _is_day(value)
    return isinstance(value, str) and bool(value.strip())


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _form_checks(data: Mapping[str, Value]) -> tuple[Check, ...]:
    gone = [str(field.label) for field in missing(data) if field.name != IDENTITY]
    number = data.get(IDENTITY)
    return (
        Check(
            _("Alle felt NAV krever, er fylt ut."),
            not gone,
            _("Dette mangler: %(fields)s.") % {"fields": ", ".join(gone)} if gone else "",
        ),
        Check(
            _("Fødselsnummeret eller D-nummeret har 11 siffer."),
            isinstance(number, str) and bool(ELEVEN.fullmatch(number)),
            _("Vi lagrer ikke nummeret. Du skriver det inn når du laster ned pakken."),
        ),
        Check(
            _("Pakken skal til NAV, til fastlegen eller begge."),
            data.get("sendPlanToNav") is True or data.get("sendPlanToGeneralPractitioner") is True,
            _("Velg minst én mottaker."),
        ),
    )


def _content_checks(data: Mapping[str, Value]) -> tuple[Check, ...]:
    needs_help = data.get("needsHelpFromNav") is True
    why_not = data.get("employeeHasNotContributedToPlanDescription")
    took_part = data.get("employeeHasContributedToPlan") is True
    has_words = _has_text(data.get("needsHelpFromNavDescription"))
    return (
        Check(
            _("Hjelp fra NAV kan bare bes om når planen sendes til NAV."),
            not needs_help or data.get("sendPlanToNav") is True,
            _("Kryss av for at planen skal til NAV, eller fjern ønsket om hjelp."),
        ),
        Check(
            _("Det står hva dere trenger hjelp til, når dere ber om hjelp, og ellers ikke."),
            has_words if needs_help else data.get("needsHelpFromNavDescription") is None,
            _("Skriv hva dere trenger hjelp til."),
        ),
        Check(
            _("Det står hvorfor den ansatte ikke har vært med, når hen ikke har det."),
            took_part or _has_text(why_not),
            _("Skriv grunnen i planen."),
        ),
        Check(
            _("Det står ingen slik grunn når den ansatte har vært med."),
            not took_part or why_not is None,
            _("Ta bort grunnen i planen."),
        ),
    )


def _nav_checks(*, has_certificate: bool) -> tuple[Check, ...]:
    return (
        Check(
            _("Det er registrert en sykmelding som gjelder i dag."),
            has_certificate,
            _("NAV tar ikke imot planen når ingen sykmelding gjelder og er sendt arbeidsgiveren."),
        ),
        Check(_("NAV finner personen på nummeret."), None, _("Det vet vi først når NAV svarer.")),
        Check(
            _("NAV finner arbeidsforholdet hos kommunen."),
            None,
            _("NAV slår opp i Aa-registeret med kommunens organisasjonsnummer."),
        ),
        Check(
            _("Fastlegen finnes, når planen skal dit."),
            None,
            _("NAV slår opp fastlegen. Finnes ingen, må planen sendes på annen måte."),
        ),
    )


def _has_text(value: Value) -> bool:
    return isinstance(value, str) and bool(value.strip())
