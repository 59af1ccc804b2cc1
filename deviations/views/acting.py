"""What pages that change something have in common."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.forms import BaseForm
from django.utils.translation import gettext as _

from deviations.models import Deviation
from kvalitet.web.errors import Refused
from kvalitet.web.shortcuts import Request, get_or_404

T = TypeVar("T")


def find_event(request: Request, uuid: UUID) -> Deviation:
    """Find an event the person may see."""
    rows = Deviation.objects.visible_to(request.user)
    return get_or_404(rows.select_related("unit", "municipality", "category", "handler"), uuid)


def stored(form: BaseForm, act: Callable[[], T]) -> T | None:
    """Do it, or say on the form why it can't be done; what was typed stays."""
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as wrong:
        form.add_error(None, ValidationError(wrong.messages))
    except ObjectDoesNotExist:
        form.add_error(None, _("Noen har slettet dette mens du skrev. Kopier det du vil ta vare på, og gå tilbake."))
    return None
