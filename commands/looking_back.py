"""`… as at 1 June 2026`: whatever shows something, put to the register as it stood at the end of that day.

What may live here: reading the day, asking the copy, and the taps on such a screen. Nothing here can write: the copy
refuses it, and the buttons that act are taken off.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.rules.dates import read_due, read_past_day
from bot.rules.subjects import BY_TABLE
from bot.services.look_back import Then, TooLarge, digest_then, look_back
from bot.services.read_subject import read_one
from bot.views import as_it_stood as view
from bot.views import refusals, subject_answers, subject_list, verbs
from bot.views.blocks import Block
from commands import history, keeping, listing, show
from commands.asked import Asked
from commands.requests import AsAt, Board, History, Show
from commands.tapped import Tap

Showing = Callable[[Asked, dict[str, Any]], Block]
"""What a button's fields show."""


def answer(asked: Asked, request: AsAt, answer_then: Callable[[Asked, str], Block | None]) -> Block:
    """What is asked, as of the day. `answer_then` answers a text."""
    day = _day(request.day_words, asked.today)
    if day is None:
        return view.no_such_day(request.day_words, request.asked)
    if day > asked.today:
        return view.still_to_come(day)
    if isinstance(request.meant, History):  # what happened needs no copy: it is told up to that day
        return history.answer(asked, request.meant, day)

    def screen(then: Then, asked_then: Asked) -> Block:
        found = answer_then(asked_then, request.asked) or refusals.too_old()
        digest = digest_then(then, asked.person) if isinstance(request.meant, Board) else None
        return view.with_digest(found, digest.digest, digest.was_sent) if digest else found

    return _as_of(asked, day, screen)


def _day(words: str, today: date) -> date | None:
    """The day meant: the last such day, or the last of a month or year."""
    said = words.strip(" .")
    due = read_due(said, today)
    return read_past_day(said, today) or (due.latest if due.precision != "meeting" else None)


def _as_of(asked: Asked, day: date, screen: Callable[[Then, Asked], Block]) -> Block:
    with look_back(asked.database, asked.ways, day, asked.at) as then:
        if isinstance(then, TooLarge):
            return view.too_large(then.size)
        if not isinstance(then, Then):
            return view.not_begun(day, then)
        found = screen(then, _asked_then(asked, then))
        return view.as_it_stood(found, day, then.at, then.ways.zone, asked.today)


def _asked_then(asked: Asked, then: Then) -> Asked:
    """The same person asking that day, with no form to open."""
    return replace(
        asked,
        deps=replace(asked.deps, database=then.database),
        speaker=replace(asked.speaker, ways=then.ways),
        at=then.at,
        open_view=None,
        reply_with=None,
    )


# -- taps


def is_of_a_day(tap: Tap) -> bool:
    """Whether what was tapped stands on a screen of another day."""
    return view.AS_AT in tap.fields


def tap(tap: Tap, answer_fields: Showing) -> None:
    """Turn the page, or show an action, as of the day of the screen; `answer_fields` answers a plain question's."""
    shown = answer_fields if tap.verb == verbs.READING else _SHOWN.get(tap.verb)
    day = _iso_day(tap.fields.get(view.AS_AT))
    if day is None or shown is None:
        return tap.say(refusals.too_old())
    found = _as_of(tap.asked, day, lambda _, asked: shown(asked, tap.fields))
    return tap.say(found) if tap.verb in _BESIDE else tap.turn(found)


def _iso_day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


def _show(asked: Asked, fields: dict[str, Any]) -> Block:
    return show.answer(asked, Show(str(fields.get("code") or "")))


def _row(asked: Asked, fields: dict[str, Any]) -> Block:
    table, row_id = str(fields.get("t") or ""), fields.get("i")
    if not isinstance(row_id, int) or table not in BY_TABLE:
        return refusals.too_old()
    shown = read_one(asked.database, asked.ways, asked.person, table, row_id, asked.at)
    return subject_list.one(shown) if shown is not None else subject_answers.gone()


_SHOWN: dict[str, Showing] = {
    verbs.PAGE: listing.page,
    verbs.SHOW: _show,
    verbs.SUBJECT_SHOW: _row,
    verbs.SUBJECT_LIST: keeping.page,
}
_BESIDE = (verbs.SHOW, verbs.SUBJECT_SHOW, verbs.SUBJECT_LIST)
"""What is shown beside the screen it was asked from; a page takes the place of the one before."""
