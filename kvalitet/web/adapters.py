"""How accounts behave: people come from the administrator or HR, never from a sign-up form."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No one makes an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        return False
