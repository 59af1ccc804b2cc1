"""Where the tests find a browser, and what they do without one."""

import subprocess
import sys
from pathlib import Path

from local import browser

ROOT = Path(__file__).resolve().parents[2]


def test_the_named_browser_comes_first(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/somewhere/chrome")
    assert browser.find() == "/somewhere/chrome"


def test_no_browser_is_no_error(monkeypatch, tmp_path, capsys):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.find() is None
    browser.install()
    assert "will be skipped" in capsys.readouterr().out


def test_browser_tests_are_reported_as_skipped_without_one(tmp_path):
    command = [sys.executable, "-m", "pytest", "-n0", "-rs", "tests/browser/test_sign_in_page.py"]
    done = subprocess.run(command, cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert browser.MISSING in done.stdout
    assert "5 skipped" in done.stdout
