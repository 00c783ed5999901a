"""How the program logs: one line an event, with no secret and nothing a person typed."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

QUIET_LOGGERS = (
    *("slack_bolt", "slack_sdk", "apscheduler", "uvicorn.access", "alembic", "holidays"),
    *("sqlalchemy", "psycopg"),
)
"""Loggers pinned to WARNING, whatever the level: Bolt logs whole request bodies, the database's rows and values."""

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
            _without_words,
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


def where_it_failed(error: BaseException) -> dict[str, str]:
    """What a log may say of an error: `kind`, its class and those of what caused it, and `where`, innermost last.

    Messages are left out, for they may quote what was typed; so are the lines of code of a traceback.
    """
    return {"kind": _kinds(error), "where": _where(error)}


def _kinds(error: BaseException | None) -> str:
    names = []
    while error is not None:
        names.append(type(error).__name__)
        error = error.__cause__ or error.__context__
    return " < ".join(names)


def _where(error: BaseException) -> str:
    """This program's own files and lines."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename]
    return " > ".join(f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno}" for frame in ours)


Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _OneCleanLine(logging.Formatter):
    """Cleans the whole of what is written; of an error, libraries' too, nothing but what kind it is and where."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802  logging's own name
        known = where_it_failed(ei[1]) if ei[1] is not None else {}
        return " ".join(f"{name}={said!r}" for name, said in known.items())

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


def _without_words(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """`log.exception` says what kind of error it was and where, and leaves its message out."""
    raised = event.pop("exc_info", None)
    error = sys.exc_info()[1] if raised is True else raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event.update(where_it_failed(error))
    return event


def _clean_event(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: without_secrets(value) if isinstance(value, str) else value for key, value in event.items()}
