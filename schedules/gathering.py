"""Gathering what a day has to say into one message a person. Pure: lines and people in, messages out.

What may live here: which lines go together, under which key, and when a person may be written to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot.rules.preferences import open_from, preferred_time
from bot.rules.ways import Ways, zone_of
from storage.records import AnyLine, Outbox
from storage.records.glance import ContactGlance

CALLS_A_MESSAGE = 12
"""People to ask by phone or email in one message; more of them make another."""


OF_MEETINGS = ("digest meeting ", "preview meeting ", "moved meeting ", "cancelled meeting ")
"""How the keys of what is said of a Board meeting begin."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The lines of one message. `part` counts from 1: a long list of people to call is told in several."""

    contact_id: int
    part: int
    lines: tuple[AnyLine, ...]

    def key(self, day: date) -> str:
        """The message's key in the outbox: `day 2026-11-16 contact 12`."""
        more = f" part {self.part}" if self.part > 1 else ""
        return f"day {day.isoformat()} contact {self.contact_id}{more}"


def bundles(lines: Iterable[AnyLine]) -> list[Bundle]:
    """One bundle a person, and more where there are many people to call."""
    by_person: dict[int, list[AnyLine]] = defaultdict(list)
    for line in lines:
        by_person[line.contact_id].append(line)
    return [
        Bundle(contact_id, number, tuple(part))
        for contact_id, of_person in by_person.items()
        for number, part in enumerate(_parts(of_person), start=1)
    ]


def time_to_write(ways: Ways, day: date, contact: ContactGlance, now: datetime) -> datetime:
    """When a person is written to about a day, not before `now`: on a working day, at an hour of theirs.

    At the hour they like where they have said one, in their working hours and outside their quiet ones.
    """
    return open_from(ways, max(preferred_time(ways, day, contact), now), contact)


class Turn(NamedTuple):
    """What becomes of something to say: said at `at` in a new message, added to the `waiting` one, or put off."""

    at: datetime | None = None
    waiting: Outbox | None = None

    @property
    def is_free(self) -> bool:
        """Whether nothing else is said to the person that day."""
        return self.at is not None


def turn_of(
    ways: Ways, contact: ContactGlance, at: datetime, messages: Iterable[Outbox], now: datetime
) -> Turn:
    """One message a person a day: what is due joins the one that waits, or waits itself where one goes that day.

    `messages` are those sent to people of late, or still to go, that they did not ask for; `at` is when a new one
    would go. Days are the person's own.
    """
    zone = zone_of(contact.time_zone) or ways.zone
    theirs = [each for each in messages if each.contact_id == contact.id and _is_of_the_clock(each)]
    waiting = [
        each for each in theirs if each.kind == "lines" and each.state == "waiting" and not each.attempts
    ]
    if waiting:
        return Turn(waiting=waiting[0])
    days = {(each.sent_at or max(each.not_before, now)).astimezone(zone).date() for each in theirs}
    return Turn() if at.astimezone(zone).date() in days else Turn(at=at)


def _is_of_the_clock(message: Outbox) -> bool:
    """Whether a message is one the clock sends, and so the day's one message.

    A question, its answer, thanks and a wish are a conversation between people: each keeps to the reader's hours, and
    takes nobody's turn, so that a nudge still comes on the day it is due.
    """
    return message.kind == "lines" or message.key.startswith(OF_MEETINGS)


def _parts(lines: Sequence[AnyLine]) -> Iterator[list[AnyLine]]:
    calls = [line for line in lines if line.kind == "phone"]
    rest = [line for line in lines if line.kind != "phone"]
    yield rest + calls[:CALLS_A_MESSAGE]
    for start in range(CALLS_A_MESSAGE, len(calls), CALLS_A_MESSAGE):
        yield calls[start : start + CALLS_A_MESSAGE]
