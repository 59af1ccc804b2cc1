"""What is wrong with a series, in whole sentences that name it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass
class Problems:
    """Collects what is wrong, and what is merely worth knowing."""

    name: str
    found: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, sentence: str) -> None:
        """Note something that must be put right."""
        self.found.append(self._named(sentence))

    def warn(self, sentence: str) -> None:
        """Note something to be careful with."""
        self.warnings.append(self._named(sentence))

    def _named(self, sentence: str) -> str:
        name = self.name if len(self.name) <= 60 else f"{self.name[:60]}…"
        return _("Serien «%(name)s»: %(sentence)s") % {"name": name, "sentence": sentence}
