"""The one message a person gets for what the clock has to say that day. Pure: a letter in, Block Kit out.

What may live here: the wording and the layout of a letter and its buttons, within Block Kit's limits for any input.
"""

from collections.abc import Sequence

from bot.rules.barrier_hint import barrier_in
from bot.rules.dates import date_in_words
from bot.rules.freshness import BEFORE_BOARD_DAYS
from bot.rules.letter import Entry, Handed, Letter, first_name, has_passed
from bot.rules.owed import to_lead
from bot.views import verbs
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.board_news import news_blocks, news_in_short
from bot.views.escape import inline, mrkdwn
from bot.views.following import following_blocks
from bot.views.ladder import closing_line, covering_words
from bot.views.letter_calls import call_blocks
from bot.views.letter_changes import HANDED_LIMIT, TURNED_LIMIT, handed_blocks, turned_blocks
from bot.views.letter_overviews import OVERVIEW_LIMIT, overview_blocks, rows_beside
from bot.views.letter_own import entry_blocks, reminder_blocks
from bot.views.letter_words import counted, line_of, more_line, number_word
from bot.views.undeliverable import unreached_blocks
from bot.views.welcome import welcome_words

OWN_LIMIT = 12
COVERING_LIMIT = 2
OWED_LIMIT = 2
"""Entries shown in full, so that every letter stays within Slack's fifty blocks; the rest is counted."""

NEAR_DAYS = 7
"""Papers closing within these days are called by their weekday."""

PAPERS_NAMED_DAYS = 14
"""Days before papers close from which they are named; a Board, from as long before as it is a reason to ask."""

PLAIN_WORDS = "next steps agreed"
"""What somebody might reply of any action: it names no status, so nothing but the words is recorded."""

_PLACE = 80
_EXAMPLE = 40
_DONE = ("ed", "held", "met", "open", "done")
"""How the title of a milestone ends that says what is done: "Pilot agreed"."""

_OWED = 260
_BARRIER = 40
_ANSWERED = "Everything here is answered, thank you."
_YOURS_ANSWERED = "Everything of yours is answered, thank you"


def letter(said: Letter) -> Block:
    """The message: `text` for the notification, and the blocks."""
    blocks = [section(_opening(said))]
    blocks += [section(welcome_words(said.welcome))] if said.welcome else []
    unreached = unreached_blocks(said.unreached, said.key)
    news = news_blocks(said.board_news, said.today, said.key)
    blocks += news
    blocks += handed_blocks(said) + following_blocks(said) + turned_blocks(said)
    closing = _closing(said)
    most = OWN_LIMIT - min(len(said.handed), HANDED_LIMIT + 1) - min(len(said.turned), TURNED_LIMIT + 1)
    most -= bool(said.following or said.ended) + bool(said.owed)
    most -= len(said.covering[:COVERING_LIMIT]) + len(closing) + rows_beside(said)
    calls = call_blocks(said)
    most = max(0, most - _entries_worth(unreached, news, calls[8:]) - bool(said.welcome))
    for entry in said.own[:most]:
        blocks += entry_blocks(entry, said)
    blocks += more_line(len(said.own) - most, ": `/loip mine`")
    blocks += reminder_blocks(said)
    for number, overview in enumerate(said.overviews[:OVERVIEW_LIMIT]):
        blocks += overview_blocks(number, overview, said)
    blocks += more_line(len(said.overviews) - OVERVIEW_LIMIT, " to look at: `/loip list`")
    blocks += _owed_blocks(said)
    blocks += calls + unreached
    blocks += _counts(said)
    blocks += [section(covering_words(each, said.today)) for each in said.covering[:COVERING_LIMIT]]
    blocks += [context(text) for text in _or_just_reply(said)] + closing
    return message(notification(said), blocks)


def notification(said: Letter) -> str:
    """What the phone shows: "2 actions need a word before Thursday's Board papers". Plain text, escaped."""
    parts = [
        counted(said.open_needs, "action needs a word", "actions need a word"),
        counted(said.open_reminders, "milestone to look at", "milestones to look at"),
        counted(len(said.handed), "action handed on", "actions handed on"),
        counted(said.open_following, "action to take on", "actions to take on"),
        counted(len(said.ended), "action closed", "actions closed"),
        counted(said.open_turned, "action could do with a word", "actions could do with a word"),
        counted(len(said.covering), "person to cover for", "people to cover for"),
        *news_in_short(said.board_news),
        counted(said.open_calls, "person to ask by phone or email", "people to ask by phone or email"),
        counted(said.open_unreached, "person I can't reach", "people I can't reach"),
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
        lines += [*_board_line(said), *_digest_line(said), "Your words go in as you write them."]
    return "\n".join(lines)


def _greeting(said: Letter) -> str:
    part = "morning" if said.hour < 12 else "afternoon" if said.hour < 18 else "evening"
    name = first_name(said.name)
    return f"Good {part} {mrkdwn(name[:40])}." if name else f"Good {part}."


def _summary(said: Letter) -> str:
    if said.entries and not said.is_open:
        done = _ANSWERED if said.is_all_answered else "Nothing more here needs a word today, thank you."
        return f"{_YOURS_ANSWERED}{_of_others(said)}" if said.open_turned else done
    if said.open_needs:
        needs = f"{number_word(said.open_needs)} need{'s' if said.open_needs == 1 else ''} a word from you"
        return f"{needs}{_of_others(said)}"
    if said.open_reminders:
        return f"{number_word(said.open_reminders)} milestone{'s' * (said.open_reminders != 1)} to look at."
    if said.open_turned:
        return f"{number_word(said.open_turned)} could do with a word from you."
    if said.handed:
        return _changed_hands(said.handed)
    if said.open_following:
        return f"{number_word(said.open_following)} action{'s' * (said.open_following != 1)} could be yours."
    return "Nothing of yours needs a word." if said.overviews or said.ended else ""


def _of_others(said: Letter) -> str:
    """What others were asked about, beside the reader's own."""
    if not said.open_turned:
        return "."
    return f"; {number_word(said.open_turned).lower()} more could do with one."


def _changed_hands(handed: Sequence[Handed]) -> str:
    one = len(handed) == 1
    actions_said = f"{number_word(len(handed))} action{'' if one else 's'}"
    if all(each.to == "" for each in handed):
        return f"{actions_said} {'is' if one else 'are'} with you now."
    return f"{actions_said} changed hands."


def _board_line(said: Letter) -> list[str]:
    if said.board_on is None:
        return []
    board = date_in_words(said.board_on, said.today)
    due = said.papers_due
    if due is None or not _papers_are_near(said):
        is_near = (said.board_on - said.today).days <= BEFORE_BOARD_DAYS
        return [f"The Board meets {board}."] if is_near else []
    closing = "today" if due == said.today else date_in_words(due, said.today)
    return [f"Papers for the Board ({board}) close {closing}."]


def _digest_line(said: Letter) -> list[str]:
    if said.digest_on is None:
        return []
    day = "today" if said.digest_on == said.today else date_in_words(said.digest_on, said.today)
    return [f"The chair's digest goes out {day}; it names what nobody has spoken of by then."]


def _before_papers(said: Letter) -> str:
    due = said.papers_due
    if due is None or not _papers_are_near(said):
        return ""
    if due == said.today:
        return " before today's Board papers"
    if (due - said.today).days < NEAR_DAYS:
        return f" before {due:%A}'s Board papers"
    return f" before the Board papers close {date_in_words(due, said.today)}"


def _papers_are_near(said: Letter) -> bool:
    due = said.papers_due
    return due is not None and 0 <= (due - said.today).days <= PAPERS_NAMED_DAYS


def _nothing_asked(said: Letter) -> str:
    if said.welcome:
        return f"Welcome to the {mrkdwn(said.welcome.plan[:_PLACE])}: what is yours, and how to say a word"
    if said.overviews:
        return f"{mrkdwn(said.overviews[0].name[:_PLACE])}: what to look at this week"
    return _ANSWERED.rstrip(".")


def _entries_worth(*others: Sequence[Block]) -> int:
    """In how many entries' places other blocks stand: an entry takes two."""
    return sum((len(blocks) + 1) // 2 for blocks in others)


# --- the end --------------------------------------------------------------------------------------------


def _closing(said: Letter) -> list[Block]:
    """Who is asked next where nothing is heard, and the ways to say that one is away, or not the one to ask."""
    if not said.upcoming:
        return []
    value = verbs.value(asked=said.key)
    row = [button("Away", verbs.AWAY, value), button("Not mine", verbs.NOT_MINE, value)]
    return [section(closing_line(said.upcoming, said.today)), actions("closing", row)]


def _owed_blocks(said: Letter) -> list[Block]:
    """What the reader's groups owe the Board before long: beside the rest, never for its own sake."""
    if not said.owed:
        return []
    lines = [f"• {line_of(to_lead(each, said.today), _OWED)}" for each in said.owed[:OWED_LIMIT]]
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
    entry = next((entry for entry in asked if entry.action), None)
    if entry is None or entry.action is None:
        return []
    return [f'Or just reply: "{mrkdwn(entry.action.code)} {_example(entry, said)}".']


def _example(entry: Entry, said: Letter) -> str:
    """What one might reply: that what was due is done, where its title reads so and names no status; or a few words."""
    title = " ".join(entry.milestones[0].title.split()) if entry.milestones else ""
    names_a_status = any(title.casefold().startswith(phrase) for phrase, _ in said.status_key.phrases())
    is_done = bool(title) and has_passed(entry.milestones[0], said.today) and title.endswith(_DONE)
    if not is_done or names_a_status or len(title) > _EXAMPLE or '"' in title:
        return PLAIN_WORDS
    return mrkdwn(title[:1].lower() + title[1:] if title[1:2].islower() else title)
