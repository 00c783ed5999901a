"""Builders: a small register, a row at a time, through the real unit of work on a real database."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from bot.rules.ways import Ways, ways_of
from storage.engine import Database
from storage.records import (
    Action,
    ActionBody,
    ActionLocality,
    ActionPriority,
    Ask,
    Barrier,
    Body,
    Contact,
    Group,
    Locality,
    Meeting,
    Milestone,
    Owned,
    Partnership,
    Plan,
    Priority,
    PrioritySet,
    Role,
    Update,
    Workspace,
    id_of,
)
from storage.records.glance import Person
from storage.unit_of_work import Author, reading, working

Row = TypeVar("Row", bound=Owned)

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
"""Monday 2 November 2026, nine in the morning in Edinburgh and in UTC: where most stories begin."""

CLERK = Author(None, by="the test")


class RegisterBuilder:
    """A partnership under construction.

    Every method writes at once and returns the record, its id filled in.
    """

    def __init__(self, database: Database, code: str = "inv", at: datetime = MONDAY, **settings: Any) -> None:
        self.database = database
        self.at = at
        named: dict[str, Any] = {"name": "Inverlath Community Planning Partnership"} | settings
        with working(database, CLERK, at) as work:
            self.partnership = work.everywhere.add_partnership(Partnership(code=code, created_at=at, **named))
            work.commit()

    @property
    def id(self) -> int:
        """The partnership's id."""
        assert self.partnership.id is not None
        return self.partnership.id

    @property
    def ways(self) -> Ways:
        """The partnership's ways."""
        return ways_of(self.partnership)

    def add(self, row: Row) -> Row:
        """Add any record."""
        with working(self.database, CLERK, self.at) as work:
            work.register(self.id).rows.add(row)
            work.commit()
        return row

    def workspace(self, team_id: str = "T1", token_digest: str = "digest", **fields: Any) -> Workspace:
        """A Slack workspace bound to the partnership."""
        return self.add(Workspace(team_id=team_id, bot_user_id="UBOT", token_digest=token_digest, **fields))

    def body(self, name: str, **fields: Any) -> Body:
        """A body."""
        return self.add(Body(name=name, **fields))

    def group(self, name: str, kind: str = "thematic_partnership", **fields: Any) -> Group:
        """A group."""
        return self.add(Group(name=name, kind=kind, **fields))

    def board(self) -> Group:
        """The partnership's Board, whose chair gets a digest."""
        return self.group("Board", kind="board", digest=True)

    def locality(self, name: str) -> Locality:
        """A locality."""
        return self.add(Locality(name=name))

    def priority(self, name: str, prefix: str, **fields: Any) -> Priority:
        """A priority, in a set and a plan of its own."""
        plan = self.add(Plan(title="Plan"))
        a_set = self.add(PrioritySet(plan_id=id_of(plan), label="priorities"))
        return self.add(Priority(name=name, prefix=prefix, priority_set_id=id_of(a_set), **fields))

    def contact(
        self,
        name: str,
        slack_id: str | None = None,
        body: Body | None = None,
        roles: Iterable[tuple[str, Group | None]] = (),
        **fields: Any,
    ) -> Contact:
        """A contact, with roles in groups (or, with None, in the whole partnership)."""
        body_id = body.id if body else None
        contact = self.add(Contact(name=name, slack_id=slack_id, body_id=body_id, **fields))
        for role, group in roles:
            self.add(Role(contact_id=id_of(contact), role=role, group_id=group.id if group else None))
        return contact

    def action(
        self,
        code: str,
        title: str = "An action",
        officer: Contact | None = None,
        deputy: Contact | None = None,
        heard: datetime | None = None,
        words: str = "Under way.",
        priorities: Iterable[Priority] = (),
        bodies: Iterable[Body] = (),
        localities: Iterable[Locality] = (),
        **fields: Any,
    ) -> Action:
        """An action; with `heard`, an update of that instant stands."""
        people: dict[str, Any] = {
            "officer_id": officer.id if officer else None,
            "deputy_id": deputy.id if deputy else None,
        }
        action = self.add(Action(code=code, title=title, **people, **fields))
        for priority in priorities:
            self.add(ActionPriority(action_id=id_of(action), priority_id=id_of(priority)))
        for body in bodies:
            self.add(ActionBody(action_id=id_of(action), body_id=id_of(body)))
        for locality in localities:
            self.add(ActionLocality(action_id=id_of(action), locality_id=id_of(locality)))
        return self.say(action, heard, words, officer) if heard else action

    def say(
        self, action: Action, at: datetime, words: str, contact: Contact | None = None, kind: str = "update"
    ) -> Action:
        """An update of the action, as old as `at`, that now stands."""
        with working(self.database, CLERK, at) as work:
            register = work.register(self.id)
            same = register.rows.get(Action, id_of(action))
            assert same is not None
            by = (contact.post or contact.name or "") if contact else ""
            fields: dict[str, Any] = {"status": same.status, "status_before": same.status, "way": "import"}
            fields["kind"] = kind
            contact_id = contact.id if contact else None
            update = Update(action_id=id_of(same), at=at, contact_id=contact_id, by=by, words=words, **fields)
            register.rows.add(update)
            work.flush()
            same.latest_update_id, same.heard_at = update.id, at
            work.commit()
            return same

    def milestone(self, action: Action | None, title: str, latest: date | None, **fields: Any) -> Milestone:
        """A milestone due on a day, or on none."""
        dated: dict[str, Any] = {
            "earliest": latest,
            "latest": latest,
            "precision": "day" if latest else "none",
        } | fields
        return self.add(Milestone(action_id=action.id if action else None, title=title, **dated))

    def barrier(self, action: Action, words: str) -> Barrier:
        """An open barrier."""
        return self.add(Barrier(action_id=id_of(action), words=words, raised_at=self.at))

    def meeting(self, group: Group | None, on: date, state: str = "planned", **fields: Any) -> Meeting:
        """A meeting on a day."""
        dated: dict[str, Any] = {
            "earliest": on,
            "latest": on,
            "precision": "day",
            "local_time": "14:00",
        } | fields
        return self.add(Meeting(group_id=group.id if group else None, state=state, **dated))

    def ask(self, words: str, kind: str = "decide", action: Action | None = None, **fields: Any) -> Ask:
        """An ask of the Board."""
        return self.add(
            Ask(words=words, kind=kind, action_id=action.id if action else None, raised_at=self.at, **fields)
        )

    def person(self, contact: Contact, on: date | None = None) -> Person:
        """The contact as a speaker, by the Slack account it is matched to."""
        assert contact.slack_id is not None
        with reading(self.database) as look:
            person = look.register(self.id).people.person(contact.slack_id, on or self.at.date())
        assert person is not None
        return person
