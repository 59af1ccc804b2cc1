"""What is wrong with a risk matrix, what one should look at twice, and what differs between two; pure. [D5]"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from deviations.rules.matrix import (
    LARGEST,
    MOST_BANDS,
    MOST_KINDS,
    SMALLEST,
    TONES,
    Band,
    Definition,
    Kind,
    Level,
    from_json,
)

LABEL, TEXT, BAND_NAME = 60, 200, 14
"""Most letters of a label, of a description, and of what must fit in a cell."""


def problems(data: Any) -> list[str]:
    """Say everything that is wrong with what is about to be stored as a matrix."""
    if not isinstance(data, Mapping):
        return [_("Matrisen kan ikke leses.")]
    try:
        matrix = from_json(data)
    except (KeyError, TypeError, AttributeError):
        return [_("Matrisen kan ikke leses.")]
    try:
        return [*_sizes(matrix), *_words(matrix), *_bands(matrix)]
    except (TypeError, AttributeError):
        return [_("Matrisen kan ikke leses.")]


def _sizes(matrix: Definition) -> Iterator[str]:
    for count, name in ((matrix.rows, _("sannsynlighet")), (matrix.columns, _("konsekvens"))):
        if not SMALLEST <= count <= LARGEST:
            text = _("Velg mellom %(least)d og %(most)d nivåer for %(name)s.")
            yield text % {"least": SMALLEST, "most": LARGEST, "name": name}
    if len(matrix.cells) != matrix.rows or any(len(row) != matrix.columns for row in matrix.cells):
        yield _("Hver rute må ha en farge.")
    if not 1 <= len(matrix.kinds) <= MOST_KINDS:
        yield _("Skriv minst én type konsekvens, og høyst %(most)d.") % {"most": MOST_KINDS}
    for kind in matrix.kinds:
        if len(kind.levels) != matrix.columns:
            yield _("«%(kind)s» må ha en tekst for hvert nivå.") % {"kind": kind.name}
    if not 2 <= len(matrix.bands) <= MOST_BANDS:
        yield _("Skriv minst to og høyst %(most)d risikonivåer.") % {"most": MOST_BANDS}


def _words(matrix: Definition) -> Iterator[str]:
    for levels, name in ((matrix.likelihoods, _("sannsynlighet")), (matrix.consequences, _("konsekvens"))):
        labels = [level.label.strip().casefold() for level in levels]
        if not all(labels):
            yield _("Alle nivåer av %(name)s må ha et navn.") % {"name": name}
        elif len(set(labels)) < len(labels):
            yield _("To nivåer av %(name)s har samme navn.") % {"name": name}
        if any(len(one.label) > LABEL or len(one.description) > TEXT for one in levels):
            yield _("En tekst om %(name)s er for lang. Gjør den kortere.") % {"name": name}
    names = [kind.name.strip().casefold() for kind in matrix.kinds]
    if not all(names) or len(set(names)) < len(names) or len({kind.key for kind in matrix.kinds}) < len(names):
        yield _("Hver type konsekvens må ha et eget navn.")
    if any(len(kind.name) > LABEL or any(len(text) > TEXT for text in kind.levels) for kind in matrix.kinds):
        yield _("En tekst om konsekvens er for lang. Gjør den kortere.")


def _bands(matrix: Definition) -> Iterator[str]:
    names = [band.name.strip().casefold() for band in matrix.bands]
    keys = {band.key for band in matrix.bands}
    if not all(names) or len(set(names)) < len(names) or len(keys) < len(names):
        yield _("Hvert risikonivå må ha et eget navn.")
    if any(len(band.name) > BAND_NAME for band in matrix.bands):
        yield _("Navnet på et risikonivå må være høyst %(most)d tegn, så det får plass i ruten.") % {"most": BAND_NAME}
    if any(max(len(band.acceptance), len(band.demand)) > TEXT for band in matrix.bands):
        yield _("En tekst om et risikonivå er for lang. Gjør den kortere.")
    if any(band.tone not in TONES for band in matrix.bands):
        yield _("Velg en farge fra listen for hvert risikonivå.")
    used = {key for row in matrix.cells for key in row}
    if used - keys:
        yield _("En rute har et risikonivå som ikke finnes.")
    for band in matrix.bands:
        if band.key not in used:
            yield _("Ingen rute har risikonivået «%(band)s». Gi det en rute, eller fjern det.") % {"band": band.name}


def advice(matrix: Definition) -> list[str]:
    """Say what is allowed, but seldom meant: a worse cell that is milder, and no band that demands anything."""
    found = []
    ranks = [[matrix.rank(key) for key in row] for row in matrix.cells]
    for row in range(matrix.rows):
        for column in range(matrix.columns):
            beside = [(row - 1, column), (row, column - 1)]
            milder = [at for at in beside if min(at) >= 0 and ranks[at[0]][at[1]] > ranks[row][column]]
            if milder:
                text = _("Ruten %(worse)s er mildere enn %(better)s, enda den er verre.")
                found.append(text % {"worse": cell_name(row + 1, column + 1), "better": _names(milder)})
    if not any(band.needs_measure for band in matrix.bands):
        found.append(_("Ingen risikonivåer krever tiltak. Da vises ingen risiko som «uten tiltak»."))
    return found


def cell_name(likelihood: int, consequence: int) -> str:
    """«S3 K4»."""
    return _("S%(likelihood)d K%(consequence)d") % {"likelihood": likelihood, "consequence": consequence}


def _names(cells: list[tuple[int, int]]) -> str:
    return _(" og ").join(cell_name(row + 1, column + 1) for row, column in cells)


def changes(old: Definition, new: Definition) -> list[str]:
    """Say in sentences what differs from the one before."""
    found: list[str] = []
    if old.size != new.size:
        found.append(_("Størrelsen endres fra %(old)s til %(new)s.") % {"old": old.size, "new": new.size})
    found += _levels(_("Sannsynlighet"), old.likelihoods, new.likelihoods)
    found += _levels(_("Konsekvens"), old.consequences, new.consequences)
    found += _kinds(old, new)
    found += _band_changes(old, new)
    if old.size == new.size:
        found += _cells(old, new)
    return found


def _levels(name: str, old: tuple[Level, ...], new: tuple[Level, ...]) -> Iterator[str]:
    if len(old) != len(new):
        return
    for number, (before, after) in enumerate(zip(old, new, strict=True), start=1):
        place = {"name": name, "number": number, "old": before.label, "new": after.label}
        if before.label != after.label:
            yield _("%(name)s %(number)d heter «%(new)s», ikke «%(old)s».") % place
        if before.description != after.description:
            yield _("%(name)s %(number)d («%(new)s») har ny beskrivelse.") % place


def _kinds(old: Definition, new: Definition) -> Iterator[str]:
    before, after = _by_key(old.kinds), _by_key(new.kinds)
    for key, kind in after.items():
        if key not in before:
            yield _("Ny type konsekvens: «%(kind)s».") % {"kind": kind.name}
        elif before[key].name != kind.name:
            text = _("Konsekvensen «%(old)s» heter nå «%(new)s».")
            yield text % {"old": before[key].name, "new": kind.name}
        if key in before and old.columns == new.columns and before[key].levels != kind.levels:
            yield _("Nivåene for «%(kind)s» har nye tekster.") % {"kind": kind.name}
    for key in before.keys() - after.keys():
        yield _("Konsekvensen «%(kind)s» er tatt bort.") % {"kind": before[key].name}


def _band_changes(old: Definition, new: Definition) -> Iterator[str]:
    before = {band.key: band for band in old.bands}
    after = {band.key: band for band in new.bands}
    for key, band in after.items():
        was = before.get(key)
        if was is None:
            yield _("Nytt risikonivå: «%(band)s».") % {"band": band.name}
        elif was != band:
            yield _band_change(was, band)
    for key in before.keys() - after.keys():
        yield _("Risikonivået «%(band)s» er tatt bort.") % {"band": before[key].name}


def _band_change(was: Band, band: Band) -> str:
    if was.name != band.name:
        return _("Risikonivået «%(old)s» heter nå «%(new)s».") % {"old": was.name, "new": band.name}
    if was.tone != band.tone:
        return _("Risikonivået «%(band)s» har ny farge.") % {"band": band.name}
    if was.needs_measure != band.needs_measure:
        text = _("«%(band)s» krever nå tiltak.") if band.needs_measure else _("«%(band)s» krever ikke lenger tiltak.")
        return text % {"band": band.name}
    return _("Risikonivået «%(band)s» har ny tekst.") % {"band": band.name}


def _cells(old: Definition, new: Definition) -> Iterator[str]:
    old_names = {band.key: band.name for band in old.bands}
    new_names = {band.key: band.name for band in new.bands}
    for row in range(new.rows):
        for column in range(new.columns):
            before, after = old.cells[row][column], new.cells[row][column]
            if before != after:
                words = {"cell": cell_name(row + 1, column + 1), "old": old_names[before], "new": new_names[after]}
                yield _("Ruten %(cell)s går fra «%(old)s» til «%(new)s».") % words


def _by_key(kinds: tuple[Kind, ...]) -> dict[str, Kind]:
    return {kind.key: kind for kind in kinds}
