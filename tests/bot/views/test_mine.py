"""One's own actions."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.freshness import BOARD, BOARD_DAY, MILESTONE, NEVER, SOON, STALE
from bot.rules.screens import MyAction, MyActions
from bot.views import mine, verbs
from storage.records.glance import ActionGlance, MilestoneGlance
from tests.bot.views.samples import TODAY, a_milestone, an_action, assert_slack_takes, long_words, ways
from tests.commands.asking import buttons, texts

LATE = a_milestone(latest=date(2026, 10, 30))


def one(
    reasons: Sequence[str] = (),
    milestones: Sequence[MilestoneGlance] = (),
    action: ActionGlance | None = None,
    as_deputy: bool = False,
) -> MyAction:
    return MyAction(action or an_action(), tuple(reasons), tuple(milestones), as_deputy)


def all_of(*actions: MyAction) -> MyActions:
    return MyActions(actions, date(2026, 9, 10), date(2026, 11, 5), date(2026, 11, 19))


def said(*actions: MyAction) -> str:
    return texts(mine.mine(all_of(*actions), ways(), TODAY, "mine 1"))


def test_every_reason_is_said_in_words() -> None:
    assert "A first word would be welcome." in said(one([NEVER]))
    assert "No word for 21 days." in said(one([STALE]))
    assert "Not heard of since the last Board (Thu 10 Sep); papers for the next close Thu 5 Nov." in said(
        one([BOARD])
    )
    assert '"Pilot agreed" was due Fri 30 Oct. Did it happen?' in said(one([MILESTONE], [LATE]))
    assert '"Pilot agreed" was due Fri 30 Oct (and 1 milestone more).' in said(one([MILESTONE], [LATE, LATE]))


def test_what_is_asked_early_says_until_when_the_last_word_stands_and_not_that_it_is_old() -> None:
    assert "The last word stands until Mon 9 Nov: a new one by then keeps it fresh." in said(one([SOON]))
    assert "The last word will be 38 days old when the Board meets (Thu 19 Nov)." in said(one([BOARD_DAY]))


def test_the_summary_counts_what_needs_a_word_and_what_is_fine() -> None:
    assert said(one([STALE]), one(), one()).startswith("1 needs a word from you, 2 are fine.")
    assert said(one([STALE]), one([STALE])).startswith("2 need a word from you.")
    assert said(one()).startswith("Nothing needs a word from you: 1 action up to date.")


def test_a_deputy_is_told_that_they_deputise() -> None:
    assert "you are the deputy" in said(one(as_deputy=True))


def test_nothing_to_speak_for_says_where_to_look() -> None:
    message = mine.menu(all_of(), ways(), TODAY, "menu 1")

    assert "/loip list unowned" in texts(message)


def test_the_menu_has_the_three_buttons_with_the_key_of_this_asking() -> None:
    offered = buttons(mine.menu(all_of(one()), ways(), TODAY, "menu 1"))

    assert [button["action_id"] for button in offered] == [verbs.UPDATE, verbs.NO_CHANGE, verbs.BLOCKED]
    assert [verbs.read(button["value"]) for button in offered] == [{"code": "POV-03", "asked": "menu 1"}] * 3


def test_a_passed_milestone_is_asked_after_instead_of_no_change() -> None:
    offered = buttons(mine.menu(all_of(one([MILESTONE], [LATE])), ways(), TODAY, "menu 1"))

    assert [button["action_id"] for button in offered] == [verbs.MET, verbs.NEW_DATE, verbs.UPDATE]
    assert verbs.read(offered[0]["value"])["m"] == LATE.id


@given(st.integers(0, 45))
def test_every_action_stands_once_over_the_pages_of_the_menu(count: int) -> None:
    actions = [one(action=an_action(id=n, code=f"POV-{n:02d}")) for n in range(1, count + 1)]
    seen = []
    for number in range(1, max(1, -(-count // 10)) + 1):
        message = mine.menu(all_of(*actions), ways(), TODAY, "menu 1", number)
        seen += [verbs.read(b["value"])["code"] for b in buttons(message) if b["action_id"] == verbs.UPDATE]

    assert seen == [action.action.code for action in actions]


@given(
    long_words,
    long_words,
    st.lists(st.sampled_from([NEVER, STALE, BOARD, BOARD_DAY, SOON, MILESTONE]), unique=True),
)
def test_slack_takes_any_list_and_menu(title: str, words: str, reasons: list[str]) -> None:
    milestone = a_milestone(title, date(2026, 10, 30))
    actions = [
        one(reasons, [milestone], an_action(code=f"POV-{n:02d}", title=title, words=words)) for n in range(12)
    ]

    assert_slack_takes(mine.mine(all_of(*actions), ways(), TODAY, "mine 1"))
    assert_slack_takes(mine.menu(all_of(*actions), ways(), TODAY, "menu 1", 2))
