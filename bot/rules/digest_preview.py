"""A digest before it goes: what the support officer is shown of it, and what came of steering it.

What may live here: those values, and where a digest stands, as pure functions of its meeting and of the time.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.digest_sending import Sitting, may_go
from bot.rules.digest_value import Digest
from bot.rules.ways import Ways

WAITING, HELD, WENT, CANCELLED, UNDATED, OVER = "waiting", "held", "went", "cancelled", "undated", "over"
"""Where a digest stands: it goes at its time, is held, has gone, or will not go, and why."""

STEERED = (WAITING, HELD)
"""While it stands so, it can be held, let go, sent and added to."""

CHAIR, CHAIRS, PASS_ON, NOBODY = "chair", "chairs", "pass_on", "nobody"
"""To whom it goes: the chair; chair and deputy; the support officer, to pass it on; or there is no chair."""

NOTE_LIMIT = 500
"""Characters of a line that is added to a digest."""


@dataclass(frozen=True, slots=True)
class Preview:
    """How a meeting's digest stands, on the partnership's clock. `state` is one of this module's.

    `goes_at` is its own time, `meets_on` and `local_time` the meeting's; None where it has no day. `digest` is how it
    would read now, None once it cannot be steered. `by` (by post) and `at` are of the hold, or `at` of its going.
    """

    meeting_id: int
    called: str
    today: date
    state: str
    to: str
    now: datetime
    goes_at: datetime | None
    meets_on: date | None
    local_time: str | None
    digest: Digest | None = None
    by: str | None = None
    at: datetime | None = None

    @property
    def is_due(self) -> bool:
        """Whether its own time has come."""
        return self.goes_at is not None and self.goes_at <= self.now


@dataclass(frozen=True, slots=True)
class Steered:
    """What was done to a digest (`held`, `let_go`, `sent`, `added`), and how it stands. `same`: it was so already."""

    did: str
    preview: Preview
    same: bool = False


@dataclass(frozen=True, slots=True)
class NotSteered:
    """Why not: `support_only` (`support` is who may, by post), `no_meeting`, or how it stands (`preview`)."""

    why: str
    preview: Preview | None = None
    support: str | None = None


@dataclass(frozen=True, slots=True)
class HeldDigest:
    """A digest that is held, as the support officer is reminded of it. `is_over`: it is held no longer."""

    meeting_id: int
    called: str
    goes_at: datetime
    meets_on: date
    local_time: str | None
    is_over: bool = False


def state_of(sitting: Sitting, ways: Ways, now: datetime) -> str:
    """Where the digest of a meeting stands."""
    meeting = sitting.meeting
    if meeting.state == "cancelled":
        return CANCELLED
    if sitting.sent is not None:
        return WENT
    if meeting.latest is None or meeting.precision != "day":
        return UNDATED
    if not may_go(meeting, ways, now):
        return OVER
    return HELD if sitting.held else WAITING


def goes_to(sitting: Sitting, reached: int) -> str:
    """To whom it goes, where `reached` of the group's readers are reached on Slack themselves."""
    if not sitting.readers:
        return NOBODY
    if not reached:
        return PASS_ON
    return CHAIR if len(sitting.readers) == 1 else CHAIRS
