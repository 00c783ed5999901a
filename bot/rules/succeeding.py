"""Who follows somebody who has left: whoever came to the same role, or the same post of the same body, afterwards.

What may live here: deciding that, purely, from dated values. Days are days of the partnership; None is not known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

SUCCESSOR = "successor"
"""The kind of line that offers somebody an action of whoever they follow."""

HANDOVER = timedelta(days=31)
"""So long before somebody leaves, whoever follows them may have begun."""

WITHIN = timedelta(days=7)
"""An offer goes with the next message, at the latest after so long."""


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds or held. `entered_on` is the day it was put in the register."""

    contact_id: int
    role: str
    group_id: int | None
    priority_id: int | None
    entered_on: date
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def place(self) -> tuple[str, int | None, int | None]:
        """What it is and where."""
        return self.role, self.group_id, self.priority_id


@dataclass(frozen=True, slots=True)
class InPost:
    """Somebody in a post of a body. `since` is the day the register has them in it; `left_on` None while they are."""

    contact_id: int
    post: str | None
    body_id: int | None
    since: date
    left_on: date | None = None

    @property
    def seat(self) -> tuple[str, int] | None:
        """Post and body, to be compared; None where either is not known."""
        post = " ".join((self.post or "").casefold().split())
        return (post, self.body_id) if post and self.body_id is not None else None


class Follows(NamedTuple):
    """One person follows another who has left."""

    leaver_id: int
    successor_id: int


def who_follows(people: Iterable[InPost], roles: Iterable[Held]) -> tuple[Follows, ...]:
    """Who follows whom, each pair once. Nobody follows who was there all along, or has left too."""
    by_id = {each.contact_id: each for each in people}
    held = list(roles)
    gone = [each for each in by_id.values() if each.left_on is not None]
    found = [
        Follows(leaver.contact_id, successor)
        for leaver in gone
        for successor in (*_in_role(leaver, held, by_id), *_in_post(leaver, by_id))
    ]
    return tuple(dict.fromkeys(found))


def _in_role(leaver: InPost, held: Iterable[Held], by_id: Mapping[int, InPost]) -> Iterable[int]:
    every = list(held)
    for left in every:
        if left.contact_id != leaver.contact_id or not _held_to_the_end(left, leaver):
            continue
        for role in every:
            if role.place == left.place and _is_there(by_id, role.contact_id):
                began = role.starts_on or (role.entered_on if role.entered_on > left.entered_on else None)
                if _after(began, leaver) and not _over(role, leaver):
                    yield role.contact_id


def _in_post(leaver: InPost, by_id: Mapping[int, InPost]) -> Iterable[int]:
    if leaver.seat is None:
        return
    for each in by_id.values():
        if each.seat == leaver.seat and _is_there(by_id, each.contact_id):
            came = each.since if each.since > leaver.since else None
            if _after(came, leaver):
                yield each.contact_id


def _is_there(by_id: Mapping[int, InPost], contact_id: int) -> bool:
    return contact_id in by_id and by_id[contact_id].left_on is None


def _held_to_the_end(role: Held, leaver: InPost) -> bool:
    """Whether a leaver still had a role when they left, or had given it up shortly before."""
    return leaver.left_on is not None and (role.ends_on is None or role.ends_on >= leaver.left_on - HANDOVER)


def _over(role: Held, leaver: InPost) -> bool:
    return leaver.left_on is not None and role.ends_on is not None and role.ends_on < leaver.left_on


def _after(began: date | None, leaver: InPost) -> bool:
    return began is not None and leaver.left_on is not None and began >= leaver.left_on - HANDOVER
