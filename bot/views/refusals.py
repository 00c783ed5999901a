"""Refusals and failures, in a kind sentence: what was understood, what was not, what to do. Nothing typed is lost.

What may live here: everything the bot says when it does not do what was asked. Pure.
"""

from collections.abc import Sequence

from bot.rules.outcomes import NotAssigned, NotUndone, NotYours, WhoMay
from bot.views.action_words import aside
from bot.views.blocks import Block
from bot.views.escape import mrkdwn
from bot.views.refused import refused
from bot.views.update_answer import who_may_words


def misread(understood: str, not_understood: str, suggestion: str, nearest: Sequence[str], raw: str) -> Block:
    """What could not be read, with the nearest thing that can be, and the person's own text."""
    what = "I couldn't read that."
    if not_understood:
        after = f" after `{mrkdwn(understood)}`." if understood else "."
        what = f"I couldn't read {_as_typed(not_understood)}{after}"
    elif understood:
        what = f"`{mrkdwn(understood)}` needs a little more after it."
    to_do = [f"Did you mean {_either(nearest)}?"] if nearest else []
    to_do += [f"This would work: `/loip {mrkdwn(suggestion)}`"] if suggestion else []
    only_understood = raw.strip().casefold() == understood.casefold()
    return refused(
        what,
        "\n".join(to_do) or "`/loip help` shows what I can do.",
        "" if only_understood else raw,
        "I couldn't read that",
    )


def not_a_day(words: str, raw: str, is_past: bool) -> Block:
    """Words that are no date; `is_past` where the day something was said or done is wanted."""
    examples = "2 Nov, Friday or yesterday" if is_past else "13 Nov, Jan 2027 or spring 2027"
    what = f"I couldn't read {_as_typed(words)} as a date."
    return refused(what, f"{examples} would do.", raw, "I couldn't read that date")


def unknown_code(code: str, nearest: Sequence[str], raw: str) -> Block:
    """No action has this code."""
    to_do = (
        f"Did you mean {_either(nearest)}?" if nearest else "`/loip list` shows every action and its code."
    )
    return refused(f"No action here is called {_as_typed(code)}.", to_do, raw, f"No action {mrkdwn(code)}")


def not_yours(said: NotYours, raw: str) -> Block:
    """The person may not speak for this action; who may is named."""
    return refused(
        f"*{mrkdwn(said.code)}* {mrkdwn(said.title)} is in others' hands, so nothing was changed.",
        f"Its updates come from {who_may_words(said.who_may)}. A word with any of them will get yours in.",
        raw,
        f"{mrkdwn(said.code)} is in others' hands",
    )


def not_yours_to_change(code: str, who: WhoMay, raw: str) -> Block:
    """A milestone or status the person may not change."""
    return refused(
        f"The milestones of {mrkdwn(code)} are in others' hands. Nothing was changed.",
        f"They are for {who_may_words(who)} to change. A word with any of them will do it.",
        raw,
        f"{mrkdwn(code)} is in others' hands",
    )


def no_such_milestone(code: str, has: str, raw: str) -> Block:
    """No milestone of the action fits, or several do; `has` says in words which there are, escaped."""
    what = f"I couldn't tell which milestone of {mrkdwn(code)} you mean."
    return refused(what, has, raw, "Which milestone?")


def moved_on(code: str, raw: str) -> Block:
    """A correction of what is no longer the last word."""
    code = mrkdwn(code)
    return refused(
        f"Something newer has been said of {code} since, so I've left it as it stands.",
        f"`/loip show {code}` has it. A new update says how it is now: `/loip update {code} …`",
        raw,
        f"{code} has moved on",
    )


def not_taken_back(said: NotUndone) -> Block:
    """Why an update stays, and what to do instead."""
    code = mrkdwn(said.code)
    if said.why == "late":
        return refused(
            "That was more than ten minutes ago, so it stays in the history.",
            f"A new update puts it right: `/loip update {code} …`",
        )
    if said.why == "others":
        return refused(
            "Only the person who said it can take it back.",
            f"You can say how you see it with an update of your own: `/loip update {code} …`",
        )
    what = (
        f"Something has been said of {code} since, so this stays." if code else "That is not here any more."
    )
    return refused(
        what, f"`/loip show {code}` has it all." if code else "`/loip mine` shows where things stand."
    )


def nothing_said(code: str) -> Block:
    """An update without a status or a word."""
    return refused(
        "There was nothing in that to record.",
        f"Try `/loip update {mrkdwn(code)} on track next steps agreed`.",
        title="Nothing to record",
    )


def nobody_called(typed: str, near: Sequence[str], raw: str) -> Block:
    """A post or name that is a slip away from one or more the register holds."""
    return refused(
        f"I know nobody called {_as_typed(typed)}, so nothing is recorded.",
        f"Did you mean {_either(near)}? If it is somebody else, say a little more of their post.",
        raw,
        "Whose words are they?",
    )


def support_only(verb: str, support: str | None, raw: str) -> Block:
    """A verb that only a support officer has."""
    whom = f"the support officer ({mrkdwn(support)})" if support else "the support officer"
    return refused(
        f"`{mrkdwn(verb)}` is for {whom}. Nothing was changed.",
        "Send them your line, and they can do it.",
        raw,
        "For the support officer",
    )


def not_assigned(said: NotAssigned, wanted: str, raw: str) -> Block:
    """Why an action was not assigned."""
    if said.why == "several":
        among = "; ".join(map(mrkdwn, said.among))
        return refused(
            f"More than one contact fits {_as_typed(wanted)}: {among}.",
            "Say a little more of the name or post.",
            raw,
            "More than one fits",
        )
    return refused(
        f"I know no contact called {_as_typed(wanted)}.",
        "They can be added with `/loip contact add NAME, POST, BODY, EMAIL`",
        raw,
        "No such contact",
    )


def stranger(partnership: str, support: str | None, raw: str = "") -> Block:
    """Somebody who is no contact of the partnership: told who runs the register, and nothing in it."""
    whom = f"the {aside(mrkdwn(support))}" if support else "the partnership's support officer"
    return refused(
        f"Hello. I keep the action register of {mrkdwn(partnership)}, and I don't have you among its contacts yet.",
        f"Ask {whom} to add you with the email address you use on Slack; then try again.",
        raw,
        "We haven't met",
    )


def not_set_up(has_register: bool, raw: str = "") -> Block:
    """The first run: no register is reached from this workspace. Who can set one up, and what others do.

    `has_register`: there is one, and the workspace is still to be joined to it.
    """
    missing = "this workspace isn't joined to a register yet" if has_register else "there is no register yet"
    what = f"Hello. I keep a partnership's actions owned, dated and reported; {missing}."
    lines = ["Whoever asked you here will say when it is ready.", _JOIN if has_register else _ADMINISTRATOR]
    return refused(what, "\n".join(lines), raw, "I'm not set up yet")


_ADMINISTRATOR = "An administrator of this workspace can set me up: `/loip` opens the first form for them."

_JOIN = "Whoever set me up: `loip check --bind CODE`, where I run, joins it to one; without `--bind` it names them."


def other_team() -> Block:
    """Somebody of another workspace, met through Slack Connect: told nothing of the register."""
    return refused(
        "I answer people of the workspace I was set up in.",
        "Whoever shared this with you can help.",
        title="For this workspace only",
    )


def busy(reference: str, raw: str) -> Block:
    """The database was held too long; nothing was saved."""
    return refused(
        "The register was busy just now, so *nothing was saved*.",
        f"Please try again in a moment. {_if_it_goes_on(reference)}",
        raw,
        "Not saved: the register was busy",
    )


def fault(reference: str, raw: str) -> Block:
    """Something went wrong on our side."""
    return refused(
        "Something went wrong on my side, and I can't be sure it was saved.",
        f"`/loip mine` shows. {_if_it_goes_on(reference)}",
        raw,
        "Something went wrong",
    )


def _if_it_goes_on(reference: str) -> str:
    return f"If it goes on, tell the support officer this reference: `{mrkdwn(reference)}`"


def too_long(limit: int, raw: str) -> Block:
    """More text than can be kept in one update."""
    return refused(
        f"That is longer than the {limit:,} characters I can keep in one update. Nothing was saved.",
        "A shorter one, with a link to the rest, will do.",
        raw,
        "That was too long",
    )


def too_old(raw: str = "") -> Block:
    """A button whose subject is gone, or that an earlier version made."""
    return refused(
        "That button is from a while ago and what it was about has moved on. Nothing was changed.",
        "`/loip mine` shows where things stand.",
        raw,
        "That button is too old",
    )


def _as_typed(words: str) -> str:
    return f"`{mrkdwn(words[:80]).replace('`', chr(39))}`"


def _either(choices: Sequence[str]) -> str:
    quoted = [f"`{mrkdwn(choice)}`" for choice in choices]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
