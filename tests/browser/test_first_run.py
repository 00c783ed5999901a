"""The first run in the browser: an empty workspace says how to begin, and an administrator begins, form by form."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor


def _empties(visitor: Visitor) -> None:
    visitor.look_at_the_start()
    visitor.tab.get_by_text("Start afresh", exact=True).click()
    visitor.tab.get_by_role("button", name="Start with an empty workspace").click()


def test_an_empty_workspace_says_how_to_begin_and_whoever_may_sets_it_up(visitor: Visitor) -> None:
    _empties(visitor)
    visitor.act_as("Ailsa Reid").send("/loip")
    expect(visitor.newest).to_contain_text("Whoever asked you here will say when it is ready")
    visitor.act_as("Catriona Muir").send("/loip")
    visitor.press("Set up our partnership", near="no register yet")
    visitor.modal.wait_for()
    visitor.fill("The partnership's name", "Glenmore Community Planning Partnership")
    visitor.fill("For short", "CPP").fill("The place it plans for", "Glenmore").save()
    expect(visitor.modal).to_contain_text("2 of 5: Words")
    visitor.fill("One of its priorities is a", "theme").save()
    expect(visitor.modal).to_contain_text("3 of 5: Week")
    visitor.save()
    expect(visitor.modal).to_contain_text("4 of 5: People")
    visitor.pick("People of this workspace", "Ailsa Reid").save()
    expect(visitor.modal).to_contain_text("Added Ailsa Reid.")
    visitor.fill("Ailsa Reid", "Nurse, NHS Glenmore").save()
    expect(visitor.modal).to_contain_text("5 of 5: Register")
    visitor.save()
    visitor.fill("What is to be done?", "Cash First").fill("Which theme does it serve?", "Poverty").save()
    expect(visitor.modal).to_contain_text("Added POV-01 Cash First")
    visitor.modal.locator("footer button.close").click()
    visitor.sees("is set up: 2 people and 1 action")
