"""Words for the first talk: what to say, what to ask about, and what to leave alone. Pure. [S3]"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Part:
    """A part of the talk, with sentences to borrow."""

    title: Text
    sayings: tuple[Text, ...]


GUIDE = (
    Part(
        _("Begynn med at du bryr deg"),
        (
            _("«Hei, jeg ringer for å høre hvordan det går. Du er savnet her.»"),
            _("«Passer det å snakke nå, eller skal jeg ringe en annen gang?»"),
        ),
    ),
    Part(
        _("Si hva du vil snakke om"),
        (
            _("«Du trenger ikke fortelle hva som feiler deg. Jeg vil bare vite hva du kan gjøre på jobb.»"),
            _("«Er det noe på jobben som gjør det vanskelig å være her?»"),
        ),
    ),
    Part(
        _("Se etter det som går"),
        (
            _("«Er det noen av oppgavene dine du kan gjøre nå?»"),
            _("«Hva måtte vært annerledes for at du kunne være her litt? Kortere dager, andre oppgaver, hvile?»"),
        ),
    ),
    Part(
        _("Bli enige om neste gang"),
        (
            _("«Jeg ringer deg på torsdag. Er det greit at jeg sier til de andre at du er borte, og ikke mer?»"),
            _("«Før uke fire lager vi en plan sammen. Tenk gjerne på hva som hadde hjulpet deg.»"),
        ),
    ),
)
NOT_TO_ASK = (
    _("Spør ikke om diagnose, symptomer, medisiner eller behandling. Blir det fortalt, skriver du det ikke ned."),
    _("Spør ikke om familie, økonomi eller privatliv."),
    _("Lov ikke noe du ikke kan holde. Si heller at du skal undersøke det."),
)
