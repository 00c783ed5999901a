"""What a row of a subject is called, and what a field of it says in words.

What may live here: pure wording of kept values, without the partnership's status key and without Slack's marks.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from bot.rules.date_shown import shown
from bot.rules.dates import Due
from bot.rules.subjects import SUBJECTS
from bot.rules.subjects.shapes import Field, Kind, Subject

Values = Mapping[str, Any]
"""A row's columns by name."""

Names = Mapping[tuple[str, int], str]
"""What rows are called, by table and id."""

_NAMELESS = "(no name)"


def call(subject: Subject, values: Values, names: Names) -> str:
    """What a row is called: an action by code and title, a contact by post and body, a meeting by whose and when."""
    special = _SPECIAL.get(subject.table)
    return (special(subject, values, names) if special else _by_title(subject, values, names)) or _NAMELESS


def names_of(rows: Mapping[str, Iterable[tuple[int, Values]]]) -> dict[tuple[str, int], str]:
    """What all these rows are called. Rows called after others are named once those have their names."""
    names: dict[tuple[str, int], str] = {}
    for after_others in (False, True):
        for subject in SUBJECTS:
            if _is_called_after_others(subject) is after_others:
                for row_id, values in rows.get(subject.table, ()):
                    names[subject.table, row_id] = call(subject, values, names)
    return names


def say(field: Field, values: Values, names: Names) -> str:
    """What a field says, in words; empty where it says nothing. A MANY field is not among a row's own values."""
    if field.kind is Kind.WHEN:
        return when_words(values)
    value = values.get(field.name)
    if value is None or value == "" or value == []:
        return ""
    return _SAYING.get(field.kind, _plainly)(field, value, names)


def when_words(values: Values) -> str:
    """An honest date: a day, and no day where only a year is known; in the words it was given in where they hold."""
    earliest, latest, precision = (values.get(name) for name in ("earliest", "latest", "precision"))
    known = "day" if precision in (None, "none") and latest is not None else str(precision)
    return shown(Due(earliest or latest, latest, known, str(values.get("date_words") or "")))


def day_words(day: date) -> str:
    """A day as people write it, with its year: "Thu 3 Dec 2026"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def _by_title(subject: Subject, values: Values, names: Names) -> str:
    said = (say(subject.field(name), values, names) for name in subject.title)
    return next((words for words in said if words), "")


def _action(_: Subject, values: Values, __: Names) -> str:
    return f"{values['code']} {values['title']}"


def _contact(_: Subject, values: Values, names: Names) -> str:
    body = names.get(("bodies", values.get("body_id") or 0))
    return ", ".join(str(part) for part in (values.get("post") or values.get("name"), body) if part)


def _meeting(subject: Subject, values: Values, names: Names) -> str:
    return ", ".join(part for part in (_by_title(subject, values, names), when_words(values)) if part)


def _role(subject: Subject, values: Values, names: Names) -> str:
    held_in = names.get(("groups", values.get("group_id") or 0)) or names.get(
        ("priorities", values.get("priority_id") or 0)
    )
    role = say(subject.field("role"), values, names)
    return f"{role} of {held_in}" if held_in else role


_SPECIAL = {"actions": _action, "contacts": _contact, "meetings": _meeting, "roles": _role}


def _is_called_after_others(subject: Subject) -> bool:
    return subject.table in ("contacts", "meetings", "roles") or any(
        subject.field(name).kind is Kind.ONE for name in subject.title
    )


def _chosen(field: Field, value: Any, _: Names) -> str:
    return dict(field.choices).get(str(value), str(value))


def _one(field: Field, value: Any, names: Names) -> str:
    return names.get((field.of, int(value)), "")


def _plainly(field: Field, value: Any, __: Names) -> str:
    if isinstance(value, datetime):
        return f"{day_words(value.date())}, {value:%H:%M}"
    return f"{value:g}" if isinstance(value, float) else field.in_words(str(value))


_SAYING: dict[Kind, Callable[[Field, Any, Names], str]] = {
    Kind.CHOICE: _chosen,
    Kind.ONE: _one,
    Kind.YES_NO: lambda _field, value, _names: "Yes" if value else "No",
    Kind.LINES: lambda _field, value, _names: "\n".join(map(str, value)),
    Kind.DAY: lambda _field, value, _names: day_words(value),
}
