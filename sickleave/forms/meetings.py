"""A meeting that lies ahead: when, where and with whom; and the employee's answer. [S3]"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin
from sickleave.actions.meetings import Call
from sickleave.choices import Answer, MeetingAnswer, ParticipantRole
from sickleave.forms.fields import TOO_LONG, YES_NO, day, happened, one_of, some_of, text, within_a_year
from sickleave.models import Case, Meeting
from sickleave.rules.attendance import BY_EITHER, EMPLOYEE_MAY_WANT

Role = ParticipantRole
BAD_TIME = gettext_lazy("Skriv klokkeslettet slik: 09:30.")
OTHERS = [role for role in EMPLOYEE_MAY_WANT if role != Role.CERTIFIER]


class PlaceForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """When and where; what NAV's calls need."""

    guarded_fields: tuple[str, ...] = ("place",)

    on = day(gettext_lazy("Dato"))
    clock = forms.TimeField(
        label=gettext_lazy("Klokkeslett"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": gettext_lazy("Skriv når møtet begynner."), "invalid": BAD_TIME},
    )
    place = forms.CharField(
        label=gettext_lazy("Sted"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For eksempel møterom 2. Stedet kommer med i kalenderfilen, så la det ikke røpe noe."),
        error_messages={"max_length": TOO_LONG},
    )
    link = forms.URLField(
        label=gettext_lazy("Lenke til videomøte"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Lim inn hele lenken, slik: https://…"), "max_length": TOO_LONG},
    )
    called_on = day(
        gettext_lazy("Når ble det kalt inn?"),
        help_text=gettext_lazy("Du må kunne vise at det ble kalt inn, og når."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs.setdefault("guard", case.municipality)
        super().__init__(*args, **kwargs)
        self.case = case

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        within_a_year(on, self.case)
        return on

    def clean_called_on(self) -> date:
        called_on: date = self.cleaned_data["called_on"]
        happened(called_on, self.case)
        return called_on

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("Lenken må begynne med https://."))
        return link

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not {"place", "link"} & set(self.errors) and not cleaned.get("place") and not cleaned.get("link"):
            self.add_error("place", _("Skriv hvor møtet er, eller lim inn en lenke til videomøtet."))
        if (called := cleaned.get("called_on")) and (on := cleaned.get("on")) and called > on:
            self.add_error("called_on", _("Innkallingen kan ikke være etter møtet."))
        return cleaned

    @property
    def told(self) -> Call:
        """What the action takes."""
        given = self.cleaned_data
        at = timezone.make_aware(datetime.combine(given["on"], given["clock"]))
        return Call(at=at, called_on=given["called_on"], place=given["place"], link=given["link"])


class CallForm(PlaceForm):
    """The first meeting: also who is to be there, as plain questions."""

    employee_certifier = one_of(
        gettext_lazy("Ønsker den ansatte at sykmelder deltar?"),
        [*YES_NO, (Answer.UNKNOWN, gettext_lazy("Jeg har ikke spurt ennå"))],
        help_text=gettext_lazy("Den ansatte bestemmer. Ønsker den ansatte det, kalles sykmelder inn."),
    )
    leader_certifier = one_of(
        gettext_lazy("Ønsker du at sykmelder deltar?"),
        YES_NO,
        help_text=gettext_lazy("Ønsket ditt gjelder bare hvis den ansatte også ønsker det."),
    )
    employee_wants = some_of(
        gettext_lazy("Hvem andre ønsker den ansatte å ha med?"),
        OTHERS,
        help_text=gettext_lazy("Verneombud, tillitsvalgt og støtteperson er med bare når den ansatte ønsker det."),
    )
    leader_wants = some_of(gettext_lazy("Hvem andre ønsker du å ha med?"), BY_EITHER)

    @property
    def told(self) -> Call:
        """What the action takes."""
        when, given = super().told, self.cleaned_data
        leader, employee = list(given["leader_wants"]), list(given["employee_wants"])
        if given["leader_certifier"] == Answer.YES:
            leader.append(Role.CERTIFIER)
        if given["employee_certifier"] == Answer.YES:
            employee.append(Role.CERTIFIER)
        return Call(
            at=when.at,
            called_on=when.called_on,
            place=when.place,
            link=when.link,
            leader_wants=tuple(leader),
            employee_wants=tuple(employee),
            refuses_certifier=given["employee_certifier"] == Answer.NO,
        )


def certifier_answer(meeting: Meeting) -> str:
    """Say what the employee has answered about the certifier."""
    if Role.CERTIFIER in meeting.employee_wants:
        return Answer.YES
    return Answer.NO if meeting.refuses_certifier else Answer.UNKNOWN


def place_of(meeting: Meeting) -> dict[str, Any]:
    """Return the form's first values for a meeting that is called."""
    at = timezone.localtime(meeting.at) if meeting.at else None
    leader = Answer.YES if Role.CERTIFIER in meeting.leader_wants else Answer.NO
    return {
        "on": at.date() if at else None,
        "clock": at.time() if at else None,
        "place": meeting.place,
        "link": meeting.link,
        "called_on": meeting.called_on,
        "employee_certifier": certifier_answer(meeting),
        "leader_certifier": leader,
        "employee_wants": meeting.employee_wants,
        "leader_wants": meeting.leader_wants,
    }


class ChangePlaceForm(PlaceForm, VersionedFormMixin):
    """Move one of NAV's meetings."""


class ChangeCallForm(CallForm, VersionedFormMixin):
    """Move the first meeting, or change who is called."""


class AnswerForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """The employee's answer, and who the employee wants there."""

    guarded_fields = ("text",)

    answer = one_of(gettext_lazy("Kommer du?"), MeetingAnswer.choices)
    certifier = one_of(
        gettext_lazy("Ønsker du at den som sykmeldte deg, deltar?"),
        YES_NO,
        help_text=gettext_lazy("Det er du som bestemmer dette. Diagnosen er ikke tema i møtet."),
    )
    wants = some_of(
        gettext_lazy("Hvem andre vil du ha med?"),
        OTHERS,
        help_text=gettext_lazy("Lederen kaller inn dem du velger. En støtteperson tar du med selv."),
    )
    text = text(
        gettext_lazy("Melding til lederen"),
        most=1000,
        help_text=gettext_lazy("Skriv når det passer bedre, om du ber om et annet tidspunkt. Ikke skriv diagnose."),
    )

    def __init__(self, *args: Any, instance: Meeting, **kwargs: Any) -> None:
        certifier = certifier_answer(instance)
        now = {"answer": instance.answer, "text": instance.answer_text, "wants": instance.employee_wants}
        now["certifier"] = "" if certifier == Answer.UNKNOWN else certifier
        super().__init__(*args, instance=instance, initial=now, guard=instance.municipality, **kwargs)
        if not instance.is_ours:
            del self.fields["certifier"], self.fields["wants"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        asks = cleaned.get("answer") == MeetingAnswer.OTHER_TIME
        if asks and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Skriv når det passer bedre."))
        return cleaned

    @property
    def told(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        wants = list(given.get("wants", []))
        if given.get("certifier") == Answer.YES:
            wants.append(Role.CERTIFIER)
        return {
            "answer": given["answer"],
            "text": given["text"],
            "wants": wants,
            "refuses_certifier": given.get("certifier") == Answer.NO,
        }
