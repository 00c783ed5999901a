"""A reply in a letter's thread: told apart by code, and a few set phrases."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.thread_words import (
    Part,
    barrier_said,
    is_met,
    is_no_change,
    is_not_mine,
    is_not_now,
    milestone_said_met,
    no_code_of,
    parts_of,
)
from tests.bot.rules.glances import milestone

CODES = ("POV-03", "HWB-02", "EMP-04")
PILOT = milestone(31, 1, date(2026, 11, 13))
REPORT = milestone(32, 1, date(2026, 12, 1), title="Report to the Board")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("POV-03 pilot agreed", [("POV-03", "POV-03 pilot agreed")]),
        ("it went well", [(None, "it went well")]),
        ("update POV-03 green all well", [("POV-03", "POV-03 green all well")]),
        ("update on the pilot: agreed", [(None, "update on the pilot: agreed")]),
        (
            "POV-03 amber, waiting on funding\nHWB-02 no change",
            [("POV-03", "POV-03 amber, waiting on funding"), ("HWB-02", "HWB-02 no change")],
        ),
        (
            "- pov 3: pilot agreed\n- hwb2: no change",
            [("POV-03", "pov 3: pilot agreed"), ("HWB-02", "hwb2: no change")],
        ),
        (
            "POV-03 is amber, waiting on funding, and HWB-02 is fine.",
            [("POV-03", "POV-03 is amber, waiting on funding"), ("HWB-02", "HWB-02 is fine.")],
        ),
        (
            "Pov-03 pilot agreed. HWB-02 first draft is out; EMP-04 no change",
            [
                ("POV-03", "Pov-03 pilot agreed."),
                ("HWB-02", "HWB-02 first draft is out"),
                ("EMP-04", "EMP-04 no change"),
            ],
        ),
        (
            "Sorry only just back from leave, HWB-02 now has six groups",
            [("HWB-02", "Sorry only just back from leave, HWB-02 now has six groups")],
        ),
        ("Sorry for the delay!\nHWB-02: green", [("HWB-02", "Sorry for the delay!\nHWB-02: green")]),
        (
            "Sorry, been off sick. POV-03 and HWB-02 are on track",
            [("POV-03", "on track"), ("HWB-02", "on track")],
        ),
        (
            "Snooze HWB-02 till Friday. POV-03 met",
            [("HWB-02", "Snooze HWB-02 till Friday."), ("POV-03", "POV-03 met")],
        ),
        ("POV-03 waits for HWB-02 to start", [("POV-03", "POV-03 waits for HWB-02 to start")]),
        ("POV-03 depends on HWB-02 and EMP-04", [("POV-03", "POV-03 depends on HWB-02 and EMP-04")]),
        ("Good morning!\nPOV-03 done", [("POV-03", "POV-03 done")]),
        ("Doors open.\nPOV-03 done", [(None, "Doors open."), ("POV-03", "POV-03 done")]),
        ("POV-03 and HWB-02 both on track", [("POV-03", "on track"), ("HWB-02", "on track")]),
        ("POV-03 and HWB-02 are on track", [("POV-03", "on track"), ("HWB-02", "on track")]),
        (
            "POV-03, HWB-02 and EMP-04: no change",
            [("POV-03", "no change"), ("HWB-02", "no change"), ("EMP-04", "no change")],
        ),
        ("POV-03 and HWB-02", [("POV-03", "POV-03 and HWB-02")]),
        ("see page 3 of XYZ-09", [(None, "see page 3 of XYZ-09")]),
    ],
)
def test_several_actions_are_told_apart_by_code(text: str, parts: list[tuple[str | None, str]]) -> None:
    assert parts_of(text, CODES) == tuple(Part(*each) for each in parts)


@given(st.text(max_size=80) | st.lists(st.sampled_from([*CODES, "and", ".", "\n", "is", ","])).map(" ".join))
def test_whatever_is_replied_every_part_stands_in_it_as_typed(text: str) -> None:
    for part in parts_of(text, CODES):
        assert part.text in text


@pytest.mark.parametrize(
    "words",
    [
        "no change",
        "No change.",
        "still no change here",
        "nothing new to report",
        "unchanged",
        "same as before",
    ],
)
def test_no_change_is_heard_in_the_usual_words(words: str) -> None:
    assert is_no_change(words)


@pytest.mark.parametrize(
    "words",
    ["no change in the law yet, so we wait", "nothing", "no", "a change of lead", "", "unchanged but late"],
)
def test_anything_more_is_somebodys_words(words: str) -> None:
    assert not is_no_change(words)


@pytest.mark.parametrize(
    ("words", "met"),
    [
        ("pilot agreed", PILOT),
        ("Pilot agreed on Friday!", PILOT),
        ("yes", PILOT),
        ("Yes, it did.", PILOT),
        ("pilot not agreed", None),
        ("pilot agreed by Friday I hope", None),
        ("is the pilot agreed?", None),
        ("the pilot", None),
        ("yes but late", None),
        ("report to the board and pilot agreed", None),
        ("report to the Board done", REPORT),
    ],
)
def test_a_milestone_is_met_where_its_title_or_a_plain_yes_says_so(words: str, met: object) -> None:
    assert milestone_said_met(words, (PILOT, REPORT), PILOT) == met


def test_a_yes_means_nothing_where_no_milestone_was_asked_after() -> None:
    assert milestone_said_met("yes", (PILOT,), None) is None


def test_what_is_written_as_a_code_and_is_none_is_known_for_one() -> None:
    assert no_code_of("XYZ-99 is red", CODES) == "XYZ-99"
    assert no_code_of(" (XYZ-99) is red", CODES) == "XYZ-99"
    assert no_code_of("POV-03 is red", CODES) is None
    assert no_code_of("on 2 Nov it was agreed", CODES) is None
    assert no_code_of("Covid-19 held it up", CODES) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "pov3 amber funding fell through, HWB-02 first walk on Saturday",
            ["pov3 amber funding fell through", "HWB-02 first walk on Saturday"],
        ),
        (
            "POV-03: green, but HWB-02 is off track because nobody came",
            ["POV-03: green", "HWB-02 is off track because nobody came"],
        ),
        ("POV-03 amber and HWB-02 red", ["POV-03 amber", "HWB-02 red"]),
        ("POV-03 needs staff, EMP-04 amber", ["POV-03 needs staff", "EMP-04 amber"]),
        ("POV-03 waits for staff and HWB-02 to start", None),
        ("POV-03 held up by others, HWB-02 chiefly", None),
        ("POV-03 leans on three, HWB-02, EMP-04", None),
        ("POV-03 is red but HWB-02, too", None),
    ],
)
def test_a_second_action_in_the_same_line_is_told_apart_and_a_mention_is_not(
    text: str, said: list[str] | None
) -> None:
    def tells(line: str) -> bool:
        return line.endswith(("amber", "red"))

    parts = parts_of(text, CODES, asked=("POV-03", "HWB-02"), tells=tells)
    assert [part.text for part in parts] == (said or [text])


@pytest.mark.parametrize(
    ("words", "barrier"),
    [
        ("stuck: no GPs", "no GPs"),
        ("blocked", ""),
        ("still stuck because of the lease", "the lease"),
        ("unstuck at last", None),
        ("the lease is stuck", None),
    ],
)
def test_what_stands_in_the_way_follows_stuck_or_blocked(words: str, barrier: str | None) -> None:
    assert barrier_said(words) == barrier


def test_a_milestone_called_met_is_heard_and_anything_more_is_words() -> None:
    assert is_met("met")
    assert is_met("milestone met.")
    assert not is_met("met the council")
    assert not is_met("nearly met")


@pytest.mark.parametrize("words", ["not mine", "This isn't mine.", "sorry, not me", "it's no longer mine"])
def test_not_mine_is_heard_in_the_usual_words(words: str) -> None:
    assert is_not_mine(words)


@pytest.mark.parametrize(
    "words", ["snooze", "Not now", "stop asking me", "remind me next week", "later please"]
)
def test_not_now_is_heard_in_the_usual_words(words: str) -> None:
    assert is_not_now(words)


@pytest.mark.parametrize(
    "words", ["not mine to fix, the college does it", "we stop in May", "later than planned", "not me alone"]
)
def test_what_says_more_is_somebodys_words_about_the_action(words: str) -> None:
    assert not is_not_mine(words)
    assert not is_not_now(words)
