"""The word of welcome somebody gets once. Pure.

What may live here: what this is, what is theirs, how to say something and how to be left alone.
"""

from bot.rules.letter import Welcome
from bot.views.action_words import one_line
from bot.views.escape import mrkdwn

NAMED = 5
"""Actions named; of more the rest is counted."""

_THEIRS = 700
"""Characters they may take together, once escaped."""

EXAMPLE_CODE, EXAMPLE_WORDS = "POV-03", "next steps agreed"


def welcome_words(said: Welcome) -> str:
    """A few lines, in the partnership's own words, for any input within one section."""
    whom = f"the {one_line(said.support, 100)}" if said.support else "whoever runs the register"
    what = (
        f"*Welcome.* I'm the assistant of {one_line(said.partnership, 80)}: I keep the actions of its "
        f"{one_line(said.plan, 50)} owned, dated and reported."
    )
    how = (
        f'To say how one is going, write to me in your own words: "{_example(said)} {EXAMPLE_WORDS}". The Board reads '
        "them as you wrote them. My Home tab has your actions; `/loip help` says what else you can say."
    )
    alone = (
        "I write once a week, and near the day of a milestone, only if something of yours needs a word; "
        f"`/loip preferences` says when suits you. If you would rather I didn't, or to see what is kept about you, "
        f"speak to {whom}."
    )
    return "\n".join([what, _theirs(said), how, alone])


def _theirs(said: Welcome) -> str:
    if not said.actions:
        return "No action is with you just now. If one comes to be yours, I tell you."
    named: list[str] = []
    for each in said.actions[:NAMED]:
        entry = f"*{mrkdwn(each.code)}* {one_line(each.title, 80)}"
        if named and len("; ".join([*named, entry])) > _THEIRS:
            break
        named.append(entry)
    more = len(said.actions) - len(named)
    return f"With you: {'; '.join(named)}" + (f"; and {more} more." if more > 0 else ".")


def _example(said: Welcome) -> str:
    return mrkdwn(said.actions[0].code) if said.actions else EXAMPLE_CODE
