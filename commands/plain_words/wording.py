"""A reading in words, for the button that chooses it: short, and in the register's own names.

What may live here: those words. A button holds 75 characters.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.rules.dates import date_in_words
from commands.plain_words.names import PERSON, Names
from commands.plain_words.readings import (
    AskAlso,
    AskAway,
    AskBoard,
    AskChanges,
    AskDue,
    AskHandOn,
    AskHelp,
    AskLater,
    AskLead,
    AskLine,
    AskList,
    AskMeeting,
    AskMine,
    AskNewDate,
    AskPerson,
    AskSaid,
    AskShow,
    AskSupport,
    AskTyped,
    AskUndo,
    AskWho,
    Offer,
    Period,
    Question,
)

LONGEST = 75


def in_words(meaning: Question | Offer, names: Names, today: date) -> str:
    """`Overdue in Poverty`, `Show POV-03 Cash First referral route`: at most 75 characters."""
    said = _WORDS[type(meaning)](meaning, names, today)
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"


def _list(asked: AskList, _: Names, __: date) -> str:
    return f"List: {asked.words}" if asked.words else "List every action"


def _due(asked: AskDue, _: Names, today: date) -> str:
    return f"Due{_of(asked.words)}{_when(asked.period, today)}"


def _show(asked: AskShow, names: Names, _: date) -> str:
    return f"Show {_titled(asked.code, names)}"


def _said(asked: AskSaid, names: Names, today: date) -> str:
    about = _titled(asked.code, names) if asked.code else asked.words or "any action"
    return f"What was said{_when(asked.period, today)}: {about}"


def _changes(asked: AskChanges, _: Names, today: date) -> str:
    return f"What changed{_of(asked.words)}{_when(asked.period, today)}"


def _lead(asked: AskLead, names: Names, _: date) -> str:
    return f"Who leads {_titled(asked.code, names) if asked.code else asked.words}"


def _who(asked: AskWho, _: Names, __: date) -> str:
    return f"Whom to speak to: {asked.words}" if asked.words else "Who leads what"


def _person(asked: AskPerson, names: Names, _: date) -> str:
    return next(
        (one.name for one in names.places if one.kind == PERSON and one.id == asked.contact_id), "A contact"
    )


def _meeting(asked: AskMeeting, names: Names, _: date) -> str:
    group = next(
        (one.name for one in names.places if one.kind == "group" and one.id == asked.group_id), "Board"
    )
    return f"When the {group} {'last met' if asked.is_last else 'meets next'}"


def _line(asked: AskLine, _: Names, __: date) -> str:
    return asked.says or asked.line


def _typed(asked: AskTyped, _: Names, __: date) -> str:
    return asked.line


def _away(asked: AskAway, names: Names, today: date) -> str:
    if asked.contact_id:
        return f"Whether {_person(AskPerson(asked.contact_id), names, today)} is away"
    return f"Who is away{_when(asked.period, today)}"


def _undo(asked: AskUndo, _: Names, __: date) -> str:
    return f"Undo or correct {asked.code or 'what I said last'}"


def _hand_on(asked: AskHandOn, _: Names, __: date) -> str:
    return f"Not mine: hand {asked.code or 'one of mine'} on"


def _later(asked: AskLater, _: Names, __: date) -> str:
    return f"Ask me later about {asked.code or 'mine'}"


def _new_date(asked: AskNewDate, names: Names, _: date) -> str:
    return f"A new date in {_titled(asked.code, names)}"


def _offer(offer: Offer, names: Names, _: date) -> str:
    status = f", {names.key.word(offer.status)}" if offer.status else ""
    return f"An update of {offer.code}{status}: {names.codes[offer.code].name}"


def _always(words: str) -> Callable[[Any, Names, date], str]:
    return lambda _asked, _names, _today: words


def _titled(code: str, names: Names) -> str:
    action = names.codes.get(code)
    return f"{code} {action.name}" if action else code


def _of(words: str) -> str:
    return f" in {words}" if words else ""


def _when(period: Period, today: date) -> str:
    if period.until_board:
        return " before the next Board"
    if period.since_board:
        return " since the last Board"
    if period.first and period.first == period.last:
        return f" on {date_in_words(period.first, today)}"
    first = f" from {date_in_words(period.first, today)}" if period.first else ""
    return first + (f" to {date_in_words(period.last, today)}" if period.last else "")


_WORDS: dict[type, Callable[[Any, Names, date], str]] = {
    AskMine: _always("My actions"),
    AskList: _list,
    AskDue: _due,
    AskShow: _show,
    AskSaid: _said,
    AskChanges: _changes,
    AskLead: _lead,
    AskWho: _who,
    AskPerson: _person,
    AskSupport: _always("Who runs the register"),
    AskBoard: _always("The next Board and what it is asked"),
    AskMeeting: _meeting,
    AskHelp: _always("What I can do"),
    AskLine: _line,
    AskTyped: _typed,
    AskAway: _away,
    AskUndo: _undo,
    AskHandOn: _hand_on,
    AskLater: _later,
    AskNewDate: _new_date,
    AskAlso: _always("Thank you"),
    Offer: _offer,
}
