"""List what falls due between two days, or before the next Board: actions and milestones, the earliest first."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.rules.asked_values import Due, Dues, NoBoardYet
from bot.rules.filtering import NotUnderstood
from bot.rules.numbering import code_order
from bot.rules.ways import Ways
from bot.services.last_board import board_after
from bot.services.narrowing import narrowed_to
from storage.engine import Database
from storage.records.glance import ActionGlance, MilestoneGlance
from storage.unit_of_work import reading

FINISHED = ("complete", "closed")
NEAR_DAYS = 30
"""How far ahead is looked where no end is given."""


def list_due(
    database: Database,
    ways: Ways,
    partnership_id: int,
    words: str,
    days: tuple[date | None, date | None],
    until_board: bool,
    at: datetime,
) -> Dues | NotUnderstood | NoBoardYet:
    """What of the actions that `words` describe falls due on `days`, both included; `until_board` ends them."""
    today = ways.day_of(at)
    with reading(database) as look:
        register = look.register(partnership_id)
        narrowed = narrowed_to(register, ways, words, at)
        if isinstance(narrowed, NotUnderstood):
            return narrowed
        board = board_after(register, ways, at) if until_board else None
        if until_board and board is None:
            return NoBoardYet()
        actions = {action.id: action for action in register.actions.glances(narrowed.wanted)}
        milestones = register.milestones.unmet()
    first = days[0] or today
    last = (board.latest if board else days[1]) or first + timedelta(days=NEAR_DAYS)
    due = sorted(
        _due(actions, milestones, first, last), key=lambda each: (each.on, code_order(each.action.code))
    )
    return Dues(narrowed.said, first, last, board, tuple(due))


def _due(
    actions: dict[int, ActionGlance], milestones: list[MilestoneGlance], first: date, last: date
) -> Iterator[Due]:
    for action in actions.values():
        if action.latest is not None and first <= action.latest <= last and action.status not in FINISHED:
            yield Due(action, None, action.latest)
    for one in milestones:
        action_of = actions.get(one.action_id or 0)
        if one.latest is not None and first <= one.latest <= last and action_of is not None:
            yield Due(action_of, one, one.latest)
