"""What the page shows, to whom."""

from datetime import timedelta
from itertools import pairwise

from bot.practice import Person
from bot.practice.page import Told
from tests.bot.practice.page.browsing import Browser
from tests.bot.practice.page.rooms import TriedRoom
from tests.bot.practice.page.small_app import NUDGE

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>'\"&"


def test_the_start_page_offers_everybody_the_steps_and_the_clock(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    page = browser.get("/").page
    assert "Ailsa Reid Manager, NHS Inverlath" in page.one(id="actors").text
    assert "Isla Renwick Superintendent, Police Inverlath Not on Slack" in page.one(id="actors").text
    assert "Say it" in page.one(id="steps").text
    assert page.one("time").text == "Monday 02 November 2026, 08:55 in Inverlath"


def test_a_person_is_taken_to_their_messages_with_the_app(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    seen = browser.get(f"/as/{ailsa.id}")
    assert seen.url.endswith(f"/as/{ailsa.id}/{room.dm(ailsa)}")
    assert seen.page.one("h1").text == "Ailsa Reid in Inverlath <b>Partnership</b>"


def test_a_page_has_one_heading_of_the_first_level_and_skips_no_level(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    ts = room.tell(ailsa, "Words", {"type": "header", "text": {"type": "plain_text", "text": "Nudge"}})
    page = browser.get(f"/as/{ailsa.id}/{room.dm(ailsa)}?thread={ts}&panel=1").page
    levels = [int(each.tag[1]) for each in page.all() if each.tag in ("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_id_of_a_page_is_there_once(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    ts = room.tell(ailsa, "How is it going?", *NUDGE)
    page = browser.get(f"/as/{ailsa.id}/{room.dm(ailsa)}?thread={ts}&panel=1").page
    ids = [each.attributes["id"] for each in page.all() if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    named = [each.attributes.get(name) for each in page.all() for name in ("for", "aria-labelledby")]
    described = {name for name in named if name}
    assert described <= set(ids)


def test_messages_stand_under_their_day_in_the_partnerships_zone(browser: Browser, room: TriedRoom) -> None:
    ewan, start = room.newcomer("Ewan"), room.at
    try:
        room.at = start.replace(year=2027, month=6, day=29, hour=23, minute=30)
        room.tell(ewan, "Late in summer")
        room.at = room.at + timedelta(days=1)
        room.tell(ewan, "A day later")
    finally:
        room.at = start
    stream = browser.get(f"/as/{ewan.id}").page.one(id="stream")
    assert [each.text for each in stream.all(class_="day")] == [
        "Wednesday 30 June 2027",
        "Thursday 1 July 2027",
    ]
    assert stream.all("time")[1].attributes["datetime"] == "2027-06-30T00:30+01:00"


def test_what_is_only_for_one_person_is_seen_by_nobody_else(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    other = room.newcomer("Ewan")
    channel = room.team.add_channel(f"C{ailsa.id}", "poverty", members=[ailsa, other])
    browser.get(f"/as/{ailsa.id}/{channel.id}")
    stream = browser.say("/loip my secret").page.one(id="stream")
    assert "Only visible to you" in stream.text
    assert "You said: my secret" in stream.text
    assert "secret" not in browser.get(f"/as/{other.id}/{channel.id}").html


def test_unread_messages_are_counted_for_each_person_until_they_look(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    ewan = room.newcomer("Ewan Unread")
    room.tell(ewan, "One")
    room.tell(ewan, "Two")
    rail = browser.get(f"/as/{ailsa.id}").page.one(id="rail")
    assert "Ewan Unread 2 unread" in rail.one(class_="waiting").text
    assert "unread" not in rail.one(class_="places").text
    browser.get(f"/as/{ewan.id}/{room.dm(ewan)}")
    assert "Ewan Unread" not in browser.get(f"/as/{ailsa.id}").page.one(id="rail").one("h2").text
    waiting = browser.get(f"/as/{ailsa.id}").page.one(id="rail").all(class_="waiting")
    assert "Ewan Unread" not in " ".join(each.text for each in waiting)


def test_what_waits_for_oneself_is_not_among_what_waits_for_others(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    ewan = room.newcomer("Ewan Elsewhere")
    channel = room.team.add_channel(f"C{ewan.id}", "poverty", members=[ewan])
    room.tell(ewan, "One")
    rail = browser.get(f"/as/{ewan.id}/{channel.id}").page.one(id="rail")
    assert "Ewan Elsewhere" not in " ".join(each.text for each in rail.all(class_="waiting"))
    current = [each.text for each in rail.one(id="switcher").all("a", aria_current="true")]
    assert current == ["Ewan Elsewhere Manager, NHS Inverlath 1 unread"]


def test_a_place_not_looked_at_stays_unread(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    channel = room.team.add_channel(f"C{ailsa.id}", "poverty", members=[ailsa])
    room.tell(ailsa, "Look at me")
    places = browser.get(f"/as/{ailsa.id}/{channel.id}").page.one(id="rail").one(class_="places")
    assert "LOIP 1 unread" in places.text
    assert places.one(aria_current="page").one(class_="name").text == "poverty"


def test_fifty_messages_a_page_and_the_earlier_ones_behind_a_link(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    for number in range(120):
        room.team.say(ailsa, None, f"Number {number}.")
    newest = browser.get(f"/as/{ailsa.id}").page.one(id="stream")
    assert len(newest.all(class_="message")) == 50
    earlier = browser.get(newest.one(class_="earlier").one("a").attributes["href"]).page.one(id="stream")
    assert "Number 69." in earlier.text
    assert "Number 70." not in earlier.text
    first = browser.get(earlier.one(class_="earlier").one("a").attributes["href"]).page.one(id="stream")
    assert len(first.all(class_="message")) == 20
    assert not first.all(class_="earlier")
    assert "Number 119." in browser.get(first.one(class_="later").one("a").attributes["href"]).html


def test_hostile_names_and_words_show_as_text_everywhere(browser: Browser, room: TriedRoom) -> None:
    person = room.newcomer(HOSTILE)
    channel = room.team.add_channel(f"C{person.id}", HOSTILE, members=[person])
    browser.get(f"/as/{person.id}/{channel.id}")
    browser.say(HOSTILE)
    ts = room.team.workspace.messages_in(channel.id)[0].ts
    seen = browser.get(f"/as/{person.id}/{channel.id}?thread={ts}&panel=1&draft={'%3Cscript%3E'}")
    scripts = [each for each in seen.page.all("script") if "src" not in each.attributes]
    assert [each.attributes for each in scripts] == [{"type": "application/json", "id": "completions"}]
    assert "</script>" not in scripts[0].raw
    assert not [each for each in seen.page.all() if any(name.startswith("on") for name in each.attributes)]
    assert not seen.page.all("img")
    assert seen.page.one(id="compose-text").raw.strip() == "<script>"
    assert HOSTILE in seen.page.one(id="stream").text


def test_no_page_carries_style_or_script_of_its_own(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    room.tell(ailsa, "How is it going?", *NUDGE)
    for path in ("/", f"/as/{ailsa.id}"):
        page = browser.get(path).page
        assert not page.all("style")
        assert not [each for each in page.all() if "style" in each.attributes]


def test_the_home_tab_is_published_when_it_is_opened_and_not_when_the_script_looks_again(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    again = browser.get(f"/as/{ailsa.id}/home", sec_fetch_dest="empty")
    assert "nothing on its Home tab" in again.page.one(id="stream").text
    opened = browser.get(f"/as/{ailsa.id}/home", sec_fetch_dest="document")
    assert "Your page" in opened.page.one(id="stream").text
    assert opened.page.one(class_="tabs").one(aria_current="page").text == "Home"
    assert "Your page, anew" in browser.press("Refresh").page.one(id="stream").text


def test_a_step_brings_its_draft_and_says_in_words_that_it_is_done(browser: Browser, room: TriedRoom) -> None:
    steps = browser.get("/").page.one(id="steps")
    link = steps.one(class_="go").attributes["href"]
    assert browser.get(link).page.one(id="compose-text").raw.strip() == "/loip update POV-03 amber"
    assert "Done" not in steps.text
    room.tried.add("say")
    assert "Say it ✓ Done" in browser.get("/").page.one(id="steps").text
    assert len(steps.all(class_="go")) == 1  # whoever is not there cannot be gone to


def test_the_panel_shows_what_was_exchanged_for_the_persons_last_act(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    browser.get(f"/as/{ailsa.id}/{room.dm(ailsa)}?panel=1")
    panel = browser.say("/loip hello").page.one(id="panel")
    assert "Slack → app command /loip 200" in panel.text
    assert '"text": "hello"' in panel.one("pre").raw
    assert "xoxb" not in panel.text
    assert not browser.get(f"/as/{ailsa.id}").page.all(id="panel")


def test_the_panel_shows_what_a_move_of_the_clock_sent_the_last_of_it_alone(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    where = f"/as/{ailsa.id}/{room.dm(ailsa)}?panel=1"

    def many() -> tuple[Told, ...]:
        for number in range(35):
            room.tell(ailsa, f"No. {number}")
        return ()

    with room.moving(many):
        browser.get(where)
        browser.press("+ 1 hour Monday 2 November, 09:55", "clock")
    panel = browser.get(where).page.one(id="panel")
    assert "the last 30, after 5 more" in panel.text
    assert "No. 34" in panel.text
    assert "No. 4 " not in panel.text


def test_somebody_nobody_knows_and_places_of_others_are_not_here(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    other = room.newcomer("Ewan")
    for path in (  # here
        "/as/U404",
        "/as/USLACKBOT",
        "/as/U0BOT",
        f"/as/{ailsa.id}/{room.dm(other)}",
        "/as/%2e%2e/x",
        "/nowhere",
    ):
        seen = browser.get(path)
        assert seen.status == 404
        assert "nothing at this address" in seen.page.text
