"""What else holds the words of a case."""

from deviations.models import Deviation
from deviations.queries.redaction import copies_in
from kvalitet.privacy.registry import register_copies

register_copies(Deviation, copies_in)
