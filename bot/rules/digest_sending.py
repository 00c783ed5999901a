"""Sending a digest: when it falls due, to whom it goes, and what is decided of it.

What may live here: pure functions of a meeting, of whoever chairs its group and of the time, and the decisions as
values. Which decision is taken when is `schedules.board_digest`'s to say.

Each thing said is named for its occasion, and an occasion is said once: `digest meeting 7 2026-12-03`, `preview
meeting 7 2026-12-03`, `moved meeting 7 v2`, `cancelled meeting 7 v3`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.rules.asking import can_be_written_to
from bot.rules.digest_words import called
from bot.rules.ways import Ways, writing_time
from storage.records import Meeting, id_of
from storage.records.glance import ContactGlance

COMING = frozenset({"planned", "moved"})
"""The states of a meeting that is still meant to happen."""

PREVIEW_DAYS = 2
"""Working days before the digest's own day on which the support officer sees how it would stand."""


@dataclass(frozen=True, slots=True)
class SentDigest:
    """A digest that went out: the day, time and version its meeting had then."""

    on: date
    local_time: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting of a group that has its digest on, and whoever is told: the group's chair, then the deputy.

    `held`: a support officer holds the digest back.
    """

    meeting: Meeting
    group: str
    readers: tuple[ContactGlance, ...]
    sent: SentDigest | None = None
    held: bool = False


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
    """Compose, keep and send the digest. `late_since` is the day it should have come, where that has passed.

    `wanted`: somebody asks for it, so that a hold does not stop it.
    """

    saying: Saying
    late_since: date | None = None
    wanted: bool = False


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


@dataclass(frozen=True, slots=True)
class SendPreview:
    """Show the support officer how the digest would stand, while it can still be held, sent or added to."""

    saying: Saying


Decision = SendDigest | SayCancelled | SayMoved | SendPreview


def asked_for(sitting: Sitting, support: ContactGlance | None, ways: Ways, now: datetime) -> SendDigest:
    """The digest of a dated meeting sent because somebody asked for it, before its own day.

    Its occasion is the same as on its day, so that it does not go out a second time.
    """
    saying = saying_of(sitting, digest_occasion(sitting.meeting), support, ways, now)
    return SendDigest(saying, wanted=True)


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


def preview_at(meeting: Meeting, ways: Ways) -> datetime | None:
    """When the support officer is shown a meeting's digest, before its own time; None for one without a day."""
    due = due_at(meeting, ways)
    if due is None:
        return None
    day = ways.calendar.working_days_before(ways.day_of(due), PREVIEW_DAYS)
    return ways.at_hour(day, ways.partnership.nudge_hour)


def preview_for(
    sitting: Sitting, support: ContactGlance | None, ways: Ways, now: datetime
) -> SendPreview | None:
    """The preview, between its time and the digest's; None outside of that, or where nobody can be shown it."""
    begun, due = preview_at(sitting.meeting, ways), due_at(sitting.meeting, ways)
    if begun is None or due is None or not begun <= now < due:
        return None
    if support is None or not can_be_written_to(support):
        return None
    recipient = Recipient(support, support, _not_before(support, ways, now, due))
    saying = saying_of(sitting, preview_occasion(sitting.meeting), support, ways, now)
    return SendPreview(replace(saying, until=due, recipients=(recipient,), unreached=()))


def preview_occasion(meeting: Meeting) -> str:
    """`preview meeting 7 2026-12-03`; `ValueError` for a meeting without a day."""
    return digest_occasion(meeting).replace("digest", "preview", 1)


def may_go(meeting: Meeting, ways: Ways, now: datetime) -> bool:
    """Whether a meeting's digest still makes sense: the meeting has a day, is meant to happen and has not begun."""
    begin = begins(meeting, meeting.latest, ways)
    return meeting.state in COMING and meeting.precision == "day" and begin is not None and now < begin


def saying_of(
    sitting: Sitting,
    occasion: str,
    support: ContactGlance | None,
    ways: Ways,
    now: datetime,
    otherwise_on: date | None = None,
) -> Saying:
    """What a decision of a sitting says. `otherwise_on` stands in for the day of a meeting that has none."""
    meeting = sitting.meeting
    until = begins(meeting, meeting.latest if meeting.precision == "day" else otherwise_on, ways) or now
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


def begins(meeting: Meeting, on: date | None, ways: Ways) -> datetime | None:
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
    passing_on = support if support and can_be_written_to(support) else None
    found = []
    for reader in readers or (None,):
        to = reader if reader and can_be_written_to(reader) else passing_on
        if to is not None:
            found.append(Recipient(to, reader, _not_before(to, ways, now, until)))
    return tuple(found)


def _not_before(contact: ContactGlance, ways: Ways, now: datetime, until: datetime) -> datetime:
    """Not before the person's working day begins, unless the meeting would have begun by then."""
    morning = writing_time(ways, ways.day_of(now), contact.time_zone)
    return morning if now < morning < until else now
