"""Whom the support officer asks by phone or email, in a letter. Pure.

What may live here: that part, and the text to paste.
"""

from datetime import date

from bot.rules.letter import Call, Entry, Letter, first_name, has_passed
from bot.views import verbs
from bot.views.blocks import Block, button, section
from bot.views.escape import quote
from bot.views.letter_words import due_words, line_of, more_line, plain

CALL_LIMIT = 12
"""People shown in full; the rest is counted."""

_CALL_LIMIT = 2700
"""Characters of one person's entry, the heading beside it in one section."""
_CALL_SIZES = ((700, 100, 254), (100, 60, 60))


def call_blocks(said: Letter) -> list[Block]:
    """Everybody to ask, each with what to say and a button for their answer."""
    if not said.calls:
        return []
    how = 'Record an answer here, on my Home tab, or with `/loip for "post" code status words`.'
    heading = f"*To ask by phone or email*\n{how}"
    blocks = [_call_block(call, said) for call in said.calls[:CALL_LIMIT]]
    blocks[0]["text"]["text"] = f"{heading}\n\n{blocks[0]['text']['text']}"
    return blocks + more_line(len(said.calls) - CALL_LIMIT, "")


def _call_block(call: Call, said: Letter) -> Block:
    """Somebody to ask, with the button that records what they answer; or that there is nothing to ask any more."""
    if not call.entries:
        return section(f"✅ *{line_of(call.post, 100)}*: nothing more to ask, thank you.")
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
    ways = (line_of(call.phone or "", 30), line_of(call.email or "", address))
    reach = "".join(f" · {way}" for way in ways if way)
    return f"*{line_of(call.post, post)}*{reach}\n{quote(text_to_paste(call, said.today), words)}"


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
    named = f"{action.code} {plain(action.title, 60)}" if action else ""
    if not entry.milestones:
        return named
    milestone = entry.milestones[0]
    tense = "was" if has_passed(milestone, today) else "is"
    what = f'"{plain(milestone.title, 50)}", which {tense} due {due_words(milestone, today)[:30]}'
    return f"{named} ({what})" if named else what
