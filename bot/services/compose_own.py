"""The part of a letter that is the reader's own: what needs a word, what is reminded of, what changed hands.

What may live here: one entry an action, as it stands now or as it was answered. What is read is the desk's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from bot.rules.freshness import SETTLED
from bot.rules.letter import (
    HANDED,
    SNOOZED,
    Answer,
    Entry,
    Handed,
)
from bot.rules.posts import in_post
from bot.rules.reminders import stands
from bot.rules.snoozing import is_snoozed, occasion_for_papers
from bot.services.letter_desk import Desk, number_of
from bot.services.undo_handing import can_be_undone
from bot.services.undo_update import UNDO_WITHIN
from storage.records import AnyLine, Update
from storage.records.glance import ActionGlance, MilestoneGlance, SnoozeGlance
from storage.standing import said_at


def own_entries(desk: Desk) -> tuple[Entry, ...]:
    """One entry an action: what needs a word first, passed milestones before the rest, then by code."""
    found: dict[Any, Entry] = {}
    for line in desk.of_kind("nudge"):
        merge(found, _need(desk, line))
    for line in desk.of_kind("milestone"):
        merge(found, reminder(desk, line))
    return tuple(sorted(found.values(), key=partial(pressing, desk)))


def merge(found: dict[Any, Entry], entry: Entry | None) -> None:
    """Put an entry beside what was found: one an action, an open one before an answered one."""
    if entry is None:
        return
    name = entry.action.id if entry.action else f"milestone {entry.milestones[0].id}"
    before = found.get(name)
    if before is not None and before.answer is None and entry.answer is None:
        more = [milestone for milestone in entry.milestones if milestone not in before.milestones]
        entry = replace(before, milestones=(*before.milestones, *more))
    elif before is not None and before.answer is None:
        entry = before
    found[name] = entry if before is None or before.answer is None else before


def pressing(desk: Desk, entry: Entry) -> tuple[bool, bool, str]:
    """As the message was planned, whatever was answered since: no line moves under a reader's thumb."""
    about = entry.action.id if entry.action else None
    code = entry.action.code if entry.action else entry.milestones[0].title
    return not entry.needs_word, about not in desk.was_past_its_day, code


def _need(desk: Desk, line: AnyLine) -> Entry | None:
    action = desk.actions.get(number_of(line))
    if action is None:
        return None
    asked_of = line.facts.get("milestones", ())
    milestones = [milestone for milestone in desk.milestones[action.id] if milestone.id in asked_of]
    if desk.was_heard(action, line):
        return answered(desk, action, milestones, needs_word=True)
    if not desk.is_asked(action):
        return _put_by(desk, action, _handed_on(desk, action))
    snooze = desk.snoozes.get(action.id)
    if line.facts.get("snooze", getattr(snooze, "id", None)) != getattr(snooze, "id", None):
        return None  # the question was put off again since, or asked at once
    if is_snoozed(snooze, desk.today):
        return _put_by(desk, action, snoozed(desk, snooze))
    if not desk.reasons(action) or _came_back_sooner(desk, line, snooze):
        return None
    return open_entry(desk, action, desk.passed.get(action.id, ()))


def _came_back_sooner(desk: Desk, line: AnyLine, snooze: SnoozeGlance | None) -> bool:
    """Whether the line was to ask on the last day of a snooze that papers ended, so that it was asked before."""
    if snooze is None or line.occasion != f"snooze {snooze.id}":
        return False
    return desk.register.messages.was_planned(line.kind, line.subject, occasion_for_papers(snooze.id))


def reminder(desk: Desk, line: AnyLine) -> Entry | None:
    """A milestone that is reminded of, with its action; None where the reminder no longer stands."""
    milestone = desk.single.get(number_of(line))
    if milestone is None:
        return None
    action = desk.actions.get(milestone.action_id or 0)
    if not stands(milestone, line.facts["offset"], date.fromisoformat(line.facts["latest"])):
        return answered(desk, action, [milestone], needs_word=False) if action else None
    if action is not None and action.status in SETTLED:
        return None
    snooze = desk.snoozes.get(action.id) if action is not None else None
    if action is not None and is_snoozed(snooze, desk.today):
        return _put_by(desk, action, snoozed(desk, snooze), (milestone,), needs_word=False)
    unowned = action is not None and desk.officer_of(action) is None
    unmet = desk.unmet(action) if action is not None else ()
    heard_on = desk.worded_on(action)
    return Entry(action, heard_on, (milestone,), needs_word=False, unowned=unowned, unmet=unmet)


def open_entry(desk: Desk, action: ActionGlance, milestones: Iterable[MilestoneGlance]) -> Entry:
    """An action that waits for a word, with the milestones that are asked after."""
    return Entry(
        action,
        desk.worded_on(action),
        tuple(milestones),
        blocked=desk.blocked.get(action.id),
        unmet=desk.unmet(action),
        why=desk.reasons(action),
        heard_again_on=desk.heard_again_on(action),
    )


def _put_by(
    desk: Desk,
    action: ActionGlance,
    answer: Answer | None,
    milestones: tuple[MilestoneGlance, ...] = (),
    needs_word: bool = True,
) -> Entry | None:
    """The action with what was done in place of an answer, once the message was sent; before, nothing."""
    if answer is None or desk.sent is None:
        return None
    return Entry(action, desk.worded_on(action), milestones, needs_word, answer=answer)


def snoozed(desk: Desk, snooze: SnoozeGlance | None) -> Answer | None:
    """Until when the question was put off, and by whom: it can be asked after all."""
    if snooze is None:
        return None
    who = desk.register.people.glance(snooze.contact_id)
    at = snooze.at.astimezone(desk.ways.zone)
    return Answer(SNOOZED, in_post(who) if who else None, at, until=snooze.until, snooze_id=snooze.id)


def _handed_on(desk: Desk, action: ActionGlance) -> Answer | None:
    """To whom the reader handed the action on after the message was sent."""
    changes = desk.register.history.of("actions", action.id) if desk.sent is not None else ()
    given = (each for each in reversed(changes) if each.field == "officer_id")
    change = next(given, None)
    if change is None or desk.sent is None or change.at < desk.sent.at:
        return None
    to = desk.register.people.glance(change.after) if change.after else None
    by = in_post(desk.reader) if change.contact_id == desk.reader.id else change.by
    words = in_post(to) if to else ""
    now = desk.sent.now
    undo = change.id if now is not None and can_be_undone(change, desk.reader.id, now) else None
    return Answer(HANDED, by, change.at.astimezone(desk.ways.zone), words, handing_id=undo)


def handed(desk: Desk, line: AnyLine) -> Handed | None:
    """An action that changed hands, as whoever has it now or the support officer is told."""
    action = desk.actions.get(number_of(line))
    if action is None or action.status in SETTLED - {"paused"}:
        return None
    facts = line.facts
    to_id = facts.get("to")
    is_theirs = to_id == desk.reader.id
    if action.officer_id != to_id:
        answer = _handed_on(desk, action)
    else:
        entry = answered(desk, action, (), needs_word=True) if desk.was_heard(action, line) else None
        answer = entry.answer if entry else None
    if action.officer_id != to_id and answer is None:
        return None
    to = desk.register.people.glance(to_id) if to_id and not is_theirs else None
    whose = "" if is_theirs else in_post(to) if to else None
    taken = bool(facts.get("taken"))
    return Handed(action, str(facts.get("by", "")), str(facts.get("why", "")), whose, answer, taken)


def answered(
    desk: Desk, action: ActionGlance, milestones: Sequence[MilestoneGlance], needs_word: bool
) -> Entry | None:
    """The action with what was said of it after the message was sent; None where it was said before."""
    latest = desk.register.updates.latest(action.id)
    heard = (each for each in latest if _said_at(each) == action.heard_at and each.kind != "undo")
    update = next(heard, None)
    if desk.sent is None or update is None or update.at < desk.sent.at:
        return None
    at = update.at.astimezone(desk.ways.zone)
    kind = _kind_of(update, milestones)
    by = update.whose or update.by
    undo = update.id if _can_be_taken_back(desk, update) else None
    answer = Answer(kind, by, at, update.words, update_id=undo)
    heard_on = desk.worded_on(action)
    blocked = desk.blocked.get(action.id)
    return Entry(action, heard_on, tuple(milestones), needs_word, blocked=blocked, answer=answer)


def _can_be_taken_back(desk: Desk, update: Update) -> bool:
    """Whether the reader said it, less than ten minutes ago."""
    now = desk.sent.now if desk.sent is not None else None
    return now is not None and update.contact_id == desk.reader.id and now - update.at <= UNDO_WITHIN


def _kind_of(update: Update, milestones: Sequence[MilestoneGlance]) -> str:
    if update.kind == "no_change":
        return "no_change"
    if any(milestone.met_on is not None for milestone in milestones):
        return "met"
    moved = [milestone.last_moved_at for milestone in milestones if milestone.last_moved_at]
    return "new_date" if any(at >= update.at for at in moved) else "update"


def _said_at(update: Update) -> datetime:
    return said_at(update.at, update.said_on)
