"""What a machine asks to know that the clock goes. [P6]"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kvalitet.deadlines import queries


@never_cache
@require_GET
@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Tell whether the clock goes; 503 when it stands. Open to all, and names nobody. [P6]"""
    state = queries.health(timezone.now())
    status = 200 if state.is_well else 503
    if "text/" in request.headers.get("Accept", ""):
        text = "\n".join([*state.sentences(), ""])
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
    return JsonResponse(state.as_dict(), status=status)
