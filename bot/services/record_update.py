"""Record what somebody says of an action: the one way in, whatever surface it came by.

The update, what follows from it and its history are written together; after the commit it cannot be lost.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count

from bot.rules.asking_again import BoardDay, next_ask
from bot.rules.freshness import SETTLED
from bot.rules.meetings import boards_around, boards_from
from bot.rules.outcomes import (
    AnsweredFirst,
    Finished,
    MovedOn,
    NothingSaid,
    NotYours,
    Recorded,
    Refused,
    UnknownCode,
)
from bot.rules.permission import Say
from bot.rules.reminders import reminder_days
from bot.rules.ways import Ways
from bot.services.also import Also, nothing_else
from bot.services.in_the_way import in_the_way, resolution_of
from bot.services.replacing_sets import finish_with
from bot.services.speaking import author_of, say_of
from bot.services.take_back_asks import take_back_asks
from bot.services.who_may import who_may
from storage.engine import Database
from storage.records import Action, Ask, Barrier, Milestone, Update, id_of
from storage.records.glance import ActionGlance, Person
from storage.repositories import Register
from storage.standing import said_at
from storage.unit_of_work import DuplicateError, Work, reading, working

_AS_SAID = (
    *("kind", "way", "words", "raw", "evidence", "participation", "corrects_id", "on_behalf_of_id"),
    *("whose", "route", "said_on", "submission_key"),
)
"""The fields of an update that are the saying's own."""

_SAME = ("kind", "words", "status", "evidence", "participation", "whose", "route", "said_on")
"""What two sayings have in common that say the same."""

_KEPT_BY_A_CORRECTION = ("evidence", "participation", "on_behalf_of_id", "whose", "route", "said_on")
"""What a correction takes over where it does not say otherwise."""

FINISHED = ("complete", "closed")
"""Statuses with which nothing stands in the way any more."""

SAME_WORDS_WITHIN = timedelta(minutes=10)
"""The same person saying the same of the same action within this time is answered, not recorded again."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says of one action.

    `words` are exactly as typed; `submission_key` makes it harmless twice.

    `corrects_id` names the update this one puts right. `whose`, `route` and `said_on` are filled when
    another's words are recorded for them. `asked` is the message in the outbox that a "no change" answers; where it
    answers a list that is nowhere kept, such as Home, `shown_at` is when that was read. `gives_way`: like a "no change"
    it is not recorded where somebody else has said something since.
    """

    code: str
    submission_key: str
    words: str = ""
    status: str | None = None
    raw: str | None = None
    way: str = "command"
    kind: str = "update"
    corrects_id: int | None = None
    evidence: str | None = None
    participation: str | None = None
    milestones_met: tuple[int, ...] = ()
    barriers_sorted: tuple[int, ...] = ()
    barrier: str | None = None
    barrier_kind: str = "other"
    ask_kind: str | None = None
    ask_words: str | None = None
    whose: str | None = None
    on_behalf_of_id: int | None = None
    route: str | None = None
    said_on: date | None = None
    asked: str | None = None
    shown_at: datetime | None = None
    gives_way: bool = False


def record_update(
    database: Database,
    ways: Ways,
    person: Person,
    saying: Saying,
    at: datetime,
    also: Also[Recorded] = nothing_else,
) -> Recorded | Refused:
    """Record it, or say why not. `also` puts what has to be sent of it into the same transaction.

    Raises `BusyError` where the database is held too long: nothing was written.

    Whoever submits the same key at the same time is answered with what was recorded, not with a second
    update.
    """
    try:
        return _record(database, ways, person, saying, at, also)
    except DuplicateError:
        with reading(database) as look:
            register = look.register(person.partnership_id)
            action = register.actions.by_code(saying.code)
            first = register.updates.with_key(saying.submission_key)
            if action is None or first is None:
                raise
            say = say_of(register, person, action)
            return _answer(register, ways, action, first, at, say, already_at=first.at)


def who_was_first(database: Database, person: Person, saying: Saying) -> AnsweredFirst | None:
    """Who answered the same question before this "no change"; None where nobody did. Nothing is recorded."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        action = register.actions.by_code(saying.code)
        if action is None:
            return None
        return _answered_first(register, person, *_under_an_open_key(register, saying), action)


def _record(
    database: Database, ways: Ways, person: Person, saying: Saying, at: datetime, also: Also[Recorded]
) -> Recorded | Refused:
    with working(database, author_of(person), at) as work:
        outcome = record_within(work, ways, person, saying, at)
        if isinstance(outcome, Recorded):
            also(work.register(person.partnership_id), outcome)
            work.commit()
        return outcome


def record_within(work: Work, ways: Ways, person: Person, saying: Saying, at: datetime) -> Recorded | Refused:
    """Record it as part of a larger piece of work, whose history names the person; nothing is committed here."""
    register = work.register(person.partnership_id)
    action = register.actions.locked(saying.code)
    if action is None:
        return UnknownCode(saying.code, tuple(register.actions.codes()))
    say = say_of(register, person, action)
    heard = saying if say is Say.STATUS else replace(saying, status=None, milestones_met=())
    if say is Say.NOTHING or (_says_something(saying) and not _says_something(heard)):
        return NotYours(action.code, action.title, who_may(register, action, person, at))
    heard, first = _under_an_open_key(register, heard)
    if first is None and not _may_put_right(register, person, heard, action):
        return MovedOn(action.code)
    ahead = _answered_first(register, person, heard, first, action)
    if ahead is not None:
        return ahead
    if heard.asked is not None and first is None and action.status in FINISHED:
        return Finished(action.code, action.title, action.status)
    heard = _as_the_corrected(register, heard)
    repeated = first or _said_before(register, person, heard, action, at)
    if repeated is not None:
        return _answer(register, ways, action, repeated, at, say, already_at=repeated.at)
    if not _says_something(heard):
        return NothingSaid(saying.code)
    before = _status_before(register, heard, action) if say is Say.STATUS else action.status
    stood = _newer(register, heard, action, at)
    update = _write(work, register, person, heard, None if stood else before, action, at)
    _meet(register, heard.milestones_met, action, heard.said_on or ways.day_of(at))
    work.flush()
    if action.status in FINISHED:
        finish_with(register, id_of(action), at)
    kept = heard.status is None and saying.status not in (None, action.status)
    return _answer(register, ways, action, update, at, say, status_kept=kept, stood=stood)


def _says_something(saying: Saying) -> bool:
    said = (
        saying.words.strip(),
        saying.status,
        saying.evidence,
        saying.participation,
        saying.milestones_met,
        saying.barriers_sorted,
    )
    return saying.kind == "no_change" or any((*said, saying.barrier, saying.ask_words))


def _under_an_open_key(register: Register, saying: Saying) -> tuple[Saying, Update | None]:
    """The saying, and the update its submission already made; one taken back since opens a new key."""
    key, first = open_key(register, saying.submission_key)
    return replace(saying, submission_key=key), first


def open_key(register: Register, submission_key: str) -> tuple[str, Update | None]:
    """The key to record under, and the update recorded under it; one that was taken back leaves its key behind."""
    key = submission_key
    for again in count(1):
        first = register.updates.with_key(key)
        if first is None or not register.updates.is_undone(id_of(first)):
            break
        key = f"{submission_key} {again}"
    return key, first


def _answered_first(
    register: Register, person: Person, saying: Saying, first: Update | None, action: Action
) -> AnsweredFirst | None:
    """What somebody else said in answer to the same question: "no change" is said of what stood before it."""
    if saying.kind != "no_change" and not saying.gives_way:
        return None
    said = first or _said_since_asked(register, saying, action)
    if said is None or said.contact_id == person.contact_id:
        return None
    by = said.whose or said.by
    return AnsweredFirst(action.code, action.title, by, said.at, said.kind, said.status, said.words)


def answered_since(
    register: Register, person: Person, action: Action, since: datetime | None, submission_key: str
) -> AnsweredFirst | None:
    """What somebody else has said of an action since an instant, newer than whatever the person said."""
    saying = Saying(action.code, submission_key, shown_at=since, gives_way=True)
    return _answered_first(register, person, *_under_an_open_key(register, saying), action) if since else None


def _said_since_asked(register: Register, saying: Saying, action: Action) -> Update | None:
    """The newest update, where it came after the question was sent or the list was shown.

    What was overtaken as it was written answers nothing: it was said before.
    """
    newest = register.updates.newest(id_of(action))
    question = register.messages.with_key(saying.asked) if saying.asked else None
    if newest is None:
        return None
    if question is not None:
        return newest if question.sent_at is not None and newest.at >= question.sent_at else None
    return newest if saying.shown_at is not None and newest.at > saying.shown_at else None


def _said_before(
    register: Register, person: Person, saying: Saying, action: Action, at: datetime
) -> Update | None:
    """The same words said by the same person within `SAME_WORDS_WITHIN`."""
    if saying.kind != "update":
        return None
    recent = register.updates.said_since(id_of(action), person.contact_id, at - SAME_WORDS_WITHIN)
    for update in recent:
        if _repeats(saying, update, action) and not register.updates.is_corrected(id_of(update)):
            return update
    return None


def _repeats(saying: Saying, update: Update, action: Action) -> bool:
    """Whether an earlier update already says all of this, and its status is still the action's."""
    same = all(getattr(update, name) == getattr(saying, name) for name in _SAME)
    more = saying.barrier or saying.ask_words or saying.milestones_met or saying.barriers_sorted
    return same and not more and saying.status in (None, action.status)


def _may_put_right(register: Register, person: Person, saying: Saying, action: Action) -> bool:
    """A correction puts right what was said last: an old answer's button does not undo what came after it.

    What displaced nothing, whoever recorded it may put right.
    """
    if saying.corrects_id is None:
        return True
    updates = register.updates
    last = (updates.last_said(id_of(action)), updates.newest(id_of(action)))
    if saying.corrects_id in [said.id for said in last if said is not None]:
        return True
    said = register.rows.get(Update, saying.corrects_id)
    own = said is not None and (said.action_id, said.contact_id) == (action.id, person.contact_id)
    return own and updates.stands_aside(saying.corrects_id)


def _as_the_corrected(register: Register, saying: Saying) -> Saying:
    """A correction is in the same person's words as what it corrects, and on its evidence unless it has its own."""
    corrected = register.rows.get(Update, saying.corrects_id) if saying.corrects_id else None
    if corrected is None:
        return saying
    kept = {name: getattr(saying, name) or getattr(corrected, name) for name in _KEPT_BY_A_CORRECTION}
    return replace(saying, **kept)


def _write(
    work: Work,
    register: Register,
    person: Person,
    saying: Saying,
    before: str | None,
    action: Action,
    at: datetime,
) -> Update:
    update = register.rows.add(
        Update(
            action_id=id_of(action),
            at=at,
            contact_id=person.contact_id,
            by=", ".join(part for part in (person.post, person.body) if part) or person.name or "",
            status=saying.status,
            status_before=before,
            **{name: getattr(saying, name) for name in _AS_SAID},
        )
    )
    work.flush()
    work.because_of(id_of(update))
    if before is not None:
        _let_stand(action, update, saying.status or before)
    if saying.barriers_sorted or action.status in FINISHED:
        _lift_barriers(register, saying, action, at)
    if saying.corrects_id and (saying.barrier or saying.ask_words):
        take_back_asks(register, id_of(action), saying.corrects_id, at)
    _add_barrier_and_ask(register, saying, update, person.contact_id)
    return update


def _lift_barriers(register: Register, saying: Saying, action: Action, at: datetime) -> None:
    """The barriers that were said to be sorted; of a finished action, all of them."""
    for barrier in register.updates.open_barriers(id_of(action)):
        if barrier.id in saying.barriers_sorted:
            barrier.resolution = resolution_of(saying.words)
        if barrier.id in saying.barriers_sorted or action.status in FINISHED:
            barrier.resolved_at = at


def _status_before(register: Register, saying: Saying, action: Action) -> str:
    """The status this update starts from: a correction starts from where the corrected one did."""
    corrected = register.rows.get(Update, saying.corrects_id) if saying.corrects_id else None
    return (corrected.status_before if corrected else None) or action.status


def _let_stand(action: Action, update: Update, status: str) -> None:
    if action.status != status:
        action.status = status
        action.confirmed_by_id = action.closing_reason = action.merged_into_id = None
    if update.words.strip() or update.kind == "correction":
        action.latest_update_id = update.id
    action.heard_at = said_at(update.at, update.said_on)
    action.version += 1


def _newer(register: Register, saying: Saying, action: Action, at: datetime) -> datetime | None:
    """When what stands was said, where that is newer than these words: they are kept and displace nothing.

    A correction is in the place of what it corrects, where that displaced something.
    """
    corrected = register.rows.get(Update, saying.corrects_id) if saying.corrects_id else None
    in_place = corrected is not None and corrected.status_before is not None
    said = said_at(at, saying.said_on)
    overtaken = action.heard_at is not None and said < min(at, action.heard_at) and not in_place
    return action.heard_at if overtaken else None


def _add_barrier_and_ask(register: Register, saying: Saying, update: Update, contact_id: int) -> None:
    if saying.barrier:
        register.rows.add(
            Barrier(
                action_id=update.action_id,
                update_id=update.id,
                kind=saying.barrier_kind,
                words=saying.barrier,
                raised_at=update.at,
            )
        )
    if saying.ask_kind and saying.ask_words:
        register.rows.add(
            Ask(
                action_id=update.action_id,
                update_id=update.id,
                kind=saying.ask_kind,
                words=saying.ask_words,
                raised_by_id=contact_id,
                raised_at=update.at,
            )
        )


def _meet(register: Register, milestone_ids: tuple[int, ...], action: Action, on: date) -> None:
    for milestone_id in milestone_ids:
        milestone = register.rows.get(Milestone, milestone_id)
        if milestone is not None and milestone.action_id == action.id and milestone.met_on is None:
            milestone.met_on = on


def _answer(
    register: Register,
    ways: Ways,
    action: Action,
    update: Update,
    at: datetime,
    say: Say,
    already_at: datetime | None = None,
    status_kept: bool = False,
    stood: datetime | None = None,
) -> Recorded:
    boards = register.meetings.boards()
    held, coming = boards_around(boards, ways.day_of(at))
    milestones = tuple(register.milestones.of_action(id_of(action)))
    now = ways.situation(at, held, coming)
    asking = [day for milestone in milestones for day in reminder_days(milestone)]
    heard_on = ways.day_of(action.heard_at or update.at)
    days = boards_from(boards, now.today)
    to_come = [BoardDay(each.latest, each.papers_due) for each in days if each.latest]
    again = next_ask(heard_on, now, to_come, ways.calendar, ways.partnership.nudge_day, asking)
    return Recorded(
        update=update,
        action=_glance_of(action, update),
        status_before=update.status_before or action.status,
        milestones=milestones,
        next_board=coming,
        ask_again_on=None if action.status in SETTLED else again,
        already_at=already_at,
        overtaken_by=stood,
        status_kept=status_kept,
        who_may=who_may(register, action) if status_kept else None,
        may_set_status=say is Say.STATUS,
        barriers=in_the_way(register, id_of(action), besides=update.id),
    )


def _glance_of(action: Action, update: Update) -> ActionGlance:
    """The action with the update just recorded standing, without asking the database again."""
    shared = {name: getattr(action, name) for name in ActionGlance._fields if hasattr(action, name)}
    theirs = {name: getattr(update, name) for name in ("whose", "route", "said_on")}
    return ActionGlance(**shared, **theirs, words=update.words, said_by=update.by, said_at=update.at)
