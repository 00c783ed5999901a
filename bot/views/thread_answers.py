"""What a reply in a letter's thread was understood as, to be recorded by one tap. Pure.

What may live here: those offers. Nothing is recorded by them; the buttons are those of plain sentences and of a nudge.
"""

from collections.abc import Sequence

from bot.views import verbs
from bot.views.action_words import one_line, quoted
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import inline, mrkdwn
from bot.views.refused import refused

_NOT_YET = "Nothing is recorded until you tap."


def understood(code: str, title: str, status: str | None, words: str, value: str) -> Block:
    """A status, words or both. `status` is a label; None leaves it as it was."""
    said = [mrkdwn(status) if status else "", inline(words, 200) if words.strip() else ""]
    buttons = [
        button("Record", verbs.RECORD_READING, value, style="primary"),
        button("Change it", verbs.CHANGE_READING, value),
    ]
    if status:
        buttons.append(button("Just words", verbs.WORDS_READING, value))
    more = [section(quoted(words, 2400))] if len(words) > 200 else []
    return _offer(
        code, title, said, [*more, actions("record", buttons)], "" if status else "Status: as it was."
    )


def no_change(code: str, title: str, value: str) -> Block:
    """Nothing has changed."""
    return _offer(
        code, title, ["no change"], [_row(button("Record", verbs.NO_CHANGE, value, style="primary"))]
    )


def milestone_met(
    code: str, title: str, milestone: str, words: str, of_milestone: str, of_words: str
) -> Block:
    """A milestone was met; the words alone can be recorded instead, or what was meant be put right."""
    row = _row(
        button("Record", verbs.MET, of_milestone, style="primary"),
        button("Just words", verbs.RECORD_READING, of_words),
        button("Change it", verbs.CHANGE_READING, of_words),
    )
    return _offer(code, title, [f"{inline(milestone, 120)} is met"], [section(quoted(words, 1200)), row])


def which_milestone(code: str, title: str, value: str, of_words: str) -> Block:
    """A milestone was met, one of several: a form asks which."""
    row = _row(
        button("Milestone met…", verbs.MET, value), button("Just words", verbs.RECORD_READING, of_words)
    )
    return _offer(code, title, ["a milestone is met"], [row])


def blocked(code: str, title: str, barrier: str, value: str, of_words: str) -> Block:
    """Something stands in the way: the short form has it filled in; the words alone can be recorded instead."""
    row = _row(button("Blocked…", verbs.BLOCKED, value), button("Just words", verbs.RECORD_READING, of_words))
    said = f"blocked: {inline(barrier, 200)}" if barrier else "blocked"
    return _offer(code, title, [said], [row], "Status: as it was.")


def hand_on(offered: Sequence[tuple[str, str]]) -> Block:
    """It is not the reader's: which of the `offered` (code, value) they may hand on, by a short form."""
    return _by_form("Thank you for saying so. To hand it on, tap it.", "Not mine", verbs.NOT_MINE, offered)


def put_off(offered: Sequence[tuple[str, str]], as_words: str | None = None) -> Block:
    """The reader would rather be asked later: which of the `offered` (code, value) they may put off.

    `as_words` is what a button carries that records what they said: it may be of the work and not of the asking.
    """
    words = [button("Just words", verbs.RECORD_READING, as_words)] if as_words else []
    return _by_form("I can leave it until a day you choose.", "Snooze", verbs.SNOOZE, offered, words)


def which_action(words: str, offered: Sequence[tuple[str, str]]) -> Block:
    """It may be said of several actions, `offered` as (code and title, value), or of none of them."""
    asked = inline(words, 200)
    if not offered:
        what = f"I couldn't tell which action {asked} is about, so nothing is recorded."
        return refused(
            what, "Begin it with the code, and I'll offer to record it.", title="Which action is it?"
        )
    buttons = [
        button(name, f"{verbs.READING}:{number}", value) for number, (name, value) in enumerate(offered)
    ]
    text = f"Which action is {asked} about?"
    return message("Which action is it?", [section(text), actions("readings", buttons), context(_NOT_YET)])


def _by_form(
    text: str, label: str, verb: str, offered: Sequence[tuple[str, str]], more: Sequence[Block] = ()
) -> Block:
    buttons = [
        button(f"{label}: {code}", f"{verb}:{number}", value) for number, (code, value) in enumerate(offered)
    ]
    return message(
        text, [section(text), actions("put by", [*buttons, *more]), context("Nothing is changed until then.")]
    )


def _row(*buttons: Block) -> Block:
    return actions("record", buttons)


def _offer(code: str, title: str, said: Sequence[str], blocks: Sequence[Block], more: str = "") -> Block:
    """`POV-03, 🟠 At risk, "waiting on funding"`, then what can be done about it."""
    named = ", ".join([f"*{mrkdwn(code)}*", *(part for part in said if part)])
    head = section(f"I understood: {named}\n{one_line(title, 200)}")
    small = context(f"{more} {_NOT_YET}".strip())
    return message(f"I understood: {named.replace('*', '')}. {_NOT_YET}", [head, *blocks, small])
