"""The duty to adapt work, in plain words. Pure. [S4, aml. §§ 2-3 and 4-6]"""

from django.utils.translation import gettext as _


def duty_of_leader() -> list[str]:
    """Return what the law asks of the employer."""
    return [
        _("Du skal tilrettelegge så langt det er mulig, så den ansatte kan beholde eller få et passende arbeid."),
        _("Begynn med den vanlige jobben: endre oppgaver, arbeidstid eller utstyr, eller gi opplæring."),
        _("Annet arbeid kommer sist. Snakk med den ansatte og tillitsvalgte før dere bestemmer det."),
        _("Den ansatte skal være med på å finne løsninger."),
    ]


def duty_of_employee() -> list[str]:
    """Return what the law asks of both, to the employee."""
    return [
        _("Arbeidsgiveren skal tilrettelegge så langt det er mulig, først i den vanlige jobben din."),
        _("Du skal være med på å finne løsninger, og si hva du kan gjøre på jobb. Diagnosen er din egen sak."),
        _("Før du får annet arbeid, skal lederen ha snakket med deg og tillitsvalgte."),
    ]
