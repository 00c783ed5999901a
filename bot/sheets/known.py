"""What the register knows, as plain values: all that a spreadsheet is compared with.

What may live here: the shapes a caller fills from the register. Nothing is fetched here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.rules.dates import Due
from bot.rules.naming import Named
from bot.rules.status import DEFAULT_KEY, StatusKey

EXPORT = "export"
"""What a remembered row says besides, where it came from a workbook of the register: which one it was."""


@dataclass(frozen=True, slots=True)
class KnownAction:
    """An action of the register. `says` is what it says field by field, in words, by the names of `FIELDS`.

    Of `says`, `status` is the register's word (`on_track`), `progress` the words of the update that stands, `lead` its
    lead words or its body's name, `officer` and `deputy` people's names, `partners` names one a line. A field left out
    counts as empty. `due` is compared by its days.
    """

    code: str
    title: str
    reference: str = ""
    priority: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A contact of the register. `says` has post, body, phone, groups and roles in words."""

    id: int
    name: str
    email: str = ""
    says: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """A meeting of the register: its group's or own name, day, time (HH:MM, or empty), ISO day of its papers."""

    id: int
    name: str
    day: date | None = None
    time: str = ""
    state: str = "planned"
    papers_due: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an earlier file said of a row, as `said` of its proposal, and what it became: a code, or an id as text.

    `noted` are the pieces of the row that were put in the note of what it became.
    """

    target: str
    said: Mapping[str, str]
    noted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A register as a spreadsheet is read against it.

    `imported` is by a row's `source`. `people` are `Named` of kind "contacts", their posts and emails among `also`;
    `bodies`, `groups`, `priorities` and `localities` are of the kinds so called. `today` is the partnership's.
    """

    today: date
    actions: tuple[KnownAction, ...] = ()
    contacts: tuple[KnownContact, ...] = ()
    meetings: tuple[KnownMeeting, ...] = ()
    people: tuple[Named, ...] = ()
    bodies: tuple[Named, ...] = ()
    groups: tuple[Named, ...] = ()
    priorities: tuple[Named, ...] = ()
    localities: tuple[Named, ...] = ()
    key: StatusKey = DEFAULT_KEY
    fy_start: tuple[int, int] = (4, 1)
    imported: Mapping[str, Imported] = field(default_factory=dict)

    @property
    def by_target(self) -> dict[str, Imported]:
        """The same by what it became: a row that was moved, or given a reference since, has another source.

        What was edited in a workbook of the register is no word of any tracker.
        """
        return {one.target: one for one in self.imported.values() if EXPORT not in one.said}
