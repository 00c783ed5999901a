"""A register as it stood: rebuilt from the rows of now and their history, whatever was done since."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from bot.rules.subjects import SUBJECTS
from storage.as_at import NotBegun, as_at
from storage.engine import Database
from storage.records import (
    Action,
    ActionLocality,
    Body,
    Locality,
    Milestone,
    MilestoneMove,
    Owned,
    Question,
    Update,
    id_of,
)
from storage.standing import said_at
from storage.unit_of_work import reading, working
from tests.as_it_stood import copy_of, dump, in_memory, loose_ends
from tests.builders import CLERK, MONDAY, RegisterBuilder
from tests.storage.one_of_each import OWNED_TABLES, Whole, one_of_each

MINUTE = timedelta(minutes=1)
LATER = MONDAY + timedelta(days=1)


@pytest.fixture
def register(database: Database) -> RegisterBuilder:
    return RegisterBuilder(database)


def _then(register: RegisterBuilder, instant: datetime, what: Callable[[Any], Any]) -> Any:
    with as_at(register.database, register.id, instant) as copy, reading(copy) as look:
        return what(look.register(register.id))


def _change(register: RegisterBuilder, row: Owned, at: datetime, **fields: Any) -> None:
    with working(register.database, CLERK, at) as work:
        held: Any = work.register(register.id).rows.get(type(row), id_of(row))
        for name, value in fields.items():
            setattr(held, name, value)
        work.commit()


# -- what a copy is


def test_as_it_stands_now_is_what_is_there_row_by_row_and_column_by_column(database: Database) -> None:
    whole = one_of_each(database, "inv")
    with as_at(database, whole.register.id, LATER) as copy:
        assert dump(copy, whole.register.id) == dump(database, whole.register.id)
        assert loose_ends(copy) == []


def test_a_copy_holds_one_partnership_and_nothing_of_another(database: Database) -> None:
    one, another = one_of_each(database, "inv"), one_of_each(database, "glen")
    with as_at(database, one.register.id, LATER) as copy:
        assert not any(dump(copy, another.register.id).values())
        with copy.readers.begin() as connection:
            for table in OWNED_TABLES:
                owners = set(
                    connection.execute(table.select().with_only_columns(table.c.partnership_id)).scalars()
                )
                assert owners <= {one.register.id}


def test_nothing_can_be_written_into_a_copy(register: RegisterBuilder) -> None:
    register.action("POV-01")
    with (
        as_at(register.database, register.id, LATER) as copy,
        pytest.raises(OperationalError, match="readonly"),
    ):
        _add_a_body(copy, register.id)
    with reading(register.database) as look:
        assert look.register(register.id).rows.all(Body) == []


def test_before_the_register_began_there_is_nothing_to_show_and_it_says_since_when(
    register: RegisterBuilder,
) -> None:
    with pytest.raises(NotBegun) as refused, as_at(register.database, register.id, MONDAY - MINUTE):
        pass
    assert refused.value.began == MONDAY


def _add_a_body(database: Database, partnership_id: int) -> None:
    with working(database, CLERK, LATER) as work:
        work.register(partnership_id).rows.add(Body(name="Council"))
        work.commit()


# -- undoing what came later


def test_a_field_changed_twice_since_is_what_it_was_before_the_first(register: RegisterBuilder) -> None:
    action = register.action("POV-01", title="Larders", latest=date(2026, 12, 3), precision="day")
    _change(register, action, LATER, title="Food larders", latest=date(2027, 1, 3), quick_win=True)
    _change(register, action, LATER + MINUTE, title="Community larders", cross_cutting=["climate"])
    then = _then(register, MONDAY, lambda look: look.actions.by_code("POV-01"))
    assert (then.title, then.latest, then.quick_win) == ("Larders", date(2026, 12, 3), False)
    between = _then(register, LATER, lambda look: look.actions.by_code("POV-01"))
    assert (between.title, between.cross_cutting) == ("Food larders", [])


def test_a_tie_taken_away_is_back_and_one_added_since_is_not_there(register: RegisterBuilder) -> None:
    here, there = register.locality("Lathmouth"), register.locality("Upper Lath")
    action = register.action("POV-01", localities=[here])
    with working(register.database, CLERK, LATER) as work:
        rows = work.register(register.id).rows
        rows.delete(rows.all(ActionLocality)[0])
        work.flush()
        # SQLite gives the id that has become free again.
        rows.add(ActionLocality(action_id=id_of(action), locality_id=id_of(there)))
        work.commit()
    assert _then(register, MONDAY, lambda look: look.actions.locality_ids(id_of(action))) == [id_of(here)]
    assert _then(register, LATER, lambda look: look.actions.locality_ids(id_of(action))) == [id_of(there)]


def test_what_was_set_on_a_row_and_taken_away_at_once_was_never_there(register: RegisterBuilder) -> None:
    action = register.action("POV-01", localities=[register.locality("Lathmouth")])
    milestone = register.add(Milestone(action_id=id_of(action), title="Pilot"))
    with working(register.database, CLERK, LATER) as work:
        rows = work.register(register.id).rows
        held: Any = rows.get(Milestone, id_of(milestone))
        held.title = "Never written"
        rows.delete(held)
        work.commit()
    assert _then(register, MONDAY, lambda look: [each.title for each in look.milestones.all()]) == ["Pilot"]


def test_words_of_june_written_down_in_july_are_not_there_in_june(register: RegisterBuilder) -> None:
    action = register.action("POV-01")
    milestone = register.add(Milestone(action_id=id_of(action), title="Pilot"))
    said = MONDAY + timedelta(hours=1)
    with working(register.database, CLERK, LATER) as work:
        rows = work.register(register.id).rows
        rows.add(
            Update(
                action_id=id_of(action), at=said, words="Under way.", way="import", status_before="on_track"
            )
        )
        rows.add(MilestoneMove(milestone_id=id_of(milestone), moved_at=said))
        work.commit()
    for instant, there in ((said, 0), (LATER, 1)):
        assert len(_then(register, instant, lambda look: look.rows.all(Update))) == there
        assert len(_then(register, instant, lambda look: look.rows.all(MilestoneMove))) == there


def test_words_of_which_no_history_says_when_they_were_written_come_with_their_action(
    register: RegisterBuilder,
) -> None:
    with working(register.database, CLERK, LATER) as work:
        rows = work.register(register.id).rows
        action = rows.add(Action(code="POV-01", title="Brought in"))
        work.flush()
        rows.add(
            Update(
                action_id=id_of(action), at=MONDAY, words="Under way.", way="import", status_before="on_track"
            )
        )
        work.commit()
    with register.database.writers.begin() as connection:  # as an earlier version left it
        connection.execute(text("DELETE FROM changes WHERE subject = 'updates'"))
    assert _then(register, MONDAY, lambda look: list(look.rows.all(Update))) == []
    assert len(_then(register, LATER, lambda look: look.rows.all(Update))) == 1


def test_words_of_a_later_day_are_there_once_they_are_written(register: RegisterBuilder) -> None:
    action = register.action("POV-01")
    with working(register.database, CLERK, MONDAY) as work:
        work.register(register.id).rows.add(Update(action_id=id_of(action), at=LATER, words="By then."))
        work.commit()
    assert len(_then(register, MONDAY, lambda look: look.rows.all(Update))) == 1


def test_what_stands_of_an_action_is_what_stood_then(register: RegisterBuilder) -> None:
    action = register.action("POV-01", heard=MONDAY, words="Under way.")
    register.say(action, LATER, "Nearly done.")
    then = _then(register, MONDAY, lambda look: look.actions.glance(id_of(action)))
    assert (then.words, then.said_at) == ("Under way.", MONDAY)
    assert then.heard_at == MONDAY


def test_an_answer_that_came_later_is_not_given_yet(register: RegisterBuilder) -> None:
    asker = register.contact("Ailsa")
    action = register.action("POV-01")
    question = register.add(
        Question(
            action_id=id_of(action),
            asker_id=id_of(asker),
            asked_id=id_of(asker),
            words="Who is on it?",
            at=MONDAY,
            outbox_key="q",
            submission_key="q",
        )
    )
    _change(register, question, LATER, answer="I am.", answered_at=LATER)
    assert [each.answer for each in _then(register, MONDAY, lambda look: look.rows.all(Question))] == [None]
    assert [each.answer for each in _then(register, LATER, lambda look: look.rows.all(Question))] == ["I am."]


# -- any sequence of edits

FREE_COLUMNS = {
    (subject.record, column.name)
    for subject in SUBJECTS
    for column in subject.record.__table__.columns  # type: ignore[attr-defined]
    if not column.foreign_keys
    and column.name not in {"id", "partnership_id", "version", "heard_at", "latest_update_id"}
    if not column.name.endswith("_id")
    and column.name not in {"code", "email", "slack_id", "serial", "precision"}
    if column.name
    not in {"status", "state", "kind", "role", "seat", "part", "trend", "better", "reach", "decision"}
    if column.name not in {"closing_reason", "cadence"}
}
"""Columns any value of their type may stand in."""


def _value(column: Column[Any], number: int) -> Any:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, JSON):
        return [f"line {number}"] * (number % 3)
    if isinstance(kind, Boolean):
        return number % 2 == 0
    if isinstance(kind, DateTime):
        return MONDAY + timedelta(minutes=number)
    if isinstance(kind, Date):
        return date(2026, 1, 1) + timedelta(days=number)
    if isinstance(kind, Float):
        return number / 3
    return number if isinstance(kind, Integer) else f"“{number}”\nè"[: getattr(kind, "length", None)]


def _whole(database: Database) -> Whole:
    """A row in every table, the action left as the service that records its update leaves it."""
    whole = one_of_each(database, "inv")
    with working(database, CLERK, MONDAY) as work:
        action = work.register(whole.register.id).rows.get(Action, whole.ids["actions"])
        assert action is not None
        action.latest_update_id = whole.ids["updates"]
        work.commit()
    return whole


@pytest.fixture(scope="module")
def template() -> Iterator[tuple[Database, Whole]]:
    """The same in memory, to be copied."""
    database = in_memory()
    yield database, _whole(database)
    database.close()


class Edits:
    """A register to be edited any way at all, and what it held after each edit."""

    def __init__(self, database: Database, whole: Whole) -> None:
        self.database = database
        self.whole = whole
        self.at = MONDAY
        self.held = [(self.at, dump(database, self.whole.register.id))]
        self.columns = sorted(FREE_COLUMNS, key=lambda each: (each[0].__name__, each[1]))

    def edit(self, pick: int, number: int) -> None:
        """Set a field, add a place and its tie, or take the newest tie away."""
        self.at += MINUTE
        with working(self.database, CLERK, self.at) as work:
            rows: Any = work.register(self.whole.register.id).rows
            _KINDS[pick % len(_KINDS)](self, rows, number)
            work.commit()
        self.held.append((self.at, dump(self.database, self.whole.register.id)))

    def set(self, rows: Any, number: int) -> None:
        kind, name = self.columns[number % len(self.columns)]
        row = rows.all(kind)[-1]
        setattr(row, name, _value(SQLModel.metadata.tables[str(kind.__tablename__)].c[name], number))

    def tie(self, rows: Any, number: int) -> None:
        place = rows.add(Locality(name=f"Place {number}"))
        rows._session.flush()
        rows.add(ActionLocality(action_id=self.whole.ids["actions"], locality_id=id_of(place)))

    def untie(self, rows: Any, _number: int) -> None:
        ties = rows.all(ActionLocality)
        if ties:
            rows.delete(ties[-1])

    def say(self, rows: Any, number: int) -> None:
        """As the service does: what was said on an earlier day than the newest displaces nothing."""
        action = rows.get(Action, self.whole.ids["actions"])
        written = self.at - timedelta(days=number % 3)
        said_on = written.date() - timedelta(days=number % 7) if number % 2 else None
        said = said_at(written, said_on)
        overtaken = said_on is not None and action.heard_at is not None and said < action.heard_at
        before = None if overtaken else "on_track"
        fields: dict[str, Any] = {"words": f"Words {number}", "kind": "milestone", "said_on": said_on}
        rows.add(Update(action_id=id_of(action), at=written, status_before=before, **fields))
        action.heard_at = action.heard_at if overtaken else said

    def check(self) -> None:
        """Each moment as it stood is what was there then; now is now."""
        for instant, held in self.held:
            with as_at(self.database, self.whole.register.id, instant) as copy:
                assert dump(copy, self.whole.register.id) == held
                assert loose_ends(copy) == []


_KINDS = (Edits.set, Edits.set, Edits.tie, Edits.untie, Edits.say)

_edits = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 999)), max_size=5)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=_edits)
def test_as_it_stood_is_what_was_there_after_any_edits(
    template: tuple[Database, Whole], edits: list[tuple[int, int]]
) -> None:
    database = copy_of(template[0])
    try:
        story = Edits(database, template[1])
        for pick, number in edits:
            story.edit(pick, number)
        story.check()
    finally:
        database.close()


def test_every_column_that_can_be_edited_is_set_back(database: Database) -> None:
    story = Edits(database, _whole(database))
    before = story.held[0]
    for number in range(len(story.columns)):
        story.at += MINUTE
        with working(database, CLERK, story.at) as work:
            story.set(work.register(story.whole.register.id).rows, number)
            work.commit()
    story.held = [before, (story.at, dump(database, story.whole.register.id))]
    story.check()
