"""Files people share: what the app is told, what it may fetch, and who else may."""

import urllib.request

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.practice import Message, Person, Team
from bot.practice.file_kinds import in_address, kind_of
from tests.bot.practice.conftest import Reach
from tests.bot.practice.examples import Json

REGISTER = b"Code,Status\nPOV-03,green\n"


def fetched(url: str, token: str | None = None) -> bytes:
    request = urllib.request.Request(url)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=5) as answer:
        return bytes(answer.read())


def test_a_file_dropped_on_the_bot_arrives_as_slack_tells_it(
    app: App, reach: Reach, team: Team, ana: Person
) -> None:
    heard: list[Json] = []

    @app.event({"type": "message", "subtype": "file_share"})
    def listen(event: Json) -> None:
        heard.append(event)

    reach(app)
    answer = team.upload(ana, None, "Register May.csv", REGISTER, "Here & now")
    assert (answer.status, answer.message is not None) == (200, True)
    [event] = heard
    assert (event["channel"], event["channel_type"], event["user"]) == ("D1", "im", "U1")
    assert (event["text"], event["upload"]) == ("Here &amp; now", True)
    [file] = event["files"]
    told = {
        name: file[name] for name in ("name", "mimetype", "filetype", "pretty_type", "size", "mode", "user")
    }
    assert told == {
        "name": "Register May.csv",
        "mimetype": "text/csv",
        "filetype": "csv",
        "pretty_type": "CSV",
        "size": len(REGISTER),
        "mode": "hosted",
        "user": "U1",
    }


def test_the_app_fetches_a_persons_file_with_its_token_alone(
    client: WebClient, team: Team, ana: Person
) -> None:
    team.installation.events = frozenset()  # nobody listens
    message = team.upload(ana, None, "register.csv", REGISTER).message
    assert message is not None
    found = client.files_info(file=message.files[0])["file"]
    assert (found["user"], found["ims"], found["title"]) == ("U1", ["D1"], "register.csv")
    for address in (found["url_private"], found["url_private_download"]):
        assert fetched(address, team.installation.bot_token) == REGISTER
        assert b"Sign in" in fetched(address)
    read = client.conversations_history(channel="D1")["messages"][0]
    assert read["files"][0]["url_private"] == found["url_private"]


def test_a_file_may_come_in_a_thread(app: App, reach: Reach, team: Team, ana: Person) -> None:
    heard: list[Json] = []

    @app.event({"type": "message", "subtype": "file_share"})
    def listen(event: Json) -> None:
        heard.append(event)

    reach(app)
    root = team.workspace.post(Message("D1", team.workspace.new_ts(1_793_577_600.0), "U0BOT", "Which one?"))
    team.upload(ana, None, "register.csv", REGISTER, thread_ts=root.ts)
    assert heard[0]["thread_ts"] == root.ts
    assert [message.files != [] for message in team.thread(root)] == [False, True]


def test_a_hostile_name_stays_a_name(client: WebClient, team: Team, ana: Person) -> None:
    team.installation.events = frozenset()  # nobody listens
    name = '../<b>"x"\n?token=1#.CSV'
    message = team.upload(ana, None, name, REGISTER).message
    assert message is not None
    found = client.files_info(file=message.files[0])["file"]
    assert (found["name"], found["filetype"]) == (name, "csv")
    assert fetched(found["url_private"], team.installation.bot_token) == REGISTER


@pytest.mark.parametrize(("name", "content"), [("", b"x"), ("register.csv", b"")])
def test_slack_takes_no_file_without_a_name_or_a_byte(
    team: Team, ana: Person, name: str, content: bytes
) -> None:
    assert team.upload(ana, None, name, content).error == "file_empty"
    assert team.dm(ana) == []


def test_a_file_is_for_those_who_can_see_where_it_was_shared(
    client: WebClient, team: Team, ana: Person
) -> None:
    ben, cara = team.add_person("U2", "Ben Orr"), team.add_person("U3", "Cara Lind")
    team.add_channel("C1", "board", members=[ana, ben])
    sent = client.files_upload_v2(channel="C1", filename="digest.html", content="<h1>Board</h1>")
    [message] = team.messages("C1")
    assert message.files == [sent["file"]["id"]]
    upload = team.workspace.file_seen_by(ben.id, message.files[0])
    assert upload is not None
    assert (upload.name, upload.content) == ("digest.html", b"<h1>Board</h1>")
    assert team.workspace.file_seen_by(cara.id, message.files[0]) is None
    assert team.workspace.file_seen_by(ben.id, "F9") is None


def test_a_file_promised_and_not_yet_shared_is_for_nobody(client: WebClient, team: Team, ana: Person) -> None:
    promised = client.files_getUploadURLExternal(filename="a.txt", length=3)
    assert team.workspace.file_seen_by("U1", promised["file_id"]) is None


@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [
        ("Register May.XLSX", "xlsx", "register_may.xlsx"),
        ("notes.txt", "text", "notes.txt"),
        ("README", "binary", "readme"),
        ("csv", "binary", "csv"),
        ("archive.tar.gz", "binary", "archive.tar.gz"),
        ("…", "binary", "file"),
        ("../../etc", "binary", "etc"),
    ],
)
def test_a_file_is_what_the_end_of_its_name_says(name: str, kind: str, slug: str) -> None:
    assert (kind_of(name).name, in_address(name)) == (kind, slug)
