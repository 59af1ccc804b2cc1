"""How a person is greeted. Pure."""

from datetime import datetime

from django.utils.translation import gettext as _

MORNING, DAY, EVENING = 5, 10, 18


def greeting(moment: datetime, name: str) -> str:
    """Greet by the hour of the day: «God morgen, Kari»."""
    if MORNING <= moment.hour < DAY:
        return _("God morgen, %(name)s") % {"name": name}
    if DAY <= moment.hour < EVENING:
        return _("God dag, %(name)s") % {"name": name}
    return _("God kveld, %(name)s") % {"name": name}
