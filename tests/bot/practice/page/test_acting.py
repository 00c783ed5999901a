"""What is done on the page, and what comes of it."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.practice import Person
from bot.practice.page import Actor, Page, Told
from tests.bot.practice.page.browsing import Browser
from tests.bot.practice.page.rooms import TriedRoom
from tests.bot.practice.page.small_app import FORM, MENU, NUDGE

AN_HOUR = "+ 1 hour Monday 2 November, 09:55"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def nudged(browser: Browser, room: TriedRoom, person: Person) -> str:
    ts = room.tell(person, "How is POV-03 going?", *NUDGE)
    browser.get(f"/as/{person.id}/{room.dm(person)}")
    return ts


def test_a_message_is_said_as_it_was_typed(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    browser.get(f"/as/{ailsa.id}")
    settled = room.settled
    seen = browser.say("Two lines\r\n& <one> more")
    assert room.team.dm(ailsa)[-1].text == "Two lines\n&amp; &lt;one&gt; more"
    assert "Two lines & <one> more" in seen.page.one(id="stream").text
    assert room.settled == settled + 1


def test_a_command_is_answered_only_to_whoever_typed_it(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    browser.get(f"/as/{ailsa.id}")
    assert "Only visible to you" in browser.say("/loip  mine ").page.one(id="stream").text
    assert "You said: mine" in browser.get(f"/as/{ailsa.id}").html


def test_a_name_typed_with_an_at_is_a_mention_the_longest_first(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    longer = room.newcomer("Ailsa Reid Junior")
    channel = room.team.add_channel(f"C{longer.id}", "poverty", members=[ailsa, longer])
    browser.get(f"/as/{longer.id}/{channel.id}")
    browser.say("@ailsa reid junior, @LOIP and mail@LOIP")
    assert re.fullmatch(rf"<@{longer.id}>, <@U0BOT> and mail@LOIP", room.team.messages(channel)[-1].text)


def test_nothing_is_sent_when_there_is_nothing(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    browser.get(f"/as/{ailsa.id}")
    assert browser.say(" \n ").notice == "There was nothing to send."
    assert room.team.dm(ailsa) == []


def test_a_command_nobody_answers_is_refused_in_slacks_words_and_handed_back(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    browser.get(f"/as/{ailsa.id}")
    seen = browser.say("/giphy tea")
    assert "/giphy is not a valid command." in seen.notice
    assert seen.page.one(id="compose-text").raw.strip() == "/giphy tea"


def test_an_app_that_keeps_silent_times_out_and_the_text_is_handed_back(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    browser.get(f"/as/{ailsa.id}")
    seen = browser.say("/loip silence")
    assert '/loip failed with the error "operation_timeout"' in seen.page.one(id="stream").text
    assert seen.page.one(id="compose-text").raw.strip() == "/loip silence"


def test_a_reply_goes_to_its_thread_and_is_counted_at_its_message(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    nudged(browser, room, ailsa)
    assert browser.at is not None
    browser.get(browser.at.page.one(class_="menu").one("a").attributes["href"])
    seen = browser.say("All is well", thread=True)
    assert "All is well" in seen.page.one(id="thread").text
    assert "All is well" not in seen.page.one(id="stream").text
    assert seen.page.one(id="stream").one(class_="replies").text == "1 reply"


def test_slack_takes_no_commands_in_threads_and_the_text_is_handed_back_there(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    ts = nudged(browser, room, ailsa)
    browser.get(f"/as/{ailsa.id}/{room.dm(ailsa)}?thread={ts}")
    seen = browser.say("/loip mine", thread=True)
    assert seen.notice == "/loip is not supported in threads. Sorry!"
    assert seen.page.one(id="reply-text").raw.strip() == "/loip mine"
    assert seen.page.one(id="compose-text").raw.strip() == ""


def test_a_press_does_what_the_app_makes_of_it(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    nudged(browser, room, ailsa)
    seen = browser.press("No change")
    assert "Thank you. (edited)" in seen.page.one(id="stream").text


def test_an_overflow_menu_is_chosen_from(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    nudged(browser, room, ailsa)
    assert "Chosen: mine" in browser.press("Not mine").page.one(id="stream").text


def test_what_is_chosen_in_a_menu_without_script_is_chosen_by_its_button(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    room.tell(ailsa, "How is it going?", *MENU)
    form = browser.get(f"/as/{ailsa.id}").page.one(id="stream").one("form")
    menu, button = form.one("select").attributes["name"], form.one("button", name="chosen")
    seen = browser.submit(form, button, {menu: "green"})
    assert "Chosen: green" in seen.page.one(id="stream").text
    assert seen.page.one(id="stream").one("option", value="green").attributes["selected"] == ""


@pytest.mark.parametrize(
    "sent",
    [
        {"press": "no JSON"},
        {"press": "[1,2]"},
        {"press": '["a"]'},
        {"press": '["none","no_change"]'},
        {"choose": '["none","more"]'},
        {"choose": '["menu","more","not offered"]'},
        {"chosen": '["menu","no_change"]'},
        {"chosen": "[" * 9000},
    ],
)
def test_a_press_no_page_has_drawn_is_refused_kindly(
    browser: Browser, room: TriedRoom, ailsa: Person, sent: dict[str, str]
) -> None:
    ts = room.tell(ailsa, "How is it going?", {**NUDGE[1], "block_id": "menu"})
    form = browser.get(f"/as/{ailsa.id}").page.one(id="stream").one("form")
    seen = browser.submit(form, typed=sent)
    assert seen.status == 200
    assert "no longer there" in seen.notice
    assert room.team.dm(ailsa)[-1].ts == ts


def test_many_tabs_at_once_lose_nothing_and_say_nothing_twice(
    browser: Browser, room: TriedRoom, page: Page, ailsa: Person
) -> None:
    form = browser.get(f"/as/{ailsa.id}").page.one("form", id="compose")

    def say(number: int) -> int:
        return Browser(page.url).submit(form, typed={"text": f"Tab {number}"}).status

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(say, range(16))) == {200}
    assert sorted(each.text for each in room.team.dm(ailsa)) == sorted(f"Tab {n}" for n in range(16))


def test_a_press_on_what_was_answered_in_another_tab_is_refused_kindly(
    browser: Browser, room: TriedRoom, page: Page, ailsa: Person
) -> None:
    nudged(browser, room, ailsa)
    other = Browser(page.url)
    other.get(f"/as/{ailsa.id}")
    browser.press("No change")
    assert "no longer there" in other.press("No change").notice


def test_a_form_opens_over_a_page_that_is_out_of_reach(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    nudged(browser, room, ailsa)
    page = browser.press("Say more").page
    dialog = page.one(role="dialog")
    assert page.one(id="page").attributes["inert"] == ""
    assert not page.one(id="page").all(role="dialog")
    assert dialog.one(id=dialog.attributes["aria-labelledby"]).text == "Update POV-03"
    assert [each.tag for each in dialog.all() if "autofocus" in each.attributes] == ["input"]
    assert "inert" not in browser.press("Close", "modal").page.one(id="page").attributes


def test_a_form_is_come_to_without_an_anchor_that_would_take_the_focus_from_it(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    nudged(browser, room, ailsa)
    assert "#" not in browser.press("Say more").url
    assert browser.press("Close", "modal").page.all(id="compose")
    assert browser.say("Words").url.endswith("#composer")


def test_the_focus_goes_to_the_first_field_that_was_refused(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    view = {**FORM, "blocks": [FORM["blocks"][2], FORM["blocks"][1]]}
    room.team.workspace.show_alone(room.team.workspace.new_view(ailsa.id, view, 0.0))
    form = browser.get(f"/as/{ailsa.id}").page.one(role="dialog").one("form")
    refused = browser.submit(form, form.button("Save")).page.one(role="dialog")
    focused = [each for each in refused.all() if "autofocus" in each.attributes]
    assert [each.attributes["name"] for each in focused] == ['["words","typed"]']


def test_enter_in_a_form_submits_it_and_presses_no_button_above(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    nudged(browser, room, ailsa)
    form = browser.press("Say more").page.one(role="dialog").one("form")
    first = form.all("button")[0].attributes
    assert (first["name"], first["value"], first["type"]) == ("act", "submit", "submit")


def test_what_a_form_refuses_is_said_at_the_field_and_what_was_typed_is_kept(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    nudged(browser, room, ailsa)
    form = browser.press("Say more").page.one(role="dialog").one("form")
    typed = {'["words","typed"]': "bad <b>words", '["barrier","typed"]': "line one\nline two"}
    refused = browser.submit(form, form.button("Save"), typed).page.one(role="dialog")
    assert "Say it <kindly>." in refused.one(class_="error").text
    assert "One entry needs another look." in refused.text
    assert {**refused.one("form").fields(), **typed} == refused.one("form").fields()
    kept = refused.one("form")
    seen = browser.submit(kept, kept.button("Save"), {'["words","typed"]': "good <b>words"})
    assert not seen.page.all(role="dialog")
    assert "Recorded: good <b>words" in seen.page.one(id="stream").text


def test_a_required_field_left_empty_is_refused_without_asking_the_app(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    nudged(browser, room, ailsa)
    form = browser.press("Say more").page.one(role="dialog").one("form")
    before = room.slack.last_exchange
    page = browser.submit(form, form.button("Save")).page
    assert "Please complete this required field." in page.one(role="dialog").text
    assert room.slack.last_exchange == before


def test_forms_stack_and_what_was_typed_below_is_there_again(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    nudged(browser, room, ailsa)
    form = browser.press("Say more").page.one(role="dialog").one("form")
    above = browser.submit(form, form.button("Explain"), {'["words","typed"]': "kept"}).page.one(
        role="dialog"
    )
    assert above.one("h2").text == "Why"
    assert "On top of “Update POV-03”" in above.text
    below = browser.press("Close", "modal").page.one(role="dialog")
    assert below.one("h2").text == "Update POV-03"
    assert below.one("form").fields()['["words","typed"]'] == "kept"


def test_two_tabs_that_submit_one_form_record_it_once_and_lose_no_words(
    browser: Browser, room: TriedRoom, page: Page, ailsa: Person
) -> None:
    nudged(browser, room, ailsa)
    browser.press("Say more")
    other = Browser(page.url)
    tabs = [(tab, tab.get(f"/as/{ailsa.id}").page.one(role="dialog").one("form")) for tab in (browser, other)]
    for number, (tab, form) in enumerate(tabs):
        tab.submit(form, form.button("Save"), {'["words","typed"]': f"words of tab {number}"})
    assert [each.text for each in room.team.dm(ailsa)][1:] == ["Recorded: words of tab 0"]
    assert other.at is not None
    assert "no longer there" in other.at.notice
    assert other.at.page.one(id="compose-text").raw.strip() == "words of tab 1"


def test_a_global_shortcut_opens_its_form(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    browser.get(f"/as/{ailsa.id}")
    assert browser.press("New update").page.one(role="dialog").one("h2").text == "Update POV-03"


def test_a_messages_shortcut_is_told_the_message(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    room.team.say(ailsa, None, "POV-03 is late")
    browser.get(f"/as/{ailsa.id}")
    assert "About: POV-03 is late" in browser.press("Make it an update").page.one(id="stream").text


def test_a_shortcut_nobody_offers_is_refused(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    form = browser.get(f"/as/{ailsa.id}").page.one(class_="shortcuts").one("form")
    for asked in ({"callback_id": "other"}, {"callback_id": "from_message", "ts": "1.000001"}):
        assert "no longer there" in browser.submit(form, typed=asked).notice


def test_a_file_goes_up_and_comes_down_byte_by_byte(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    browser.get(f"/as/{ailsa.id}")
    content = bytes(range(256)) * 8
    link = browser.say("The register", file=("register.yaml", content)).page.one(class_="files").one("a")
    assert link.text == "register.yaml"
    down = browser.ask("GET", link.attributes["href"])
    assert down.content == content
    assert down.headers["content-type"] == "application/octet-stream"
    assert "The register" in browser.get(f"/as/{ailsa.id}").page.one(id="stream").text
    other = room.newcomer("Ewan")
    assert browser.get(link.attributes["href"].replace(ailsa.id, other.id)).status == 404


def test_a_hostile_file_name_is_text_on_the_page_and_harmless_in_the_header(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    browser.get(f"/as/{ailsa.id}")
    name = '../<img src=x>"; filename=evil.html\r\nSet-Cookie: a=b\u202e.é'
    page = browser.say("", file=(name, b"<script>alert(1)</script>")).page
    link = page.one(class_="files").one("a")
    assert "<img src=x>" in link.text
    assert not page.all("img")
    down = browser.ask("GET", link.attributes["href"])
    assert down.status == 200
    assert "set-cookie" not in down.headers
    assert down.headers["content-type"] == "application/octet-stream"
    said = down.headers["content-disposition"]
    assert re.fullmatch(r"attachment; filename=\"[\w.-]+\"; filename\*=UTF-8''[\w.%~-]+", said)


def test_a_picture_is_shown_and_what_only_says_it_is_one_is_not(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    browser.get(f"/as/{ailsa.id}")
    browser.say("", file=("chart.png", PNG))
    page = browser.say("", file=("chart2.png", b"<svg onload=alert(1)>")).page
    pictures = page.one(id="stream").all("img")
    assert [each.attributes["alt"] for each in pictures] == ["chart.png"]
    assert browser.ask("GET", pictures[0].attributes["src"]).headers["content-type"] == "image/png"


def test_an_empty_file_is_refused_as_slack_does(browser: Browser, room: TriedRoom, ailsa: Person) -> None:
    browser.get(f"/as/{ailsa.id}")
    seen = browser.say("with words", file=("nothing.txt", b""))
    assert "“nothing.txt” is empty" in seen.notice
    assert seen.page.one(id="compose-text").raw.strip() == "with words"


def test_the_clock_moves_and_says_what_was_sent_to_whom(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    with room.moving(tuple):
        browser.get(f"/as/{ailsa.id}")
        seen = browser.press(AN_HOUR, "clock")
    assert seen.url.startswith(browser.url + f"/as/{ailsa.id}/")
    assert "It is 09:55." in seen.notice
    assert "Nudge <script>" in seen.notice
    assert seen.page.one(class_="told").one("a").attributes["href"].endswith("/D1")


def test_a_long_move_tells_the_last_messages_and_how_many_were_before(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    many = [Told("09:00", ailsa.id, room.dm(ailsa), "Ailsa", f"No. {number}") for number in range(50)]
    with room.moving(lambda: many):
        browser.get(f"/as/{ailsa.id}")
        told = browser.press(AN_HOUR, "clock").page.one(class_="notice")
    assert told.all("li")[0].text.endswith("No. 11")
    assert "These are the last 40; the 11 before them" in told.text


def test_what_went_to_a_channel_is_shown_as_somebody_who_is_in_it_sees_it(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    other = room.newcomer("Ewan")
    ours = room.team.add_channel(f"C{ailsa.id}", "board", members=[other, ailsa])
    theirs = room.team.add_channel(f"C{other.id}", "police", members=[other])
    nobodys = room.team.add_channel(f"C0{other.id}", "empty", members=[])
    told = [Told("09:00", "", each.id, f"#{each.name}", "A digest") for each in (ours, theirs, nobodys)]
    with room.moving(lambda: told):
        browser.get(f"/as/{ailsa.id}")
        seen = browser.press(AN_HOUR, "clock").page.one(class_="told")
    links = [each.attributes["href"] for each in seen.all("a")]
    assert links[:-1] == [f"/as/{ailsa.id}/{ours.id}", f"/as/{other.id}/{theirs.id}"]
    assert "to #empty: A digest" in seen.text


def test_a_move_that_is_refused_is_said_as_an_alert(browser: Browser) -> None:
    form = browser.get("/").page.one(class_="any-date")
    assert form.fields()["when"] == "2026-11-02T08:55"
    seen = browser.submit(form, typed={"when": "2020-01-01T00:00"})
    assert seen.notice == "2020-01-01T00:00 is in the past."
    assert seen.page.one(class_="notice").attributes["role"] == "alert"


def test_somebody_not_on_slack_is_brought_in(browser: Browser, room: TriedRoom) -> None:
    room.outside.insert(0, Actor("donald", None, "Donald Keir", "Manager", "Food Bank", "not_on_slack"))
    browser.get("/")
    seen = browser.press("Bring in", "actors")
    assert seen.notice == "Donald Keir is on Slack now."
    assert "Donald Keir Manager, Food Bank Not on Slack" not in seen.page.text


def test_starting_afresh_is_asked_for_with_what(browser: Browser, room: TriedRoom) -> None:
    browser.get("/")
    assert browser.press("Start with an empty workspace").notice == "This is an empty workspace."
    assert browser.press("Start again with the sample").notice == "The sample is as it was at the start."
    assert room.resets[-2:] == [True, False]


def test_a_form_drawn_before_a_fresh_start_does_nothing_and_hands_the_words_back(
    browser: Browser, room: TriedRoom, ailsa: Person
) -> None:
    browser.get(f"/as/{ailsa.id}")
    room.reset(empty=False)
    seen = browser.say("my long words")
    assert "started afresh since this page was drawn" in seen.notice
    assert seen.page.one(id="compose-text").raw.strip() == "my long words"
    assert room.team.dm(ailsa) == []
    form = seen.page.one(class_="any-date")
    room.reset(empty=False)
    assert "started afresh" in browser.submit(form, typed={"when": "2020-01-01T00:00"}).notice
