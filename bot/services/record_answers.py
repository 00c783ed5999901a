"""Record what somebody who is not on Slack answered, of several actions at once: all of it or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.numbering import code_order
from bot.rules.outcomes import Recorded, Refused
from bot.rules.permission import is_support
from bot.rules.posts import in_post
from bot.rules.ways import Ways
from bot.services.letter_again import tell_letters
from bot.services.record_update import Saying, record_within
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records.glance import Person
from storage.unit_of_work import working


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said of one action: a status, words, milestones that were met; nothing said is no answer."""

    code: str
    status: str | None = None
    words: str = ""
    met: tuple[int, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is anything to record."""
        return bool(self.status or self.words.strip() or self.met)


@dataclass(frozen=True, slots=True)
class Told:
    """Whose answer it is, by what route it came, on which day, and the key that makes recording it twice harmless."""

    contact_id: int
    route: str
    said_on: date
    submission_key: str


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """Why nothing of it was recorded: the refusal of one action, or None where the contact is gone or not one's to
    speak for."""

    refused: Refused | None = None


def record_answers(
    database: Database, ways: Ways, person: Person, told: Told, answers: Sequence[Answered], at: datetime
) -> tuple[Recorded, ...] | NotRecorded:
    """Record each answer as the contact's own words. Only a support officer speaks for others.

    Raises `BusyError` like every writer: nothing was written.
    """
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        contact = register.people.glance(told.contact_id)
        if contact is None or not is_support(person):
            return NotRecorded()
        saying = _saying(told, in_post(contact))
        recorded = []
        # In the order of their codes, so that two who record at once wait for each other and not in a circle.
        for answer in sorted(
            (each for each in answers if each.says_something), key=lambda one: code_order(one.code)
        ):
            outcome = record_within(work, ways, person, saying(answer), at)
            if not isinstance(outcome, Recorded):
                return NotRecorded(outcome)
            recorded.append(outcome)
        work.flush()
        for outcome in recorded:
            tell_letters(register, outcome.action.id, None, told.submission_key, at, told.contact_id)
        work.commit()
        return tuple(recorded)


def _saying(told: Told, whose: str) -> Callable[[Answered], Saying]:
    return lambda answer: Saying(
        code=answer.code,
        submission_key=f"{told.submission_key} {answer.code}",
        words=answer.words,
        status=answer.status,
        milestones_met=answer.met,
        way="on_behalf",
        whose=whose,
        on_behalf_of_id=told.contact_id,
        route=told.route,
        said_on=told.said_on,
    )
