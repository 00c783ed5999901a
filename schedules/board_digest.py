"""The Board digest: when a chair is told what, as a plan, and the messages each decision becomes.

What may live here: pure functions of meetings, of whoever chairs their groups, of what was said before and of
the time. Nothing is composed, kept or sent: the run of the clock does that, in one transaction with the slot.

Each thing said is named for its occasion, and an occasion is said once: `digest meeting 7 2026-12-03`, `moved
meeting 7 v2`, `cancelled meeting 7 v3`.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.papers.digest_html import digest_html, file_name
from bot.rules.digest_value import Digest
from bot.rules.digest_words import called
from bot.rules.letter import first_name
from bot.rules.ways import Ways, writing_time
from bot.views.digest import cancelled_message, digest_messages, forward_message, moved_message
from storage.records import Meeting, Outbox, id_of
from storage.records.glance import ContactGlance

COMING = frozenset({"planned", "moved"})
"""The states of a meeting that is still meant to happen."""

_TOLD = re.compile(r"(?:moved|cancelled) meeting ([0-9]+) v([0-9]+)")


@dataclass(frozen=True, slots=True)
class SentDigest:
    """A digest that went out: the day, time and version its meeting had then."""

    on: date
    local_time: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting of a group that has its digest on, and whoever is told: the group's chair, then the deputy."""

    meeting: Meeting
    group: str
    readers: tuple[ContactGlance, ...]
    sent: SentDigest | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom Slack writes to, and for whom: the same person, or a reader the support officer passes it on to.

    `reader` is None where nobody chairs the group, and the support officer has to find somebody.
    """

    to: ContactGlance
    reader: ContactGlance | None
    not_before: datetime

    @property
    def passes_on(self) -> bool:
        """Whether this is the support officer, asked to pass it on."""
        return self.reader is None or self.reader.id != self.to.id


@dataclass(frozen=True, slots=True)
class Saying:
    """What every decision says: of which meeting, for which occasion, to whom, decided when, and until when.

    `called` is the group's name without the partnership's; `today` the partnership's day. `unreached` are
    readers who can be told neither on Slack nor through a support officer.
    """

    meeting_id: int
    occasion: str
    called: str
    today: date
    at: datetime
    until: datetime
    recipients: tuple[Recipient, ...]
    unreached: tuple[ContactGlance, ...]


@dataclass(frozen=True, slots=True)
class SendDigest:
    """Compose, keep and send the digest. `late_since` is the day it should have come, where that has passed."""

    saying: Saying
    late_since: date | None = None


@dataclass(frozen=True, slots=True)
class SayCancelled:
    """The meeting of a day is cancelled; `digest_went` tells whether its digest had gone out."""

    saying: Saying
    on: date
    digest_went: bool


@dataclass(frozen=True, slots=True)
class SayMoved:
    """The meeting moved after its digest was sent. `now` is its day and time, None where it has no day."""

    saying: Saying
    was: date
    now: tuple[date, str | None] | None


Decision = SendDigest | SayCancelled | SayMoved


def plan(
    sittings: Iterable[Sitting],
    support: ContactGlance | None,
    said: Collection[str],
    ways: Ways,
    now: datetime,
) -> list[Decision]:
    """What is to be said at `now`, in the order of the sittings. `said` are the occasions said before.

    A digest falls due the partnership's lead of working days before its meeting, at the nudge hour, and goes
    out late as long as the meeting is still to come. What fell due before the partnership was kept here is
    not said.
    """
    told = _told_versions(said)
    decided = (_decide(sitting, support, said, told, ways, now) for sitting in sittings)
    return [decision for decision in decided if decision is not None]


def asked_for(sitting: Sitting, support: ContactGlance | None, ways: Ways, now: datetime) -> SendDigest:
    """The digest of a dated meeting sent because somebody asked for it, before its own day.

    Its occasion is the same as on its day, so that it does not go out a second time.
    """
    return SendDigest(_saying(sitting, digest_occasion(sitting.meeting), support, ways, now))


def due_at(meeting: Meeting, ways: Ways) -> datetime | None:
    """When a meeting's digest falls due; None for a meeting without a day."""
    if meeting.latest is None or meeting.precision != "day":
        return None
    day = ways.calendar.working_days_before(meeting.latest, ways.partnership.digest_lead_days)
    return ways.at_hour(day, ways.partnership.nudge_hour)


def digest_occasion(meeting: Meeting) -> str:
    """`digest meeting 7 2026-12-03`; `ValueError` for a meeting without a day."""
    if meeting.latest is None:
        raise ValueError(f"meeting {meeting.id} has no day")
    return f"digest meeting {meeting.id} {meeting.latest.isoformat()}"


def _told_versions(said: Iterable[str]) -> dict[int, int]:
    """The newest version of each meeting that a correction or a cancellation told of."""
    told: dict[int, int] = {}
    for occasion in said:
        match = _TOLD.fullmatch(occasion)
        if match:
            meeting_id, version = map(int, match.groups())
            told[meeting_id] = max(version, told.get(meeting_id, 0))
    return told


def _decide(
    sitting: Sitting,
    support: ContactGlance | None,
    said: Collection[str],
    told: dict[int, int],
    ways: Ways,
    now: datetime,
) -> Decision | None:
    meeting = sitting.meeting
    decision: Decision | None = None
    if meeting.state == "cancelled":
        decision = _cancelled(sitting, support, ways, now)
    elif meeting.state in COMING and sitting.sent:
        decision = _moved(sitting, sitting.sent, told.get(id_of(meeting), 0), support, ways, now)
    elif meeting.state in COMING:
        decision = _digest(sitting, support, ways, now)
    return decision if decision and decision.saying.occasion not in said else None


def _digest(sitting: Sitting, support: ContactGlance | None, ways: Ways, now: datetime) -> SendDigest | None:
    due = due_at(sitting.meeting, ways)
    if due is None or not _has_come(due, ways, now):
        return None
    saying = _saying(sitting, digest_occasion(sitting.meeting), support, ways, now)
    due_on = ways.day_of(due)
    return SendDigest(saying, due_on if due_on < saying.today else None) if now < saying.until else None


def _cancelled(
    sitting: Sitting, support: ContactGlance | None, ways: Ways, now: datetime
) -> SayCancelled | None:
    """Whoever was told of it, or expects its digest by now, is told at once.

    A meeting that was cancelled before it came here was promised to nobody.
    """
    meeting = sitting.meeting
    due = due_at(meeting, ways)
    expected = (
        sitting.sent is not None or meeting.version > 1 or (due is not None and _has_come(due, ways, now))
    )
    if meeting.latest is None or not expected:
        return None
    known_on = sitting.sent.on if sitting.sent else None
    occasion = f"cancelled meeting {meeting.id} v{meeting.version}"
    saying = _saying(sitting, occasion, support, ways, now, known_on)
    return SayCancelled(saying, meeting.latest, sitting.sent is not None) if now < saying.until else None


def _moved(
    sitting: Sitting, sent: SentDigest, told: int, support: ContactGlance | None, ways: Ways, now: datetime
) -> SayMoved | None:
    """A correction, where the meeting is not when its digest or the last correction said it was."""
    meeting = sitting.meeting
    dated = meeting.latest is not None and meeting.precision == "day"
    when = (meeting.latest, meeting.local_time) if dated and meeting.latest else None
    if when == (sent.on, sent.local_time) and told <= sent.version:
        return None
    saying = _saying(sitting, f"moved meeting {meeting.id} v{meeting.version}", support, ways, now, sent.on)
    return SayMoved(saying, sent.on, when) if now < saying.until else None


def _has_come(due: datetime, ways: Ways, now: datetime) -> bool:
    return ways.partnership.created_at <= due <= now


def _saying(
    sitting: Sitting,
    occasion: str,
    support: ContactGlance | None,
    ways: Ways,
    now: datetime,
    otherwise_on: date | None = None,
) -> Saying:
    meeting = sitting.meeting
    until = _begins(meeting, meeting.latest if meeting.precision == "day" else otherwise_on, ways) or now
    recipients = _recipients(sitting, support, ways, now, until)
    reached = {recipient.reader.id for recipient in recipients if recipient.reader}
    return Saying(
        meeting_id=id_of(meeting),
        occasion=occasion,
        called=called(sitting.group, ways.partnership.short_name),
        today=ways.day_of(now),
        at=now,
        until=until,
        recipients=recipients,
        unreached=tuple(reader for reader in sitting.readers if reader.id not in reached),
    )


def _begins(meeting: Meeting, on: date | None, ways: Ways) -> datetime | None:
    """When the meeting begins; one without a time is still to come until its day is over."""
    if on is None:
        return None
    if meeting.local_time is None:
        return datetime.combine(on + timedelta(days=1), time(), tzinfo=ways.zone).astimezone(UTC)
    hour = time.fromisoformat(meeting.local_time)
    return datetime.combine(on, hour, tzinfo=ways.zone).astimezone(UTC)


def _recipients(
    sitting: Sitting, support: ContactGlance | None, ways: Ways, now: datetime, until: datetime
) -> tuple[Recipient, ...]:
    """Each reader on Slack; for one who is not, and where there is none, the support officer."""
    readers: Sequence[ContactGlance | None] = tuple({each.id: each for each in sitting.readers}.values())
    passing_on = support if support and _is_on_slack(support) else None
    found = []
    for reader in readers or (None,):
        to = reader if reader and _is_on_slack(reader) else passing_on
        if to is not None:
            found.append(Recipient(to, reader, _not_before(to, ways, now, until)))
    return tuple(found)


def _is_on_slack(contact: ContactGlance) -> bool:
    return contact.slack_id is not None and contact.can_contact


def _not_before(contact: ContactGlance, ways: Ways, now: datetime, until: datetime) -> datetime:
    """Not before the person's working day begins, unless the meeting would have begun by then."""
    morning = writing_time(ways, ways.day_of(now), contact.time_zone)
    return morning if now < morning < until else now


# --- what each decision becomes


def messages_for(decision: Decision, digest: Digest | None, recipient: Recipient) -> list[Outbox]:
    """The outbox rows for one recipient of a decision; the parts after the first thread under it.

    `digest` is needed for a `SendDigest` alone, and its lack there raises `ValueError`.
    """
    if not isinstance(decision, SendDigest):
        return [_row(decision.saying, recipient, 0, _correction(decision, recipient))]
    if digest is None:
        raise ValueError(f"no digest to send for {decision.saying.occasion}")
    if recipient.passes_on:
        return [_row(decision.saying, recipient, 0, _to_send_on(decision.saying, digest, recipient))]
    payloads = digest_messages(digest, decision.late_since)
    return [_row(decision.saying, recipient, part, payload) for part, payload in enumerate(payloads)]


def _row(saying: Saying, recipient: Recipient, part: int, payload: dict[str, Any]) -> Outbox:
    start = f"{saying.occasion} contact {(recipient.reader or recipient.to).id} part"
    return Outbox(
        key=f"{start} {part}",
        kind="message",
        contact_id=recipient.to.id,
        channel=recipient.to.slack_id,
        payload=payload,
        after_key=f"{start} 0" if part else None,
        not_before=recipient.not_before,
        not_after=saying.until,
        created_at=saying.at,
    )


def _to_send_on(saying: Saying, digest: Digest, recipient: Recipient) -> dict[str, Any]:
    address = recipient.reader.email if recipient.reader else None
    payload = forward_message(digest, _greeting(recipient), _why_you(saying, recipient), address)
    name = file_name(digest)
    return payload | {
        "file": {"name": name, "title": name.removesuffix(".html"), "content": digest_html(digest)}
    }


def _correction(decision: SayCancelled | SayMoved, recipient: Recipient) -> dict[str, Any]:
    saying = decision.saying
    why_you = _why_you(saying, recipient) if recipient.passes_on else ""
    greeting = _greeting(recipient)
    if isinstance(decision, SayCancelled):
        went = decision.digest_went
        return cancelled_message(saying.called, decision.on, saying.today, went, greeting, why_you)
    return moved_message(saying.called, decision.was, decision.now, saying.today, greeting, why_you)


def _greeting(recipient: Recipient) -> str:
    name = first_name(recipient.to.name)
    return f"Hello {name}." if name else "Hello."


def _why_you(saying: Saying, recipient: Recipient) -> str:
    """Why the support officer gets it, naming the reader by post and body."""
    reader = recipient.reader
    if reader is None:
        return f"Nobody is down as chair of the {saying.called}."
    post = ", ".join(part for part in (reader.post, reader.body) if part)
    return f"This is for the {post or f'chair of the {saying.called}'}, who is not on Slack."
