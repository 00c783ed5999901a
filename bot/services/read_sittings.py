"""Read the meetings whose chair gets a digest, and where each of those digests stands. Nothing is decided here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rules.asking import People, people_on
from bot.rules.digest_sending import SentDigest, Sitting
from bot.rules.digest_value import from_json
from bot.rules.ways import Ways
from storage.records import DigestHold, DigestSnapshot, Group, Meeting, id_of
from storage.records.glance import ContactGlance, RoleGlance
from storage.repositories import Register

CHAIRING = ("chair", "deputy")
"""Who gets a group's digest, in this order."""

_OCCASIONS = ("digest meeting ", "preview meeting ", "moved meeting ", "cancelled meeting ")


@dataclass(frozen=True, slots=True)
class Schedule:
    """What deciding reads: the sittings, the support officer, and the occasions said before."""

    sittings: tuple[Sitting, ...]
    support: ContactGlance | None
    said: frozenset[str]

    def sitting(self, meeting_id: int) -> Sitting | None:
        """The sitting of one meeting; None where its group has its digest off."""
        return next((each for each in self.sittings if each.meeting.id == meeting_id), None)


def read_schedule(register: Register, ways: Ways, now: datetime) -> Schedule:
    """The partnership's meetings whose groups have their digest on, oldest first."""
    groups = {id_of(group): group for group in register.places.groups() if group.digest}
    meetings = [meeting for meeting in register.rows.all(Meeting) if meeting.group_id in groups]
    today = ways.day_of(now)
    roles = register.people.roles_on(today)
    people = people_on(register.people.glances(), roles, today)
    chairing = _chairing(people, roles)
    sent, holds = _sent(register.rows.all(DigestSnapshot)), register.meetings.holds()
    return Schedule(
        sittings=tuple(
            _sitting(meeting, groups, chairing, sent, holds) for meeting in sorted(meetings, key=_order)
        ),
        support=_support(register, people),
        said=_said(register, ways),
    )


def _order(meeting: Meeting) -> tuple[bool, str, int]:
    return (meeting.latest is None, str(meeting.latest), id_of(meeting))


def _sitting(
    meeting: Meeting,
    groups: Mapping[int, Group],
    chairing: Mapping[int, Sequence[ContactGlance]],
    sent: Mapping[int, SentDigest],
    holds: Mapping[int, DigestHold],
) -> Sitting:
    group = groups[meeting.group_id or 0]
    readers = tuple(chairing.get(id_of(group), ()))
    hold = holds.get(id_of(meeting))
    return Sitting(
        meeting, group.name, readers, sent.get(id_of(meeting)), held=hold is not None and hold.held
    )


def _chairing(people: People, roles: Iterable[RoleGlance]) -> Mapping[int, Sequence[ContactGlance]]:
    """Whoever chairs each group today, chairs before deputies; for somebody on leave, their cover if they have one."""
    found: dict[int, list[ContactGlance]] = defaultdict(list)
    held = [role for role in roles if role.role in CHAIRING and role.group_id is not None]
    for role in sorted(held, key=lambda role: CHAIRING.index(role.role)):
        reader = people.stands_for.get(role.contact_id)
        if reader is not None:
            found[role.group_id or 0].append(people.by_id[reader])
    return found


def _support(register: Register, people: People) -> ContactGlance | None:
    """The support officer, or while they are on leave their cover or another support officer."""
    support = register.people.support()
    there = people.stands_for.get(support.id) or people.support_id if support is not None else None
    return people.by_id.get(there) if there is not None else None


def _sent(snapshots: Iterable[DigestSnapshot]) -> Mapping[int, SentDigest]:
    """The newest digest of each meeting, as far as a later move is told by it."""
    newest = {snapshot.meeting_id: from_json(snapshot.value).meeting for snapshot in snapshots}
    return {key: SentDigest(line.on, line.local_time, line.version) for key, line in newest.items()}


def _said(register: Register, ways: Ways) -> frozenset[str]:
    since = ways.partnership.created_at - timedelta(days=1)
    names = register.messages.slot_names(since)
    return frozenset(name for name in names if name.startswith(_OCCASIONS))
