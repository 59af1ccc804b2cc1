"""Nothing is left in the store that nobody knows, and nothing is taken that somebody wants."""

import logging
import os
import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.actions.measures import remove_measure
from kvalitet.attachments import storage
from kvalitet.attachments.actions import attach, receive, remove, sweep
from kvalitet.attachments.models import Attachment
from kvalitet.web.errors import Refused
from tests.attachments import files
from tests.attachments.files import upload


def attached(thing, by, *names):
    with scopes_disabled():
        return attach(thing, receive([upload(name, files.PDF) for name in names or ["a.pdf"]]).good, by=by)


def age(path):
    old = timezone.now().timestamp() - 2 * 86_400
    os.utime(path, (old, old))


def test_bytes_without_a_row_are_deleted_after_a_day(world, stored):
    attached(world.measure, world.kim)
    kept = stored()[0]
    with storage.fetch(f"{kept.parent.name}/{kept.name}") as content:
        storage.keep(storage.new_key(), content)
    lost = next(path for path in stored() if path != kept)
    assert sweep(timezone.now()).deleted == 0
    age(lost)
    age(kept)
    assert sweep(timezone.now()).deleted == 1
    assert stored() == [kept]
    assert sweep(timezone.now()).deleted == 0


def test_files_of_a_deleted_object_go(world, stored):
    with scopes_disabled():
        attached(world.draft_measure, world.kari)
        remove_measure(world.draft_measure, by=world.kari, reason="Utgår")
    age(stored()[0])
    swept = sweep(timezone.now())
    assert (swept.closed, swept.deleted, stored()) == (1, 1, [])


def test_lost_bytes_are_told_and_not_hidden(world, stored, caplog):
    attached(world.measure, world.kim)
    stored()[0].unlink()
    with caplog.at_level(logging.ERROR):
        assert sweep(timezone.now()).missing == 0
        assert sweep(timezone.now() + timedelta(days=2)).missing == 1
    assert "1 attachments have no file" in caplog.text


def test_an_undone_upload_leaves_nothing(world, stored, monkeypatch):
    """All or none: the second row fails, so the first file goes too."""
    world.measure.delete()
    with pytest.raises(type(world.measure).DoesNotExist):
        attached(world.measure, world.kim, "a.pdf", "b.pdf")
    assert stored() == []


def test_a_store_that_is_away_is_said(world, monkeypatch, stored):
    def away(key, file):
        raise OSError

    monkeypatch.setattr(storage, "keep", away)
    with pytest.raises(Refused, match="Lageret for filer svarer ikke"):
        attached(world.measure, world.kim)
    with scopes_disabled():
        assert not Attachment.objects.exists()


def test_an_undone_removal_keeps_the_file(world, stored):
    row = attached(world.measure, world.kim)[0]
    with transaction.atomic(), scopes_disabled():
        remove(row, by=world.kim)
        transaction.set_rollback(True)
    assert len(stored()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_remove_at_once(world, stored):
    """One removes; the other is told that it is gone."""
    row = attached(world.measure, world.kim)[0]
    told = []

    def act():
        close_old_connections()
        try:
            with scopes_disabled():
                remove(row, by=world.kim)
            told.append("removed")
        except Refused as refused:
            told.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["Noen andre har allerede fjernet filen.", "removed"]
    assert stored() == []


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_do_not_pass_the_limit(world, stored, monkeypatch):
    """There is room for one more; one of two gets it, and the other leaves nothing behind."""
    monkeypatch.setattr("kvalitet.attachments.actions.attaching.MOST_ON_ONE_OBJECT", 1)
    told = []

    def act(name):
        close_old_connections()
        try:
            attached(world.measure, world.kim, name)
            told.append("stored")
        except Refused as refused:
            told.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[f"{number}.pdf"]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "stored" in told
    assert any(text.startswith("Her kan det ligge høyst 1 filer") for text in told)
    assert len(stored()) == 1
