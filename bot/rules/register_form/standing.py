"""How an action stands after a run of updates: its status, when it was heard of, who confirmed it complete.

What may live here: folding updates into a standing. Ids are the register's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Standing:
    """An action as the updates so far leave it. `said_by_id` is whose word the status is."""

    status: str = "not_started"
    said_by_id: int | None = None
    confirmed_by_id: int | None = None
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One update, as far as standing goes. `by_id` is the person whose words they are."""

    status: str | None
    by_id: int | None
    at: datetime


def is_overtaken(standing: Standing, said: Said) -> bool:
    """Whether something newer has already been said; an overtaken update is kept and changes nothing."""
    return standing.heard_at is not None and said.at < standing.heard_at


def after(standing: Standing, said: Said) -> Standing:
    """The standing once this has been said too. A second person's complete confirms the first's."""
    if is_overtaken(standing, said):
        return standing
    heard = replace(standing, heard_at=said.at)
    if said.status is None:
        return heard
    if said.status != standing.status:
        return Standing(said.status, said.by_id, None, said.at)
    confirms = said.status == COMPLETE and standing.confirmed_by_id is None
    if confirms and said.by_id is not None and said.by_id != standing.said_by_id:
        return replace(heard, confirmed_by_id=said.by_id)
    return heard
