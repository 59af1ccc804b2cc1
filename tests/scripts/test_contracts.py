"""Good and bad imports for the contract about private modules."""

import pytest

from scripts.contracts import is_private

OPEN_APPS = {"kvalitet.web"}
OPEN_MODULES = {"kvalitet.access.policies"}


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("goals.views", "goals.forms"),
        ("goals.actions.measures", "kvalitet.deadlines.actions"),
        ("goals.actions", "kvalitet.deadlines.actions.deadlines"),
        ("goals.models", "kvalitet.organisation.models"),
        ("goals.views", "kvalitet.web.shortcuts"),
        ("goals.views", "kvalitet.history.queries"),
        ("goals.policies", "kvalitet.access.policies"),
        ("kvalitet.deadlines.tasks", "kvalitet.deadlines.querysets"),
    ],
)
def test_what_an_app_shows_may_be_imported(importer, imported):
    assert not is_private(importer, imported, OPEN_APPS, OPEN_MODULES)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("goals.views", "kvalitet.deadlines.views"),
        ("goals.actions", "kvalitet.deadlines.tasks"),
        ("kvalitet.home.views", "goals.forms"),
        ("goals.querysets", "kvalitet.organisation.querysets"),
        ("reporting.views", "goals.hooks"),
        ("goals.views", "kvalitet.access.policies_old"),
    ],
)
def test_an_apps_inner_rooms_may_not(importer, imported):
    assert is_private(importer, imported, OPEN_APPS, OPEN_MODULES)
