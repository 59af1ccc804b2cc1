"""The tree of Fjordvik kommune and its neighbour: 27 and 5 units, and who works where."""

from dataclasses import dataclass

from kvalitet.organisation.choices import UnitKind

SECTOR, UNIT, DEPARTMENT = UnitKind.SECTOR, UnitKind.UNIT, UnitKind.DEPARTMENT
TEACHING = ("Lærer", "Lærer", "Adjunkt", "Adjunkt", "Fagarbeider", "Spesialpedagog", "Lektor")
KINDERGARTEN = ("Pedagogisk leder", "Barnehagelærer", "Barne- og ungdomsarbeider", "Assistent")
CARE = ("Helsefagarbeider", "Sykepleier", "Helsefagarbeider", "Assistent", "Vernepleier", "Sykepleier")


@dataclass(frozen=True)
class UnitPlan:
    """A unit to open: `staff` counts everybody in it, the leader too; no `leader` title means that nobody leads it."""

    key: str
    parent: str
    kind: str
    name: str
    staff: int
    leader: str
    titles: tuple[str, ...]


FJORDVIK = [
    UnitPlan("oppvekst", "fjordvik", SECTOR, "Oppvekst og utdanning", 3, "Kommunalsjef", ("Rådgiver",)),
    UnitPlan("solbakken", "oppvekst", UNIT, "Solbakken skole", 22, "Rektor", TEACHING),
    UnitPlan("smatrinnet", "solbakken", DEPARTMENT, "Småtrinnet", 18, "Avdelingsleder", TEACHING),
    UnitPlan(
        "sfo",
        "solbakken",
        DEPARTMENT,
        "SFO Solbakken",
        10,
        "Avdelingsleder",
        ("Barne- og ungdomsarbeider", "Assistent"),
    ),
    UnitPlan("nordvik", "oppvekst", UNIT, "Nordvik skole", 38, "Rektor", TEACHING),
    UnitPlan("elvebakken", "oppvekst", UNIT, "Elvebakken barnehage", 34, "Styrer", KINDERGARTEN),
    UnitPlan(
        "familie",
        "oppvekst",
        UNIT,
        "Barn, unge og familie",
        30,
        "Virksomhetsleder",
        ("Helsesykepleier", "Miljøterapeut", "PP-rådgiver", "Barnevernspedagog"),
    ),
    UnitPlan("helse", "fjordvik", SECTOR, "Helse og omsorg", 3, "Kommunalsjef", ("Rådgiver",)),
    UnitPlan(
        "furutun",
        "helse",
        UNIT,
        "Furutun sykehjem",
        14,
        "Virksomhetsleder",
        ("Fagsykepleier", "Sykepleier", "Aktivitør", "Merkantil medarbeider"),
    ),
    UnitPlan("langtid", "furutun", DEPARTMENT, "Langtidsavdelingen", 52, "Avdelingsleder", CARE),
    UnitPlan("korttid", "furutun", DEPARTMENT, "Korttidsavdelingen", 34, "Avdelingsleder", CARE),
    UnitPlan(
        "kjokken",
        "furutun",
        DEPARTMENT,
        "Kjøkkenet",
        12,
        "Avdelingsleder",
        ("Kokk", "Institusjonskokk", "Kjøkkenassistent"),
    ),
    UnitPlan(
        "hjemme",
        "helse",
        UNIT,
        "Hjemmetjenesten",
        18,
        "Virksomhetsleder",
        ("Sykepleier", "Ergoterapeut", "Fysioterapeut"),
    ),
    UnitPlan("nord", "hjemme", DEPARTMENT, "Sone nord", 62, "Avdelingsleder", CARE),
    UnitPlan("sor", "hjemme", DEPARTMENT, "Sone sør", 58, "Avdelingsleder", CARE),
    UnitPlan(
        "psykisk",
        "helse",
        UNIT,
        "Psykisk helse og rus",
        30,
        "Virksomhetsleder",
        ("Miljøterapeut", "Psykiatrisk sykepleier", "Vernepleier"),
    ),
    UnitPlan("nav", "helse", UNIT, "NAV Fjordvik", 24, "Virksomhetsleder", ("Veileder", "Veileder", "Jobbspesialist")),
    UnitPlan("samfunn", "fjordvik", SECTOR, "Samfunn og teknikk", 3, "Kommunalsjef", ("Rådgiver",)),
    UnitPlan(
        "eiendom",
        "samfunn",
        UNIT,
        "Eiendom",
        32,
        "Virksomhetsleder",
        ("Renholder", "Driftsoperatør", "Byggeleder", "Renholder"),
    ),
    UnitPlan(
        "vva",
        "samfunn",
        UNIT,
        "Veg, vann og avløp",
        22,
        "Virksomhetsleder",
        ("Driftsoperatør", "Ingeniør", "Fagarbeider"),
    ),
    UnitPlan(
        "plan", "samfunn", UNIT, "Plan og byggesak", 14, "", ("Arealplanlegger", "Byggesaksbehandler", "Ingeniør")
    ),
    UnitPlan(
        "kultur",
        "samfunn",
        UNIT,
        "Kultur og bibliotek",
        18,
        "Virksomhetsleder",
        ("Bibliotekar", "Kulturskolelærer", "Ungdomsarbeider"),
    ),
    UnitPlan("stab", "fjordvik", SECTOR, "Stab og støtte", 2, "Kommunalsjef", ("Rådgiver",)),
    UnitPlan(
        "personal",
        "stab",
        UNIT,
        "Personal og organisasjon",
        14,
        "Virksomhetsleder",
        ("HR-rådgiver", "Lønnskonsulent", "Rådgiver"),
    ),
    UnitPlan(
        "okonomi", "stab", UNIT, "Økonomi", 14, "Økonomisjef", ("Controller", "Regnskapskonsulent", "Innkjøpsrådgiver")
    ),
    UnitPlan(
        "digital",
        "stab",
        UNIT,
        "Digitalisering og service",
        16,
        "Virksomhetsleder",
        ("IKT-rådgiver", "Servicemedarbeider", "Arkivar", "Prosjektleder"),
    ),
]
"""With the chief executive and two advisers of the municipality itself: 600 people."""

ASHEIM = [
    UnitPlan("as-oppvekst", "asheim", SECTOR, "Oppvekst", 2, "Kommunalsjef", ("Rådgiver",)),
    UnitPlan("as-skole", "as-oppvekst", UNIT, "Åsheim skole", 15, "Rektor", TEACHING),
    UnitPlan("as-helse", "asheim", SECTOR, "Helse og velferd", 2, "Kommunalsjef", ("Rådgiver",)),
    UnitPlan("as-omsorg", "as-helse", UNIT, "Åsheim omsorgssenter", 19, "Virksomhetsleder", CARE),
]
"""With the chief executive and one adviser: 40 people."""

SERVICE_AREAS = {
    "Barnehage": ("elvebakken",),
    "Grunnskole": ("solbakken", "smatrinnet", "sfo", "nordvik"),
    "Helse og omsorg": ("furutun", "langtid", "korttid", "kjokken", "hjemme", "nord", "sor", "psykisk"),
    "Barn, unge og familie": ("familie",),
    "Arbeid og velferd": ("nav",),
    "Teknisk": ("eiendom", "vva", "plan"),
    "Kultur": ("kultur",),
    "Administrasjon": ("personal", "okonomi", "digital"),
}

FOCUS_AREAS = (
    "Et trygt sted å vokse opp",
    "Leve hele livet hjemme",
    "Klima og natur",
    "Heltid og nærvær",
    "Den digitale kommunen",
    "Økonomisk handlingsrom",
)
