"""The weekly nudge, planned. Pure: who hears what, in; the lines to be kept, out.

What may live here: which lines a week's nudge comes to. They are put into words when they are sent.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.rules.freshness import COURTESY
from bot.rules.ladder import ANNOUNCES
from bot.rules.nudging import Need, Nudges, ToAsk
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
    between = dict(zip(("moved_from", "moved_before"), (day.isoformat() for day in moved), strict=True))
    lines = list(_lines(nudges, week, due_on, between))
    if not days and late_since is None:
        return lines  # nearly always: nothing of twenty thousand lines has to be written anew
    on, late = days or {}, {"late_since": late_since.isoformat()} if late_since else {}
    return [line._replace(due_on=on.get(line.contact_id, due_on), facts=line.facts | late) for line in lines]


def _lines(nudges: Nudges, week: str, due_on: date, between: Mapping[str, str]) -> Iterator[PlannedLine]:
    for nudge in nudges.nudges:
        reader = nudge.contact_id
        for need in nudge.own:
            yield PlannedLine("nudge", f"action {need.action_id}", week, reader, due_on, _own(need))
        for section in nudge.sections:
            kind, place_id = section.place
            facts = {"actions": list(section.action_ids), "more": section.more, **between}
            yield PlannedLine("group", f"{kind} {place_id}", week, reader, due_on, facts)
    if nudges.support_id is not None:
        for each in nudges.to_ask:
            subject = f"contact {each.contact_id}"
            yield PlannedLine("phone", subject, week, nudges.support_id, due_on, _phone(each))


def _own(need: Need) -> dict[str, Any]:
    """The question. Nobody else is asked for the sake of a word that still stands: early courtesy announces nobody."""
    return {
        "heard": _heard(need),
        "reasons": need.reasons,
        ANNOUNCES: need.reasons != COURTESY,
        "milestones": need.milestone_ids,
    }


def _phone(to_ask: ToAsk) -> dict[str, Any]:
    heard = {str(need.action_id): _heard(need) for need in to_ask.needs}
    return {"actions": [need.action_id for need in to_ask.needs], "heard": heard}


def _heard(need: Need) -> str | None:
    return need.heard_at.isoformat() if need.heard_at else None
