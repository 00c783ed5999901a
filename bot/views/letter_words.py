"""Small words of a letter: counts, days, an action's heading, and how much more there is. Pure.

What may live here: words that more than one part of a letter uses.
"""

from datetime import date

from bot.rules.dates import Due, date_in_words, due_in_words
from bot.rules.status import StatusKey
from bot.views.blocks import Block, context
from bot.views.escape import mrkdwn
from storage.records.glance import ActionGlance, MilestoneGlance

_TITLE = 120
_NUMBERS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()


def more_line(number: int, where: str) -> list[Block]:
    """How many more there are, and where; nothing where there are none."""
    return [context(f"+{number} more{where}")] if number > 0 else []


def counted(number: int, one: str, many: str) -> str:
    """`2 actions need a word`; nothing for none."""
    return f"{number} {one if number == 1 else many}" if number else ""


def number_word(number: int) -> str:
    """`Two`; a numeral from thirteen on."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def label_of(key: StatusKey, status: str) -> str:
    """`🟠 At risk`, on one line."""
    return line_of(key.label(status), 60)


def line_of(text: str, limit: int) -> str:
    """A text on one line, escaped, of so many characters."""
    return mrkdwn(plain(text, limit))


def plain(text: str, limit: int) -> str:
    """The same, not escaped."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= limit else one_line[: limit - 1].rstrip() + "…"


def short_day(day: date, today: date) -> str:
    """`12 Oct`, with the year when it is far away."""
    return date_in_words(day, today).split(" ", 1)[1]


def due_words(milestone: MilestoneGlance, today: date) -> str:
    """When a milestone is due."""
    due = Due(milestone.earliest, milestone.latest, milestone.precision, milestone.date_words or "")
    return due_in_words(due, today)


def heading(action: ActionGlance) -> str:
    """An action's code and title, in bold."""
    return f"*{mrkdwn(action.code)} {line_of(action.title, _TITLE)}*"
