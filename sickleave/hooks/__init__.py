"""What sick leave hangs up on pages of others, and its parts on the case page; one module a thing."""

from sickleave.hooks import home as home
