from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "kvalitet.history"
