"""Read what was said of an action, or of all that words describe, in a period."""

from datetime import date, datetime, timedelta

from bot.rules.asked_values import Said
from bot.rules.filtering import NotUnderstood
from bot.rules.outcomes import UnknownCode
from bot.rules.ways import Ways
from bot.services.narrowing import narrowed_to
from storage.engine import Database
from storage.records.glance import UpdateGlance
from storage.repositories import Register
from storage.unit_of_work import reading

MOST = 12
"""Updates shown; more are counted."""


def read_said(
    database: Database,
    ways: Ways,
    partnership_id: int,
    about: tuple[str, str],
    days: tuple[date | None, date | None],
    at: datetime,
) -> Said | UnknownCode | NotUnderstood:
    """What still stands of it. `about` is (code, words), one of them empty; `days` are both included, None open."""
    code, words = about
    with reading(database) as look:
        register = look.register(partnership_id)
        actions = _actions(register, ways, code, words, at)
        if not isinstance(actions, tuple):
            return actions
        said, titles = actions
        found = [each for each in _between(register, ways, days) if each.action_id in titles]
    return Said(said, *days, tuple(found[:MOST]), titles, max(0, len(found) - MOST))


def _actions(
    register: Register, ways: Ways, code: str, words: str, at: datetime
) -> tuple[str, dict[int, tuple[str, str]]] | UnknownCode | NotUnderstood:
    if code:
        action = register.actions.by_code(code)
        if action is None or action.id is None:
            return UnknownCode(code, tuple(register.actions.codes()))
        return f"{action.code} {action.title}", {action.id: (action.code, action.title)}
    narrowed = narrowed_to(register, ways, words, at)
    if isinstance(narrowed, NotUnderstood):
        return narrowed
    actions = register.actions.glances(narrowed.wanted)
    return " · ".join(narrowed.said), {action.id: (action.code, action.title) for action in actions}


def _between(register: Register, ways: Ways, days: tuple[date | None, date | None]) -> list[UpdateGlance]:
    first, last = days
    since = ways.at_hour(first, 0) if first else None
    until = ways.at_hour(last + timedelta(days=1), 0) if last else None
    return register.updates.said_between(since, until)
