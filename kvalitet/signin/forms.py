"""allauth's forms in the design system's markup and in plain words, and the few of our own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.base import forms as factor
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
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


class ReauthenticateForm(_Plain, allauth.ReauthenticateForm):  # type: ignore[misc]
    """Say the password once more."""

    words = {"password": {"label": _("Passord"), "required": _("Skriv passordet ditt.")}}


_CODE = {
    "code": {
        "label": _("Kode"),
        "required": _("Skriv koden."),
        "help_text": _("De seks sifrene i kodeappen, eller en gjenopprettingskode."),
    }
}


class AuthenticateForm(_Plain, factor.AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in."""

    words = _CODE


class ReauthenticateFactorForm(_Plain, factor.ReauthenticateForm):  # type: ignore[misc]
    """The second factor once more, before something is changed."""

    words = _CODE


class ActivateTOTPForm(_Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    words = {
        "code": {
            "label": _("Koden i appen"),
            "required": _("Skriv koden som vises i appen."),
            "help_text": _("Seks sifre. Koden skifter hvert halve minutt."),
        }
    }


class DeactivateTOTPForm(_Plain, totp.DeactivateTOTPForm):  # type: ignore[misc]
    """Take the app away."""


class RecoveryCodesForm(_Plain, GenerateRecoveryCodesForm):  # type: ignore[misc]
    """Make new recovery codes."""


_NO_PASSKEY = _("Passnøkkelen kunne ikke leses. Prøv igjen.")


@contextmanager
def _read_as_passkey() -> Iterator[None]:
    """A credential no browser makes is a wrong field, not a crash."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValidationError(_NO_PASSKEY) from error


class _Passkey(_Plain):
    """The browser fills in the credential; a credential that makes no sense is told in Norwegian."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": _NO_PASSKEY, "invalid": _NO_PASSKEY}

    def clean(self) -> Any:
        """Read what the browser made."""
        with _read_as_passkey():
            return super().clean()  # type: ignore[misc]  # the form it is mixed into


class _UsedPasskey(_Passkey):
    """A passkey that should be known."""

    def clean_credential(self) -> Any:
        """Find the passkey."""
        with _read_as_passkey():
            return super().clean_credential()  # type: ignore[misc]  # the form it is mixed into


class AddPasskeyForm(_Passkey, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """Name a new passkey; it can always be used without a password."""

    words = {
        "name": {"label": _("Navn på passnøkkelen"), "help_text": _("For eksempel «Telefonen min» eller «Jobb-PC».")}
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["name"].validators.append(MaxLengthValidator(60))


class AuthenticatePasskeyForm(_UsedPasskey, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The passkey as second factor."""


class LoginPasskeyForm(_UsedPasskey, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """The passkey instead of a password."""


class ReauthenticatePasskeyForm(_UsedPasskey, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """The passkey once more, before something is changed."""


class CodeSignInForm(DsFormMixin, forms.Form):
    """Employee number and the code one was given."""

    number = forms.CharField(
        label=_("Ansattnummer eller brukernavn"),
        max_length=150,
        error_messages={
            "required": _("Skriv ansattnummeret ditt."),
            "null_characters_not_allowed": _("Skriv ansattnummeret ditt."),
        },
    )
    code = forms.CharField(
        label=_("Engangskode"),
        max_length=20,
        help_text=_("Åtte tegn. Store og små bokstaver og bindestrek spiller ingen rolle."),
        error_messages={
            "required": _("Skriv koden du har fått."),
            "null_characters_not_allowed": _("Skriv koden du har fått."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ResetFactorsForm(DsFormMixin, forms.Form):
    """Why a person's second factors are taken away."""

    reason = forms.CharField(
        label=_("Begrunnelse"),
        max_length=300,
        help_text=_("For eksempel: Mistet telefonen. Hvordan forsikret du deg om at det var riktig person som spurte?"),
        widget=forms.Textarea,
        error_messages={
            "required": _("Skriv hvorfor totrinnsinnloggingen nullstilles."),
            "null_characters_not_allowed": _("Begrunnelsen kan ikke inneholde tegnet null."),
        },
    )
