from django.apps import AppConfig


class InternalControlConfig(AppConfig):
    name = "internalcontrol"
