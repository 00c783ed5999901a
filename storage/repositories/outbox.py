"""Queries that make sending happen once: claiming slots, keeping lines, filling and emptying the outbox."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

from sqlalchemy import and_, case, exists, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy import update as update_rows
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.records import Line, Outbox, Slot
from storage.records.glance import AskingGlance, PlannedLine
from storage.repositories.base import Repository

UNSETTLED = ("waiting", "claimed")
"""States of a message that may still go out."""

PROMPT = ("edit", "respond")
"""Kinds that answer a tap or a command and add nothing to a channel: they go first, and at no pace."""

LETTER_LINES = (
    "nudge",
    "milestone",
    "handed",
    "ladder",
    "after_board",
    "held",
    "phone",
    "unreached",
    "successor",
)
"""Kinds of lines that ask or tell somebody of one action, one of its milestones, one meeting or one person."""

CHANNEL_RESTS = "the channel rests"
"""In `lease_by`: until `lease_until` nothing goes to the row's channel, not just the row itself."""

QUESTIONS = ("nudge", "ladder")
"""Kinds of line that ask somebody for a word about an action."""

ASKED_AT_ONCE = 500
"""Actions asked about in one query."""

CLAIM_TRIES = 5
"""How often a claim looks again after somebody else was faster."""

# Made once: a claim is asked for at every turn, and making them takes longer than asking.
_BEFORE = aliased(Outbox)
_OTHER = aliased(Outbox)


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

    def add_lines(self, lines: Iterable[PlannedLine]) -> None:
        """Keep many lines; one that was kept before is left as it is: it has been, or will be, said."""
        rows = [line._asdict() | {"partnership_id": self._partnership_id} for line in lines]
        if rows:
            self._session.execute(self._insert(Line).on_conflict_do_nothing(), rows)

    def was_planned(self, kind: str, subject: str, occasion: str) -> bool:
        """Whether a line of this occasion was ever kept, for anybody."""
        query = select(Line.id).where(
            col(Line.partnership_id) == self._partnership_id,
            col(Line.kind) == kind,
            col(Line.subject) == subject,
            col(Line.occasion) == occasion[:120],
        )
        return self._session.exec(query).first() is not None

    def askings(self, action_ids: Iterable[int]) -> list[AskingGlance]:
        """Every question about these actions the clock has put to somebody, or planned to, oldest first."""
        columns = (col(Line.kind), col(Line.subject), col(Line.occasion), col(Line.contact_id))
        sent_at = case((col(Outbox.state) == "sent", col(Outbox.sent_at)))
        of_message = and_(
            col(Outbox.partnership_id) == col(Line.partnership_id), col(Outbox.id) == col(Line.outbox_id)
        )
        query = select_columns(*columns, sent_at, col(Line.facts)).outerjoin(Outbox, of_message)
        subjects = {f"action {action_id}": action_id for action_id in action_ids}
        names = iter(subjects)
        found: list[Any] = []
        while some := list(islice(names, ASKED_AT_ONCE)):
            those = query.where(
                col(Line.partnership_id) == self._partnership_id,
                col(Line.kind).in_(QUESTIONS),
                col(Line.subject).in_(some),
            )
            found += self._plainly(those.order_by(col(Line.id)))
        return [AskingGlance(row[0], subjects[row[1]], *row[2:]) for row in found]

    def loose_of_kind(self, kind: str, contact_ids: Collection[int]) -> Sequence[Line]:
        """Lines of a kind to these people that stand in no message yet, also those not due: they ride with others."""
        query = select(Line).where(
            col(Line.partnership_id) == self._partnership_id,
            col(Line.outbox_id).is_(None),
            col(Line.kind) == kind,
            col(Line.contact_id).in_(contact_ids),
        )
        return self._session.exec(query.order_by(col(Line.id))).all()

    def unprompted(self, contact_ids: Collection[int], since: datetime) -> Sequence[Outbox]:
        """The messages to these people that nobody asked for, sent since an instant or still to go; parts left out.

        A reply to what somebody typed names no contact, so it is none of them.
        """
        query = select(Outbox).where(
            self._owned,
            col(Outbox.contact_id).in_(contact_ids),
            col(Outbox.kind).in_(("message", "lines")),
            col(Outbox.after_key).is_(None),
            or_(
                col(Outbox.state).in_(UNSETTLED),
                and_(col(Outbox.state) == "sent", col(Outbox.sent_at) >= since),
            ),
        )
        return self._session.exec(query.order_by(col(Outbox.id))).all()

    def attach(self, line_ids: Collection[int], outbox_id: int) -> None:
        """Have lines that stand in no message said by this one."""
        self._change_loose(line_ids, outbox_id=outbox_id)

    def put_off(self, line_ids: Collection[int], due_on: date) -> None:
        """Have lines that stand in no message wait for another day."""
        self._change_loose(line_ids, due_on=due_on)

    def lines_of(self, outbox_id: int) -> Sequence[Line]:
        """The lines one message is made of."""
        query = select(Line).where(
            col(Line.partnership_id) == self._partnership_id, col(Line.outbox_id) == outbox_id
        )
        return self._session.exec(query.order_by(col(Line.id))).all()

    def lines_of_kind(self, kind: str) -> list[Line]:
        """Every line of a kind there ever was, oldest first."""
        query = select(Line).where(col(Line.partnership_id) == self._partnership_id, col(Line.kind) == kind)
        return list(self._session.exec(query.order_by(col(Line.id))))

    def lines_about(self, kind: str, subject: str) -> Sequence[Line]:
        """Every line of a kind about one subject, oldest first."""
        query = select(Line).where(
            col(Line.partnership_id) == self._partnership_id,
            col(Line.kind) == kind,
            col(Line.subject) == subject,
        )
        return self._session.exec(query.order_by(col(Line.id))).all()

    def loosen(self, outbox_id: int, due_on: date) -> None:
        """Have the lines of a message that will never go out wait for another, from a day on."""
        attached = update_rows(Line).where(
            col(Line.partnership_id) == self._partnership_id, col(Line.outbox_id) == outbox_id
        )
        loose = attached.values(outbox_id=None, due_on=due_on)
        self._session.execute(loose.execution_options(synchronize_session=False))

    def loose_lines(self, due_on: date) -> Sequence[Line]:
        """Lines due by a day that stand in no message yet."""
        query = select(Line).where(
            col(Line.partnership_id) == self._partnership_id,
            col(Line.outbox_id).is_(None),
            col(Line.due_on) <= due_on,
        )
        return self._session.exec(query.order_by(col(Line.contact_id), col(Line.id))).all()

    def _change_loose(self, line_ids: Collection[int], **values: Any) -> None:
        loose = update_rows(Line).where(
            col(Line.partnership_id) == self._partnership_id,
            col(Line.id).in_(line_ids),
            col(Line.outbox_id).is_(None),
        )
        self._session.execute(loose.values(**values).execution_options(synchronize_session=False))

    # -- the outbox

    def put(self, message: Outbox) -> int | None:
        """Put a message in the outbox; None where its key is already there, sent or not."""
        values = message.model_dump(exclude={"id", "partnership_id"})
        return self._insert_once(Outbox, values)

    def with_key(self, key: str) -> Outbox | None:
        """The message with this key."""
        query = select(Outbox).where(self._owned, col(Outbox.key) == key)
        return self._session.exec(query).first()

    def starting(self, beginning: str) -> Sequence[Outbox]:
        """The messages whose keys begin so, oldest first."""
        query = select(Outbox).where(self._owned, col(Outbox.key).startswith(beginning, autoescape=True))
        return self._session.exec(query.order_by(col(Outbox.id))).all()

    def held(self, key: str) -> Outbox | None:
        """The message with this key, held until the work ends: whoever else would change it waits, then sees this."""
        query = select(Outbox).where(self._owned, col(Outbox.key) == key)
        return self._session.exec(query.with_for_update().execution_options(populate_existing=True)).first()

    def letters_about(self, subjects: Collection[str], since: datetime) -> Sequence[Outbox]:
        """The messages sent since an instant that have a line about one of these subjects, oldest first."""
        about = select(Line.outbox_id).where(
            col(Line.partnership_id) == self._partnership_id,
            col(Line.kind).in_(LETTER_LINES),
            col(Line.subject).in_(subjects),
        )
        query = select(Outbox).where(
            self._owned, col(Outbox.id).in_(about), col(Outbox.state) == "sent", col(Outbox.sent_at) >= since
        )
        return self._session.exec(query.order_by(col(Outbox.id))).all()

    def sent_as(self, channel: str, ts: str) -> Outbox | None:
        """The message that stands at this place in Slack."""
        query = select(Outbox).where(
            self._owned, col(Outbox.sent_channel) == channel, col(Outbox.sent_ts) == ts
        )
        return self._session.exec(query.order_by(col(Outbox.id))).first()

    def unsent(self, key: str) -> Outbox | None:
        """The message with this key if nobody has begun to send it, held so until the work ends."""
        query = select(Outbox).where(
            self._owned, col(Outbox.key) == key, col(Outbox.state) == "waiting", col(Outbox.attempts) == 0
        )
        return self._session.exec(query.with_for_update()).first()

    def in_states(self, *states: str) -> Sequence[Outbox]:
        """Messages in these states, oldest first."""
        query = select(Outbox).where(self._owned, col(Outbox.state).in_(states))
        return self._session.exec(query.order_by(col(Outbox.id))).all()

    def parked_for(self, contact_id: int | None, channel: str | None) -> Sequence[Outbox]:
        """What is parked for a contact, or else for a channel, oldest first."""
        to = (
            col(Outbox.contact_id) == contact_id if contact_id is not None else col(Outbox.channel) == channel
        )
        query = select(Outbox).where(self._owned, col(Outbox.state) == "parked", to)
        return self._session.exec(query.order_by(col(Outbox.id))).all()

    def reached_since(self, contact_id: int | None, channel: str | None, since: datetime) -> bool:
        """Whether a message got through to a contact, or else to a channel, after an instant."""
        to = (
            col(Outbox.contact_id) == contact_id if contact_id is not None else col(Outbox.channel) == channel
        )
        query = select(Outbox.id).where(self._owned, col(Outbox.state) == "sent", to)
        return self._session.exec(query.where(col(Outbox.sent_at) > since).limit(1)).first() is not None

    def written_to(self) -> frozenset[int]:
        """The contacts a message ever got through to."""
        query = select(Outbox.contact_id).where(self._owned, col(Outbox.state) == "sent").distinct()
        return frozenset(contact_id for contact_id in self._session.exec(query) if contact_id is not None)

    def claim(self, now: datetime, real_now: datetime, lease_seconds: float, owner: str) -> Outbox | None:
        """Lease the next message that may go out now, for `lease_seconds` of real time, or return None.

        A row whose lease ran out is taken over and marked `uncertain`: it may have been sent. `now` is the
        partnership's clock, for `not_before`; `real_now` is real time, for leases and pace, and on PostgreSQL
        gives way to the database's own clock, which every replica shares. The row's `lease_by` is of this
        claim alone, so that not even the same owner can settle it for an earlier one. A part whose
        predecessor will never go out is handed out too: the courier puts it away in the same state.
        """
        moment = self._real_time(real_now)
        for _ in range(CLAIM_TRIES):
            free = self._claimable(now, moment).with_for_update(skip_locked=True)
            row = self._session.exec(free).first()
            if row is None:
                return None
            self._queue_for(row.channel)
            if self._take(row, moment, lease_seconds, f"{owner} {uuid4().hex[:8]}"):
                self._session.refresh(row)
                return row
        return None

    def renew(self, outbox_id: int, lease_by: str, real_now: datetime, lease_seconds: float) -> bool:
        """Begin the lease of a claimed message anew; False where it was lost to somebody else meanwhile."""
        until = self._real_time(real_now) + timedelta(seconds=lease_seconds)
        return self._change(self._claimed(outbox_id, lease_by), lease_until=until)

    def keep_payload(self, outbox_id: int, lease_by: str, payload: dict[str, Any]) -> bool:
        """Keep what a claimed message says from here on; False where the lease was lost to somebody else."""
        return self._change(self._claimed(outbox_id, lease_by), payload=payload)

    def settle(
        self,
        outbox_id: int,
        lease_by: str,
        real_now: datetime,
        rest_seconds: float = 0,
        channel_rests: bool = False,
        **values: Any,
    ) -> bool:
        """Write what came of a claimed message; False where the lease was lost to somebody else meanwhile.

        The message itself is left alone for `rest_seconds`; with `channel_rests` its whole channel is, so
        that pace holds over all replicas.
        """
        until = self._real_time(real_now) + timedelta(seconds=rest_seconds)
        held_by = CHANNEL_RESTS if channel_rests else None
        return self._change(self._claimed(outbox_id, lease_by), lease_until=until, lease_by=held_by, **values)

    def set_aside(self, outbox_id: int, real_now: datetime, rest_seconds: float, **values: Any) -> bool:
        """Leave a message that nobody holds alone for a while (or for good): no words could be found."""
        moment = self._real_time(real_now)
        free = and_(
            col(Outbox.id) == outbox_id, col(Outbox.state).in_(UNSETTLED), self._lease_is_over(moment)
        )
        until = moment + timedelta(seconds=rest_seconds)
        return self._change(free, lease_until=until, lease_by=None, **values)

    def move(self, outbox_id: int, before: str, after: str, **values: Any) -> bool:
        """Put a message from one state into another; False where somebody else changed its state first."""
        in_state = and_(col(Outbox.id) == outbox_id, col(Outbox.state) == before)
        return self._change(in_state, state=after, **values)

    def thread_of(self, message: Outbox) -> Outbox | None:
        """The first of the messages this one comes after: the one whose thread it belongs in."""
        first = None
        key, passed = message.after_key, {message.key}
        while key is not None and key not in passed:
            passed.add(key)
            found = self.with_key(key)
            first, key = found or first, found.after_key if found else None
        return first

    def following(self, key: str) -> list[Outbox]:
        """Every message that comes after this one, at any remove, nearest first."""
        found: dict[int | None, Outbox] = {}
        keys = {key}
        while keys:
            query = (
                select(Outbox).where(self._owned, col(Outbox.after_key).in_(keys)).order_by(col(Outbox.id))
            )
            more = {message.id: message for message in self._session.exec(query)}
            keys = {message.key for row_id, message in more.items() if row_id not in found}
            found |= more
        return list(found.values())

    def held_until(self, now: datetime, real_now: datetime) -> datetime | None:
        """When something due may be free to go: now, or when the next lease or rest ends.

        None where nothing is due, or nothing that waits for a lease or a rest.
        """
        moment = self._real_time(real_now)
        unsettled = select_columns(exists().where(self._owned, *self._due(now)))
        if not self._session.execute(unsettled).scalar_one():
            return None
        if self._session.exec(self._claimable(now, moment)).first() is not None:
            return moment
        query = select_columns(func.min(col(Outbox.lease_until))).where(
            self._owned, col(Outbox.lease_until) > moment
        )
        return self._session.execute(query).scalar_one_or_none()

    @property
    def _owned(self) -> Any:
        return col(Outbox.partnership_id) == self._partnership_id

    @staticmethod
    def _due(now: datetime) -> tuple[Any, Any]:
        return col(Outbox.state).in_(UNSETTLED), col(Outbox.not_before) <= now

    def _claimable(self, now: datetime, moment: datetime) -> SelectOfScalar[Outbox]:
        before = _BEFORE
        predecessor_is_settled = exists().where(
            col(before.partnership_id) == col(Outbox.partnership_id),
            col(before.key) == col(Outbox.after_key),
            col(before.state).not_in(UNSETTLED),
        )
        return (
            select(Outbox)
            .where(
                self._owned,
                *self._due(now),
                self._lease_is_over(moment),
                or_(col(Outbox.after_key).is_(None), predecessor_is_settled),
                self._channel_is_free(moment),
            )
            # What somebody waits for in front of a screen goes before what the clock has to say.
            .order_by(col(Outbox.kind).in_(PROMPT).desc(), col(Outbox.not_before), col(Outbox.id))
            .limit(1)
            .execution_options(populate_existing=True)
        )

    def _channel_is_free(self, moment: datetime) -> Any:
        """Nothing is on its way to the channel, and it is not resting. What adds no message need not ask."""
        other = _OTHER
        busy = select_columns(col(other.channel)).where(
            col(other.partnership_id) == self._partnership_id,
            col(other.lease_until) > moment,
            col(other.channel).is_not(None),
            col(other.kind).not_in(PROMPT),
            or_(col(other.state) == "claimed", col(other.lease_by) == CHANNEL_RESTS),
        )
        # A message whose own lease is over is none of these, so it never stands in its own way.
        return or_(
            col(Outbox.kind).in_(PROMPT), col(Outbox.channel).is_(None), col(Outbox.channel).not_in(busy)
        )

    def _queue_for(self, channel: str | None) -> None:
        """Let claims of one channel follow one another on PostgreSQL; SQLite has one writer anyway."""
        if channel is None or self._is_sqlite:
            return
        lock = func.pg_advisory_xact_lock(self._partnership_id, func.hashtext(channel))
        self._session.execute(select_columns(lock))

    def _take(self, row: Outbox, moment: datetime, lease_seconds: float, lease_by: str) -> bool:
        """Claim a row, unless it or its channel was taken since it was looked at."""
        still = and_(
            col(Outbox.id) == row.id,
            col(Outbox.state) == row.state,
            self._lease_is_over(moment),
            self._channel_is_free(moment),
        )
        return self._change(
            still,
            state="claimed",
            uncertain=row.uncertain or row.state == "claimed",
            lease_until=moment + timedelta(seconds=lease_seconds),
            lease_by=lease_by,
            attempts=row.attempts + 1,
        )

    @staticmethod
    def _claimed(outbox_id: int, lease_by: str) -> Any:
        return and_(
            col(Outbox.id) == outbox_id, col(Outbox.state) == "claimed", col(Outbox.lease_by) == lease_by
        )

    def _change(self, which: Any, **values: Any) -> bool:
        """Change the one message meant, if it still is as expected; whether it was."""
        changed = (
            update_rows(Outbox)
            .where(self._owned, which)
            .values(**values)
            .returning(col(Outbox.id))
            .execution_options(synchronize_session=False)
        )
        return self._session.execute(changed).first() is not None

    @staticmethod
    def _lease_is_over(moment: datetime) -> Any:
        return or_(
            col(Outbox.lease_until).is_(None),
            col(Outbox.lease_until) <= moment,
        )

    @property
    def _is_sqlite(self) -> bool:
        return self._session.get_bind().dialect.name == "sqlite"

    def _real_time(self, real_now: datetime) -> datetime:
        if self._is_sqlite:
            return real_now
        moment: datetime = self._session.execute(select_columns(func.clock_timestamp())).scalar_one()
        return moment.astimezone(UTC)

    def _insert(self, kind: type[SQLModel]) -> Any:
        """An insert in the database's own words, which know of conflicts; the other database's are not loaded."""
        if self._is_sqlite:
            from sqlalchemy.dialects.sqlite import insert as insert_sqlite

            return insert_sqlite(kind)
        from sqlalchemy.dialects.postgresql import insert as insert_postgresql

        return insert_postgresql(kind)

    def _insert_once(self, kind: type[SQLModel], values: dict[str, Any]) -> int | None:
        """Insert a row unless its unique key is there; the new id, or None."""
        row = self._insert(kind).values(partnership_id=self._partnership_id, **values)
        once = row.on_conflict_do_nothing().returning(kind.id)  # type: ignore[attr-defined]  # every table has one
        return self._session.execute(once).scalar_one_or_none()
