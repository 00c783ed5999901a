"""What stands in a form's fields: a row's values as entries, and entries read back into values.

What may live here: that reading, a kind a function. An entry nobody changed is never read: what stood stays, whatever
words it is in. What cannot be read is answered with a sentence, never with an exception.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from bot.rules.date_reading import MONTHS
from bot.rules.date_shown import in_full, names_year, settled
from bot.rules.dates import Due, read_due
from bot.rules.numbering import CODE, code_of
from bot.rules.subjects import Field, Kind, Subject
from bot.rules.subjects.calling import Values

Entry: TypeAlias = str | tuple[str, ...]
"""What stands in a field: text, the value of a choice, a day, an id; several ids of a MANY."""

NOTHING: Entry = ""
MOST_NUMBER = 999_999_999
_NEAR = 3
_NEAR_ENOUGH = 60.0


@dataclass(frozen=True, slots=True)
class Names:
    """Names typed where there are too many to choose from: matched with `Option`s when the form is read."""

    typed: tuple[str, ...]


Filled: TypeAlias = Mapping[str, Entry | Names]
"""What a form says, by field."""


@dataclass(frozen=True, slots=True)
class Option:
    """One row that a field may point to."""

    id: int
    name: str


Options: TypeAlias = Mapping[str, Sequence[Option]]
"""The rows there are, by the table a field points to."""


class Unreadable(Exception):
    """An entry that cannot be read; the sentence says what would do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What entries are read against: the day, the highest mark of a risk, the rows there are; what a blank one is."""

    today: date
    scale: int
    options: Options
    blank: Any = None


# --- from values to entries ------------------------------------------------------------------------------


def entries_of(
    fields: Iterable[Field], values: Values, ties: Mapping[str, Sequence[int]]
) -> dict[str, Entry]:
    """What stands in the fields of a row's form. `ties` are the ids of each MANY field."""
    return {
        field.name: tuple(map(str, ties.get(field.name, ())))
        if field.kind is Kind.MANY
        else _entry(field, values)
        for field in fields
    }


def _entry(field: Field, values: Values) -> str:
    if field.kind is Kind.WHEN:
        return _when_entry(values)
    value = values.get(field.name)
    if value is None:
        return ""
    return field.in_words(_SHOWN.get(field.kind, str)(value))


def _when_entry(values: Values) -> str:
    """The words a date was given in, while they mean the same; else words that read back to its days."""
    earliest, latest, precision = (values.get(name) for name in ("earliest", "latest", "precision"))
    words = str(values.get("date_words") or "")
    if words and (latest is None or precision == "meeting" or names_year(words)):
        return words
    if latest is not None and precision == "day":
        return f"{latest.day} {MONTHS[latest.month - 1]} {latest.year}"
    if latest is None or precision in (None, "none"):
        return ""
    return in_full(Due(earliest, latest, str(precision)))


_SHOWN: dict[Kind, Callable[[Any], str]] = {
    Kind.LINES: lambda value: "\n".join(map(str, value)),
    Kind.DECIMAL: lambda value: f"{value:.12g}",
    Kind.DAY: lambda value: str(value.isoformat()),
    Kind.YES_NO: lambda value: "yes" if value else "no",
}


def tidied(entry: Entry) -> Entry:
    """The entry as it is compared: blanks at the end of lines and the order of several do not matter."""
    if isinstance(entry, tuple):
        return tuple(sorted(entry, key=lambda each: (len(each), each)))
    return "\n".join(line.rstrip() for line in storable(entry).splitlines()).strip()


def storable(text: str) -> str:
    """Without what no database keeps: null characters and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


# --- from entries to values ------------------------------------------------------------------------------


def named(field: Field, names: Names, options: Sequence[Option]) -> Entry:
    """The ids that typed names mean. Raises `Unreadable`, naming the nearest there are."""
    found = tuple(str(_option(field, typed, options).id) for typed in names.typed)
    if field.kind is Kind.MANY:
        return tuple(dict.fromkeys(found))
    return found[0] if found else NOTHING


def _option(field: Field, typed: str, options: Sequence[Option]) -> Option:
    wanted = folded(typed)
    code = leading_code(typed) if field.of == "actions" else None
    same = [each for each in options if folded(each.name) == wanted or code == each.name.split(" ", 1)[0]]
    parts = same or [each for each in options if wanted and wanted in folded(each.name)]
    if len(parts) == 1:
        return parts[0]
    near = [each.name for each in parts[:_NEAR]] or nearest(typed, options)
    shown = " or ".join(f"“{name[:80]}”" for name in near)
    if len(parts) > 1:
        raise Unreadable(f"More than one is called like that: {shown}. Please write the whole name.")
    raise Unreadable(f"I know none called “{typed[:60]}”." + (f" Did you mean {shown}?" if near else ""))


def leading_code(typed: str) -> str | None:
    """The action's code that a name begins with, however it is typed."""
    match = CODE.match(typed.strip())
    return code_of(match) if match else None


def nearest(typed: str, options: Sequence[Option], limit: int = _NEAR) -> list[str]:
    """The names most like what was typed."""
    from rapidfuzz import fuzz, process  # only a slip needs it

    choices = {each.id: folded(each.name) for each in options}
    names = {each.id: each.name for each in options}
    found = process.extract(
        folded(typed), choices, scorer=fuzz.WRatio, score_cutoff=_NEAR_ENOUGH, limit=limit
    )
    return [names[row_id] for _, _, row_id in found]


def folded(name: str) -> str:
    """A name as it is compared: case, spacing and marks do not matter, nor does & for and."""
    return " ".join(re.sub(r"[^\w\s]", " ", name.casefold().replace("&", " and ")).split())


def value_of(field: Field, entry: Entry, reading: Reading) -> dict[str, Any]:
    """The columns an entry says, by name; of a MANY field the ids, under the field's own name.

    Raises `Unreadable` with a sentence for the person.
    """
    if isinstance(entry, tuple):
        return {field.name: [_reference(field, each, reading) for each in entry]}
    said = tidied(entry)
    if not said and field.kind is not Kind.WHEN:
        return {field.name: _nothing(field, reading)}
    return _READ.get(field.kind, _line)(field, str(said), reading)


def _nothing(field: Field, reading: Reading) -> Any:
    if field.required:
        raise Unreadable("This one is needed.")
    return reading.blank


def _line(field: Field, said: str, _: Reading) -> dict[str, Any]:
    if len(said) > field.most:
        raise Unreadable(f"Please keep it to {field.most:,} characters.")
    if field.name == "email":
        return {field.name: _email(said)}
    line = said if field.kind is Kind.TEXT else " ".join(said.split("\n"))
    return {field.name: _known(field, line)}


def _known(field: Field, line: str) -> str:
    """The value that words typed are known to mean, however they are spaced and marked; else the words."""
    wanted = folded(line.replace("_", " "))
    meant = (
        value for value, words in field.known if wanted in (folded(words), folded(value.replace("_", " ")))
    )
    return next(meant, line)


def _email(said: str) -> str:
    address = said.strip("<> ").removeprefix("mailto:").split("|")[0].lower()
    if not re.fullmatch(r"[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,]+", address):
        raise Unreadable("An address such as ailsa@example.org, please.")
    return address


def _lines(field: Field, said: str, _: Reading) -> dict[str, Any]:
    return {field.name: list(dict.fromkeys(line.strip() for line in said.split("\n") if line.strip()))}


def _number(field: Field, said: str, reading: Reading) -> dict[str, Any]:
    digits = said.replace(",", "").replace(" ", "")
    if not re.fullmatch(r"[0-9]{1,12}", digits):
        raise Unreadable("A whole number, please.")
    least = 1 if "{scale}" in field.hint or field.name == "most_representatives" else 0
    most = reading.scale if "{scale}" in field.hint else MOST_NUMBER
    if not least <= int(digits) <= most:
        raise Unreadable(f"A number from {least} to {most:,}, please.")
    return {field.name: int(digits)}


def _decimal(field: Field, said: str, _: Reading) -> dict[str, Any]:
    digits = said.replace(",", "").replace(" ", "").removeprefix("£").removesuffix("%").replace("\u2212", "-")
    try:
        number = float(digits)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or not re.fullmatch(r"[-+.0-9eE]+", digits):
        raise Unreadable("A number such as 21.5, please; what is no number goes in words.")
    return {field.name: number}


def _day(field: Field, said: str, reading: Reading) -> dict[str, Any]:
    day = read_due(said, reading.today).one_day
    if day is None:
        raise Unreadable("One day, please, such as 3 December 2026.")
    return {field.name: day}


_TIME = re.compile(r"([0-9]{1,2})(?:[:.h ]?([0-9]{2}))?\s*(am|pm)?", re.IGNORECASE)


def _time(field: Field, said: str, _: Reading) -> dict[str, Any]:
    match = _TIME.fullmatch(said.strip())
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    half = (match[3] or "").lower() if match else ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise Unreadable("A time such as 14:00 or 2 pm, please.")
    return {field.name: f"{hour:02d}:{minute:02d}"}


def _when(field: Field, said: str, reading: Reading) -> dict[str, Any]:
    """What cannot be read is kept as its words, without a date, save where there has to be one."""
    due = read_due(said, reading.today)
    if not due.understood and field.required:
        raise Unreadable(
            "I couldn't read that as a date. 13 Nov 2026, Jan 2027, spring 2027, 2026/27 or “first meeting in "
            "2027” would do; TBC sets none."
        )
    if field.required and not said:
        raise Unreadable("When? A day, a month, or TBC while it isn't known.")
    return {
        "earliest": due.earliest,
        "latest": due.latest,
        "precision": due.precision,
        "date_words": settled(due).words or None,
    }


def _choice(field: Field, said: str, _: Reading) -> dict[str, Any]:
    if said not in dict(field.choices):
        raise Unreadable("Please choose one of these.")
    return {field.name: said}


def _yes_no(field: Field, said: str, _: Reading) -> dict[str, Any]:
    return {field.name: said == "yes"}


def _one(field: Field, said: str, reading: Reading) -> dict[str, Any]:
    return {field.name: _reference(field, said, reading)}


def _reference(field: Field, said: str, reading: Reading) -> int:
    """The id, where the partnership has such a row: what a form sends is no proof of it."""
    row_id = int(said) if said.isdigit() else 0
    if not any(option.id == row_id for option in reading.options.get(field.of, ())):
        raise Unreadable("That isn't in the register any more. Please choose another.")
    return row_id


_READ: dict[Kind, Callable[[Field, str, Reading], dict[str, Any]]] = {
    Kind.LINES: _lines,
    Kind.NUMBER: _number,
    Kind.DECIMAL: _decimal,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.WHEN: _when,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.ONE: _one,
}


def blank_of(subject: Subject, field: Field) -> Any:
    """What a field left blank is kept as: nothing, or what its column begins with where it has to have something."""
    if field.kind is Kind.LINES:
        return []
    model = subject.record.model_fields.get(field.name)
    if model is None or type(None) in getattr(model.annotation, "__args__", ()):
        return None
    return None if model.is_required() else model.default


def reading_of(reading: Reading, subject: Subject, field: Field) -> Reading:
    """What one field is read against."""
    return replace(reading, blank=blank_of(subject, field))
