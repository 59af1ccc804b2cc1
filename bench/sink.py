"""A mail server that says yes to everything and keeps nothing; a program of its own that says its port."""

import asyncio
import sys
from typing import Any

from aiosmtpd.smtp import SMTP


class Nothing:
    """Accept everything."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Say that it is delivered."""
        return "250 OK"


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Nothing(), loop=loop, hostname="sink"), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
