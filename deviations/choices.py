from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    DEVIATION = "deviation", _("Avvik")
    NEAR_MISS = "near_miss", _("Nestenulykke")
    PROPOSAL = "proposal", _("Forbedringsforslag")
    COMPLAINT = "complaint", _("Klage")


class Seriousness(IntegerChoices):
    LOW = 1, _("Lav")
    MODERATE = 2, _("Moderat")
    SERIOUS = 3, _("Alvorlig")
    CRITICAL = 4, _("Kritisk")


class State(TextChoices):
    REPORTED = "reported", _("Meldt")
    RECEIVED = "received", _("Mottatt")
    IN_PROGRESS = "in_progress", _("Under behandling")
    MEASURES = "measures", _("Tiltak")
    RETURNED = "returned", _("Venter på melder")
    CLOSED = "closed", _("Lukket")
    CLOSED_NO_EFFECT = "closed_no_effect", _("Lukket uten effekt")
    REJECTED = "rejected", _("Avvist")


OPEN_STATES = frozenset({State.REPORTED, State.RECEIVED, State.IN_PROGRESS, State.MEASURES, State.RETURNED})
CLOSED_STATES = frozenset({State.CLOSED, State.CLOSED_NO_EFFECT, State.REJECTED})


class Circle(TextChoices):
    """Who may see an event besides those who take part in it."""

    NORMAL = "normal", _("Vanlig")
    CONFIDENTIAL = "confidential", _("Fortrolig")
    RESTRICTED = "restricted", _("Bare navngitte")


class Source(TextChoices):
    SIGNED_IN = "signed_in", _("Innlogget")
    ANONYMOUS = "anonymous", _("Uten navn")
    PUBLIC = "public", _("Uten innlogging")


class TrackKind(TextChoices):
    """The laws and routines one event may follow, each with a notice of its own. [D4]"""

    HSE = "hse", _("HMS")
    INJURY = "injury", _("Personskade")
    SERIOUS_INJURY = "serious_injury", _("Alvorlig skade eller dødsfall")
    VIOLENCE = "violence", _("Vold og trusler")
    PRIVACY = "privacy", _("Brudd på personvernet")
    CYBER = "cyber", _("Digital sikkerhet")
    PATIENT = "patient", _("Pasientsikkerhet")
    SCHOOL = "school", _("Elevenes skolemiljø")
    KINDERGARTEN = "kindergarten", _("Barnehagemiljø")
    QUALITY = "quality", _("Kvalitet i tjenesten")


HSE_TRACKS = frozenset({TrackKind.HSE, TrackKind.INJURY, TrackKind.SERIOUS_INJURY, TrackKind.VIOLENCE})
"""What safety and union representatives take part in."""


class Cause(TextChoices):
    """Why it happened: the system first, the person last. [D3]"""

    COMMUNICATION = "communication", _("Kommunikasjon og informasjon")
    COMPETENCE = "competence", _("Opplæring og kompetanse")
    ORGANISATION = "organisation", _("Organisering, bemanning og omgivelser")
    EQUIPMENT = "equipment", _("Utstyr og teknologi")
    PROCEDURE_MISSING = "procedure_missing", _("Prosedyre mangler eller er feil")
    PROCEDURE_UNUSED = "procedure_unused", _("Prosedyre ble ikke fulgt")
    USER = "user", _("Forhold hos bruker, pasient eller elev")
    HUMAN = "human", _("Menneskelig feil")
    OTHER = "other", _("Annet")


class EntryKind(TextChoices):
    """What people did and said in a case, in their own words."""

    RECEIPT = "receipt", _("Kvittering")
    STATE = "state", _("Status")
    ASSESSMENT = "assessment", _("Vurdering")
    MESSAGE_TO_REPORTER = "message_to_reporter", _("Melding til melder")
    MESSAGE_FROM_REPORTER = "message_from_reporter", _("Melding fra melder")
    NOTE = "note", _("Notat")
    SENT_ON = "sent_on", _("Sendt videre")
    REJECTED = "rejected", _("Avvist")
    RETURNED = "returned", _("Spørsmål til melder")
    REOPENED = "reopened", _("Gjenåpnet")
    CLOSING = "closing", _("Lukket")
    CAUSE = "cause", _("Årsak")
    MEASURE = "measure", _("Tiltak")
    EFFECT = "effect", _("Effekt")
    TRACK = "track", _("Varsling etter lov")
    REPRESENTATIVE = "representative", _("Uttalelse")
    REDACTION = "redaction", _("Fjernet opplysninger")
    ACCESS = "access", _("Tilgang")


class CheckState(TextChoices):
    PLANNED = "planned", _("Planlagt")
    ANSWERED = "answered", _("Vurdert")
    OMITTED = "omitted", _("Sløyfet")
    CANCELLED = "cancelled", _("Avbrutt")


class Effect(TextChoices):
    """Did it help? [D10]"""

    YES = "yes", _("Ja, det virket")
    PARTLY = "partly", _("Delvis")
    NO = "no", _("Nei, det virket ikke")


class PatternState(TextChoices):
    OPEN = "open", _("Åpent")
    CLOSED = "closed", _("Avsluttet")


class RiskArea(TextChoices):
    """What a risk concerns, so that those of a kind can be seen together."""

    HSE = "hse", _("Helse, miljø og sikkerhet")
    PATIENT = "patient", _("Pasient- og brukersikkerhet")
    CHILDREN = "children", _("Barn og unge")
    SERVICE = "service", _("Kvalitet i tjenesten")
    STAFF = "staff", _("Bemanning og kompetanse")
    PRIVACY = "privacy", _("Personvern og informasjonssikkerhet")
    PREPAREDNESS = "preparedness", _("Beredskap")
    ENVIRONMENT = "environment", _("Ytre miljø")
    ECONOMY = "economy", _("Økonomi")
    COMPLIANCE = "compliance", _("Lov og regelverk")
    TRUST = "trust", _("Tillit og omdømme")


class RiskState(TextChoices):
    OPEN = "open", _("Åpen")
    ACCEPTED = "accepted", _("Akseptert")
    CLOSED = "closed", _("Avsluttet")


LIVE_RISKS = frozenset({RiskState.OPEN, RiskState.ACCEPTED})
"""An accepted risk is still there, and looked at again on its date."""


class Moment(TextChoices):
    """Which state of affairs an assessment speaks of. [D5]"""

    INHERENT = "inherent", _("Uten tiltak (iboende)")
    CURRENT = "current", _("Slik det er nå")
    TARGET = "target", _("Målet")


class NoticeDecision(TextChoices):
    """What has become of a notice a law asks for; nothing is left out without a reason. [D4]"""

    UNDECIDED = "undecided", _("Ikke avklart")
    NOTIFIED = "notified", _("Varslet")
    NOT_REQUIRED = "not_required", _("Ikke meldepliktig")


class Breach(TextChoices):
    """The three ways of a breach of privacy."""

    CONFIDENTIALITY = "confidentiality", _("Konfidensialitet: noen fikk se det de ikke skulle")
    INTEGRITY = "integrity", _("Integritet: noe ble endret som ikke skulle endres")
    AVAILABILITY = "availability", _("Tilgjengelighet: noe ble borte eller kunne ikke nås")


class Shown(TextChoices):
    """Which events a list shows; each has a chip above it."""

    OPEN = "aapne", _("Åpne")
    LATE = "forsinket", _("Over frist")
    NEW = "nye", _("Nye")
    WORK = "behandling", _("Under behandling")
    MEASURES = "tiltak", _("Tiltak")
    CLOSED = "lukket", _("Lukket")
    ALL = "alle", _("Alle")


class Afterwards(TextChoices):
    """What came of an event after it was closed."""

    REOPENED = "gjenaapnet", _("Gjenåpnet")
    NO_EFFECT = "uten-effekt", _("Lukket uten effekt")
    PATTERN = "monster", _("Hører til et mønster")


class Part(TextChoices):
    """The person's own part in the events a list shows."""

    WAITING = "venter", _("Venter på meg")
    MINE = "mine", _("Meldt av meg")


class Order(TextChoices):
    """How the list of events may be sorted: each is served by an index."""

    NEWEST = "-meldt", _("Nyeste først")
    OLDEST = "meldt", _("Eldste først")
    WORST = "-alvor", _("Alvorligste først")
    MILDEST = "alvor", _("Minst alvorlige først")


class ReviewState(TextChoices):
    """Where the monthly review of a unit is; what is approved never changes again. [D6]"""

    PLANNED = "planned", _("Planlagt")
    HELD = "held", _("Holdt")
    APPROVED = "approved", _("Godkjent")


class AgendaKind(TextChoices):
    """Why a thing is on the agenda, in the order it is taken."""

    CARRIED = "carried", _("Fra forrige gang")
    STATUTORY = "statutory", _("Varsling etter lov")
    OVERDUE = "overdue", _("Over frist")
    NEW = "new", _("Nye i måneden")
    NEAR_MISS = "near_miss", _("Nestenulykker")
    EFFECT = "effect", _("Virket det?")
    CLOSED = "closed", _("Lukket i måneden")
    PATTERN = "pattern", _("Går igjen")
    RISK = "risk", _("Høy risiko uten tiltak")
    FREE = "free", _("Andre saker")


class ItemStatus(TextChoices):
    OPEN = "open", _("Ikke behandlet")
    DECIDED = "decided", _("Behandlet")
    NOTED = "noted", _("Tatt til orientering")
    CARRIED = "carried", _("Tas opp neste gang")


class Seat(TextChoices):
    """What somebody takes part in a review as."""

    LEADER = "leader", _("Leder")
    GROUP = "group", _("Ledergruppen")
    SAFETY = "safety", _("Verneombud")
    UNION = "union", _("Tillitsvalgt")
    QUALITY = "quality", _("Kvalitetsrådgiver")
    OTHER = "other", _("Annen deltaker")
