"""What import contracts can't see: pure rules, one writer, rows by sight, no classes or signals for views."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STOREYS = ("kvalitet", "goals", "deviations", "sickleave", "internalcontrol", "reporting")
BANNED_NAMES = {"utils", "services", "selectors", "managers", "helpers", "common", "misc", "signals"}
WRITERS = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
SEEN_OTHERWISE = {
    "KeptMail",  # the demo's outbox, chosen by the address of the mail
    "Leadership",  # who leads is no secret
    "RoleAssignment",  # on the first page: one's own
}
PURE = (
    "django.utils.formats",
    "django.utils.functional",
    "django.utils.translation",
    "kvalitet.calendar",
    "kvalitet.text.compounds",
    "kvalitet.text.stem",
    "phonenumbers",
    "stdnum",
)


def sources(*, word=None):
    """Yield the code of the storeys; with a word only the files or packages of that name."""
    for storey in STOREYS:
        for path in sorted((ROOT / storey).rglob("*.py")):
            inside = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in inside and (word is None or word in inside[1:]):
                yield path


def impure_imports(code):
    """The imports a rule may not have: it knows the standard library, choices, rules and the calendar."""
    found = []
    for node in ast.walk(ast.parse(code)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            words = name.split(".")
            fine = words[0] in sys.stdlib_module_names or name.startswith(PURE) or {"choices", "rules"} & set(words)
            found += [] if fine else [name]
    return found


def class_views(code):
    bases = [base for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ClassDef) for base in node.bases]
    return [ast.unparse(base) for base in bases if ast.unparse(base).split(".")[-1].endswith("View")]


def signals(code):
    called = [node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    return [
        name for name in map(ast.unparse, called) if name.split(".")[-1] == "receiver" or name.endswith("save.connect")
    ]


def manager_calls(code):
    """Yield every chain from a manager as names: Goal.objects.filter(…).update(…) → Goal, objects, filter, update."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names, part = [], node.func
            while isinstance(part, (ast.Attribute, ast.Call)):
                if isinstance(part, ast.Attribute):
                    names.append(part.attr)
                    part = part.value
                else:
                    part = part.func
            names.append(ast.unparse(part))
            if "objects" in names or "_base_manager" in names or "_default_manager" in names:
                yield node.lineno, names[::-1]


def writes(code):
    return [line for line, names in manager_calls(code) if names[-1] in WRITERS]


def unsighted(code):
    """Lines that read rows without asking who looks."""
    calls = manager_calls(code)
    lines = {line: names for line, names in calls if "objects" in names and names[0] not in SEEN_OTHERWISE}
    return [line for line, names in lines.items() if not any(name.startswith("visible_to") for name in names)]


@pytest.mark.parametrize("path", list(sources(word="rules")), ids=lambda path: str(path.relative_to(ROOT)))
def test_rules_are_pure(path):
    assert impure_imports(path.read_text()) == []


def test_views_are_functions():
    assert {str(path): found for path in sources() if (found := class_views(path.read_text()))} == {}


def test_no_signals_of_our_own():
    assert {str(path): found for path in sources() if (found := signals(path.read_text()))} == {}


def test_no_room_for_leftovers():
    assert [str(path) for path in sources() if BANNED_NAMES & {path.stem, path.parent.name}] == []


def test_views_start_with_what_the_person_may_see():
    assert {str(path): lines for path in sources(word="views") if (lines := unsighted(path.read_text()))} == {}


@pytest.mark.parametrize("word", ["views", "forms", "querysets", "rules", "policies", "exports", "figures"])
def test_only_actions_write(word):
    assert {str(path): lines for path in sources(word=word) if (lines := writes(path.read_text()))} == {}


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        (impure_imports, "from django.db import models", "from goals.choices import Status\nimport datetime"),
        (impure_imports, "from goals.models import Goal", "from django.utils.translation import gettext_lazy"),
        (class_views, "class Page(generic.ListView): pass", "class Page(Form): pass"),
        (signals, "@receiver(post_save)\ndef f(): pass", "def receiver(): pass"),
        (writes, "Goal.objects.filter(pk=1).update(a=1)", "Goal.objects.filter(pk=1).values()"),
        (writes, "Goal.objects.create(a=1)", "changes.update(a=1)"),
        (unsighted, "Goal.objects.filter(a=1)", "Goal.objects.visible_to(user).filter(a=1)"),
    ],
)
def test_the_checks_tell_bad_from_good(check, bad, good):
    assert check(bad)
    assert not check(good)
