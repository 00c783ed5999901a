"""Answering what was asked, in the browser: by tap, menu and form, in the thread, kindly asked, and in plain words."""

import re

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

AILSA, RORY, EILIDH = "Ailsa Reid", "Rory Tulloch", "Eilidh Strang"


def test_a_tap_shows_in_place_who_said_it_and_when_and_is_taken_back_there(visitor: Visitor) -> None:
    visitor.act_as(AILSA).move_clock("Next weekly nudge")
    nudge = visitor.message("need a word from you")
    nudge.get_by_role("button", name="No change", exact=True).first.click()
    expect(visitor.newest).to_contain_text("✅ No change · Health Improvement Manager, NHS Inverlath, 09:00")
    expect(visitor.newest).to_contain_text("One needs a word from you")
    visitor.press("Undo", near="needs a word from you")
    expect(visitor.newest).to_contain_text("Two need a word from you")
    expect(visitor.newest.get_by_role("button", name="No change", exact=True)).to_have_count(2)


def test_the_menu_opens_a_new_date_and_what_stands_in_the_way_has_its_own_form(visitor: Visitor) -> None:
    visitor.act_as(AILSA).move_clock("Next weekly nudge")
    visitor.choose("New date…", near="need a word from you")
    expect(visitor.modal).to_contain_text("The first date stays in the history.")
    visitor.modal.locator("input[type=date]").fill("2026-12-11")
    visitor.fill("What changed?", "The council's committee moved")
    visitor.fill("Who agreed?", "The Taskforce")
    visitor.save_and_close()
    expect(visitor.message("word from you")).to_contain_text("11 December 2026")
    visitor.press("Blocked", near="needs a word from you")
    visitor.fill("What stands in the way?", "No room to meet in")
    visitor.fill("Who could move it?", "Lathside Housing Association")
    visitor.save_and_close()
    expect(visitor.message("No room to meet in")).to_be_visible()
    expect(visitor.newest).to_contain_text("Everything here is answered, thank you.")
    visitor.send("/loip history POV-03")
    expect(visitor.newest).to_contain_text("The Taskforce")


def test_a_reply_in_the_thread_is_recorded_by_one_tap(visitor: Visitor) -> None:
    visitor.act_as(AILSA).move_clock("Next weekly nudge").open_thread("need a word from you")
    visitor.reply("POV-03 is amber, waiting on funding")
    expect(visitor.thread).to_contain_text("Nothing is recorded until you tap.")
    visitor.thread.get_by_role("button", name="Record", exact=True).click()
    expect(visitor.thread).to_contain_text("Saved")
    expect(visitor.message("needs a word from you")).to_contain_text('🟠 At risk: "waiting on funding"')


def test_a_lead_officer_asks_kindly_and_the_answer_comes_to_them(visitor: Visitor) -> None:
    visitor.act_as(AILSA).move_clock("Next weekly nudge")
    visitor.press("Ask kindly: HWB-05", near="In your group")
    visitor.modal.locator("textarea").first.fill("Is there anything we could lend you?")
    visitor.save_and_close()
    visitor.act_as(EILIDH).sees("Is there anything we could lend you?")
    visitor.press("Answer", near="anything we could lend you")
    visitor.modal.locator("textarea").first.fill("Two tutors until Christmas would do.")
    visitor.save_and_close()
    visitor.act_as(AILSA)
    expect(visitor.message("In your group")).to_contain_text("asked Mon 2 Nov")
    visitor.open_thread("In your group")
    expect(visitor.tab.locator("body")).to_contain_text("Two tutors until Christmas would do.")


def test_plain_words_are_read_back_and_recorded_only_by_a_tap(visitor: Visitor) -> None:
    visitor.act_as(AILSA).go_to("LOIP").send("who leads employability?")
    visitor.sees("Local Employability Partnership")
    visitor.send("the referral route is amber, waiting on funding")
    expect(visitor.newest).to_contain_text("POV-03")
    expect(visitor.newest.get_by_role("button", name=re.compile("^Record"))).to_have_count(1)
    visitor.newest.get_by_role("button", name=re.compile("^Record")).click()
    visitor.sees("At risk (was")
    visitor.send("anything stuck with NHS Tayside?")
    visitor.press("List: stuck NHS Inverlath", near="NHS Tayside")
    visitor.sees("HWB-04")


def test_the_menu_puts_one_off_and_hands_another_on_and_the_colleague_hears(visitor: Visitor) -> None:
    visitor.act_as(AILSA).move_clock("Next weekly nudge")
    visitor.choose("Snooze until…", near="need a word from you")
    visitor.save_and_close()
    expect(visitor.message("One needs a word")).to_contain_text(
        "💤 Snoozed until Thu 5 Nov · Health Improvement"
    )
    visitor.choose("Not mine…", near="One needs a word")
    visitor.pick("Whose is it?", "Rory Tulloch, Health Improvement Officer").fill("A word why", "I moved on")
    visitor.save_and_close()
    handed_on = "👋 Handed on to Health Improvement Officer, NHS Inverlath"
    expect(visitor.message("Nothing more here needs a word today")).to_contain_text(handed_on)
    visitor.act_as(RORY).move_clock("+ 1 day")
    expect(visitor.message("One action is with you now")).to_contain_text('handed it to you: "I moved on"')
