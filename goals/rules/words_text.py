"""Perspective and status as people write them in a plan. [G1, G6, G13]"""

import re

from goals.choices import Perspective, TaskStatus

PERSPECTIVES = [
    (
        Perspective.EMPLOYEES,
        r"medarbeider|ansatt|organisasjon|sykefravær|nærvær|kompetanse|arbeidsmiljø|personal|leder",
    ),
    (Perspective.ECONOMY, r"økonomi|budsjett|innsparing|effektivisering|innkjøp|finans|kostnad|handlingsregel"),
    (Perspective.SOCIETY, r"samfunn|innbygger|folkehelse|klima|miljø\b|næring|bosetting|demokrati|lokalsamfunn"),
    (Perspective.SERVICES, r"tjenest|bruker|kvalitet|service|pasient|elev|skole|barnehage|omsorg"),
]
STATUSES = [
    (TaskStatus.NOT_STARTED, r"ikke (?:startet|påbegynt|begynt|i gang)|planlagt|ny|nei|0 ?%?|rød"),
    (TaskStatus.POSTPONED, r"utsatt|utsett|på vent|venter|pauset"),
    (TaskStatus.CANCELLED, r"avbrutt|avlyst|utgår|utgått|stoppet|kansellert|ikke aktuelt?"),
    (
        TaskStatus.DONE,
        r"(?:er )?(?:fullført|ferdig|ferdigstilt|utført|gjennomført|avsluttet|ok|ja|lukket|100 ?%?|oppnådd)",
    ),
    (
        TaskStatus.IN_PROGRESS,
        r"i gang|igang|påbegynt|pågår|pågående|startet|underveis|under arbeid|løpende|delvis\b.*|i rute|gul|\d\d? ?%",
    ),
]


def read_perspective(text: str) -> Perspective | None:
    """The perspective a cell names: «Medarbeiderperspektivet», «2. Tjenestene»."""
    words = text.casefold()
    names = [
        (Perspective.SOCIETY, "samfunn"),
        (Perspective.SERVICES, "tjenest"),
        (Perspective.SERVICES, "bruker"),
        (Perspective.SERVICES, "interne prosesser"),
        (Perspective.EMPLOYEES, "medarbeid"),
        (Perspective.EMPLOYEES, "ansatt"),
        (Perspective.EMPLOYEES, "læring"),
        (Perspective.EMPLOYEES, "organisasjon"),
        (Perspective.ECONOMY, "økonomi"),
    ]
    return next((perspective for perspective, sign in names if sign in words), None)


def guess_perspective(text: str) -> Perspective:
    """The perspective whose words a goal has most of; services when none, as most goals are about them."""
    words = text.casefold()
    counts = {perspective: len(re.findall(signs, words)) for perspective, signs in PERSPECTIVES}
    best = max(counts, key=lambda perspective: counts[perspective])
    return best if counts[best] else Perspective.SERVICES


def read_status(text: str) -> TaskStatus | None:
    """The status a cell names, or None when it is empty or not understood."""
    words = " ".join(text.casefold().split()).strip(" .!")
    return next((status for status, form in STATUSES if words and re.fullmatch(form, words)), None)
