"""The words of sick leave that are stored as codes. [S1–S10]"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Step(TextChoices):
    """The steps of a case, in the order of the first day they can fall on."""

    TALK = "talk", _("Første samtale")
    SYKMELDING = "sykmelding", _("Sykmelding")
    AGP_END = "agp_end", _("Arbeidsgiverperioden slutter")
    REMIND_PLAN = "remind_plan", _("Planen må lages snart")
    PLAN = "plan", _("Oppfølgingsplan")
    PLAN_DOCTOR = "plan_doctor", _("Planen sendes til den som sykmeldte")
    DM1 = "dm1", _("Dialogmøte 1")
    ACTIVITY = "activity", _("Aktivitetskravet")
    NAV_NEED = "nav_need", _("Svar til NAV om dialogmøte 2")
    NAV_CANDIDATE = "nav_candidate", _("NAV vurderer dialogmøte 2")
    PLAN_NAV = "plan_nav", _("Oppdatert plan til NAV")
    DM2 = "dm2", _("Dialogmøte 2")
    DM3 = "dm3", _("Dialogmøte 3")
    W39 = "w39", _("39 uker")
    W52 = "w52", _("52 uker")
    MAXDATO = "maxdato", _("Siste sykepengedag")
    DISMISSAL = "dismissal", _("Oppsigelsesvernet slutter")


LEADER_STEPS = frozenset(
    {Step.TALK, Step.PLAN, Step.PLAN_DOCTOR, Step.DM1, Step.ACTIVITY, Step.NAV_NEED, Step.PLAN_NAV, Step.DM2, Step.W52}
)
"""What the nearest leader does, and is reminded of."""
STATUTORY_STEPS = frozenset({Step.PLAN, Step.PLAN_DOCTOR, Step.DM1, Step.PLAN_NAV, Step.DM2})


class AbsenceKind(TextChoices):
    SELF_CERTIFIED = "self_certified", _("Egenmelding")
    CERTIFIED = "certified", _("Sykmelding")
    CHILD = "child", _("Barns sykdom")
    HOLIDAY = "holiday", _("Ferie")
    LEAVE = "leave", _("Permisjon")


OWN_ILLNESS = frozenset({AbsenceKind.SELF_CERTIFIED, AbsenceKind.CERTIFIED})
JOINED_KINDS = OWN_ILLNESS | {AbsenceKind.HOLIDAY, AbsenceKind.LEAVE}
"""What decides how spells join; a child's illness doesn't."""


class Source(TextChoices):
    LEADER = "leader", _("Registrert av leder")
    EMPLOYEE = "employee", _("Registrert av den ansatte")
    HR = "hr", _("Registrert av HR")
    IMPORT = "import", _("Hentet fra lønn")


class CaseState(TextChoices):
    OPEN = "open", _("Åpen")
    CLOSED = "closed", _("Avsluttet")


class MilestoneState(TextChoices):
    WAITING = "waiting", _("Venter")
    DONE = "done", _("Gjort")
    EXCEPTED = "excepted", _("Unntak")
    LAPSED = "lapsed", _("Gjelder ikke lenger")
    MISSED = "missed", _("Ikke gjort")


class Requirement(TextChoices):
    MANDATORY = "mandatory", _("Skal gjøres")
    CONDITIONAL = "conditional", _("Skal gjøres hvis noen av partene ønsker det")
    INFORMATION = "information", _("Til orientering")


class ExceptionReason(TextChoices):
    """Why a step is obviously unnecessary, or can't be done; never what ails."""

    SOON_BACK = "soon_back", _("Snart helt tilbake uten tiltak")
    NOT_COMING_BACK = "not_coming_back", _("Kommer ikke tilbake i arbeid")
    DIALOGUE_WORKS = "dialogue_works", _("Gradert, og dialogen på arbeidsplassen fungerer")
    TOO_ILL = "too_ill", _("Ikke i stand til å delta nå")
    EMPLOYMENT_ENDS = "employment_ends", _("Arbeidsforholdet slutter snart")
    CANNOT_BE_REACHED = "cannot_be_reached", _("Får ikke kontakt")
    MEASURES_WORK = "measures_work", _("Tiltakene virker allerede")
    NOBODY_NEEDS_IT = "nobody_needs_it", _("Ingen av partene ser behov for det")
    NO_CERTIFIER = "no_certifier", _("Ingen har sykmeldt (bare egenmelding)")
    MEDICAL_GROUNDS = "medical_grounds", _("Unntak gitt av NAV")
    NAV_DECIDED = "nav_decided", _("NAV har bestemt at det ikke trengs")
    NOT_CALLED = "not_called", _("NAV har ikke kalt inn")


class LookRole(TextChoices):
    EMPLOYEE = "employee", _("den ansatte selv")
    LEADER = "leader", _("nærmeste leder")
    HR = "hr", _("HR")


class Clock(TextChoices):
    NET = "net", _("dager med fravær")
    GROSS = "gross", _("kalenderdager fra første dag")


class MeetingClock(TextChoices):
    SPELL = "tilfelle", _("første fraværsdag")
    FULL_ABSENCE = "full_absence", _("første dag helt borte")


class Scheme(TextChoices):
    MUNICIPAL = "municipal", _("24 dager på 12 måneder, inntil 8 om gangen")
    STATUTORY = "statutory", _("3 dager om gangen, inntil 4 ganger på 12 måneder")


class ContactForm(TextChoices):
    PHONE = "phone", _("Telefon")
    MEETING = "meeting", _("Møte")
    DIGITAL = "digital", _("Videomøte")
    LETTER = "letter", _("Brev eller melding")


class PlanState(TextChoices):
    DRAFT = "draft", _("Utkast")
    SHARED = "shared", _("Delt med den ansatte")
    SIGNED = "signed", _("Ferdig")


class Unsigned(TextChoices):
    """Why a plan is done without the employee's signature."""

    OBJECTED = "objected", _("Den ansatte er uenig i noe")
    NO_PART = "no_part", _("Den ansatte har ikke vært med på planen")
    NO_ANSWER = "no_answer", _("Den ansatte har ikke svart")


class SendTo(TextChoices):
    CERTIFIER = "certifier", _("den som sykmeldte")
    NAV = "nav", _("NAV")


class SendChannel(TextChoices):
    """How a plan left the house; never a free text."""

    NAV_SERVICE = "nav_service", _("NAVs tjeneste for oppfølgingsplaner")
    DIALOGUE = "dialogue", _("Elektronisk melding i helsenettet")
    EMPLOYEE = "employee", _("Den ansatte tar den med seg")
    LETTER = "letter", _("Brev")
    DIGITAL_POST = "digital_post", _("Digital post")
    OTHER = "other", _("Annen sikker måte")


class MeetingKind(TextChoices):
    TALK = "talk", _("Samtale")
    DM1 = "dm1", _("Dialogmøte 1")
    DM2 = "dm2", _("Dialogmøte 2")
    DM3 = "dm3", _("Dialogmøte 3")


class MeetingState(TextChoices):
    PLANNED = "planned", _("Planlagt")
    HELD = "held", _("Holdt")
    CANCELLED = "cancelled", _("Avlyst")
    REQUESTED = "requested", _("NAV er spurt om møtet")


class ParticipantRole(TextChoices):
    EMPLOYEE = "employee", _("Den ansatte")
    LEADER = "leader", _("Leder")
    CERTIFIER = "certifier", _("Den som sykmeldte")
    SAFETY = "safety", _("Verneombud")
    UNION = "union", _("Tillitsvalgt")
    HEALTH = "bht", _("Bedriftshelsetjenesten")
    NAV = "nav", _("NAV")
    SUPPORT = "support", _("Støtteperson")
    HR = "hr", _("HR")


class ActivityOutcome(TextChoices):
    GRADED = "graded", _("Oppfylt: gradert sykmelding")
    MEASURES = "measures", _("Oppfylt: i arbeid med tiltak")
    STATEMENT = "statement", _("Arbeidsgiver har erklært at tilrettelegging ikke er mulig")
    WAITING = "waiting", _("Venter på NAV")
    EXCEPTED = "excepted", _("NAV har gitt unntak")
    NOT_RELEVANT = "not_relevant", _("Ikke aktuelt")


class AdaptationKind(TextChoices):
    TASKS = "tasks", _("Oppgaver")
    HOURS = "hours", _("Arbeidstid")
    EQUIPMENT = "equipment", _("Utstyr og hjelpemidler")
    TRAINING = "training", _("Opplæring")
    OTHER_WORK = "otherwork", _("Annet arbeid")
    PLACE = "place", _("Arbeidssted")


class AdaptationEffect(TextChoices):
    HELPED = "helped", _("Hjalp")
    PARTLY = "partly", _("Hjalp delvis")
    NO = "no", _("Hjalp ikke")


class MeetingAnswer(TextChoices):
    COMES = "comes", _("Kommer")
    OTHER_TIME = "other_time", _("Ber om et annet tidspunkt")


class CancelReason(TextChoices):
    """Why a meeting that was called wasn't held; the call stays as evidence."""

    EMPLOYEE = "employee", _("Den ansatte kunne ikke komme")
    LEADER = "leader", _("Lederen kunne ikke komme")
    NAV = "nav", _("NAV avlyste")
    OTHER = "other", _("Annet")


class AfterMeeting(TextChoices):
    """What the agreement of a meeting leads to."""

    ADAPTATION = "adaptation", _("Vi tilrettelegger arbeidet")
    PLAN = "plan", _("Oppfølgingsplanen endres")
    NOTHING = "nothing", _("Planen gjelder som før")


class Answer(TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nei")
    UNKNOWN = "unknown", _("Ikke spurt eller ikke svart")


class AdaptationNext(TextChoices):
    KEEP = "keep", _("Fortsetter som nå")
    CHANGE = "change", _("Endres")
    END = "end", _("Avsluttes")


class Way(TextChoices):
    """The ways that can lie ahead when sick pay ends."""

    BACK = "back", _("Tilbake i egen stilling")
    GRADED = "graded", _("Mer arbeid med gradert sykmelding")
    ADAPTED = "adapted", _("Varig tilrettelegging i egen stilling")
    OTHER_WORK = "otherwork", _("Annet arbeid i kommunen")
    TRAINING = "training", _("Opplæring til annet arbeid")
    AAP = "aap", _("Arbeidsavklaringspenger (AAP) fra NAV")
    LEAVE = "leave", _("Permisjon")


class HoldReason(TextChoices):
    """Why a case is kept past its time; never what ails."""

    DISPUTE = "dispute", _("Tvist, klage eller varsling")
    PENSION = "pension", _("Betydning for tjenestetid eller pensjon")
    INJURY = "injury", _("Yrkesskade eller erstatning")
    SUPERVISION = "supervision", _("Tilsyn eller rettssak")
    ASKED = "asked", _("Den ansatte har bedt om det")
