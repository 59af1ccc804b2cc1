"""Who is responsible, as people write it: «A og B», «A/B», «A i samarbeid med B», «Alle enheter». [G4]"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from goals.choices import GroupRule, ResponsibleRole

LONGEST = 1000
MOST_PIECES = 30


@dataclass(frozen=True, slots=True)
class ResponsiblePiece:
    """One party named in a cell; `group` is set when the words mean many."""

    name: str
    role: ResponsibleRole
    group: GroupRule | None = None


NOBODY = re.compile(
    r"[-–—?./*\s]*|ikke (?:satt|avklart|bestemt|fastsatt)|ingen|ukjent|uavklart|avklares|n/?a|tbd",
    re.IGNORECASE,
)
LABELS = [
    (
        ResponsibleRole.INVOLVED,
        r"medvirker(?:e)?|involvert(?:e)?|bidrar|bidragsyter(?:e)?|deltaker(?:e)?|støtte",
    ),
    (ResponsibleRole.PARTNER, r"medansvarlige?|samarbeidspart(?:ner)?(?:e)?|i samarbeid med"),
    (ResponsibleRole.LEAD, r"(?:hoved)?ansvar(?:lige?|shavere?)?|ansv|eier"),
]
LABEL = re.compile(
    "|".join(rf"(?P<{role}>(?:{words})\.?\s*:\s*)" for role, words in LABELS),
    re.IGNORECASE,
)
INVOLVED_WORDS = (
    r"\bm/\s*|\bm\.\s+(?!fl)|\b(?:med|og) (?:bistand|støtte|bidrag|hjelp|medvirkning|deltakelse|innspill)"
    r" (?:fra|av)\s+|\bi (?:dialog|samråd|drøfting) med\s+|\binvolverer?\s+|\better drøfting med\s+"
)
PARTNER_WORDS = r"\bi ?samarbeid med\s+|\bsammen med\s+|\bsaman med\s+|\bi lag med\s+|\bv/\s*|\bmed\s+"
EQUAL_WORDS = r"[;,+&|\n]|(?<!\d)/(?!\d)|\bog/eller\b|\b(?:og|samt|eller)\s+"
SEPARATOR = re.compile(
    rf"\s*(?:(?P<involved>{INVOLVED_WORDS})|(?P<partner>{PARTNER_WORDS})|(?P<equal>{EQUAL_WORDS}))\s*",
    re.IGNORECASE,
)
SPLITTERS = re.compile(r"[;,+&|/\n]|\b(?:og|samt|eller|med)\b", re.IGNORECASE)
ROLE_WORD = re.compile(
    r"(?:leder|sjef|rådgiver|konsulent|rektor|styrer|direktør|koordinator|ansvarlig|sekretær|tillitsvalgt|verneombud"
    r"|ansatt|medarbeider|gruppe|team|utvalg|rådmann|lærer|pleier|ordfører|inspektør|kontakt|ombud|saksbehandler"
    r"|eier|virksomhet|enhet|avdeling|bedriftshelsetjeneste|\b(?:alle|samtlige|htv|hvo|amu|nav|ks|bht|hr))"
    r"(?:e|en|n|ne|ene|er|erne|r|rne|t|a)?$",
    re.IGNORECASE,
)
CONSULTED = re.compile(
    r"tillitsvalgt|verneombud|\b(?:htv|hvo|amu)\b|fagforening|(?:bruker|eldre|ungdoms)råd", re.IGNORECASE
)
WHOLE_MUNICIPALITY = re.compile(
    r"alle|alle (?:ansatte|medarbeidere|sammen)|samtlige|samtlige ansatte|de ansatte|ansatte|medarbeiderne"
)
UNIT_LEADERS = re.compile(
    r"(?:alle |samtlige |hver(?:t)? (?:enkelt )?|den enkelte |det enkelte )?(?:våre )?"
    r"(?:(?:virksomhets?|enhets?|avdelings?|tjeneste|område|mellom)?ledere?(?:n|ne)?|virksomhet(?:er|ene|en)?"
    r"|enhet(?:er|ene|en)?|avdeling(?:er|ene|en)?|tjenestested(?:er|ene)?|lederne)"
)
ONE_LEADER = re.compile(
    r"(?:virksomhets?|enhets?|avdelings?|tjeneste|område|mellom)?leder(?:en)?|virksomhet(?:en)?|enhet(?:en)?"
    r"|avdeling(?:en)?"
)
SOME_UNITS = re.compile(
    r"(?:aktuelle|berørte|relevante|respektive|utvalgte|noen) (?:virksomhet|enhet|avdeling|tjeneste|led)\w*"
    r"|(?:alle )?(?:rektor|styrer)(?:er|e|ene|ne)"
)
PEOPLE = re.compile(
    r"(?:(?:rådmannens|kommunedirektørens|kommunalsjefens|sektorens) )?[\w-]*"
    r"(?:lederteam|ledergruppe|styringsgruppe|prosjektgruppe|arbeidsgruppe|faggruppe|referansegruppe|team|gruppe|grupp|utvalg)"
    r"(?:et|en|a|n)?|amu|led(?:er)?møtet?"
)


def split_responsible(text: str, *, known: Collection[str] = ()) -> list[ResponsiblePiece]:
    """The parties named in a cell; names in `known` («Plan og byggesak») are never split. [G4]"""
    text = unicodedata.normalize("NFC", text[:LONGEST].replace("\r", "\n"))
    text = re.sub(r"[^\S\n]+", " ", text).strip(" \n.,;:")
    if NOBODY.fullmatch(text):
        return []
    whole = _reversed_name(text, known)
    if whole:
        return [ResponsiblePiece(whole, ResponsibleRole.LEAD)]
    pieces: dict[str, ResponsiblePiece] = {}
    for name, written_role in _parts(text, _kept(text, frozenset(known))):
        if len(pieces) < MOST_PIECES and any(sign.isalnum() for sign in name):
            invited = written_role == ResponsibleRole.PARTNER and CONSULTED.search(name) is not None
            role = ResponsibleRole.INVOLVED if invited else written_role
            pieces.setdefault(name.casefold(), ResponsiblePiece(name, role, group_of(name)))
    return list(pieces.values())


def group_of(name: str) -> GroupRule | None:
    """Whether the words mean a group: all units' leaders, some units' leaders, or a team of people."""
    words = " ".join(name.casefold().split())
    if WHOLE_MUNICIPALITY.fullmatch(words) or (UNIT_LEADERS.fullmatch(words) and not ONE_LEADER.fullmatch(words)):
        return GroupRule.UNIT_LEADERS
    if SOME_UNITS.fullmatch(words):
        return GroupRule.UNITS
    return GroupRule.PEOPLE if PEOPLE.fullmatch(words) else None


def _parts(text: str, kept: list[tuple[int, int]]) -> Iterator[tuple[str, ResponsibleRole]]:
    """Walk from separator to separator; the words between decide what the next part's role is."""
    role, start = ResponsibleRole.LEAD, 0
    if label := LABEL.match(text):
        role, start = ResponsibleRole(label.lastgroup or role), label.end()
    for separator in SEPARATOR.finditer(text, start):
        if separator.start() < start or any(a < separator.end() and separator.start() < b for a, b in kept):
            continue
        left, right = text[start : separator.start()], text[separator.end() :]
        if separator["equal"] and _belongs_together(left, separator["equal"].strip(), right):
            continue
        yield _tidy(left), role
        role, start = _role_after(separator, role), separator.end()
        if label := LABEL.match(text, start):
            role, start = ResponsibleRole(label.lastgroup or role), label.end()
    yield _tidy(text[start:]), role


def _role_after(separator: re.Match[str], role: ResponsibleRole) -> ResponsibleRole:
    if separator["involved"]:
        return ResponsibleRole.INVOLVED
    if separator["partner"] and role != ResponsibleRole.INVOLVED:
        return ResponsibleRole.PARTNER
    return role


def _tidy(name: str) -> str:
    name = " ".join(name.split()).strip(" .,;:-–/")
    unbalanced = name.count("(") != name.count(")") or name.startswith("(")
    return name.strip("() .,;:-–/") if unbalanced else name


def _belongs_together(left: str, word: str, right: str) -> bool:
    """«Helse og omsorg» and «kultur- og oppvekstsjef» are one, «Rådgiver og prosjektleder» are two."""
    if left.rstrip().endswith("-"):
        return True
    if word.casefold() != "og":
        return False
    before, after = left.split(), right.split()
    if not before or not after or not after[0][:1].islower():
        return False
    following = re.split(SPLITTERS, right, maxsplit=1)[0].split()
    last = following[-1].strip("().,") if following else after[0]
    return not ROLE_WORD.search(before[-1].strip("().,")) and not ROLE_WORD.search(last)


def _kept(text: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """Where in the text a known name or a bracket stands, which must not be split."""
    spans = [match.span() for match in re.finditer(r"\((?!\s*(?:m/|v/|med |i samarbeid))[^()]*\)", text)]
    pattern = _known_pattern(known)
    if pattern:
        spans += [match.span() for match in pattern.finditer(text)]
    return spans


@lru_cache(maxsize=16)
def _known_pattern(known: frozenset[str]) -> re.Pattern[str] | None:
    names = {" ".join(name.split()) for name in known if SPLITTERS.search(name)}
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    alternatives = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _reversed_name(text: str, known: Collection[str]) -> str | None:
    """«Hansen, Kari» is one person when Kari Hansen is known."""
    match = re.fullmatch(r"([^\W\d_][\w-]+), ([^\W\d_][\w-]+(?: [^\W\d_][\w-]+)?)", text)
    if not match:
        return None
    name = f"{match[2]} {match[1]}"
    return next((known_name for known_name in known if known_name.casefold() == name.casefold()), None)
