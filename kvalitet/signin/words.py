"""What allauth says, in our own words: errors, changes that are told, ways to confirm who one is."""

from django.utils.translation import gettext_lazy as _

WRONG_CODE = _("Koden stemmer ikke. Skriv koden som vises nå, eller en gjenopprettingskode du ikke har brukt.")
TOO_MANY = _("For mange forsøk. Vent et kvarter og prøv igjen.")
MISMATCH = _("Brukernavnet eller passordet stemmer ikke.")

ACCOUNT_ERRORS = {
    "account_inactive": _("Brukeren er ikke i bruk."),
    "email_password_mismatch": MISMATCH,
    "username_password_mismatch": MISMATCH,
    "phone_password_mismatch": MISMATCH,
    "invalid_login": MISMATCH,
    "enter_current_password": _("Skriv passordet du har nå."),
    "incorrect_password": _("Passordet stemmer ikke."),
    "incorrect_code": WRONG_CODE,
    "invalid_or_expired_key": _("Lenken er brukt opp eller for gammel. Be om en ny."),
    "invalid_password_reset": _("Lenken er brukt opp eller for gammel. Be om en ny."),
    "too_many_login_attempts": TOO_MANY,
    "rate_limited": TOO_MANY,
    "same_as_current": _("Velg et annet passord enn det du har nå."),
    "unknown_email": _("Vi kjenner ikke denne e-postadressen."),
}
FACTOR_ERRORS = {
    "incorrect_code": WRONG_CODE,
    "cannot_delete_authenticator": _("Totrinnsinnlogging kan ikke slås av."),
    "cannot_generate_recovery_codes": _("Sett opp kodeapp eller passnøkkel først."),
    "unverified_email": _("Du kan ikke sette opp totrinnsinnlogging ennå."),
}
NOT_YOU = _("Var det ikke du som gjorde dette? Bytt passord, logg ut de andre stedene og si fra til systemansvarlig.")
CHANGES = {
    "account/email/password_changed": (_("Passordet ditt er byttet"), NOT_YOU),
    "account/email/password_reset": (_("Passordet ditt er byttet"), NOT_YOU),
    "account/email/password_set": (_("Du har fått passord"), NOT_YOU),
    "mfa/email/totp_activated": (_("Kodeapp er tatt i bruk"), NOT_YOU),
    "mfa/email/totp_deactivated": (_("Kodeappen er fjernet"), NOT_YOU),
    "mfa/email/webauthn_added": (_("En passnøkkel er lagt til"), NOT_YOU),
    "mfa/email/webauthn_removed": (_("En passnøkkel er fjernet"), NOT_YOU),
    "mfa/email/recovery_codes_generated": (_("Du har fått nye gjenopprettingskoder"), NOT_YOU),
}
AGAIN = {
    "reauthenticate": _("Bruk passordet ditt"),
    "mfa_reauthenticate": _("Bruk kodeappen eller en gjenopprettingskode"),
    "mfa_reauthenticate:webauthn": _("Bruk passnøkkel"),
}
DOWN = _("Vi får ikke kontakt med %(name)s akkurat nå. Prøv igjen om litt.")
ODD = _("%(name)s svarte ikke slik det skal akkurat nå. Prøv igjen om litt.")
UNTRUSTED = _("Svaret fra %(name)s kunne ikke godtas, så du er ikke logget inn.")
OLD = _("Innloggingen tok for lang tid, eller er brukt før. Begynn på nytt.")
CANCELLED = _("Du avbrøt innloggingen hos %(name)s.")
