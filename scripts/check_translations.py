"""Find words in templates that readers see and translators don't: texts outside {% translate %}."""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

READ_ATTRIBUTES = frozenset(
    {"alt", "aria-description", "aria-label", "aria-placeholder", "aria-roledescription", "aria-valuetext"}
    | {"label", "placeholder", "summary", "title"}
)
BUTTON_TYPES = frozenset({"submit", "button", "reset"})
UNREAD_ELEMENTS = frozenset({"script", "style", "svg", "code"})
SPOKEN_PARAMETERS = "alt|button|conclusion|description|heading|help|hint|label|legend|message|placeholder|text|title"

NAME = re.compile(r"\bKvalitet\b")  # the product's own, the same in every language
EXCUSED = re.compile(r"\{#\s*not translated:.+?#\}")  # with its reason, as in a gallery of sample texts
HIDDEN = re.compile(
    r"\{#.*?#\}"
    r"|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}"
    r"|\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}",
    re.DOTALL,
)
TAG = re.compile(r"\{%(.*?)%\}|\{\{.*?\}\}", re.DOTALL)
PLAIN_PARAMETER = re.compile(rf"""\b(?:\w+_)?(?:{SPOKEN_PARAMETERS})=(?P<quote>["'])(?P<words>.*?)(?P=quote)""")


class Finding(NamedTuple):
    line: int
    words: str


def untranslated(source: str, *, is_html: bool = True) -> list[Finding]:
    """Say which words of a template can't be translated, with their lines."""
    if EXCUSED.search(source):
        return []
    source = HIDDEN.sub(_blank, source)
    found = list(_parameters(source))
    bare = TAG.sub(_blank, source)
    if is_html:
        reader = _Reader()
        reader.feed(bare)
        reader.close()
        found += reader.found
    else:
        found += [Finding(n, line.strip()) for n, line in enumerate(bare.splitlines(), 1) if _has_letters(line)]
    return sorted(found)


def _parameters(source: str) -> Iterator[Finding]:
    """Yield plain strings given to components: {% include "…" with title="Mål" %}, not title=_("Mål")."""
    for tag in TAG.finditer(source):
        if (tag.group(1) or "").split(maxsplit=1)[:1] in (["translate"], ["trans"]):
            continue
        for given in PLAIN_PARAMETER.finditer(tag.group(0)):
            if _has_letters(given["words"]):
                yield Finding(source.count("\n", 0, tag.start()) + 1, given["words"])


def _blank(match: re.Match[str]) -> str:
    return "\n" * match.group(0).count("\n")


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in NAME.sub("", text))


class _Reader(HTMLParser):
    """Collects what is read in HTML whose template tags have been taken away."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Finding] = []
        self.unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in UNREAD_ELEMENTS or values.get("translate") == "no":
            self.unread.append(tag)
        read = {name for name in values if name in READ_ATTRIBUTES}
        if tag == "input" and values.get("type") in BUTTON_TYPES:
            read.add("value")
        if tag == "meta" and values.get("name") == "description":
            read.add("content")
        self.found += [Finding(self.getpos()[0], values[name]) for name in sorted(read) if _has_letters(values[name])]

    def handle_endtag(self, tag: str) -> None:
        if self.unread and self.unread[-1] == tag:
            self.unread.pop()

    def handle_data(self, data: str) -> None:
        if self.unread or not _has_letters(data):
            return
        first = next(n for n, line in enumerate(data.splitlines()) if _has_letters(line))
        self.found.append(Finding(self.getpos()[0] + first, " ".join(data.split())))


def main(folders: list[str]) -> int:
    found = False
    for folder in folders:
        for path in sorted(p for p in Path(folder).rglob("*") if p.suffix in {".html", ".txt"}):
            for finding in untranslated(path.read_text(encoding="utf-8"), is_html=path.suffix == ".html"):
                found = True
                print(f"{path}:{finding.line}: not translated: {finding.words[:80]}")
    return int(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
