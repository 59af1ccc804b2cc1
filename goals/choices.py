from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Perspective(TextChoices):
    SOCIETY = "society", _("Samfunnet")
    SERVICES = "services", _("Tjenestene")
    EMPLOYEES = "employees", _("Medarbeiderne")
    ECONOMY = "economy", _("Økonomien")


class PlanKind(TextChoices):
    ACTION_PLAN = "action_plan", _("Handlings- og økonomiplan")
    UNIT_PLAN = "unit_plan", _("Virksomhetsplan")
    PROGRAMME = "programme", _("Programplan")


class PlanStatus(TextChoices):
    DRAFT = "draft", _("Utkast")
    PUBLISHED = "published", _("Publisert")
    CLOSED = "closed", _("Avsluttet")


class TaskStatus(TextChoices):
    NOT_STARTED = "not_started", _("Ikke startet")
    IN_PROGRESS = "in_progress", _("I gang")
    DONE = "done", _("Fullført")
    POSTPONED = "postponed", _("Utsatt")
    CANCELLED = "cancelled", _("Avbrutt")


OPEN_STATUSES = frozenset({TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS, TaskStatus.POSTPONED})


class DueKind(TextChoices):
    DATE = "date", _("Dato")
    WITHIN_PERIOD = "within_period", _("I løpet av en periode")
    ONGOING = "ongoing", _("Løpende")
    RECURRING = "recurring", _("Gjentas")
    DEPENDENT = "dependent", _("Følger noe annet")
    NONE = "none", _("Ingen frist")
    UNREADABLE = "unreadable", _("Ikke forstått")


class ResponsibleKind(TextChoices):
    PERSON = "person", _("Person")
    POSITION = "position", _("Stilling")
    GROUP = "group", _("Gruppe")
    TEXT = "text", _("Tekst")


class ResponsibleRole(TextChoices):
    LEAD = "lead", _("Ansvarlig")
    PARTNER = "partner", _("Ansvarlig sammen med andre")
    INVOLVED = "involved", _("Medvirker")


class GroupRule(TextChoices):
    UNIT_LEADERS = "unit_leaders", _("Lederne av alle enheter")
    UNITS = "units", _("Lederne av utvalgte enheter")
    PEOPLE = "people", _("Utvalgte personer")


class Shown(TextChoices):
    """What `?vis=` keeps of measures and tasks: every figure is one of these, so that it equals its rows."""

    ALL = "alle", _("Alle")
    OPEN = "apne", _("Åpne")
    ON_TRACK = "i-rute", _("Åpne innenfor fristen")
    LATE = "forsinket", _("Over fristen")
    IN_TIME = "innen-frist", _("Fullført innen fristen")
    NO_DUE = "uten-frist", _("Uten frist")
    NO_RESPONSIBLE = "uten-ansvarlig", _("Uten ansvarlig")
    STALE = "utdatert", _("Uten fersk status")
    MOVED = "flyttet", _("Flyttet frist")
    UNANSWERED = "ubesvart", _("Ikke besvart")
