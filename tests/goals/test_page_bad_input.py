"""Whatever is sent, a page answers with what to do, and never breaks."""

import pytest
from django.urls import reverse

PAGES = [
    ("plan-create", None),
    ("plan-edit", "plan"),
    ("plan-access", "draft"),
    ("goal-create", "plan"),
    ("goal-edit", "goal"),
    ("goal-remove", "goal"),
    ("subgoal-create", "goal"),
    ("subgoal-edit", "subgoal"),
    ("measure-create", "goal"),
    ("measure-edit", "measure"),
    ("measure-move-deadline", "measure"),
    ("measure-remove", "measure"),
    ("task-status", "task"),
    ("task-status-many", None),
    ("group-create", None),
    ("group-edit", "group"),
]
FIELDS = [
    "kind",
    "unit",
    "name",
    "starts_year",
    "ends_year",
    "version",
    "person",
    "starts",
    "ends",
    "reason",
    "title",
    "perspective",
    "measured_by",
    "accepted_by",
    "due",
    "evaluated",
    "description",
    "focus_area",
    "service_area",
    "note",
    "subgoal",
    "responsible",
    "involved",
    "keep_unknown",
    "due_text",
    "to",
    "status",
    "progress",
    "comment",
    "evidence",
    "rule",
    "units",
    "people",
]
ODD = ["", "\x00", "x" * 20_000, "9" * 40, "-1", "0001-01-01", "9999-12-31", "\U0001f600 æøå ‮", "' or 1=1 --", "[]"]


@pytest.mark.parametrize(("name", "thing"), PAGES)
def test_odd_values_are_answered_with_the_form(world, sign_in, name, thing):
    client = sign_in(world.anne)
    url = reverse(f"goals:{name}", args=[getattr(world, thing).uuid] if thing else [])
    for value in ODD:
        answer = client.post(url, dict.fromkeys(FIELDS, value))
        assert answer.status_code in {303, 422}, (name, value[:20])
        if answer.status_code == 303 and name.endswith("-remove"):
            return
    for query in ("delmal=%00", "perspektiv=%00", "fra=%00", "delmal=x", "q=%00&side=%00"):
        assert client.get(f"{url}?{query}").status_code in {200, 404}, query


def test_forged_keys_are_404(world, sign_in):
    client = sign_in(world.anne)
    for name, thing in PAGES:
        if thing:
            url = reverse(f"goals:{name}", args=["00000000-0000-4000-8000-000000000000"])
            assert client.get(url).status_code == 404
            assert client.post(url, {}).status_code == 404
    assert client.get("/mal/tiltak/ikke-en-nokkel/").status_code == 404
