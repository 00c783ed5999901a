"""Partnerships are kept apart twice: by the repositories, and by the database itself."""

import inspect
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from storage.engine import Database
from storage.records import Action, ActionPriority, Outbox, Owned
from storage.records.glance import ActionFilter
from storage.repositories import Register
from storage.unit_of_work import working
from tests.builders import CLERK, MONDAY
from tests.storage.one_of_each import DAY, OWNED_TABLES, Whole, one_of_each

REFERENCES = [
    (table.name, constraint.column_keys[1])
    for table in OWNED_TABLES
    for constraint in table.foreign_key_constraints
    if len(constraint.column_keys) == 2
]
"""Every (table, column) that points at another row of the partnership."""

NOT_REFERENCES = {
    ("actions", "latest_update_id"),  # derived; updates point at actions already
    ("changes", "update_id"),  # history outlives whatever it tells of
    ("changes", "subject_id"),  # a row of any table
    ("imported_rows", "subject_id"),
    ("submissions", "row_id"),
    ("outbox", "slack_id"),
    ("contacts", "slack_id"),
    ("workspaces", "team_id"),
    ("workspaces", "bot_user_id"),
    ("workspaces", "bot_id"),
}


@pytest.fixture
def ours(database: Database) -> Whole:
    return one_of_each(database, "inv")


@pytest.fixture
def theirs(ours: Whole, database: Database) -> Whole:
    # Ids that one partnership has and the other has not, in every table.
    return one_of_each(database, "oth")


def _every(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from _every(one)


def _is_foreign_key_error(error: IntegrityError) -> bool:
    return "FOREIGN KEY" in str(error.orig) or getattr(error.orig, "sqlstate", None) == "23503"


def _point(database: Database, table_name: str, column: str, row_id: int, at: int) -> None:
    table = SQLModel.metadata.tables[table_name]
    with database.writers.connect() as connection:
        connection.execute(update(table).where(table.c.id == row_id).values({column: at}))
        connection.rollback()


def _is_refused(database: Database, table_name: str, column: str, row_id: int, at: int) -> bool:
    try:
        _point(database, table_name, column, row_id, at)
    except IntegrityError as error:
        return _is_foreign_key_error(error)
    return False


def test_the_walk_finds_the_references() -> None:
    assert len(REFERENCES) > 30
    assert ("updates", "action_id") in REFERENCES


def test_the_database_refuses_every_reference_that_crosses_partnerships(
    database: Database, ours: Whole, theirs: Whole
) -> None:
    accepted = []
    for table_name, column in REFERENCES:
        table = SQLModel.metadata.tables[table_name]
        [constraint] = [one for one in table.foreign_key_constraints if column in one.column_keys]
        target = constraint.referred_table.name
        if not _is_refused(database, table_name, column, ours.ids[table_name], theirs.ids[target]):
            accepted.append(f"{table_name}.{column}")
        # The same pointer within the partnership is taken, so it is the crossing that was refused.
        _point(database, table_name, column, ours.ids[table_name], ours.ids[target])
    assert accepted == []


def test_the_database_refuses_a_row_of_no_partnership(database: Database, ours: Whole) -> None:
    accepted = [
        table.name
        for table in OWNED_TABLES
        if not _is_refused(database, table.name, "partnership_id", ours.ids[table.name], 404)
    ]
    assert accepted == []


def test_a_row_cannot_be_carried_over_to_another_partnership_with_what_hangs_on_it(
    database: Database, ours: Whole, theirs: Whole
) -> None:
    there = theirs.register.id
    for table_name in ("actions", "contacts", "meetings", "updates"):
        assert _is_refused(database, table_name, "partnership_id", ours.ids[table_name], there), table_name


def test_every_column_that_names_a_row_is_held_to_the_partnership() -> None:
    named = {
        (table.name, column.name)
        for table in OWNED_TABLES
        for column in table.columns
        if column.name.endswith("_id") and column.name != "partnership_id"
    }
    assert named - set(REFERENCES) - NOT_REFERENCES == set()


# -- the repositories


REPOSITORIES = (
    *("actions", "updates", "milestones", "asks", "meetings"),
    *("people", "places", "messages", "history", "snoozes", "questions", "subjects", "whole"),
)

Query = tuple[str, str]
NOBODY = 10**6
"""An id no row has."""


def _queries() -> Iterator[Query]:
    for repository in REPOSITORIES:
        kind = Register.__dict__[repository].func.__annotations__["return"]
        for name, _ in inspect.getmembers(kind, inspect.isfunction):
            if not name.startswith("_"):
                yield repository, name


QUERIES = list(_queries())

WRITING = {
    # They take whole rows, whose partnership is set by the repository.
    ("messages", "put"),
    ("messages", "add_lines"),
    ("whole", "put"),
    ("whole", "put_partnership"),
    # It answers of every partnership's rows, yes or no, and is asked only where a register is put back.
    ("whole", "taken"),
}


class Arguments:
    """What to ask a query for: by the name of the parameter, the rows of one partnership, or of nobody."""

    def __init__(self, whose: Whole | None) -> None:
        self._whose = whose
        self._mark = whose.mark if whose else "nobody"

    def of(self, method: Callable[..., Any]) -> dict[str, Any]:
        """The arguments a method cannot do without."""
        parameters = inspect.signature(method).parameters.values()
        return {one.name: self._value(one.name, one.annotation) for one in parameters if self._is_needed(one)}

    @staticmethod
    def _is_needed(parameter: inspect.Parameter) -> bool:
        return parameter.default is inspect.Parameter.empty and parameter.kind != parameter.VAR_KEYWORD

    def _id(self, table: str) -> int:
        return self._whose.ids[table] if self._whose else NOBODY

    def _value(self, name: str, kind: Any) -> Any:
        ids = {
            "action_id": "actions",
            "contact_id": "contacts",
            "update_id": "updates",
            "ask_id": "asks",
            "meeting_id": "meetings",
            "milestone_id": "milestones",
            "outbox_id": "outbox",
            "priority_id": "priorities",
            "group_id": "groups",
            "body_id": "bodies",
            "line_id": "lines",
            "subject_id": "actions",
            "question_id": "questions",
            "row_id": "action_priorities",
            "own_id": "actions",
        }
        if name in ids:
            return self._id(ids[name])
        if name.endswith("_ids"):
            return [self._id(ids[name.removesuffix("s")])]
        known: dict[str, Any] = {
            "code": f"{self._mark}-01",
            "codes": [f"{self._mark}-01"],
            "key": f"{self._mark} message",
            "submission_key": f"{self._mark} key",
            "slack_id": f"U{self._mark}",
            "email": f"{self._mark}@example.org",
            "name": f"{self._mark} slot",
            "occasion": f"{self._mark} digest",
            "subject": "actions",
            "field": "status",
            "subjects": ["actions"],
            "table": "action_priorities",
            "record": ActionPriority,
            "own": "action_id",
            "other": "priority_id",
            "fixed": {},
            "rows": {"actions": [self._id("actions")]},
            "columns": {"milestones": ["action_id"]},
            "value": self._id("actions"),
            "kind": "nudge",
            "channel": "D1",
            "ts": "1.2",
            "beginning": f"{self._mark} ",
            "states": "waiting",
            "status": "complete",
            "wanted": ActionFilter(),
            "message": Outbox(
                key="x", after_key=f"{self._mark} message", not_before=MONDAY, created_at=MONDAY
            ),
            "outbox_key": f"{self._mark} question",
            "payload": {"text": "other words"},
            "lease_by": "us",
            "owner": "us",
            "lease_seconds": 30,
            "rest_seconds": 1,
            "before": "waiting",
            "after": "parked",
            "state": "parked",
            "attempts": 1,
            "why": "a test",
        }
        if name in known:
            return known[name]
        if kind in (date, datetime):
            return DAY if kind is date else MONDAY
        if kind == datetime | None:
            return None
        raise AssertionError(f"say in Arguments what a query's {name!r} is to be")


def _ask(database: Database, whole: Whole, query: Query, arguments: Arguments) -> str:
    """What one partnership's repository answers, as text; whatever it wrote is thrown away."""
    with working(database, CLERK, MONDAY) as work:
        method = getattr(getattr(work.register(whole.register.id), query[0]), query[1])
        needed = arguments.of(method)
        try:
            return repr(_called_with(method, needed))
        except LookupError:
            return "no such row"


def _names_rows(database: Database, whole: Whole, query: Query) -> bool:
    """Whether a query is asked for rows by something of theirs, so that nobody's rows are another answer."""
    with working(database, CLERK, MONDAY) as work:
        method = getattr(getattr(work.register(whole.register.id), query[0]), query[1])
        return Arguments(whole).of(method) != Arguments(None).of(method)


def _called_with(method: Callable[..., Any], values: dict[str, Any]) -> Any:
    by_place = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_POSITIONAL)
    places = [one.name for one in inspect.signature(method).parameters.values() if one.kind in by_place]
    first = [values.pop(name) for name in places if name in values]
    return method(*first, **values)


def _asked(database: Database, whole: Whole, arguments: Arguments) -> dict[Query, str]:
    return {query: _ask(database, whole, query, arguments) for query in QUERIES if query not in WRITING}


def test_no_query_answers_differently_because_another_partnership_is_there(database: Database) -> None:
    ours = one_of_each(database, "inv")
    alone = _asked(database, ours, Arguments(ours))
    one_of_each(database, "oth")
    together = _asked(database, ours, Arguments(ours))
    assert {query for query in alone if alone[query] != together[query]} == set()


def test_another_partnerships_row_is_answered_like_a_row_that_is_not_there(
    database: Database, ours: Whole, theirs: Whole
) -> None:
    asked = _asked(database, ours, Arguments(theirs))
    nothing = _asked(database, ours, Arguments(None))
    different = {query for query in asked if asked[query] != nothing[query]}
    assert different == set()


def test_the_walk_over_the_queries_sees_rows_at_all(database: Database, ours: Whole) -> None:
    asked = _asked(database, ours, Arguments(ours))
    nothing = _asked(database, ours, Arguments(None))
    seen = {query for query in asked if asked[query] != nothing[query]}
    about_rows = {query for query in asked if _names_rows(database, ours, query)}
    assert {("actions", "by_code"), ("updates", "with_key"), ("people", "person")} <= seen
    assert len(seen & about_rows) > len(about_rows) * 2 / 3


def test_rows_by_type_are_the_partnerships_own(database: Database, ours: Whole, theirs: Whole) -> None:
    kinds = {kind.__tablename__: kind for kind in _every(Owned) if hasattr(kind, "__table__")}
    with working(database, CLERK, MONDAY) as work:
        rows = work.register(ours.register.id).rows
        for table in OWNED_TABLES:
            kind: Any = kinds[table.name]
            assert rows.get(kind, ours.ids[table.name]) is not None, table.name
            assert rows.get(kind, theirs.ids[table.name]) is None, table.name
            assert {row.partnership_id for row in rows.all(kind)} == {ours.register.id}, table.name


def test_what_is_added_belongs_to_the_partnership_it_is_added_to(database: Database, ours: Whole) -> None:
    with working(database, CLERK, MONDAY) as work:
        action = Action(code="X-01", title="Somebody else's", partnership_id=404)
        assert work.register(ours.register.id).rows.add(action).partnership_id == ours.register.id
