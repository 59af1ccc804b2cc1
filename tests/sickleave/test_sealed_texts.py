"""What is written in a case can't be read in the database, and the keys can be changed while people work. [S5]"""

import copy
import logging
from datetime import date, timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django_scopes import scopes_disabled
from psycopg import sql

from kvalitet.history import actions as history
from kvalitet.history.queries import timeline
from kvalitet.privacy.actions import rotate_keys, rotation, sealed_models
from kvalitet.privacy.fields import Unreadable, unreadable_words
from sickleave.choices import ContactForm, LookRole
from sickleave.models import Case, CaseLook, Contact

SAID = "Narhval: vi tar det rolig."
FIRST, SECOND, THIRD = (Fernet.generate_key().decode() for _number in range(3))


@pytest.fixture(autouse=True)
def _first_key(settings):
    settings.FIELD_KEYS = [FIRST]
    with scopes_disabled():
        yield


@pytest.fixture
def case(world):
    days = {"starts": date(2026, 1, 5), "ends": date(2026, 2, 5), "counted_days": 32, "law_version": date(2024, 1, 1)}
    fields = {"person": world.ola, "unit": world.skole, "municipality": world.municipality, "last_leader": world.kari}
    return history.create(Case, by=None, **fields, **days)


@pytest.fixture
def contact(case, world):
    said = {"on": date(2026, 1, 7), "form": ContactForm.PHONE, "note": SAID, "by_id": world.kari.pk}
    return history.create(Contact, by=world.kari, case=case, municipality=case.municipality, **said)


def stored(table="sickleave_contact", column="note"):
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("select {} from {} order by 1").format(sql.Identifier(column), sql.Identifier(table)))
        return [row[0] for row in cursor.fetchall()]


def rotate():
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    return out.getvalue()


def test_the_database_holds_nothing_readable(contact):
    for table in ("sickleave_contact", "sickleave_historicalcontact"):
        (text,) = stored(table)
        assert "Narhval" not in text
        assert Fernet(FIRST).decrypt(text.encode()).decode() == SAID


def test_every_table_with_sealed_texts_is_found_with_its_history():
    found = {model._meta.db_table: columns for model, columns in sealed_models()}
    assert found["sickleave_contact"] == found["sickleave_historicalcontact"] == ["note"]
    assert {"sickleave_followupplan", "sickleave_historicalfollowupplan", "sickleave_caselook"} <= set(found)


def test_history_says_that_it_changed_and_never_what(contact, world):
    history.apply(contact, {"note": "Narhval igjen."}, by=world.kari)
    (change,) = timeline(contact)[0].changes
    assert (change.old, change.new) == ("", "endret")


def test_after_rotation_the_old_key_can_be_dropped(contact, settings, caplog):
    """History too; nothing of the texts is printed or logged."""
    settings.FIELD_KEYS = [SECOND, FIRST]
    with caplog.at_level(logging.DEBUG):
        out = rotate()
    assert "sum: 2 texts, 2 sealed anew, 0 changed meanwhile, 0 can't be opened" in out
    assert "The others can be dropped." in out
    settings.FIELD_KEYS = [SECOND]
    assert Contact.objects.get().note == Contact.history.get().note == SAID
    assert not [word for word in (SAID, "Narhval", *stored(), FIRST, SECOND) if word in out + caplog.text]


def test_a_run_that_was_stopped_goes_on_where_it_was(contact, settings):
    settings.FIELD_KEYS = [SECOND, FIRST]
    assert rotate_keys(Contact, ["note"]).renewed == 1
    before = stored()
    again = rotate_keys(Contact, ["note"])
    assert (again.seen, again.renewed) == (1, 0)
    assert stored() == before


def test_what_somebody_writes_meanwhile_is_not_written_over(contact, settings, world):
    """The value is changed only where it still is what was read."""
    settings.FIELD_KEYS = [SECOND, FIRST]
    values = [(contact.pk, stored()[0])]
    history.apply(contact, {"note": "Skrevet imens."}, by=world.kari)
    found = rotation._renew(Contact, "note", values)
    assert (found.renewed, found.overtaken) == (0, 1)
    assert Contact.objects.get().note == "Skrevet imens."


def test_a_lost_key_is_told_on_the_page_and_stops_no_rotation(contact, settings):
    settings.FIELD_KEYS = [THIRD]
    lost = Contact.objects.get()
    assert lost.note == unreadable_words()
    assert "kan ikke leses" in lost.note
    with pytest.raises(CommandError, match="2 texts can't be opened"):
        rotate()
    settings.FIELD_KEYS = [THIRD, FIRST]
    rotate()
    assert Contact.objects.get().note == SAID


def test_saving_what_cannot_be_read_keeps_what_is_stored(contact, settings, world):
    """The key may be found again; and the words shown in its place are never stored instead."""
    settings.FIELD_KEYS = [THIRD]
    lost = Contact.objects.get()
    assert isinstance(lost.note, Unreadable)
    assert isinstance(copy.deepcopy(lost).note, Unreadable)
    history.apply(lost, {"form": ContactForm.MEETING, "note": str(unreadable_words())}, by=world.kari)
    with pytest.raises(ValidationError, match="kan ikke leses"):
        history.create(
            Contact,
            by=None,
            case=lost.case,
            municipality=lost.municipality,
            on=lost.on,
            form=lost.form,
            note=unreadable_words(),
            by_id=world.kari.pk,
        )
    settings.FIELD_KEYS = [FIRST]
    assert Contact.objects.get().note == SAID


def test_a_sealed_text_cannot_be_searched(contact):
    with pytest.raises(TypeError):
        Contact.objects.filter(note__icontains="narhval").exists()


def test_a_look_is_never_changed_but_for_the_key_of_its_reason(case, world, settings):
    look = CaseLook(case=case, municipality=case.municipality, person=world.heidi, role=LookRole.HR, page="plan")
    look.reason = SAID
    look.save()
    changes = ({"page": "saken"}, {"person": world.kari}, {"at": look.at - timedelta(days=1)}, {"reason": "Noe annet."})
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            CaseLook.objects.filter(pk=look.pk).update(**change)
    settings.FIELD_KEYS = [SECOND, FIRST]
    assert "sum: 1 texts, 1 sealed anew" in rotate()
    settings.FIELD_KEYS = [SECOND]
    assert CaseLook.objects.get().reason == SAID
