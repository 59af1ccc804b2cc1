"""How serious it is, in the words of one who stands in it: a name, and what it may look like. [D1]"""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from deviations.choices import Seriousness


class Level(NamedTuple):
    """A choice as it is shown."""

    value: int
    name: Any
    examples: Any


LEVELS = (
    Level(Seriousness.LOW, _("Lite alvorlig"), _("Ingen ble skadet. Lett å rette opp.")),
    Level(
        Seriousness.MODERATE,
        _("Merkbart"),
        _("Noen ble plaget eller forsinket, eller noe måtte gjøres om igjen."),
    ),
    Level(
        Seriousness.SERIOUS,
        _("Alvorlig"),
        _("Noen ble skadet, eller det var nære på. Opplysninger kom på avveie."),
    ),
    Level(
        Seriousness.CRITICAL,
        _("Svært alvorlig"),
        _("Fare for liv eller helse, eller stor skade. Ring 110, 112 eller 113 hvis det er fare nå."),
    ),
)
