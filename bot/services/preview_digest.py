"""Show the support officer how a digest would stand, and show it again in its place once that has changed."""

from datetime import datetime

from bot.rules.digest_preview import HELD, STEERED, WENT, NotSteered, Preview, goes_to, state_of
from bot.rules.digest_sending import Sitting, asked_for, due_at, preview_at
from bot.rules.digest_words import called
from bot.rules.permission import is_support
from bot.rules.posts import in_post
from bot.rules.ways import Ways
from bot.services.compose_digest import compose_digest
from bot.services.read_sittings import Schedule, read_schedule
from bot.services.who_may import support_of
from bot.views.digest_preview import preview_message
from storage.engine import Database
from storage.records import Outbox, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import reading

KEY = "preview meeting "
"""How the outbox keys of previews begin."""


def read_preview(
    database: Database, ways: Ways, person: Person, meeting_id: int, at: datetime
) -> Preview | NotSteered:
    """How a meeting's digest stands, for somebody who may steer it while it can be."""
    with reading(database) as look:
        return steerable(look.register(person.partnership_id), ways, person, meeting_id, at)


def steerable(
    register: Register, ways: Ways, person: Person, meeting_id: int, at: datetime
) -> Preview | NotSteered:
    """The same within a unit of work. Permission is judged here, at the tap."""
    if not is_support(person):
        return NotSteered("support_only", support=support_of(register, person, at))
    preview = preview_of(register, ways, meeting_id, at)
    if preview is None:
        return NotSteered("no_meeting")
    return preview if preview.state in STEERED else NotSteered(preview.state, preview)


def preview_of(register: Register, ways: Ways, meeting_id: int, now: datetime) -> Preview | None:
    """How a meeting's digest stands; None where its group has no digest."""
    schedule = read_schedule(register, ways, now)
    sitting = schedule.sitting(meeting_id)
    return _preview(register, ways, schedule, sitting, now) if sitting is not None else None


def previews_near(register: Register, ways: Ways, now: datetime) -> tuple[Preview, ...]:
    """The digests that can be steered and have been shown, or are held; without their words, the first to go first."""
    schedule = read_schedule(register, ways, now)
    found = []
    for sitting in schedule.sittings:
        shown_at = preview_at(sitting.meeting, ways)
        is_near = sitting.held or (shown_at is not None and shown_at <= now)
        if is_near and state_of(sitting, ways, now) in STEERED:
            found.append(_preview(register, ways, schedule, sitting, now, in_words=False))
    return tuple(found)


def previews_again(register: Register, ways: Ways, meeting_id: int, now: datetime) -> None:
    """Have every preview of a meeting that was sent show how its digest stands now; one still waiting is withdrawn.

    The meeting is held by the caller, so that of two changes at once the later one's edit shows both.
    """
    shown = register.messages.starting(f"{KEY}{meeting_id} ")
    preview = preview_of(register, ways, meeting_id, now) if shown else None
    if preview is None:
        return
    for row in shown:
        if row.sent_channel is not None and row.sent_ts is not None:
            number = len(register.messages.starting(f"edit {row.key} ")) + 1
            register.messages.put(_again(row, preview, now, number))
        elif preview.state not in STEERED:
            register.messages.move(id_of(row), "waiting", "withdrawn", last_error="the digest has gone")


def _again(row: Outbox, preview: Preview, now: datetime, number: int) -> Outbox:
    place = {"channel": row.sent_channel, "ts": row.sent_ts}
    return Outbox(
        key=f"edit {row.key} {number}",
        kind="edit",
        channel=row.sent_channel,
        payload=place | preview_message(preview, row.key),
        not_before=now,
        created_at=now,
    )


def _preview(
    register: Register,
    ways: Ways,
    schedule: Schedule,
    sitting: Sitting,
    now: datetime,
    in_words: bool = True,
) -> Preview:
    meeting = sitting.meeting
    state, due = state_of(sitting, ways, now), due_at(meeting, ways)
    by, at = _since_when(register, id_of(meeting), state)
    return Preview(
        meeting_id=id_of(meeting),
        called=called(sitting.group, ways.partnership.short_name),
        today=ways.day_of(now),
        state=state,
        to=goes_to(sitting, _reached(schedule, sitting, ways, now)),
        now=now,
        goes_at=due.astimezone(ways.zone) if due else None,
        meets_on=meeting.latest,
        local_time=meeting.local_time,
        digest=compose_digest(register, ways, meeting, now) if in_words and state in STEERED else None,
        by=by,
        at=at.astimezone(ways.zone) if at else None,
    )


def _reached(schedule: Schedule, sitting: Sitting, ways: Ways, now: datetime) -> int:
    """How many of the group's readers get it themselves."""
    if sitting.meeting.latest is None:
        return len(sitting.readers)
    recipients = asked_for(sitting, schedule.support, ways, now).saying.recipients
    return sum(not recipient.passes_on for recipient in recipients)


def _since_when(register: Register, meeting_id: int, state: str) -> tuple[str | None, datetime | None]:
    """Who holds it and since when; or when it went."""
    hold = register.meetings.holds().get(meeting_id) if state == HELD else None
    if hold is not None:
        who = register.people.glance(hold.contact_id)
        return (in_post(who) if who else None), hold.at
    snapshots = register.meetings.snapshots(meeting_id) if state == WENT else ()
    return None, (snapshots[0].as_of if snapshots else None)
