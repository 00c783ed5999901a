"""Read what a letter tells of the Board, from its lines and the register as it stands now."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.rules.board_news import AFTER, CARRIED, HELD, NO_NEWS, OUTCOME, AfterMeeting, BoardNews, CameOfIt
from bot.rules.digest_preview import HeldDigest
from bot.rules.digest_sending import due_at, may_go
from bot.rules.digest_words import called
from bot.rules.posts import in_post
from bot.rules.ways import Ways
from storage.records import AnyLine, DigestSnapshot, Meeting
from storage.records.glance import AskGlance
from storage.repositories import Register


def board_news(
    register: Register, ways: Ways, lines: Sequence[AnyLine], now: datetime, was_sent: bool
) -> BoardNews:
    """What still stands of it. Once the letter was sent (`was_sent`), what is done meanwhile is kept, and marked."""
    wanted = [line for line in lines if line.kind in (OUTCOME, AFTER, HELD)]
    if not wanted:
        return NO_NEWS
    asks = register.asks.of_ids({_id(line) for line in wanted if line.kind == OUTCOME})
    return BoardNews(
        came=tuple(_came(register, ways, wanted, asks, was_sent)),
        after=tuple(_after(register, ways, wanted, was_sent)),
        held=tuple(_held(register, ways, wanted, now, was_sent)),
    )


def _came(
    register: Register, ways: Ways, lines: Iterable[AnyLine], asks: dict[int, AskGlance], was_sent: bool
) -> Iterable[CameOfIt]:
    """What came of asks; what was put right before it was told is told as it was put right."""
    for line in lines:
        ask, facts = asks.get(_id(line)), line.facts
        if line.kind != OUTCOME or ask is None:
            continue
        if not was_sent and (ask.outcome or "") != facts["words"]:
            continue
        if not was_sent and facts["state"] not in (CARRIED, ask.state):
            continue
        meeting = register.rows.get(Meeting, facts["meeting"]) if facts.get("meeting") else None
        onward = (
            register.rows.get(Meeting, facts["to"]) if facts["state"] == CARRIED and facts.get("to") else None
        )
        told = register.people.glance(facts["for"]) if facts.get("for") else None
        yield CameOfIt(
            kind=ask.kind,
            words=ask.words,
            code=ask.code,
            state=facts["state"],
            outcome=facts["words"],
            called=_called(register, ways, meeting) if meeting else None,
            on=meeting.latest if meeting else None,
            carried_to=onward.latest if onward else None,
            to=in_post(told) if told else None,
        )


def _after(
    register: Register, ways: Ways, lines: Iterable[AnyLine], was_sent: bool
) -> Iterable[AfterMeeting]:
    open_asks = register.asks.open_by_meeting()
    for line in lines:
        meeting = register.rows.get(Meeting, _id(line)) if line.kind == AFTER else None
        if meeting is None or meeting.latest is None:
            continue
        waiting = open_asks.get(_id(line), 0)
        is_done = not waiting and meeting.state in ("held", "cancelled")
        if is_done and not was_sent:
            continue
        yield AfterMeeting(
            meeting_id=_id(line),
            called=_called(register, ways, meeting),
            on=meeting.latest,
            open_asks=waiting,
            is_held=meeting.state == "held",
            again=bool(line.facts.get("again")),
            is_done=is_done,
        )


def _held(
    register: Register, ways: Ways, lines: Iterable[AnyLine], now: datetime, was_sent: bool
) -> Iterable[HeldDigest]:
    holds = register.meetings.holds()
    for line in lines:
        meeting = register.rows.get(Meeting, _id(line)) if line.kind == HELD else None
        due = due_at(meeting, ways) if meeting is not None else None
        if meeting is None or meeting.latest is None or due is None:
            continue
        hold = holds.get(_id(line))
        went: Sequence[DigestSnapshot] = register.meetings.snapshots(_id(line))
        still = hold is not None and hold.held and not went and may_go(meeting, ways, now)
        if still or was_sent:
            yield HeldDigest(
                meeting_id=_id(line),
                called=_called(register, ways, meeting),
                goes_at=due.astimezone(ways.zone),
                meets_on=meeting.latest,
                local_time=meeting.local_time,
                is_over=not still,
            )


def _called(register: Register, ways: Ways, meeting: Meeting) -> str:
    names = {group.id: group.name for group in register.places.groups()}
    return called(names.get(meeting.group_id, meeting.name or "meeting"), ways.partnership.short_name)


def _id(line: AnyLine) -> int:
    return int(line.subject.rsplit(" ", 1)[1])
