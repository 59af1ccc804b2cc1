"""Which characters the bytes of a text file stand for: Norwegian letters must come out right.

An ordered decision of our own: a general detector guesses from statistics and takes short Norwegian files
for Turkish or Czech, while these files come from four places only.
"""

import codecs
import re

from django.utils.translation import gettext_lazy as _

from kvalitet.imports.tables import Unreadable

BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# Windows, Mac and DOS: the first wins when they say the same.
ONE_BYTE = ("cp1252", "mac_roman", "cp865", "cp850")
NORWEGIAN = frozenset("æøåÆØÅ")
USUAL = frozenset("–—«»“”‘’…§°€½·•äöüéèêóòôâáàÄÖÜÉÈÓÁÀ\u00a0´čđŋšŧžČĐŊŠŦŽ²³×")
TWICE = re.compile("Ã[¦¸¥†˜…]")
SAVE_AS_UTF8 = _("Åpne filen i Excel, lagre den som «CSV UTF-8» eller Excel-arbeidsbok, og prøv igjen.")


def decode(data: bytes) -> str:
    """The text of a file; raises Unreadable when it is no text, or its letters are already lost."""
    text = _decode(data)
    if "\x00" in text:
        raise Unreadable(f"{_('Filen inneholder tegn som ikke hører hjemme i en tekst.')} {SAVE_AS_UTF8}")
    if "\ufffd" in text:
        line = text[: text.index("\ufffd")].count("\n") + 1
        message = str(_("Noen bokstaver er ødelagt i filen, for eksempel på linje %(line)s.")) % {"line": line}
        raise Unreadable(f"{message} {SAVE_AS_UTF8}")
    return _mended(text) if TWICE.search(text) else text


def _decode(data: bytes) -> str:
    try:
        for mark, encoding in BYTE_ORDER_MARKS:
            if data.startswith(mark):
                return data.decode(encoding).lstrip("\ufeff")
        if b"\x00" in data:
            return data.decode(_wide_encoding(data))
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data)


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain letters is zero."""
    sample = data[:2000]
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.6 and sample[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    raise Unreadable(f"{_('Filen er ikke en tabell.')} {SAVE_AS_UTF8}")


def _one_byte(data: bytes) -> str:
    best, best_score = None, -1.0
    for encoding in ONE_BYTE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _likelihood(text)
        if score > best_score:
            best, best_score = text, score
    if best is None or TWICE.search(best):
        raise Unreadable(
            f"{_('Bokstavene i filen kan ikke leses, for tegnsettet er ukjent eller blandet.')} {SAVE_AS_UTF8}"
        )
    return best


def _likelihood(text: str) -> float:
    """Between -1 and 1: how many of the special characters are ones a Norwegian plan has."""
    special = [sign for sign in text if ord(sign) > 126 or ord(sign) < 9]
    if not special:
        return 1.0
    good = sum(1.0 if sign in NORWEGIAN else 0.5 if sign in USUAL else -1.0 for sign in special)
    return good / len(special)


def _mended(text: str) -> str:
    """Text saved twice as UTF-8 («Ã¸») is turned back; raises Unreadable when it can't be."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError as error:
        raise Unreadable(f"{_('Noen bokstaver i filen er ødelagt («Ã¸» i stedet for «ø»).')} {SAVE_AS_UTF8}") from error
