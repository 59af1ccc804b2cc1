"""What the laws of working life ask when something has happened. Pure; see docs/statutory-notices.md."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from deviations.choices import TrackKind
from deviations.rules.notices import Duty, Law, Pace

NAV_EXCEPTIONS = (
    _("Ingen ble skadet eller syk."),
    _("Skaden trengte ikke behandling og kan ikke gi rett til dekning."),
    _("Den skadde var ikke i arbeid for kommunen."),
    _("Skaden er allerede meldt til NAV."),
)

HSE = Law(
    kind=TrackKind.HSE,
    valid_from=date(2006, 1, 1),
    source="E1: aml. § 2-3 second ledd (verified)",
    basis=_("arbeidsmiljøloven § 2-3 og internkontrollforskriften § 5"),
    summary=_(
        "Feil og farer som kan skade liv eller helse, skal meldes til arbeidsgiver og verneombud. "
        "Ingen myndighet skal varsles om hendelsen så lenge ingen er skadet."
    ),
    steps=(
        _("Sørg for at ingen andre kan bli skadet: steng av, merk eller ta utstyret ut av bruk."),
        _("Ta hendelsen opp med verneombudet. Verneombudet ser saken i Kvalitet."),
        _("Er noen skadet, legger du til «Personskade». Er skaden alvorlig, ringer du Arbeidstilsynet og politiet nå."),
        _("Vurder risikoen og avtal tiltak, slik at det ikke skjer igjen."),
    ),
    records=(_("Hva som skjedde, hva dere gjorde, og hvilke tiltak dere avtalte."),),
)

INJURY_STEPS = (
    _("Gi førstehjelp, og sørg for at den skadde får legehjelp. Be om at legen skriver at det skjedde på jobb."),
    _("Vurder om skaden er alvorlig. Da legger du til «Alvorlig skade eller dødsfall» og ringer straks."),
    _("Skriv ned hva som skjedde, når og hvor, og hvem som så det. Ikke skriv diagnose eller sykdomshistorie her."),
    _("Snakk med den skadde og verneombudet om hva som må gjøres, så det ikke skjer igjen."),
)
INJURY_RECORDS = (
    _("Skaden står i skaderegisteret, som verneombudet og Arbeidstilsynet kan be om å få se."),
    _("Når og hvordan skaden ble meldt til NAV, eller hvorfor den ikke skal meldes."),
)
INJURY_BASIS = _("arbeidsmiljøloven § 5-1 og folketrygdloven § 13-14")
INJURY_SUMMARY = _(
    "Alle personskader i arbeid skal føres i skaderegisteret. Skader og sykdom som kan gi rett til dekning som "
    "yrkesskade, meldes også til NAV. Nestenulykker meldes ikke til NAV."
)
NAV_QUESTION = _("Skal skaden meldes til NAV som yrkesskade?")

INJURY_ON_PAPER = Law(
    kind=TrackKind.INJURY,
    valid_from=date(2006, 1, 1),
    source="E1: aml. § 5-1, ftrl. § 13-14 before 1 January 2026 (verified)",
    basis=INJURY_BASIS,
    summary=INJURY_SUMMARY,
    steps=INJURY_STEPS,
    records=INJURY_RECORDS,
    duties=(
        Duty(
            "nav",
            _("NAV"),
            NAV_QUESTION,
            _("Skjemaet for yrkesskade på nav.no eller på papir."),
            _("folketrygdloven § 13-14"),
            Pace.SOON,
            exceptions=NAV_EXCEPTIONS,
        ),
    ),
)
INJURY = Law(
    kind=TrackKind.INJURY,
    valid_from=date(2026, 1, 1),
    source="E1: electronic duty from 1 January 2026, LOV-2025-06-10-30 (verified)",
    basis=INJURY_BASIS,
    summary=INJURY_SUMMARY,
    steps=INJURY_STEPS,
    records=INJURY_RECORDS,
    duties=(
        Duty(
            "nav",
            _("NAV"),
            NAV_QUESTION,
            _("Meld elektronisk på nav.no («Meld yrkesskade eller yrkessykdom»). Etter ett år er det for sent."),
            _("folketrygdloven § 13-14"),
            Pace.SOON,
            exceptions=NAV_EXCEPTIONS,
        ),
    ),
)

NOT_SERIOUS = (
    _("Skaden er ikke alvorlig, etter vurdering av lege eller legevakt."),
    _("Hendelsen skjedde ikke i arbeid."),
)
SERIOUS_INJURY = Law(
    kind=TrackKind.SERIOUS_INJURY,
    valid_from=date(2006, 1, 1),
    source="E1: aml. § 5-2, telephone 73 19 97 00, copy to verneombud (verified)",
    basis=_("arbeidsmiljøloven § 5-2"),
    summary=_(
        "Når noen dør eller blir alvorlig skadet på jobb, skal Arbeidstilsynet og politiet varsles straks på telefon. "
        "Alvorlig skade er også psykisk skade etter vold eller trusler."
    ),
    steps=(
        _("Ring 113 hvis noen trenger hjelp nå."),
        _("Ring Arbeidstilsynet på 73 19 97 00 og politiet på 02800. Ikke vent til du vet alt."),
        _("La skadestedet stå urørt til politiet sier noe annet, hvis det ikke må ryddes for å hindre mer skade."),
        _("Send skriftlig bekreftelse til Arbeidstilsynet etterpå, med kopi til verneombudet."),
        _("Ta vare på de som var til stede. Avtal hvem som snakker med pårørende."),
    ),
    records=(_("Når dere ringte, hvem dere snakket med, og referansen dere fikk."),),
    duties=(
        Duty(
            "arbeidstilsynet",
            _("Arbeidstilsynet"),
            _("Er Arbeidstilsynet varslet på telefon?"),
            _("Ring 73 19 97 00, hele døgnet. Send skriftlig bekreftelse etterpå."),
            _("arbeidsmiljøloven § 5-2"),
            Pace.AT_ONCE,
            exceptions=NOT_SERIOUS,
        ),
        Duty(
            "politi",
            _("politiet"),
            _("Er politiet varslet?"),
            _("Ring 02800, eller 112 når det er akutt."),
            _("arbeidsmiljøloven § 5-2"),
            Pace.AT_ONCE,
            exceptions=NOT_SERIOUS,
        ),
        Duty(
            "verneombud",
            _("verneombudet"),
            _("Har verneombudet fått kopi av den skriftlige bekreftelsen?"),
            _("Gi verneombudet en kopi av det dere sendte Arbeidstilsynet."),
            _("arbeidsmiljøloven § 5-2"),
            Pace.SOON,
            exceptions=(*NOT_SERIOUS, _("Enheten har ikke verneombud; hovedverneombudet har fått kopien.")),
        ),
    ),
)

VIOLENCE = Law(
    kind=TrackKind.VIOLENCE,
    valid_from=date(2017, 1, 1),
    source="E1: forskrift om utførelse av arbeid ch. 23A (verified), aml. § 5-2 if serious",
    basis=_("forskrift om utførelse av arbeid kapittel 23A"),
    summary=_(
        "Vold og trusler skal kartlegges og følges opp av arbeidsgiver. Er noen alvorlig skadet, også psykisk, "
        "skal Arbeidstilsynet og politiet varsles straks."
    ),
    steps=(
        _("Sørg for at den som er utsatt, er trygg og ikke er alene."),
        _("Er noen alvorlig skadet, også psykisk? Legg til «Alvorlig skade eller dødsfall» og ring straks."),
        _("Er noen skadet? Legg til «Personskade», så skaden føres i skaderegisteret og meldes til NAV."),
        _("Vurder sammen med den som er utsatt om forholdet skal anmeldes til politiet."),
        _("Snakk med den som er utsatt samme dag, og avtal ny samtale etter noen dager."),
        _("Se på risikovurderingen for vold og trusler, opplæringen og bemanningen sammen med verneombudet."),
    ),
    records=(_("Hvem som fulgte opp den utsatte, når, og hvilke tiltak dere avtalte."),),
    duties=(
        Duty(
            "oppfolging",
            _("den som er utsatt"),
            _("Er den som er utsatt, fulgt opp?"),
            _("Samtale med nærmeste leder. Tilby bedriftshelsetjenesten."),
            _("forskrift om utførelse av arbeid kapittel 23A"),
            Pace.SOON,
            exceptions=(_("Den som er utsatt, ønsker ikke oppfølging."), _("Ingen ansatte ble utsatt.")),
        ),
    ),
)

LAWS = (HSE, INJURY_ON_PAPER, INJURY, SERIOUS_INJURY, VIOLENCE)
