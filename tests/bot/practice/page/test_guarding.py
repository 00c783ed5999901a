"""Who may use the page, what is too long, and that a page hears of changes."""

import http.client
import socket
import time
from urllib.parse import urlsplit

import pytest

from bot.practice import Person
from bot.practice.page import Page, PortTaken
from tests.bot.practice.page.browsing import Browser
from tests.bot.practice.page.rooms import TriedRoom
from tests.bot.practice.page.small_app import NUDGE


def test_only_this_machines_own_names_are_answered(browser: Browser) -> None:
    port = urlsplit(browser.url).port
    assert browser.ask("GET", "/", headers={"Host": f"localhost:{port}"}).status == 200
    for host in (
        "evil.example.org",
        f"evil.example.org:{port}",
        "127.0.0.1",
        f"127.0.0.1:{port}.evil.example.org",
    ):
        seen = browser.ask("GET", "/", headers={"Host": host})
        assert seen.status == 403
        assert "answers only as 127.0.0.1" in seen.html


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example.org"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_does_nothing(
    browser: Browser, room: TriedRoom, ailsa: Person, headers: dict[str, str]
) -> None:
    form = browser.get(f"/as/{ailsa.id}").page.one("form", id="compose")
    seen = browser.post(
        form.attributes["action"],
        {**form.fields(), "text": "forged"},
        headers=headers,
    )
    assert seen.status == 403
    assert "nothing was done" in seen.html
    assert room.team.dm(ailsa) == []


@pytest.mark.parametrize("token", ["", "other", "ünïcode"])
def test_a_form_without_our_token_does_nothing(
    browser: Browser, room: TriedRoom, ailsa: Person, token: str
) -> None:
    form = browser.get(f"/as/{ailsa.id}").page.one("form", id="compose")
    seen = browser.submit(form, typed={"token": token, "text": "forged"})
    assert seen.status == 403
    assert room.team.dm(ailsa) == []


def test_every_form_carries_the_token_and_the_generation(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    ts = room.tell(ailsa, "How is it going?", *NUDGE)
    for path in ("/", f"/as/{ailsa.id}/{room.dm(ailsa)}?thread={ts}", f"/as/{ailsa.id}/home"):
        forms = browser.get(path).page.all("form")
        assert forms
        assert all({"token", "generation"} <= set(form.fields()) for form in forms)
        assert all(form.attributes["method"] == "post" for form in forms)


def test_nothing_a_form_does_is_done_by_a_link(browser: Browser, ailsa: Person, room: TriedRoom) -> None:
    for path in ("/reset", "/clock", "/join", f"/as/{ailsa.id}/{room.dm(ailsa)}/say"):
        assert browser.get(path).status == 405


def test_every_answer_keeps_the_browser_strict(browser: Browser, ailsa: Person) -> None:
    for path in ("/", f"/as/{ailsa.id}", "/nowhere", "/static/../routes.py"):
        headers = browser.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/static/..%2froutes.py", "/static/%2e%2e%2froutes.py", "/static/routes.py"]
)
def test_only_the_pages_own_styles_and_script_are_served(browser: Browser, path: str) -> None:
    assert browser.get(path).status == 404


@pytest.mark.parametrize(
    "back", ["//evil.example.org/as/U1/D1", "https://evil.example.org/", "/as/U1/D1/../..", "x"]
)
def test_nobody_is_sent_elsewhere_by_what_a_form_says(browser: Browser, room: TriedRoom, back: str) -> None:
    form = browser.get("/").page.one(class_="any-date")
    answer = browser.ask(
        "POST",
        "/clock",
        "&".join(f"{name}={value}" for name, value in {**form.fields(), "back": back}.items()).encode(),
        {"Origin": browser.url, "Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.status == 303
    assert answer.headers["location"].startswith("/?note=")


def test_a_megabyte_pasted_is_refused_with_its_length_and_given_back(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    browser.get(f"/as/{ailsa.id}")
    text = "é" * 1_000_000
    seen = browser.say(text, file=("", b""))
    assert seen.status == 413
    assert "Your message has 1,000,000 characters; Slack takes at most 40,000" in seen.page.text
    assert "Nothing was sent." in seen.page.text
    assert seen.page.one("textarea").raw.strip() == text
    assert room.team.dm(ailsa) == []


def test_a_megabyte_in_a_forms_field_is_refused_and_the_form_stays_open(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    room.tell(ailsa, "How is it going?", *NUDGE)
    browser.get(f"/as/{ailsa.id}")
    form = browser.press("Say more").page.one(role="dialog").one("form")
    seen = browser.submit(form, form.button("Save"), {'["words","typed"]': "x" * 1_000_000})
    assert seen.status == 413
    assert "1.0 MB; this page takes at most 200 kB at once" in seen.page.text
    assert "Back button" in seen.page.text
    assert browser.get(f"/as/{ailsa.id}").page.all(role="dialog")


def test_a_file_that_is_too_large_is_refused_without_being_kept(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    browser.get(f"/as/{ailsa.id}")
    seen = browser.say("", file=("large.bin", b"0" * 21_000_000))
    assert seen.status == 413
    assert "21.0 MB; this page takes files of at most 20.0 MB" in seen.page.text
    assert not room.team.workspace.file_seen_by(ailsa.id, "F1")
    assert room.team.dm(ailsa) == []


def test_a_body_that_says_nothing_of_its_length_is_measured_all_the_same(browser: Browser) -> None:
    connection = http.client.HTTPConnection(browser.host, timeout=10)
    chunks = (b"x" * 50_000 for _ in range(10))
    headers = {"Origin": browser.url, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/clock", chunks, headers, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


def test_what_is_no_form_at_all_is_refused(browser: Browser) -> None:
    for kind in ("application/json", "multipart/form-data", "multipart/form-data; boundary=x"):
        seen = browser.ask("POST", "/clock", b"{}", {"Origin": browser.url, "Content-Type": kind})
        assert seen.status in (400, 403)


def test_a_port_in_use_is_named(room: TriedRoom, page: Page) -> None:
    port = int(urlsplit(page.url).port or 0)
    with pytest.raises(PortTaken, match=f"port {port} is in use"):
        Page(room, port)


def test_the_page_is_on_this_machine_alone(page: Page) -> None:
    port = int(urlsplit(page.url).port or 0)
    with socket.socket() as other:
        other.settimeout(0.2)
        assert other.connect_ex(("127.0.0.2", port)) != 0


# --- hearing of changes


def listen(browser: Browser, path: str) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(browser.host, timeout=5)
    connection.request("GET", path)
    return connection, connection.getresponse()


def next_event(answer: http.client.HTTPResponse) -> str:
    while not (line := answer.readline().decode()).startswith("event: "):
        assert line, "the stream ended"
    return line.removeprefix("event: ").strip()


def test_a_page_hears_of_a_change_somebody_else_made(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    path = browser.get(f"/as/{ailsa.id}").page.one("body").attributes["data-events"]
    connection, answer = listen(browser, path)
    assert answer.headers["content-type"].startswith("text/event-stream")
    room.tell(ailsa, "News")
    assert next_event(answer) == "changed"
    connection.close()


def test_a_change_between_drawing_and_listening_is_not_missed(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    path = browser.get(f"/as/{ailsa.id}").page.one("body").attributes["data-events"]
    room.tell(ailsa, "News")
    connection, answer = listen(browser, path)
    assert next_event(answer) == "changed"
    connection.close()


def test_looking_again_is_no_change_to_hear_of(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    room.tell(ailsa, "News")
    before = browser.get(f"/as/{ailsa.id}").page.one("body").attributes["data-events"]
    assert browser.get(f"/as/{ailsa.id}").page.one("body").attributes["data-events"] == before


def test_open_streams_do_not_hold_up_the_end(room: TriedRoom, ailsa: Person) -> None:
    page = Page(room, port=0).start()
    connection, answer = listen(Browser(page.url), f"/as/{ailsa.id}/live")
    next_event(answer)
    begun = time.monotonic()
    page.stop()
    assert time.monotonic() - begun < 1
    connection.close()
