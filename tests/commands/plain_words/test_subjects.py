"""The register's other subjects: what people say for them becomes the line of a verb, once there is such a verb."""

import pytest

from commands.plain_words.readings import AskLine, pack, unpack
from commands.plain_words.sentence import clear, heard
from commands.plain_words.subjects import KNOWN, SUBJECTS, asked_of, is_line, line_asked
from commands.plain_words.wording import in_words
from tests.commands.plain_words.coverage import TODAY
from tests.commands.plain_words.inverlath import names

LINES = (
    ("what are our risks", "list risks"),
    ("any new risks in poverty?", "list risks"),
    ("show me the risk register", "list risks"),
    ("what did the Board decide in September", "list decisions"),
    ("which decisions were taken at the last board", "list decisions"),
    ("history of POV-03", "history POV-03"),
    ("who changed cash first?", "history POV-03"),
    ("show POV-03 as at 1 June", "show POV-03 as at 2026-06-01"),
    ("list poverty as at 1 June", "list Poverty as at 2026-06-01"),
    ("how are the indicators doing for employability", "list indicators"),
    ("which groups are there", "list groups"),
    ("what plans do we have", "list plans"),
)
NOT_OF_THEM = (
    "what is at risk in poverty",
    "what is the Board being asked to decide",
    "who sits on the Board?",
    "what changed since the last Board?",
    "history of",
    "we will need to look at the risks of that before we go on with it at all",
)


def _line(sentence: str, subjects: object = SUBJECTS) -> str | None:
    one = heard(sentence, names(), TODAY)
    chosen = [name for found in one.found if (name := clear(found))]
    asked = asked_of(one, chosen, subjects)  # type: ignore[arg-type]
    return asked.question.line if asked and isinstance(asked.question, AskLine) else None


@pytest.mark.parametrize(("sentence", "line"), LINES, ids=[sentence for sentence, _ in LINES])
def test_a_subject_asked_for_is_the_line_of_its_verb(sentence: str, line: str) -> None:
    assert _line(sentence) == line


@pytest.mark.parametrize("sentence", NOT_OF_THEM)
def test_what_asks_for_something_else_is_no_line(sentence: str) -> None:
    assert _line(sentence) is None


def test_every_subject_is_asked_by_a_verb_that_there_is() -> None:
    one = heard("what are our risks", names(), TODAY)
    assert line_asked(one, []) is not None
    assert {subject.verb for subject in SUBJECTS} <= KNOWN
    assert not is_line("riddles anything")


def test_no_button_brings_back_a_line_that_changes_anything() -> None:
    assert not any(
        is_line(line) for line in ("update POV-03 red", "assign POV-03 @U123", "contact add A", "")
    )


def test_a_line_travels_in_a_button_and_is_said_in_its_own_words() -> None:
    asked = AskLine("history POV-03", "History of POV-03")
    assert unpack(pack(asked)) == asked
    assert in_words(asked, names(), TODAY) == "History of POV-03"
