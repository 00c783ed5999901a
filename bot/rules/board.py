"""What the Board stands before today: the next meeting, and how the register moved since its last digest.

What may live here: that value; it is read by a service and shown by a view.
"""

from dataclasses import dataclass
from datetime import date

from bot.rules.board_news import CameOfIt
from bot.rules.digest_value import Digest


@dataclass(frozen=True, slots=True)
class ChangedAction:
    """An action whose status is another than on the day of the last digest."""

    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LastDigest:
    """The last digest that went out, and what changed since its day."""

    digest: Digest
    changed: tuple[ChangedAction, ...]


@dataclass(frozen=True, slots=True)
class LastMeeting:
    """The last meeting that was held, and what came of what it was asked, in the order of its agenda."""

    on: date
    came: tuple[CameOfIt, ...]


@dataclass(frozen=True, slots=True)
class BoardNow:
    """The next meeting as a digest of this moment, when its digest is due, the last digest, and the last meeting.

    `coming` and `digest_due` are None while no meeting is dated, `last` while no digest has gone out.
    """

    today: date
    coming: Digest | None
    digest_due: date | None
    last: LastDigest | None
    met: LastMeeting | None = None
