"""What changed hands, and what others were asked about, in a letter. Pure.

What may live here: those two parts and their buttons.
"""

from bot.rules.ladder import LEAD
from bot.rules.letter import Entry, Handed, Letter, Turned
from bot.views import verbs
from bot.views.action_words import aside
from bot.views.blocks import Block, actions, button, section
from bot.views.escape import inline, mrkdwn
from bot.views.ladder import turned_words
from bot.views.letter_own import answered, milestone_words, standing, undo_row
from bot.views.letter_words import heading, line_of, more_line
from bot.views.update_buttons import more_menu, update_buttons

HANDED_LIMIT = 3
TURNED_LIMIT = 3
"""Entries shown in full; the rest is counted."""

_WORDS = 140


def handed_blocks(said: Letter) -> list[Block]:
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
            blocks += undo_row(f"handed {handed.action.id}", handed.action.code, handed.answer, said)
    return blocks + more_line(len(said.handed) - HANDED_LIMIT, ": `/loip mine`")


def _handed(handed: Handed, said: Letter) -> str:
    by = aside(line_of(handed.by, 160)) or "Somebody"
    why = f": {inline(handed.why, _WORDS)}" if handed.why.strip() else "."
    code = mrkdwn(handed.action.code)
    if handed.taken:
        line = f"{by} has taken it on: nobody coordinated it before."
    elif handed.to is None:
        line = (
            f"{by} handed it back{why.rstrip('.')}. Nobody coordinates it now: `/loip assign {code} @person`"
        )
    elif handed.to:
        line = f"{by} handed it to {line_of(handed.to, 160)}, who is not on Slack{why}"
    else:
        line = f"It is yours to speak for now. {by} handed it to you{why}"
    lines = [heading(handed.action), line]
    if handed.answer is not None:
        lines.append(answered(Entry(handed.action, answer=handed.answer), handed.answer, said))
    return "\n".join(lines)


def turned_blocks(said: Letter) -> list[Block]:
    """What others were asked about, with the buttons to say a word; the support officer has whom to call."""
    blocks: list[Block] = []
    for turned in said.turned[:TURNED_LIMIT]:
        shown = Entry(turned.action, turned.heard_on, heard_again_on=turned.heard_again_on)
        lines = [
            heading(turned.action),
            standing(shown, turned.action, said),
            turned_words(turned, said.today),
        ]
        lines += [milestone_words(each, said) for each in turned.passed[:1]]
        text = "\n".join(lines)
        if turned.answer is not None:
            text = f"{heading(turned.action)}\n{answered(Entry(turned.action), turned.answer, said)}"
        above = "Still quiet" if said.open_turned else "Answered since"
        blocks.append(section(text if blocks else f"*{above}*\n{text}"))
        name, code = f"turned {turned.action.id}", turned.action.code
        if turned.answer is not None:
            blocks += undo_row(name, code, turned.answer, said)
        else:
            blocks.append(
                actions(name, [*update_buttons(code, said.key, turned.passed), _menu(turned, said)])
            )
    return blocks + more_line(len(said.turned) - TURNED_LIMIT, ": `/loip list stale`")


def _menu(turned: Turned, said: Letter) -> Block:
    """What else can be said of it: it is not the reader's to hand on, nor a lead officer's to put off."""
    code, may_snooze = turned.action.code, turned.rung != LEAD
    return more_menu(code, said.key, turned.passed, turned.unmet, is_theirs=False, may_snooze=may_snooze)
