"""Refusals and failures, in a kind sentence: what was understood, what was not, what to do. Nothing typed is lost.

What may live here: everything the bot says when it does not do what was asked. Pure.
"""

from collections.abc import Sequence

from bot.rules.outcomes import NotAssigned, NotYours, WhoMay
from bot.views.action_words import quoted_whole
from bot.views.blocks import Block, message, section
from bot.views.escape import mrkdwn
from bot.views.update_answer import who_may_words

_HANDED_BACK = 5
"""Blocks of somebody's own text at the most: some 14,000 characters, more than Slack lets a person type."""


def misread(understood: str, not_understood: str, suggestion: str, nearest: Sequence[str], raw: str) -> Block:
    """What could not be read, with the nearest thing that can be, and the person's own text."""
    lines = []
    if not_understood:
        lines.append(
            f"I couldn't read {_as_typed(not_understood)}"
            + (f" after `{mrkdwn(understood)}`." if understood else ".")
        )
    elif understood:
        lines.append(f"`{mrkdwn(understood)}` needs a little more after it.")
    if nearest:
        lines.append(f"Did you mean {_either(nearest)}?")
    if suggestion:
        lines.append(f"This would work: `/loip {mrkdwn(suggestion)}`")
    only_understood = raw.strip().casefold() == understood.casefold()
    return _said(
        "I couldn't read that",
        lines or ["I couldn't read that. `/loip help` shows what I can do."],
        "" if only_understood else raw,
    )


def not_a_day(words: str, raw: str, is_past: bool) -> Block:
    """Words that are no date; `is_past` where the day something was said or done is wanted."""
    examples = "2 Nov, Friday or yesterday" if is_past else "13 Nov, Jan 2027 or spring 2027"
    lines = [f"I couldn't read {_as_typed(words)} as a date. {examples} would do."]
    return _said("I couldn't read that date", lines, raw)


def unknown_code(code: str, nearest: Sequence[str], raw: str) -> Block:
    """No action has this code."""
    lines = [f"No action here is called {_as_typed(code)}."]
    lines.append(
        f"Did you mean {_either(nearest)}?" if nearest else "`/loip list` shows every action and its code."
    )
    return _said(f"No action {code}", lines, raw)


def not_yours(refused: NotYours, raw: str) -> Block:
    """The person may not speak for this action; who may is named."""
    lines = [
        f"*{refused.code}* {mrkdwn(refused.title)} is in others' hands, so nothing was changed.",
        f"Its updates come from {who_may_words(refused.who_may)}. A word with any of them will get yours in.",
    ]
    return _said(f"{refused.code} is in others' hands", lines, raw)


def not_yours_to_change(code: str, who: WhoMay, raw: str) -> Block:
    """A milestone or status the person may not change."""
    lines = [f"The milestones of {code} are for {who_may_words(who)} to change. Nothing was changed."]
    return _said(f"{code} is in others' hands", lines, raw)


def no_such_milestone(code: str, has: str, raw: str) -> Block:
    """No milestone of the action fits, or several do; `has` says in words which there are, escaped."""
    return _said("Which milestone?", [f"I couldn't tell which milestone of {code} you mean. {has}"], raw)


def moved_on(code: str, raw: str) -> Block:
    """A correction of what is no longer the last word."""
    line = f"Something newer has been said of {code} since, so I've left it as it stands. `/loip show {code}` has it."
    return _said(f"{code} has moved on", [line, "A new update says how it is now."], raw)


def nothing_said(code: str) -> Block:
    """An update without a status or a word."""
    return _said(
        "Nothing to record",
        [f"There was nothing in that to record. Try `/loip update {code} on track first draft is out`."],
        "",
    )


def support_only(verb: str, support: str | None, raw: str) -> Block:
    """A verb that only a support officer has."""
    whom = f"the support officer ({mrkdwn(support)})" if support else "the support officer"
    return _said(
        "For the support officer",
        [f"`{mrkdwn(verb)}` is for {whom}. Send them your line, and they can do it."],
        raw,
    )


def not_assigned(refused: NotAssigned, wanted: str, raw: str) -> Block:
    """Why an action was not assigned."""
    if refused.why == "several":
        among = "; ".join(map(mrkdwn, refused.among))
        return _said(
            "More than one fits",
            [
                f"More than one contact fits {_as_typed(wanted)}: {among}. Say a little more of the name or post."
            ],
            raw,
        )
    return _said(
        "No such contact",
        [
            f"I know no contact called {_as_typed(wanted)}.",
            "They can be added with `/loip contact add NAME, POST, BODY, EMAIL`",
        ],
        raw,
    )


def stranger(partnership: str, support: str | None, raw: str = "") -> Block:
    """Somebody who is no contact of the partnership: told who runs the register, and nothing in it."""
    whom = f"the {mrkdwn(support)}," if support else "the partnership's support officer"
    return _said(
        "We haven't met",
        [
            f"Hello. I keep the action register of {mrkdwn(partnership)}, and I don't have you among its contacts yet.",
            f"Ask {whom} to add you with the email address you use on Slack; then try again.",
        ],
        raw,
    )


def not_set_up(has_register: bool, raw: str = "") -> Block:
    """The first run: no register is reached from this workspace. Who can set one up and how, and what others do.

    `has_register`: there is one, and the workspace is still to be joined to it.
    """
    to_do = _JOIN if has_register else _FILL
    missing = "this workspace isn't joined to a register yet" if has_register else "there is no register yet"
    lines = [
        "Hello. I keep a partnership's actions owned, dated and reported.",
        f"I'm installed here, but {missing}, so there is nothing I can show or write down.",
        *([] if has_register else [_ADMINISTRATOR]),
        "*If you are setting me up*, on the machine I run on:",
        *(f"{number}. {step}" for number, step in enumerate(to_do, start=1)),
        "*If you are trying me out* in a practice workspace: its page can be reset to the sample register.",
        "*If you are a partner*: whoever asked you here runs the register and will say when it is ready.",
    ]
    return _said("I'm not set up yet", lines, raw)


_ADMINISTRATOR = (
    "*An administrator of this workspace*, or whoever `LOIP_ADMINS` names, can set me up: "
    "`/loip` opens the first form."
)

_THEN = "Then `/loip help` here shows what I can do."

_FILL = (
    "`loip import register.yaml` puts your register in; `bot/sample/register.yaml` shows how one is written.",
    "`loip check` joins this workspace to it, and says what is still missing.",
    _THEN,
)

_JOIN = (
    "`loip check --bind CODE` joins this workspace to one partnership's register; without `--bind` it names them.",
    _THEN,
)


def other_team() -> Block:
    """Somebody of another workspace, met through Slack Connect: told nothing of the register."""
    return _said(
        "For this workspace only",
        ["I answer people of the workspace I was set up in. Whoever shared this with you can help."],
        "",
    )


def busy(raw: str) -> Block:
    """The database was held too long; nothing was saved."""
    return _said(
        "Not saved: the register was busy",
        ["The register was busy just now, so *nothing was saved*. Please try again in a moment."],
        raw,
    )


def fault(reference: str, raw: str) -> Block:
    """Something went wrong on our side."""
    return _said(
        "Something went wrong",
        [
            "Something went wrong on my side, and I can't be sure it was saved. `/loip mine` shows.",
            f"If it goes on, tell the support officer this reference: `{reference}`",
        ],
        raw,
    )


def too_long(limit: int, raw: str) -> Block:
    """More text than can be kept in one update."""
    return _said(
        "That was too long",
        [
            f"That is longer than the {limit:,} characters I can keep in one update.",
            "A shorter one, with a link to the rest, will do.",
        ],
        raw,
    )


def too_old(raw: str = "") -> Block:
    """A button whose subject is gone, or that an earlier version made."""
    return _said(
        "That button is too old",
        [
            "That button is from a while ago and what it was about has moved on. `/loip mine` shows where things stand."
        ],
        raw,
    )


def _said(text: str, lines: Sequence[str], raw: str) -> Block:
    return message(text, [section("\n".join(lines)), *handed_back(raw)])


def handed_back(raw: str) -> list[Block]:
    """What was typed, whole, under an answer that recorded none of it; nothing where nothing was typed."""
    if not raw.strip():
        return []
    words = [section(each) for each in quoted_whole(raw, most=_HANDED_BACK)]
    return [section("Your words, so that they aren't lost:"), *words]


def _as_typed(words: str) -> str:
    return f"`{mrkdwn(words[:80]).replace('`', chr(39))}`"


def _either(choices: Sequence[str]) -> str:
    quoted = [f"`{mrkdwn(choice)}`" for choice in choices]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
