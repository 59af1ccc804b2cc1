"""What happens to files: attached, removed, scanned late, swept."""

from kvalitet.attachments.actions.attaching import Received, attach, receive, remove
from kvalitet.attachments.actions.scanning import scan_waiting
from kvalitet.attachments.actions.sweeping import Swept, sweep
from kvalitet.attachments.content import Checked

__all__ = ["Checked", "Received", "Swept", "attach", "receive", "remove", "scan_waiting", "sweep"]
