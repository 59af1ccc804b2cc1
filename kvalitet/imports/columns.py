"""The columns of files from HR, under the names people give them. [P3]"""

from kvalitet.imports.choices import ImportKind
from kvalitet.imports.tables import Column, Limits

LIMITS = Limits(size=40_000_000, unpacked=200_000_000, rows=100_000)

ENDINGS = ("nummer", "nr", "kode", "id")


def numbered(*stems: str) -> tuple[str, ...]:
    """Every way of writing that a column holds the number of something: enhetsnr, enhet nr, enhets id, enhetskode."""
    return tuple(f"{stem}{gap}{ending}" for stem in stems for gap in ("", " ", "s", "s ") for ending in ENDINGS)


UNIT_COLUMNS = (
    Column(
        "code",
        "Enhetsnummer",
        (
            *numbered("enhet", "avdeling", "ansvar", "organisasjon", "org enhet", "orgenhet", "virksomhet"),
            *("kode", "nummer", "nr", "id", "ansvar", "org enhet", "orgenhet", "ressurs"),
        ),
        max_length=40,
    ),
    Column(
        "name",
        "Enhet",
        ("navn", "enhetsnavn", "enhet navn", "navn på enhet", "avdeling", "virksomhet", "organisasjonsenhet"),
        required=True,
        max_length=200,
    ),
    Column(
        "parent",
        "Overordnet enhet",
        (
            *numbered("overordnet enhet", "overordnet", "overordnet org enhet", "overordnet orgenhet", "forelder"),
            *numbered("overordnet ansvar", "overordnet avdeling", "overenhet", "morenhet", "foreldreenhet"),
            *("overordnet", "overordnet enhetsnavn", "hører under", "tilhører", "forelder", "foreldreenhet"),
            *("overenhet", "nivå over", "overordnet avdeling", "overordnet virksomhet", "morenhet", "under"),
        ),
        expected=True,
        max_length=200,
    ),
    Column("kind", "Type", ("enhetstype", "nivå", "slag", "organisasjonsnivå"), max_length=60),
    Column(
        "leader",
        "Leder",
        (
            *numbered("leder", "leder ansatt", "leders ansatt"),
            *("enhetsleder", "virksomhetsleder", "leder for enheten", "leder e post", "leders e post"),
        ),
        max_length=200,
    ),
    Column("opened", "Fra", ("fra dato", "fra og med", "åpnet", "opprettet", "gyldig fra"), max_length=40),
)
PEOPLE_COLUMNS = (
    Column(
        "number",
        "Ansattnummer",
        (*numbered("ansatt", "ansettelse", "lønn", "ressurs", "medarbeider", "person"), "nummer", "nr"),
        max_length=30,
    ),
    Column("name", "Navn", ("fullt navn", "ansatt", "medarbeider", "ansattnavn", "person"), max_length=200),
    Column("first_name", "Fornavn", ("fornavn og mellomnavn",), max_length=100),
    Column("last_name", "Etternavn", ("slektsnavn",), max_length=100),
    Column(
        "email",
        "E-post",
        ("epost", "e postadresse", "epostadresse", "mail", "e mail", "email", "jobbepost"),
        max_length=254,
    ),
    Column(
        "unit",
        "Enhet",
        ("enhetsnavn", "avdeling", "avdelingsnavn", "virksomhet", "arbeidssted", "tjenestested", "organisasjonsenhet"),
        max_length=200,
    ),
    Column(
        "unit_code",
        "Enhetsnummer",
        (
            *numbered("enhet", "avdeling", "ansvar", "organisasjon", "org enhet", "orgenhet", "virksomhet"),
            *("ansvar", "org enhet", "orgenhet"),
        ),
        max_length=40,
    ),
    Column(
        "title",
        "Stilling",
        ("stillingstittel", "tittel", "stillingsnavn", "stillingskode navn", "yrke"),
        max_length=150,
    ),
    Column(
        "percentage",
        "Stillingsprosent",
        ("stillings prosent", "prosent", "stillingsstørrelse", "stillingsandel", "%", "stillings %", "stillingspst"),
        max_length=20,
    ),
    Column(
        "starts",
        "Fra",
        ("fra dato", "fra og med", "startdato", "ansatt fra", "tiltrådt", "ansettelsesdato"),
        max_length=40,
    ),
    Column("ends", "Til", ("til dato", "til og med", "sluttdato", "ansatt til", "fratrådt", "slutter"), max_length=40),
    Column(
        "leader",
        "Leder",
        (
            *numbered("leder", "leder ansatt", "leders ansatt", "nærmeste leder", "nærmeste leder ansatt"),
            *("nærmeste leder", "nærmeste overordnede", "nærmeste leder e post", "leder e post", "leders e post"),
        ),
        max_length=200,
    ),
    Column("leads", "Er leder", ("leder enheten", "leder for enheten", "lederrolle", "er enhetsleder"), max_length=20),
)
COLUMNS = {ImportKind.UNITS: UNIT_COLUMNS, ImportKind.PEOPLE: PEOPLE_COLUMNS}
ONLY_PEOPLE = tuple(
    Column(one.key, one.label, one.synonyms)
    for one in PEOPLE_COLUMNS
    if one.key in {"number", "first_name", "last_name", "email", "title", "percentage"}
)
