"""`/loip update`: record what was typed, or open the form of an action."""

from bot.rules.numbering import nearest
from bot.rules.outcomes import AnsweredFirst, Finished, MovedOn, NothingSaid, NotYours, Recorded, Refused
from bot.services.also import Also
from bot.services.letter_again import tell_letters
from bot.services.list_codes import list_codes
from bot.services.read_form_facts import read_form_facts
from bot.services.record_update import Saying, record_update
from bot.views import nudge_answers, refusals, update_answer
from bot.views.blocks import Block
from bot.views.forms import FormMemory, form_offer, update_form
from bot.views.update_buttons import asking_key
from commands.asked import Asked
from commands.requests import Update, UpdateForm
from storage.records.glance import Person
from storage.repositories import Register

LONGEST = 8000
"""Characters of one update's words; anything longer is handed back."""


def answer(asked: Asked, request: Update) -> Block:
    """Record the update and answer with what was saved."""
    saying = Saying(
        code=request.code,
        submission_key=asked.submission_key,
        words=request.words,
        status=request.status,
        raw=request.raw,
        way=asked.way,
    )
    return record(asked, saying, request.raw)


def record(asked: Asked, saying: Saying, raw: str) -> Block:
    """Record what was said, by whatever verb, and word what came of it."""
    if len(saying.words) > LONGEST:
        return refusals.too_long(LONGEST, raw)
    outcome = record_update(asked.database, asked.ways, asked.person, saying, asked.at, _replying(asked, raw))
    return outcome_view(asked, outcome, raw)


def _replying(asked: Asked, raw: str) -> Also[Recorded]:
    """Where the answer goes through the outbox, it is written with the update it reports; letters that ask change."""
    reply_with = asked.reply_with

    def put(register: Register, recorded: Recorded) -> None:
        said_by = recorded.update.on_behalf_of_id
        tell_letters(register, recorded.action.id, None, asked.submission_key, asked.at, said_by)
        if reply_with is not None:
            register.messages.put(reply_with(outcome_view(asked, recorded, raw)))

    return put


def outcome_view(asked: Asked, outcome: Recorded | Refused, raw: str) -> Block:
    """What came of recording, for the person who asked."""
    if isinstance(outcome, Recorded):
        return update_answer.answer(outcome, asked.ways, asked.at, who(asked.person))
    if isinstance(outcome, NotYours):
        return refusals.not_yours(outcome, raw)
    if isinstance(outcome, NothingSaid):
        return refusals.nothing_said(outcome.code)
    if isinstance(outcome, MovedOn):
        return refusals.moved_on(outcome.code, raw)
    if isinstance(outcome, Finished):
        return nudge_answers.finished(outcome, asked.ways, raw)
    if isinstance(outcome, AnsweredFirst):
        return nudge_answers.answered_first(outcome, asked.ways, asked.at, raw)
    return refusals.unknown_code(outcome.code, nearest(outcome.code, outcome.codes), raw)


def who(person: Person) -> str:
    """The author as the answer names them: "Ailsa Reid, Health Improvement Manager"."""
    return ", ".join(part for part in (person.name, person.post) if part)


def open_form(asked: Asked, request: UpdateForm) -> Block | None:
    """Open the action's form; where the surface cannot, say how to write the update instead."""
    facts = read_form_facts(asked.database, asked.person, request.code, asked.at)
    if facts is None:
        codes = list_codes(asked.database, asked.partnership_id)
        return refusals.unknown_code(request.code, nearest(request.code, codes), request.raw)
    if isinstance(facts, NotYours):
        return refusals.not_yours(facts, "")
    if asked.open_view is None:
        return form_offer(facts.action, asking_key("form", asked.submission_key, asked.at))
    memory = FormMemory(code=request.code, asked=asked.submission_key)
    asked.open_view(update_form(facts, asked.key, memory))
    return None
