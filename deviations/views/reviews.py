"""Monthly reviews: listed, planned, held on one page, approved. [D6]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deviations.actions import review_notices
from deviations.actions import reviews as review_actions
from deviations.forms.reviews import FreeItemForm, ReviewCreateForm, ReviewEditForm
from deviations.models import Review
from deviations.queries.reviews import open_reviews, suggested, units_to_review
from deviations.queries.settings import settings_for
from deviations.rules.reviews import due_day, month_before, title_of
from deviations.views.acting import stored
from deviations.views.review_page import review_context
from kvalitet.access.decisions import may, require
from kvalitet.calendar.workdays import next_working_day
from kvalitet.web.errors import Refused
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page


def find_review(request: Request, uuid: UUID) -> Review:
    """Find a review the person may see."""
    return get_or_404(
        Review.objects.visible_to(request.user).select_related("unit__municipality", "municipality"), uuid
    )


def find_own_review(request: Request, uuid: UUID) -> Review:
    """Find a review the person may hold."""
    review = find_review(request, uuid)
    require(request.user, "deviations.review", review)
    return review


@require_safe
def review_list(request: Request) -> HttpResponse:
    """List the reviews of the person's area, newest month first."""
    reviews = listing(request, open_reviews(request.user))
    context = {
        "reviews": reviews,
        "rows": [(one, title_of(one.unit, one.month)) for one in reviews.rows],
        "can_create": bool(may(request.user, "deviations.review")),
    }
    return page(request, "deviations/review_list.html", context)


@require_http_methods(["GET", "POST"])
def review_create(request: Request) -> HttpResponse:
    """Plan a review; the agenda is built from what the one who plans it sees."""
    require(request.user, "deviations.review")
    today = timezone.localdate()
    units = units_to_review(request.user)
    month = month_before(today)
    held_on = max(due_day(month, settings_for(request.user.municipality_id or 0).review_day), next_working_day(today))
    initial = {"month": f"{month:%Y-%m-%d}", "unit": request.GET.get("enhet", ""), "held_on": held_on}
    data = request.POST if request.method == "POST" else None
    form = ReviewCreateForm(data, units=units, today=today, initial=initial)
    if form.is_valid():
        fields: dict[str, Any] = dict(form.cleaned_data)
        seats = suggested(fields["unit"], today)
        review = stored(
            form,
            lambda: review_actions.plan_review(
                fields.pop("unit"), **fields, seats=seats, sees=request.user, by=request.user
            ),
        )
        if review is not None:
            return done(request, review, _("Gjennomgangen er planlagt, og sakslisten er laget."))
    return page(request, "deviations/review_create.html", {"form": form})


@require_safe
def review_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Hold the review, or read its minutes."""
    return page(request, "deviations/review_detail.html", review_context(request, find_review(request, uuid)))


@require_http_methods(["GET", "POST"])
def review_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change when and where, who was there, and the summary."""
    review = find_own_review(request, uuid)
    form = ReviewEditForm(request.POST if request.method == "POST" else None, instance=review, by=request.user)
    if form.is_valid():
        changed = stored(form, lambda: review_actions.edit_review(review, **form.cleaned_data, by=request.user))
        if changed is not None:
            review_actions.remind(changed, by=request.user)
            return done(request, changed, _("Endringene er lagret."))
    return page(request, "deviations/review_edit.html", {"form": form, "review": review, "title": _title(review)})


@require_POST
def review_item_add(request: Request, uuid: UUID) -> HttpResponse:
    """Put something of one's own on the agenda."""
    review = find_own_review(request, uuid)
    form = FreeItemForm(request.POST)
    if form.is_valid():
        item = stored(form, lambda: review_actions.add_item(review, **form.cleaned_data, by=request.user))
        if item is not None:
            return done(request, item, _("Saken er satt på sakslisten."))
    context = {**review_context(request, review), "form": form, "free_form": form}
    return page(request, "deviations/review_detail.html", context)


@require_POST
def review_refresh(request: Request, uuid: UUID) -> HttpResponse:
    """Add what has come since the agenda was built."""
    review = find_own_review(request, uuid)
    try:
        added = review_actions.refresh_agenda(review, sees=request.user, by=request.user)
    except Refused as refused:
        return failed(request, review, str(refused))
    if not added:
        return done(request, review, _("Sakslisten er oppdatert. Det var ingenting nytt."))
    told = ngettext("Én ny sak er lagt til.", "%(n)s nye saker er lagt til.", added) % {"n": added}
    return done(request, review, told)


@require_POST
def review_invite(request: Request, uuid: UUID) -> HttpResponse:
    """Ask everyone who takes part."""
    review = find_own_review(request, uuid)
    try:
        told = review_notices.invite(review, by=request.user)
    except Refused as refused:
        return failed(request, review, str(refused))
    if not told:
        return done(request, review, _("Alle har allerede fått innkallingen til dette tidspunktet."))
    words = ngettext("Én deltaker er innkalt.", "%(n)s deltakere er innkalt.", told) % {"n": told}
    return done(request, review, words)


@require_POST
def review_approve(request: Request, uuid: UUID) -> HttpResponse:
    """Approve the minutes."""
    review = find_own_review(request, uuid)
    try:
        review_actions.approve_review(_as_shown(review, request), by=request.user)
    except Refused as refused:
        return failed(request, review, str(refused))
    return done(request, review, _("Protokollen er godkjent. Den endres ikke lenger."))


def _as_shown(review: Review, request: Request) -> Review:
    """Let the version the page showed decide whether someone else was first."""
    shown = request.POST.get("version", "")
    if shown.isascii() and shown.isdigit() and len(shown) < 9:
        review.version = int(shown)
    return review


def _title(review: Review) -> str:
    return title_of(review.unit, review.month)
