"""The reader's own actions: as a list with why each needs a word, and as a menu with buttons. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from bot.rules.dates import date_in_words
from bot.rules.freshness import BOARD, BOARD_DAY, MILESTONE, NEVER, SOON, STALE, passed
from bot.rules.paging import Page, page_of
from bot.rules.posts import in_post
from bot.rules.screens import MyAction, MyActions
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import (
    counted,
    due_line,
    due_or_was,
    last_words,
    one_line,
    status_of,
    title_of,
    waiting_words,
)
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import inline
from bot.views.paging import turning
from bot.views.reasons import SINCE_THE_BOARD, age_at_the_board, silence, standing_until
from bot.views.update_buttons import update_buttons

MINE, MENU = "mine", "menu"
"""The names of these lists in the value of their page buttons."""


def mine(shown: MyActions, ways: Ways, today: date, asked: str, page_number: int = 1) -> Block:
    """A page of the reader's actions, those that need a word first. `asked` is the key of this asking."""
    if not shown.actions:
        return _none()
    page = page_of(page_number, len(shown.actions))
    blocks = [section(_summary(shown))]
    blocks += _under_headings(_on(page, shown), lambda one: _line(one, shown, ways, today, asked))
    blocks += turning(page, MINE)
    blocks.append(
        context("`/loip update` lists these with buttons; `/loip show CODE` shows everything about one.")
    )
    return message(_summary(shown), blocks)


def menu(shown: MyActions, ways: Ways, today: date, asked: str, page_number: int = 1) -> Block:
    """The same actions, each with the buttons that say something of it."""
    if not shown.actions:
        return _none()
    page = page_of(page_number, len(shown.actions))
    blocks = [section(f"{_summary(shown)} Or type it: `/loip update {shown.actions[0].action.code} …`")]
    for one in _on(page, shown):
        blocks.append(section(in_lines(one, shown, ways, today)))
        late = passed(one.milestones, today)
        blocks.append(actions(one.action.code, update_buttons(one.action.code, asked, late)))
    blocks += turning(page, MENU)
    return message(_summary(shown), blocks)


def _none() -> Block:
    words = "You have no actions to speak for just now."
    return message(
        words, [section(f"{words} `/loip list unowned` shows those that nobody has taken on yet.")]
    )


def _on(page: Page, shown: MyActions) -> tuple[MyAction, ...]:
    return shown.actions[page.offset : page.last]


def _summary(shown: MyActions) -> str:
    needing = [one for one in shown.actions if one.reasons]
    if not needing:
        return f"Nothing needs a word from you: {counted(len(shown.actions), 'action')} up to date."
    waits = sum(bool(one.waiting) for one in shown.actions if not one.reasons)
    fine = len(shown.actions) - len(needing) - waits
    rest = f", {waits} {'waits' if waits == 1 else 'wait'}" if waits else ""
    rest += f", {fine} {'is' if fine == 1 else 'are'} fine" if fine else ""
    return f"{needing_words(needing)}{rest}."


def needing_words(needing: Sequence[MyAction], noun: str = "") -> str:
    """`2 need a word from you, 1 more that you deputise for`: what a message asks about is counted apart.

    With a `noun` that is said too: `2 actions need …`.
    """
    own = sum(not one.as_deputy for one in needing)
    others = len(needing) - own
    first = own or others
    number = counted(first, noun) if noun else str(first)
    verb = "needs" if first == 1 else "need"
    if not own:
        return f"{number} that you deputise for {verb} a word"
    more = f", {others} more that you deputise for" if others else ""
    return f"{number} {verb} a word from you{more}"


def _under_headings(mine: Iterable[MyAction], line: Callable[[MyAction], Block]) -> Iterator[Block]:
    before = None
    for one in mine:
        heading = "*Need a word*" if one.reasons else "*Waiting*" if one.waiting else "*Fine*"
        if heading != before:
            yield section(heading)
        before = heading
        yield line(one)


def _line(one: MyAction, shown: MyActions, ways: Ways, today: date, asked: str) -> Block:
    value = verbs.value(code=one.action.code, asked=asked)
    return section(in_lines(one, shown, ways, today), button("Update", verbs.UPDATE, value))


def in_lines(one: MyAction, shown: MyActions, ways: Ways, today: date) -> str:
    """An action of the reader's: how it stands, the last words, and why it needs a word or what is due next."""
    action = one.action
    lines = [
        f"{title_of(action)}{_standing_in(one, today)}",
        f"{status_of(action, ways)} · {last_words(action, ways, today)}",
    ]
    if one.reasons:
        lines.append(" ".join(_why(reason, one, shown, ways, today) for reason in one.reasons))
    else:
        milestone = one.milestones[0] if one.milestones else None
        lines.append(due_line(action, milestone, today))
    if one.waiting:
        lines.append(waiting_words(one.waiting))
    return "\n".join(lines)


def _standing_in(one: MyAction, today: date) -> str:
    """What the reader is to it, where it is not theirs: `for the Health Manager, away until Fri 14 Aug`."""
    if one.covered is None:
        return " · you are the deputy" if one.as_deputy else ""
    until = f" until {date_in_words(one.covered.away_to, today)}" if one.covered.away_to else ""
    return f" · for the {one_line(in_post(one.covered), 160)}, away{until}"


def _why(reason: str, one: MyAction, shown: MyActions, ways: Ways, today: date) -> str:
    """Why an action needs a word, as a sentence: never that somebody is late."""
    words: dict[str, Callable[[], str]] = {
        NEVER: lambda: "A first word would be welcome.",
        STALE: lambda: f"{_begun(silence(_heard_on(one, ways), today))}.",
        BOARD_DAY: lambda: _by_the_board(one, shown, ways, today),
        SOON: lambda: _while_it_stands(one, ways, today),
        BOARD: lambda: _since_the_board(shown, today),
        MILESTONE: lambda: _passed_in_words(one, today),
    }
    return words[reason]()


def _heard_on(one: MyAction, ways: Ways) -> date | None:
    return ways.day_of(one.action.heard_at) if one.action.heard_at else None


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _by_the_board(one: MyAction, shown: MyActions, ways: Ways, today: date) -> str:
    """That the last word will be old when the Board meets: it is not yet."""
    heard_on, board_on = _heard_on(one, ways), shown.board_on
    if heard_on is None or board_on is None:
        return "A new word before the Board would be welcome."
    return f"The last word will be {age_at_the_board(heard_on, board_on)} ({date_in_words(board_on, today)})."


def _while_it_stands(one: MyAction, ways: Ways, today: date) -> str:
    """Until when the last word stands: nothing is late."""
    heard_on = _heard_on(one, ways)
    if heard_on is None:
        return "A new word would be welcome."
    until = standing_until(heard_on, ways.partnership.freshness_days, today)
    return f"The last word {until}: a new one by then keeps it fresh."


def _since_the_board(shown: MyActions, today: date) -> str:
    said = _begun(SINCE_THE_BOARD)
    if shown.last_board_on is not None:
        said += f" ({date_in_words(shown.last_board_on, today)})"
    if shown.papers_due is not None:
        said += f"; papers for the next close {date_in_words(shown.papers_due, today)}"
    return f"{said}."


def _passed_in_words(one: MyAction, today: date) -> str:
    late = passed(one.milestones, today)
    if not late:
        return "A milestone's day has passed."
    more = f" (and {counted(len(late) - 1, 'milestone')} more)" if len(late) > 1 else ""
    return f"{inline(late[0].title, 100)} {due_or_was(late[0], today)}{more}. Did it happen?"
