"""Pages anybody may read, the shell around a signed-in person, and the answers when something is wrong."""

import pytest
from django.urls import reverse
from django.views.defaults import server_error

pytestmark = pytest.mark.django_db
PUBLIC = ["web:accessibility", "web:privacy", "web:help", "web:about"]


@pytest.mark.parametrize("name", PUBLIC)
def test_small_print_is_open_to_everybody(client, world, sign_in, name):
    assert client.get(reverse(name)).status_code == 200
    assert sign_in(world.kari).get(reverse(name)).status_code == 200


def test_the_policy_lets_nothing_inline_through(client):
    policy = client.get(reverse("web:privacy")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self';" in f"{policy};"


def test_the_shell_shows_the_municipality_and_no_menu_to_strangers(client, world, sign_in):
    inside = sign_in(world.kari).get(reverse("web:help")).content.decode()
    outside = client.get(reverse("web:help")).content.decode()
    assert "Fjordvik kommune" in inside
    assert "Fjordvik" not in outside
    assert 'aria-label="Hovedmeny"' in inside
    assert 'aria-label="Hovedmeny"' not in outside


def test_a_page_that_is_not_there_says_so_in_norwegian(world, sign_in):
    answer = sign_in(world.kari).get("/finnes-ikke/")
    assert answer.status_code == 404
    assert "Vi finner ikke siden" in answer.content.decode()


def test_a_wrong_form_is_answered_422_with_the_word_in_the_title(world, sign_in):
    answer = sign_in(world.kari).post(reverse("web:components"), {"title": "Felles vaktplan"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Feil: Komponenter – Kvalitet – Fjordvik kommune</title>" in html
    assert 'value="Felles vaktplan"' in html


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(client, world):
    answer = client.post(reverse("account_login"), {"login": "kari", "password": "feil"})
    assert 'value="kari"' in answer.content.decode()
    assert "ds-error-summary" in answer.content.decode()


def test_the_page_for_our_own_failures_needs_nothing_but_itself(rf):
    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Noe gikk galt hos oss" in answer.content.decode()
