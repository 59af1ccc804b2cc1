from importlib import import_module

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "kvalitet.organisation"

    def ready(self) -> None:
        """Hang up the check that keeps the demo out of production."""
        import_module("kvalitet.organisation.checks")
