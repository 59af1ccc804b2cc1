"""What may be said where others can hear: never a name, a step or an illness. Pure. [S5]"""

from django.utils.translation import gettext_lazy as _

CASE_TITLE = _("Oppfølgingssak")
TASK_TITLE = _("Du har en oppgave i en oppfølgingssak")
NEWS_TITLE = _("Det er noe nytt i en oppfølgingssak")
NOTICE_TEXT = _("Logg inn i Kvalitet for å se hva det gjelder.")
