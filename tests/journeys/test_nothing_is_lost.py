"""When saving fails: nothing is written, and the person has their own words back, in time and in words they can use."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.journeys.acting import Stage

WORDS = "update POV-03 amber waiting on “funding” & more"
IN_TIME = 3000


@contextmanager
def held(url: str) -> Iterator[None]:
    """Another process holds what an update has to write, for as long as this lasts."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(urlsplit(url).path.removeprefix("/"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
        return
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as other_server:
        other_server.execute("LOCK TABLE actions, updates, outbox IN ACCESS EXCLUSIVE MODE")
        yield
        other_server.rollback()


def break_down(url: str) -> None:
    """Something nobody foresaw: the updates are gone."""
    statement = "ALTER TABLE updates RENAME TO updates_elsewhere"
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(urlsplit(url).path.removeprefix("/"))) as other:
            other.execute(statement)
        return
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as other_server:
        other_server.execute(statement)


def test_a_command_while_the_register_is_held_is_answered_in_time_with_the_text(
    stage: Stage, sample_url: str
) -> None:
    with held(sample_url):
        answer = stage.types("Ailsa Reid", WORDS)
    assert answer.error is None
    assert answer.milliseconds < IN_TIME
    assert "nothing was saved" in answer.readable
    assert f"> {WORDS}" in answer.readable
    assert stage.updates("POV-03") == []
    assert "✅ Saved" in stage.told("Ailsa Reid", WORDS)


def test_a_form_while_the_register_is_held_stays_open_with_an_error(stage: Stage, sample_url: str) -> None:
    stage.types("Ailsa Reid", "update POV-03")
    view = stage.form("Ailsa Reid")
    with held(sample_url):
        answer = stage.team.submit(stage.person("Ailsa Reid"), view, {"words": {"value": "the pilot works"}})
    assert answer.milliseconds < IN_TIME
    assert "nothing was saved" in " ".join(answer.errors.values())
    assert "the pilot works" in stage.form("Ailsa Reid").readable
    assert stage.updates("POV-03") == []
    stage.submits("Ailsa Reid")
    assert stage.said("POV-03").words == "the pilot works"


def test_a_message_while_the_register_is_held_is_answered_with_the_text(
    stage: Stage, sample_url: str
) -> None:
    ailsa = stage.person("Ailsa Reid")
    with held(sample_url):
        answer = stage.team.say(ailsa, None, "POV-03 amber waiting on funding")
        told = stage.team.dm(ailsa)[-1].readable
    assert answer.milliseconds < IN_TIME
    assert "nothing was saved" in told
    assert "> POV-03 amber waiting on funding" in told
    assert stage.updates("POV-03") == []


def test_a_tap_while_the_register_is_held_is_answered(stage: Stage, sample_url: str) -> None:
    menu = stage.types("Eilidh Strang", "update").message
    assert menu is not None
    eilidh = stage.person("Eilidh Strang")
    with held(sample_url):
        answer = stage.team.press(eilidh, menu, "no_change")
        told = stage.team.ephemerals(eilidh)[-1].readable
    assert answer.milliseconds < IN_TIME
    assert "nothing was saved" in told
    assert stage.updates("HWB-05") == []
    assert "Student wellbeing" in menu.readable, "the menu is still there to press again"


def test_an_unexpected_fault_gives_the_words_back_and_a_reference(stage: Stage, sample_url: str) -> None:
    break_down(sample_url)
    answer = stage.types("Ailsa Reid", WORDS)
    assert "Something went wrong on my side" in answer.readable
    assert re.search(r"\b[0-9a-f]{8}\b", answer.readable)
    assert f"> {WORDS}" in answer.readable
    written = stage.writes("Ailsa Reid", "POV-03 amber waiting on funding")
    assert "Something went wrong" in written
    assert "> POV-03 amber waiting on funding" in written
    ailsa = stage.person("Ailsa Reid")
    above = stage.team.dm(ailsa)[-1]
    stage.team.say(ailsa, None, "POV-03 red", thread_ts=above.ts)
    assert "> POV-03 red" in stage.team.thread(above)[-1].readable, "and in the thread it was written in"


def test_an_unexpected_fault_keeps_the_form_open_with_a_reference(stage: Stage, sample_url: str) -> None:
    stage.types("Ailsa Reid", "update POV-03")
    break_down(sample_url)
    answer = stage.submits("Ailsa Reid", words="the pilot works")
    assert re.search(r"reference [0-9a-f]{8}", " ".join(answer.errors.values()))
    assert "the pilot works" in stage.form("Ailsa Reid").readable


def test_a_fault_is_logged_by_its_reference_and_never_with_what_was_typed(
    stage: Stage, sample_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    break_down(sample_url)
    answer = stage.types("Ailsa Reid", WORDS)
    found = re.search(r"\b[0-9a-f]{8}\b", answer.readable)
    assert found is not None
    logged = "".join(capfd.readouterr())
    assert found[0] in logged
    assert "record_update.py" in logged
    assert "funding" not in logged
    assert "xox" not in logged


def test_slack_away_at_the_same_time_has_the_message_come_again(stage: Stage, sample_url: str) -> None:
    ailsa = stage.person("Ailsa Reid")
    stage.slack.fail("chat.postMessage", "http_500")
    with held(sample_url):
        answer = stage.team.say(ailsa, None, "POV-03 amber waiting on funding")
    assert answer.tries == 2
    assert "> POV-03 amber waiting on funding" in stage.team.dm(ailsa)[-1].readable
