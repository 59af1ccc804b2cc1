"""How the web process is run. Workers are as many as WEB_CONCURRENCY says; the address comes with --bind."""

import os
from typing import Any

from gunicorn.glogging import Logger

from kvalitet.web.logs import JsonFormatter


class PlainLogger(Logger):
    """Gunicorn's own lines in our form; its own writes the addresses of failed requests."""

    def setup(self, cfg: Any) -> None:
        """Change the form of every line after Gunicorn has made its handlers."""
        super().setup(cfg)
        if os.environ.get("KVALITET_ENV", "production") == "production":
            for handler in self.error_log.handlers:
                handler.setFormatter(JsonFormatter())


worker_class = "gthread"
threads = 4
worker_tmp_dir = "/dev/shm"  # noqa: S108 — a heartbeat file, and no disk to wait for
timeout = 60
graceful_timeout = 25
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
accesslog = None  # requests are logged by route, in kvalitet.web.logs
logger_class = PlainLogger
control_socket_disable = True
