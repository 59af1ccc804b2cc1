"""The municipality's own rules for sick leave."""

from collections.abc import Iterable

from kvalitet.organisation.models import Municipality
from sickleave.models import SickLeaveSettings


def settings_for(municipality: Municipality | int) -> SickLeaveSettings:
    """Return the rules of a municipality; those of the house, not stored, where it has said nothing."""
    pk = municipality if isinstance(municipality, int) else municipality.pk
    return settings_of([pk])[pk]


def settings_of(municipalities: Iterable[int]) -> dict[int, SickLeaveSettings]:
    """Return the rules of municipalities by id, in one query."""
    wanted = set(municipalities)
    found = {row.municipality_id: row for row in SickLeaveSettings._base_manager.filter(municipality__in=wanted)}
    return {pk: found.get(pk) or SickLeaveSettings(municipality_id=pk) for pk in wanted}
