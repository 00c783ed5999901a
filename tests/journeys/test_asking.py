"""What people ask: help, mine, list, show, update, who and board, by everybody who may ask."""

import pytest

from tests.journeys.acting import Stage, labels

EVERYBODY = {
    "a partner officer": "Eilidh Strang",
    "a lead officer": "Ailsa Reid",
    "the chair": "Moira Galbraith",
    "the support officer": "Catriona Muir",
    "a contributing body": "Jean Halcrow",
    "a critical friend": "Gregor Mathers",
}
QUESTIONS = ("help", "mine", "list", "show POV-03", "update", "who", "board")


@pytest.mark.parametrize("name", EVERYBODY.values(), ids=EVERYBODY.keys())
def test_everybody_in_the_register_is_answered_whatever_they_ask(standing: Stage, name: str) -> None:
    for question in QUESTIONS:
        answer = standing.types(name, question)
        assert answer.error is None, f"{question}: {answer.error} {answer.faults}"
        assert answer.message is not None
        assert answer.message.ephemeral_to == standing.person(name).id
        assert answer.text, "a notification says something"


def test_help_has_the_reader_s_own_code_and_the_register_s_verbs_for_who_runs_it(standing: Stage) -> None:
    assert "/loip update HWB-05 amber" in standing.told("Eilidh Strang", "help")
    officer, support = standing.told("Eilidh Strang", "help all"), standing.told("Catriona Muir", "help all")
    assert "/loip update HWB-05 amber" in officer
    assert "assign" not in officer
    for verb in ("assign", "milestone", "contact add", "for"):
        assert f"/loip {verb}" in support


def test_mine_says_what_needs_a_word_first_and_why(standing: Stage) -> None:
    shown = standing.told("Ailsa Reid", "mine")
    assert shown.index("Need a word") < shown.index("HWB-02 Walking groups")
    assert "A first word would be welcome." in shown
    assert "Fine" not in shown
    assert "Fine" in standing.told("Sheila Corrigall", "mine")


def test_mine_says_of_a_word_that_the_board_would_find_old_how_old_and_not_that_it_is_late(
    standing: Stage,
) -> None:
    # HWB-01 was heard of on 19 October, a fortnight ago; the Board meets in 17 days.
    assert "The last word will be 31 days old when the Board meets (Thu 19 Nov)." in standing.told(
        "Ailsa Reid", "mine"
    )


@pytest.mark.parametrize(
    ("words", "listed", "left_out"),
    [
        ("poverty", "POV-03", "HWB-05"),
        ("red", "HWB-05", "POV-03"),
        ("Glen College", "HWB-05", "CPP-01"),
        ("Local Employability Partnership", "EMP-02", "POV-01"),
        ("Lathmouth", "HWB-05", "CPP-01"),
        ("overdue", "EMP-02", "POV-03"),
        ("stale", "HWB-05", "CPP-01"),
        ("unowned", "HWB-06", "POV-03"),
        ("poverty amber", "no action fits", "POV-03 Cash"),
    ],
)
def test_a_list_is_narrowed_by_any_of_its_words(
    standing: Stage, words: str, listed: str, left_out: str
) -> None:
    shown = standing.told("Ailsa Reid", f"list {words}")
    assert listed in shown
    assert left_out not in shown


def test_a_list_has_ten_a_page_and_next_turns_it(standing: Stage) -> None:
    answer = standing.types("Ailsa Reid", "list")
    assert answer.message is not None
    assert labels(answer.message).count("Show") == 10
    first = answer.readable
    standing.taps("Ailsa Reid", answer.message, "Next")
    assert answer.message.readable != first
    assert "Back" in labels(answer.message)
    standing.taps("Ailsa Reid", answer.message, "Show")
    assert "Coordinating officer" in standing.last_seen("Ailsa Reid").readable


def test_show_has_the_words_as_they_were_said_and_people_by_post(standing: Stage) -> None:
    shown = standing.told("Moira Galbraith", "show HWB-05")
    assert "> two tutors left" in shown
    assert "Student Support Manager, Glen College" in shown
    assert "Eilidh" not in shown


def test_who_names_whom_to_speak_to_and_narrows_to_a_body_or_group(standing: Stage) -> None:
    assert "Health Improvement Officer" in standing.told("Eilidh Strang", "who NHS Inverlath")
    assert "Welfare Rights Manager" in standing.told("Eilidh Strang", "who Anti-Poverty Taskforce")
    assert "Foodbank Manager" not in standing.told("Eilidh Strang", "who Glen College")


def test_board_has_the_next_meeting_and_its_asks(standing: Stage) -> None:
    shown = standing.told("Moira Galbraith", "board")
    assert "Thu 19 Nov" in shown
    assert "DECIDE who funds the referral worker after March" in shown


def test_what_is_asked_can_be_written_in_a_direct_message(standing: Stage) -> None:
    assert "HWB-05" in standing.writes("Eilidh Strang", "mine")
