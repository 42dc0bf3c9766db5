"""Logs as JSON lines: one record, one line, no secrets (Security D8)."""

import json
import logging
import re
import time

from pact.access import tracing

_SECRET = re.compile(r"(?i)(password|token|secret|code|key)=[^\s&]+")
# Keys that stand in addresses: of an application, an invitation, a new password.
_KEY = re.compile(r"/(join|invitation|sign|key)/[\w-]{16,}")


def _told(text: str) -> str:
    """The text without what opens a door."""
    return _KEY.sub(r"/\1/…", _SECRET.sub(r"\1=…", text))


class JsonLines(logging.Formatter):
    # Logs of all machines and processes are read side by side: UTC, whatever zone the process lives in.
    converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"),
            "level": record.levelname,
            "logger": record.name,
            "message": _told(record.getMessage()),
        }
        if request_id := tracing.request_id.get():
            line["request_id"] = request_id
        if record.exc_info:
            line["trace"] = _told(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=True, default=str)
