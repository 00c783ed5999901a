"""What a lead officer sees in a letter: their group or priority, silent and slipped first. Pure.

What may live here: that part and its buttons.
"""

from datetime import date

from bot.rules.dates import date_in_words
from bot.rules.letter import Letter, Overview, Sight
from bot.rules.nudging import OFF_TRACK, RE_DATED, SLIPPED
from bot.views import verbs
from bot.views.blocks import Block, actions, button, section
from bot.views.escape import inline, mrkdwn
from bot.views.letter_words import due_words, label_of, line_of, short_day
from bot.views.update_buttons import take_on_button
from storage.records.glance import MilestoneGlance

SIGHT_LIMIT = 3
OVERVIEW_LIMIT = 3
"""Actions and groups shown in full; the rest is counted."""

_PLACE = 80
_TIMES = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def overview_blocks(number: int, overview: Overview, said: Letter) -> list[Block]:
    """A group or priority, and a button for each action shown of it that the reader may take on or ask about."""
    shown = overview.sights[:SIGHT_LIMIT]
    buttons = [_sight_button(sight, said) for sight in shown if _has_button(sight)]
    rows = [actions(f"take on {number}", buttons)] if buttons else []
    return [section(_overview(overview, said)), *rows]


def _sight_button(sight: Sight, said: Letter) -> Block:
    code = sight.action.code
    if sight.can_be_taken:
        return take_on_button(code, said.key, f"Take on {code}")
    value = verbs.value(code=code, asked=said.key)
    return button(f"Ask kindly: {code}", f"{verbs.ASK_KINDLY}:{code}", value)


def _has_button(sight: Sight) -> bool:
    """Whether it is to be taken on or asked about: a date that moved asks for nothing, nor what was asked already."""
    to_ask = sight.can_be_asked and sight.asked_on is None and _calls_for_a_word(sight)
    return sight.can_be_taken or to_ask


def _calls_for_a_word(sight: Sight) -> bool:
    return any(why != RE_DATED for why in sight.whys)


def rows_beside(said: Letter) -> int:
    """How many rows of buttons stand below what a lead officer sees."""
    shown = (overview.sights[:SIGHT_LIMIT] for overview in said.overviews[:OVERVIEW_LIMIT])
    return sum(any(map(_has_button, sights)) for sights in shown)


def _overview(overview: Overview, said: Letter) -> str:
    lines = [f"*In your {line_of(overview.term, 30)} ({line_of(overview.name, _PLACE)})*"]
    lines += [_sight(sight, said) for sight in overview.sights[:SIGHT_LIMIT]]
    more = overview.more + max(0, len(overview.sights) - SIGHT_LIMIT)
    return "\n".join([*lines, *([f"+{more} more"] if more else [])])


def _sight(sight: Sight, said: Letter) -> str:
    whys = "; ".join(_why(sight, why, said) for why in sight.whys)
    speak_to = ""
    if _calls_for_a_word(sight):
        speak_to = (
            f". Speak to: {line_of(sight.speak_to, 100)}" if sight.speak_to else ". Nobody has taken it on"
        )
    asked = f" (asked {date_in_words(sight.asked_on, said.today)})" if sight.asked_on else ""
    return f"• {mrkdwn(sight.action.code)}: {whys}{speak_to}{asked}"


def _why(sight: Sight, why: str, said: Letter) -> str:
    if why == OFF_TRACK:
        return label_of(said.status_key, sight.action.status)
    if why == SLIPPED:
        milestone = sight.passed[0]
        return f"{inline(milestone.title, 60)} was due {mrkdwn(due_words(milestone, said.today)[:40])}"
    if why == RE_DATED:
        return f"date moved, {_move(sight.moved[0], said.today)}"
    return f"no word since {short_day(sight.heard_on, said.today)}" if sight.heard_on else "nothing heard yet"


def _move(milestone: MilestoneGlance, today: date) -> str:
    """`Oct → Jan`; the days where both lie in one month; from where it began, however often it was moved since."""
    begun, now = milestone.first_latest, milestone.latest
    exact = begun is not None and now is not None and (begun.year, begun.month) == (now.year, now.month)
    days = [short_day(day, today) if exact and day else _month(day, today) for day in (begun, now)]
    times = _TIMES.get(milestone.moves, f"{milestone.moves}th") if milestone.moves > 1 else ""
    return " → ".join(days) + (f", {times} move" if times else "")


def _month(day: date | None, today: date) -> str:
    if day is None:
        return "no date set"
    return f"{day:%b}" if abs((day - today).days) <= 300 else f"{day:%b %Y}"
