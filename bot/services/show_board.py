"""Show the next meeting of the Board with its asks, and what changed since its last digest."""

from datetime import date, datetime

from bot.rules.board import BoardNow, ChangedAction, LastDigest, LastMeeting
from bot.rules.board_news import ANSWERED, SETTLED, CameOfIt
from bot.rules.digest import agenda_order
from bot.rules.digest_value import from_json
from bot.rules.meetings import boards_around
from bot.rules.movement import moved
from bot.rules.ways import Ways
from bot.services.compose_digest import compose_digest
from storage.engine import Database
from storage.records import DigestSnapshot, Meeting, id_of
from storage.repositories import Register
from storage.unit_of_work import reading


def show_board(database: Database, ways: Ways, at: datetime) -> BoardNow:
    """What the Board stands before at an instant. Raises `BusyError` where the database does not answer."""
    with reading(database) as look:
        register = look.register(id_of(ways.partnership))
        held, coming = boards_around(register.meetings.boards(), ways.day_of(at))
        return BoardNow(
            today=ways.day_of(at),
            coming=compose_digest(register, ways, coming, at) if coming else None,
            digest_due=_digest_due(register, ways, coming) if coming else None,
            last=_last_digest(register),
            met=_last_meeting(register, held) if held else None,
        )


def _digest_due(register: Register, ways: Ways, meeting: Meeting) -> date | None:
    """The day the chair's digest comes; None where the group has it off, or where it has gone out."""
    group = next((group for group in register.places.groups() if group.id == meeting.group_id), None)
    if (
        group is None
        or not group.digest
        or meeting.latest is None
        or register.meetings.snapshots(id_of(meeting))
    ):
        return None
    return ways.calendar.working_days_before(meeting.latest, ways.partnership.digest_lead_days)


def _last_meeting(register: Register, held: Meeting) -> LastMeeting | None:
    """What came of the asks of the last meeting; None where nothing was said of it."""
    asks = [ask for ask in register.asks.of_meeting(id_of(held)) if ask.state in (ANSWERED, SETTLED)]
    if held.latest is None or not asks:
        return None
    ordered = sorted(asks, key=lambda ask: (agenda_order(ask.item), ask.id))
    return LastMeeting(
        held.latest,
        tuple(CameOfIt(ask.kind, ask.words, ask.code, ask.state, ask.outcome or "") for ask in ordered),
    )


def _last_digest(register: Register) -> LastDigest | None:
    """The newest digest of any meeting of the Board."""
    boards = register.meetings.boards()
    found = [each for board in boards for each in register.meetings.snapshots(id_of(board))]
    if not found:
        return None
    snapshot = max(found, key=lambda each: each.as_of)
    return LastDigest(from_json(snapshot.value), _changed(register, snapshot))


def _changed(register: Register, snapshot: DigestSnapshot) -> tuple[ChangedAction, ...]:
    actions = register.actions.glances()
    since = snapshot.as_of
    changes = [*register.history.status_changes(since), *register.updates.statuses_said(since)]
    found = moved(actions, changes)
    return tuple(
        ChangedAction(action.code, found[action.id].before, action.status)
        for action in actions
        if action.id in found
    )
