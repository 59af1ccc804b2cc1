"""Read the form of a page the way a browser does, fill it in, and send it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

FILE = ("plan.csv", b"m\xc3\xa5l;tiltak;ansvarlig;frist\nEt m\xc3\xa5l;Et tiltak;Ola Olsen;1.6.2027\n")
TYPED = {"person": "Ola Olsen", "to": "2031-02-03", "due_text": "innen 1. juni 2030", "evidence": "Sak 1/26"}


@dataclass
class Field:
    """One name of a form: its kind, what stands there, and what can be chosen."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)

    def fill(self) -> None:
        """Type something sensible where nothing stands."""
        if any(self.values):
            return
        if self.kind == "choice":
            self.values = [option for option in self.options if option][-1 if self.name == "principal" else 0 :][:1]
        elif self.name in TYPED or self.kind in SENSIBLE:
            self.values = [TYPED.get(self.name, SENSIBLE.get(self.kind, ""))]


SENSIBLE = {"text": "Tekst som er skrevet", "email": "ny@kommune.example", "date": "2030-01-02", "number": "50"}


class FormReader(HTMLParser):
    """Collects the fields of the form in `main` that is sent to the page itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.is_inside = self.is_main = False
        self.open: Field | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "main":
            self.is_main = True
        elif tag == "form" and self.is_main:
            self.is_inside = given.get("method", "").lower() == "post" and not given.get("action")
        elif self.is_inside and tag in {"input", "textarea", "select"} and given.get("name"):
            self._field(tag, given)
        elif tag == "option" and self.open is not None:
            self._option(given, is_chosen="selected" in given)

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        elif tag in {"textarea", "select"}:
            self.open = None

    def handle_data(self, data):
        if self.open is not None and self.open.kind == "text":
            self.open.values[-1] += data.removeprefix("\n")

    def _field(self, tag: str, given: dict[str, str | None]) -> None:
        name, kind = given["name"], given.get("type") or "text"
        if name == "csrfmiddlewaretoken":
            return
        if tag == "select" or kind in {"radio", "checkbox"}:
            kind = "choice"
        elif given.get("inputmode") in {"numeric", "decimal"}:
            kind = "number"
        elif kind == "search":
            kind = "text"
        found = self.fields.setdefault(name, Field(name, kind))
        if tag == "select":
            self.open = found
        elif kind == "choice":
            self.open = found
            self._option(given, is_chosen="checked" in given)
            self.open = None
        else:
            found.values.append(given.get("value") or "")
            self.open = found if tag == "textarea" else None

    def _option(self, given: dict[str, str | None], *, is_chosen: bool) -> None:
        value = given.get("value")
        self.open.options.append("on" if value is None else value)
        if is_chosen:
            self.open.values.append(self.open.options[-1])


def form_of(html: str) -> dict[str, Field]:
    """Return the fields of the page's form, filled in; empty when the page has none."""
    fields = FormReader(html).fields
    for one in fields.values():
        one.fill()
    return fields
