"""Reading what a message asks, of messages as the bot makes them."""

from typing import Any

from bot.views.letter import letter
from tests.bot.views.test_letter import NUDGE
from tests.year.counting import Question
from tests.year.seeing import questions, rows, to_call


def message(text: str, *verbs: tuple[str, str]) -> list[dict[str, Any]]:
    """A section and a row of buttons below it."""
    elements = [
        {"type": "button", "text": {"text": verb}, "action_id": verb, "value": value} for verb, value in verbs
    ]
    words = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return [words, {"type": "actions", "block_id": "action 1", "elements": elements}] if verbs else [words]


def test_the_questions_of_a_nudge_are_its_rows_of_buttons_with_the_milestone_asked_after() -> None:
    assert questions(letter(NUDGE)["blocks"]) == (Question("POV-03", "Pilot agreed"), Question("HWB-02"))


def test_a_row_without_an_answer_among_its_buttons_asks_nothing() -> None:
    handed = message("It is yours now.", ("update", '{"code":"POV-03"}'), ("not_mine", '{"code":"POV-03"}'))
    undone = message("✅ No change", ("undo", '{"code":"POV-03"}'))
    assert questions([*handed, *undone]) == ()


def test_each_button_of_a_row_can_be_found_by_its_verb() -> None:
    value = '{"code":"POV-03"}'
    (row,) = rows(message("POV-03", ("update:1", value), ("no_change:1", value)))
    assert (row.question, dict(row.buttons)) == (
        Question("POV-03"),
        {"update": "update:1", "no_change": "no_change:1"},
    )


def test_whom_to_call_about_what_is_read_from_the_words_to_paste() -> None:
    words = (
        "&gt; Hello Isla, could you let the Board know how HWB-01 Home visits "
        '("Pilot agreed", which was due Fri 13 Nov); POV-02 Larders are going? A sentence will do.'
    )
    assert list(to_call(message(words))) == [Question("HWB-01", "Pilot agreed"), Question("POV-02")]
    two = (
        'let the Board know how HWB-01 Home visits and POV-02 Larders ("Vans hired", which is due Mon 15 Mar)'
    )
    assert list(to_call(message(f"&gt; Hello Isla, could you {two} are going?"))) == [
        Question("HWB-01"),
        Question("POV-02", "Vans hired"),
    ]


def test_a_milestone_whose_words_are_not_there_is_told_apart_by_its_number() -> None:
    value = '{"code":"POV-03","m":7}'
    (row,) = rows(message("POV-03", ("milestone_met", value)))
    assert row.question == Question("POV-03", "7")
