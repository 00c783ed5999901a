"""Read the register of a meeting and compose its digest. Nothing is written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.rules.digest import AskedInVain, OpenBarrier, RegisterView, compose
from bot.rules.digest_value import Digest, NoteLine
from bot.rules.freshness import SETTLED
from bot.rules.group_kinds import EXECUTIVE
from bot.rules.posts import in_post
from bot.rules.ways import Ways
from bot.services.read_ladder import Ladders
from bot.services.read_owed import owed_to_meeting
from storage.records import Group, Meeting, id_of
from storage.repositories import Register


def compose_digest(register: Register, ways: Ways, meeting: Meeting, as_of: datetime) -> Digest:
    """The digest of a meeting as the register stands; `ValueError` for a meeting without a day or a group.

    What changed is counted since the last meeting of the same group that was held before `as_of`.
    """
    last = last_held(register, ways, meeting, as_of)
    since = began(ways, last) if last else None
    view = read_register(register, ways, meeting, since)
    owed = owed_to_meeting(register, meeting, ways.day_of(as_of))
    return compose(replace(view, in_vain=_in_vain(register, ways, view, as_of), owed=owed), since, as_of)


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
        priority_of=register.actions.first_priorities(),
        contributors=_contributors(register),
        barriers=_open_barriers(register, ways),
        posts=_posts(register),
        notes=_notes(register, id_of(meeting)),
    )


def _in_vain(register: Register, ways: Ways, view: RegisterView, as_of: datetime) -> dict[int, AskedInVain]:
    """The actions about which everybody on the ladder was asked: it is the chair's digest that says so."""
    asked = [action for action in view.actions if action.status not in SETTLED]
    ladders = Ladders(register, ways, ways.day_of(as_of), [action.id for action in asked])
    found = {}
    for action in asked:
        climbed = ladders.climb_of(action)
        if climbed.has_run_out and climbed.asked_on is not None:
            first = view.posts.get(ladders.people.coordinator(action) or 0)
            posts = [each.post for each in ladders.escalations(action, climbed)]
            found[action.id] = AskedInVain(climbed.asked_on, tuple(filter(None, [first, *posts])))
    return found


def began(ways: Ways, meeting: Meeting) -> datetime:
    """When a meeting with a day began: what was said on that day before it was told to it."""
    hour = time.fromisoformat(meeting.local_time) if meeting.local_time else time()
    return datetime.combine(meeting.latest or date.min, hour, tzinfo=ways.zone).astimezone(UTC)


def _executive(groups: Sequence[Group], of_meeting: Group) -> str | None:
    named = (group.name for group in groups if group.kind == EXECUTIVE and group.id != of_meeting.id)
    return None if of_meeting.kind == EXECUTIVE else next(named, None)


def _contributors(register: Register) -> Mapping[int, list[int]]:
    found = defaultdict(list)
    for action_id, body_id in register.actions.body_pairs():
        found[action_id].append(body_id)
    return found


def _open_barriers(register: Register, ways: Ways) -> Mapping[int, OpenBarrier]:
    """The newest words of each action's open barriers, and the day of the first of them."""
    found: dict[int, OpenBarrier] = {}
    for action_id, words, raised_at in register.updates.every_open_barrier():
        first = found.get(action_id)
        found[action_id] = OpenBarrier(words, first.since if first else ways.day_of(raised_at))
    return found


def _notes(register: Register, meeting_id: int) -> list[NoteLine]:
    """What was added for this meeting, whatever day it had then, in the order it was written."""
    notes = register.meetings.notes(meeting_id)
    authors = register.people.glances_of({note.contact_id for note in notes})
    return [NoteLine(in_post(authors[note.contact_id]), note.words) for note in notes]


def _posts(register: Register) -> Mapping[int, str]:
    """Post and body of everybody who has a post: a name is no use to a chair, and not hers to pass on."""
    return {
        contact.id: ", ".join(part for part in (contact.post, contact.body) if part)
        for contact in register.people.glances()
        if contact.post
    }
