"""What somebody should know of a row they have kept: warnings, and questions it does not answer yet.

What may live here: those sentences. Nothing here stops or changes anything.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.rules import smart
from bot.rules.date_shown import unread_note
from bot.rules.group_kinds import EXECUTIVE
from bot.rules.owed import notes_on_done
from bot.rules.subjects import Subject
from bot.rules.subjects.calling import Values
from bot.rules.ways import Ways
from bot.services.keep_doubts import doubts
from storage.records import Group
from storage.repositories import Register


@dataclass(frozen=True, slots=True)
class Notes:
    """Warnings, and questions with the field each is about."""

    notes: tuple[str, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()


def notes_on(
    register: Register,
    ways: Ways,
    subject: Subject,
    row: Values,
    added: bool,
    at: datetime,
    before: Values | None = None,
) -> Notes:
    """What is worth saying of a row that was kept; `before` is what stood in one that was changed."""
    own = _own_notes(register, ways, subject, row, added, at, before)
    today = ways.day_of(at)
    unread, doubted = _unread(row, before, today), doubts(register, subject, row, before, today)
    return Notes((*unread, *doubted, *own.notes), own.questions)


def _unread(row: Values, before: Values | None, today: date) -> tuple[str, ...]:
    """Words that were given for a date and are none: they stand, and no date is set."""
    words = row.get("date_words")
    is_new = before is None or before.get("date_words") != words
    note = unread_note(words, today) if is_new and row.get("latest") is None else None
    return (note,) if note else ()


def _own_notes(
    register: Register,
    ways: Ways,
    subject: Subject,
    row: Values,
    added: bool,
    at: datetime,
    before: Values | None,
) -> Notes:
    if before is not None and subject.table == "groups" and _settles(before) and not _settles(row):
        words = f"{row['name']} settled things below the Board until now; its members no longer do."
        return Notes((f"{words} To keep that, its kind has to be Executive Officer Group.",))
    if subject.table == "duties":
        return Notes(tuple(notes_on_done(row, before)))
    if subject.table == "actions" and added:
        return Notes(questions=smart.questions(row))
    if subject.table == "roles" and row.get("role") == "representative" and row.get("group_id"):
        return Notes(_too_many(register, ways, row, at))
    return Notes()


def _settles(group: Values) -> bool:
    return bool(group["kind"] == EXECUTIVE)


def _too_many(register: Register, ways: Ways, row: Values, at: datetime) -> tuple[str, ...]:
    group = register.rows.get(Group, row["group_id"])
    if group is None or group.most_representatives is None:
        return ()
    held = [
        role
        for role in register.people.roles_of_those_here(ways.day_of(at))
        if role.group_id == group.id and role.role == "representative"
    ]
    people = len({role.contact_id for role in held})
    if people <= group.most_representatives:
        return ()
    return (
        f"{group.name} has {people} representatives now; it may have at most {group.most_representatives}.",
    )
