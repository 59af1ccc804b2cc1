"""What gunicorn serves."""

import os

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import ProgrammingError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kvalitet.settings")


def refuse_demo_accounts() -> None:
    """Don't serve a production database that anybody with the demo's password may enter."""
    if not settings.PRODUCTION:
        return
    try:
        has_demo = apps.get_model("organisation.Person")._base_manager.filter(is_demo=True).exists()
    except ProgrammingError:
        return  # no tables yet: nobody is there, and /health/ready/ says so
    if has_demo:
        raise ImproperlyConfigured("This database holds demo accounts. Production can't be served from it.")


application = get_wsgi_application()
refuse_demo_accounts()
