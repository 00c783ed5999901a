"""Updates, the barriers they name and the asks of the Board they raise."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.records.action import STATUSES
from storage.records.base import Owned, one_of, owned, within
from storage.types import UtcDateTime

WAYS = ("command", "form", "button", "reply", "import", "on_behalf")
UPDATE_KINDS = ("update", "no_change", "milestone", "correction", "undo")
BARRIER_KINDS = ("decision", "data_sharing", "resources", "another_partner", "other")
ASK_KINDS = ("decide", "direct", "add_value", "note")
ASK_STATES = ("raised", "settled_below", "on_agenda", "answered", "withdrawn")


class UpdateBase(Owned):
    """What somebody said of an action. `words` are theirs, verbatim; `raw` is the line as it was typed.

    The words of an update or a correction stand until others do; "no change", a milestone met or re-dated
    and an undo are heard, and leave them standing. `status` is None where the update leaves it alone.
    `participation` is whether and how community bodies took part, which the annual report has to assess.
    `whose`, `route` and `said_on` are filled when one person records another's words. `submission_key` makes
    a repeated submission harmless.
    """

    action_id: int
    at: datetime = Field(sa_type=UtcDateTime)
    contact_id: int | None = None
    by: str = ""
    kind: str = "update"
    way: str = "command"
    words: str = ""
    raw: str | None = None
    status: str | None = None
    status_before: str | None = None
    evidence: str | None = None
    participation: str | None = None
    corrects_id: int | None = None
    on_behalf_of_id: int | None = None
    whose: str | None = None
    route: str | None = None
    said_on: date | None = None
    submission_key: str | None = Field(default=None, max_length=255)


class Update(UpdateBase, table=True):
    """An update. Append-only: a correction adds a row, nothing is overwritten."""

    __tablename__ = "updates"
    __table_args__: Any = owned(
        within("action_id", "actions"),
        within("contact_id", "contacts"),
        within("on_behalf_of_id", "contacts"),
        within("corrects_id", "updates"),
        UniqueConstraint("partnership_id", "submission_key"),
        one_of("kind", UPDATE_KINDS),
        one_of("way", WAYS),
        one_of("status", STATUSES),
        Index(None, "action_id", "id"),
        Index(None, "partnership_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)


class BarrierBase(Owned):
    """What stands in the way of an action, who took it on, and what resolved it.

    `group_id` is the group it lies with: the Executive Officer Group, or the Board.
    """

    action_id: int
    update_id: int | None = None
    kind: str = "other"
    words: str
    raised_at: datetime = Field(sa_type=UtcDateTime)
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    owner_id: int | None = None
    group_id: int | None = None
    resolution: str | None = None


class Barrier(BarrierBase, table=True):
    """A barrier. Open while `resolved_at` is None."""

    __tablename__ = "barriers"
    __table_args__ = owned(
        within("action_id", "actions"),
        within("update_id", "updates"),
        within("owner_id", "contacts"),
        within("group_id", "groups"),
        one_of("kind", BARRIER_KINDS),
        Index(None, "action_id"),
    )

    id: int | None = Field(default=None, primary_key=True)


class AskBase(Owned):
    """A specific ask of the Board: decide, direct or add value (2021 paper, paragraph 3.1).

    `note` is marked so.
    """

    action_id: int | None = None
    update_id: int | None = None
    kind: str = "decide"
    words: str
    state: str = "raised"
    raised_by_id: int | None = None
    raised_at: datetime = Field(sa_type=UtcDateTime)
    meeting_id: int | None = None
    item: str | None = None
    outcome: str | None = None


class Ask(AskBase, table=True):
    """An ask of the Board and what came of it."""

    __tablename__ = "asks"
    __table_args__ = owned(
        within("action_id", "actions"),
        within("update_id", "updates"),
        within("raised_by_id", "contacts"),
        within("meeting_id", "meetings"),
        one_of("kind", ASK_KINDS),
        one_of("state", ASK_STATES),
        Index(None, "meeting_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
