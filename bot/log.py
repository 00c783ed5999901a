"""How the program logs: one line an event, with no secret and nothing a person typed."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

QUIET_LOGGERS = ("slack_bolt", "slack_sdk", "apscheduler", "uvicorn.access", "alembic", "holidays")
"""Loggers pinned to WARNING: Bolt logs whole request bodies at INFO when a signature is bad."""

SECRET = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|https://hooks\.slack\.com/\S+"
    r"|(?<=://)[^/\s:@]*:\S+(?=@)|(?<=password=)\S+"
)


def configure_log(level: str) -> None:
    """Log to standard error from this level up; everything passes through `without_secrets`."""
    number = getattr(logging, level.upper())
    logging.basicConfig(level=number, force=True)
    for name in QUIET_LOGGERS:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_OneCleanLine("%(message)s"))
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _clean_event,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(number),
        cache_logger_on_first_use=True,
    )


def without_secrets(text: str) -> str:
    """The text with tokens, passwords in addresses and response addresses taken out, and kept to one line."""
    return SECRET.sub("[secret]", text).replace("\r", "\\r").replace("\n", "\\n")


class _OneCleanLine(logging.Formatter):
    """Cleans the whole of what is written: a traceback, too, quotes addresses and tokens."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


def _clean_event(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: without_secrets(value) if isinstance(value, str) else value for key, value in event.items()}
