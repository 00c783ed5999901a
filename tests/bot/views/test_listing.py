"""A list of actions."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.filtering import LONGEST_WORDS, OVERDUE_SAID, STALE_SAID, UNOWNED_SAID, NotUnderstood
from bot.rules.paging import page_of
from bot.rules.screens import ActionLine, Listed
from bot.views import listing, verbs
from tests.bot.views.samples import (
    TODAY,
    a_contact,
    a_milestone,
    an_action,
    assert_slack_takes,
    long_words,
    ways,
)
from tests.commands.asking import buttons, texts


def a_list(page: int = 1, total: int = 1, **fields: Any) -> Listed:
    usual: dict[str, Any] = {
        "words": "red",
        "said": ("🔴 Off track",),
        "page": page_of(page, total),
        "tally": (("on_track", total),),
        "lines": (ActionLine(an_action(), a_contact(), a_milestone()),) if total else (),
    }
    return Listed(**(usual | fields))


def test_a_line_says_status_code_title_post_due_and_last_words() -> None:
    said = texts(listing.listed(a_list(), ways(), TODAY))

    assert said == (
        "*🔴 Off track*\n1 action: 1 🟢 On track\n\n"
        "🟢 On track · *POV-03* Cash First referral route\n"
        'Health Improvement Manager, NHS Inverlath · "Pilot agreed" due Fri 13 Nov\n'
        'Mon 12 Oct: "Draft out for comment."\n[Show]'
    )
    assert "Ailsa" not in said


def test_a_list_of_everything_is_named_after_the_partnerships_own_plan() -> None:
    message = listing.listed(a_list(said=()), ways(plan_abbreviation="CP"), TODAY)

    assert message["text"] == "1 action · Every action of the CP"


def test_a_list_is_headed_by_a_capital_letter() -> None:
    headings = [
        texts(listing.listed(a_list(said=(said,)), ways(), TODAY)).splitlines()[0]
        for said in (UNOWNED_SAID, OVERDUE_SAID, STALE_SAID)
    ]

    assert headings == ["*Unowned*", "*Overdue*", "*Not heard of lately*"]


def test_next_and_back_carry_the_words_and_the_page() -> None:
    first, middle, last = (listing.listed(a_list(page, 25), ways(), TODAY) for page in (1, 2, 3))

    assert [one["text"]["text"] for one in buttons(first)] == ["Show", "Next"]
    assert [one["text"]["text"] for one in buttons(middle)] == ["Show", "Back", "Next"]
    assert [one["text"]["text"] for one in buttons(last)] == ["Show", "Back"]
    assert verbs.read(buttons(first)[1]["value"]) == {"list": "list", "page": 2, "words": "red"}
    assert "11–20 of 25 · page 2 of 3" in texts(middle)


def test_an_empty_list_says_what_it_would_hold() -> None:
    message = listing.listed(a_list(total=0, said=(OVERDUE_SAID, "Poverty")), ways(), TODAY)

    assert "*Overdue · Poverty*: no action fits just now." in texts(message)
    assert "actions past their date or with a milestone past its day" in texts(message)


def test_an_empty_register_says_so() -> None:
    assert (
        texts(listing.listed(a_list(total=0, said=()), ways(), TODAY)) == "The register has no actions yet."
    )


def test_what_was_not_understood_is_offered_as_buttons_with_the_words_put_right() -> None:
    refused = NotUnderstood("red povrety", "povrety", (("Poverty", "red Poverty"),))

    message = listing.not_understood(refused, ways())

    assert "`povrety` is no name I know for certain" in texts(message)
    (offered,) = buttons(message)
    assert verbs.read(offered["value"]) == {"list": "list", "words": "red Poverty", "page": 1}


def test_with_nothing_near_a_list_says_what_it_can_be_narrowed_to_in_the_partnerships_words() -> None:
    said = texts(
        listing.not_understood(
            NotUnderstood("x", "x"), ways(priority_term="theme", locality_term="Local Action Partnership")
        )
    )

    assert "• a theme, by name" in said
    assert "Local Action Partnership" in said
    assert "Off track" in said


@given(long_words, long_words, long_words, st.integers(0, 40))
def test_slack_takes_any_list(title: str, said: str, words: str, page: int) -> None:
    line = ActionLine(
        an_action(title=title, words=said, date_words=words),
        a_contact(post=title, body=said),
        a_milestone(title, date_words=words),
    )
    shown = a_list(page, 400, words="🔴" * LONGEST_WORDS, said=(said, title), lines=(line,) * 10)

    assert_slack_takes(listing.listed(shown, ways(), TODAY))
    assert_slack_takes(listing.listed(a_list(total=0, said=(said,)), ways(), TODAY))


@given(long_words, st.text(min_size=1, max_size=LONGEST_WORDS))
def test_slack_takes_any_refusal(unknown: str, name: str) -> None:
    refused = NotUnderstood(unknown, unknown, ((name, name), (name, name), (name, name)))

    assert_slack_takes(listing.not_understood(refused, ways(priority_term=unknown)))
    assert_slack_takes(listing.not_understood(NotUnderstood(unknown, unknown), ways(locality_term=unknown)))
    assert json.loads(buttons(listing.not_understood(refused, ways()))[0]["value"])["words"] == name
