"""What several models of the organisation are made of."""

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Replace
from django.utils.translation import gettext_lazy as _


def sort_key(field: str) -> models.GeneratedField:
    """Order names as Norwegians do: æ, ø, å last, aa as å."""
    folded = Replace(Lower(F(field)), Value("aa"), Value("å"))
    return models.GeneratedField(
        expression=Func(folded, Value("æäøöå"), Value("{{||}"), function="translate"),
        output_field=models.CharField(max_length=250, db_collation="C"),
        db_persist=True,
    )


def period(starts: str = "starts", ends: str = "ends") -> Func:
    """Make a date range of two columns, both inclusive."""
    bounds = RangeBoundary(inclusive_lower=True, inclusive_upper=True)
    return Func(F(starts), F(ends), bounds, function="daterange", output_field=DateRangeField())


def ends_after_start(name: str) -> models.CheckConstraint:
    """Refuse a period that ends before it starts."""
    return models.CheckConstraint(
        condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
        name=f"{name}_ends_after_start",
        violation_error_message=_("Til-datoen kan ikke være før fra-datoen."),
    )
