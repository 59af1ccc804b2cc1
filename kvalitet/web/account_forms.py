"""allauth's forms in the design system's markup and in plain words."""

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from kvalitet.web.forms import DsFormMixin


class _Plain(DsFormMixin):
    """Take away what allauth writes inside the fields, and say errors in whole sentences."""

    words: dict[str, dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = self.words.get(name, {}).get("help_text", "")
            field.label = self.words.get(name, {}).get("label", field.label)
            if required := self.words.get(name, {}).get("required"):
                field.error_messages["required"] = required


_NEW_PASSWORD = {
    "password1": {
        "label": _("Nytt passord"),
        "required": _("Skriv et nytt passord."),
        "help_text": _("Minst 12 tegn. Tre–fire ord etter hverandre er lett å huske og vanskelig å gjette."),
    },
    "password2": {"label": _("Nytt passord én gang til"), "required": _("Skriv det nye passordet én gang til.")},
}


class LoginForm(_Plain, allauth.LoginForm):  # type: ignore[misc]
    """Sign in by user name or e-mail."""

    words = {
        "login": {"label": _("Brukernavn eller e-post"), "required": _("Skriv brukernavnet eller e-postadressen din.")},
        "password": {"label": _("Passord"), "required": _("Skriv passordet ditt.")},
    }


class ResetPasswordForm(_Plain, allauth.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a link to a new password."""

    words = {"email": {"label": _("E-post"), "required": _("Skriv e-postadressen din.")}}


class ResetPasswordKeyForm(_Plain, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    """Choose a new password from the link."""

    words = _NEW_PASSWORD


class ChangePasswordForm(_Plain, allauth.ChangePasswordForm):  # type: ignore[misc]
    """Change the password."""

    words = {
        "oldpassword": {"label": _("Passordet du har nå"), "required": _("Skriv passordet du har nå.")},
        **_NEW_PASSWORD,
    }
