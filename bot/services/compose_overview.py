"""The part of a letter for whoever leads a group or is critical friend of a priority: what is silent or slipped there.

What may live here: those lines. What is read is the desk's.
"""

from datetime import date

from bot.rules.asking import is_away
from bot.rules.freshness import SETTLED
from bot.rules.ladder import LADDER
from bot.rules.letter import (
    Overview,
    Sight,
)
from bot.rules.nudging import (
    GROUP,
    concerns_of,
    moved_by_action,
    window,
)
from bot.rules.posts import in_post
from bot.services.letter_desk import Desk, number_of
from storage.records import AnyLine, Group, Priority
from storage.records.glance import ActionGlance


def overview(desk: Desk, line: AnyLine) -> Overview:
    """What is silent, slipped or off track in a group or under a priority, of a line of kind `group`."""
    partnership = desk.ways.partnership
    if line.subject.startswith(GROUP):
        group = desk.register.rows.get(Group, number_of(line))
        term, name = GROUP, group.name if group else ""
    else:
        priority = desk.register.rows.get(Priority, number_of(line))
        term, name = partnership.priority_term, priority.name if priority else ""
    sights = [_sight(desk, action_id, line) for action_id in line.facts["actions"]]
    return Overview(term, name, tuple(filter(None, sights)), int(line.facts.get("more", 0)))


def _sight(desk: Desk, action_id: int, line: AnyLine) -> Sight | None:
    action = desk.actions.get(action_id)
    if action is None or action.status in SETTLED or action.officer_id == desk.reader.id:
        return None
    if any(number_of(other) == action_id for other in desk.of_kind(LADDER)):
        return None
    passed = desk.passed.get(action_id, ())
    first, last = (date.fromisoformat(line.facts[name]) for name in ("moved_from", "moved_before"))
    between = window(first, last, desk.ways.zone)
    moved = moved_by_action(desk.milestones[action_id], *between).get(action_id, ())
    whys = concerns_of(action.status, desk.reasons(action), bool(passed), bool(moved))
    if not whys:
        return None
    speak_to = _whom_to_speak_to(desk, action)
    # Whoever leads the group may take it on; a critical friend of a priority may not.
    can_be_taken = desk.officer_of(action) is None and line.subject.startswith(GROUP)
    can_be_asked = speak_to is not None and not desk.is_asked(action)
    asked_on = desk.asked_on.get(action.id)
    told = (speak_to, can_be_taken, can_be_asked, asked_on)
    return Sight(action, whys, desk.heard_on(action), passed, moved, *told)


def _whom_to_speak_to(desk: Desk, action: ActionGlance) -> str | None:
    officer = desk.officer_of(action)
    if officer is None:
        return None
    cover = desk.officers.get(officer.cover_id or 0) if is_away(officer, desk.today) else None
    return in_post(cover or officer)
