"""A register of any size on SQLite, written by the database itself: the same rows every time, in a few statements.

The rows are of the records' own tables and through all of their indexes; only the way they come in is a short cut.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, case, func, insert, literal, null, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel

from bot.rules.ways import Ways
from bot.slack.identity import token_digest
from storage.engine import Database
from storage.migrations import migrate
from storage.records import (
    Action,
    ActionBody,
    ActionPriority,
    Barrier,
    Body,
    Change,
    Contact,
    Group,
    Milestone,
    MilestoneMove,
    Plan,
    Priority,
    PrioritySet,
    Role,
    Update,
    id_of,
)
from tests.builders import MONDAY, RegisterBuilder

TEAM = "T1"
TOKEN = "xoxb-benchmark"
BODIES, GROUPS, PRIORITIES = 12, 20, 40
UPDATES_EACH = 10

_SECONDS_A_DAY = 86_400
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LargeRegister:
    """A register in a file. Actions and officers are numbered from 0; action `n` is coordinated by one of them."""

    path: Path
    database: Database
    ways: Ways
    partnership_id: int
    actions: int
    officers: int

    def code(self, action: int) -> str:
        """The code of an action."""
        return f"P{chr(65 + action % 20)}-{action // 20 + 1:02d}"

    def slack_id(self, officer: int) -> str:
        """The Slack account of an officer."""
        return f"U{officer:06d}"

    def officer_of(self, action: int) -> int:
        """The officer who coordinates an action."""
        return action % self.officers

    @property
    def url(self) -> str:
        """The database's address."""
        return f"sqlite:///{self.path}"


def large_register(
    path: Path, actions: int, officers: int, updates_each: int = UPDATES_EACH
) -> LargeRegister:
    """Build it: every action has `updates_each` updates, as many changes, a milestone, a priority and a body.

    The last updates lie within the 40 days before Monday 2 November 2026. A quarter of the milestones are met, a
    few were re-dated; every 25th action is blocked.
    """
    migrate(f"sqlite:///{path}")
    database = Database(f"sqlite:///{path}")
    built = RegisterBuilder(database, at=MONDAY - timedelta(days=400))
    board = built.board()
    built.meeting(board, date(2026, 9, 10), state="held")
    for month in (11, 12):
        built.meeting(board, date(2026, month, 19), papers_due=date(2026, month, 5))
    built.workspace(TEAM, token_digest(TOKEN))
    first_group = id_of(board) + 1
    with database.writers.connect() as connection:
        _without_ceremony(connection)
        with connection.begin():
            fill = _Filling(connection, built.id)
            _add_places(fill, first_group)
            _add_people(fill, officers, first_group)
            _add_actions(fill, actions, officers, updates_each, first_group)
            _add_updates(fill, actions, officers, updates_each)
    _settle(database)
    return LargeRegister(path, database, built.ways, built.id, actions, officers)


@dataclass(frozen=True, slots=True)
class _Filling:
    """Writes rows numbered from 0, `values` of each row worked out by the database from its number."""

    connection: Connection
    partnership_id: int

    def rows(self, record: type[SQLModel], count: int, values: Any, **constants: Any) -> None:
        """`values` takes the column of numbers and returns what stands in each column."""
        start = select(literal(0).label("n")).cte("numbers", recursive=True)
        numbers = start.union_all(select(start.c.n + 1).where(start.c.n + 1 < count))
        columns: dict[str, Any] = {"partnership_id": self.partnership_id} | constants | values(numbers.c.n)
        chosen = select(*map(_as_column, columns.values())).select_from(numbers)
        self.connection.execute(insert(record).from_select(list(columns), chosen))


def _as_column(value: Any) -> Any:
    if value is None:
        return null()
    return value if isinstance(value, ColumnElement) else literal(value)


def _add_places(fill: _Filling, first_group: int) -> None:
    fill.rows(Body, BODIES, lambda n: {"id": n + 1, "name": "Body " + _text(n)})
    fill.rows(
        Group,
        GROUPS,
        lambda n: {"id": n + first_group, "name": "Group " + _text(n), "kind": "thematic_partnership"},
        aka="[]",
        state="active",
        digest=False,
    )
    fill.rows(Plan, 1, lambda n: {"id": n + 1, "title": "Plan"})
    fill.rows(PrioritySet, 1, lambda n: {"id": n + 1, "plan_id": n + 1})
    fill.rows(
        Priority,
        PRIORITIES,
        lambda n: {
            "id": n + 1,
            "name": "Priority " + _text(n),
            "prefix": "P" + func.char(65 + n % 20),
            "position": n + 1,
            "lead_group_id": first_group + n % GROUPS,
        },
        priority_set_id=1,
        sub_topics="[]",
    )


def _add_people(fill: _Filling, officers: int, first_group: int) -> None:
    fill.rows(
        Contact,
        officers,
        lambda n: {
            "id": n + 1,
            "name": "Officer " + _text(n),
            "post": "Improvement Manager " + _text(n),
            "body_id": n % BODIES + 1,
            "email": "officer" + _text(n) + "@example.org",
            "slack_id": func.printf("U%06d", n),
        },
        time_zone="Europe/London",
        can_contact=True,
    )
    as_representative = {"role": "representative", "starts_on": date(2026, 1, 1)}
    fill.rows(
        Role,
        officers,
        lambda n: {"contact_id": n + 1, "group_id": first_group + n % GROUPS},
        **as_representative,
    )
    fill.rows(
        Role,
        GROUPS,
        lambda n: {"contact_id": n % officers + 1, "group_id": first_group + n},
        role="lead_officer",
    )
    fill.rows(Role, 1, lambda n: {"contact_id": n + 1}, role="support")


def _add_actions(fill: _Filling, actions: int, officers: int, updates_each: int, first_group: int) -> None:
    fill.rows(
        Action,
        actions,
        lambda n: {
            "id": n + 1,
            "code": "P" + func.char(65 + n % 20) + func.printf("-%02d", n / literal(20) + 1),
            "title": "Agree the referral route of place " + _text(n),
            "lead_group_id": first_group + n % GROUPS,
            "lead_body_id": n % BODIES + 1,
            "officer_id": n % officers + 1,
            "deputy_id": (n + 1) % officers + 1,
            "latest_update_id": (updates_each - 1) * actions + n + 1,
            "heard_at": _heard_at(n),
            "status": case((n % 7 == 0, "off_track"), (n % 7 == 1, "at_risk"), else_="on_track"),
        },
        why="People in hardship reach help once, not five times.",
        precision="day",
        earliest=date(2027, 3, 31),
        latest=date(2027, 3, 31),
        cross_cutting="[]",
        quick_win=False,
        version=updates_each,
    )
    fill.rows(
        ActionPriority, actions, lambda n: {"action_id": n + 1, "priority_id": n % PRIORITIES + 1}, position=1
    )
    fill.rows(ActionBody, actions, lambda n: {"action_id": n + 1, "body_id": (n + 5) % BODIES + 1})
    fill.rows(
        Milestone,
        actions,
        lambda n: {
            "id": n + 1,
            "action_id": n + 1,
            "title": "Step " + _text(n),
            "earliest": _day(n * 11 % 230 - 30),
            "latest": _day(n * 11 % 230 - 30),
            "met_on": case((n % 4 == 0, _day(-3)), else_=null()),
        },
        precision="day",
    )
    fill.rows(
        MilestoneMove,
        max(1, actions // 20),
        lambda n: {"milestone_id": n * 20 + 1, "moved_at": _instant(-(n % 20)), "from_latest": _day(-20)},
        from_words="October",
    )


def _add_updates(fill: _Filling, actions: int, officers: int, updates_each: int) -> None:
    for turn in range(updates_each):
        is_last = turn == updates_each - 1
        fill.rows(
            Update,
            actions,
            lambda n, turn=turn, is_last=is_last: {
                "id": turn * actions + n + 1,
                "action_id": n + 1,
                "at": _heard_at(n) if is_last else _instant(-40 * (updates_each - turn)),
                "contact_id": n % officers + 1,
                "words": "Two of three partners have agreed how the referral is passed on, place " + _text(n),
                "submission_key": f"command {turn}." + _text(n),
            },
            by="Improvement Manager, Body",
            kind="update",
            way="command",
            status="on_track",
            status_before="at_risk",
        )
        fill.rows(
            Change,
            actions,
            lambda n, turn=turn: {
                "subject_id": n + 1,
                "at": _instant(-40 * (updates_each - turn)),
                "contact_id": n % officers + 1,
                "update_id": turn * actions + n + 1,
            },
            subject="actions",
            field="status",
            before='"at_risk"',
            after='"on_track"',
            by="Improvement Manager, Body",
        )
    fill.rows(
        Barrier,
        max(1, actions // 25),
        lambda n: {"action_id": n * 25 + 1, "raised_at": _instant(-12)},
        words="waiting on funding",
        kind="resources",
    )


def _text(number: Any) -> Any:
    return func.printf("%d", number)


def _heard_at(number: Any) -> Any:
    return _instant(-(number * 7 % 40))


def _instant(days: Any) -> Any:
    """An instant so many days from the Monday, as the database writes it."""
    seconds = int(MONDAY.timestamp()) + days * _SECONDS_A_DAY
    return func.strftime("%Y-%m-%d %H:%M:%S.000000", seconds, "unixepoch")


def _day(days: Any) -> Any:
    return func.date(int(datetime(2026, 11, 2, tzinfo=UTC).timestamp()) + days * _SECONDS_A_DAY, "unixepoch")


def _without_ceremony(connection: Connection) -> None:
    """While it is built nothing has to survive a power cut; foreign keys are checked afterwards, all at once."""
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.execute("PRAGMA cache_size=-400000")


def _settle(database: Database) -> None:
    """Check what was built, and leave it as the bot opens it: on the disk, with nothing in the log of writes."""
    with database.readers.connect() as connection:
        assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    database.close()
    with database.readers.connect() as connection:
        connection.commit()
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
