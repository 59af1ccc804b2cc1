"""The same with S3: a real server, started for these tests."""

import socket
import subprocess
import sys
import time

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet import environment
from kvalitet.attachments import storage
from kvalitet.attachments.actions import attach, receive, sweep
from tests.attachments import files
from tests.attachments.files import upload

BUCKET = "vedlegg"
KEY, SECRET = "nokkel", "hemmelig"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a moto server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (tmp_path_factory.mktemp("s3") / "log").open("wb")
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=log, stderr=log)
    for _try in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)
    log.close()


@pytest.fixture
def bucket(server, settings, monkeypatch, tmp_path):
    """An empty bucket, and settings as the environment gives them."""
    client = boto3.client(
        "s3", endpoint_url=server, region_name="eu-north-1", aws_access_key_id=KEY, aws_secret_access_key=SECRET
    )
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    for name, value in {
        "BUCKET": BUCKET,
        "ENDPOINT": server,
        "REGION": "eu-north-1",
        "KEY_ID": KEY,
        "SECRET_FILE": str(tmp_path / "secret"),
    }.items():
        monkeypatch.setenv(f"ATTACHMENTS_S3_{name}", value)
    settings.STORAGES = {**settings.STORAGES, "attachments": environment.file_storage("ATTACHMENTS", tmp_path)}
    storages.__dict__.pop("backends", None)
    storages._storages.clear()
    yield client
    for row in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=row["Key"])
    client.delete_bucket(Bucket=BUCKET)
    client.close()


def keys(client):
    return [row["Key"] for row in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


def test_files_go_to_the_bucket_and_come_back(world, sign_in, bucket, django_capture_on_commit_callbacks):
    """The key says nothing of the name; the answer is streamed by us and never points at the bucket."""
    client = sign_in(world.kim)
    url = reverse("attachments:add", args=["tiltak", world.measure.uuid])
    big = files.PDF + bytes(3_000_000)
    for name, content in (("Kari Kvam.pdf", files.PDF), ("stor.pdf", big)):
        assert client.post(url, {"new_files": upload(name, content)}).status_code == 303
    with scopes_disabled():
        small, large = world_files(world)
    assert sorted(keys(bucket)) == sorted([small.key, large.key])
    assert "Kari" not in "".join(keys(bucket))
    answer = client.get(small.get_absolute_url())
    assert b"".join(answer.streaming_content) == files.PDF
    assert "127.0.0.1" not in str(answer.headers)
    assert b"".join(client.get(large.get_absolute_url()).streaming_content) == big
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("attachments:remove", args=[small.uuid]))
    assert keys(bucket) == [large.key]


def world_files(world):
    from kvalitet.attachments.models import Attachment  # noqa: PLC0415 — models can't be imported before Django is up

    return Attachment.objects.on([world.measure]).order_by("id")


def test_the_sweep_works_on_a_bucket(world, bucket):
    with scopes_disabled():
        row = attach(world.measure, receive([upload("a.pdf", files.PDF)]).good, by=world.kim)[0]
    lost = storage.new_key()
    with storage.fetch(row.key) as content:
        storage.keep(lost, content)
    assert sweep(timezone.now()).deleted == 0
    assert sweep(timezone.now() + timezone.timedelta(days=2)).deleted == 1
    assert keys(bucket) == [row.key]


def test_a_lost_file_and_a_dead_bucket_are_said(world, sign_in, bucket):
    with scopes_disabled():
        row = attach(world.measure, receive([upload("a.pdf", files.PDF)]).good, by=world.kim)[0]
    bucket.delete_object(Bucket=BUCKET, Key=row.key)
    assert sign_in(world.kim).get(row.get_absolute_url()).status_code == 503


def test_without_a_bucket_files_lie_in_the_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("ATTACHMENTS_S3_BUCKET", raising=False)
    assert environment.file_storage("ATTACHMENTS", tmp_path)["OPTIONS"]["location"] == tmp_path
    monkeypatch.setenv("ATTACHMENTS_S3_BUCKET", "b")
    monkeypatch.setenv("ATTACHMENTS_S3_SECRET_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured):
        environment.file_storage("ATTACHMENTS", tmp_path)
