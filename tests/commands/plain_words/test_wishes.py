"""Wishes: what is none stays an update or a question, and what is kept of one is a part of the sentence."""

import pytest

from commands.plain_words.readings import AskNewDate, Sure
from commands.plain_words.sentence import heard
from commands.plain_words.wishes import read_wish
from tests.commands.plain_words.coverage import TODAY
from tests.commands.plain_words.inverlath import names


@pytest.mark.parametrize(
    "sentence",
    [
        "cash first is amber, waiting on funding",
        "move cash first to amber",
        "the council has moved on with cash first",
        "two tutors left the drop-ins",
        "I left a message with the college about the drop-ins",
        "we have stopped asking for a second form on cash first",
        "the pilot for cash first moved to Lathmouth",
        "walking groups: the leaflet was wrong and is being printed again",
        "POV-03 and HWB-02 are not mine",
        "what is not mine",
        "who left",
        "thanks for the reminder",
        "nobody told me about walking groups",
    ],
)
def test_what_tells_of_an_action_or_asks_something_is_no_wish(sentence: str) -> None:
    assert read_wish(heard(sentence, names(), TODAY)) is None


@pytest.mark.parametrize(
    ("sentence", "due", "why"),
    [
        ("move cash first to Jan 2027 because “the data” came late.", "Jan 2027", "“the data” came late"),
        ("push the date of POV-03 to 13 Nov please", "13 Nov", ""),
        ("can POV-03 be moved to spring: no tutors", "spring", "no tutors"),
        ("change the deadline of cash first", "", ""),
    ],
)
def test_a_new_date_keeps_the_date_and_the_reason_as_they_were_typed(
    sentence: str, due: str, why: str
) -> None:
    reading = read_wish(heard(sentence, names(), TODAY))
    assert isinstance(reading, Sure)
    assert isinstance(reading.meaning, AskNewDate)
    assert (reading.meaning.code, reading.meaning.due, reading.meaning.why) == ("POV-03", due, why)
