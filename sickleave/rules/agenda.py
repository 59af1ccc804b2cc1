"""What a dialogue meeting is about, as points to talk through. Pure. [S3, aml. § 4-6]"""

from django.utils.translation import gettext as _


def agenda() -> list[str]:
    """Return the points of the first meeting; none of them asks what ails."""
    return [
        _("Arbeidsoppgavene nå: hva går bra, og hva går ikke?"),
        _("Hva kan arbeidsgiver endre i oppgaver, arbeidstid, utstyr eller opplæring?"),
        _("Hva har vi prøvd, og hva hjalp?"),
        _("Oppfølgingsplanen: hva skal stå i den fra nå av?"),
        _("Trenger vi hjelp fra NAV eller bedriftshelsetjenesten?"),
        _("Når snakkes vi igjen?"),
    ]


def minutes_template() -> str:
    """Return the points with room under each, as the minutes start out."""
    return "\n\n\n".join(f"{number}. {point}" for number, point in enumerate(agenda(), start=1)) + "\n"
