"""No code of the register reaches a reader: every one is shown in words, in lists, forms, exports and reports."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

from bot.rules.keeping_entries import entries_of
from bot.rules.subjects import BY_TABLE, SUBJECTS, Field, Kind, Subject
from bot.rules.subjects.calling import call, say, when_words
from bot.rules.subjects.lines import Around, facts
from bot.services.importing.rows import in_words
from storage.records import PRECISIONS
from tests.builders import MONDAY

TABLES = SQLModel.metadata.tables
CODE = re.compile("[a-z]_[a-z]")
QUOTED = re.compile("'([^']*)'")


def codes() -> Iterator[tuple[Subject, Field, str]]:
    """Every word the database holds a field to, and every one the bot itself goes by."""
    for subject in SUBJECTS:
        checks = [each for each in TABLES[subject.table].constraints if isinstance(each, CheckConstraint)]
        held = {str(each.sqltext).split(" IN ")[0]: QUOTED.findall(str(each.sqltext)) for each in checks}
        for field in subject.fields:
            words = {*held.get(field.name, ()), *(code for code, _ in (*field.choices, *field.known))}
            words |= (
                {"third_sector"} if field.kind is Kind.LINE and field.name in ("kind", "state") else set()
            )
            yield from ((subject, field, word) for word in sorted(words))


def an_empty_row(subject: Subject) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(TABLES[subject.table].columns.keys())
    return row | {"id": 1, "precision": "none", "code": "CPP-01", "title": "x", "state": "open"}


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.table)
def test_every_code_of_a_subject_is_shown_in_words(subject: Subject) -> None:
    around = Around({}, MONDAY.date())
    for each, field, code in codes():
        if each is not subject:
            continue
        row = an_empty_row(subject) | {field.name: code}
        shown = [say(field, row, {}), call(subject, row, {}), in_words(subject.table, field.name, code)]
        shown += [*facts(subject, row, around)]
        if field.kind is Kind.LINE:
            shown.append(str(entries_of((field,), row, {})[field.name]))
        assert not [words for words in shown if CODE.search(words)], (field.name, code)


def test_a_date_is_never_said_by_its_precision() -> None:
    for precision in PRECISIONS:
        values = {
            "earliest": MONDAY.date(),
            "latest": MONDAY.date(),
            "precision": precision,
            "date_words": None,
        }
        assert not CODE.search(when_words(values)), precision


def test_what_is_no_code_stays_as_it_was_typed() -> None:
    assert say(BY_TABLE["bodies"].field("name"), {"name": "snake_case"}, {}) == "snake_case"
    assert say(BY_TABLE["bodies"].field("kind"), {"kind": "NHS_board 2"}, {}) == "NHS_board 2"
