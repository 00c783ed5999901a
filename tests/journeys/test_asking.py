"""What people ask: help, mine, list, show, update, who and board, as everybody who may ask."""

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
def test_everybody_in_the_register_is_answered_whatever_they_ask(stage: Stage, name: str) -> None:
    for question in QUESTIONS:
        answer = stage.types(name, question)
        assert answer.error is None, f"{question}: {answer.error} {answer.faults}"
        assert answer.message is not None
        assert answer.message.ephemeral_to == stage.person(name).id
        assert answer.text, "a notification says something"
