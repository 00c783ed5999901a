"""A list of actions: what it was narrowed to, a page of it, and what a list could be narrowed to. Pure."""

from collections.abc import Iterator
from datetime import date

from bot.rules.digest_words import sentence
from bot.rules.filtering import (
    OVERDUE_SAID,
    STALE_SAID,
    STUCK_SAID,
    UNDATED_SAID,
    UNOWNED_SAID,
    NotUnderstood,
)
from bot.rules.screens import ActionLine, Listed
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import (
    ROOM,
    counted,
    due_line,
    last_words,
    one_line,
    post_of,
    status_of,
    title_of,
    waiting_words,
    within,
)
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import mrkdwn
from bot.views.paging import turning
from bot.views.refused import refused
from bot.views.update_buttons import take_on_button

LIST = "list"
"""The name of this list in the value of its page buttons."""


def listed(shown: Listed, ways: Ways, today: date, asked: str = "list") -> Block:
    """A page of actions, with the totals of all that fit; kindly said where none does.

    `asked` is the key of this asking, for the buttons that do something.
    """
    narrowed = _narrowed(shown)
    if shown.page.total == 0:
        return _nothing(shown, ways)
    total = counted(shown.page.total, "action")
    blocks = [section(f"*{narrowed or _everything(ways)}*\n{total}: {_tally(shown, ways)}")]
    for line in shown.lines:
        blocks += _line(line, ways, today, asked if line.action.id in shown.takeable else None)
    blocks += turning(shown.page, LIST, words=shown.words)
    return message(f"{total} · {narrowed or _everything(ways)}", blocks)


def not_understood(unread: NotUnderstood, ways: Ways) -> Block:
    """Words that name nothing: the nearest names as buttons, or else what a list can be narrowed to."""
    unknown = f"`{mrkdwn(' '.join(unread.unknown.split())[:80]).replace('`', chr(39))}`"
    what = f"{unknown} is no name I know for certain, so I haven't guessed."
    if not unread.nearest:
        return refused(what, _what_can_be_listed(ways), title="I couldn't read that list")
    buttons = [
        button(name, f"{verbs.PAGE}:{number}", verbs.value(list=LIST, words=words, page=1))
        for number, (name, words) in enumerate(unread.nearest)
    ]
    said = refused(what, "Did you mean:", title="Did you mean another name?")
    return said | {"blocks": [*said["blocks"], actions("near", buttons)]}


def _narrowed(shown: Listed) -> str:
    return one_line(sentence(" · ".join(shown.said)), 400) if shown.said else ""


def _everything(ways: Ways) -> str:
    partnership = ways.partnership
    return f"Every action of the {one_line(partnership.plan_abbreviation or partnership.plan_term)}"


def _tally(shown: Listed, ways: Ways) -> str:
    return within([" · ".join(f"{count} {mrkdwn(ways.key.label(status))}" for status, count in shown.tally)])


def _line(line: ActionLine, ways: Ways, today: date, take_on: str | None) -> list[Block]:
    """An action, and a button to see it whole; one that the reader may take on has a second, of this asking."""
    action = line.action
    said = [
        f"{status_of(action, ways)} · {title_of(action)}",
        f"{post_of(line.officer)} · {due_line(action, line.milestone, today)}",
        last_words(action, ways, today),
        *([waiting_words(line.waiting)] if line.waiting else []),
    ]
    show = button("Show", verbs.SHOW, verbs.value(code=action.code))
    if take_on is None:
        return [section("\n".join(said), show)]
    return [section("\n".join(said)), actions(action.code, [take_on_button(action.code, take_on), show])]


def _nothing(shown: Listed, ways: Ways) -> Block:
    narrowed = _narrowed(shown)
    if not narrowed:
        return message("No actions yet", [section("The register has no actions yet.")])
    words = [
        f"*{narrowed}*: no action fits just now.",
        f"This lists {' and '.join(_explained(shown, ways))}, with their officers, dates and last words.",
    ]
    every = context("`/loip list` shows every action.")
    return message(f"No action fits: {narrowed}", [section("\n".join(words)), every])


def _explained(shown: Listed, ways: Ways) -> list[str]:
    """What an empty list would have held."""
    words = {
        OVERDUE_SAID: "actions past their date or with a milestone past its day",
        STALE_SAID: f"actions not heard of for more than {ways.partnership.freshness_days} days",
        UNOWNED_SAID: "actions that nobody has taken on",
        STUCK_SAID: "actions that something stands in the way of, or that are off track",
        UNDATED_SAID: "actions with no date set",
    }
    return [words[said] for said in shown.said if said in words] or ["the actions that fit these words"]


def _what_can_be_listed(ways: Ways) -> str:
    return within(_ways_to_narrow(ways), ROOM)


def _ways_to_narrow(ways: Ways) -> Iterator[str]:
    partnership = ways.partnership
    statuses = ", ".join(mrkdwn(ways.key.word(status)) for status in ways.key.statuses)
    yield "A list can be narrowed to any of these, and to several together:"
    yield f"• a {one_line(partnership.priority_term, 60)}, by name or by the letters of its codes"
    yield f"• a status: {statuses}"
    yield f"• a body, a group or a {one_line(partnership.locality_term, 60)}, by name"
    yield "• a cross-cutting issue, a community of interest or a kind of action, by name; or codes"
    yield "• `overdue`, `stale` (not heard of lately), `stuck`, `undated`, `unowned` or `quick wins`"
