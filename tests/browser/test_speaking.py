"""Saying how an action is going, in the browser: typed, in a form, with a tap, in a thread, and with mistakes."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor


def test_what_one_person_is_answered_nobody_else_sees(visitor: Visitor) -> None:
    visitor.act_as("Ailsa Reid").send("/loip update POV-03 amber waiting on funding")
    expect(visitor.newest).to_contain_text("Saved")
    expect(visitor.newest).to_contain_text("At risk")
    expect(visitor.newest).to_contain_text("Only visible to you")
    visitor.act_as("Niamh Ogilvie")
    expect(visitor.tab.locator("#stream")).not_to_contain_text("waiting on funding")


def test_a_mistyped_code_is_answered_with_the_real_one(visitor: Visitor) -> None:
    visitor.act_as("Ailsa Reid").send("/loip update POV-30 amber waiting on funding")
    expect(visitor.newest).to_contain_text("POV-30")
    expect(visitor.newest).to_contain_text("POV-03")
    expect(visitor.newest).to_contain_text("waiting on funding")


def test_a_form_says_what_is_missing_and_keeps_what_was_typed(visitor: Visitor) -> None:
    visitor.act_as("Niamh Ogilvie").move_clock("Next weekly nudge")
    visitor.send("/loip update EMP-02 off track two employers left")
    visitor.press("Ask for help", near="two employers left")
    words = visitor.modal.locator("textarea").first
    words.fill("")
    visitor.save()
    expect(visitor.modal.get_by_role("alert").first).to_be_visible()
    words.fill("Could somebody speak to the third employer?")
    visitor.save()
    expect(visitor.modal.locator("footer button.submit")).to_have_count(0)
    visitor.leave_the_form()
    expect(visitor.tab.locator("#stream")).to_contain_text("third employer")


def test_a_reply_in_a_thread_stays_in_it(visitor: Visitor) -> None:
    visitor.act_as("Ailsa Reid").move_clock("Next weekly nudge")
    visitor.open_thread("need a word from you")
    visitor.thread.locator("textarea").fill("HWB-02 on track first walk went out on Saturday")
    visitor.thread.get_by_role("button", name="Send").click()
    expect(visitor.thread.locator("li.message").nth(1)).to_contain_text("first walk went out")
    expect(visitor.thread.locator("li.message").nth(2)).to_contain_text("HWB-02")
    expect(visitor.tab.locator("#stream li.message").last).to_contain_text("need a word from you")


def test_a_reader_who_is_looking_sees_what_comes_without_asking(visitor: Visitor) -> None:
    visitor.act_as("Ailsa Reid")
    other = visitor.tab.context.new_page()
    Visitor(other, visitor.address).act_as("Niamh Ogilvie").move_clock("Next weekly nudge")
    visitor.sees("need a word from you")
    other.close()


def test_a_nudge_shows_at_a_glance_whom_the_bot_has_just_written_to(visitor: Visitor) -> None:
    visitor.act_as("Ailsa Reid").move_clock("Next weekly nudge")
    told = visitor.tab.locator("#notices .told")
    expect(told).to_contain_text("Niamh Ogilvie, Employability Manager")
    expect(visitor.tab.locator("#rail .waiting").get_by_role("link", name="Niamh Ogilvie")).to_contain_text(
        "1"
    )
    told.get_by_role("link", name="Niamh Ogilvie").click()
    visitor.sees("EMP-02")
    expect(visitor.tab.locator("#rail .waiting").get_by_role("link", name="Niamh Ogilvie")).to_have_count(0)


def test_a_stranger_is_told_who_runs_the_register_and_nothing_in_it(visitor: Visitor) -> None:
    visitor.look_at_the_start()
    visitor.tab.locator("#actors li.stranger a").first.click()
    visitor.send("/loip list")
    expect(visitor.newest).to_contain_text("Community Planning")
    expect(visitor.newest).not_to_contain_text("POV-03")


def test_what_was_exchanged_with_slack_is_there_for_who_asks(visitor: Visitor) -> None:
    visitor.act_as("Ailsa Reid")
    expect(visitor.tab.locator("#panel")).to_have_count(0)
    visitor.tab.get_by_role("link", name="what goes to and fro").click()
    visitor.send("/loip mine")
    panel = visitor.tab.locator("#panel")
    expect(panel).to_contain_text("/loip")
    expect(panel).to_contain_text("ms")
    expect(panel).not_to_contain_text("xoxb-")
