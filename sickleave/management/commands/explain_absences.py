"""Answer «hvorfor denne datoen?» for histories of absence, without touching the database. [S2]"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from sickleave.rules.explaining import Unreadable, answer, from_json, histories, tell


class Command(BaseCommand):
    help = "Regner ut tilfeller, frister og arbeidsgiverperiode for fraværshistorier i JSON, og sier hvorfor."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="JSON-fil med fraværshistorier, eller - for standard inn")
        parser.add_argument("--text", action="store_true", help="skriv begrunnelsene på norsk i stedet for JSON")

    def handle(self, *args: Any, file: str, text: bool, **options: Any) -> None:
        try:
            found = histories(_content(file))
        except Unreadable as error:
            raise CommandError(str(error)) from error
        refuse_unreadable(found)
        numbered = list(enumerate(found, start=1))
        if text:
            self.stdout.write("\n\n".join("\n".join(tell(history, number)) for number, history in numbered))
        else:
            answers = [answer(history, number) for number, history in numbered]
            self.stdout.write(json.dumps(answers, ensure_ascii=False, indent=2))


def refuse_unreadable(found: Iterable[Mapping[str, Any]]) -> None:
    """Raise with every history that can't be read, before anything is answered."""
    problems = []
    for number, history in enumerate(found, start=1):
        try:
            from_json(history, number)
        except Unreadable as error:
            problems.append(str(error))
    if problems:
        raise CommandError("\n".join(problems))


def _content(file: str) -> Any:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return json.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        raise Unreadable(_("Filen %(file)s kan ikke leses: %(why)s") % {"file": file, "why": error.strerror}) from error
    except UnicodeDecodeError as error:
        raise Unreadable(_("Filen er ikke UTF-8-tekst.")) from error
    except json.JSONDecodeError as error:
        text = _("Dette er ikke gyldig JSON: linje %(line)s, tegn %(column)s.")
        raise Unreadable(text % {"line": error.lineno, "column": error.colno}) from error
    except ValueError as error:
        raise Unreadable(_("Filen har et tall som er for langt til å leses.")) from error
    except RecursionError as error:
        raise Unreadable(_("JSON-dokumentet er nøstet for dypt.")) from error
