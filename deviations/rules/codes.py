"""Case codes: read aloud, written on paper, and never guessed. Pure. [D1]"""

from uuid import UUID

from django.utils.translation import gettext as _

CODE_LETTERS = "34679ACDEFHJKMNPRTUVWXY"
"""No 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B, G and Q: they are read aloud and from paper."""
CODE_LENGTH = 16
"""23 letters to the power of 16 is 72 bits."""
GROUP = 4
DEMO_KEY = UUID("6f1d2c1e-0d5b-4c8e-9a70-3b6c1f7a9e42")
"""The key of the form by which somebody in the demo reports without a name; its code is shown there to be tried."""
SMALL_UNIT = 10
"""With fewer people at work than this, whoever reads a report can often guess who wrote it."""


def code_from(number: int) -> str:
    """Write a large random number as a code."""
    letters = []
    for _place in range(CODE_LENGTH):
        number, letter = divmod(number, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[letter])
    return "".join(letters)


def plain_code(typed: str) -> str:
    """Return what was typed without spaces and hyphens, in capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def code_in_groups(code: str) -> str:
    """Write the code so that it can be read aloud: K7RT-4MXA-FH3C-9DNE."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def is_code(typed: str) -> bool:
    """Say whether it could be a code at all."""
    return len(typed) == CODE_LENGTH and all(letter in CODE_LETTERS for letter in typed)


def what_can_be_guessed(people: int) -> str:
    """Say honestly what the one who handles the case can still work out; `people` work in the unit."""
    if people and people < SMALL_UNIT:
        return _(
            "Det arbeider få her, så lederen kan likevel gjette hvem du er ut fra hva du skriver. Lederen får vite om "
            "saken med en gang."
        )
    return _("Den som behandler saken, ser ikke hvem du er, men kan gjette ut fra hva du skriver og når saken kommer.")
