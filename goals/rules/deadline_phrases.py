"""The words around a date in a deadline: how often, how firm, before or after."""

import re
from enum import Enum

from goals.rules.date_text import MONTH


class Edge(Enum):
    """Which part of a period, or which side of a date, the words point at."""

    WITHIN = "within"
    END = "end"
    THROUGH = "through"
    BEGINNING = "beginning"
    MIDDLE = "middle"
    BEFORE = "before"
    FROM = "from"
    AFTER = "after"
    START = "start"
    ABOUT = "about"
    FILLER = "filler"


EDGES = [
    (edge, re.compile(rf"(?:{words})(?:[\s:]+|$)"))
    for edge, words in (
        (
            Edge.END,
            r"(?:innen |ved |i |per |pr\.? |mot |før )?(?:utgangen|utløpet|slutten|enden) (?:av|på)"
            r"|ut|ultimo|(?:sent|seint|sen|utpå)(?: på| i)?|(?:siste|andre) del(?:en)? av",
        ),
        (Edge.THROUGH, r"i ?løpet (?:av|a)|i løp av|ila\.?|i\.l\.a\.?|(?:i )?gjennom(?: hele)?|hele|under"),
        (Edge.BEGINNING, r"primo|(?:i |ved |innen )?(?:begynnelsen|starten) (?:av|på)|tidlig(?: på| i)?"),
        (Edge.MIDDLE, r"medio|(?:i |ved )?midten av|midt (?:i|på)|midtveis i"),
        (Edge.WITHIN, r"(?:senest |seinest )?(?:innen|innan|innenfor)|senest|seinest"),
        (Edge.BEFORE, r"før|forut for|i forkant av"),
        (Edge.FROM, r"fra og med|f\.?o\.?m\.?|fra|frå|løpende fra"),
        (Edge.AFTER, r"etter|i etterkant av"),
        (Edge.START, r"oppstart|start(?:er|es)?|påbegynnes"),
        (
            Edge.ABOUT,
            r"ca\.?|cirka|omkring|omtrent|rundt|anslagsvis|antatt|trolig|forventet|foreløpig|tentativt",
        ),
        (
            Edge.FILLER,
            r"frist(?:en)?|er|dato|skal være|ferdig(?:stilles|stilt|dato)?|klart?|leveres|levert"
            r"|gjennomføres|gjennomført|planlagt|behandles|måned(?:en)?|per|pr\.?|til og med|t\.?o\.?m\.?|til"
            r"|på|i|ved|den|av|s",
        ),
    )
]
TAIL = re.compile(
    r"\s*[-,(]?\s*(?:senest|seinest|i år|klokka.*|\d{1,2}:\d\d(?::\d\d)?|kl\.? ?\d.*|(?:ca|cirka)|\([^()]*\))$"
)

RECURRING = [
    (months, re.compile(rf"\b(?:{words})\b"))
    for months, words in (
        (48, r"(?:hvert|kvart) (?:fjerde|4\.?) år|hver (?:valg|kommunestyre)periode|én gang i perioden"),
        (36, r"(?:hvert|kvart) (?:tredje|3\.?) år"),
        (24, r"(?:hvert|kvart) (?:annet|andre|anna|2\.?) år|annethvert år|annakvart år|toårig"),
        (
            6,
            r"(?:to|2) ganger? (?:i året|årlig|per år|pr\.? år|i løpet av året|hvert år)"
            r"|halvårlig|halvårleg|(?:hvert|kvart) (?:halvår|semester)|halvårsvis",
        ),
        (
            4,
            r"(?:tre|3) ganger? (?:i året|årlig|per år|pr\.? år|hvert år)|tertialvis"
            r"|tertialrapport(?:en|ering|er)?|(?:hvert|kvart|per|pr\.?|ved hvert|hver) tertial"
            r"|tertial(?:ene|er)",
        ),
        (
            3,
            r"(?:fire|4) ganger? (?:i året|årlig|per år|pr\.? år|hvert år)|kvartalsvis"
            r"|(?:hvert|kvart|per|pr\.?|hver) kvartal",
        ),
        (2, r"annenhver måned|annakvar månad|(?:hver|kvar) (?:andre|annen) måned"),
        (1, r"månedlige?|månadleg|månedsvis|(?:hver|kvar|per|pr\.?) (?:måned|månad|mnd)"),
        (
            1,
            r"ukentlige?|vekentleg|annenhver uke"
            r"|(?:hver|kvar) (?:uke|veke|mandag|tirsdag|onsdag|torsdag|fredag)",
        ),
        (
            12,
            r"(?:årlige?|årleg|årvisst?"
            r"|(?:hvert|kvart) (?:skole|barnehage|budsjett|kalender)?år|per år|pr\.? år)"
            r"|(?:en|én|ein|1) gang(?:er)? (?:i året|per år|pr\.? år|årlig|hvert år)"
            rf"|(?:hver|kvar)(?= (?:vår|høst|haust|sommer|vinter|jul|påske|{MONTH}|\d))",
        ),
    )
]
WEEKLY = re.compile(r"\b(?:ukentlige?|vekentleg|uke|veke|(?:man|tirs|ons|tors|fre)dag)\b")
ONGOING = re.compile(
    r"\b(?:for)?(?:løpende|løpande)\b|\bkontinuerl(?:ig|eg)\b|\bjevnlig\b|\bjamleg\b|\bregelmessig\b|\bdaglige?\b"
    r"|\bhver dag\b|\btil enhver tid\b|\bpermanent\b|\brutinemessig\b|\bfortløpende\b"
    r"|\bhele tiden\b|\balltid\b"
)
ONGOING_ALONE = re.compile(
    r"fast|hele året|gjennom hele året|året rundt|ved behov|etter behov|pågår|pågående"
    r"|under arbeid|(?:i )?drift"
)
ONWARD = re.compile(r"(?:\bog )?\b(?:utover|framover|fremover|videre)$|\s*(?:→|->)$")
NOTHING = re.compile(
    r"[-?x0_/*\s.]*|ikke (?:satt|fastsatt|bestemt|avklart|aktuelt?|angitt|oppgitt)|ingen(?: frist| dato)?"
    r"|ukjent|n/?a|uavklart|avklares(?: senere)?|ubestemt|tbd|mangler|uten frist"
    r"|kommer(?: senere)?|ikke frist"
)
VAGUE = re.compile(
    r"\b(?:snarest(?: mulig)?|asap|så snart (?:som )?(?:mulig|råd)|straks|umiddelbart|omgående|med en gang"
    r"|haster|snarlig|på sikt|etter ?hvert|når tiden tillater|på (?:kort|lang|lengre) sikt|så fort som mulig"
    r"|nå|når mulig|prioriteres)\b"
)
STATUS = re.compile(r"(?:er )?(?:ferdig|utført|gjennomført|fullført|ok|ja|avsluttet|utgår|avlyst|lukket)")
DEPENDENT = re.compile(
    r"(?:som |er |inngår |inngå )*(?:en )?del av|inngår i|i ?forbindelse med|ifb\.?|ifm\.?|i sammenheng med"
    r"|i tilknytning til|knyttet til|når\b|etter\b|etter at|avhengig|avh\.|følger?\b|samtidig"
    r"|parallelt|sammen med|ved\b|jf|se\b|i tråd med|i takt med|iht|i henhold til|i påvente|før\b|under\b"
    r"|som følge|i samarbeid|i løpet av\b|innen (?!\d)|inn i|tas (?:med|opp)|til\b"
    r"|(?:budsjett|årsmelding|årsrapport|økonomiplan)\w*|vurderes|ses|i prosess"
)
RELATIVE = re.compile(
    r"(?:om|innen|i løpet av|innenfor)\s+(?P<n>\d{1,3}|en|et|ett|én|to|tre|fire|fem|seks|tolv)\s*"
    r"(?P<unit>dag|uke|veke|måned|månad|mnd|år)(?:er|ar)?\b.*"
)
COUNTS = {"en": 1, "et": 1, "ett": 1, "én": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "tolv": 12}
