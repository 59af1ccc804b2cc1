"""Nothing ties a report without a name to the person who wrote it, not even when they were signed in. [D1]"""

import logging
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.models import CaseCode, Deviation, DeviationSettings
from kvalitet.history import actions as history
from kvalitet.web import logs
from tests.privacy.dump import added, dump


@pytest.fixture
def open_door(world):
    """Let the municipality take reports without a name."""
    with scopes_disabled():
        history.create(DeviationSettings, by=None, municipality=world.municipality, allows_anonymous=True)


def sent(client, world, **more):
    data = {"kind": "deviation", "description": "Rekkverket var løst.", "unit": world.skole.uuid, "seriousness": "2"}
    extra = {"REMOTE_ADDR": more.pop("REMOTE_ADDR")} if "REMOTE_ADDR" in more else {}
    return client.post(reverse("deviations:report-anonymous"), {**data, **more}, **extra)


def code_in(answer):
    return answer.context["code"]


def traces_of(person, client):
    """What would give the person away: names, addresses, keys, and the key of the session."""
    words = {person.username, person.email, person.last_name, str(person.uuid), client.session.session_key}
    return {word.lower() for word in words if word}


def test_no_table_holds_a_trace_of_the_one_who_reported(world, sign_in, open_door, caplog):
    """A full copy of the database before and after is compared, and the log lines read."""
    client = sign_in(world.ola)
    client.get(reverse("deviations:report-anonymous"))
    before = dump()
    with caplog.at_level(logging.DEBUG):
        answer = sent(client, world)
    assert answer.status_code == 200
    new = added(before, dump())
    assert any("rekkverket" in row.lower() for row in new["deviations_deviation"])
    text = "\n".join(row for rows in new.values() for row in rows).lower()
    assert not [word for word in traces_of(world.ola, client) if word in text]
    assert set(new) & {"django_session", "signin_visit", "access_look", "organisation_person"} == set()
    assert not [word for word in traces_of(world.ola, client) if word in caplog.text.lower()]
    assert code_in(answer).replace("-", "").lower() not in text
    assert code_in(answer) not in caplog.text


def test_no_column_points_at_the_one_who_reported(world, sign_in, open_door):
    """Ola's own number stands in none of the columns that point at people, in rows or versions."""
    sent(sign_in(world.ola), world)
    with scopes_disabled():
        event = Deviation.objects.get(source="anonymous")
        assert event.reporter_id is None
        assert event.opened_at is None
        versions = [*event.history.all()]
        for entry in event.entries.all():
            assert entry.by_id is None
            versions += entry.history.all()
    assert {version.history_user_id for version in versions} == {None}
    pointing = [f for f in Deviation._meta.concrete_fields if f.is_relation and f.related_model is type(world.ola)]
    assert all(getattr(event, field.attname) != world.ola.pk for field in pointing)


def test_only_the_day_is_kept(world, sign_in, open_door):
    sent(sign_in(world.ola), world)
    with scopes_disabled():
        event = Deviation.objects.get(source="anonymous")
        moments = [event.created_at, *(entry.at for entry in event.entries.all())]
        moments += [version.history_date for version in event.history.all()]
        moments += [version.created_at for version in event.history.all()]
    assert {timezone.localtime(moment).time().isoformat() for moment in moments} == {"00:00:00"}
    assert {timezone.localdate(moment) for moment in moments} == {timezone.localdate()}


def test_the_auditors_look_is_not_logged_here(world, sign_in, open_door):
    client = sign_in(world.rolf)
    before = dump()
    client.get(reverse("deviations:report-anonymous"))
    client.get(reverse("deviations:case-code"))
    assert "access_look" not in added(before, dump())
    client.get(reverse("web:help"))
    assert "access_look" in added(before, dump())


def test_the_answer_carries_no_cookie_and_is_kept_by_nobody(world, sign_in, open_door):
    client = sign_in(world.ola)
    client.get(reverse("deviations:report-anonymous"))
    answer = sent(client, world)
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "sessionid" not in answer.cookies
    assert not [name for name in answer.cookies if "csrf" not in name]


def test_only_a_keyed_hash_of_the_code_is_kept(world, sign_in, open_door, settings):
    key = "6ff8b0e4-9a3a-4f5c-8a51-0b9f0a3a6c11"
    code = code_in(sent(sign_in(world.ola), world, idempotency_key=key))
    with scopes_disabled():
        kept = CaseCode.objects.get()
        assert kept.deviation.idempotency_key.hex != key.replace("-", "")
    assert len(kept.code_hash) == 64
    assert code.replace("-", "") not in kept.code_hash
    assert not {field.name for field in CaseCode._meta.fields} - {"id", "municipality", "deviation", "code_hash"}


def test_the_same_form_twice_is_one_event_with_the_same_code(world, sign_in, open_door):
    client, key = sign_in(world.ola), "6ff8b0e4-9a3a-4f5c-8a51-0b9f0a3a6c11"
    first, second = (sent(client, world, idempotency_key=key) for _time in range(2))
    assert code_in(first) == code_in(second)
    with scopes_disabled():
        assert Deviation.objects.filter(source="anonymous").count() == 1


def test_the_log_of_requests_has_neither_person_nor_address(world, sign_in, open_door, caplog):
    client = sign_in(world.ola)
    with caplog.at_level(logging.INFO, logger="kvalitet.requests"):
        sent(client, world, REMOTE_ADDR="203.0.113.7")
        client.post(reverse("deviations:case-code"), {"code": "K7RT-4MXA-FH3C-9DNE"}, REMOTE_ADDR="203.0.113.7")
    lines = [logs.JsonFormatter().format(record) for record in caplog.records if record.name == "kvalitet.requests"]
    assert len(lines) == 2
    assert "203.0.113.7" not in "".join(lines)
    assert "K7RT" not in "".join(lines)
    assert "ola" not in "".join(lines).lower()


def test_where_it_is_not_allowed_the_page_isnt_there(world, sign_in):
    url = reverse("deviations:report-anonymous")
    assert sign_in(world.ola).get(url).status_code == 404
    assert sent(sign_in(world.ola), world).status_code == 404


def test_it_goes_past_the_leader_it_is_about(world, sign_in, open_door):
    sent(sign_in(world.ola), world, is_about_leader="on")
    with scopes_disabled():
        event = Deviation.objects.get(source="anonymous")
        assert event.circle == "restricted"
        assert event.handler != world.kari
    visible = Deviation.objects
    with scopes_disabled():
        assert not visible.visible_to(world.kari).filter(pk=event.pk).exists()
        assert not visible.visible_to(world.ola).filter(pk=event.pk).exists()


def test_wrong_answers_keep_what_was_typed_and_store_nothing(world, sign_in, open_door):
    client = sign_in(world.ola)
    before = dump()
    answer = sent(client, world, seriousness="", happened_on=f"{date.today().year + 1}-01-01")  # noqa: DTZ011 — any day to come
    assert answer.status_code == 422
    assert b"Rekkverket var l" in answer.content
    assert added(before, dump()) == {}


def test_what_is_redacted_is_stored_nowhere(world, sign_in, open_door):
    client = sign_in(world.ola)
    text = "Hilde Haug glemte nøkkelen."
    assert sent(client, world, description=text).status_code == 422
    seen = {"description_seen": "name:Hilde Haug"}
    before = dump()
    assert sent(client, world, description=text, **seen).status_code == 200
    new = "\n".join(row for rows in added(before, dump()).values() for row in rows)
    assert "[navn] glemte nøkkelen" in new
    assert "Haug" not in new
