"""What leader and HR should know as the year of sick pay comes to its end. Pure. [S3]"""

from django.utils.translation import gettext as _

from sickleave.choices import Step


def title_of(step: str) -> str:
    """Return the heading of the talk."""
    return _("Veien videre etter 52 uker") if step == Step.W52 else _("Planlegg tiden etter sykepengene")


def lead_of(step: str) -> str:
    """Say why now."""
    if step == Step.W52:
        return _("Sykepengene tar snart slutt. Snakk med den ansatte og HR om hva som skal skje.")
    return _("Det er rundt 90 sykepengedager igjen, og den ansatte får brev fra NAV. Begynn å snakke om tiden etter.")


def hints_for(step: str) -> tuple[str, ...]:
    """Return what lies ahead, in the order to think of it."""
    first = _("Kan den ansatte komme mer tilbake, med gradert sykmelding eller varig tilrettelegging?")
    rest = (
        _("Finnes det annet arbeid i kommunen, eventuelt med opplæring?"),
        _("Arbeidsavklaringspenger (AAP) søker den ansatte om hos NAV, i god tid før sykepengene tar slutt."),
        _("Permisjon kan holde stillingen åpen mens NAV avklarer."),
    )
    if step == Step.W52:
        return (first, *rest, _("HR skal være med. Avtal tid med HR før du snakker med den ansatte."))
    return (first, *rest)
