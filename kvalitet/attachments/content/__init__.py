"""What a file is, judged by what it holds and never by what it is called."""

from kvalitet.attachments.content.judging import Checked, check

__all__ = ["Checked", "check"]
