"""Which matrix is in force, and which one something was assessed by."""

from collections.abc import Iterable
from typing import Any

from deviations.models import MatrixVersion
from deviations.rules.matrix import Band, Definition, default_definition


def current_version(municipality_id: int) -> MatrixVersion | None:
    """Return the newest published version."""
    rows = MatrixVersion._base_manager.filter(municipality=municipality_id, published_at__isnull=False)
    found: MatrixVersion | None = rows.select_related("matrix").order_by("-number").first()
    return found


def draft_of(municipality_id: int) -> MatrixVersion | None:
    """Return the draft somebody has begun."""
    rows = MatrixVersion._base_manager.filter(municipality=municipality_id, published_at__isnull=True)
    found: MatrixVersion | None = rows.select_related("matrix").first()
    return found


class Versions:
    """The versions of municipalities, fetched once for a page: what is in force, and each by its id."""

    def __init__(self, municipality_ids: Iterable[int]) -> None:
        rows = MatrixVersion._base_manager.filter(municipality__in=set(municipality_ids), published_at__isnull=False)
        self.by_id: dict[int, MatrixVersion] = {}
        self.newest: dict[int, MatrixVersion] = {}
        for version in rows.order_by("number"):
            self.by_id[version.pk] = version
            self.newest[version.municipality_id] = version

    def current(self, municipality_id: int) -> Definition:
        """Return the matrix in force; the usual one where nothing has been assessed yet."""
        found = self.newest.get(municipality_id)
        return found.content if found else default_definition()

    def content(self, version_id: int | None, municipality_id: int) -> Definition:
        """Return the matrix an assessment was made by."""
        found = self.by_id.get(version_id or 0)
        return found.content if found else self.current(municipality_id)

    def band_of(self, row: Any) -> Band | None:
        """Return the band of a risk or an event by the matrix it was assessed by; None when it isn't assessed."""
        if not row.risk_band:
            return None
        matrix = self.content(row.matrix_version_id, row.municipality_id)
        return next((band for band in matrix.bands if band.key == row.risk_band), None)
