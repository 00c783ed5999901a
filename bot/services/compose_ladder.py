"""The parts of a letter that the ladder and leave add: who is asked next, what others were asked, whom one covers for.

What may live here: those parts, made of what was read. The letter itself is composed in `compose_letter`.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from bot.rules.ladder import ANNOUNCED, CHAIR, DEPUTY, NUDGE, SUPPORT, Rung
from bot.rules.leave import leave_of
from bot.rules.letter import Answer, Covering, Turned, Upcoming, first_name
from bot.rules.posts import in_post
from bot.services.read_ladder import Ladders
from storage.records import AnyLine, Contact, Line
from storage.records.glance import ActionGlance, ContactGlance
from storage.repositories import Register


def upcoming(
    ladders: Ladders, reader: ContactGlance, actions: Iterable[ActionGlance]
) -> tuple[Upcoming, ...]:
    """Who is asked next about actions the reader is asked about in this letter, each day and person once."""
    found: dict[tuple[date, Rung, bool], list[ActionGlance]] = defaultdict(list)
    for action in actions:
        is_whose = ladders.people.coordinator(action) == reader.id
        coming = ladders.climb_of(action, reader.id, now_too=True).coming if is_whose else None
        if coming is not None:
            is_own = reader.id == action.officer_id and coming.rung.contact_id == action.deputy_id
            found[coming.on, coming.rung, is_own and coming.rung.name == DEPUTY].append(action)
    return tuple(
        Upcoming(
            on,
            rung.name,
            _who(ladders, rung, own),
            tuple(action.code for action in those),
            ladders.group_name(rung.group_id),
            own,
            rung.contact_id,
            tuple(action.id for action in those),
        )
        for (on, rung, own), those in sorted(found.items(), key=lambda each: (each[0][0], each[1]))
    )


def keep_announced(lines: Iterable[Line], told: Iterable[Upcoming]) -> None:
    """Write into the lines of a message what it tells of, so that this and nothing else comes of it."""
    steps = {
        f"action {action_id}": {"rung": each.rung, "contact": each.contact_id, "on": str(each.on)}
        for each in told
        for action_id in each.action_ids
    }
    for line in lines:
        if line.kind != NUDGE:
            continue
        facts = {name: fact for name, fact in line.facts.items() if name != ANNOUNCED}
        line.facts = facts | ({ANNOUNCED: steps[line.subject]} if line.subject in steps else {})


def _who(ladders: Ladders, rung: Rung, is_own_deputy: bool) -> str:
    contact = ladders.people.by_id.get(rung.contact_id or 0)
    if contact is None or rung.name == CHAIR:
        return ""
    return (first_name(contact.name) if is_own_deputy else None) or in_post(contact)


def turned(
    register: Register, line: AnyLine, action: ActionGlance, heard_on: date | None, answer: Answer | None
) -> Turned:
    """An action that is turned to the reader, of a line of kind `ladder`."""
    rung, asked_of = str(line.facts["rung"]), register.people.glance(int(line.facts["of"]))
    whose = in_post(asked_of) if asked_of else "Whoever coordinates it"
    asked_on = date.fromisoformat(line.facts["asked"])
    reach = _reach(register, asked_of) if rung == SUPPORT and asked_of else ""
    return Turned(action, rung, whose, asked_on, heard_on, reach, answer)


def _reach(register: Register, contact: ContactGlance) -> str:
    row = register.rows.get(Contact, contact.id)
    return " · ".join(way for way in (row.phone, row.email) if way) if row is not None else ""


def covering(register: Register, line: AnyLine, reader: ContactGlance, today: date) -> Covering | None:
    """Whom the reader covers for, of a line of kind `cover`; None where that is no longer so."""
    away = register.people.glance(int(line.subject.rsplit(" ", 1)[1]))
    leave = leave_of(away, today) if away is not None and away.left_on is None else None
    if away is None or leave is None or away.cover_id != reader.id:
        return None
    if line.facts.get("first") != str(away.away_from) or line.facts.get("last") != str(away.away_to):
        return None
    actions = register.actions.of_officer(away.id)
    codes = tuple(action.code for action in actions if action.officer_id == away.id)
    return Covering(in_post(away), leave.first, leave.last, codes)
