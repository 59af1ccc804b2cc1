"""Our own import contract: from another app, only what it shows the world. Layers are import-linter's."""

from collections.abc import Iterable, Iterator
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

PUBLIC_WORDS = frozenset({"models", "actions", "rules", "choices", "figures", "api", "queries", "registry"})


def app_of(module: str) -> str:
    """The app a module belongs to: goals, kvalitet.deadlines."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "kvalitet" else parts[0]


def is_private(importer: str, imported: str, open_apps: Iterable[str], open_modules: Iterable[str]) -> bool:
    """Whether importing `imported` from `importer` reaches into another app's rooms."""
    app = app_of(imported)
    if app == app_of(importer) or app in open_apps:
        return False
    if any(imported == module or imported.startswith(f"{module}.") for module in open_modules):
        return False
    inside = imported.removeprefix(app).lstrip(".").split(".")[0]
    return bool(inside) and inside not in PUBLIC_WORDS


class PrivateModulesContract(Contract):
    """Fails for every import of another app's views, forms, urls, hooks, querysets, tasks and the like."""

    open_apps = fields.SetField(subfield=fields.StringField(), required=False, default=set())
    open_modules = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        broken = sorted(self._broken(graph))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported, line in check.metadata["broken"]:
            output.print_error(f"{importer}:{line} imports {imported}, which is private to {app_of(imported)}")

    def _broken(self, graph: ImportGraph) -> Iterator[tuple[str, str, int]]:
        open_apps = cast("set[str]", self.open_apps)
        open_modules = cast("set[str]", self.open_modules)
        for importer in graph.modules:
            for imported in graph.find_modules_directly_imported_by(importer):
                if is_private(importer, imported, open_apps, open_modules):
                    details = graph.get_import_details(importer=importer, imported=imported)
                    yield importer, imported, details[0]["line_number"] if details else 0
