"""Put a question about an action to whoever coordinates it, in private: neither it nor its answer goes to a channel."""

from datetime import datetime

from bot.rules.asking import People, can_be_written_to, people_on
from bot.rules.posts import in_post
from bot.rules.preferences import open_from
from bot.rules.questions import ASKED_FOR, AskedLately, NotPut, Put, QuestionFacts, may_ask, question_key
from bot.rules.ways import Ways
from bot.services.also import Also, nothing_else
from bot.services.speaking import author_of
from bot.views.questions import question_message
from storage.engine import Database
from storage.records import Action, Outbox, Question, id_of
from storage.records.glance import ContactGlance, Person
from storage.repositories import Register
from storage.unit_of_work import reading, working


def read_question_facts(
    database: Database, ways: Ways, person: Person, code: str, at: datetime
) -> QuestionFacts | NotPut:
    """What the form shows, if the person may ask; whoever is asked may be another by the time it is sent."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        action = register.actions.by_code(code)
        to = _who_is_asked(register, ways, person, action, code, at)
        if isinstance(to, NotPut) or action is None:
            return to if isinstance(to, NotPut) else NotPut("no_action", code)
        lately = _asked_lately(register, ways, person, id_of(action), at)
        return QuestionFacts(register.actions.glance(id_of(action)), in_post(to), lately)


def put_question(
    database: Database,
    ways: Ways,
    person: Person,
    code: str,
    words: str,
    submission_key: str,
    at: datetime,
    about: str = "",
    origin: str | None = None,
    also: Also[Put] = nothing_else,
) -> Put | NotPut:
    """Put it, once a submission, to the action's officer or who is in charge, at an hour of theirs.

    `about` says what of the action is asked about, `origin` is the key of the asker's message in whose thread the
    answer comes back; without, it is a message of its own. For somebody not on Slack the support officer gets it.
    """
    if not words.strip():
        return NotPut("no_words", code)
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        action = register.actions.locked(code)
        to = _who_is_asked(register, ways, person, action, code, at)
        if isinstance(to, NotPut) or action is None:
            return to if isinstance(to, NotPut) else NotPut("no_action", code)
        reader = _reader(register, person, to)
        if reader is None:
            return NotPut("unreached", code, in_post(to), to.email)
        put = Put(
            code=action.code,
            title=action.title,
            words=words.strip(),
            by=_asker(register, person),
            to=in_post(to),
            through=in_post(reader) if reader.id != to.id else None,
            about=about,
            already=register.questions.with_key(submission_key) is not None,
        )
        if not put.already:
            _keep(register, ways, person, action, to, reader, put, submission_key, origin, at)
            also(register, put)
            work.commit()
        return put


def _keep(
    register: Register,
    ways: Ways,
    person: Person,
    action: Action,
    to: ContactGlance,
    reader: ContactGlance,
    put: Put,
    submission_key: str,
    origin: str | None,
    at: datetime,
) -> None:
    key = question_key(submission_key, origin)
    question = register.rows.add(
        Question(
            action_id=id_of(action),
            asker_id=person.contact_id,
            asked_id=to.id,
            words=put.words,
            at=at,
            outbox_key=key,
            submission_key=submission_key,
        )
    )
    register.flush()
    register.messages.put(
        Outbox(
            key=key,
            kind="message",
            contact_id=reader.id,
            channel=reader.slack_id,
            payload=question_message(put, id_of(question), key),
            not_before=open_from(ways, at, reader),
            created_at=at,
        )
    )


def _who_is_asked(
    register: Register, ways: Ways, person: Person, action: Action | None, code: str, at: datetime
) -> ContactGlance | NotPut:
    if action is None:
        return NotPut("no_action", code)
    ties = register.actions.ties(id_of(action))
    leading = register.places.leading_groups(ties.priority_ids)
    with_digest = {id_of(group) for group in register.places.groups() if group.digest}
    if not may_ask(
        _with_covered(register, ways, person, at), action.lead_group_id, ties, leading, with_digest
    ):
        return NotPut("not_yours", action.code)
    people = _people(register, ways, at)
    in_charge = people.by_id.get(people.in_charge(action) or people.support_id or 0)
    if in_charge is None:
        return NotPut("unreached", action.code)
    return NotPut("yourself", action.code) if in_charge.id == person.contact_id else in_charge


def _with_covered(register: Register, ways: Ways, person: Person, at: datetime) -> Person:
    """The person with the roles of those they cover for: who reads of a group in their place may ask in it."""
    if not person.covers:
        return person
    held = register.people.roles_on(ways.day_of(at))
    theirs = [role for role in held if role.contact_id in person.covers]
    return person._replace(roles=(*person.roles, *theirs))


def _asked_lately(
    register: Register, ways: Ways, person: Person, action_id: int, at: datetime
) -> AskedLately | None:
    """The newest question about an action in the last days."""
    found = register.questions.put_since([action_id], at - ASKED_FOR)
    if not found:
        return None
    newest = found[-1]
    return AskedLately(
        ways.day_of(newest.at), newest.asker_id == person.contact_id, newest.answer is not None
    )


def _reader(register: Register, person: Person, to: ContactGlance) -> ContactGlance | None:
    """Whom Slack writes to: the one asked, or the support officer to pass it on; not back to the asker."""
    if can_be_written_to(to):
        return to
    support = register.people.support()
    able = support is not None and can_be_written_to(support) and support.id != person.contact_id
    return support if able else None


def _people(register: Register, ways: Ways, at: datetime) -> People:
    today = ways.day_of(at)
    return people_on(register.people.glances(), register.people.roles_on(today), today)


def _asker(register: Register, person: Person) -> str:
    contact = register.people.glance(person.contact_id)
    return in_post(contact) if contact else person.post or "a contact"
