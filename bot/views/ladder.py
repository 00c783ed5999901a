"""The words of the ladder: who is asked next, what somebody further up reads, and how a question stands. Pure.

What may live here: those words, by post and never as a reproach. The layout of the letter they stand in is
`bot.views.letter`'s.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.rules.dates import date_in_words
from bot.rules.ladder import (
    ANSWERED,
    CHAIR,
    DEPUTY,
    ESCALATED,
    LATE,
    LEAD,
    NOT_ASKED,
    RUN_OUT,
    SUPPORT,
    WAITING,
    Escalation,
    QuestionStanding,
)
from bot.rules.letter import Covering, Turned, Upcoming
from bot.views.action_words import aside
from bot.views.escape import mrkdwn

WHOM_LIMIT = 8
"""Different people named in a closing line, within what a block holds; more of them are only counted."""

CODES_LIMIT = 6
_POST = 120
_RUNG_WORDS = {DEPUTY: "the deputy", LEAD: "the lead officer of the group", SUPPORT: "the support officer"}


def closing_line(upcoming: Sequence[Upcoming], today: date) -> str:
    """`If it's quiet until Mon 23 Nov I'll also ask Rory, your deputy.` Everybody who is next is named."""
    is_one = len(upcoming) == 1
    said = [_sentence(each, today, is_one) for each in upcoming[:WHOM_LIMIT]]
    more = len(upcoming) - len(said)
    return " ".join([*said, *([f"And so on for {more} more."] if more > 0 else [])])


def _sentence(upcoming: Upcoming, today: date, is_one: bool) -> str:
    stays = "stays" if len(upcoming.codes) == 1 else "stay"
    what = "it's" if is_one else f"{_codes(upcoming.codes)} {stays}"
    when = f"If {what} quiet until {date_in_words(upcoming.on, today)}"
    if upcoming.rung == CHAIR:
        return f"{when} I'll add a line to the chair's next digest."
    return f"{when} I'll also ask {_whom(upcoming)}."


def _whom(upcoming: Upcoming) -> str:
    who = _line(upcoming.who)
    if upcoming.is_own_deputy:
        return f"{who}, your deputy"
    if upcoming.rung == LEAD:
        group = f" of the {_line(upcoming.group)}" if upcoming.group else ""
        return f"the lead officer{group} ({who})"
    return f"{_RUNG_WORDS[upcoming.rung]} ({who})"


def turned_words(turned: Turned, today: date) -> str:
    """What somebody further up reads of an action: who was asked, when, and what is wanted.

    How it stands is said beside; where a milestone's day is over the letter asks after that.
    """
    said = f"The {aside(_line(turned.whose))} was asked about it on {date_in_words(turned.asked_on, today)}."
    if turned.rung == SUPPORT:
        reach = f" · {mrkdwn(turned.reach)}" if turned.reach else ""
        return f"{said} A call may help{reach}"
    return said if turned.passed else f"{said} Can you say a word?"


def covering_words(covering: Covering, today: date) -> str:
    """What somebody who covers is told: for whom, when, and what they may be asked about."""
    days = days_away(covering.first, covering.last, today)
    about = (
        f"You may be asked about {_codes(covering.codes)}." if covering.codes else "Nothing waits there now."
    )
    return f"*You cover for* the {_line(covering.whose)}, who is away {days}. {about}"


def days_away(first: date, last: date | None, today: date) -> str:
    """`Sat 1 Aug to Fri 14 Aug`, `on Fri 6 Nov`, `from Mon 9 Nov until further notice`."""
    begins = date_in_words(first, today)
    if last is None:
        return f"from {begins} until further notice"
    return f"on {begins}" if first == last else f"{begins} to {date_in_words(last, today)}"


def standing_words(standing: QuestionStanding, today: date) -> Iterator[str]:
    """How the question about an action stands: asked, answered, late, escalated, and who is next."""
    if standing.state == WAITING:
        until = f" until {date_in_words(standing.until, today)}" if standing.until else ""
        yield f"Nobody is asked about it{until}"
        return
    if standing.state == NOT_ASKED or standing.asked_on is None:
        return
    asked = f"Asked about on {date_in_words(standing.asked_on, today)}"
    if standing.state == ANSWERED:
        answered = (
            f", answered on {date_in_words(standing.answered_on, today)}" if standing.answered_on else ""
        )
        yield asked + answered
        return
    yield asked + (
        ", late: no answer yet" if standing.state in (LATE, ESCALATED, RUN_OUT) else ", not answered yet"
    )
    if standing.escalated:
        yield f"Also asked: {'; '.join(_escalation(each, today) for each in standing.escalated)}"
    if standing.state == RUN_OUT:
        yield "Everybody was asked: the chair's next digest has a line"
    elif standing.next_on is not None:
        yield f"Next: {_next(standing)}, on {date_in_words(standing.next_on, today)}, unless there is a word before"


def _escalation(escalation: Escalation, today: date) -> str:
    role = _RUNG_WORDS.get(escalation.rung, escalation.rung)
    return f"{role} ({_line(escalation.post)}) on {date_in_words(escalation.on, today)}"


def _next(standing: QuestionStanding) -> str:
    if standing.next_rung == CHAIR:
        return "the chair's digest"
    role = _RUNG_WORDS.get(standing.next_rung or "", "somebody else")
    return f"{role} ({_line(standing.next_post)})" if standing.next_post else role


def _codes(codes: Sequence[str]) -> str:
    named = [mrkdwn(code) for code in codes[:CODES_LIMIT]]
    more = len(codes) - len(named)
    if more > 0:
        return f"{', '.join(named)} and {more} more"
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _line(text: str) -> str:
    together = " ".join(text.split())
    return mrkdwn(together if len(together) <= _POST else together[: _POST - 1].rstrip() + "…")
