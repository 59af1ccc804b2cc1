"""What the laws of the services ask when something has happened. Pure; see docs/statutory-notices.md."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from deviations.choices import Seriousness, TrackKind
from deviations.rules.notices import Duty, Law, Pace

PRIVACY = Law(
    kind=TrackKind.PRIVACY,
    valid_from=date(2018, 7, 20),
    source="E1: GDPR art. 33 and 34 (verified); «reasonably sure» background",
    basis=_("personvernforordningen artikkel 33 og 34"),
    summary=_(
        "Opplysninger om personer er kommet på avveie, er endret eller er gått tapt. Datatilsynet skal ha melding "
        "innen 72 timer fra dere var rimelig sikre på at det var et brudd, så sant det ikke er lite trolig at noen "
        "kan lide skade. Helger og helligdager teller med."
    ),
    steps=(
        _("Stans bruddet: trekk tilbake e-posten, steng tilgangen, eller hent papirene."),
        _("Si fra til personvernombudet nå. Ikke vent til du vet alt."),
        _("Finn ut hvem det gjelder, hvor mange, hvilke opplysninger, og hva det kan føre til for dem."),
        _("Skriv dokumentasjonen i Kvalitet. Den skal finnes også når bruddet ikke meldes."),
        _("Avgjør om Datatilsynet skal ha melding. Meld det dere vet nå, og send resten senere."),
        _("Avgjør om de berørte skal få vite det, og hva de selv kan gjøre."),
    ),
    records=(
        _("Hva som skjedde, hvem det gjelder, virkningene, og hva dere har gjort."),
        _("Om det ble meldt, når, og hvorfor ikke. Er det meldt etter 72 timer: hvorfor det tok lengre tid."),
    ),
    duties=(
        Duty(
            "datatilsynet",
            _("Datatilsynet"),
            _("Skal bruddet meldes til Datatilsynet?"),
            _("Skjemaet «Melding om brudd på personopplysningssikkerheten» i Altinn."),
            _("personvernforordningen artikkel 33"),
            Pace.HOURS,
            72,
            exceptions=(
                _("Det er lite trolig at bruddet gir risiko for dem det gjelder."),
                _("Opplysningene var kryptert, og nøkkelen er ikke på avveie."),
                _("Bare ansatte med taushetsplikt og tjenstlig behov kan ha sett opplysningene."),
                _("Det er ikke et brudd på personopplysningssikkerheten."),
            ),
        ),
        Duty(
            "berorte",
            _("de berørte"),
            _("Skal de berørte få vite det?"),
            _("Skriv eller ring direkte til hver av dem, i klart språk: hva som skjedde, og hva de kan gjøre."),
            _("personvernforordningen artikkel 34"),
            Pace.SOON,
            exceptions=(
                _("Det er ikke trolig at bruddet gir høy risiko for de berørte."),
                _("Opplysningene var kryptert eller på annen måte uleselige."),
                _("Dere har gjort noe som fjerner den høye risikoen."),
            ),
        ),
    ),
)

CYBER = Law(
    kind=TrackKind.CYBER,
    valid_from=date(2025, 10, 1),
    source="E1: digitalsikkerhetsloven in force 1 October 2025 (verified); 24/72 h stages and receiver background",
    basis=_("digitalsikkerhetsloven"),
    summary=_(
        "Hendelser som rammer nettverk og systemer for samfunnsviktige tjenester, kan være varslingspliktige. "
        "Kontroller om tjenesten er omfattet, og hvilken myndighet som tar imot varselet."
    ),
    steps=(
        _("Kontakt IKT-vakten, og følg planen for digitale hendelser. Ikke slå av utstyr før de sier fra."),
        _("Ta vare på logger, og skriv ned klokkeslett for alt som skjer."),
        _("Kontroller om tjenesten er omfattet av digitalsikkerhetsloven, for eksempel vann, helse eller kraft."),
        _("Er personopplysninger berørt, legger du til «Brudd på personvernet» med egen frist på 72 timer."),
        _("Vurder politianmeldelse, og hjelp fra HelseCERT, KommuneCERT eller Nasjonal sikkerhetsmyndighet."),
    ),
    records=(_("Når hendelsen ble oppdaget, hva den rammet, hvem som ble varslet, og hvorfor eller hvorfor ikke."),),
    duties=(
        Duty(
            "tidlig",
            _("tilsynsmyndigheten, første varsel"),
            _("Er hendelsen varslingspliktig, og er det første varselet sendt?"),
            _("Kontroller hvilken myndighet som gjelder for tjenesten. Regn med 24 timer."),
            _("digitalsikkerhetsloven"),
            Pace.HOURS,
            24,
            exceptions=(
                _("Tjenesten er ikke omfattet av digitalsikkerhetsloven."),
                _("Hendelsen hadde ingen vesentlig virkning på tjenesten."),
            ),
        ),
        Duty(
            "melding",
            _("tilsynsmyndigheten, utfyllende melding"),
            _("Er den utfyllende meldingen sendt?"),
            _("Kontroller hva myndigheten ber om. Regn med 72 timer."),
            _("digitalsikkerhetsloven"),
            Pace.HOURS,
            72,
            exceptions=(
                _("Tjenesten er ikke omfattet av digitalsikkerhetsloven."),
                _("Hendelsen hadde ingen vesentlig virkning på tjenesten."),
            ),
        ),
    ),
)

PATIENT = Law(
    kind=TrackKind.PATIENT,
    valid_from=date(2019, 7, 1),
    source="E1: hol. § 12-3 a, municipal services since 1 July 2019 (verified); «straks» background",
    basis=_("helse- og omsorgstjenesteloven § 12-3 a"),
    summary=_(
        "Dødsfall eller svært alvorlig skade på en pasient eller bruker, som ikke var ventet ut fra påregnelig risiko, "
        "skal varsles straks til Statens helsetilsyn. Pasienten og pårørende kan også varsle selv."
    ),
    steps=(
        _("Sørg for at pasienten eller brukeren får den hjelpen som trengs nå."),
        _("Vurder sammen med faglig ansvarlig: Er utfallet dødsfall eller svært alvorlig skade, og var det uventet?"),
        _("Er svaret ja, varsler du Statens helsetilsyn straks. Mistanke er nok."),
        _("Fortell pasienten eller pårørende hva som har skjedd, og at de kan varsle selv."),
        _("Skriv om hendelsen i journalen. Her i Kvalitet bruker du saksnummer, ikke navn eller diagnose."),
    ),
    records=(_("Når varselet ble sendt, referansen, hvem som har snakket med pasient eller pårørende."),),
    duties=(
        Duty(
            "helsetilsynet",
            _("Statens helsetilsyn"),
            _("Skal hendelsen varsles til Statens helsetilsyn?"),
            _("Varselskjemaet på helsetilsynet.no."),
            _("helse- og omsorgstjenesteloven § 12-3 a"),
            Pace.AT_ONCE,
            from_seriousness=Seriousness.SERIOUS,
            exceptions=(
                _("Utfallet er ikke dødsfall eller svært alvorlig skade."),
                _("Utfallet var ikke uventet ut fra påregnelig risiko."),
                _("Hendelsen er ikke knyttet til helse- eller omsorgstjenesten."),
            ),
        ),
        Duty(
            "parorende",
            _("pasienten eller pårørende"),
            _("Har pasienten eller pårørende fått vite hva som skjedde?"),
            _("Ansvarlig fagperson snakker med dem og forteller hva som gjøres videre."),
            _("pasient- og brukerrettighetsloven § 3-2"),
            Pace.SOON,
            from_seriousness=Seriousness.SERIOUS,
            exceptions=(
                _("Pasienten eller brukeren ble ikke skadet."),
                _("Pasienten har sagt nei til at pårørende får vite det."),
            ),
        ),
    ),
)

SCHOOL_STEPS = (
    _("Grip inn og stopp krenkelsen hvis den skjer nå."),
    _("Si fra til rektor. Rektor sier fra til kommunen når saken er alvorlig."),
    _("Undersøk saken så snart som mulig, og hør elevens egen mening."),
    _("Lag en skriftlig plan med problem, tiltak, når, hvem som er ansvarlig, og når tiltakene skal vurderes."),
    _("Fortell eleven og foreldrene at de kan gå til statsforvalteren når det er gått en uke."),
    _("Er en ansatt mistenkt for å krenke en elev, sier du fra til rektor straks, og rektor sier fra til kommunen."),
)
SCHOOL_RECORDS = (_("Når rektor fikk vite det, hva dere undersøkte, planen, og når tiltakene ble vurdert."),)
SCHOOL_SUMMARY = _(
    "Alle som arbeider på skolen, skal følge med, gripe inn og si fra til rektor når en elev kanskje ikke har det "
    "trygt og godt. Skolen undersøker og lager en skriftlig plan. Etter en uke kan eleven gå til statsforvalteren."
)
NOT_ABOUT_SCHOOL = (_("Hendelsen gjelder ikke skolemiljøet til en elev."),)


def _school(reports: str, staff: str, after_a_week: str) -> tuple[Duty, ...]:
    return (
        Duty(
            "rektor",
            _("rektor"),
            _("Har rektor fått vite det?"),
            _("Snakk med rektor samme dag. Er saken alvorlig, eller er en ansatt mistenkt, straks."),
            reports,
            Pace.AT_ONCE,
            is_told_by_reading=True,
            exceptions=NOT_ABOUT_SCHOOL,
        ),
        Duty(
            "skoleeier",
            _("kommunen som skoleeier"),
            _("Er saken så alvorlig at kommunen skal varsles?"),
            _("Rektor ringer eller skriver til skoleeieren i kommunen."),
            staff,
            Pace.SOON,
            from_seriousness=Seriousness.SERIOUS,
            exceptions=(_("Saken er ikke alvorlig, og ingen ansatt er mistenkt."), *NOT_ABOUT_SCHOOL),
        ),
        Duty(
            "plan",
            _("eleven og foreldrene"),
            _("Er det laget en skriftlig plan, og kjenner eleven og foreldrene den?"),
            _("Aktivitetsplan med fem punkter: problem, tiltak, når, hvem, og når tiltakene vurderes."),
            after_a_week,
            Pace.DAYS,
            7,
            exceptions=(_("Undersøkelsen viste at eleven har det trygt og godt."), *NOT_ABOUT_SCHOOL),
        ),
    )


SCHOOL_OLD = Law(
    kind=TrackKind.SCHOOL,
    valid_from=date(2017, 8, 1),
    source="E1: opplæringslova 1998 § 9 A-4 to § 9 A-6, until 1 August 2024 (one week verified)",
    basis=_("opplæringslova § 9 A-4"),
    summary=SCHOOL_SUMMARY,
    steps=SCHOOL_STEPS,
    records=SCHOOL_RECORDS,
    duties=_school("opplæringslova § 9 A-4", "opplæringslova § 9 A-4 og § 9 A-5", "opplæringslova § 9 A-4 og § 9 A-6"),
)
SCHOOL = Law(
    kind=TrackKind.SCHOOL,
    valid_from=date(2024, 8, 1),
    source="E1: opplæringslova 2023 § 12-4 (verified), § 12-5 and § 12-6 (numbers background)",
    basis=_("opplæringslova § 12-4"),
    summary=SCHOOL_SUMMARY,
    steps=SCHOOL_STEPS,
    records=SCHOOL_RECORDS,
    duties=_school("opplæringslova § 12-4", "opplæringslova § 12-4 og § 12-5", "opplæringslova § 12-4 og § 12-6"),
)

KINDERGARTEN = Law(
    kind=TrackKind.KINDERGARTEN,
    valid_from=date(2021, 1, 1),
    source="E1: barnehageloven §§ 41–43 (background)",
    basis=_("barnehageloven §§ 41–43"),
    summary=_(
        "Alle som arbeider i barnehagen, skal følge med, gripe inn og si fra til styreren når et barn kanskje ikke har "
        "det trygt og godt. Barnehagen undersøker og lager en skriftlig plan."
    ),
    steps=(
        _("Grip inn og stopp krenkelsen hvis den skjer nå."),
        _("Si fra til styreren. Styreren sier fra til barnehageeieren når saken er alvorlig."),
        _("Undersøk saken så snart som mulig, og la barnet bli hørt."),
        _("Lag en skriftlig plan med problem, tiltak, når, hvem som er ansvarlig, og når tiltakene skal vurderes."),
        _("Er en ansatt mistenkt for å krenke et barn, sier du fra til styreren straks, og styreren til eieren."),
    ),
    records=(_("Når styreren fikk vite det, hva dere undersøkte, planen, og når tiltakene ble vurdert."),),
    duties=(
        Duty(
            "styrer",
            _("styreren"),
            _("Har styreren fått vite det?"),
            _("Snakk med styreren samme dag. Er saken alvorlig, eller er en ansatt mistenkt, straks."),
            _("barnehageloven § 42 og § 43"),
            Pace.AT_ONCE,
            is_told_by_reading=True,
            exceptions=(_("Hendelsen gjelder ikke barnehagemiljøet til et barn."),),
        ),
        Duty(
            "barnehageplan",
            _("foreldrene"),
            _("Er det laget en skriftlig plan, og kjenner foreldrene den?"),
            _("Kontroller kravene i barnehageloven, og lag planen så snart som mulig."),
            _("barnehageloven § 42"),
            Pace.SOON,
            exceptions=(
                _("Undersøkelsen viste at barnet har det trygt og godt."),
                _("Hendelsen gjelder ikke barnehagemiljøet til et barn."),
            ),
        ),
    ),
)

QUALITY = Law(
    kind=TrackKind.QUALITY,
    valid_from=date(2017, 1, 1),
    source="E1: koml. § 25-1 c (verified), forskrift 1250 §§ 6 g, 8 e (background)",
    basis=_("kommuneloven § 25-1"),
    summary=_("Avvik i tjenesten skal følges opp og brukes til å bli bedre. Ingen myndighet skal varsles."),
    steps=(
        _("Rett opp det som kan rettes nå, og snakk med dem det gikk ut over."),
        _("Finn årsaken, og avtal tiltak."),
    ),
    records=(_("Hva som skjedde, årsaken og tiltakene."),),
)

LAWS = (PRIVACY, CYBER, PATIENT, SCHOOL_OLD, SCHOOL, KINDERGARTEN, QUALITY)
