"""A letter's own part: the reader's actions and milestones, their buttons, and what was answered. Pure.

What may live here: one entry and all that is said of it. In which order entries stand is `bot.views.letter`'s.
"""

from collections.abc import Iterator
from datetime import date

from bot.rules.dates import date_in_words
from bot.rules.freshness import MILESTONE, NEVER
from bot.rules.letter import HANDED, PUT_BY, SNOOZED, Answer, Entry, Letter, has_passed
from bot.rules.whose import whose_in_words
from bot.views import verbs
from bot.views.blocks import Block, actions, button, section
from bot.views.escape import inline, mrkdwn
from bot.views.letter_words import due_words, heading, label_of, line_of, more_line, short_day
from bot.views.reasons import in_short
from bot.views.update_buttons import more_menu, take_on_button, undo_handing_button, update_buttons
from storage.records.glance import ActionGlance, MilestoneGlance

REMINDER_LIMIT = 4
"""Milestones reminded of in full; the rest is counted."""

_WORDS = 140
_PLACE = 80


def entry_blocks(entry: Entry, said: Letter) -> list[Block]:
    """An action or a milestone, and its buttons."""
    blocks = [section(_entry(entry, said))]
    if entry.action is not None:
        name = f"action {entry.action.id}" if entry.needs_word else f"milestone {entry.milestones[0].id}"
        blocks += _buttons(name, entry.action.code, entry, said)
    return blocks


def _buttons(name: str, code: str, entry: Entry, said: Letter) -> list[Block]:
    """What can be said of an action; once it was said, that it can be taken back."""
    if entry.answer is not None:
        return undo_row(name, code, entry.answer, said)
    asked_after = _asked_after(entry, said.today)
    buttons = update_buttons(code, said.key, asked_after)
    menu = more_menu(code, said.key, asked_after, entry.unmet, not entry.unowned, not entry.unowned)
    take_on = [take_on_button(code, said.key)] if entry.unowned else []
    return [actions(name, [*take_on, *buttons, menu])]


def undo_row(name: str, code: str, answer: Answer, said: Letter) -> list[Block]:
    """The button that takes an answer back, where that is the reader's."""
    if answer.update_id is not None:
        value = verbs.value(code=code, asked=said.key, u=answer.update_id)
        return [actions(name, [button("Undo", verbs.UNDO, value)])]
    if answer.snooze_id is not None:
        value = verbs.value(code=code, asked=said.key, s=answer.snooze_id)
        return [actions(name, [button("Undo", verbs.LIFT_SNOOZE, value)])]
    if answer.handing_id is not None:
        return [actions(name, [undo_handing_button(code, said.key, answer.handing_id)])]
    return []


def _entry(entry: Entry, said: Letter) -> str:
    lines = [heading(entry.action)] if entry.action else []
    # An update says itself how the action stands; what was put by is not about that.
    says_it = entry.answer is not None and entry.answer.kind in ("update", *PUT_BY)
    if entry.action and entry.needs_word and not says_it:
        lines.append(standing(entry, entry.action, said))
    if entry.unowned:
        lines.append("Nobody coordinates it yet.")
    if entry.answer is not None:
        return "\n".join([*lines, answered(entry, entry.answer, said)])
    if entry.blocked:
        lines.append(f"Held up: {inline(entry.blocked, _WORDS)}")
    lines += [milestone_words(milestone, said) for milestone in entry.milestones[:3]]
    return "\n".join(lines)


def standing(entry: Entry, action: ActionGlance, said: Letter) -> str:
    """How an action stands, the last words and their day, and in a few words why a new one is asked for."""
    label = label_of(said.status_key, action.status)
    if entry.heard_on is None:
        return f"{label} · nothing heard yet"
    words = f": {inline(action.words, _WORDS)}" if action.words and action.words.strip() else ""
    whose = mrkdwn(whose_in_words(action.whose, action.route, action.said_on, said.today)) if words else ""
    theirs = f" ({whose})" if whose else ""
    return " · ".join(
        [label, f"{short_day(entry.heard_on, said.today)}{words}{theirs}", *_asked_for(entry, said)]
    )


def _asked_for(entry: Entry, said: Letter) -> Iterator[str]:
    """Why a word is asked for; nothing where a milestone is asked after. With the day of a later word, if any."""
    heard_on = entry.heard_again_on or entry.heard_on
    if entry.heard_again_on is not None:
        yield f"heard again {short_day(entry.heard_again_on, said.today)}"
    reason = next((each for each in entry.why if each not in (NEVER, MILESTONE)), "")
    if reason and heard_on is not None and MILESTONE not in entry.why:
        yield in_short(reason, heard_on, said.board_on, said.limit_days, said.today)


def milestone_words(milestone: MilestoneGlance, said: Letter) -> str:
    """When a milestone is due; of one whose day is over, whether it happened."""
    when = mrkdwn(due_words(milestone, said.today)[:_PLACE])
    if has_passed(milestone, said.today):
        return f"{inline(milestone.title)} was due {when}. Did it happen?"
    if milestone.latest == said.today:
        return f"{inline(milestone.title)} is due today."
    return f"{inline(milestone.title)} is due {when}."


def _asked_after(entry: Entry, today: date) -> tuple[MilestoneGlance, ...]:
    """The milestone to answer for: one that has passed, or whatever is only reminded of."""
    first = entry.milestones[:1]
    return first if not entry.needs_word or any(has_passed(each, today) for each in first) else ()


def answered(entry: Entry, answer: Answer, said: Letter) -> str:
    """What was answered, by whom and when."""
    who = ", ".join(part for part in (line_of(answer.by or "", _PLACE), _clock(answer, said.today)) if part)
    sign = {SNOOZED: "💤", HANDED: "👋"}.get(answer.kind, "✅")
    return f"{sign} {_came_of_it(entry, answer, said)}" + (f" · {who}" if who else "")


def _came_of_it(entry: Entry, answer: Answer, said: Letter) -> str:
    if answer.kind == "no_change":
        return f"No change: {inline(answer.words, _WORDS)}" if answer.words.strip() else "No change"
    if answer.kind == SNOOZED:
        return f"Snoozed until {date_in_words(answer.until, said.today)}" if answer.until else "Snoozed"
    if answer.kind == HANDED:
        return (
            f"Handed on to {line_of(answer.words, 160)}"
            if answer.words
            else "Handed back: nobody has it for now"
        )
    if answer.kind == "met":
        met = [inline(each.title, _WORDS) for each in entry.milestones if each.met_on]
        return f"Met: {met[0]}" if met else "Met"
    if answer.kind == "new_date":
        dates = [due_words(milestone, said.today) for milestone in entry.milestones[:1]]
        return mrkdwn(f"New date: {dates[0]}"[:_PLACE]) if dates else "New date"
    if entry.blocked and answer.words.strip() and entry.blocked.startswith(answer.words.strip()):
        return f"Blocked: {inline(answer.words, _WORDS)}, status as it was"
    label = label_of(said.status_key, entry.action.status) if entry.action else "Saved"
    return f"{label}: {inline(answer.words, _WORDS)}" if answer.words.strip() else label


def _clock(answer: Answer, today: date) -> str:
    """When it was answered: the time, with its day where that is another than the letter's own."""
    if answer.at is None:
        return ""
    day = answer.at.date()
    return f"{answer.at:%H:%M}" if day == today else f"{date_in_words(day, today)}, {answer.at:%H:%M}"


def reminder_blocks(said: Letter) -> list[Block]:
    """Milestones that are only reminded of."""
    blocks = [block for entry in said.reminders[:REMINDER_LIMIT] for block in entry_blocks(entry, said)]
    if blocks:
        blocks[0]["text"]["text"] = "*Milestones*\n" + blocks[0]["text"]["text"]
    return blocks + more_line(len(said.reminders) - REMINDER_LIMIT, ": `/loip mine`")
