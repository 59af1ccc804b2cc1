"""Rules for passwords whose words Django has no Norwegian for."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """As long as it must be, said in Norwegian."""

    def get_error_message(self) -> str:
        """Say how long it must be."""
        words = ngettext(
            "Passordet er for kort. Det må ha minst %(n)d tegn.",
            "Passordet er for kort. Det må ha minst %(n)d tegn.",
            self.min_length,
        )
        return words % {"n": self.min_length}
