"""Which person an outside sign-in belongs to. People are never made here. [P11]"""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.signin.actions.telling import tell
from kvalitet.signin.openid import Match, OpenIdProvider
from kvalitet.signin.words import NOT_YOU
from kvalitet.web.errors import Refused


def find_person(provider: OpenIdProvider, claims: dict[str, Any]) -> Person:
    """Return the one person a checked token names. Raises Refused for none, several, or one who may not come in."""
    value = claims.get(provider.claim) if provider.claim else None
    value = value.strip() if isinstance(value, str) else ""
    if "\x00" in value or not value or provider.match == Match.LINK:
        raise Refused(_not_found())
    people: Any = Person.objects.all()
    if provider.municipality:
        people = people.filter(municipality__number=provider.municipality)
    if provider.match == Match.EMAIL:
        _refuse_address(provider, claims, value)
        people = people.filter(email__iexact=value)
    else:
        people = people.filter(employee_number=value)
    found: list[Person] = list(people[:2])
    if len(found) != 1:
        raise Refused(_not_found() if not found else _several())
    refuse_inactive(found[0])
    if SocialAccount.objects.filter(user=found[0], provider=provider.key).exists():
        raise Refused(_("Brukeren er allerede koblet til en annen innlogging hos %(name)s.") % {"name": provider.name})
    return found[0]


def _refuse_address(provider: OpenIdProvider, claims: dict[str, Any], value: str) -> None:
    if value.lower().rpartition("@")[2] not in provider.domains:
        raise Refused(_not_found())
    is_verified = claims.get("email_verified") is True or claims.get("xms_edov") in (
        True,
        "1",
    )  # Entra ID's word for it
    if not is_verified and not provider.trusts_email:
        raise Refused(_("%(name)s har ikke bekreftet e-postadressen din.") % {"name": provider.name})


def _not_found() -> str:
    return _("Vi fant ingen bruker som hører til denne innloggingen.")


def _several() -> str:
    return _("Flere brukere passer til denne innloggingen, så vi vet ikke hvem du er.")


def refuse_inactive(person: Person) -> None:
    """Raise Refused for somebody who has left."""
    if not person.is_active:
        raise Refused(_("Brukeren din er ikke i bruk lenger."))


def refuse_elsewhere(person: Person, provider: OpenIdProvider) -> None:
    """Raise Refused for somebody of another municipality than the provider is for."""
    place = person.municipality
    if provider.municipality and (place is None or place.number != provider.municipality):
        raise Refused(_not_found())


@transaction.atomic
def link(person: Person, *, provider: OpenIdProvider, subject: str) -> SocialAccount:
    """Let the outside sign-in open this person from now on; only the provider's own key for them is kept."""
    try:
        with transaction.atomic():
            account = SocialAccount.objects.create(user=person, provider=provider.key, uid=subject, extra_data={})
    except IntegrityError as error:
        raise Refused(_("Denne innloggingen er allerede koblet til en annen bruker.")) from error
    history.touch(history.lock(person), by=person, reason=_("Koblet til %(name)s.") % {"name": provider.name})
    tell(
        person,
        title=_("%(name)s er koblet til brukeren din") % {"name": provider.name},
        text=_("Du kan nå logge inn med %(name)s. Si fra til systemansvarlig hvis det ikke var du som gjorde dette.")
        % {"name": provider.name},
    )
    return account


@transaction.atomic
def unlink(account: SocialAccount, *, name: str, by: Person) -> None:
    """Let the outside sign-in no longer open the person."""
    account.delete()
    history.touch(history.lock(by), by=by, reason=_("Koblet fra %(name)s.") % {"name": name})
    tell(by, title=_("%(name)s er koblet fra brukeren din") % {"name": name}, text=str(NOT_YOU))


@transaction.atomic
def unlink_all(person: Person, *, by: Person) -> int:
    """Let no outside sign-in open a person, so that the right one can be linked. Returns how many were removed."""
    removed: int = SocialAccount.objects.filter(user=person.pk).delete()[0]
    if removed:
        history.touch(history.lock(person), by=by, reason=_("Fjernet koblingen til felles innlogging."))
        tell(
            person,
            title=_("Koblingen til felles innlogging er fjernet"),
            text=_("%(by)s fjernet koblingen. Neste gang du logger inn den veien, kobles brukeren din på nytt.")
            % {"by": by},
        )
    return removed
