"""A row of a register file read by the catalogue of subjects: each field by its kind, under its key or an older one.

What may live here: reading a row field by field, and the keys by which files have called fields otherwise. What only
one section does (a status into a role, a cadence into a duty) is that section's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.rules.register_form.drafts import Draft, draft_of
from bot.rules.register_form.rows import Link, Row
from bot.rules.subjects import BY_TABLE, Field, Kind, Subject

ALSO: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("actions", "decided_by"): ("needs_decision_of",),
    ("actions", "heard_by"): ("updates_to",),
    ("actions", "lead_words"): ("lead_text",),
    ("actions", "officer_id"): ("lead_officer",),
    ("actions", "paper_reference"): ("ref_in_seed",),
    ("audit_recommendations", "reference"): ("ref",),
    ("audit_recommendations", "source"): ("from",),
    ("audit_recommendations", "words"): ("text",),
    ("contacts", "slack_id"): ("slack_user",),
    ("cross_cutting_issues", "called"): ("label_in_seed",),
    ("findings", "words"): ("text",),
    ("groups", "most_representatives"): ("max_representatives",),
    ("groups", "officer_rule"): ("chair_and_lead_officer_rule",),
    ("groups", "open_meetings"): ("open_forum",),
    ("learning_points", "words"): ("text",),
    ("meetings", "local_time"): ("time",),
    ("milestones", "met_on"): ("met",),
    ("plans", "period_words"): ("period_text",),
    ("recommendations", "reference"): ("ref",),
    ("recommendations", "words"): ("text",),
    ("reports", "approvers"): ("approver",),
    ("reports", "authors"): ("author",),
}
"""The keys a field goes by besides its own, by table and field."""

READ_ALTHOUGH_OWN = frozenset(
    (
        *(("actions", "officer_id"), ("actions", "closing_reason"), ("actions", "merged_into_id")),
        *(("contacts", "can_contact"), ("contacts", "slack_id"), ("log_entries", "serial")),
        *(("milestones", "met_on"), ("priority_sets", "replaced_by_id"), ("priority_sets", "replaced_on")),
        *(("asks", name) for name in ("state", "raised_by_id", "meeting_id", "item", "outcome")),
    )
)
"""Fields people keep by ways of their own, which a file may state all the same."""

_WORDS_OF_A_DATE = ("text", "due_text", "date_text")


def read_row(
    row: Row,
    table: str,
    given: Mapping[str, object] | None = None,
    links: Mapping[str, Link | None] | None = None,
    *,
    label: str | None = None,
    source: str | None = None,
    said: Mapping[str, object] | None = None,
    ties: Mapping[str, dict[str, str | None]] | None = None,
    **more: Any,
) -> Draft | None:
    """A draft of a row by the fields of its table, or None (with findings) where what it must have is missing.

    What is `given` or among `links` is known already and not looked for. The row is finished with.
    `more` is as for `draft_of`.
    """
    subject = BY_TABLE[table]
    values, pointers, tied = dict(given or {}), dict(links or {}), dict[str, dict[str, str | None]]()
    if "when" not in more and any(field.kind is Kind.WHEN for field in subject.fields):
        more["when"] = row.when(_words_of_its_date(subject))
    for field in _unread(subject, {*values, *pointers}):
        if field.kind is Kind.ONE:
            pointers[field.name] = row.link(_key(row, table, field), field.of)
        elif field.kind is Kind.MANY:
            tied[field.name] = {one: None for _, one in row.links(_key(row, table, field), field.of)}
        else:
            values[field.name] = _value(row, table, field)
    row.finish()
    if _lacks_a_link(row, subject, pointers):
        return None
    base: Any = subject.record.__bases__[0]
    more |= {"label": label or _name(subject, values), "source": source, "said": said}
    return draft_of(row, table, base, values, links=pointers, ties=tied | dict(ties or {}), **more)


def first_words(row: Row, table: str) -> str | None:
    """What a row is called, before it is read: the first of its title's fields that it fills."""
    subject = BY_TABLE[table]
    fields = [subject.field(name) for name in subject.title]
    return next(filter(None, (row.text(_key(row, table, field)) for field in fields)), None)


def _unread(subject: Subject, known: set[str]) -> list[Field]:
    """The fields still to be read; a note comes last, for it takes what no other field has asked for."""
    fields = [
        field
        for field in subject.fields
        if field.name not in known
        and field.kind is not Kind.WHEN
        and (not field.own or (subject.table, field.name) in READ_ALTHOUGH_OWN)
    ]
    return sorted(fields, key=lambda field: field.name == "note")


def _key(row: Row, table: str, field: Field) -> str:
    """The key the row uses for a field. All of them count as asked for."""
    keys = (field.key, *ALSO.get((table, field.name), ()))
    row.elsewhere(*keys)
    return next((key for key in keys if row.has(key)), keys[0])


def _value(row: Row, table: str, field: Field) -> object:
    if field.name == "note":
        return row.remarks()
    key = _key(row, table, field)
    if field.kind is Kind.CHOICE:
        return row.choice(key, [value for value, _ in field.choices])
    return _READERS[field.kind](row, key)


_READERS: Mapping[Kind, Callable[[Row, str], object]] = {
    Kind.LINE: Row.text,
    Kind.TEXT: Row.text,
    Kind.LINES: Row.lines,
    Kind.NUMBER: Row.number,
    Kind.DECIMAL: Row.decimal,
    Kind.DAY: Row.day,
    Kind.TIME: Row.clock_time,
    Kind.YES_NO: Row.flag,
}


def _words_of_its_date(subject: Subject) -> tuple[str, ...]:
    """The keys of a date's words, save those that a field of the subject goes by."""
    taken = {key for (table, _), keys in ALSO.items() if table == subject.table for key in keys}
    return tuple(key for key in _WORDS_OF_A_DATE if key not in taken)


def _lacks_a_link(row: Row, subject: Subject, links: Mapping[str, Link | None]) -> bool:
    """Whether a row it cannot be without is missing; one that is named and not there is an error already."""
    missing = [
        field
        for field in subject.fields
        if field.kind is Kind.ONE and field.required and links.get(field.name) is None
    ]
    for field in missing:
        if not row.has(field.key):
            row.error(field.key, f"has no {field.key}", "every such row has to have one")
    return bool(missing)


def _name(subject: Subject, values: Mapping[str, object]) -> str | None:
    said = (values.get(name) for name in subject.title)
    return next((str(words) for words in said if words), None)
