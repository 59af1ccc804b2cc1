from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    name = "kvalitet.web"

    def ready(self) -> None:
        """Let every app hang up its menu entries, panels and policies."""
        autodiscover_modules("policies")
        autodiscover_modules("hooks")
