"""The reader's own actions: as a list with why each needs a word, and as a menu with buttons. Pure."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from bot.rules.dates import date_in_words
from bot.rules.freshness import BOARD, BOARD_DAY, MILESTONE, NEVER, SOON, STALE, passed
from bot.rules.paging import Page, page_of
from bot.rules.posts import in_post
from bot.rules.screens import MyAction, MyActions
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import counted, due_line, due_or_was, last_words, one_line, status_of, title_of
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import inline
from bot.views.paging import turning
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
    waiting = sum(bool(one.reasons) for one in shown.actions)
    fine = len(shown.actions) - waiting
    if not waiting:
        return f"Nothing needs a word from you: {counted(fine, 'action')} up to date."
    needs = "needs" if waiting == 1 else "need"
    rest = f", {fine} {'is' if fine == 1 else 'are'} fine" if fine else ""
    return f"{waiting} {needs} a word from you{rest}."


def _under_headings(mine: Iterable[MyAction], line: Callable[[MyAction], Block]) -> Iterator[Block]:
    before = None
    for one in mine:
        heading = "*Need a word*" if one.reasons else "*Fine*"
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
        STALE: lambda: f"No word for {_days_since_heard(one, ways, today)}.",
        BOARD_DAY: lambda: _by_the_board(one, shown, ways, today),
        SOON: lambda: _while_it_stands(one, ways, today),
        BOARD: lambda: _since_the_board(shown, today),
        MILESTONE: lambda: _passed_in_words(one, today),
    }
    return words[reason]()


def _days_since_heard(one: MyAction, ways: Ways, today: date) -> str:
    heard_at = one.action.heard_at
    return counted((today - ways.day_of(heard_at)).days, "day") if heard_at else "a while"


def _by_the_board(one: MyAction, shown: MyActions, ways: Ways, today: date) -> str:
    """That the last word will be old when the Board meets: it is not yet."""
    heard_at, board_on = one.action.heard_at, shown.board_on
    if heard_at is None or board_on is None:
        return "A new word before the Board would be welcome."
    age = counted((board_on - ways.day_of(heard_at)).days, "day")
    return f"The last word will be {age} old when the Board meets ({date_in_words(board_on, today)})."


def _while_it_stands(one: MyAction, ways: Ways, today: date) -> str:
    """Until when the last word stands: nothing is late."""
    heard_at = one.action.heard_at
    if heard_at is None:
        return "A new word would be welcome."
    last_day = ways.day_of(heard_at) + timedelta(days=ways.partnership.freshness_days)
    until = "today" if last_day == today else date_in_words(last_day, today)
    return f"The last word stands until {until}: a new one by then keeps it fresh."


def _since_the_board(shown: MyActions, today: date) -> str:
    said = "Not heard of since the last Board"
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
