"""Steer a digest before it goes: hold it, let it go, send it at once, or add a line. Each for support officers alone.

What may live here: those four, since each is the same transaction around one row: the meeting is taken first, so that
of two at once, and of the clock, each sees what the other did.
"""

from collections.abc import Callable
from datetime import datetime

from bot.rules.digest_preview import HELD, NOTE_LIMIT, NotSteered, Preview, Steered
from bot.rules.digest_sending import digest_occasion
from bot.rules.ways import Ways
from bot.services.also import Also, nothing_else
from bot.services.preview_digest import preview_of, previews_again, steerable
from bot.services.send_digest import carry_out_now
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import DigestHold, DigestNote, Meeting, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import working

Outcome = Steered | NotSteered


def hold_digest(
    database: Database,
    ways: Ways,
    person: Person,
    meeting_id: int,
    at: datetime,
    also: Also[Steered] = nothing_else,
) -> Outcome:
    """Hold it back until somebody lets it go. It never goes after its meeting has begun."""

    def hold(register: Register, meeting: Meeting, preview: Preview) -> tuple[str, bool]:
        if preview.state == HELD:
            return "held", True
        register.rows.add(_hold(person, meeting, True, at))
        return "held", False

    return _steer(database, ways, person, meeting_id, at, hold, also)


def let_digest_go(
    database: Database,
    ways: Ways,
    person: Person,
    meeting_id: int,
    at: datetime,
    also: Also[Steered] = nothing_else,
) -> Outcome:
    """Let it go: at its time, or at once where that has passed."""

    def let_go(register: Register, meeting: Meeting, preview: Preview) -> tuple[str, bool]:
        if preview.state != HELD:
            return "let_go", True
        register.rows.add(_hold(person, meeting, False, at))
        register.flush()
        if preview.is_due and carry_out_now(register, ways, id_of(meeting), at):
            return "sent", False
        return "let_go", False

    return _steer(database, ways, person, meeting_id, at, let_go, also)


def send_digest_now(
    database: Database,
    ways: Ways,
    person: Person,
    meeting_id: int,
    at: datetime,
    also: Also[Steered] = nothing_else,
) -> Outcome:
    """Send it at once, held or not. It goes once, whoever else asks for it and whatever the clock does."""

    def send(register: Register, meeting: Meeting, _preview: Preview) -> tuple[str, bool]:
        return "sent", not carry_out_now(register, ways, id_of(meeting), at)

    return _steer(database, ways, person, meeting_id, at, send, also)


def add_digest_line(
    database: Database,
    ways: Ways,
    person: Person,
    meeting_id: int,
    words: str,
    submission_key: str,
    at: datetime,
    also: Also[Steered] = nothing_else,
) -> Outcome:
    """Add a line under the support officer's post, of at most 500 characters; the same submission adds one."""

    def add(register: Register, meeting: Meeting, _preview: Preview) -> tuple[str, bool]:
        if any(note.submission_key == submission_key for note in register.meetings.notes(id_of(meeting))):
            return "added", True
        note = DigestNote(
            meeting_id=id_of(meeting),
            occasion=digest_occasion(meeting),
            words=words.strip()[:NOTE_LIMIT],
            contact_id=person.contact_id,
            at=at,
            submission_key=submission_key,
        )
        register.rows.add(note)
        return "added", False

    if not words.strip():
        return NotSteered("no_words")
    return _steer(database, ways, person, meeting_id, at, add, also)


def _steer(
    database: Database,
    ways: Ways,
    person: Person,
    meeting_id: int,
    at: datetime,
    act: Callable[[Register, Meeting, Preview], tuple[str, bool]],
    also: Also[Steered],
) -> Outcome:
    """Judge, act, and have every preview show it, in one transaction."""
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        meeting = register.meetings.locked(meeting_id)
        found = steerable(register, ways, person, meeting_id, at)
        if isinstance(found, NotSteered) or meeting is None:
            return found if isinstance(found, NotSteered) else NotSteered("no_meeting")
        did, same = act(register, meeting, found)
        register.flush()
        if not same:
            previews_again(register, ways, meeting_id, at)
        now = preview_of(register, ways, meeting_id, at) or found
        outcome = Steered(did, now, same)
        also(register, outcome)
        work.commit()
        return outcome


def _hold(person: Person, meeting: Meeting, held: bool, at: datetime) -> DigestHold:
    return DigestHold(
        meeting_id=id_of(meeting),
        occasion=digest_occasion(meeting),
        held=held,
        contact_id=person.contact_id,
        at=at,
    )
