"""Which update of an action stands, and when it was heard of, after a run of updates: what services write as they go.

What may live here: that rule, purely. `Action.latest_update_id` and `heard_at` are kept by it; here they are worked out
again for a day that is over.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """An update, as far as standing goes. Instants are compared, never read: any form that sorts will do."""

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
    if said.way == "import":
        # One that came in after something newer had been said changed nothing, and says no status before it.
        return stands if said.status_before is None else Stands(said.id, said.at)
    tells = said.kind == "correction" or (said.kind != "milestone" and bool(said.words.strip()))
    return Stands(said.id if tells else stands.update_id, said.at)


def _back(said: Sequence[Said]) -> Stands:
    """What stands once the last of these has taken another back."""
    undone = {each.corrects_id for each in said if each.kind == "undo"}
    put_right = {each.corrects_id for each in said if each.corrects_id is not None and each.id not in undone}
    left = [each for each in reversed(said) if each.kind != "undo" and each.id not in put_right]
    worded = next((each.id for each in left if each.words.strip() or each.kind == "correction"), None)
    return Stands(worded, left[0].at if left else None)
