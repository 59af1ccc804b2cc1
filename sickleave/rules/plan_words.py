"""The parts of a follow-up plan, what to write in each, and short phrases to begin from. Pure. [S3, S9]"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Part:
    """One text of the plan: its field, its heading and a sentence on what belongs there."""

    name: str
    label: Text
    help: Text


PARTS = (
    Part("typical_workday", _("En vanlig arbeidsdag"), _("Hva den ansatte gjør på en vanlig dag på jobb.")),
    Part("can_do", _("Oppgaver som kan gjøres"), _("Vanlige oppgaver som kan gjøres nå, helt eller delvis.")),
    Part("cannot_do", _("Oppgaver som ikke kan gjøres"), _("Hvilke oppgaver det gjelder, ikke hvorfor.")),
    Part("earlier_adaptation", _("Tilrettelegging som er prøvd"), _("Hva dere har prøvd, og hvordan det gikk.")),
    Part("adaptation_ahead", _("Tilrettelegging framover"), _("Hva arbeidsgiveren gjør fra nå av, og fra når.")),
    Part("other_adaptation", _("Andre muligheter"), _("Det som ikke er prøvd, og annet arbeid hvis det er aktuelt.")),
    Part(
        "authority_measures",
        _("Tiltak med hjelp fra det offentlige"),
        _("For eksempel hjelpemidler, arbeidstrening eller lønnstilskudd fra NAV."),
    ),
    Part("follow_up", _("Hvordan dere følger opp"), _("Når og hvordan dere snakker sammen videre.")),
)
EMPLOYEE_PART = Part(
    "employee_part",
    _("Den ansattes egen del"),
    _("Dine forslag, og det som er viktig for deg å få fram."),
)
LEADER_FIELDS = tuple(part.name for part in PARTS)
TEXT_FIELDS = (*LEADER_FIELDS, "not_taking_part_reason", EMPLOYEE_PART.name)
NO_DIAGNOSIS = _("Ikke skriv diagnose eller symptomer. Skriv om oppgaver, arbeidstid og tiltak.")


@dataclass(frozen=True)
class WorkType:
    """A kind of work and what may be done there."""

    label: Text
    phrases: tuple[Text, ...]


SUGGESTIONS = (
    WorkType(
        _("Helse og omsorg"),
        (
            _("Faste oppgaver uten tunge løft, sammen med en kollega som tar forflytningene."),
            _("Kortere vakter, og ingen nattevakter i perioden."),
            _("Kjørerute med færre besøk og mer tid på hvert."),
            _("Dokumentasjon, bestillinger og medisinkontroll i stedet for stell."),
        ),
    ),
    WorkType(
        _("Skole og SFO"),
        (
            _("To lærere i de timene der det trengs mest."),
            _("Mindre grupper og faste rom, slik at det blir færre forflytninger i løpet av dagen."),
            _("Planlegging, retting og utvikling av undervisningsopplegg i deler av stillingen."),
            _("Fritak for tilsyn ute i perioden."),
        ),
    ),
    WorkType(
        _("Barnehage"),
        (
            _("Arbeid med de eldste barna, slik at det blir færre løft."),
            _("Faste pauser på et rolig sted."),
            _("Planlegging, observasjon og foreldresamtaler i deler av dagen."),
        ),
    ),
    WorkType(
        _("Renhold og drift"),
        (
            _("Maskiner og redskap som tar de tyngste takene."),
            _("Veksling mellom lette og tunge oppgaver gjennom dagen."),
            _("Tilsyn, bestillinger og opplæring av nye i deler av stillingen."),
        ),
    ),
    WorkType(
        _("Kontor og kundemottak"),
        (
            _("Hjemmekontor noen dager i uken."),
            _("Skjermet arbeidsplass og faste tider uten møter."),
            _("Hev- og senkbart bord, og annet utstyr etter en arbeidsplassvurdering."),
            _("Færre saker om gangen, med prioritert rekkefølge hver mandag."),
        ),
    ),
    WorkType(
        _("Alle arbeidsplasser"),
        (
            _("Kortere dager, med opptrapping hver uke etter avtale."),
            _("Oppmøte senere på dagen."),
            _("Fast kontaktperson på jobben og en kort samtale hver uke."),
            _("Vurdering fra bedriftshelsetjenesten av hva som kan legges til rette."),
        ),
    ),
)


def phrase_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the phrases by kind of work, as groups of choices; the key is the place in the list."""
    return [
        (str(work.label), [(f"{i}.{j}", str(phrase)) for j, phrase in enumerate(work.phrases)])
        for i, work in enumerate(SUGGESTIONS)
    ]


def with_phrases(text: str, keys: Iterable[str]) -> str:
    """Add the chosen phrases as lines at the end of a text; those that stand there already aren't repeated."""
    known = {key: phrase for _group, choices in phrase_choices() for key, phrase in choices}
    lines = [text.rstrip()] if text.strip() else []
    lines += [phrase for key in keys if (phrase := known.get(key)) and phrase not in text]
    return "\n".join(lines)
