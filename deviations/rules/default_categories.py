"""The categories a municipality begins with, each with examples in everyday words and the tracks it suggests. [D1]

What must be told outside the municipality, and by which law, is said by the tracks; here is only which to suggest.
"""

from typing import NamedTuple

from deviations.choices import TrackKind


class DefaultCategory(NamedTuple):
    """A category before anybody has changed it; it is data of the municipality, so it is written in its language."""

    key: str
    name: str
    examples: str
    tracks: tuple[str, ...] = ()


DEFAULT_CATEGORIES = (
    DefaultCategory("hse", "HMS", "fall, tunge løft, stikkskade, støy, utstyr som kan skade noen", (TrackKind.HSE,)),
    DefaultCategory(
        "violence",
        "Vold og trusler",
        "slag, spark, trusler, netthets mot ansatte, utrygghet på jobb",
        (TrackKind.HSE, TrackKind.VIOLENCE),
    ),
    DefaultCategory(
        "quality",
        "Kvalitet i tjenesten",
        "besøk som uteble, lang ventetid, feil vedtak, mangelfull informasjon",
        (TrackKind.QUALITY,),
    ),
    DefaultCategory(
        "patient",
        "Pasient- og brukersikkerhet",
        "feil medisin, fall hos bruker, prøve som ble borte, oppfølging som sviktet",
        (TrackKind.PATIENT,),
    ),
    DefaultCategory(
        "privacy",
        "Informasjonssikkerhet og personvern",
        "brev til feil person, mistet mobil, åpen skjerm, noen så det de ikke skulle se",
        (TrackKind.PRIVACY,),
    ),
    DefaultCategory(
        "school",
        "Elevenes skolemiljø",
        "mobbing, krenkelser, utestenging, elev som ikke har det trygt",
        (TrackKind.SCHOOL,),
    ),
    DefaultCategory(
        "kindergarten",
        "Barnehagemiljø",
        "barn som holdes utenfor, for få voksne ute, utrygg lek",
        (TrackKind.KINDERGARTEN,),
    ),
    DefaultCategory("environment", "Ytre miljø", "utslipp, søl, lekkasje, avfall på feil sted"),
    DefaultCategory("economy", "Økonomi og innkjøp", "feil faktura, innkjøp utenom avtale, manglende kontroll"),
    DefaultCategory("buildings", "Bygg, utstyr og data", "dør som ikke låses, alarm som svikter, system som er nede"),
)
