"""What the pages of the sign-in need to hand to the browser."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """Write a value as JSON for a data attribute; escaped like all other text."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def in_fours(secret: str) -> str:
    """Write a long key in groups that can be copied by eye."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@register.simple_tag
def sign_in_ways() -> dict[str, Any]:
    """Return the ways in that this installation offers."""
    return {"providers": list(settings.OIDC.values()), "passwords": settings.PASSWORD_SIGN_IN}
