"""Every "Try this" step, done in the browser the way it says, and ticked because the register shows it."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor


def _go_there(visitor: Visitor, step: str) -> None:
    visitor.look_at_the_start()
    visitor.tab.locator(f"#step-{step} a.go").click()
    visitor.composer.wait_for()


def _send_as_it_stands(visitor: Visitor) -> None:
    visitor.send(visitor.composer.input_value())


def _is_ticked(visitor: Visitor, step: str) -> None:
    expect(visitor.tab.locator(f"#step-{step}")).to_contain_text("Done")


def _write_in_the_form(visitor: Visitor, text: str) -> None:
    visitor.modal.locator("textarea").first.fill(text)
    visitor.save()
    expect(visitor.modal.locator("footer button.submit")).to_have_count(0)
    visitor.leave_the_form()


def _try_as_it_stands(visitor: Visitor, *steps: str) -> None:
    for step in steps:
        _go_there(visitor, step)
        _send_as_it_stands(visitor)
        _is_ticked(visitor, step)


def test_the_partner_officer_can_do_every_step(visitor: Visitor) -> None:
    _go_there(visitor, "nudge")
    visitor.move_clock("Next weekly nudge")
    visitor.press("No change", near="HWB-02")
    _is_ticked(visitor, "nudge")
    _try_as_it_stands(visitor, "command", "words")
    _go_there(visitor, "ask")
    _send_as_it_stands(visitor)
    visitor.press("Ask for help", near="referral worker")
    _write_in_the_form(visitor, "Who funds the referral worker after March?")
    _is_ticked(visitor, "ask")
    _go_there(visitor, "form")
    _send_as_it_stands(visitor)
    _write_in_the_form(visitor, "Two walks a week now")
    _is_ticked(visitor, "form")


def test_the_lead_officer_can_do_every_step(visitor: Visitor) -> None:
    _try_as_it_stands(visitor, "date", "met")
    _go_there(visitor, "undo")
    _send_as_it_stands(visitor)
    visitor.press("Undo", near="the first employer has pulled out")
    _is_ticked(visitor, "undo")


def test_the_support_officer_can_do_every_step(visitor: Visitor) -> None:
    _try_as_it_stands(visitor, "phone", "officer", "contact")


def test_the_chair_can_do_every_step(visitor: Visitor) -> None:
    _go_there(visitor, "digest")
    visitor.move_clock("Digest day of the next Board")
    visitor.sees("The Board is asked")
    _is_ticked(visitor, "digest")
    visitor.act_as("Ailsa Reid").send("/loip update POV-03 amber waiting on funding")
    _try_as_it_stands(visitor, "since")
