"""Production and the demo never meet. [Set-up 3]"""

import pytest
from django.core.exceptions import ImproperlyConfigured

from kvalitet.wsgi import refuse_demo_accounts


def test_production_refuses_a_database_with_demo_accounts(world, settings):
    settings.PRODUCTION = True
    refuse_demo_accounts()
    type(world.kari).objects.filter(pk=world.kari.pk).update(is_demo=True)
    with pytest.raises(ImproperlyConfigured, match="demo accounts"):
        refuse_demo_accounts()
    settings.PRODUCTION = False
    refuse_demo_accounts()
