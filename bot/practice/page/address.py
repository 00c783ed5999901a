"""Addresses of the page: where somebody is, and the links and form actions from there.

Pure: text in, text out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

HOME = "home"
START = "/"
LONGEST_DRAFT = 2_000
_PLACE = re.compile(r"/as/(?P<person>\w{1,64})/(?P<place>\w{1,64})", re.ASCII)
_TS = re.compile(r"\d{1,16}\.\d{6}", re.ASCII)
_NOTE = re.compile(r"[\w-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Where:
    """A page of the workspace: as whom, which place (a channel id or `home`), and what is open beside it.

    `thread` and `before` are a message's ts or empty; `panel` is whether the exchanges with Slack are shown.
    """

    person: str
    place: str
    thread: str = ""
    before: str = ""
    panel: bool = False

    @classmethod
    def read(cls, person: str, place: str, query: Mapping[str, str]) -> "Where":
        """Where a request is; what is not a ts is left out."""
        return cls(person, place, _ts(query, "thread"), _ts(query, "before"), query.get("panel") == "1")

    def link(self, *, note: str = "", draft: str = "", anchor: str = "", stay: bool = False) -> str:
        """The address of this page, with a notice to show or a draft to put in the composer.

        `stay` says that one has been on it already: the Home tab is not opened anew.
        """
        query = {**self._query(), "note": note, "draft": draft, "stay": "1" if stay else ""}
        return self._path("", query) + (f"#{anchor}" if anchor else "")

    def action(self, *parts: str) -> str:
        """Where a form of this page is posted to."""
        return self._path("".join(f"/{quote(part, safe='')}" for part in parts), self._query())

    def but(self, **changes: Any) -> "Where":
        """This page with something else open."""
        return replace(self, **changes)

    def at(self, place: str, person: str | None = None) -> "Where":
        """Another place, or somebody else's, with nothing open but the panel."""
        return Where(person or self.person, place, panel=self.panel)

    def _query(self) -> dict[str, str]:
        return {"thread": self.thread, "before": self.before, "panel": "1" if self.panel else ""}

    def _path(self, tail: str, query: Mapping[str, str]) -> str:
        asked = urlencode({name: value for name, value in query.items() if value})
        place = f"/as/{quote(self.person, safe='')}/{quote(self.place, safe='')}{tail}"
        return f"{place}?{asked}" if asked else place


def read_back(text: str) -> Where | None:
    """The page a form says it was on; None is the start page, and stands for anything that is no page of ours."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    found = _PLACE.fullmatch(parts.path)
    if found is None or parts.scheme or parts.netloc:
        return None
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return Where.read(found["person"], found["place"], query)


def read_note(query: Mapping[str, str]) -> str:
    """The number of the notice an address asks for, or nothing."""
    note = query.get("note", "")
    return note if _NOTE.fullmatch(note) else ""


def start_link(note: str = "") -> str:
    """The start page, with a notice to show."""
    return f"{START}?{urlencode({'note': note})}" if note else START


def file_link(person: str, file_id: str, name: str) -> str:
    """Where a file is fetched. The name in it is for the reader; the file is found by its id."""
    safe = re.sub(r"[^\w.-]+", "-", name).strip(".-")[:80] or "file"
    return f"/as/{quote(person, safe='')}/files/{quote(file_id, safe='')}/{quote(safe, safe='')}"


def _ts(query: Mapping[str, str], name: str) -> str:
    given = query.get(name, "")
    return given if _TS.fullmatch(given) else ""
