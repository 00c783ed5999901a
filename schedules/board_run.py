"""The run of the Board digests: read what the plan needs, and put what it decides into the outbox.

What may live here: reading before `schedules.board_digest.plan`, and carrying out its decisions in the
caller's unit of work, which commits. Nothing is sent.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rules.digest_value import Digest, from_json
from bot.rules.ways import Ways
from bot.services.compose_digest import compose_digest
from bot.services.freeze_digest import freeze_digest
from schedules.board_digest import Decision, SendDigest, SentDigest, Sitting, asked_for, messages_for
from storage.records import DigestSnapshot, Group, Meeting, id_of
from storage.records.glance import ContactGlance
from storage.repositories import Register

CHAIRING = ("chair", "deputy")
"""Who gets a group's digest, in this order."""

_OCCASIONS = ("digest meeting ", "moved meeting ", "cancelled meeting ")


@dataclass(frozen=True, slots=True)
class Schedule:
    """What `plan` reads: the sittings, the support officer, and the occasions said before."""

    sittings: tuple[Sitting, ...]
    support: ContactGlance | None
    said: frozenset[str]


def read_schedule(register: Register, ways: Ways, now: datetime) -> Schedule:
    """The partnership's meetings whose groups have their digest on, oldest first."""
    groups = {id_of(group): group for group in register.places.groups() if group.digest}
    meetings = [meeting for meeting in register.rows.all(Meeting) if meeting.group_id in groups]
    chairing = _chairing(register, ways, now)
    sent = _sent(register.rows.all(DigestSnapshot))
    return Schedule(
        sittings=tuple(_sitting(meeting, groups, chairing, sent) for meeting in sorted(meetings, key=_order)),
        support=register.people.support(),
        said=_said(register, ways),
    )


def carry_out(register: Register, ways: Ways, decision: Decision) -> int:
    """Claim the decision's occasion and fill the outbox; how many messages it put there.

    A digest is composed as the register stands at that instant, and kept. 0 where any replica was first. The
    caller commits; where that raises `DuplicateError` somebody else was first after all.
    """
    saying = decision.saying
    if not register.messages.claim_slot(saying.occasion, saying.at, saying.at, _note(decision)):
        return 0
    digest = _frozen(register, ways, decision) if isinstance(decision, SendDigest) else None
    messages = [row for to in saying.recipients for row in messages_for(decision, digest, to)]
    return sum(register.messages.put(message) is not None for message in messages)


def carry_out_now(register: Register, ways: Ways, meeting_id: int, now: datetime) -> int:
    """Send the digest of a meeting because somebody asks for it; how many messages it put into the outbox.

    0 where it has gone out, or the meeting's group has no digest. The caller commits.
    """
    schedule = read_schedule(register, ways, now)
    sitting = next((each for each in schedule.sittings if each.meeting.id == meeting_id), None)
    if sitting is None or sitting.sent is not None or sitting.meeting.latest is None:
        return 0
    return carry_out(register, ways, asked_for(sitting, schedule.support, ways, now))


def _frozen(register: Register, ways: Ways, decision: SendDigest) -> Digest:
    saying = decision.saying
    meeting = register.rows.get(Meeting, saying.meeting_id)
    if meeting is None:
        raise LookupError(f"no meeting {saying.meeting_id} in this partnership")
    digest = compose_digest(register, ways, meeting, saying.at)
    freeze_digest(register, digest, saying.occasion)
    return digest


def _note(decision: Decision) -> str | None:
    """What the slot remembers of readers nobody could be found to tell."""
    missed = [contact.id for contact in decision.saying.unreached]
    return f"nobody to reach contacts {', '.join(map(str, missed))}" if missed else None


def _order(meeting: Meeting) -> tuple[bool, str, int]:
    return (meeting.latest is None, str(meeting.latest), id_of(meeting))


def _sitting(
    meeting: Meeting,
    groups: Mapping[int, Group],
    chairing: Mapping[int, Sequence[ContactGlance]],
    sent: Mapping[int, SentDigest],
) -> Sitting:
    group = groups[meeting.group_id or 0]
    readers = tuple(chairing.get(id_of(group), ()))
    return Sitting(meeting, group.name, readers, sent.get(id_of(meeting)))


def _chairing(register: Register, ways: Ways, now: datetime) -> Mapping[int, Sequence[ContactGlance]]:
    """Whoever chairs each group today, chairs before deputies; nobody who has left."""
    people = {contact.id: contact for contact in register.people.glances()}
    roles = [role for role in register.people.roles_on(ways.day_of(now)) if role.role in CHAIRING]
    found: dict[int, list[ContactGlance]] = defaultdict(list)
    for role in sorted(roles, key=lambda role: CHAIRING.index(role.role)):
        if role.group_id is not None and role.contact_id in people:
            found[role.group_id].append(people[role.contact_id])
    return found


def _sent(snapshots: Iterable[DigestSnapshot]) -> Mapping[int, SentDigest]:
    """The newest digest of each meeting, as far as a later move is told by it."""
    newest = {snapshot.meeting_id: from_json(snapshot.value).meeting for snapshot in snapshots}
    return {key: SentDigest(line.on, line.local_time, line.version) for key, line in newest.items()}


def _said(register: Register, ways: Ways) -> frozenset[str]:
    since = ways.partnership.created_at - timedelta(days=1)
    names = register.messages.slot_names(since)
    return frozenset(name for name in names if name.startswith(_OCCASIONS))
