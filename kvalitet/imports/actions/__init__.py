"""What happens to files from HR."""

from kvalitet.imports.actions.folder import take_folder
from kvalitet.imports.actions.leaving import close_people
from kvalitet.imports.actions.runs import (
    answer,
    approve,
    drop,
    is_small,
    progress_of,
    receive,
    sweep,
    work_on,
)

__all__ = [
    "answer",
    "approve",
    "close_people",
    "drop",
    "is_small",
    "progress_of",
    "receive",
    "sweep",
    "take_folder",
    "work_on",
]
