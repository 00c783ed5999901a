"""How the page looks and who can use it: dark, narrow, by keyboard alone, without its script, and to axe."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from bot.training.room import TrainingRoom
from tests.browser.visitor import Visitor

AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
HOW_TO_GET_AXE = (
    "no axe-core here: `npm ci --prefix tests/browser` brings it, and `make test` does where there is npm"
)
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

Options = dict[str, object]
QUICK: Options = {"resultTypes": ["violations"], "preload": False}
SCHEMES: dict[Literal["light", "dark"], Options] = {"dark": {"runOnly": ["color-contrast"]}, "light": {}}
"""In the dark the page is the same but for its colours."""

LIGHTNESS = """() => {
    const isClear = (colour) => colour === "rgba(0, 0, 0, 0)";
    const colours = [];
    for (let part = document.querySelector("#stream"); part; part = part.parentElement)
        colours.push(getComputedStyle(part).backgroundColor);
    const parts = colours.find((colour) => !isClear(colour)).match(/[0-9.]+/g).slice(0, 3).map(Number);
    return parts.reduce((sum, part) => sum + part, 0) / 3;
}"""


DRAWN_ANEW = """() => new Promise((drawn) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn, 100))))"""
"""Colours of both schemes stand side by side until a page is drawn once more, which axe would take for a fault."""


def _faults(visitor: Visitor) -> list[str]:
    """What axe finds serious on the page as it stands: at a desk and on a phone, light and dark."""
    visitor.tab.evaluate(AXE.read_text(encoding="utf-8"))
    faults: list[str] = []
    for size in (PHONE, DESK):
        visitor.tab.set_viewport_size(size)
        for scheme, rules in SCHEMES.items():
            visitor.tab.emulate_media(color_scheme=scheme)
            visitor.tab.evaluate(DRAWN_ANEW)
            faults += (f"{size['width']} {scheme} {fault}" for fault in _found(visitor, rules))
    return faults


def _found(visitor: Visitor, rules: Options) -> list[str]:
    found = visitor.tab.evaluate("(rules) => axe.run(document, rules)", {**QUICK, **rules})
    serious = [each for each in found["violations"] if each["impact"] in ("serious", "critical")]
    return [f"{each['id']}: {node['html'][:200]}" for each in serious for node in each["nodes"]]


@pytest.mark.skipif(not AXE.exists(), reason=HOW_TO_GET_AXE)
def test_axe_finds_no_serious_fault_on_any_page(visitor: Visitor) -> None:
    tab = visitor.tab
    faults = _faults(visitor.look_at_the_start())
    faults += _faults(visitor.act_as("Ailsa Reid").move_clock("Next weekly nudge"))
    faults += _faults(visitor.open_thread("a word from you"))
    tab.get_by_role("link", name="Close the thread").click()
    visitor.send("/loip update POV-03 off track no funding")
    tab.goto(tab.url + ("&" if "?" in tab.url else "?") + "panel=1")
    faults += _faults(visitor)
    visitor.send("/loip update HWB-02")
    faults += _faults(visitor)
    visitor.save()
    faults += _faults(visitor)
    visitor.modal.locator("footer button.close").click()
    tab.get_by_role("link", name="Home", exact=True).click()
    tab.locator("#stream.home").wait_for()
    faults += _faults(visitor)
    assert faults == []


def test_the_page_is_dark_for_whom_the_machine_is_dark(visitor: Visitor) -> None:
    visitor.act_as("Ailsa Reid")
    assert visitor.tab.evaluate(LIGHTNESS) > 200
    visitor.tab.emulate_media(color_scheme="dark")
    assert visitor.tab.evaluate(LIGHTNESS) < 80


def test_on_a_phone_a_nudge_is_answered_without_scrolling_sideways(visitor: Visitor) -> None:
    visitor.tab.set_viewport_size(PHONE)
    visitor.act_as("Ailsa Reid").move_clock("Next weekly nudge")
    wide = visitor.tab.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
    expect(visitor.tab.get_by_text("Good morning Ailsa")).to_be_in_viewport()
    menu = visitor.message("HWB-02").locator("details.overflow").first
    menu.locator("summary").click()
    expect(menu.get_by_role("button", name="Not mine…")).to_be_in_viewport(ratio=1)
    visitor.tab.keyboard.press("Escape")
    visitor.press("No change", near="HWB-02")
    visitor.sees("No change")
    visitor.send("/loip update HWB-02")
    box = visitor.modal.bounding_box()
    assert box is not None
    assert box["width"] >= PHONE["width"] - 20


def test_everything_works_without_the_script(browser: Browser, room: TrainingRoom, address: str) -> None:
    del room
    with browser.new_context(java_script_enabled=False) as context:
        context.set_default_timeout(10_000)
        visitor = Visitor(context.new_page(), address)
        visitor.act_as("Ailsa Reid").send("/loip update HWB-02")
        expect(visitor.modal).to_be_visible()
        visitor.modal.locator("textarea").first.fill("Two walks a week now")
        visitor.save()
        expect(visitor.modal).to_contain_text("Two walks a week now")
        visitor.modal.locator("footer button.close").click()
        visitor.move_clock("Next weekly nudge")
        visitor.sees("a word from you")


def test_an_update_is_made_and_a_form_is_left_with_the_keyboard_alone(visitor: Visitor) -> None:
    visitor.act_as("Ailsa Reid")
    keys = visitor.tab.keyboard
    keys.press("/")
    expect(visitor.composer).to_be_focused()
    visitor.composer.fill("")
    keys.type("/loip upd")
    keys.press("Tab")
    keys.type("HWB")
    expect(visitor.tab.get_by_role("option").first).to_be_visible()
    keys.press("ArrowDown")
    keys.press("Enter")
    assert visitor.composer.input_value().startswith("/loip update HWB-")
    visitor.composer.fill("/loip update HWB-02")
    keys.press("Escape")
    keys.press("Enter")
    visitor.modal.wait_for()
    for _ in range(30):
        keys.press("Tab")
        assert visitor.tab.evaluate("() => !document.activeElement.closest('#page')")
    keys.press("Escape")
    expect(visitor.modal).to_have_count(0)
    expect(visitor.composer).to_be_focused()
