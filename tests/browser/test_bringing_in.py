"""What is brought to the bot in the browser: a sheet dropped on it, an update from anywhere, somebody new."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

AILSA, SUPPORT, NEWCOMER = "Ailsa Reid", "Catriona Muir", "Isla Renwick"

SHEET = """Ref,Priority,Action,Lead,Lead Officer,Timescale,Progress,RAG
,Poverty,Teach cooking in three halls,NHS Inverlath,Ailsa Reid,31/03/2027,Rooms found,G
POV-03,,Cash First referral route,,,,Waiting on funding,A
"""


def test_a_sheet_dropped_on_the_bot_is_previewed_and_comes_in_on_a_tap(visitor: Visitor) -> None:
    visitor.act_as(SUPPORT).drop("tracker.csv", SHEET)
    preview = visitor.message("2 actions read. 1 would be added, 1 would be changed")
    expect(preview).to_contain_text("Teach cooking in three halls")
    preview.get_by_role("button", name="Import", exact=True).click()
    expect(visitor.message("imported: 1 added, 1 changed")).to_contain_text("tracker.csv")
    visitor.send("/loip show POV-03")
    expect(visitor.newest).to_contain_text("Waiting on funding")


def test_an_action_is_updated_from_anywhere_by_a_shortcut(visitor: Visitor) -> None:
    visitor.act_as(AILSA).go_to("general").use("Update an action")
    visitor.pick("Which action?", "POV-03 Cash First referral route").pick("How is it going?", "🟠 At risk")
    visitor.fill("In your own words", "Waiting on funding").save()
    expect(visitor.modal).to_contain_text("Saved · POV-03")
    visitor.leave_the_form()
    visitor.sees("There are no messages here yet.")


def test_whoever_is_brought_in_is_welcomed_with_what_is_theirs(visitor: Visitor) -> None:
    visitor.look_at_the_start()
    visitor.tab.locator("#actors li", has_text=NEWCOMER).get_by_role("button", name="Bring in").click()
    visitor.act_as(NEWCOMER).move_clock("Next weekly nudge")
    welcome = visitor.message("Welcome")
    expect(welcome).to_contain_text("I'm the assistant of Inverlath Community Planning Partnership")
    expect(welcome).to_contain_text("With you: CPP-05")
