"""What is read of allauth's tables."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.models import SocialAccount

from kvalitet.organisation.models import Person


def linked_providers(person: Person) -> set[str]:
    """Return the keys of providers that open this person."""
    return set(SocialAccount.objects.filter(user=person.pk).values_list("provider", flat=True))


def account_of(person: Person, provider: str) -> SocialAccount | None:
    """Return the link between a person and a provider."""
    return SocialAccount.objects.filter(user=person.pk, provider=provider).first()


def factors_of(person: Person) -> dict[str, Any]:
    """Return the app, the passkeys and how many recovery codes are left, in one query."""
    found = list(Authenticator.objects.filter(user=person.pk).order_by("created_at", "id"))
    codes = next((one for one in found if one.type == Authenticator.Type.RECOVERY_CODES), None)
    passkeys = [one for one in found if one.type == Authenticator.Type.WEBAUTHN]
    return {
        "app": next((one for one in found if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [{"row": one, "name": one.data.get("name", "")} for one in passkeys],
        "has_codes": codes is not None,
        "codes_left": len(RecoveryCodes(codes).get_unused_codes()) if codes else 0,
    }
