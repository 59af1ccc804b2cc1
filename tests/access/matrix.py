"""Reads the table of who may open what, and writes a first version of its rows.

python -m pytest tests/access/test_matrix.py           checks it
RECORD_MATRIX=1 python -m pytest tests/access/test_matrix.py     writes what the pages answer now; read the difference
"""

import csv
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

MATRIX = Path(__file__).with_name("matrix.csv")
ROLES = {
    "ansatt": "ola",
    "avdelingsleder": "dag",
    "leder": "kari",
    "leder_annen": "per",
    "hr": "heidi",
    "kvalitet": "kim",
    "direktor": "anne",
    "verneombud": "vera",
    "tillitsvalgt": "tore",
    "revisor": "rolf",
    "admin": "siri",
    "nabo": "nils",
    "anonym": None,
}
COLUMNS = ["url_name", "object", "method", *ROLES]
NOT_OURS = ("account_", "mfa_", "openid_connect_")  # allauth's own pages: sign-in, passwords, factors, providers


def rows() -> list[dict[str, str]]:
    """Return the rows of the table."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(found: list[dict[str, str]]) -> None:
    """Write the table, in the order of addresses."""
    with MATRIX.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def names_of_addresses() -> list[str]:
    """Return the name of every address of ours."""
    found: list[str] = []
    _collect(get_resolver().url_patterns, "", found)
    return [name for name in found if not name.startswith(NOT_OURS)]


def _collect(patterns, namespace: str, found: list[str]) -> None:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            _collect(pattern.url_patterns, inner, found)
        elif isinstance(pattern, URLPattern):
            found.append(f"{namespace}{pattern.name}")
