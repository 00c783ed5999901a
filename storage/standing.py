"""Which update of an action stands, and when it was heard of, after a run of updates: what services write as they go.

What may live here: that rule, purely. `Action.latest_update_id` and `heard_at` are kept by it; here they are worked out
again for a day that is over.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

MIDDAY = time(12, tzinfo=UTC)
"""What stands for a day on which something was said, as far as the instant is known no better."""


def said_at(at: datetime, said_on: date | None) -> datetime:
    """When the words were said: as they were written down, or on the earlier day that they were written down of."""
    late = said_on is not None and said_on < at.astimezone(UTC).date()
    return datetime.combine(said_on, MIDDAY) if late and said_on else at


class Said(NamedTuple):
    """An update, as far as standing goes. `at` is when it was said, in any form that sorts: it is never read.

    One without a status before it came in after something newer had been said, and changed nothing.
    """

    id: int
    at: str
    kind: str
    way: str
    words: str
    corrects_id: int | None
    status_before: str | None


class Stands(NamedTuple):
    """The update that stands and the instant that was heard last; None where there is none."""

    update_id: int | None = None
    heard_at: str | None = None


def standing_after(said: Sequence[Said]) -> Stands:
    """How an action stands once all this was said, in the order it was written."""
    stands = Stands()
    for number, each in enumerate(said):
        stands = _back(said[: number + 1]) if each.kind == "undo" else _after(stands, each)
    return stands


def _after(stands: Stands, said: Said) -> Stands:
    if said.status_before is None:
        return stands
    if said.way == "import":
        return Stands(said.id, said.at)
    tells = said.kind == "correction" or (said.kind != "milestone" and bool(said.words.strip()))
    return Stands(said.id if tells else stands.update_id, said.at)


def _back(said: Sequence[Said]) -> Stands:
    """What stands once the last of these has taken another back."""
    undone = {each.corrects_id for each in said if each.kind == "undo"}
    put_right = {each.corrects_id for each in said if each.corrects_id is not None and each.id not in undone}
    kept = [each for each in said if each.kind != "undo" and each.id not in put_right]
    left = sorted(kept, key=lambda each: (each.at, each.id), reverse=True)
    worded = next((each.id for each in left if each.words.strip() or each.kind == "correction"), None)
    return Stands(worded, left[0].at if left else None)
