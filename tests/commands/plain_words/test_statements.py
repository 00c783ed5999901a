"""What is said of an action: only a status said for certain is offered, and words stay as they were typed."""

import pytest

from commands.plain_words.readings import NotRead, Offer, Question, Sure, Unsure
from tests.commands.plain_words.coverage import Case


def _read(sentence: str) -> Sure | Unsure | NotRead:
    return Case("a test", sentence, "").reading


def _meanings(sentence: str) -> tuple[Question | Offer, ...]:
    reading = _read(sentence)
    if isinstance(reading, Sure):
        return (reading.meaning,)
    return reading.meanings if isinstance(reading, Unsure) else ()


@pytest.mark.parametrize(
    "sentence",
    [
        "cash first isn't red",
        "cash first should be green soon",
        "cash first nearly complete",
        "cash first was amber last month",
        "cash first: red tape again",
        "cash first green paper published",
        "cash first done deal with the council",
        "cash first not on track",
        "the board thinks cash first is red",
        "cash first would be complete but for the data",
        "cash first to be green by June",
        "80% of cash first is complete",
        "cash first pilot is complete",
        "cash first funding is on track",
        "green light for cash first",
        "cash first hardly on track",
        "cash first complete by June",
        "cash first is amber/red",
        "cash first amber? not sure",
        "cash first is neither red nor green",
        "if we lose funding cash first will be red",
        "cash first, walking groups both red",
        "is cash first red?",
        "who said cash first was red",
        "cash first - leaflets out, but not on track",
        "cash first: we said it would be done, it is not complete",
        "cash first forms printed, the leaflet is complete",
        "cash first - council says on track",
        "cash first - if the money comes, on track",
        "cash first - Kilmorrow, complete",
        "cash first - Kilmorrow, on track",
        "cash first - tutors, venues and forms: on track",
        "walking groups: it was green",
        "walking groups - Ailsa thinks it's on track",
        "could cash first go to red",
        "can POV-03 go to red if we lose the worker",
        "no red on cash first",
        "POV-03 closed during the holidays",
        "we have closed the gap on POV-03",
        "cash first: referrals doubled so that is complete nonsense",
    ],
)
def test_a_status_denied_hoped_for_past_or_of_something_else_is_never_offered(sentence: str) -> None:
    offers = [meaning for meaning in _meanings(sentence) if isinstance(meaning, Offer)]
    assert all(offer.status is None for offer in offers)


@pytest.mark.parametrize(
    ("sentence", "status", "words"),
    [
        ("POV-03 is amber, waiting on funding", "at_risk", "waiting on funding"),
        ("cash first is amber (waiting on funding)", "at_risk", "(waiting on funding)"),
        ("amber for cash first, no worker", "at_risk", "no worker"),
        ("cash first is still 🟠", "at_risk", ""),
        ("please can you mark cash first as complete", "complete", ""),
        ("cash first is red — “two  tutors” left\nand more", "off_track", "“two  tutors” left\nand more"),
        ("cash first has gone from green to amber", "at_risk", "cash first has gone from green to amber"),
        ("Cash First moved to off track please", "off_track", ""),
        ("cash first - forms are out, on track", "on_track", "cash first - forms are out, on track"),
        ("the worker left so cash first is red now", "off_track", "the worker left so cash first is red now"),
        ("POV-03 paper withdrawn so it's closed now", "closed", "POV-03 paper withdrawn so it's closed now"),
    ],
)
def test_a_status_said_for_certain_is_offered_with_the_words_that_follow_it(
    sentence: str, status: str, words: str
) -> None:
    assert _read(sentence) == Sure(Offer("POV-03", status, words))


def test_a_long_report_is_left_to_the_person_who_wrote_it() -> None:
    assert isinstance(_read("cash first is red " + "because it is " * 200), NotRead)


def test_two_actions_in_one_sentence_are_told_apart_and_neither_is_changed() -> None:
    assert all(not isinstance(meaning, Offer) for meaning in _meanings("CPP-05 is red and EMP-04 is amber"))


def test_what_may_be_a_body_or_an_action_is_asked() -> None:
    assert len(_meanings("how are the foodbanks doing")) == 2
