"""What goes wrong in the browser: hostile text, a megabyte pasted, two tabs at once."""

from playwright.sync_api import Dialog, expect

from bot.training.room import TrainingRoom
from tests.browser.visitor import Visitor

HOSTILE = "<img src=x onerror=alert(1)> & <script>alert(2)</script> <!channel> *bold*"


def test_hostile_words_show_as_words(visitor: Visitor) -> None:
    alarms: list[str] = []

    def hear(dialog: Dialog) -> None:
        alarms.append(dialog.message)
        dialog.dismiss()

    visitor.tab.on("dialog", hear)
    visitor.act_as("Ailsa Reid").send(f"/loip update POV-03 amber {HOSTILE}")
    expect(visitor.newest).to_contain_text("<script>alert(2)</script>")
    expect(visitor.newest).to_contain_text("<!channel>")
    visitor.tab.locator("#composer input[type=file]").set_input_files(
        {"name": "<img src=x onerror=alert(3)>.csv", "mimeType": "text/csv", "buffer": b"a,b"}
    )
    visitor.send("the figures")
    expect(visitor.tab.locator("#stream .files").last).to_contain_text("<img src=x onerror=alert(3)>.csv")
    assert alarms == []


def test_a_megabyte_pasted_is_refused_in_words_and_kept(visitor: Visitor) -> None:
    visitor.act_as("Ailsa Reid")
    visitor.composer.evaluate("(box) => { box.value = 'a'.repeat(1_000_000); }")
    visitor.tab.locator("#composer").get_by_role("button", name="Send").click()
    expect(visitor.tab.get_by_role("alert").first).to_contain_text("40,000")
    assert len(visitor.composer.input_value()) == 1_000_000


def test_a_form_sent_in_one_tab_is_gone_in_the_other(visitor: Visitor) -> None:
    visitor.act_as("Ailsa Reid").send("/loip update HWB-02")
    context = visitor.tab.context
    other = Visitor(context.new_page(), visitor.address).act_as_open_form("Ailsa Reid")
    other.modal.locator("textarea").first.fill("From the second tab")
    visitor.modal.locator("textarea").first.fill("From the first tab")
    visitor.save()
    expect(visitor.modal).to_contain_text("From the first tab")
    expect(other.modal).not_to_contain_text("From the second tab", timeout=10_000)


def test_words_in_a_form_outlive_a_fresh_start(visitor: Visitor, room: TrainingRoom) -> None:
    visitor.act_as("Ailsa Reid").send("/loip update HWB-02")
    visitor.modal.locator("textarea").first.fill("Two walks a week now")
    room.reset(empty=False)
    visitor.save()
    expect(visitor.tab.get_by_role("alert").first).to_contain_text("nothing was done", ignore_case=True)
    expect(visitor.composer).to_have_value("Two walks a week now")
