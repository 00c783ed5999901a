"""Read what groups owe: to a meeting, what the support officer sees to, and what a lead officer's groups owe."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from bot.rules.dates import Due
from bot.rules.group_kinds import BOARD
from bot.rules.owed import (
    REVIEW,
    Owed,
    due_of,
    due_soon,
    often_of,
    owed_by,
    owed_to,
    reviews_passed,
    undated,
    what_of,
)
from bot.rules.posts import in_post
from bot.rules.subjects.calling import Values
from storage.records import Duty, Group, Meeting, Risk, id_of
from storage.records.glance import ContactGlance
from storage.repositories import Register

_ANSWER_FOR = ("lead_officer", "chair", "deputy", "support")
"""Whose post is named for a group, the first of these that is held."""

_BEFORE = timedelta(weeks=2)
"""So long before a Board a lead officer is reminded of what has no day of its own."""


def owed_to_meeting(register: Register, meeting: Meeting, today: date) -> tuple[Owed, ...]:
    """What a dated meeting of a group is owed."""
    duties = _open(register)
    if meeting.latest is None or not duties:
        return ()
    group = register.rows.get(Group, meeting.group_id) if meeting.group_id else None
    is_board = group is not None and group.kind == BOARD
    duties = owed_to(duties, id_of(meeting), meeting.group_id, is_board, meeting.latest)
    return _owed(register, duties, today)


def owed_on_home(register: Register, coming: Meeting | None, today: date) -> tuple[Owed, ...]:
    """What is owed before long or late, the reviews of groups and risks whose day is over, then what has no day."""
    duties = _open(register)
    owed = _owed(register, due_soon(duties, today, coming.id if coming else None), today)
    groups = reviews_passed(register.subjects.values(Group), today)
    risks = reviews_passed(register.subjects.values(Risk), today)
    posts = _posts(register, today) if groups else {}
    people = register.people.glances_of({row["owner_id"] for row in risks if row["owner_id"]})
    return (
        *owed,
        *(_review("groups", row, row["name"], REVIEW, posts.get(row["id"])) for row in groups),
        *(_review("risks", row, row["words"], "its review", _post(people, row["owner_id"])) for row in risks),
        *_owed(register, undated(duties), today),
    )


def owed_by_groups(register: Register, group_ids: Collection[int], today: date) -> tuple[Owed, ...]:
    """What these groups owe before long or late, for whoever leads them; what has no day only as a Board comes."""
    duties = [duty for duty in _open(register) if duty["group_id"] in group_ids] if group_ids else []
    if not duties:
        return ()
    own = owed_by(duties, group_ids, today)
    return _owed(register, [*own, *undated(duties)] if _board_is_near(register, today) else own, today)


def owed_by_group(register: Register, group_id: int, today: date) -> tuple[Owed, ...]:
    """All one group owes before long or late, and what has no day, for who looks at the group."""
    duties = [duty for duty in _open(register) if duty["group_id"] == group_id]
    return _owed(register, [*owed_by(duties, {group_id}, today), *undated(duties)], today)


def _board_is_near(register: Register, today: date) -> bool:
    days = (board.latest for board in register.meetings.boards() if board.state not in ("cancelled", "held"))
    return any(day is not None and today <= day <= today + _BEFORE for day in days)


def _open(register: Register) -> list[Values]:
    return list(register.subjects.values(Duty, None, done_on=None))


def _owed(register: Register, duties: list[Values], today: date) -> tuple[Owed, ...]:
    if not duties:
        return ()
    groups = register.places.groups()
    names = {group.id: group.name for group in groups}
    others = {group.id: group.name for group in groups if group.kind != BOARD}
    posts = _posts(register, today)
    return tuple(
        Owed(
            "duties",
            duty["id"],
            names.get(duty["group_id"], ""),
            what_of(duty),
            due_of(duty),
            duty["period_words"],
            posts.get(duty["group_id"]),
            others.get(duty["to_group_id"], "the Board"),
            often_of(duty),
        )
        for duty in duties
    )


def _review(table: str, row: Values, who: str, what: str, post: str | None) -> Owed:
    return Owed(table, row["id"], who, what, Due(row["review_on"], row["review_on"], "day"), post=post)


def _posts(register: Register, today: date) -> dict[int, str]:
    """The post to speak to in each group, where somebody holds one."""
    here = {contact.id: contact for contact in register.people.glances()}
    found: dict[int, tuple[int, str]] = {}
    for role in register.people.roles_on(today):
        if role.group_id is None or role.role not in _ANSWER_FOR or role.contact_id not in here:
            continue
        this = _ANSWER_FOR.index(role.role), in_post(here[role.contact_id])
        found[role.group_id] = min(found.get(role.group_id, this), this)
    return {group_id: post for group_id, (_, post) in found.items()}


def _post(people: Mapping[int, ContactGlance], contact_id: int | None) -> str | None:
    owner = people.get(contact_id or 0)
    return in_post(owner) if owner is not None and owner.left_on is None else None
