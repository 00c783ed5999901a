"""One row of a register file, asked for its fields by name; what nobody asked for is reported when it is done.

What may live here: reading plain YAML values as text, days, words of a list and references, with a finding for
each that cannot be read. No subject of the register is known here.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.rules.dates import read_due
from bot.rules.register_form.dating import When, read_when
from bot.rules.register_form.findings import Notebook

_REMARKS = ("_basis", "_note")
"""What ends a key that says more of another key; `basis` alone says it of the whole row."""

_QUIET = frozenset(("src", "derived", "basis"))
_QUIET_ENDINGS = ("_derived", *_REMARKS)
"""What says where a file has something from, or how it was worked out: it stays in the file unless asked for."""

_LARGEST = 2**31
_NOON = time(12)
_MINUTES_A_DAY = 24 * 60

Link = tuple[str, str]
"""A reference: the table it points into, and the file's own id of the row meant."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every row of a partnership is read against: its ids, its zone and the instant of the import."""

    partnership: str
    notebook: Notebook
    tables: Mapping[str, str]
    zone: ZoneInfo
    at: datetime

    @property
    def today(self) -> date:
        """The partnership's day of the import."""
        return self.at.astimezone(self.zone).date()


class Row:
    """A row under reading. `name` is how findings call it: "action inv-a-pov-03"."""

    def __init__(self, setting: Setting, section: str, name: str, values: Mapping[object, object]) -> None:
        self.setting = setting
        self.section = section
        self.name = name
        # A bare `on:` is true to YAML.
        self._values = {"on" if key is True else str(key): value for key, value in values.items()}
        self._asked: set[str] = {"id"}

    @property
    def source(self) -> str:
        """The file's own id of the row; empty where it has none."""
        found = self._values.get("id")
        return str(found) if found is not None else ""

    def has(self, key: str) -> bool:
        """Whether the file says anything under a key."""
        return self._values.get(key) not in (None, "", [], {})

    def keys(self, beginning: str) -> list[str]:
        """The keys that begin so."""
        return [key for key in self._values if key.startswith(beginning)]

    def elsewhere(self, *keys: str) -> None:
        """These fields are read with another row, or in another place."""
        self._asked.update(keys)

    def text(self, *keys: str) -> str | None:
        """The text under the first of `keys` that has any, without space around it."""
        found = self.words(*keys)
        return found.strip() if found else None

    def words(self, *keys: str) -> str | None:
        """Text exactly as it stands in the file."""
        for key in keys:
            value = self._take(key)
            if isinstance(value, (int, float, date)) and not isinstance(value, bool):
                value = str(value)
            if isinstance(value, str):
                if value.strip():
                    return _storable(value)
            elif value is not None:
                self.note(key, value, "", "write it as text, in quotes")
        return None

    def worded(self, words: str, exact: str) -> str | None:
        """A date kept as text: its words, with the exact one behind them unless they hold it already."""
        said, date_said = self.text(words), self.text(exact)
        if said and date_said and date_said not in said:
            return f"{said} ({date_said})"
        return said or date_said

    def texts(self, key: str) -> list[str]:
        """A list of texts, each once; one text alone is a list of one."""
        value = self._take(key)
        if value is None:
            return []
        items = value if isinstance(value, list) else [value]
        good = [_storable(str(item)) for item in items if isinstance(item, (str, int, date))]
        if len(good) < len(items):
            self.note(key, value, ", ".join(good), "write a list of texts")
        return list(dict.fromkeys(good))

    def lines(self, key: str) -> list[str]:
        """A list of lines; a mapping is one a key: `A: CPP Improvement Plan`."""
        value = self._take(key)
        if not isinstance(value, Mapping):
            return self.texts(key)
        return [_storable(f"{name}: {words}") for name, words in value.items() if words is not None]

    def flag(self, key: str) -> bool | None:
        """True or false."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return value
        self.note(key, value, "", "write true or false")
        return None

    def number(self, key: str) -> int | None:
        """A whole number."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST:
            return value
        self.note(key, value, "", "write a whole number")
        return None

    def decimal(self, key: str) -> float | None:
        """A number."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, (int, float)) and not isinstance(value, bool) and _is_keepable(value):
            return float(value)
        self.note(key, value, "", "write a number; what is no number has words of its own")
        return None

    def choice(self, key: str, words: Sequence[str]) -> str | None:
        """One of a list of words, however it is spaced; a phrase that holds just one of them is read as it."""
        said = self.text(key)
        if said is None:
            return None
        folded = {_folded(word): word for word in words}
        if _folded(said) in folded:
            return folded[_folded(said)]
        held = [word for plain, word in folded.items() if plain in _folded(said)]
        read = held[0] if len(held) == 1 else None
        self.note(key, said, read or "", f"use one of: {', '.join(words)}")
        return read

    def day(self, key: str, *, last: bool = False) -> date | None:
        """A day; of a month or a year its first day, or its last."""
        said = self.text(key)
        due = read_due(said, self.setting.today)
        found = due.latest if last else due.earliest
        if said and found is None:
            self.note(key, said, "", "write the day as YYYY-MM-DD")
        return found

    def moment(self, key: str) -> datetime | None:
        """An instant: noon on the partnership's clock where only a day is given; never after the import."""
        said = self.text(key)
        if said is None:
            return None
        found = _instant(said, self.setting)
        if found is None:
            self.note(key, said, "the time of the import", "write the day as YYYY-MM-DD")
            return None
        if found <= self.setting.at:
            return found
        if found.astimezone(self.setting.zone).date() > self.setting.today:
            self.note(
                key, said, "the time of the import", "nothing can have been said after today: check the date"
            )
        return self.setting.at

    def clock_time(self, key: str) -> str | None:
        """A time of day as HH:MM."""
        value = self._take(key)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MINUTES_A_DAY:
            # A bare 14:00 is a number in base sixty to YAML.
            return f"{value // 60:02d}:{value % 60:02d}"
        try:
            return None if value is None else time.fromisoformat(str(value).zfill(5)).strftime("%H:%M")
        except ValueError:
            self.note(key, value, "", 'write the time as "14:00", in quotes')
            return None

    def when(self, worded: Sequence[str] = ("text", "due_text", "date_text")) -> When:
        """When the row is due: its date, precision and words, which stand under one of the keys `worded`."""
        found = read_when(
            self.text("date", "due"), self.words(*worded), self.text("precision"), self.setting.today
        )
        if found.problem:
            understood = (
                f"{found.earliest} to {found.latest}" if found.latest else "no date set; the words are kept"
            )
            self.note("date", found.problem, understood, "write the date as YYYY-MM-DD, YYYY-MM or YYYY")
        return found

    def link(self, key: str, *tables: str) -> Link | None:
        """A reference to a row of one of these tables; an id that is not there is an error."""
        said = self.text(key)
        return self._linked(key, said, tables) if said else None

    def links(self, key: str, table: str) -> list[Link]:
        """References to rows of one table."""
        found = [self._linked(key, said, (table,)) for said in self.texts(key)]
        return [link for link in found if link]

    def remarks(self, *keys: str) -> str | None:
        """The row's `note`, then what stands under these keys and under every `…_basis` and `…_note`, in a line.

        None where there is none. What is read elsewhere has to be asked for first.
        """
        more = [key for key in self._values if key.endswith(_REMARKS) and key not in self._asked]
        told = [self.text("note"), self.text("basis")]
        for key in (*keys, *more):
            said = "; ".join(self.texts(key))
            told.append(f"{plain(_without_ending(key))}: {said}" if said else None)
        return "; ".join(filter(None, told)) or None

    def rows(self, key: str, what: str, bare: str | None = None) -> Iterator[Row]:
        """The rows under a key, each to be read and finished. A text alone is a row of its `bare` field."""
        value = self._take(key)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        for number, item in enumerate(listed, 1):
            values = {bare: item} if bare and isinstance(item, str) else item
            if isinstance(values, Mapping):
                called = values.get("id") or f"{number} of {self.name}"
                yield Row(self.setting, key, f"{what} {called}", values)
            else:
                self.note(key, item, "", "write it as `key: value` lines")

    def finish(self) -> None:
        """Report what nobody asked for."""
        for key in self._values:
            if not (key in self._asked or key in _QUIET or key.endswith(_QUIET_ENDINGS)):
                self.note(key, "no such field", "", "check its spelling, or leave it out")

    def note(self, key: str, not_understood: object, understood: str, what_to_do: str) -> None:
        """Write down that a field was not understood."""
        self.setting.notebook.note(self._where(key), _shown(not_understood), understood, what_to_do)

    def error(self, key: str, not_understood: str, what_to_do: str) -> None:
        """Write down what stops the import."""
        self.setting.notebook.error(self._where(key), not_understood, what_to_do)

    def _linked(self, key: str, said: str, tables: Collection[str]) -> Link | None:
        table = self.setting.tables.get(said)
        if table is not None and table in tables:
            return table, said
        kinds = " or ".join(_SINGULAR.get(name, plain(name)) for name in tables)
        self.error(key, f"there is no {kinds} {said!r} in the file", "add it, or correct the reference")
        return None

    def _take(self, key: str) -> object:
        self._asked.add(key)
        return self._values.get(key)

    def _where(self, key: str) -> str:
        return (
            f"{self.setting.partnership}: {self.name}, {key}"
            if key
            else f"{self.setting.partnership}: {self.name}"
        )


_SINGULAR = {
    "bodies": "body",
    "groups": "group",
    "localities": "locality",
    "contacts": "person",
    "plans": "plan",
    "priority_sets": "priority set",
    "priorities": "priority",
    "actions": "action",
    "meetings": "meeting",
    "decisions": "decision",
}


def plain(key: str) -> str:
    """A key as words."""
    return key.replace("_", " ")


def _without_ending(key: str) -> str:
    for ending in _REMARKS:
        key = key.removesuffix(ending)
    return key


def _is_keepable(value: float) -> bool:
    return abs(value) < _LARGEST**2 and math.isfinite(value)


def _instant(said: str, setting: Setting) -> datetime | None:
    day = read_due(said, setting.today).one_day
    if day is None:
        return None
    local = _with_time(said) or datetime.combine(day, _NOON, tzinfo=setting.zone)
    return (local if local.tzinfo else local.replace(tzinfo=setting.zone)).astimezone(UTC)


def _with_time(said: str) -> datetime | None:
    """An ISO date with a time of day; None for a day alone."""
    try:
        return datetime.fromisoformat(said) if ":" in said else None
    except ValueError:
        return None


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _storable(text: str) -> str:
    """Without what no database keeps: null characters and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _shown(value: object) -> str:
    """A value as a finding shows it, clipped: a file may nest anything anywhere."""
    if isinstance(value, (list, Mapping)):
        return f"a {'list' if isinstance(value, list) else 'mapping'} of {len(value)}"
    text = " ".join(_storable(str(value)).split()) or "an empty text"
    return text if len(text) <= 120 else f"{text[:119]}…"
