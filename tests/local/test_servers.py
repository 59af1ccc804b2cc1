"""The embedded servers: kept data, the same address after a power cut, nothing left running."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import redis

from local.servers import Postgres, Valkey

ROOT = Path(__file__).resolve().parents[2]


def test_postgres_keeps_its_rows_when_killed(tmp_path):
    with Postgres(tmp_path, durable=False) as server:
        address = server.url
        with psycopg.connect(address) as connection:
            connection.execute("create table t (n int)")
            connection.execute("insert into t values (1)")
        server.kill()
        server.start()
        assert server.url == address
        with psycopg.connect(address) as connection:
            assert connection.execute("select count(*) from t").fetchone() == (1,)
    with Postgres(tmp_path, durable=False) as again, psycopg.connect(again.url) as connection:
        assert connection.execute("select count(*) from t").fetchone() == (1,)


def test_valkey_forgets_when_killed(tmp_path):
    with Valkey(tmp_path) as server:
        client = redis.Redis.from_url(server.url)
        client.set("a", 1)
        server.kill()
        server.start()
        assert client.get("a") is None
        client.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word about a dead parent is Linux's own")
def test_nothing_is_left_when_the_owner_is_killed(tmp_path):
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    pids = [int(pid) for pid in owner.stdout.readline().split()]
    assert len(pids) == 2
    assert all(map(_is_running, pids))
    owner.send_signal(signal.SIGKILL)
    owner.communicate()
    for pid in pids:
        assert _goes_away(pid)


OWNER = """
import sys, time
from pathlib import Path
from local.servers import Postgres, Valkey
with Postgres(Path(sys.argv[1]) / "p", durable=False) as one, Valkey(Path(sys.argv[1]) / "v") as two:
    print(one.process.pid, two.process.pid, flush=True)
    time.sleep(60)
"""


def _is_running(pid):
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _goes_away(pid):
    until = time.monotonic() + 15
    while time.monotonic() < until:
        if not _is_running(pid):
            return True
        time.sleep(0.1)
    return False
