"""Thank whoever coordinates an action, from a digest: one kind message, once an action and digest."""

from dataclasses import replace
from datetime import datetime

from bot.rules.asking import can_be_written_to
from bot.rules.chairing import WORDS_LIMIT, NotChairing, NotThanked, Sent, Thanked, thankable
from bot.rules.posts import in_post
from bot.rules.preferences import open_from
from bot.rules.ways import Ways
from bot.services.also import Also, nothing_else
from bot.services.read_digest import sent_digest
from bot.services.speaking import author_of
from bot.services.who_may import lead_of
from bot.views.chairing import thanks_message
from storage.engine import Database
from storage.records import Action, Outbox, id_of
from storage.records.glance import ContactGlance, Person
from storage.repositories import Register
from storage.unit_of_work import working


def thank(
    database: Database,
    ways: Ways,
    person: Person,
    meeting_id: int,
    code: str,
    words: str,
    at: datetime,
    also: Also[Thanked] = nothing_else,
) -> Thanked | NotThanked:
    """Send the officer thanks in the chair's name, at an hour of theirs, or through the support officer.

    `words` are optional. What a digest has given thanks for once is not thanked for again.
    """
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        sent = sent_digest(register, person, meeting_id)
        if isinstance(sent, NotChairing):
            return NotThanked(sent.why, code)
        action = register.actions.by_code(code)
        if action is None or all(each.code != code for each in thankable(sent.digest)):
            return NotThanked("no_action", code)
        to = _officer(register, action)
        reader = to if to is not None and can_be_written_to(to) else register.people.support()
        if reader is None or not can_be_written_to(reader):
            return NotThanked("unreached", code)
        thanked = _thanked(register, person, sent, action, to, reader, words)
        row = _row(ways, thanked, reader, f"thanks {sent.occasion} action {id_of(action)}", at)
        if register.messages.put(row) is None:
            return replace(thanked, already=True)
        also(register, thanked)
        work.commit()
        return thanked


def _officer(register: Register, action: Action) -> ContactGlance | None:
    officer = register.people.glance(action.officer_id) if action.officer_id else None
    return officer if officer is not None and officer.left_on is None else None


def _thanked(
    register: Register,
    person: Person,
    sent: Sent,
    action: Action,
    to: ContactGlance | None,
    reader: ContactGlance,
    words: str,
) -> Thanked:
    lead = lead_of(register, action)
    thanker = register.people.glance(person.contact_id)
    return Thanked(
        code=action.code,
        title=action.title,
        words=words.strip()[:WORDS_LIMIT],
        by=in_post(thanker) if thanker else "chair",
        to=in_post(to) if to else lead or in_post(reader),
        called=sent.digest.meeting.called,
        body=lead,
        through=in_post(reader) if to is None or reader.id != to.id else None,
    )


def _row(ways: Ways, thanked: Thanked, reader: ContactGlance, key: str, at: datetime) -> Outbox:
    return Outbox(
        key=key,
        kind="message",
        contact_id=reader.id,
        channel=reader.slack_id,
        payload=thanks_message(thanked),
        not_before=open_from(ways, at, reader),
        created_at=at,
    )
