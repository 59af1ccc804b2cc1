"""Names and sizes as people read them; pure."""

import re
import unicodedata

from django.utils.translation import gettext as _

MB = 1_000_000
MOST_ON_ONE_OBJECT = 50
MOST_SCAN_TRIES = 500
LONGEST_NAME = 150
LONGEST_EXTENSION = 10
FORBIDDEN = re.compile(r'[<>:"|?*]+')
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
PATH = re.compile(r"[/\\]")


def clean_name(name: str) -> str:
    """Return a name safe to show, to put in an address and to save as: no folders, control or direction marks."""
    last = PATH.split(unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if char in "\t\r\n" else char for char in last)
    seen = "".join(char for char in seen if unicodedata.category(char) not in UNSEEN)
    words = " ".join(FORBIDDEN.sub("-", seen).split()).strip(" ").rstrip(" .")
    stem, extension = split_name(words)
    ending = f".{extension}" if extension else ""
    stem = stem.strip(" .")[: LONGEST_NAME - len(ending)].strip(" .")
    return f"{stem or _('Uten navn')}{ending}"


def split_name(name: str) -> tuple[str, str]:
    """Split «rapport.PDF» into «rapport» and «pdf»; what isn't like an extension is part of the stem."""
    stem, dot, extension = name.rpartition(".")
    extension = extension.lower()
    if not dot or len(extension) > LONGEST_EXTENSION or not extension.isalnum():
        return name, ""
    return stem, extension


def free_name(name: str, taken: set[str]) -> str:
    """Return the name, or «name (2)» when the object has one such already."""
    lower = {one.casefold() for one in taken}
    stem, extension = split_name(name)
    ending = f".{extension}" if extension else ""
    number, found = 2, f"{stem}{ending}"
    while found.casefold() in lower:
        found = f"{stem} ({number}){ending}"
        number += 1
    return found


def size_words(size: int) -> str:
    """«1,2 MB», «340 kB», «12 byte»."""
    if size < 1000:
        return _("%(size)d byte") % {"size": size}
    if size < MB:
        return _("%(size)d kB") % {"size": round(size / 1000)}
    number = f"{size / MB:.1f}".replace(".", ",") if size < 100 * MB else f"{size / MB:.0f}"
    return _("%(size)s MB") % {"size": number.removesuffix(",0")}


def too_big(name: str, size: int, most: int) -> str:
    """Say that a file is too big, and what to do."""
    words = {"name": name, "size": size_words(size), "most": size_words(most)}
    return _("«%(name)s» er på %(size)s. En fil kan være høyst %(most)s. Del den opp, eller gjør den mindre.") % words
