"""Who a written name means in a municipality, when a plan is brought in. [G13]"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from goals.actions.measures import ResponsibleChoice
from goals.choices import GroupRule, ResponsibleKind
from goals.models import Group
from goals.rules.responsible_text import ResponsiblePiece
from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person
from kvalitet.organisation.people import posts_in


def folded(text: str) -> str:
    """Write a name so that case and spaces don't matter."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class Match:
    """Whom a name means, how we know, and whether a person should look at it."""

    choice: ResponsibleChoice
    explanation: str
    is_certain: bool = True
    makes_group: str = ""
    """The rule of a group that doesn't exist yet."""

    @property
    def is_text(self) -> bool:
        """Nobody was found: the name stays as written."""
        return self.choice.kind == ResponsibleKind.TEXT and not self.makes_group

    @property
    def shown(self) -> str:
        """Return the name of the one meant, empty when nobody was found."""
        found = self.choice.person or self.choice.group or self.choice.position_title
        return str(found or (self.choice.source_text if self.makes_group else ""))


class Names:
    """Finds people, posts and groups by name: what is decided by hand first, then groups, posts and people."""

    def __init__(
        self, municipality: Municipality, *, today: date, decided: Mapping[str, ResponsibleChoice] | None = None
    ) -> None:
        self.municipality = municipality
        self.decided = {folded(name): choice for name, choice in (decided or {}).items()}
        self.groups = {folded(row.name): row for row in Group._base_manager.filter(municipality=municipality)}
        posts = posts_in(municipality, today)
        self.titles = {folded(title): title for _person, title, _unit in posts}
        self.holders: dict[str, set[int]] = {}
        for person, title, _unit in posts:
            self.holders.setdefault(title, set()).add(person)
        self.people: dict[str, list[Person]] = {}
        for person_row in Person.objects.filter(municipality=municipality, is_active=True):
            self.people.setdefault(folded(str(person_row)), []).append(person_row)

    def known(self) -> frozenset[str]:
        """Return every name with more than one word, so that they aren't split at «og» or a dash."""
        names = [group.name for group in self.groups.values()] + list(self.titles.values())
        return frozenset(name for name in names if len(name.split()) > 1)

    def match(self, piece: ResponsiblePiece) -> Match:
        """Say whom a piece of a cell means."""
        found = self._match(piece)
        return replace(found, choice=replace(found.choice, role=piece.role, source_text=piece.name[:200]))

    def make_groups(self, pieces: list[ResponsiblePiece], *, by: Person | None, reason: str) -> None:
        """Make the groups that the names ask for and that don't exist."""
        for piece in pieces:
            match = self.match(piece)
            if match.makes_group:
                name = piece.name[:1].upper() + piece.name[1:150]
                made = history.create(
                    Group, by=by, reason=reason, municipality=self.municipality, name=name, rule=match.makes_group
                )
                self.groups[folded(name)] = made

    def _match(self, piece: ResponsiblePiece) -> Match:
        name = folded(piece.name)
        if (decided := self.decided.get(name)) is not None:
            if decided.kind == ResponsibleKind.TEXT:
                return Match(decided, _("Blir stående som tekst."))
            return Match(decided, _("Valgt for hånd."))
        if group := self.groups.get(name):
            return Match(ResponsibleChoice(group=group), _("Gruppe: %(rule)s.") % {"rule": _small(group)})
        if title := self.titles.get(name):
            return Match(ResponsibleChoice(position_title=title), self._post(title))
        if same := self.people.get(name):
            return self._person(piece, same)
        return self._by_words(piece)

    def _post(self, title: str) -> str:
        holders = len(self.holders[title])
        if holders == 1:
            return _("Stilling, som én person har.")
        return _("Stilling, som %(count)s personer har.") % {"count": holders}

    def _person(self, piece: ResponsiblePiece, same: list[Person]) -> Match:
        if len(same) == 1:
            return Match(ResponsibleChoice(person=same[0]), _("Person."))
        return Match(
            ResponsibleChoice(source_text=piece.name),
            _("%(count)s personer heter dette. Velg hvem det gjelder.") % {"count": len(same)},
            is_certain=False,
        )

    def _by_words(self, piece: ResponsiblePiece) -> Match:
        if piece.group == GroupRule.UNIT_LEADERS:
            alike = [group for group in self.groups.values() if group.rule == piece.group]
            if alike:
                choice = ResponsibleChoice(group=alike[0])
                return Match(choice, _("Leses som gruppen %(name)s.") % {"name": alike[0].name}, is_certain=False)
            return Match(
                ResponsibleChoice(source_text=piece.name),
                _("Ny gruppe blir laget: lederne av alle enheter."),
                makes_group=GroupRule.UNIT_LEADERS,
            )
        return Match(
            ResponsibleChoice(source_text=piece.name),
            _("Vi finner ingen med dette navnet. Det blir stående som tekst til noen blir valgt."),
            is_certain=False,
        )


def _small(group: Group) -> str:
    text = str(group.get_rule_display())
    return text[:1].lower() + text[1:]
