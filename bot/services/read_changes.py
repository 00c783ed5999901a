"""Read what changed since the last Board, or between two days: statuses, milestones, and how much was heard."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.rules.asked_values import Changed, NoBoardYet
from bot.rules.filtering import NotUnderstood
from bot.rules.movement import moved
from bot.rules.ways import Ways
from bot.services.last_board import board_before
from bot.services.narrowing import narrowed_to
from storage.engine import Database
from storage.records import Meeting
from storage.records.glance import ActionGlance, MilestoneGlance, StatusChange
from storage.repositories import Register
from storage.unit_of_work import reading


@dataclass(frozen=True, slots=True)
class _Span:
    since: datetime
    until: datetime
    board: Meeting | None


def read_changes(
    database: Database,
    ways: Ways,
    partnership_id: int,
    words: str,
    days: tuple[date | None, date | None] | None,
    at: datetime,
) -> Changed | NotUnderstood | NoBoardYet:
    """What changed of the actions that `words` describe, on `days` (both included), or since the last held Board."""
    with reading(database) as look:
        register = look.register(partnership_id)
        narrowed = narrowed_to(register, ways, words, at)
        if isinstance(narrowed, NotUnderstood):
            return narrowed
        span = _span(register, ways, days, at)
        if span is None:
            return NoBoardYet()
        actions = {action.id: action for action in register.actions.glances(narrowed.wanted)}
        changes = [
            *register.history.status_changes(span.since),
            *register.updates.statuses_said(span.since),
        ]
        milestones = register.milestones.all()
        heard = register.updates.said_between(span.since, span.until)
    then = _as_they_stood(actions.values(), changes, span.until)
    moves = moved(then, (change for change in changes if change.at < span.until))
    return Changed(
        narrowed=narrowed.said,
        since=span.since,
        until=span.until,
        board=span.board,
        moved=tuple((action, moves[action.id]) for action in then if action.id in moves),
        met=tuple(_met(actions, milestones, span, ways)),
        redated=tuple(_redated(actions, milestones, span)),
        heard=len({each.action_id for each in heard if each.action_id in actions}),
    )


def _span(
    register: Register, ways: Ways, days: tuple[date | None, date | None] | None, at: datetime
) -> _Span | None:
    if days is None or days == (None, None):
        held = board_before(register, ways, at)
        return _Span(held[1], at, held[0]) if held else None
    first, last = days
    until = min(at, ways.at_hour(last + timedelta(days=1), 0)) if last else at
    return _Span(ways.at_hour(first or date(2000, 1, 1), 0), until, None)


def _as_they_stood(
    actions: Iterable[ActionGlance], changes: Iterable[StatusChange], until: datetime
) -> list[ActionGlance]:
    """The actions with the status they had at the end: before the first change that came later."""
    later: dict[int, str] = {}
    for change in sorted(changes, key=lambda each: each.at, reverse=True):
        if change.at >= until and change.before is not None:
            later[change.action_id] = change.before
    return [action._replace(status=later.get(action.id, action.status)) for action in actions]


def _met(
    actions: dict[int, ActionGlance], milestones: Iterable[MilestoneGlance], span: _Span, ways: Ways
) -> Iterator[tuple[ActionGlance, MilestoneGlance]]:
    first, last = ways.day_of(span.since), ways.day_of(span.until)
    for one in milestones:
        if one.met_on is not None and first <= one.met_on <= last and one.action_id in actions:
            yield actions[one.action_id], one


def _redated(
    actions: dict[int, ActionGlance], milestones: Iterable[MilestoneGlance], span: _Span
) -> Iterator[tuple[ActionGlance, MilestoneGlance]]:
    for one in milestones:
        moved_at = one.last_moved_at
        if moved_at is not None and span.since <= moved_at < span.until and one.action_id in actions:
            yield actions[one.action_id], one
