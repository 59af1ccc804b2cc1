"""The minutes on paper, and the meeting for one's calendar. [D6]"""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from deviations.exports.reviews import meeting_ics, minutes_pdf
from deviations.views.review_page import review_context
from deviations.views.reviews import find_review
from kvalitet.output import pdf
from kvalitet.web.shortcuts import Request


@require_safe
def review_pdf(request: Request, uuid: UUID) -> HttpResponse:
    """Give what the page shows this person as a document."""
    review = find_review(request, uuid)
    context = review_context(request, review)
    content = minutes_pdf(review, context["participants"], context["groups"])
    return pdf.response(content, f"gjennomgang-{review.month:%Y-%m}.pdf")


@require_safe
def review_calendar(request: Request, uuid: UUID) -> HttpResponse:
    """Give the meeting as a calendar file."""
    review = find_review(request, uuid)
    response = HttpResponse(meeting_ics(review), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gjennomgang-{review.month:%Y-%m}.ics"'
    return response
