"""Pages of the rooms below that are found by name."""

from django.utils.translation import gettext_lazy as _

from kvalitet.search.registry import PageEntry, register_pages

HELP = _("Hjelp")

register_pages(
    [
        PageEntry(_("Hjelp"), "web:help", _("veiledning brukerstøtte hvordan spørsmål"), HELP),
        PageEntry(_("Personvern"), "web:privacy", _("personvernerklæring GDPR innsyn opplysninger"), HELP),
        PageEntry(_("Tilgjengelighet"), "web:accessibility", _("universell utforming uu WCAG"), HELP),
        PageEntry(_("Om Kvalitet"), "web:about", _("versjon lisenser"), HELP),
        PageEntry(_("Varsler"), "notifications:list", _("beskjeder meldinger påminnelser innboks"), ""),
        PageEntry(
            _("Innstillinger for varsler"),
            "notifications:settings",
            _("e-post sammendrag påminnelser stille tid forstyrre"),
            "",
        ),
    ]
)
