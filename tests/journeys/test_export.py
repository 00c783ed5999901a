"""The register as a file: to the person who asked, in private, made when it is sent."""

import json
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from tests.journeys.acting import Stage
from tests.journeys.town import QUICK

SUPPORT = "Catriona Muir"
OFFICER = "Ailsa Reid"


def last_file(stage: Stage, name: str) -> tuple[str, bytes]:
    """The last file the bot sent somebody in private: its name and what is in it."""
    stage.rehearsal.settle()
    messages = [message for message in stage.team.dm(stage.person(name)) if message.files]
    upload = stage.team.workspace.uploads[messages[-1].files[0]]
    assert upload.content is not None
    return upload.name, upload.content


def test_a_partner_gets_the_register_as_a_workbook_without_how_people_are_reached(stage: Stage) -> None:
    assert "on its way to you as a workbook" in stage.told(OFFICER, "export")
    name, content = last_file(stage, OFFICER)
    assert name.startswith("register-")
    assert name.endswith(".xlsx")
    book = load_workbook(BytesIO(content))
    headings = [cell.value for cell in book["Contacts"][1]]
    assert "Post" in headings
    assert "Email" not in headings


def test_a_support_officer_gets_everything(stage: Stage) -> None:
    stage.told(SUPPORT, "export csv")
    name, content = last_file(stage, SUPPORT)
    assert name.endswith(".csv.zip")
    assert b"@" in ZipFile(BytesIO(content)).read("contacts.csv")
    assert "JSON" in stage.told(SUPPORT, "export json")
    _, content = last_file(stage, SUPPORT)
    assert json.loads(content)["format"] == "loip register"


def test_the_whole_of_it_is_for_the_support_officer_alone(stage: Stage) -> None:
    before = len(stage.team.dm(stage.person(OFFICER)))
    assert "only a support officer may have it" in stage.told(OFFICER, "export json")
    stage.rehearsal.settle()
    assert len(stage.team.dm(stage.person(OFFICER))) == before


def test_another_format_is_answered_with_those_there_are(stage: Stage) -> None:
    answer = stage.types(OFFICER, "export pdf <!channel>")
    assert "/loip export csv" in answer.readable
    assert "<!channel>" not in str(answer.blocks)


def test_a_file_lost_on_the_way_is_sent_once(stage: Stage) -> None:
    person = stage.person(OFFICER)
    before = sum(len(message.files) for message in stage.team.dm(person))
    stage.rehearsal.bot.courier.timing = QUICK
    stage.slack.fail("files.completeUploadExternal", "drop_after_accepting")
    stage.told(OFFICER, "export")
    last_file(stage, OFFICER)
    assert sum(len(message.files) for message in stage.team.dm(person)) == before + 1
