"""The municipality's rules for events."""

from deviations.models import DeviationSettings
from kvalitet.organisation.models import Municipality


def settings_for(municipality: Municipality | int) -> DeviationSettings:
    """Return the rules of a municipality; those of the house, not stored, where it has said nothing."""
    pk = municipality if isinstance(municipality, int) else municipality.pk
    found = DeviationSettings._base_manager.filter(municipality=pk).first()
    return found or DeviationSettings(municipality_id=pk)
