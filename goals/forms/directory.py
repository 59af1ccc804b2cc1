"""Who can be named in a municipality, and who a written name means."""

from collections import defaultdict
from dataclasses import replace
from difflib import get_close_matches

from django.utils import timezone

from goals.actions.measures import ResponsibleChoice
from goals.models import Group, Responsible
from goals.rules.responsible_text import ResponsiblePiece
from kvalitet.organisation.models import Municipality, Person
from kvalitet.organisation.people import posts_in

MOST_PEOPLE = 5000


def folded(text: str) -> str:
    """Write a name so that case and spaces don't matter."""
    return " ".join(text.split()).casefold()


class Directory:
    """People, posts and groups by the name they are written with; three queries."""

    def __init__(self, user: Person, municipality: Municipality) -> None:
        self.choices: dict[str, ResponsibleChoice] = {}
        self.options: dict[str, str] = {}
        self.twins: dict[str, list[str]] = {}
        self.by_person: dict[int, str] = {}
        posts = posts_in(municipality, timezone.localdate())
        for title in sorted({title for _person, title, _unit in posts}):
            self._add(title, "", ResponsibleChoice(position_title=title))
        self._add_people(user, municipality, posts)
        self.groups = list(Group.objects.visible_to(user).filter(municipality=municipality))
        for group in self.groups:
            self._add(group.name, group.get_rule_display(), ResponsibleChoice(group=group))

    @property
    def names(self) -> list[str]:
        """Every name that can be written."""
        return list(self.options)

    def find(self, piece: ResponsiblePiece) -> ResponsibleChoice | None:
        """Return whom a written name means, or None; a name two people share means nobody."""
        found = self.choices.get(folded(piece.name))
        if found is None and piece.group is not None:
            alike = [group for group in self.groups if group.rule == piece.group]
            found = ResponsibleChoice(group=alike[0]) if len(alike) == 1 else None
        return None if found is None else replace(found, role=piece.role)

    def person(self, text: str) -> Person | None:
        """Return the person a name means."""
        found = self.choices.get(folded(text))
        return found.person if found else None

    def nearest(self, text: str) -> list[str]:
        """Return names that look like what was written."""
        if shared := self.twins.get(folded(text)):
            return shared
        return get_close_matches(text, self.names, n=2, cutoff=0.7)

    def text_of(self, row: Responsible) -> str:
        """Return the name that `find` reads back as this responsible."""
        return self.by_person.get(row.person_id or 0, str(row))

    def _add(self, text: str, note: str, choice: ResponsibleChoice) -> None:
        self.choices[folded(text)] = choice
        self.options[text] = note

    def _add_people(self, user: Person, municipality: Municipality, posts: list[tuple[int, str, str]]) -> None:
        people = Person.objects.visible_to(user).active().filter(municipality=municipality)
        found = list(people.only("id", "first_name", "last_name", "username")[:MOST_PEOPLE])
        places = {person: (title, unit) for person, title, unit in reversed(posts)}
        alike: dict[str, list[Person]] = defaultdict(list)
        for person in found:
            alike[folded(str(person))].append(person)
        for key, same in alike.items():
            for person in same:
                title, unit = places.get(person.pk, ("", ""))
                text = str(person) if len(same) == 1 else f"{person} ({unit or person.username})"
                self.by_person[person.pk] = text
                self._add(text, ", ".join(filter(None, [title, unit])), ResponsibleChoice(person=person))
            if len(same) > 1:
                self.twins[key] = [self.by_person[person.pk] for person in same]
