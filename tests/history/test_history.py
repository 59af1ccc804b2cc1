"""Who, when, what and why, told in Norwegian; and two people editing at once. [P5]"""

from datetime import timedelta

import pytest
from django.utils import timezone

from kvalitet.history import actions as history
from kvalitet.history.queries import changes_since, timeline
from kvalitet.organisation import actions
from kvalitet.organisation.models import Person, ServiceArea, Unit
from kvalitet.web.errors import Refused

TODAY = timezone.localdate()


def test_change_is_told_in_words_with_who_and_why(world):
    actions.move_unit(
        world.barnehage, parent=world.helse, starts=TODAY, today=TODAY, reason="Ny organisering", by=world.siri
    )
    newest = timeline(world.barnehage)[0]
    assert (newest.who, newest.reason) == ("Siri Solberg", "Ny organisering")
    assert [(change.label, change.old, change.new) for change in newest.changes] == [
        ("Hører under", "Oppvekst", "Helse og omsorg")
    ]


def test_choices_dates_and_empty_values_are_written_as_people_read_them(world):
    actions.edit_unit(world.sfo, name="SFO Solbakken", kind="unit", by=world.siri)
    closed = TODAY + timedelta(days=1)
    actions.close_unit(world.sfo, closed=closed, successor=None, today=TODAY, reason="", by=world.siri)
    changes = [change for entry in timeline(world.sfo) for change in entry.changes]
    assert [(change.label, change.old, change.new) for change in changes] == [
        ("Lagt ned", "–", f"{closed:%d.%m.%Y}"),
        ("Type", "Avdeling", "Virksomhet"),
    ]


def test_nothing_is_stored_when_nothing_differs(world):
    versions = world.skole.history.count()
    actions.edit_unit(world.skole, name=world.skole.name, kind=world.skole.kind, by=world.siri)
    assert world.skole.history.count() == versions


def test_what_nobody_did_is_done_by_the_system(world):
    assert timeline(world.skole)[-1].who == "Systemet"


def test_units_of_a_service_area_are_told_in_the_reason(world):
    made = {"municipality": world.municipality, "name": "Skole", "by": world.siri}
    area = actions.save_service_area(None, units=[world.skole], **made)
    actions.save_service_area(area, units=[world.barnehage], **made)
    reasons = [entry.reason for entry in timeline(ServiceArea.objects.get(pk=area.pk))]
    assert reasons[0] == "La til Elvebakken barnehage. Tok bort Solbakken skole."


def test_password_never_stands_in_the_history(world):
    assert "password" not in {field.name for field in Person.history.model._meta.fields}


def test_second_of_two_at_once_is_refused(world):
    """The row is held while it is changed, and an older reading of it can't be saved."""
    mine, theirs = Unit.objects.get(pk=world.skole.pk), Unit.objects.get(pk=world.skole.pk)
    actions.edit_unit(mine, name="Solbakken", kind="unit", by=world.siri)
    with pytest.raises(Refused, match="Noen andre"):
        actions.edit_unit(theirs, name="Skolen", kind="unit", by=world.siri)
    who, changes = changes_since(Unit.objects.get(pk=world.skole.pk), theirs.version)
    assert who == "Siri Solberg"
    assert [(change.old, change.new) for change in changes] == [("Solbakken skole", "Solbakken")]


def test_row_that_is_gone_keeps_its_versions(world):
    area = actions.save_service_area(None, municipality=world.municipality, name="Skole", units=[], by=world.siri)
    key = area.pk
    history.remove(area, by=world.siri, reason="Feil")
    last = ServiceArea.history.filter(id=key).first()
    assert (last.history_type, last.history_change_reason, last.history_user) == ("-", "Feil", world.siri)
