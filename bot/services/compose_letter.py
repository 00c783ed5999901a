"""Compose the message a person's lines make, from the register as it stands now; and again when it was answered.

What was answered between planning and sending is left out; where nothing is left, there is no message. After it was
sent, an answer is shown in place of the buttons that asked for it. Only whom it announces is written, when it is sent.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from bot.rules.choosing import FINISHED
from bot.rules.freshness import SETTLED, is_unconfirmed
from bot.rules.ladder import ANNOUNCES, LADDER
from bot.rules.letter import (
    Answer,
    Covering,
    Ended,
    Entry,
    Following,
    Letter,
    Turned,
    Upcoming,
    Welcome,
)
from bot.rules.owed import Owed
from bot.rules.posts import in_post
from bot.rules.reaching import UNREACHED, Unreached
from bot.rules.replacing import ENDED
from bot.rules.snoozing import is_snoozed
from bot.rules.succeeding import SUCCESSOR
from bot.rules.ways import ways_of
from bot.services.compose_board_news import board_news
from bot.services.compose_calls import calls
from bot.services.compose_ladder import covering, keep_announced, turned, upcoming
from bot.services.compose_overview import overview
from bot.services.compose_own import answered, handed, own_entries, snoozed
from bot.services.letter_desk import Desk, Sending, number_of
from bot.services.lose_touch import once_unreached, still_unreached
from bot.services.read_owed import owed_by_groups
from bot.services.welcome import WELCOME
from bot.views.letter import letter
from storage.records import AnyLine, Outbox, id_of
from storage.records.glance import ActionGlance
from storage.repositories import Register

Payload = dict[str, Any]

WEEK = timedelta(days=7)

LETTER = "letter"
"""In the payload of an edit: the key of the letter that is put in its place again, composed when it is sent."""


def compose(
    register: Register, row: Outbox, at: datetime | None = None, to_send: bool = False
) -> Payload | None:
    """The message of an outbox row of kind `lines`, or None where nothing of it stands any more.

    `at` is the partnership's time; without it, the time the message was meant for. A row that has `LETTER` in its
    payload shows that letter again as it stands now. `to_send`: it goes out now, so that whom it announces is kept
    with its lines.
    """
    if LETTER in row.payload:
        return _once_more(register, row)
    lines = register.messages.lines_of(id_of(row))
    said = read_letter(register, row.contact_id, row.key, lines, row.not_before, at)
    if to_send:
        keep_announced(lines, said.upcoming if said is not None else ())
    return _payload(said)


def recompose(register: Register, row: Outbox, now: datetime | None = None) -> Payload | None:
    """The message as it stands after it was sent, to be put in its place: what was answered since is marked so.

    What was said a moment before `now` can be taken back. None where it was not sent, or nothing of it is left.
    """
    said = read_again(register, row, now)
    return _payload(said)


def read_again(register: Register, row: Outbox, now: datetime | None = None) -> Letter | None:
    """A message that was sent as it stands now; None where it was not sent, or nothing of it is left."""
    if row.sent_at is None:
        return None
    lines = register.messages.lines_of(id_of(row))
    at = row.sent_at
    return read_letter(register, row.contact_id, row.key, lines, row.not_before, at, Sending(at, now))


def _once_more(register: Register, row: Outbox) -> Payload | None:
    letter = register.messages.with_key(str(row.payload[LETTER]))
    again = recompose(register, letter, row.not_before) if letter is not None else None
    if letter is None or again is None:
        return None
    return {"channel": letter.sent_channel, "ts": letter.sent_ts, **again}


def read_letter(
    register: Register,
    contact_id: int | None,
    key: str,
    lines: Sequence[AnyLine],
    meant_for: datetime,
    at: datetime | None = None,
    sent: Sending | None = None,
) -> Letter | None:
    """What the lines say now. None for a reader who is gone, or where no line stands any more.

    `sent` is given once the message was sent: then what was answered since is kept, and marked.
    """
    reader = register.people.glance(contact_id) if contact_id is not None else None
    if reader is None or reader.left_on is not None:
        return None
    said = _letter(Desk(register, reader, lines, max(at or meant_for, meant_for), sent), key)
    late = said.today if sent is None else None
    meant_day = ways_of(register.places.partnership()).day_of(meant_for)
    if late is not None and said.late_since is None and meant_day < late:
        said = replace(said, late_since=meant_day)
    return said if said.stands else None


def _payload(said: Letter | None) -> Payload | None:
    return letter(said) if said is not None else None


def _letter(desk: Desk, key: str) -> Letter:
    _, coming = desk.boards
    counted = any(line.kind in ("nudge", "group") for line in desk.lines)
    entries = own_entries(desk)
    waiting, fine = _counts(desk, entries) if counted else ((), 0)
    late = [line.facts["late_since"] for line in desk.lines if line.facts.get("late_since")]
    return Letter(
        key=key,
        name=desk.reader.name,
        today=desk.today,
        hour=desk.at.astimezone(desk.ways.zone).hour,
        status_key=desk.ways.key,
        board_on=coming.latest if coming else None,
        papers_due=coming.papers_due if coming else None,
        late_since=date.fromisoformat(min(late)) if late else None,
        entries=entries,
        overviews=tuple(
            filter(lambda overview: overview.sights, map(partial(overview, desk), desk.of_kind("group")))
        ),
        handed=tuple(filter(None, map(partial(handed, desk), desk.of_kind("handed")))),
        calls=tuple(calls(desk)),
        counted=counted,
        waiting=waiting,
        fine=fine,
        turned=tuple(filter(None, map(partial(_turned, desk), desk.of_kind(LADDER)))),
        upcoming=_upcoming(desk, entries),
        covering=tuple(filter(None, map(partial(_covering, desk), desk.of_kind("cover")))),
        board_news=board_news(desk.register, desk.ways, desk.lines, desk.at, desk.sent is not None),
        welcome=_welcome(desk) if desk.of_kind(WELCOME) else None,
        unreached=tuple(filter(None, map(partial(_unreached, desk), desk.of_kind(UNREACHED)))),
        following=tuple(_following(desk)),
        ended=tuple(filter(None, map(partial(_ended, desk), desk.of_kind(ENDED)))),
        owed=_owed(desk) if counted else (),
        digest_on=_digest_on(desk, entries),
        limit_days=desk.ways.partnership.freshness_days,
    )


def _owed(desk: Desk) -> tuple[Owed, ...]:
    """What the groups the reader leads owe before long."""
    led = {
        role.group_id
        for role in desk.register.people.roles_on(desk.today)
        if role.contact_id == desk.reader.id and role.role == "lead_officer" and role.group_id
    }
    return owed_by_groups(desk.register, led, desk.today)


def _digest_on(desk: Desk, entries: Iterable[Entry]) -> date | None:
    """The day of the chair's digest, where that is within the week and would name one of these as not heard of."""
    _, board = desk.boards
    if board is None or board.latest is None:
        return None
    partnership = desk.ways.partnership
    day = desk.ways.calendar.working_days_before(board.latest, partnership.digest_lead_days)
    open_ones = (entry.action for entry in entries if entry.needs_word and entry.answer is None)
    is_near = desk.today <= day < desk.today + WEEK
    named = any(
        is_unconfirmed(desk.heard_on(action), day, partnership.freshness_days) for action in open_ones
    )
    return day if is_near and named else None


def _following(desk: Desk) -> Iterable[Following]:
    """What each leaver the reader follows coordinated, as long as nobody else has taken it on."""
    by_leaver: dict[int, list[ActionGlance]] = defaultdict(list)
    for line in desk.of_kind(SUCCESSOR):
        action = desk.actions.get(number_of(line))
        if action is not None and action.status not in FINISHED:
            by_leaver[int(line.facts["leaver"])].append(action)
    for leaver_id, actions in by_leaver.items():
        leaver = desk.register.people.glance(leaver_id)
        unowned = tuple(action for action in actions if action.officer_id == leaver_id)
        taken = tuple(each for each in actions if each.officer_id == desk.reader.id)
        if leaver is not None and leaver.left_on is not None and (unowned or (taken and desk.sent)):
            yield Following(in_post(leaver), unowned, taken if desk.sent else ())


def _ended(desk: Desk, line: AnyLine) -> Ended | None:
    """An action that was closed when its priority ended, as long as it is."""
    action, into = desk.actions.get(number_of(line)), desk.actions.get(line.facts["into"] or 0)
    return Ended(action, line.facts["reason"], into) if action and action.status == "closed" else None


def _upcoming(desk: Desk, entries: Iterable[Entry]) -> tuple[Upcoming, ...]:
    """Who is asked next about what is still open; only a nudge that says so counts as having said it."""
    announcing = {number_of(line) for line in desk.of_kind("nudge") if line.facts.get(ANNOUNCES)}
    asked = (entry.action for entry in entries if entry.needs_word and entry.answer is None)
    return upcoming(
        desk.ladders, desk.reader, [each for each in asked if each is not None and each.id in announcing]
    )


def _turned(desk: Desk, line: AnyLine) -> Turned | None:
    """An action somebody else was asked about, as long as nobody has said a word."""
    action = desk.actions.get(number_of(line))
    if action is None:
        return None
    heard = desk.was_heard(action, line)
    entry = answered(desk, action, (), needs_word=True) if heard else None
    if heard and entry is None:
        return None
    if not heard and (not desk.reasons(action) or not _is_still_asked(desk, line, action)):
        return None
    snooze = desk.snoozes.get(action.id) if not heard else None
    put_off = snoozed(desk, snooze) if is_snoozed(snooze, desk.today) else None
    if put_off is not None and not _is_since_sent(desk, put_off):
        return None
    answer = entry.answer if entry else put_off
    found = turned(desk.register, line, action, desk.worded_on(action), answer)
    again = desk.heard_again_on(action)
    return replace(
        found, passed=desk.passed.get(action.id, ()), unmet=desk.unmet(action), heard_again_on=again
    )


def _is_since_sent(desk: Desk, answer: Answer) -> bool:
    """Whether it came of this message: what was put off before is not in it."""
    return desk.sent is not None and answer.at is not None and answer.at >= desk.sent.at


def _is_still_asked(desk: Desk, line: AnyLine, action: ActionGlance) -> bool:
    """Whether the action is still with whoever was asked about it: somebody new is asked first."""
    officer = desk.officer_of(action)
    cover = officer.cover_id if officer is not None else None
    return line.facts.get("of") in (action.officer_id, action.deputy_id, cover)


def _covering(desk: Desk, line: AnyLine) -> Covering | None:
    return covering(desk.register, line, desk.reader, desk.today)


def _counts(desk: Desk, entries: Iterable[Entry]) -> tuple[tuple[str, ...], int]:
    """What blocks the reader's other actions, and how many are well."""
    shown = {entry.action.id for entry in entries if entry.action}
    rest = [
        action
        for action in desk.own.values()
        if action.id not in shown and action.status not in SETTLED and not desk.reasons(action)
    ]
    waiting = tuple(desk.blocked[action.id] for action in rest if action.id in desk.blocked)
    return waiting, len(rest) - len(waiting)


def _welcome(desk: Desk) -> Welcome:
    partnership, support = desk.ways.partnership, desk.register.people.support()
    plan = partnership.plan_term
    whom = in_post(support) if support is not None and support.id != desk.reader.id else None
    return Welcome(partnership.name, plan, tuple(desk.own.values()), whom)


def _unreached(desk: Desk, line: AnyLine) -> Unreached | None:
    """Whom nothing reaches; once it was said, also what came of it."""
    found = still_unreached(desk.register, line)
    return found if found or desk.sent is None else once_unreached(desk.register, line)
