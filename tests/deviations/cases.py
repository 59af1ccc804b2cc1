"""Events for tests, made and moved through actions."""

from datetime import timedelta

from django.utils import timezone

from deviations.actions import flow
from deviations.actions.causes import set_cause
from deviations.actions.measures import explain_no_measure
from deviations.actions.reporting import Report, report
from deviations.choices import Cause, Circle, State
from deviations.models import Category, Deviation
from kvalitet.history import actions as history

FALL = "Glatt gulv i gangen ved inngangen. En elev falt og slo kneet."


def fresh(event):
    return Deviation.objects.select_related("unit", "municipality", "handler", "category").get(pk=event.pk)


def category(world, name="Fall"):
    found = Category.objects.filter(municipality=world.municipality, name=name).first()
    return found or history.create(Category, by=None, municipality=world.municipality, name=name)


def reported(world, text=FALL, *, unit=None, by=None, seriousness=2, days_ago=0, **fields):
    """Report an event, as if it were some days ago."""
    day = timezone.localdate() - timedelta(days=days_ago)
    told = Report(unit=unit or world.skole, description=text, seriousness=seriousness, happened_on=day, **fields)
    event = report(told, by=by or world.ola)
    if days_ago:
        event = history.apply(event, {"created_at": event.created_at - timedelta(days=days_ago)}, by=None)
    return event


def begun(world, event=None, *, score=6, **fields):
    """Return an assessed event that is being handled."""
    event = event or reported(world, **fields)
    band = "orange" if score >= 10 else "yellow"
    event = history.apply(fresh(event), {"risk_score": score, "risk_band": band}, by=world.kari)
    return flow.begin_work(fresh(event), by=world.kari)


def closed(world, event=None, *, score=6, **fields):
    """Return an event with cause and explanation that has been closed today."""
    event = begun(world, event, score=score, **fields)
    if not event.causes:
        set_cause(fresh(event), causes=[Cause.EQUIPMENT], whys=[], cause_text="", by=world.kari)
    if not event.measure_links.exists():
        explain_no_measure(fresh(event), reason="Gulvet er vasket.", by=world.kari)
    due = timezone.localdate() + timedelta(days=30)
    return flow.close(fresh(event), closing_text="Gulvet er vasket og merket.", by=world.kari, effect_due=due)


def secret(event, circle=Circle.CONFIDENTIAL):
    """Hide an event from those who only follow the unit."""
    return history.apply(fresh(event), {"circle": circle}, by=None)


def without_effect(event):
    return history.apply(fresh(event), {"state": State.CLOSED_NO_EFFECT}, by=None)
