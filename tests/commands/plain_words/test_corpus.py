"""The published coverage: how much of the corpora is read rightly, and that no wrong change is shown as understood."""

from pathlib import Path

import pytest

from commands.plain_words.readings import Offer, Sure
from tests.commands.plain_words.brief import brief
from tests.commands.plain_words.coverage import CORPUS, HOLD_OUT, PUBLISHED, Case, cases, share

CORPORA = pytest.mark.parametrize("corpus", PUBLISHED, ids=lambda corpus: corpus.stem)


@CORPORA
def test_at_least_the_published_share_is_read_rightly(corpus: Path) -> None:
    found = cases(corpus)
    missed = "\n".join(f"{case.sentence}: {brief(case.reading)}" for case in found if not case.is_right)
    assert share(found) >= PUBLISHED[corpus].share, missed


@CORPORA
def test_no_wrong_change_is_shown_as_understood(corpus: Path) -> None:
    assert [case.sentence for case in cases(corpus) if case.is_wrong_change] == []


@CORPORA
def test_what_is_offered_to_be_recorded_is_a_part_of_the_sentence_as_typed(corpus: Path) -> None:
    offers = [
        (case.sentence, case.reading.meaning.words)
        for case in cases(corpus)
        if isinstance(case.reading, Sure) and isinstance(case.reading.meaning, Offer)
    ]
    assert offers or corpus == HOLD_OUT
    assert all(words in sentence for sentence, words in offers)


def test_the_corpora_are_as_large_as_they_are_said_to_be() -> None:
    assert len(list(cases(CORPUS))) >= 150
    assert len(list(cases(HOLD_OUT))) >= 50
    sentences = [case.sentence for corpus in PUBLISHED for case in cases(corpus)]
    assert len(sentences) == len(set(sentences))


def test_a_wrong_status_would_be_counted_as_a_wrong_change() -> None:
    assert Case("a test", "cash first is red, no worker", "offer POV-03 at_risk | no worker").is_wrong_change
    assert Case("a test", "cash first is red, no worker", "show POV-03").is_wrong_change
    assert not Case(
        "a test", "cash first is red, no worker", "offer POV-03 off_track | no worker"
    ).is_wrong_change
