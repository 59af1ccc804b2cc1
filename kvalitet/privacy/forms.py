"""Forms whose texts are looked through for what says too much about a person, before anything is stored. [D9]"""

import json
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvalitet.organisation.models import Municipality
from kvalitet.privacy.choices import FindingKind
from kvalitet.privacy.queries import check, check_all
from kvalitet.privacy.rules import Finding, keep_label, placeholder, redact
from kvalitet.privacy.rules.identity import why_identity
from kvalitet.privacy.rules.phones import why_phone


@dataclass
class Guard:
    """What the template shows beside one field; `local` is what the browser finds by itself, without the net."""

    url: str
    local: str
    found: list[Finding] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    @property
    def summary(self) -> str:
        """How many there are, and what becomes of them."""
        return summary(len(self.found))


def summary(count: int) -> str:
    """Say how many things were found; nothing for none."""
    if not count:
        return ""
    return ngettext(
        "Én opplysning kan vise hvem det gjelder. Den byttes ut når du sender, om du ikke krysser av.",
        "%(n)d opplysninger kan vise hvem det gjelder. De byttes ut når du sender, om du ikke krysser av.",
        count,
    ) % {"n": count}


def found_by_the_browser() -> str:
    """Return, as JSON, what to say of the two kinds that need no register; what they are found by is in guard.js."""
    whys = {FindingKind.IDENTITY: why_identity(), FindingKind.PHONE: why_phone()}
    told = {
        kind.value: {"placeholder": placeholder(kind), "keep": keep_label(kind), "why": why, "suggestion": suggestion}
        for kind, (why, suggestion) in whys.items()
    }
    return json.dumps(told, ensure_ascii=False)


class GuardedFormMixin:
    """Looks through `guarded_fields`: what is found is shown once, and taken away unless a tick says to keep it.

    Takes `guard`: the municipality whose register of people is asked, or None; and `guard_url`, where the page isn't
    for people who are signed in. What already stood in `initial` was decided then, and is left alone. Use it as
    `class X(DsFormMixin, GuardedFormMixin, forms.Form)`; the fields draw the panel themselves.
    """

    guarded_fields: tuple[str, ...] = ()
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    data: Any

    def __init__(self, *args: Any, guard: Municipality | None, guard_url: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guard = guard
        url = reverse("privacy:check") if guard_url is None else guard_url
        for name in self.guarded_fields:
            shown: Any = self.fields[name]
            shown.template_name = "privacy/guarded_field.html"
            shown.guard = Guard(url, found_by_the_browser())

    def _clean_fields(self) -> None:
        """Guard right after the fields and before `clean`, so that no form can forget it by leaving out `super()`."""
        super()._clean_fields()  # type: ignore[misc]  # Django's own step between fields and form
        texts = {name: self.cleaned_data[name] for name in self.guarded_fields if self.cleaned_data.get(name)}
        if texts:
            for name, found in check_all(texts, self.guard).items():
                self._judge(name, found)

    def _judge(self, name: str, found: list[Finding]) -> None:
        """Show what hasn't been shown before; take away what has, and isn't kept."""
        bound: Any = self
        if found:
            old = self._decided_before(name)
            found = [one for one in found if one.key not in old]
        kept = self._chosen(f"{name}_keep")
        if any(one.key not in kept | self._chosen(f"{name}_seen") for one in found):
            self._show(name, found, kept)
            bound.add_error(name, _("Se over teksten: den kan vise hvem det gjelder. Velg nedenfor hva som skal stå."))
            return
        text = redact(self.cleaned_data[name], [one for one in found if one.key not in kept])
        limit = getattr(self.fields[name], "max_length", None)
        if limit and len(text) > limit:
            bound.add_error(name, _("Teksten er for lang. Kort den ned og send på nytt."))
        self.cleaned_data[name] = text
        self._show(name, [one for one in found if one.key in kept], kept)
        self._put_back(name, text)

    def _decided_before(self, name: str) -> set[str]:
        bound: Any = self
        initial = str(bound.get_initial_for_field(self.fields[name], name) or "")
        return {one.key for one in check(initial, self.guard)} if initial else set()

    def _show(self, name: str, found: list[Finding], kept: set[str]) -> None:
        shown: Any = self.fields[name]
        shown.guard.found, shown.guard.kept = list({one.key: one for one in found}.values()), kept

    def _put_back(self, name: str, text: str) -> None:
        """Let the field hold what is left, should another field be wrong."""
        typed: Any = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        typed[self._name(name)] = text
        self.data = typed

    def _chosen(self, name: str) -> set[str]:
        getlist = getattr(self.data, "getlist", None)
        if getlist is not None:
            return set(getlist(self._name(name)))
        value = self.data.get(self._name(name), [])
        return {value} if isinstance(value, str) else set(value)

    def _name(self, name: str) -> str:
        bound: Any = self
        return str(bound.add_prefix(name))
