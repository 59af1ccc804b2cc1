"""Why it happened: the system first, the person last; five whys, each asked of the answer before. [D3]"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deviations.choices import Cause

MOST_WHYS = 5
WHY_LENGTH = 500
QUOTED = 90
GROUPS = (
    (
        gettext_lazy("Systemfeil: slik arbeidet er lagt opp"),
        (Cause.COMMUNICATION, Cause.COMPETENCE, Cause.ORGANISATION, Cause.EQUIPMENT),
    ),
    (
        gettext_lazy("Prosedyrefeil: oppskriften eller bruken av den"),
        (Cause.PROCEDURE_MISSING, Cause.PROCEDURE_UNUSED),
    ),
    (gettext_lazy("Menneskelig feil, og annet"), (Cause.HUMAN, Cause.USER, Cause.OTHER)),
)
"""The three classes people know, and the finer list under each."""
SYSTEM_CAUSES = frozenset(GROUPS[0][1]) | frozenset(GROUPS[1][1])


def blames_only_people(causes: Iterable[str]) -> bool:
    """Whether nothing but a person's slip is named, which seldom is the whole story."""
    found = set(causes)
    return Cause.HUMAN in found and not found & SYSTEM_CAUSES


def tidy_whys(answers: Sequence[str]) -> list[str]:
    """Return the answers without the empty ones at the end, and without needless spaces."""
    tidy = [" ".join(answer.split()) for answer in answers]
    while tidy and not tidy[-1]:
        tidy.pop()
    return tidy


def whys_problem(answers: Sequence[str]) -> tuple[int, str] | None:
    """Say which answer (from 0) is missing or the same as the one before, or None."""
    tidy = tidy_whys(answers)
    for index, answer in enumerate(tidy):
        if not answer:
            return index, _("Svar på dette før du går videre, for neste spørsmål bygger på svaret.")
        if index and answer.casefold() == tidy[index - 1].casefold():
            return index, _("Svaret er det samme som det forrige. Hva lå bak det?")
    return None


def why_question(number: int, answers: Sequence[str]) -> str:
    """Return question number 1–5; from the second on it asks about the answer before."""
    before = answers[number - 2] if 2 <= number <= len(answers) + 1 else ""
    if number == 1:
        return _("Hvorfor skjedde det?")
    if not before:
        return _("Hvorfor det?")
    said = before if len(before) <= QUOTED else f"{before[:QUOTED].rstrip()} …"
    return _("Hvorfor det? Du svarte «%(answer)s»") % {"answer": said.rstrip(".")}
