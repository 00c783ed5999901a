"""After a meeting: whether it took place, and what came of each thing it was asked, in one transaction."""

from datetime import datetime

from bot.rules.board_news import (
    CARRIED,
    OUTCOMES,
    AfterBoard,
    MeetingAsks,
    NotAfterBoard,
    Said,
)
from bot.rules.chairing import WORDS_LIMIT
from bot.rules.digest_words import called
from bot.rules.permission import is_support
from bot.rules.ways import Ways
from bot.services.also import Also, nothing_else
from bot.services.bind_to_meeting import bind_to_meetings
from bot.services.carry_over import carry_over, next_after
from bot.services.speaking import author_of
from bot.services.tell_outcome import tell_outcome
from bot.services.who_may import support_of
from storage.engine import Database
from storage.records import Meeting, id_of
from storage.records.glance import AskGlance, Person
from storage.repositories import Register
from storage.unit_of_work import reading, working

WAITS = ("raised", "on_agenda")
_TOLD = (*WAITS, "answered", "settled_below")
"""What a form shows: what waits, and what was said before, to be put right."""


def read_meeting_asks(
    database: Database, ways: Ways, person: Person, meeting_id: int, at: datetime
) -> MeetingAsks | NotAfterBoard:
    """What the form shows, for a support officer, once the meeting's day is over."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        meeting = register.rows.get(Meeting, meeting_id)
        refused = _refusal(register, ways, person, meeting, at)
        if meeting is None or meeting.latest is None or refused is not None:
            return refused or NotAfterBoard("no_meeting")
        next_one = next_after(register, meeting, ways.day_of(at))
        return MeetingAsks(
            meeting_id=meeting_id,
            called=_called(register, ways, meeting),
            on=meeting.latest,
            is_held=meeting.state == "held",
            asks=tuple(_asks_of(register, meeting_id)),
            next_on=next_one.latest if next_one else None,
        )


def record_after_board(
    database: Database,
    ways: Ways,
    person: Person,
    meeting_id: int,
    said: Said,
    at: datetime,
    also: Also[AfterBoard] = nothing_else,
) -> AfterBoard | NotAfterBoard:
    """Keep what was said; asks it says nothing of stay open. Of a meeting that was not, they are carried over.

    History keeps what an ask was, and its outcome apart. The partners concerned hear it in their next message.
    """
    author = author_of(person, why="what came of the meeting")
    with working(database, author, at) as work:
        register = work.register(person.partnership_id)
        meeting = register.meetings.locked(meeting_id)
        refused = _refusal(register, ways, person, meeting, at)
        if meeting is None or meeting.latest is None or refused is not None:
            return refused or NotAfterBoard("no_meeting")
        _mark(meeting, said.met)
        recorded = 0
        for ask in _asks_of(register, meeting_id):
            state, words = said.outcomes.get(ask.id, ("", ""))
            if not state and not said.met and ask.state in WAITS:
                state = CARRIED
            recorded += _record(register, ways, person, meeting, ask.id, state, words, at)
        register.flush()
        bind_to_meetings(register, at, person.contact_id)
        still_open = sum(ask.state in WAITS for ask in _asks_of(register, meeting_id))
        called_ = _called(register, ways, meeting)
        outcome = AfterBoard(meeting_id, called_, meeting.latest, said.met, recorded, still_open)
        also(register, outcome)
        work.commit()
        return outcome


def _mark(meeting: Meeting, met: bool) -> None:
    if met:
        meeting.state = "held"
    elif meeting.state != "cancelled":
        meeting.state = "cancelled"
        meeting.version += 1


def _record(
    register: Register,
    ways: Ways,
    person: Person,
    meeting: Meeting,
    ask_id: int,
    state: str,
    words: str,
    at: datetime,
) -> bool:
    """Whether something was recorded of it: not where nothing was said, or the same as before."""
    ask = register.asks.locked(ask_id) if state in OUTCOMES else None
    how = words.strip()[:WORDS_LIMIT]
    if ask is None or (ask.state, ask.outcome or "") == (state, how):
        return False
    today = ways.day_of(at)
    if state == CARRIED:
        carry_over(register, meeting, ask, today)
    else:
        ask.state = state
    ask.outcome = how or None
    tell_outcome(register, ways, ask, state, how, person.contact_id, today, id_of(meeting))
    return True


def _asks_of(register: Register, meeting_id: int) -> list[AskGlance]:
    return [ask for ask in register.asks.of_meeting(meeting_id) if ask.state in _TOLD]


def _refusal(
    register: Register, ways: Ways, person: Person, meeting: Meeting | None, at: datetime
) -> NotAfterBoard | None:
    if not is_support(person):
        return NotAfterBoard("support_only", support_of(register, person, at))
    if meeting is None or meeting.latest is None or meeting.precision != "day":
        return NotAfterBoard("no_meeting")
    return NotAfterBoard("not_yet") if meeting.latest > ways.day_of(at) else None


def _called(register: Register, ways: Ways, meeting: Meeting) -> str:
    names = {group.id: group.name for group in register.places.groups()}
    return called(names.get(meeting.group_id, meeting.name or "meeting"), ways.partnership.short_name)
