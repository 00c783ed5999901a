"""What is asked of any subject by table stays within the partnership, whichever table it is."""

from typing import Any

import pytest

from bot.rules.subjects import SUBJECTS
from storage.engine import Database
from storage.repositories.subjects import Subjects
from storage.unit_of_work import working
from tests.builders import CLERK, MONDAY
from tests.storage.one_of_each import Whole, one_of_each


@pytest.fixture
def both(database: Database) -> tuple[Whole, Whole]:
    """Two partnerships in one database, with a row in every table each."""
    return one_of_each(database, "inv"), one_of_each(database, "oth")


def test_no_subject_of_another_partnership_is_seen_held_or_counted(
    database: Database, both: tuple[Whole, Whole]
) -> None:
    ours, theirs = both
    with working(database, CLERK, MONDAY) as work:
        subjects = work.register(ours.register.id).subjects
        for subject in SUBJECTS:
            kind: Any = subject.record
            own, foreign = ours.ids[subject.table], theirs.ids[subject.table]
            assert {row["partnership_id"] for row in subjects.values(kind)} == {ours.register.id}
            assert subjects.count(kind) == len(subjects.values(kind))
            assert subjects.one(kind, own) is not None, subject.table
            assert subjects.one(kind, foreign) is None, subject.table
            assert subjects.locked(kind, own) is not None, subject.table
            assert subjects.locked(kind, foreign) is None, subject.table


def test_no_tie_of_another_partnership_is_seen(database: Database, both: tuple[Whole, Whole]) -> None:
    ours, theirs = both
    seen = 0
    with working(database, CLERK, MONDAY) as work:
        subjects = work.register(ours.register.id).subjects
        for subject in SUBJECTS:
            for tie in (field.tie for field in subject.fields if field.tie is not None):
                seen += len(_tied(subjects, tie, ours.ids[subject.table]))
                assert _tied(subjects, tie, theirs.ids[subject.table]) == []
    assert seen >= 4


def _tied(subjects: Subjects, tie: Any, own_id: int) -> list[Any]:
    pairs = subjects.tied(tie.record, tie.own, tie.other, tie.fixed, [own_id])
    return [*pairs, *subjects.tie_rows(tie.record, tie.own, own_id, tie.fixed)]


def test_what_was_submitted_numbered_or_changed_elsewhere_is_not_known_here(
    database: Database, both: tuple[Whole, Whole]
) -> None:
    ours, theirs = both
    with working(database, CLERK, MONDAY) as work:
        there = work.register(theirs.register.id)
        there.subjects.submit("view 1", 7, MONDAY)
        here = work.register(ours.register.id).subjects
        assert there.subjects.submitted("view 1") == 7
        assert here.submitted("view 1") is None
        assert here.highest_serial() == 1
        assert here.last_changes("actions", ours.ids["actions"])
        assert here.last_changes("actions", theirs.ids["actions"]) == {}
