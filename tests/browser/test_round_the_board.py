"""Round a Board in the browser: the digest seen beforehand, steered by the chair, and what came of what was asked."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

SUPPORT, CHAIR, OFFICER = "Catriona Muir", "Moira Galbraith", "Ailsa Reid"


def test_the_support_officer_holds_adds_a_line_and_sends_and_the_chair_steers(visitor: Visitor) -> None:
    visitor.act_as(SUPPORT).move_clock_to("2026-11-10T09:05")
    visitor.press("Hold", near="goes to the chair and the deputy on Thu 12 Nov, 9 am")
    visitor.sees("The digest of the Board is held.")
    visitor.press("Add a line", near="is held")
    visitor.fill("Your line", "Item 5 has waited since June.").save_and_close()
    visitor.press("Send now", near="Item 5 has waited since June.")
    visitor.sees("went to the chair and the deputy on Tue 10 Nov")
    visitor.act_as(CHAIR)
    expect(visitor.message("The Board is asked to")).to_contain_text("Item 5 has waited since June.")
    visitor.press("Ask for more", near="The Board is asked to")
    visitor.pick("About what?", "POV-03 Cash First referral route")
    visitor.fill("Your question", "What would half the money buy?").save_and_close()
    visitor.press("Thank", near="The Board is asked to")
    visitor.modal.locator("select").first.select_option(index=1)
    visitor.save_and_close()
    visitor.press("Put on the agenda", near="The Board is asked to")
    visitor.modal.locator("select").first.select_option(index=1)
    visitor.save_and_close()
    visitor.act_as(OFFICER).press("Answer", near="What would half the money buy?")
    visitor.fill("Your answer", "A worker until December.").save_and_close()
    visitor.act_as(CHAIR).open_thread("The Board is asked to")
    expect(visitor.thread).to_contain_text("A worker until December.")
    visitor.act_as(SUPPORT).press("Put on the agenda", near="would like this on the agenda")
    visitor.sees("On the agenda of the Board, Thu 19 Nov, 2 pm, item 7")


def test_the_day_after_the_support_officer_says_what_came_of_it_and_what_was_said_by_phone(
    visitor: Visitor,
) -> None:
    visitor.act_as(SUPPORT).move_clock_to("2026-11-20T09:05")
    visitor.press("Say what came of it", near="What came of 3 asks?")
    visitor.modal.get_by_label("What came of it?").first.select_option(label="Answered")
    visitor.modal.get_by_label("In words").first.fill("The Council, for one year.")
    visitor.save_and_close()
    visitor.open_home()
    expect(visitor.home).to_contain_text("Nobody has taken on: 5")
    visitor.press_at_home("List")
    expect(visitor.home).to_contain_text("Hello Isla, could you let the Board know how CPP-05")
    visitor.press_at_home("Record their answer")
    visitor.modal.wait_for()
    visitor.modal.locator("textarea").first.fill("Kilmorrow first, everybody agrees")
    visitor.save_and_close()
    visitor.go_to("LOIP").send("/loip show CPP-05")
    expect(visitor.newest).to_contain_text("Kilmorrow first, everybody agrees")
    whose = "In the words of: Superintendent, Police (Inverlath Division), by phone, Fri 20 Nov"
    expect(visitor.newest).to_contain_text(whose)
    visitor.act_as(OFFICER).move_clock("Next weekly nudge")
    expect(visitor.message("What came of it")).to_contain_text(
        'answered by the Board of Thu 19 Nov: "The Council'
    )
