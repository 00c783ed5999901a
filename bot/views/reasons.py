"""Why an action needs a word, in a few words: the same in a letter, in a list of one's own and on Home. Pure.

What may live here: those words. They never say that somebody is late.
"""

from datetime import date, timedelta

from bot.rules.dates import date_in_words
from bot.rules.freshness import BOARD, BOARD_DAY, SOON, STALE
from bot.views.action_words import counted

SINCE_THE_BOARD = "not heard of since the last Board"


def silence(heard_on: date | None, today: date) -> str:
    """`no word for 35 days`."""
    return f"no word for {counted((today - heard_on).days, 'day') if heard_on else 'a while'}"


def age_at_the_board(heard_on: date, board_on: date) -> str:
    """`29 days old when the Board meets`."""
    return f"{counted((board_on - heard_on).days, 'day')} old when the Board meets"


def standing_until(heard_on: date, limit_days: int, today: date) -> str:
    """`stands until Mon 9 Nov`: the last day on which a word is fresh."""
    last = heard_on + timedelta(days=limit_days)
    return f"stands until {'today' if last == today else date_in_words(last, today)}"


def in_short(reason: str, heard_on: date, board_on: date | None, limit_days: int, today: date) -> str:
    """A reason beside the last word; nothing for one that is said by what stands there."""
    if reason == STALE:
        return silence(heard_on, today)
    if reason == BOARD:
        return SINCE_THE_BOARD
    if reason == BOARD_DAY and board_on is not None:
        return age_at_the_board(heard_on, board_on)
    return standing_until(heard_on, limit_days, today) if reason == SOON else ""
