"""The one message a person gets for what the clock has to say that day. Pure: a letter in, Block Kit out.

What may live here: the wording and the layout of a letter and its buttons, within Block Kit's limits for any input.
"""

from collections.abc import Sequence
from datetime import date

from bot.rules.barrier_hint import barrier_in
from bot.rules.dates import Due, date_in_words, due_in_words
from bot.rules.letter import (
    HANDED,
    PUT_BY,
    SNOOZED,
    Answer,
    Call,
    Entry,
    Handed,
    Letter,
    Overview,
    Sight,
    first_name,
    has_passed,
)
from bot.rules.nudging import OFF_TRACK, RE_DATED, SLIPPED
from bot.rules.owed import to_lead
from bot.rules.status import StatusKey
from bot.rules.whose import whose_in_words
from bot.views import verbs
from bot.views.action_words import aside
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.board_news import news_blocks, news_in_short
from bot.views.escape import inline, mrkdwn, quote
from bot.views.following import following_blocks
from bot.views.ladder import closing_line, covering_words, turned_words
from bot.views.undeliverable import unreached_blocks
from bot.views.update_buttons import more_menu, take_on_button, undo_handing_button, update_buttons
from bot.views.welcome import welcome_words
from storage.records.glance import ActionGlance, MilestoneGlance

OWN_LIMIT = 12
REMINDER_LIMIT = 4
SIGHT_LIMIT = 3
OVERVIEW_LIMIT = 3
HANDED_LIMIT = 3
TURNED_LIMIT = 3
COVERING_LIMIT = 2
OWED_LIMIT = 2
CALL_LIMIT = 12
"""Entries shown in full, so that every letter stays within Slack's fifty blocks; the rest is counted."""

NEAR_DAYS = 7
"""Papers closing within these days are called by their weekday."""

PLAIN_WORDS = "next steps agreed"
"""What somebody might reply of any action: it names no status, so nothing but the words is recorded."""

_TITLE = 120
_WORDS = 140
_PLACE = 80
_OWED = 260
_BARRIER = 40
_CALL_LIMIT = 2700
"""Characters of one person's entry, the heading beside it in one section."""
_CALL_SIZES = ((700, 100, 254), (100, 60, 60))
_NUMBERS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()
_ANSWERED = "Everything here is answered, thank you."
_TIMES = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def letter(said: Letter) -> Block:
    """The message: `text` for the notification, and the blocks."""
    blocks = [section(_opening(said))]
    blocks += [section(welcome_words(said.welcome))] if said.welcome else []
    unreached = unreached_blocks(said.unreached, said.key)
    news = news_blocks(said.board_news, said.today, said.key)
    blocks += news
    blocks += _handed_blocks(said) + following_blocks(said) + _turned_blocks(said)
    closing = _closing(said)
    most = OWN_LIMIT - min(len(said.handed), HANDED_LIMIT + 1) - min(len(said.turned), TURNED_LIMIT + 1)
    most -= bool(said.following or said.ended) + bool(said.owed)
    most -= len(said.covering[:COVERING_LIMIT]) + len(closing) + _rows_beside(said)
    calls = _call_blocks(said)
    most = max(0, most - _entries_worth(unreached, news, calls[8:]) - bool(said.welcome))
    for entry in said.own[:most]:
        blocks += _entry_blocks(entry, said)
    blocks += _more(len(said.own) - most, ": `/loip mine`")
    blocks += _reminder_blocks(said)
    for number, overview in enumerate(said.overviews[:OVERVIEW_LIMIT]):
        blocks += _overview_blocks(number, overview, said)
    blocks += _more(len(said.overviews) - OVERVIEW_LIMIT, " to look at: `/loip list`")
    blocks += _owed_blocks(said)
    blocks += calls + unreached
    blocks += _counts(said)
    blocks += [section(covering_words(each, said.today)) for each in said.covering[:COVERING_LIMIT]]
    blocks += [context(text) for text in _or_just_reply(said)] + closing
    return message(notification(said), blocks)


def notification(said: Letter) -> str:
    """What the phone shows: "2 actions need a word before Thursday's Board papers". Plain text, escaped."""
    parts = [
        _counted(said.open_needs, "action needs a word", "actions need a word"),
        _counted(said.open_reminders, "milestone to look at", "milestones to look at"),
        _counted(len(said.handed), "action handed on", "actions handed on"),
        _counted(said.open_following, "action to take on", "actions to take on"),
        _counted(len(said.ended), "action closed", "actions closed"),
        _counted(said.open_turned, "action nobody has answered for", "actions nobody has answered for"),
        _counted(len(said.covering), "person to cover for", "people to cover for"),
        *news_in_short(said.board_news),
        _counted(said.open_calls, "person to ask by phone or email", "people to ask by phone or email"),
        _counted(said.open_unreached, "person I can't reach", "people I can't reach"),
    ]
    asked = ", ".join(part for part in parts if part)
    if said.open_needs:
        asked = asked.replace("a word", "a word" + _before_papers(said), 1)
    return asked[:1].upper() + asked[1:] or _nothing_asked(said)


# --- the opening ----------------------------------------------------------------------------------------


def _opening(said: Letter) -> str:
    lines = [" ".join(part for part in (_greeting(said), _summary(said)) if part)]
    if said.late_since:
        lines.append(f"This is late: it should have come on {date_in_words(said.late_since, said.today)}.")
    if said.is_open:
        lines += [*_board_line(said), "Your words go in as you write them."]
    return "\n".join(lines)


def _greeting(said: Letter) -> str:
    part = "morning" if said.hour < 12 else "afternoon" if said.hour < 18 else "evening"
    name = first_name(said.name)
    return f"Good {part} {mrkdwn(name[:40])}." if name else f"Good {part}."


def _summary(said: Letter) -> str:
    if said.entries and not said.is_open:
        return _ANSWERED if said.is_all_answered else "Nothing more here needs a word today, thank you."
    if said.open_needs:
        return f"{_number(said.open_needs)} need{'s' if said.open_needs == 1 else ''} a word from you."
    if said.open_reminders:
        return f"{_number(said.open_reminders)} milestone{'s' * (said.open_reminders != 1)} to look at."
    if said.open_turned:
        return f"{_number(said.open_turned)} could do with a word from you."
    if said.handed:
        return _changed_hands(said.handed)
    if said.open_following:
        return f"{_number(said.open_following)} action{'s' * (said.open_following != 1)} could be yours."
    return "Nothing of yours needs a word." if said.overviews or said.ended else ""


def _changed_hands(handed: Sequence[Handed]) -> str:
    one = len(handed) == 1
    actions_said = f"{_number(len(handed))} action{'' if one else 's'}"
    if all(each.to == "" for each in handed):
        return f"{actions_said} {'is' if one else 'are'} with you now."
    return f"{actions_said} changed hands."


def _board_line(said: Letter) -> list[str]:
    if said.board_on is None:
        return []
    board = date_in_words(said.board_on, said.today)
    if said.papers_due is None or said.papers_due < said.today:
        return [f"The Board meets {board}."]
    closing = "today" if said.papers_due == said.today else date_in_words(said.papers_due, said.today)
    return [f"Papers for the Board ({board}) close {closing}."]


def _before_papers(said: Letter) -> str:
    due = said.papers_due
    if due is None or due < said.today:
        return ""
    if due == said.today:
        return " before today's Board papers"
    if (due - said.today).days < NEAR_DAYS:
        return f" before {due:%A}'s Board papers"
    return f" before the Board papers close {date_in_words(due, said.today)}"


def _nothing_asked(said: Letter) -> str:
    if said.welcome:
        return f"Welcome to the {mrkdwn(said.welcome.plan[:_PLACE])}: what is yours, and how to say a word"
    if said.overviews:
        return f"{mrkdwn(said.overviews[0].name[:_PLACE])}: what to look at this week"
    return _ANSWERED.rstrip(".")


# --- the reader's own -----------------------------------------------------------------------------------


def _entry_blocks(entry: Entry, said: Letter) -> list[Block]:
    blocks = [section(_entry(entry, said))]
    if entry.action is not None:
        name = f"action {entry.action.id}" if entry.needs_word else f"milestone {entry.milestones[0].id}"
        blocks += _buttons(name, entry.action.code, entry, said)
    return blocks


def _buttons(name: str, code: str, entry: Entry, said: Letter) -> list[Block]:
    """What can be said of an action; once it was said, that it can be taken back."""
    if entry.answer is not None:
        return _undo(name, code, entry.answer, said)
    asked_after = _asked_after(entry, said.today)
    buttons = update_buttons(code, said.key, asked_after)
    menu = more_menu(code, said.key, asked_after, entry.unmet, is_theirs=not entry.unowned)
    take_on = [take_on_button(code, said.key)] if entry.unowned else []
    return [actions(name, [*take_on, *buttons, menu])]


def _undo(name: str, code: str, answer: Answer, said: Letter) -> list[Block]:
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
    lines = [_heading(entry.action)] if entry.action else []
    # An update says itself how the action stands; what was put by is not about that.
    says_it = entry.answer is not None and entry.answer.kind in ("update", *PUT_BY)
    if entry.action and entry.needs_word and not says_it:
        lines.append(_standing(entry, entry.action, said))
    if entry.unowned:
        lines.append("Nobody coordinates it yet.")
    if entry.answer is not None:
        return "\n".join([*lines, _answered(entry, entry.answer, said)])
    if entry.blocked:
        lines.append(f"Held up: {inline(entry.blocked, _WORDS)}")
    lines += [_milestone(milestone, said) for milestone in entry.milestones[:3]]
    return "\n".join(lines)


def _heading(action: ActionGlance) -> str:
    return f"*{mrkdwn(action.code)} {_one_line(action.title, _TITLE)}*"


def _standing(entry: Entry, action: ActionGlance, said: Letter) -> str:
    label = _label(said.status_key, action.status)
    if entry.heard_on is None:
        return f"{label} · nothing heard yet"
    words = f": {inline(action.words, _WORDS)}" if action.words and action.words.strip() else ""
    whose = mrkdwn(whose_in_words(action.whose, action.route, action.said_on, said.today)) if words else ""
    theirs = f" ({whose})" if whose else ""
    return f"{label} · {_short_day(entry.heard_on, said.today)}{words}{theirs}"


def _milestone(milestone: MilestoneGlance, said: Letter) -> str:
    when = mrkdwn(_due(milestone, said.today)[:_PLACE])
    if has_passed(milestone, said.today):
        return f"{inline(milestone.title)} was due {when}. Did it happen?"
    if milestone.latest == said.today:
        return f"{inline(milestone.title)} is due today."
    return f"{inline(milestone.title)} is due {when}."


def _asked_after(entry: Entry, today: date) -> tuple[MilestoneGlance, ...]:
    """The milestone to answer for: one that has passed, or whatever is only reminded of."""
    first = entry.milestones[:1]
    return first if not entry.needs_word or any(has_passed(each, today) for each in first) else ()


def _answered(entry: Entry, answer: Answer, said: Letter) -> str:
    who = ", ".join(part for part in (_one_line(answer.by or "", _PLACE), _clock(answer, said.today)) if part)
    sign = {SNOOZED: "💤", HANDED: "👋"}.get(answer.kind, "✅")
    return f"{sign} {_came_of_it(entry, answer, said)}" + (f" · {who}" if who else "")


def _came_of_it(entry: Entry, answer: Answer, said: Letter) -> str:
    if answer.kind == "no_change":
        return f"No change: {inline(answer.words, _WORDS)}" if answer.words.strip() else "No change"
    if answer.kind == SNOOZED:
        return f"Snoozed until {date_in_words(answer.until, said.today)}" if answer.until else "Snoozed"
    if answer.kind == HANDED:
        return (
            f"Handed on to {_one_line(answer.words, 160)}"
            if answer.words
            else "Handed back: nobody has it for now"
        )
    if answer.kind == "met":
        met = [inline(each.title, _WORDS) for each in entry.milestones if each.met_on]
        return f"Met: {met[0]}" if met else "Met"
    if answer.kind == "new_date":
        dates = [_due(milestone, said.today) for milestone in entry.milestones[:1]]
        return mrkdwn(f"New date: {dates[0]}"[:_PLACE]) if dates else "New date"
    label = _label(said.status_key, entry.action.status) if entry.action else "Saved"
    return f"{label}: {inline(answer.words, _WORDS)}" if answer.words.strip() else label


def _clock(answer: Answer, today: date) -> str:
    """When it was answered: the time, with its day where that is another than the letter's own."""
    if answer.at is None:
        return ""
    day = answer.at.date()
    return f"{answer.at:%H:%M}" if day == today else f"{date_in_words(day, today)}, {answer.at:%H:%M}"


def _handed_blocks(said: Letter) -> list[Block]:
    """What changed hands: an action that is the reader's now, or one the support officer is told of."""
    blocks: list[Block] = []
    for number, handed in enumerate(said.handed[:HANDED_LIMIT]):
        text = _handed(handed, said)
        blocks.append(section(text if number else f"*Changed hands*\n{text}"))
        if handed.to == "" and handed.answer is None:
            value = verbs.value(code=handed.action.code, asked=said.key)
            buttons = [button("Update", verbs.UPDATE, value), button("Not mine", verbs.NOT_MINE, value)]
            blocks.append(actions(f"handed {handed.action.id}", buttons))
        elif handed.to == "" and handed.answer is not None and handed.answer.handing_id is not None:
            blocks += _undo(f"handed {handed.action.id}", handed.action.code, handed.answer, said)
    return blocks + _more(len(said.handed) - HANDED_LIMIT, ": `/loip mine`")


def _handed(handed: Handed, said: Letter) -> str:
    by = aside(_one_line(handed.by, 160)) or "Somebody"
    why = f": {inline(handed.why, _WORDS)}" if handed.why.strip() else "."
    code = mrkdwn(handed.action.code)
    if handed.taken:
        line = f"{by} has taken it on: nobody coordinated it before."
    elif handed.to is None:
        line = (
            f"{by} handed it back{why.rstrip('.')}. Nobody coordinates it now: `/loip assign {code} @person`"
        )
    elif handed.to:
        line = f"{by} handed it to {_one_line(handed.to, 160)}, who is not on Slack{why}"
    else:
        line = f"It is yours to speak for now. {by} handed it to you{why}"
    lines = [_heading(handed.action), line]
    if handed.answer is not None:
        lines.append(_answered(Entry(handed.action, answer=handed.answer), handed.answer, said))
    return "\n".join(lines)


def _turned_blocks(said: Letter) -> list[Block]:
    """What others were asked about, with the buttons to say a word; the support officer has whom to call."""
    blocks: list[Block] = []
    for turned in said.turned[:TURNED_LIMIT]:
        lines = [_heading(turned.action), turned_words(turned, said.today)]
        lines += [_milestone(each, said) for each in turned.passed[:1]]
        text = "\n".join(lines)
        if turned.answer is not None:
            text = f"{_heading(turned.action)}\n{_answered(Entry(turned.action), turned.answer, said)}"
        heading = "Nobody has answered yet" if said.open_turned else "Answered since"
        blocks.append(section(text if blocks else f"*{heading}*\n{text}"))
        name, code = f"turned {turned.action.id}", turned.action.code
        if turned.answer is not None:
            blocks += _undo(name, code, turned.answer, said)
        else:
            blocks.append(actions(name, update_buttons(code, said.key, turned.passed)))
    return blocks + _more(len(said.turned) - TURNED_LIMIT, ": `/loip list stale`")


def _closing(said: Letter) -> list[Block]:
    """Who is asked next where nothing is heard, and the way to say that one is away."""
    if not said.upcoming:
        return []
    away = button("Away", verbs.AWAY, verbs.value(asked=said.key))
    return [section(closing_line(said.upcoming, said.today), away, block_id="closing")]


def _reminder_blocks(said: Letter) -> list[Block]:
    blocks = [block for entry in said.reminders[:REMINDER_LIMIT] for block in _entry_blocks(entry, said)]
    if blocks:
        blocks[0]["text"]["text"] = "*Milestones*\n" + blocks[0]["text"]["text"]
    return blocks + _more(len(said.reminders) - REMINDER_LIMIT, ": `/loip mine`")


# --- what a lead officer sees ---------------------------------------------------------------------------


def _overview_blocks(number: int, overview: Overview, said: Letter) -> list[Block]:
    """A group or priority, and a button for each action shown of it that the reader may take on or ask about."""
    shown = overview.sights[:SIGHT_LIMIT]
    buttons = [_sight_button(sight, said) for sight in shown if _has_button(sight)]
    rows = [actions(f"take on {number}", buttons)] if buttons else []
    return [section(_overview(overview, said)), *rows]


def _sight_button(sight: Sight, said: Letter) -> Block:
    code = sight.action.code
    if sight.can_be_taken:
        return take_on_button(code, said.key, f"Take on {code}")
    value = verbs.value(code=code, asked=said.key)
    return button(f"Ask kindly: {code}", f"{verbs.ASK_KINDLY}:{code}", value)


def _has_button(sight: Sight) -> bool:
    """Whether it is to be taken on or asked about: a date that moved asks for nothing, nor what was asked already."""
    to_ask = sight.can_be_asked and sight.asked_on is None and _calls_for_a_word(sight)
    return sight.can_be_taken or to_ask


def _calls_for_a_word(sight: Sight) -> bool:
    return any(why != RE_DATED for why in sight.whys)


def _rows_beside(said: Letter) -> int:
    """How many rows of buttons stand below what a lead officer sees."""
    shown = (overview.sights[:SIGHT_LIMIT] for overview in said.overviews[:OVERVIEW_LIMIT])
    return sum(any(map(_has_button, sights)) for sights in shown)


def _overview(overview: Overview, said: Letter) -> str:
    lines = [f"*In your {_one_line(overview.term, 30)} ({_one_line(overview.name, _PLACE)})*"]
    lines += [_sight(sight, said) for sight in overview.sights[:SIGHT_LIMIT]]
    more = overview.more + max(0, len(overview.sights) - SIGHT_LIMIT)
    return "\n".join([*lines, *([f"+{more} more"] if more else [])])


def _sight(sight: Sight, said: Letter) -> str:
    whys = "; ".join(_why(sight, why, said) for why in sight.whys)
    speak_to = ""
    if _calls_for_a_word(sight):
        speak_to = (
            f". Speak to: {_one_line(sight.speak_to, 100)}" if sight.speak_to else ". Nobody has taken it on"
        )
    asked = f" (asked {date_in_words(sight.asked_on, said.today)})" if sight.asked_on else ""
    return f"• {mrkdwn(sight.action.code)}: {whys}{speak_to}{asked}"


def _why(sight: Sight, why: str, said: Letter) -> str:
    if why == OFF_TRACK:
        return _label(said.status_key, sight.action.status)
    if why == SLIPPED:
        milestone = sight.passed[0]
        return f"{inline(milestone.title, 60)} was due {mrkdwn(_due(milestone, said.today)[:40])}"
    if why == RE_DATED:
        return f"date moved, {_move(sight.moved[0], said.today)}"
    return (
        f"no word since {_short_day(sight.heard_on, said.today)}" if sight.heard_on else "nothing heard yet"
    )


def _move(milestone: MilestoneGlance, today: date) -> str:
    """`Oct → Jan`; the days where both lie in one month; from where it began, however often it was moved since."""
    begun, now = milestone.first_latest, milestone.latest
    exact = begun is not None and now is not None and (begun.year, begun.month) == (now.year, now.month)
    days = [_short_day(day, today) if exact and day else _month(day, today) for day in (begun, now)]
    times = _TIMES.get(milestone.moves, f"{milestone.moves}th") if milestone.moves > 1 else ""
    return " → ".join(days) + (f", {times} move" if times else "")


def _month(day: date | None, today: date) -> str:
    if day is None:
        return "no date set"
    return f"{day:%b}" if abs((day - today).days) <= 300 else f"{day:%b %Y}"


# --- whom the support officer asks ----------------------------------------------------------------------


def _call_blocks(said: Letter) -> list[Block]:
    if not said.calls:
        return []
    how = 'Record an answer here, on my Home tab, or with `/loip for "post" code status words`.'
    heading = f"*To ask by phone or email*\n{how}"
    blocks = [_call_block(call, said) for call in said.calls[:CALL_LIMIT]]
    blocks[0]["text"]["text"] = f"{heading}\n\n{blocks[0]['text']['text']}"
    return blocks + _more(len(said.calls) - CALL_LIMIT, "")


def _call_block(call: Call, said: Letter) -> Block:
    """Somebody to ask, with the button that records what they answer; or that there is nothing to ask any more."""
    if not call.entries:
        return section(f"✅ *{_one_line(call.post, 100)}*: nothing more to ask, thank you.")
    if call.contact_id is None:
        return section(_call(call, said))
    value = verbs.value(contact=call.contact_id, asked=said.key)
    record = button("Record their answer", f"{verbs.RECORD_FOR}:{call.contact_id}", value)
    return section(_call(call, said), record, block_id=f"call {call.contact_id}")


def _call(call: Call, said: Letter) -> str:
    """Whom to ask, how to reach them and what to say; cut short only where escaping blows it up."""
    tries = (_call_within(call, said, *limits) for limits in _CALL_SIZES)
    return next(
        (text for text in tries if len(text) <= _CALL_LIMIT), _call_within(call, said, *_CALL_SIZES[-1])
    )


def _call_within(call: Call, said: Letter, words: int, post: int, address: int) -> str:
    ways = (_one_line(call.phone or "", 30), _one_line(call.email or "", address))
    reach = "".join(f" · {way}" for way in ways if way)
    return f"*{_one_line(call.post, post)}*{reach}\n{quote(text_to_paste(call, said.today), words)}"


def text_to_paste(call: Call, today: date) -> str:
    """What to say to somebody who is not on Slack: polite, ready to paste, not escaped."""
    name = (first_name(call.name) or "")[:40]
    hello = f"Hello {name}, could" if name else "Hello, could"
    named = [_asked_about(entry, today) for entry in call.entries[:3]]
    more = len(call.entries) - len(named)
    last = [f"{more} more"] if more else [named.pop()] if len(named) > 1 else []
    going = " and ".join([", ".join(named), *last])
    verb = "is" if len(call.entries) == 1 else "are"
    question = f"{hello} you let the Board know how {going} {verb} going?"
    return f"{question} A sentence in your own words is plenty: it goes in as you say it. Thank you."


def _asked_about(entry: Entry, today: date) -> str:
    action = entry.action
    named = f"{action.code} {_plain(action.title, 60)}" if action else ""
    if not entry.milestones:
        return named
    milestone = entry.milestones[0]
    tense = "was" if has_passed(milestone, today) else "is"
    what = f'"{_plain(milestone.title, 50)}", which {tense} due {_due(milestone, today)[:30]}'
    return f"{named} ({what})" if named else what


def _entries_worth(*others: Sequence[Block]) -> int:
    """In how many entries' places other blocks stand: an entry takes two."""
    return sum((len(blocks) + 1) // 2 for blocks in others)


# --- small words ----------------------------------------------------------------------------------------


def _owed_blocks(said: Letter) -> list[Block]:
    """What the reader's groups owe the Board before long: beside the rest, never for its own sake."""
    if not said.owed:
        return []
    lines = [f"• {_one_line(to_lead(each, said.today), _OWED)}" for each in said.owed[:OWED_LIMIT]]
    more = len(said.owed) - len(lines)
    return [section("\n".join([*lines, *([f"+{more} more"] if more > 0 else [])]))]


def _counts(said: Letter) -> list[Block]:
    if not said.counted or not (said.waiting or said.fine):
        return []
    parts = []
    if said.waiting:
        one = f" ({_waited_for(said.waiting[0])})" if len(said.waiting) == 1 else ""
        parts.append(f"Waiting: {len(said.waiting)}{one}")
    if said.fine:
        parts.append(f"Fine: {said.fine}")
    show = button("Show", verbs.SHOW_MINE, verbs.value(asked=said.key))
    return [section(" · ".join(parts), show, block_id="counts")]


def _waited_for(words: str) -> str:
    """`on funding` where somebody's words say so in short, else the words themselves."""
    barrier = barrier_in(words)
    return f"on {mrkdwn(barrier)}" if barrier and len(barrier) <= _BARRIER else inline(words, 60)


def _or_just_reply(said: Letter) -> list[str]:
    """That a message beginning with a code is enough, with a code of the reader's own; only where one is asked."""
    asked = (entry for entry in (*said.own, *said.reminders) if entry.answer is None and not entry.unowned)
    code = next((entry.action.code for entry in asked if entry.action), None)
    return [f'Or just reply: "{mrkdwn(code)} {PLAIN_WORDS}".'] if code else []


def _more(number: int, where: str) -> list[Block]:
    return [context(f"+{number} more{where}")] if number > 0 else []


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _label(key: StatusKey, status: str) -> str:
    return _one_line(key.label(status), 60)


def _one_line(text: str, limit: int) -> str:
    return mrkdwn(_plain(text, limit))


def _plain(text: str, limit: int) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= limit else one_line[: limit - 1].rstrip() + "…"


def _short_day(day: date, today: date) -> str:
    """`12 Oct`, with the year when it is far away."""
    return date_in_words(day, today).split(" ", 1)[1]


def _due(milestone: MilestoneGlance, today: date) -> str:
    due = Due(milestone.earliest, milestone.latest, milestone.precision, milestone.date_words or "")
    return due_in_words(due, today)
