"""A mail server that only writes down which messages it has accepted: one Message-ID a line.

Run as a program of its own, so that nothing in the test can hold it up: `python smtp_sink.py FILE`. Says its port.
"""

import asyncio
import sys
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Ledger:
    """Accept everything."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a", buffering=1)

    async def handle_DATA(self, server, session, envelope) -> str:
        """Write the key down before saying yes: what was answered with 250 is in the file."""
        self.file.write(message_from_bytes(envelope.content)["Message-ID"].strip() + "\n")
        return "250 OK"


async def main(path: Path) -> None:
    loop = asyncio.get_running_loop()
    ledger = Ledger(path)
    server = await loop.create_server(lambda: SMTP(ledger, loop=loop, hostname="sink"), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
