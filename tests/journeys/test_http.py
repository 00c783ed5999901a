"""The same bot over signed HTTP."""

import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from bot.practice import Answer, Person, payloads, signature
from storage.records import Action, Contact, id_of
from storage.unit_of_work import working
from tests.journeys.acting import CLERK, Stage

CROWD = 50


def _post(
    stage: Stage, text: str, secret: str | None = None, age: int = 0, extra: str = ""
) -> tuple[int, str]:
    """A command posted to the bot's address, signed with this secret, as old as this."""
    installation, ailsa = stage.team.installation, stage.person("Ailsa Reid")
    channel = stage.team.workspace.dm_channel(ailsa.id)
    fields = payloads.command(installation, ailsa, channel, "/loip", text, f"1.{time.monotonic_ns()}", "")
    body = urlencode(fields).encode()
    stamp = str(int(time.time()) - age)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(secret or installation.signing_secret, stamp, body) + extra,
    }
    place = urlsplit(str(stage.team.request_url))
    connection = HTTPConnection(str(place.hostname), place.port, timeout=5)
    connection.request("POST", place.path, body, headers)
    answer = connection.getresponse()
    said = answer.status, answer.read().decode()
    connection.close()
    return said


def test_a_signed_command_a_button_and_a_form_work_as_over_the_socket(http_stage: Stage) -> None:
    answer = http_stage.types("Ailsa Reid", "update POV-03 amber A & “B” <!channel>")
    assert answer.message is not None
    assert http_stage.said("POV-03").words == "A & “B” <!channel>"
    assert "<!" not in str(answer.body)
    http_stage.taps("Ailsa Reid", answer.message, "Undo")
    assert "Taken back" in answer.message.readable
    http_stage.types("Ailsa Reid", "update HWB-02")
    http_stage.submits("Ailsa Reid", words="paths mapped")
    assert http_stage.said("HWB-02").words == "paths mapped"
    assert "✅ Saved" in http_stage.writes("Ailsa Reid", "POV-03 pilot agreed")


def test_what_is_well_signed_is_served(http_stage: Stage) -> None:
    status, said = _post(http_stage, "update POV-03 amber well signed")
    assert (status, "Saved" in said) == (200, True)
    assert http_stage.said("POV-03").words == "well signed"


@pytest.mark.parametrize(
    "wrong",
    [{"secret": "another secret"}, {"age": 400}, {"age": -400}, {"extra": "0"}],
    ids=["secret", "old", "from the future", "torn"],
)
def test_a_bad_signature_or_time_is_refused(http_stage: Stage, wrong: dict[str, int | str]) -> None:
    status, said = _post(http_stage, "update POV-03 amber badly signed", **wrong)  # type: ignore[arg-type]
    assert status == 401
    assert "POV-03" not in said
    assert http_stage.updates("POV-03") == []


def test_a_body_larger_than_slacks_is_refused(http_stage: Stage) -> None:
    status, _ = _post(http_stage, "update POV-03 " + "x" * 5_100_000)
    assert status == 413
    assert http_stage.updates("POV-03") == []


def _crowd(stage: Stage) -> list[Person]:
    """Fifty officers, each with an action of their own."""
    partnership_id = id_of(stage.rehearsal.partnership)
    with working(stage.rehearsal.bot.database, CLERK, stage.now) as work:
        register = work.register(partnership_id)
        for number in range(1, CROWD + 1):
            contact = register.rows.add(
                Contact(name=f"Officer {number}", post=f"Post {number}", slack_id=f"U5{number:03d}")
            )
            work.flush()
            register.rows.add(
                Action(code=f"CRD-{number:02d}", title=f"Action {number}", officer_id=id_of(contact))
            )
        work.commit()
    return [stage.team.add_person(f"U5{number:03d}", f"Officer {number}") for number in range(1, CROWD + 1)]


def test_fifty_people_at_once_are_not_mixed_up(http_stage: Stage) -> None:
    people = _crowd(http_stage)

    def says(number: int) -> Answer:
        text = f"update CRD-{number:02d} amber said by officer {number}."
        for _ in range(20):
            answer = http_stage.team.command(people[number - 1], "/loip", text)
            if "was busy" not in answer.readable and answer.error is None:
                break
        return answer

    with ThreadPoolExecutor(CROWD) as threads:
        answers = list(threads.map(says, range(1, CROWD + 1)))
    for number, answer in enumerate(answers, 1):
        assert f"CRD-{number:02d} Action {number}" in answer.readable
        assert f"Officer {number}, Post {number}" in answer.readable
        assert answer.message is not None
        assert answer.message.ephemeral_to == people[number - 1].id
        said = http_stage.said(f"CRD-{number:02d}")
        assert said.words == f"said by officer {number}."
        assert said.contact_id == http_stage.contact(f"Officer {number}").id
