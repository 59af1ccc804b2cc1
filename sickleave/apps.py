from django.apps import AppConfig


class SickLeaveConfig(AppConfig):
    name = "sickleave"
