"""Queries that make sending happen once: claiming slots, keeping lines, filling and emptying the outbox."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy import update as update_rows
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.records import Line, Outbox, Slot
from storage.repositories.base import Repository


class Messages(Repository):
    """Slots, lines and the outbox of one partnership."""

    # -- slots and lines: what the clock has said

    def claim_slot(self, name: str, due_at: datetime, at: datetime, note: str | None = None) -> bool:
        """Take a run of a schedule; False where any replica took it before."""
        values = {"name": name, "due_at": due_at, "claimed_at": at, "note": note}
        return self._insert_once(Slot, values) is not None

    def slot_names(self, since: datetime) -> set[str]:
        """The names of the runs due since an instant that have been taken."""
        query = select(Slot.name).where(
            col(Slot.partnership_id) == self._partnership_id, col(Slot.due_at) >= since
        )
        return set(self._session.exec(query))

    def add_line(self, line: Line) -> int | None:
        """Keep a line; None where the same line was kept before: it has been, or will be, said."""
        values = line.model_dump(exclude={"id", "partnership_id"})
        return self._insert_once(Line, values)

    def lines_of(self, outbox_id: int) -> Sequence[Line]:
        """The lines one message is made of."""
        query = select(Line).where(
            col(Line.partnership_id) == self._partnership_id, col(Line.outbox_id) == outbox_id
        )
        return self._session.exec(query.order_by(col(Line.id))).all()

    def loose_lines(self, due_on: date) -> Sequence[Line]:
        """Lines due by a day that stand in no message yet."""
        query = select(Line).where(
            col(Line.partnership_id) == self._partnership_id,
            col(Line.outbox_id).is_(None),
            col(Line.due_on) <= due_on,
        )
        return self._session.exec(query.order_by(col(Line.contact_id), col(Line.id))).all()

    def lines_about(self, subject: str) -> Sequence[Line]:
        """Every line ever planned about a subject, oldest first."""
        query = select(Line).where(col(Line.partnership_id) == self._partnership_id, col(Line.subject) == subject)
        return self._session.exec(query.order_by(col(Line.id))).all()

    # -- the outbox

    def put(self, message: Outbox) -> int | None:
        """Put a message in the outbox; None where its key is already there, sent or not."""
        values = message.model_dump(exclude={"id", "partnership_id"})
        return self._insert_once(Outbox, values)

    def with_key(self, key: str) -> Outbox | None:
        """The message with this key."""
        query = select(Outbox).where(col(Outbox.partnership_id) == self._partnership_id, col(Outbox.key) == key)
        return self._session.exec(query).first()

    def in_states(self, *states: str) -> Sequence[Outbox]:
        """Messages in these states, oldest first."""
        query = select(Outbox).where(
            col(Outbox.partnership_id) == self._partnership_id, col(Outbox.state).in_(states)
        )
        return self._session.exec(query.order_by(col(Outbox.id))).all()

    def claim(self, now: datetime, real_now: datetime, lease_seconds: float, owner: str) -> Outbox | None:
        """Lease the next message that may go out now, for `lease_seconds` of real time, or return None.

        A row whose lease ran out is taken over and marked `uncertain`: it may have been sent. `now` is the
        partnership's clock, for `not_before`; `real_now` is real time, for leases and pace, and on PostgreSQL
        gives way to the database's own clock, which every replica shares.
        """
        moment = self._real_time(real_now)
        row = self._session.exec(self._claimable(now, moment)).first()
        if row is None:
            return None
        taken = (
            update_rows(Outbox)
            .where(col(Outbox.id) == row.id, col(Outbox.state) == row.state, self._lease_is_over(moment))
            .values(
                state="claimed",
                uncertain=row.uncertain or row.state == "claimed",
                lease_until=moment + timedelta(seconds=lease_seconds),
                lease_by=owner,
                attempts=row.attempts + 1,
            )
            .returning(col(Outbox.id))
            .execution_options(synchronize_session=False)
        )
        if self._session.execute(taken).first() is None:
            return None
        self._session.refresh(row)
        return row

    def settle(self, outbox_id: int, owner: str, real_now: datetime, **values: Any) -> bool:
        """Write what came of a claimed message; False where the lease was lost to somebody else meanwhile.

        `rest_seconds` keeps the channel quiet that long, so that pace holds over all replicas.
        """
        rest = values.pop("rest_seconds", 0)
        moment = self._real_time(real_now)
        settled = (
            update_rows(Outbox)
            .where(
                col(Outbox.partnership_id) == self._partnership_id,
                col(Outbox.id) == outbox_id,
                col(Outbox.state) == "claimed",
                col(Outbox.lease_by) == owner,
            )
            .values(lease_until=moment + timedelta(seconds=rest), lease_by=None, **values)
            .returning(col(Outbox.id))
        )
        return self._session.execute(settled).first() is not None

    def withdraw_followers(self, key: str, state: str, why: str) -> None:
        """A message that will not go out takes the parts that thread under it along."""
        followers = update_rows(Outbox).where(
            col(Outbox.partnership_id) == self._partnership_id,
            col(Outbox.after_key) == key,
            col(Outbox.state) == "waiting",
        )
        self._session.execute(followers.values(state=state, last_error=why))

    def next_due(self) -> datetime | None:
        """The earliest `not_before` still waiting."""
        query = select_columns(func.min(col(Outbox.not_before))).where(
            col(Outbox.partnership_id) == self._partnership_id, col(Outbox.state) == "waiting"
        )
        return self._session.execute(query).scalar_one_or_none()

    def _claimable(self, now: datetime, moment: datetime) -> SelectOfScalar[Outbox]:
        before = aliased(Outbox)
        threaded = exists().where(
            col(before.partnership_id) == col(Outbox.partnership_id),
            col(before.key) == col(Outbox.after_key),
            col(before.state) == "sent",
        )
        other = aliased(Outbox)
        channel_is_busy = exists().where(
            col(other.partnership_id) == col(Outbox.partnership_id),
            col(other.channel) == col(Outbox.channel),
            col(other.id) != col(Outbox.id),
            col(other.lease_until) > moment,
        )
        return (
            select(Outbox)
            .where(
                col(Outbox.partnership_id) == self._partnership_id,
                col(Outbox.state).in_(("waiting", "claimed")),
                col(Outbox.not_before) <= now,
                self._lease_is_over(moment),
                or_(col(Outbox.after_key).is_(None), threaded),
                or_(col(Outbox.channel).is_(None), ~channel_is_busy),
            )
            .order_by(col(Outbox.not_before), col(Outbox.id))
            .limit(1)
            .with_for_update(skip_locked=True)
        )

    @staticmethod
    def _lease_is_over(moment: datetime) -> Any:
        return or_(
            col(Outbox.lease_until).is_(None),
            col(Outbox.lease_until) <= moment,
        )

    def _real_time(self, real_now: datetime) -> datetime:
        if self._session.get_bind().dialect.name == "sqlite":
            return real_now
        moment: datetime = self._session.execute(select_columns(func.clock_timestamp())).scalar_one()
        return moment.astimezone(UTC)

    def _insert_once(self, kind: type[SQLModel], values: dict[str, Any]) -> int | None:
        """Insert a row unless its unique key is there; the new id, or None."""
        sqlite = self._session.get_bind().dialect.name == "sqlite"
        insert = insert_sqlite if sqlite else insert_postgresql
        row = insert(kind).values(partnership_id=self._partnership_id, **values)
        once = row.on_conflict_do_nothing().returning(kind.id)  # type: ignore[attr-defined]  # every table has one
        return self._session.execute(once).scalar_one_or_none()
