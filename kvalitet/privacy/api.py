"""What pages of other apps answer a browser that asks about a text."""

from django.http import JsonResponse

from kvalitet.organisation.models import Municipality
from kvalitet.privacy.forms import summary
from kvalitet.privacy.queries import check


def answer(text: str, municipality: Municipality | None) -> JsonResponse:
    """Return what is found, as the browser shows it."""
    found = check(text, municipality)
    shown = [
        {
            "kind": one.kind.value,
            "text": one.text,
            "key": one.key,
            "placeholder": one.placeholder,
            "keep": one.keep_label,
            "why": one.why,
            "suggestion": one.suggestion,
        }
        for one in found
    ]
    return JsonResponse({"found": shown, "summary": summary(len({one.key for one in found}))})
