"""The production path: what the compose file says, run against servers of its own and looked at from outside."""

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import psycopg
import pytest

from tests.production.browser import TOKEN, Browser
from tests.production.installation import HOST, ROOT, Installation

ADMIN = {
    "municipality": "Nordfjord kommune",
    "number": "9899",
    "first_name": "Gunnhild",
    "last_name": "Skarsvåg",
    "email": "gunnhild.skarsvag@nordfjord.example",
    "password": "fjell-og-fjord-1814",
}
SERVICES = ("web", "worker", "beat")
pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("production")]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """An installation with static files and tables, and its services started."""
    directory = tmp_path_factory.mktemp("production")
    directory.chmod(0o755)
    with Installation(directory) as installation:
        installation.run("python", "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        installation.start("web")
        installation.wait_for("/health/live/")
        assert installation.ask("/health/ready/")[0] == 503  # no tables yet
        installation.run(*installation.command("migrate"))
        for service in ("worker", "beat"):
            installation.start(service)
        installation.wait_for("/health/ready/")
        yield installation


@pytest.fixture(scope="module")
def admin(site):
    """The first administrator, who set the installation up with the code of `first_setup`."""
    said = site.run("python", "manage.py", "first_setup")
    address = urlsplit(re.search(r"https://\S+", said)[0])
    browser = Browser(site, HOST)
    page = f"{address.path}?{address.query}"
    code = parse_qs(address.query)["kode"][0]
    status, headers, text = browser.send(
        address.path, {**ADMIN, "code": code, "password_again": ADMIN["password"]}, page
    )
    assert status == 303, text.decode()[:3000]
    browser.secrets = [code, headers["Location"]]
    return browser


def test_every_variable_of_the_compose_file_is_told_of(site):
    told = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    said = {name for name in site.compose["x-kvalitet"]["environment"] if f"`{name}" not in told}
    assert said <= {"KVALITET_ENV"}


def test_the_image_serves_what_the_compose_file_serves(site):
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    command = site.compose["services"]["web"]["command"]
    assert "CMD [{}]".format(", ".join(f'"{word}"' for word in command)) in dockerfile


def test_the_container_is_asked_as_the_compose_file_says(site):
    program = site.compose["services"]["web"]["healthcheck"]["test"][-1]
    site.run(
        "python", "-c", program.replace("127.0.0.1:8000", f"127.0.0.1:{site.port}").replace("8000", str(site.port))
    )


def test_strangers_are_sent_to_https_and_refused_by_host(site):
    status, headers, _body = site.ask("/konto/login/", secure=False)
    assert (status, headers["Location"]) == (301, f"https://{HOST}/konto/login/")
    assert site.ask("/konto/login/", headers={"Host": "ond.example"})[0] == 400
    status, headers, _body = site.ask("/konto/login/")
    assert status == 200
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert re.fullmatch(r"[0-9a-f]{32}", headers["X-Request-ID"])


def test_static_files_are_hashed_packed_and_kept_for_long(site):
    page = site.ask("/konto/login/")[2].decode()
    style = re.search(r'href="(/static/kvalitet/style\.[0-9a-f]{12}\.css)"', page)[1]
    status, headers, body = site.ask(style, headers={"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert len(body) < len(site.ask(style)[2]) / 3


def test_sign_in_by_secure_cookies(site, admin):
    assert admin.get("/")[0] == 200
    assert admin.raw_cookies
    for cookie in admin.raw_cookies:
        assert cookie.startswith(("__Host-kvalitet", "messages=")), cookie
        assert "Secure" in cookie or "Max-Age=0" in cookie
        assert "Domain" not in cookie
    fresh = Browser(site, HOST)
    assert fresh.send("/konto/login/", {"login": ADMIN["email"], "password": "feil"})[0] == 200
    answer = fresh.send("/konto/login/", {"login": ADMIN["email"], "password": ADMIN["password"]})
    assert answer[0] in {302, 303}
    assert fresh.get("/konto/login/?neste=/hemmelig-adresse/")[0] == 302


def test_the_clock_goes(site):
    """Beat wakes the worker, which writes its tick; the whole of /health/ is green."""
    body = site.wait_for("/health/")[2].decode()
    assert '"ok": true' in body


def test_300_mb_gets_a_page_and_leaves_nothing(site, admin):
    status, _headers, body = admin.upload("/konto/password/reset/", "film.pdf", 300_000_000)
    assert status == 413
    assert "Filene er for store" in body.decode()
    assert list((site.directory / "tmp").glob("*.upload*")) == []


def test_losing_the_queue_is_not_ready_and_heals(site):
    site.broker.kill()
    assert site.ask("/health/ready/")[0] == 503
    assert site.ask("/health/live/")[0] == 200
    site.broker.start()
    site.wait_for("/health/ready/")


def test_logs_name_nobody(site, admin):
    """A session with sign-in, a lost password, wrong addresses and errors leaves JSON without a name or secret."""
    stranger = Browser(site, HOST)
    stranger.send("/konto/password/reset/", {"email": ADMIN["email"]})
    for path in (
        "/konto/password/reset/key/abc-hemmelig-nokkel/",
        "/vedlegg/x/Kari Kvam.pdf".replace(" ", "%20"),
        "/?q=Skarsv%C3%A5g",
    ):
        stranger.get(path)
    site.ask("/konto/login/", headers={"Host": "gunnhild.skarsvag.example"})
    site.wait_for("/health/live/")
    lines = {service: site.lines_of(service) for service in SERVICES}
    asked = [line for line in lines["web"] if line["logger"] == "kvalitet.requests"]
    assert {"method", "route", "status", "ms", "request"} <= set(asked[0])
    text = "\n".join(site.words_of(service) for service in SERVICES)
    said = [value for name, value in ADMIN.items() if name != "number"]  # four figures are in any time of day
    names = [*said, "Gunnhild", "Skarsv", "skarsvag", "nordfjord.example", "hemmelig", "Kari", "127.0.0.1"]
    never_told = {"SECRET_KEY", "FIELD_KEYS", "DATABASE_URL", "REDIS_URL"}
    kept = {name: value for name, value in site.variables.items() if name in never_told}
    found = [word for word in [*names, *kept.values(), *admin.secrets[:1]] if word in text]
    assert found == []


def test_200_reports_at_once_are_200_events(site, admin):
    """[D1, D8] Real processes, a real database: none is lost, no number is given twice, and a repeat is no new one."""
    page = admin.get("/avvik/meld/")[2].decode()
    token = TOKEN.search(page)[1]
    unit = re.search(r'<option value="([0-9a-f-]{36})"', page)[1]
    keys = [str(uuid4()) for _number in range(200)]

    def sent(key):
        told = {"description": "En av mange meldinger på en gang.", "where": "annet", "unit": unit, "seriousness": "1"}
        body = urlencode({**told, "idempotency_key": key, "csrfmiddlewaretoken": token})
        headers = admin.headers(**{"Content-Type": "application/x-www-form-urlencoded"})
        with site.asking("POST", "/avvik/meld/", body=body, headers=headers) as answer:
            return answer.status, answer.headers.get("Location")

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(sent, [*keys, *keys[:20]]))
    assert {status for status, _place in answers} == {303}
    assert len({place for _status, place in answers}) == 200
    with psycopg.connect(site.variables["DATABASE_URL"]) as connection:
        row = connection.execute("select count(*), count(distinct number), max(number) from deviations_deviation")
        assert row.fetchone() == (200, 200, 200)


def test_it_stops_gracefully(site):
    """An answer under way is finished; each process ends in order."""
    with socket.create_connection(("127.0.0.1", site.port)) as slow:
        body = b"csrfmiddlewaretoken=x"
        head = (
            f"POST /konto/login/ HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        slow.sendall(head.encode())
        time.sleep(0.5)
        site.started["web"].terminate()
        time.sleep(0.5)
        slow.sendall(body)
        assert slow.recv(100).startswith(b"HTTP/1.1 403")
    assert {service: site.stop(service) for service in SERVICES} == dict.fromkeys(SERVICES, 0)
