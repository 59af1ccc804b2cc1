"""What an employee who is away may expect, and must do; in plain words, with the law. Pure. [S3]"""

from django.utils.translation import gettext_lazy as _

RIGHTS = (
    _("Du trenger aldri si hva som feiler deg. Lederen skal spørre om jobben, ikke om diagnosen."),
    _("Lederen skal tilrettelegge arbeidet så langt det er mulig (arbeidsmiljøloven § 4-6)."),
    _("Du kan ha med tillitsvalgt, verneombud eller en annen støtteperson i møter."),
    _("Du kan lese alt som står i saken din, og se hvem andre som har lest det."),
    _("Du bestemmer om den som har sykmeldt deg, skal være med i dialogmøte 1."),
)
DUTIES = (
    _("Gi beskjed til lederen første fraværsdag, og si omtrent når du tror du er tilbake."),
    _("Si fra om hva du kan gjøre på jobb, og hva som skal til (folketrygdloven § 8-8)."),
    _("Vær med på å lage oppfølgingsplanen, og møt i dialogmøtene (arbeidsmiljøloven § 2-3)."),
    _("Vær i arbeid så langt du kan, senest når du har vært borte i åtte uker."),
)
