"""Signing in in a real browser: by a provider and back, by passkey, by code, and with a second factor. [P11, P14]"""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from playwright.sync_api import expect

from kvalitet.organisation import actions as organisation
from kvalitet.signin.models import Visit
from tests.signin.running import running_provider
from tests.signin.test_second_factor import code_now

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "tre ord og litt til"


@pytest.fixture(scope="module")
def provider_process():
    with running_provider() as found:
        yield found


@pytest.fixture
def provider(provider_process, settings):
    provider_process.tell()
    settings.OIDC = {"entra": provider_process.configured()}
    return provider_process


@pytest.fixture
def sound(axe, sideways_scroll):
    """Return a function that judges a page as every page is judged: both schemes, both widths, and 320 px. [P12]"""

    def judged(page):
        before = page.viewport_size
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert axe(page, colours_only=scheme == "dark") == [], scheme
        page.set_viewport_size({"width": 320, "height": 800})
        assert axe(page) == []
        assert not sideways_scroll(page)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before)

    return judged


@pytest.fixture
def kari(world):
    world.kari.set_password(PASSWORD)
    world.kari.save()
    return world.kari


@pytest.fixture
def passkeys(kari, live_server, open_page):
    """Return a page where a virtual device answers for the person; passkeys need a name, not an address."""
    page = open_page(reverse("account_login"))
    page.goto(f"{live_server.url.replace('127.0.0.1', 'localhost')}{reverse('account_login')}")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**device, "isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def enter(page, username="kari"):
    page.get_by_label("Brukernavn eller e-post").fill(username)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()


def confirm(page):
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Bekreft").click()


def test_the_whole_round_to_a_provider_and_out_again(provider, kari, open_page):
    """There and back, signed in, and the provider's session ends with ours."""
    provider.tell(sub="abc", claims={"email": kari.email, "email_verified": True})
    page = open_page(reverse("deadlines:tasks"))
    page.get_by_role("link", name="Logg inn med Entra ID").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mine oppgaver")
    assert page.url.endswith(reverse("deadlines:tasks"))
    assert SocialAccount.objects.get().user == kari
    page.goto(reverse("account_logout"))
    page.locator("main").get_by_role("button", name="Logg ut").click()
    page.wait_for_url(re.compile(r"/end\?"))
    assert provider.asked("/end")[0]["post_logout_redirect_uri"].endswith(reverse("account_login"))
    page.goto(reverse("home:start"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Logg inn")


def test_a_token_from_a_wrong_issuer_is_refused_on_a_clear_page(provider, kari, open_page, sound):
    """[issue 3] Nobody in, nothing stored, in Norwegian, and readable by all."""
    provider.tell(issuer="https://login.annen.example", claims={"email": kari.email, "email_verified": True})
    page = open_page(reverse("account_login"))
    page.get_by_role("link", name="Logg inn med Entra ID").click()
    expect(page.get_by_role("alert")).to_contain_text("Svaret fra Entra ID kunne ikke godtas")
    sound(page)
    assert (SocialAccount.objects.count(), Visit.objects.count()) == (0, 0)


def test_a_provider_is_linked_from_ones_own_page(provider, kari, open_page, sound):
    provider.tell(sub="min-nokkel", claims={})
    page = open_page(reverse("account_login"))
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("God")
    page.goto(reverse("signin:security"))
    page.get_by_role("link", name="Koble til Entra ID").click()
    confirm(page)
    sound(page)
    page.get_by_role("button", name="Koble til").click()
    page.get_by_role("link", name="Fortsett til Entra ID").click()
    expect(page.get_by_role("status").first).to_contain_text("Entra ID er koblet til brukeren din")
    assert SocialAccount.objects.get().uid == "min-nokkel"
    page.get_by_role("button", name="Koble fra Entra ID").click()
    expect(page.locator("main")).to_contain_text("Ikke koblet til")
    assert SocialAccount.objects.count() == 0


def test_a_passkey_is_made_used_instead_of_the_password_and_removed(kari, passkeys, sound):
    """Chromium's virtual device holds the key; strict content policy, no inline script."""
    page = passkeys
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("God")
    here = page.url.rstrip("/")
    page.goto(here + reverse("mfa_add_webauthn"))
    confirm(page)
    sound(page)
    page.get_by_label("Navn på passnøkkelen").fill("Telefonen min")
    page.get_by_role("button", name="Lag passnøkkel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gjenopprettingskoder")
    sound(page)
    assert Authenticator.objects.filter(user=kari, type="webauthn").count() == 1

    page.context.clear_cookies()
    page.goto(here + reverse("account_login"))
    page.get_by_role("button", name="Bruk passnøkkel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("God")
    assert Visit.objects.order_by("-id").first().method == "passkey"

    page.context.clear_cookies()
    page.goto(here + reverse("account_login"))
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Skriv koden din")
    page.get_by_role("button", name="Bruk passnøkkel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("God")

    page.goto(here + reverse("signin:security"))
    page.get_by_role("link", name="Fjern Telefonen min").click()
    confirm(page)
    sound(page)
    page.get_by_role("button", name="Fjern passnøkkelen").click()
    expect(page.get_by_role("status").first).to_contain_text("Passnøkkelen er fjernet")
    assert Authenticator.objects.count() == 0


def test_an_app_is_set_up_and_asked_for(kari, open_page, sound):
    page = open_page(reverse("account_login"))
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("God")
    page.goto(reverse("mfa_activate_totp"))
    sound(page)
    confirm(page)
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 100
    page.get_by_text("Får du ikke lest av bildet?").click()
    sound(page)
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Koden i appen").fill(code_now(secret))
    page.get_by_role("button", name="Ta i bruk kodeappen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gjenopprettingskoder")
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned").click()
    codes = download.value.path().read_text().split()
    assert len(codes) == 10
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    enter(page)
    sound(page)
    page.get_by_label("Kode").fill(codes[0])
    page.get_by_role("button", name="Logg inn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("God")


def test_a_code_opens_a_short_session_with_the_way_out_in_sight(world, kari, open_page, sound):
    """[P14] The leader makes it, the employee types it on the shared tablet, and «Ferdig» is always there."""
    organisation.edit_person(world.ola, employee_number="4711", by=world.siri)
    leader = open_page(reverse("signin:code-make", args=[world.ola.uuid]), user=kari)
    sound(leader)
    leader.get_by_role("button", name="Lag engangskode").click()
    code = leader.locator(".big-code").inner_text()
    sound(leader)
    tablet = open_page(reverse("account_login"), width=390)
    tablet.get_by_role("link", name="Jeg har fått en engangskode").click()
    sound(tablet)
    tablet.get_by_label("Ansattnummer eller brukernavn").fill("4711")
    tablet.get_by_label("Engangskode").fill(code.lower())
    tablet.get_by_role("button", name="Logg inn").click()
    expect(tablet.get_by_role("heading", level=1)).to_contain_text("God")
    sound(tablet)
    tablet.goto(reverse("deadlines:tasks"))
    way_out = tablet.get_by_role("button", name="Ferdig – logg ut")
    expect(way_out).to_be_in_viewport()
    way_out.click()
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Du er logget ut")
    sound(tablet)
    assert Visit.objects.filter(person=world.ola).count() == 0
