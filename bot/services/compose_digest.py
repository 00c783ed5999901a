"""Read the register of a meeting and compose its digest. Nothing is written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from bot.rules.digest import OpenBarrier, RegisterView, compose
from bot.rules.digest_value import Digest
from bot.rules.ways import Ways
from storage.records import ActionBody, ActionPriority, Barrier, Group, Meeting, id_of
from storage.repositories import Register

EXECUTIVE = "executive_group"
"""The kind of group that settles asks below the Board, or puts them on its agenda."""


def compose_digest(register: Register, ways: Ways, meeting: Meeting, as_of: datetime) -> Digest:
    """The digest of a meeting as the register stands; `ValueError` for a meeting without a day or a group.

    What changed is counted since the last meeting of the same group that was held before `as_of`.
    """
    last = last_held(register, ways, meeting, as_of)
    since = _began(ways, last) if last else None
    return compose(read_register(register, ways, meeting, since), since, as_of)


def last_held(register: Register, ways: Ways, meeting: Meeting, as_of: datetime) -> Meeting | None:
    """The last meeting of the meeting's group that was held before an instant; None where there was none."""
    held = [
        (each.latest, id_of(each), each)
        for each in register.rows.all(Meeting)
        if each.group_id == meeting.group_id and each.state == "held" and each.id != meeting.id
        if each.latest is not None and each.latest <= ways.day_of(as_of)
    ]
    return max(held)[2] if held else None


def read_register(register: Register, ways: Ways, meeting: Meeting, since: datetime | None) -> RegisterView:
    """What a digest of the meeting is composed from; `ValueError` where it is no group's meeting."""
    groups = register.places.groups()
    group = next((each for each in groups if each.id == meeting.group_id), None)
    if group is None:
        raise ValueError(f"meeting {meeting.id} is no group's, so nobody chairs it")
    priorities = register.places.priorities()
    changes = (
        [*register.history.status_changes(since), *register.updates.statuses_said(since)] if since else []
    )
    return RegisterView(
        ways=ways,
        meeting=meeting,
        group=group.name,
        executive=_executive(groups, group),
        settles=group.kind == EXECUTIVE,
        actions=register.actions.glances(),
        milestones=register.milestones.unmet(),
        asks=register.asks.of_meeting(id_of(meeting)),
        raised=register.asks.raised(),
        changes=changes,
        confirmed_since=register.history.confirmed_since(since) if since else frozenset(),
        bodies={id_of(body): body.name for body in register.places.bodies()},
        groups={id_of(each): each.name for each in groups},
        priorities=[(id_of(priority), priority.name) for priority in priorities],
        priority_of=_first_priorities(register),
        contributors=_contributors(register),
        barriers=_open_barriers(register, ways),
        posts=_posts(register),
    )


def _began(ways: Ways, meeting: Meeting) -> datetime:
    """When a meeting with a day began: what was said on that day before it was told to it."""
    hour = time.fromisoformat(meeting.local_time) if meeting.local_time else time()
    return datetime.combine(meeting.latest or date.min, hour, tzinfo=ways.zone).astimezone(UTC)


def _executive(groups: Sequence[Group], of_meeting: Group) -> str | None:
    named = (group.name for group in groups if group.kind == EXECUTIVE and group.id != of_meeting.id)
    return None if of_meeting.kind == EXECUTIVE else next(named, None)


def _first_priorities(register: Register) -> Mapping[int, int]:
    ties = sorted(register.rows.all(ActionPriority), key=lambda tie: tie.position, reverse=True)
    return {tie.action_id: tie.priority_id for tie in ties}


def _contributors(register: Register) -> Mapping[int, list[int]]:
    found = defaultdict(list)
    for tie in register.rows.all(ActionBody):
        found[tie.action_id].append(tie.body_id)
    return found


def _open_barriers(register: Register, ways: Ways) -> Mapping[int, OpenBarrier]:
    """The newest words of each action's open barriers, and the day of the first of them."""
    found: dict[int, OpenBarrier] = {}
    for barrier in register.rows.all(Barrier):
        if barrier.resolved_at is None:
            first = found.get(barrier.action_id)
            since = first.since if first else ways.day_of(barrier.raised_at)
            found[barrier.action_id] = OpenBarrier(barrier.words, since)
    return found


def _posts(register: Register) -> Mapping[int, str]:
    """Post and body of everybody who has a post: a name is no use to a chair, and not hers to pass on."""
    return {
        contact.id: ", ".join(part for part in (contact.post, contact.body) if part)
        for contact in register.people.glances()
        if contact.post
    }
