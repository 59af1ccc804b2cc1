"""`make lint`: every check in turn; all of them run, and one failure fails the whole."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
CODE = [
    "kvalitet",
    "goals",
    "reporting",
    "internalcontrol",
    "deviations",
    "sickleave",
    "local",
    "scripts",
    "manage.py",
]
NOWHERE = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nowhere", "REDIS_URL": "redis://127.0.0.1:1/0"}
# Production's settings with throw-away values: they must be accepted, and nothing in them be unsafe.
PRODUCTION = {
    "KVALITET_ENV": "production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "ALLOWED_HOSTS": "kvalitet.example.no",
    "SITE_URL": "https://kvalitet.example.no",
}


def templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))


def checks() -> list[tuple[str, list[str], dict[str, str]]]:
    code = [name for name in CODE if (ROOT / name).exists()]
    manage = [PYTHON, "-W", "ignore::RuntimeWarning", "manage.py"]
    return [
        ("ruff check", [f"{BIN}/ruff", "check", "."], {}),
        ("ruff format", [f"{BIN}/ruff", "format", "--check", "."], {}),
        ("types", [f"{BIN}/mypy", *code], {}),
        ("templates", [f"{BIN}/djade", "--check", "--target-version", "5.2", *templates()], {}),
        ("imports", [f"{BIN}/lint-imports", "--no-logo"], {}),
        ("migrations", [*manage, "makemigrations", "--check", "--dry-run"], {}),
        ("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        ("texts", [PYTHON, "-m", "scripts.check_translations", "templates"], {}),
    ]


def lint() -> int:
    failed = []
    ours = {key: value for key, value in os.environ.items() if key not in {"DEBUG", "KVALITET_DEMO"}}
    for name, command, extra in checks():
        environment = {**ours, "KVALITET_ENV": "test", **NOWHERE, **extra}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'}  {name}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr, flush=True)
    print(f"lint: {len(checks()) - len(failed)} passed, {len(failed)} failed")
    return int(bool(failed))


def lay_out_templates() -> int:
    subprocess.run([f"{BIN}/djade", "--target-version", "5.2", *templates()], cwd=ROOT, check=False)
    return 0


if __name__ == "__main__":
    sys.exit(lay_out_templates() if "--format" in sys.argv else lint())
