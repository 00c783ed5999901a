"""Home in the browser: an answer in one tap, whom to speak to, what could be one's own; messages, leave and hours."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

AILSA, CHAIR = "Ailsa Reid", "Moira Galbraith"


def test_an_officer_answers_with_one_tap_and_narrows_every_action(visitor: Visitor) -> None:
    home = visitor.act_as(AILSA).open_home().home
    expect(home).to_contain_text("2 actions need a word from you, 1 more that you deputise for")
    visitor.press_at_home("No change")
    expect(home).to_contain_text("✅ 08:55 · HWB-02 · No change")
    visitor.press_at_home("Undo")
    expect(home).to_contain_text("2 actions need a word from you, 1 more that you deputise for")
    visitor.press_at_home("Every action")
    expect(home).to_contain_text("CPP-01")
    home.locator("select").last.select_option(label="🔴 Off track")
    expect(home).to_contain_text("1 in all.")
    expect(home).to_contain_text("HWB-05 Student wellbeing drop-ins")
    visitor.press_at_home("Back to the start")
    expect(home).to_contain_text("Good morning, Ailsa")


def test_whoever_leads_sees_whom_to_speak_to_and_the_chair_what_the_board_is_asked(visitor: Visitor) -> None:
    home = visitor.act_as("Iain Soutar").open_home().home
    expect(home).to_contain_text("Anti-Poverty Taskforce (group)")
    expect(home).to_contain_text("Speak to: Health Improvement Manager, NHS Inverlath")
    visitor.act_as(CHAIR).open_home()
    expect(home).to_contain_text("DECIDE who funds the referral worker after March")
    expect(home).to_contain_text("🔴 Off track · HWB-05 Student wellbeing drop-ins")
    expect(home).to_contain_text("Inverlath Foodbank (POV-01, confirmed)")
    visitor.press_at_home("Take it on")
    expect(home).to_contain_text("✅ 08:55 · DIG-02")
    visitor.press_at_home("Undo")
    expect(home).to_contain_text("Could be yours: 1")


def test_a_message_becomes_an_update_with_a_link_to_it(visitor: Visitor) -> None:
    visitor.act_as(AILSA).go_to("general").send("POV-03 amber waiting on funding")
    visitor.use_on("waiting on funding", "Record as an update")
    expect(visitor.modal.locator("textarea").first).to_have_value("waiting on funding")
    visitor.save_and_close()
    visitor.go_to("LOIP").send("/loip show POV-03")
    expect(visitor.newest).to_contain_text("🟠 At risk")
    expect(visitor.newest).to_contain_text("waiting on funding")
    expect(visitor.newest).to_contain_text("/archives/")


def test_leave_and_the_hour_to_be_asked_are_said_and_kept(visitor: Visitor) -> None:
    visitor.act_as(AILSA).send("/loip preferences")
    visitor.pick("On which day?", "Wednesday").pick("At what time?", "15:00").save_and_close()
    visitor.move_clock("Next weekly nudge")
    visitor.act_as(AILSA).send("/loip away 9-20 Nov cover Rory Tulloch")
    expect(visitor.newest).to_contain_text("You are away Mon 9 Nov to Fri 20 Nov.")
    expect(visitor.newest).to_contain_text("Health Improvement Officer")
    expect(visitor.tab.locator("#stream")).not_to_contain_text("need a word from you")
