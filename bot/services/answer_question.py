"""Answer a question put about an action: the answer goes back to whoever asked, and to nobody else."""

from datetime import datetime

from bot.rules.asking import can_be_written_to
from bot.rules.permission import is_support
from bot.rules.posts import in_post
from bot.rules.preferences import open_from
from bot.rules.questions import Answered, NotAnswered, Questioned, origin_of
from bot.rules.ways import Ways
from bot.services.also import Also, nothing_else
from bot.services.speaking import author_of
from bot.views.questions import answer_message, answered_question
from storage.engine import Database
from storage.records import Outbox, Question, id_of
from storage.records.glance import ContactGlance, Person
from storage.repositories import Register
from storage.unit_of_work import reading, working


def question_at(database: Database, partnership_id: int, channel: str, ts: str) -> Question | None:
    """The question whose message stands at this place in Slack; None where none does."""
    with reading(database) as look:
        register = look.register(partnership_id)
        message = register.messages.sent_as(channel, ts)
        return register.questions.carried_by(message.key) if message is not None else None


def read_question(database: Database, person: Person, question_id: int) -> Questioned | NotAnswered:
    """The question, for somebody who may answer it."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        found = register.rows.get(Question, question_id)
        refused = _refusal(register, person, found)
        if found is None or refused is not None:
            return refused or NotAnswered("gone")
        return _questioned(register, found)


def answer_question(
    database: Database,
    ways: Ways,
    person: Person,
    question_id: int,
    words: str,
    submission_key: str,
    at: datetime,
    also: Also[Answered] = nothing_else,
) -> Answered | NotAnswered:
    """Keep the answer and send it back, once a submission; what is said after that is added to it and sent too.

    Whoever was asked may answer, whoever got it to pass on, and whoever coordinates the action now.
    """
    if not words.strip():
        return NotAnswered("no_words")
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        found = register.questions.locked(question_id)
        refused = _refusal(register, person, found)
        if found is None or refused is not None:
            return refused or NotAnswered("gone")
        answered = Answered(
            question=_questioned(register, found),
            words=words.strip(),
            through=_through(register, person, found),
            adds=found.answer is not None,
            already=register.messages.with_key(_key(found, submission_key)) is not None,
        )
        if not answered.already:
            found.answer = f"{found.answer}\n{answered.words}" if found.answer else answered.words
            found.answered_at = found.answered_at or at
            _send_back(register, ways, found, answered, submission_key, at)
            _show(register, found, answered, submission_key, at)
            also(register, answered)
            work.commit()
        return answered


def _key(question: Question, submission_key: str) -> str:
    return f"answer to question {question.id} {submission_key}"[:255]


def _send_back(
    register: Register, ways: Ways, question: Question, answered: Answered, submission_key: str, at: datetime
) -> None:
    asker = register.people.glance(question.asker_id)
    if asker is None or not can_be_written_to(asker):
        return
    origin = origin_of(question.outbox_key)
    before = register.messages.with_key(origin) if origin else None
    register.messages.put(
        Outbox(
            key=_key(question, submission_key),
            kind="message",
            contact_id=asker.id,
            channel=asker.slack_id,
            payload=answer_message(answered),
            after_key=before.key if before is not None and before.state == "sent" else None,
            not_before=open_from(ways, at, asker),
            created_at=at,
        )
    )


def _show(
    register: Register, question: Question, answered: Answered, submission_key: str, at: datetime
) -> None:
    """The question's own message says that it is answered, and by whom."""
    message = register.messages.with_key(question.outbox_key)
    if message is None or message.sent_channel is None or message.sent_ts is None:
        return
    place = {"channel": message.sent_channel, "ts": message.sent_ts}
    register.messages.put(
        Outbox(
            key=f"edit {_key(question, submission_key)}"[:255],
            kind="edit",
            channel=message.sent_channel,
            payload=place | answered_question(answered, question.answer or "", message.key),
            not_before=at,
            created_at=at,
        )
    )


def _refusal(register: Register, person: Person, question: Question | None) -> NotAnswered | None:
    if question is None:
        return NotAnswered("gone")
    glance = register.actions.glance(question.action_id)
    theirs = person.contact_id in (question.asked_id, glance.officer_id, glance.deputy_id)
    carried = register.messages.with_key(question.outbox_key)
    passed_to_them = carried is not None and carried.contact_id == person.contact_id
    if theirs or passed_to_them or is_support(person):
        return None
    return NotAnswered("not_yours", _post(register, question.asked_id))


def _through(register: Register, person: Person, question: Question) -> str | None:
    """Who answers for whoever was asked, by post; None where they do so themselves."""
    return _post(register, person.contact_id) if person.contact_id != question.asked_id else None


def _questioned(register: Register, question: Question) -> Questioned:
    action = register.actions.glance(question.action_id)
    return Questioned(
        id=id_of(question),
        code=action.code,
        title=action.title,
        words=question.words,
        by=_post(register, question.asker_id),
        to=_post(register, question.asked_id),
        at=question.at,
        answer=question.answer,
        answered_at=question.answered_at,
    )


def _post(register: Register, contact_id: int) -> str:
    contact: ContactGlance | None = register.people.glance(contact_id)
    return in_post(contact) if contact else "somebody who has left"
