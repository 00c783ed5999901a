"""What was acknowledged is in the register once, however often it comes, at whichever replica, whatever is killed."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from bot.practice import Answer
from storage.records import Update
from tests.journeys.acting import Stage
from tests.journeys.test_nothing_is_lost import held

LINE = "update POV-03 amber waiting on funding"


def test_the_acknowledgement_leaves_after_the_commit(stage: Stage, sample_url: str) -> None:
    answers: list[Answer] = []
    person = Thread(target=lambda: answers.append(stage.types("Ailsa Reid", LINE)))
    with held(sample_url):
        person.start()
        time.sleep(0.3)
        assert answers == [], "nothing is acknowledged while nothing can be committed"
    person.join()
    assert "✅ Saved" in answers[0].readable
    assert stage.said("POV-03").status == "at_risk"


def test_a_command_delivered_twice_at_once_is_one_update(stage: Stage) -> None:
    with stage.team.delivering_twice():
        answer = stage.types("Ailsa Reid", LINE)
    assert answer.again is not None
    assert stage.said("POV-03").words == "waiting on funding"
    assert "POV-03" in answer.readable
    assert "POV-03" in answer.again.readable


def test_a_command_delivered_again_later_is_answered_as_recorded(stage: Stage) -> None:
    stage.types("Ailsa Reid", LINE)
    stage.later(minutes=30)
    again = stage.team.repeat_last(stage.person("Ailsa Reid"))
    assert "Already recorded at 08:30" in again.readable
    assert len(stage.updates("POV-03")) == 1


def test_a_form_delivered_twice_at_once_is_one_update(stage: Stage) -> None:
    stage.types("Ailsa Reid", "update POV-03")
    with stage.team.delivering_twice():
        stage.submits("Ailsa Reid", words="waiting on funding", ask_kind="decide", ask="who funds it")
    assert stage.said("POV-03").words == "waiting on funding"
    assert [ask.words for ask in stage.asks("POV-03")].count("who funds it") == 1


def test_a_button_pressed_twice_at_once_is_one_update_and_one_change_on_the_screen(stage: Stage) -> None:
    menu = stage.types("Eilidh Strang", "update").message
    assert menu is not None
    before = len(stage.team.ephemerals(stage.person("Eilidh Strang")))
    with stage.team.delivering_twice():
        stage.taps("Eilidh Strang", menu, "No change")
    stage.team.press(stage.person("Eilidh Strang"), menu, "no_change")
    stage.rehearsal.settle()
    assert stage.said("HWB-05").kind == "no_change"
    assert len(stage.team.ephemerals(stage.person("Eilidh Strang"))) == before + 1


def test_a_message_delivered_twice_at_once_is_one_update_and_one_answer(stage: Stage) -> None:
    with stage.team.delivering_twice():
        stage.writes("Ailsa Reid", "POV-03 amber waiting on funding")
    assert stage.said("POV-03").words == "waiting on funding"
    assert len(stage.team.dm(stage.person("Ailsa Reid"))) == 2


def test_the_same_submission_at_two_replicas_at_once_is_one_update(stage: Stage) -> None:
    with stage.another_replica(), stage.team.delivering_twice():
        answers = [stage.types("Ailsa Reid", LINE)]
        stage.writes("Iain Soutar", "POV-03 the taskforce has met")
        stage.types("Ailsa Reid", "update HWB-02")
        stage.submits("Ailsa Reid", words="paths mapped")
        menu = stage.types("Eilidh Strang", "update").message
        assert menu is not None
        stage.taps("Eilidh Strang", menu, "No change")
    assert [update.words for update in stage.updates("POV-03")] == [
        "waiting on funding",
        "the taskforce has met",
    ]
    assert stage.said("HWB-02").words == "paths mapped"
    assert stage.said("HWB-05").kind == "no_change"
    assert answers[0].error is None


def test_retyped_at_another_replica_is_already_recorded(stage: Stage) -> None:
    with stage.another_replica():
        stage.types("Ailsa Reid", LINE)
        assert "Already recorded at 08:30" in stage.told("Ailsa Reid", LINE)
    assert len(stage.updates("POV-03")) == 1


@contextmanager
def running(stage: Stage, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`loip run` in a process of its own, the only one in the workspace; its log is in the folder."""
    settings, installation = stage.rehearsal.bot.settings, stage.team.installation
    assert stage.rehearsal.bot.socket is not None
    stage.rehearsal.bot.socket.stop()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "DATABASE_URL": settings.database,
        "SLACK_API_URL": stage.slack.url,
        "SLACK_BOT_TOKEN": installation.bot_token,
        "SLACK_APP_TOKEN": installation.app_token,
        "LOIP_PORT": "0",
        "LOIP_LOG": "debug",
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run", "--no-schedules"],
            env=environment,
            cwd=folder,
            stderr=log,
            stdout=log,
        )
        try:
            stage.slack.wait_for_connection(stage.team, timeout=30)
            stage.slack.ack_seconds = 20  # a process just started, on a machine that may be busy
            yield process
        finally:
            process.kill()
            process.wait()


def test_a_process_killed_right_after_the_acknowledgement_has_kept_the_update(
    stage: Stage, tmp_path: Path
) -> None:
    with running(stage, tmp_path) as process:
        answer = stage.types("Ailsa Reid", LINE)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert "✅ Saved" in answer.readable
    assert stage.said("POV-03").words == "waiting on funding"


def test_the_log_of_a_running_bot_has_no_word_typed_and_no_token(stage: Stage, tmp_path: Path) -> None:
    with running(stage, tmp_path) as process:
        stage.types("Ailsa Reid", "update POV-03 amber Zanzibar")
        stage.team.say(stage.person("Ailsa Reid"), None, "POV-03 Zanzibar again")
        stage.types("Ailsa Reid", "update POV-03")
        stage.submits("Ailsa Reid", words="Zanzibar in a form")
        with held(stage.rehearsal.bot.settings.database):
            stage.types("Ailsa Reid", "update POV-03 amber Zanzibar held")
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    log = (tmp_path / "log").read_text()
    assert len(stage.updates("POV-03")) == 3
    assert re.search("busy", log)
    for secret in ("Zanzibar", "xoxb-", "xapp-", stage.team.installation.signing_secret):
        assert secret not in log


@pytest.mark.parametrize("times", [3])
def test_what_was_acknowledged_is_all_there_and_nothing_else(stage: Stage, times: int) -> None:
    for number in range(times):
        stage.types("Ailsa Reid", f"update POV-03 word {number}")
    rows = stage.look(lambda register: register.rows.all(Update))
    assert [row.words for row in rows if row.way == "command"] == [f"word {n}" for n in range(times)]
