"""Put an ask on the agenda of a meeting, wish it there, or settle it below the Board.

What may live here: those three, since each moves the same row on and judges it alike. Only a support officer or the
executive group puts something on an agenda; what a chair wishes is kept as raised for that meeting, and the support
officer is asked.
"""

from datetime import date, datetime

from bot.rules.asking import can_be_written_to
from bot.rules.chairing import (
    ITEM_LIMIT,
    WORDS_LIMIT,
    AgendaFacts,
    Chosen,
    Coming,
    NotOnAgenda,
    OnAgenda,
    Settled,
    may_put_on_agenda,
    next_item,
    reads_digest,
    stuck_codes,
    target,
)
from bot.rules.digest_value import from_json
from bot.rules.digest_words import called
from bot.rules.group_kinds import EXECUTIVE
from bot.rules.posts import in_post
from bot.rules.preferences import open_from
from bot.rules.ways import Ways
from bot.services.also import Also, nothing_else
from bot.services.speaking import author_of
from bot.services.tell_outcome import tell_outcome
from bot.views.chairing import wish_message
from storage.engine import Database
from storage.records import Ask, Group, Meeting, Outbox, id_of
from storage.records.glance import ContactGlance, Person
from storage.repositories import Register
from storage.unit_of_work import reading, working

WAITS = ("raised", "on_agenda")


def read_agenda_facts(
    database: Database, ways: Ways, person: Person, meeting_id: int, at: datetime
) -> AgendaFacts | NotOnAgenda:
    """What the form shows: the meeting it would be put to, and what there is to choose from."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        coming = _coming(register, ways, person, meeting_id, at)
        if isinstance(coming, NotOnAgenda):
            return coming
        snapshots = register.meetings.snapshots(meeting_id)
        titles = {action.code: action.title for action in register.actions.glances()} if snapshots else {}
        stuck = stuck_codes(from_json(snapshots[0].value)) if snapshots else []
        return AgendaFacts(
            coming=coming,
            asks=tuple(register.asks.raised()),
            stuck=tuple((code, titles[code]) for code in stuck if code in titles),
            directly=_directly(register, person),
        )


def put_on_agenda(
    database: Database,
    ways: Ways,
    person: Person,
    meeting_id: int,
    chosen: Chosen,
    at: datetime,
    also: Also[OnAgenda] = nothing_else,
) -> OnAgenda | NotOnAgenda:
    """From a digest: put it on the agenda, or wish it there and ask the support officer.

    A stuck action becomes an ask of its own; the same one put twice is one ask.
    """
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        coming = _coming(register, ways, person, meeting_id, at)
        if isinstance(coming, NotOnAgenda):
            return coming
        ask = _chosen(register, person, chosen, at)
        if isinstance(ask, NotOnAgenda):
            return ask
        directly = _directly(register, person)
        outcome = (
            _place(register, person, ask, coming, chosen.item)
            if directly
            else _wish(register, ways, person, ask, coming, at)
        )
        also(register, outcome)
        work.commit()
        return outcome


def grant_wish(
    database: Database,
    ways: Ways,
    person: Person,
    ask_id: int,
    at: datetime,
    also: Also[OnAgenda] = nothing_else,
) -> OnAgenda | NotOnAgenda:
    """Put an ask that waits on the agenda of the meeting it was raised for, or of the next of its group.

    One that was raised for none goes to the next Board.
    """
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        if not _directly(register, person):
            return NotOnAgenda("not_yours")
        ask = register.asks.locked(ask_id)
        if ask is None:
            return NotOnAgenda("no_ask")
        if ask.state not in WAITS:
            return NotOnAgenda("moved_on", ask.state)
        meeting_id = ask.meeting_id or _next_board(register, ways.day_of(at))
        coming = _coming(register, ways, person, meeting_id, at)
        if isinstance(coming, NotOnAgenda):
            return coming
        outcome = _place(register, person, ask, coming, None)
        also(register, outcome)
        work.commit()
        return outcome


def settle_below(
    database: Database,
    ways: Ways,
    person: Person,
    ask_id: int,
    words: str,
    at: datetime,
    also: Also[Settled] = nothing_else,
) -> Settled | NotOnAgenda:
    """Settle an ask below the Board, saying how; the partners concerned hear it in their next message."""
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        if not _directly(register, person):
            return NotOnAgenda("not_yours")
        ask = register.asks.locked(ask_id)
        refused = _not_to_settle(ask, words)
        if ask is None or refused is not None:
            return refused or NotOnAgenda("no_ask")
        how = words.strip()[:WORDS_LIMIT]
        already = (ask.state, ask.outcome) == ("settled_below", how)
        ask.state, ask.outcome = "settled_below", how
        tell_outcome(register, ways, ask, "settled_below", how, person.contact_id, ways.day_of(at))
        outcome = Settled(
            ask_id, ask.kind, ask.words, _code(register, ask), how, _post(register, person), already
        )
        also(register, outcome)
        work.commit()
        return outcome


def read_ask(database: Database, person: Person, ask_id: int) -> Ask | NotOnAgenda:
    """An ask that waits, for somebody who may settle it or put it on an agenda."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        if not _directly(register, person):
            return NotOnAgenda("not_yours")
        ask = register.rows.get(Ask, ask_id)
        if ask is None:
            return NotOnAgenda("no_ask")
        return ask if ask.state in WAITS else NotOnAgenda("moved_on", ask.state)


def _not_to_settle(ask: Ask | None, words: str) -> NotOnAgenda | None:
    if ask is None:
        return NotOnAgenda("no_ask")
    if not words.strip():
        return NotOnAgenda("no_words")
    return None if ask.state in (*WAITS, "settled_below") else NotOnAgenda("moved_on", ask.state)


def _place(register: Register, person: Person, ask: Ask, coming: Coming, item: str | None) -> OnAgenda:
    numbered = (item or "").strip()[:ITEM_LIMIT] or _number_for(register, ask, coming)
    now = ("on_agenda", coming.id, numbered)
    already = (ask.state, ask.meeting_id, ask.item) == now
    ask.state, ask.meeting_id, ask.item = now
    by, code = _post(register, person), _code(register, ask)
    return OnAgenda(id_of(ask), ask.kind, ask.words, code, coming, by, ask.item, already=already)


def _number_for(register: Register, ask: Ask, coming: Coming) -> str:
    """The number it has on that agenda, else the next; the meeting is held, so that no two get the same."""
    if ask.item and ask.meeting_id == coming.id:
        return ask.item
    register.meetings.locked(coming.id)
    there = [each for each in register.asks.of_meeting(coming.id) if each.id != ask.id]
    return next_item(each.item for each in there if each.state == "on_agenda")


def _wish(register: Register, ways: Ways, person: Person, ask: Ask, coming: Coming, at: datetime) -> OnAgenda:
    """The ask is raised for the meeting, and the support officer gets it with what to do about it."""
    by, code = _post(register, person), _code(register, ask)
    if ask.state == "on_agenda":
        return OnAgenda(id_of(ask), ask.kind, ask.words, code, coming, by, ask.item, already=True)
    ask.meeting_id = coming.id
    support = register.people.support()
    to = support if support is not None and can_be_written_to(support) else None
    wish = OnAgenda(
        id_of(ask), ask.kind, ask.words, code, coming, by, wished=True, told=in_post(to) if to else None
    )
    key = f"wish ask {id_of(ask)} meeting {coming.id}"
    is_new = to is not None and register.messages.put(_asking(ways, wish, to, key, at)) is not None
    already = to is not None and not is_new
    return OnAgenda(
        id_of(ask), ask.kind, ask.words, code, coming, by, wished=True, already=already, told=wish.told
    )


def _asking(ways: Ways, wish: OnAgenda, to: ContactGlance, key: str, at: datetime) -> Outbox:
    return Outbox(
        key=key,
        kind="message",
        contact_id=to.id,
        channel=to.slack_id,
        payload=wish_message(wish, ways.day_of(at), key),
        not_before=open_from(ways, at, to),
        created_at=at,
    )


def _chosen(register: Register, person: Person, chosen: Chosen, at: datetime) -> Ask | NotOnAgenda:
    """The ask that was chosen; of an action, a new one, unless the same was asked before."""
    if chosen.ask_id is not None:
        ask = register.asks.locked(chosen.ask_id)
        if ask is None:
            return NotOnAgenda("no_ask")
        return ask if ask.state in WAITS else NotOnAgenda("moved_on", ask.state)
    action = register.actions.locked(chosen.code or "")
    words = chosen.words.strip()[:WORDS_LIMIT]
    if action is None or not words:
        return NotOnAgenda("no_words" if action is not None else "no_action")
    same = next(
        (each for each in register.asks.of_action(id_of(action)) if _is_same(each.state, each.words, words)),
        None,
    )
    if same is not None:
        return register.asks.locked(same.id) or NotOnAgenda("no_ask")
    ask = Ask(
        action_id=id_of(action), kind=chosen.kind, words=words, raised_at=at, raised_by_id=person.contact_id
    )
    register.rows.add(ask)
    register.flush()
    return ask


def _is_same(state: str, words: str, wanted: str) -> bool:
    return state in WAITS and words.casefold() == wanted.casefold()


def _coming(
    register: Register, ways: Ways, person: Person, meeting_id: int, at: datetime
) -> Coming | NotOnAgenda:
    """The meeting it would be put to, if the person may wish or put something there."""
    meeting = register.rows.get(Meeting, meeting_id)
    groups = {id_of(group): group for group in register.places.groups()}
    group = groups.get(meeting.group_id or 0) if meeting is not None else None
    if meeting is None or group is None:
        return NotOnAgenda("no_meeting")
    if not reads_digest(person, id_of(group)) and not _directly(register, person):
        return NotOnAgenda("not_yours")
    of_group = [each for each in register.meetings.with_digest() if each.group_id == group.id]
    boards = register.meetings.boards()
    to = target(meeting, group.kind == EXECUTIVE, of_group, boards, ways.day_of(at))
    of_target = groups.get(to.group_id or 0) if to is not None else None
    if to is None or to.latest is None or of_target is None:
        return NotOnAgenda("no_meeting")
    return Coming(id_of(to), _called(ways, of_target), to.latest, to.local_time)


def _next_board(register: Register, today: date) -> int:
    """The id of the next Board that has a day; 0 where none has."""
    boards = (each for each in register.meetings.boards() if each.state not in ("cancelled", "held"))
    return next((id_of(each) for each in boards if each.latest is not None and each.latest >= today), 0)


def _called(ways: Ways, group: Group) -> str:
    return called(group.name, ways.partnership.short_name)


def _directly(register: Register, person: Person) -> bool:
    executives = {id_of(group) for group in register.places.groups() if group.kind == EXECUTIVE}
    return may_put_on_agenda(person, executives)


def _code(register: Register, ask: Ask) -> str | None:
    return register.actions.glance(ask.action_id).code if ask.action_id else None


def _post(register: Register, person: Person) -> str:
    contact = register.people.glance(person.contact_id)
    return in_post(contact) if contact else person.post or "a contact"
