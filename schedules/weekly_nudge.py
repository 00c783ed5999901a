"""The weekly nudge, planned. Pure: who hears what, in; the lines to be kept, out.

What may live here: which lines a week's nudge comes to. They are put into words when they are sent.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.rules.ladder import ANNOUNCES
from bot.rules.nudging import Need, Nudge, Nudges, Section, ToAsk
from storage.records.glance import PlannedLine


def plan(
    nudges: Nudges,
    week: str,
    due_on: date,
    moved: tuple[date, date],
    late_since: date | None = None,
    days: Mapping[int, date] | None = None,
) -> list[PlannedLine]:
    """The lines of one week: an action a line, a group or priority a line, a person to ask by phone a line.

    `week` is the occasion (`2026-W45`), `due_on` the working day on which they are said, `late_since` the day they
    should have been. `moved` are the days between which re-datings are told. Where nobody can ask by phone, those
    who would have been asked are left out. `days` are those on which some people like to hear it, by contact.
    """
    on = days or {}
    late = {"late_since": late_since.isoformat()} if late_since else {}
    return [
        PlannedLine(kind, subject, week, reader, on.get(reader, due_on), facts | late if late else facts)
        for kind, subject, reader, facts in _lines(nudges, tuple(day.isoformat() for day in moved))
    ]


_Planned = tuple[str, str, int, dict[str, Any]]


def _lines(nudges: Nudges, moved: tuple[str, ...]) -> Iterator[_Planned]:
    for nudge in nudges.nudges:
        yield from (_own(need, nudge) for need in nudge.own)
        yield from (_group(section, nudge, moved) for section in nudge.sections)
    if nudges.support_id is not None:
        yield from (_phone(to_ask, nudges.support_id) for to_ask in nudges.to_ask)


def _own(need: Need, nudge: Nudge) -> _Planned:
    facts: dict[str, Any] = {"heard": _heard(need), "reasons": list(need.reasons), ANNOUNCES: True}
    facts["milestones"] = list(need.milestone_ids)
    return "nudge", f"action {need.action_id}", nudge.contact_id, facts


def _group(section: Section, nudge: Nudge, moved: tuple[str, ...]) -> _Planned:
    kind, place_id = section.place
    facts = {"actions": list(section.action_ids), "more": section.more}
    between = dict(zip(("moved_from", "moved_before"), moved, strict=True))
    return "group", f"{kind} {place_id}", nudge.contact_id, facts | between


def _phone(to_ask: ToAsk, support_id: int) -> _Planned:
    heard = {str(need.action_id): _heard(need) for need in to_ask.needs}
    facts = {"actions": [need.action_id for need in to_ask.needs], "heard": heard}
    return "phone", f"contact {to_ask.contact_id}", support_id, facts


def _heard(need: Need) -> str | None:
    return need.heard_at.isoformat() if need.heard_at else None
