"""`make screenshots`: the pictures of the README, taken of the real bot in the practice workspace.

What may live here: the scenes, one function a picture. Run anew, it writes the same files over.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator, sync_playwright

from bot.log import configure_log
from bot.practice.page import Page
from bot.training.room import TrainingRoom
from tests.browser.chromium import FLAGS, HOW_TO_GET_ONE, chromium_path
from tests.browser.visitor import Visitor

PICTURES = Path("docs/pictures")
DESK = {"width": 1440, "height": 900}
WINDOW = {"width": 1000, "height": 1100}
PHONE = {"width": 430, "height": 1400}


def main() -> None:
    """Take every picture."""
    path = chromium_path()
    if path is None:
        sys.exit(f"No pictures: {HOW_TO_GET_ONE}.")
    configure_log("error")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        TrainingRoom() as room,
        Page(room, port=0) as page,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, (size, scene) in SCENES.items():
            room.reset(empty=False)
            _take(chromium, page.url, name, size, scene)
        chromium.close()


def _take(
    chromium: Browser, address: str, name: str, size: dict[str, int], scene: Callable[[Visitor], Locator]
) -> None:
    with chromium.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        device_scale_factor=2 if size is PHONE else 1.5,
        reduced_motion="reduce",
    ) as context:
        subject = scene(Visitor(context.new_page(), address))
        target = PICTURES / f"{name}.png"
        subject.screenshot(path=target)
    print(f"{target}: {target.stat().st_size // 1024} kB")


def _update(visitor: Visitor) -> Locator:
    """What a partner is answered."""
    visitor.act_as("Ailsa Reid").send("/loip update POV-03 amber waiting on funding")
    return visitor.message("Saved")


def _nudge(visitor: Visitor) -> Locator:
    """The week's one message to an officer."""
    visitor.act_as("Ailsa Reid").move_clock("Next weekly nudge")
    return visitor.message("a word from you")


def _digest(visitor: Visitor) -> Locator:
    """What the chair reads before the Board."""
    visitor.act_as("Ailsa Reid").send("/loip update POV-03 amber waiting on funding")
    visitor.press("Ask for help", near="waiting on funding")
    visitor.modal.locator("textarea").first.fill("Who funds the referral worker after March?")
    visitor.save().leave_the_form()
    visitor.act_as("Moira Galbraith").move_clock("Digest day of the next Board")
    return visitor.message("The Board is asked")


def _home(visitor: Visitor) -> Locator:
    """The Home tab of an officer who leads a group."""
    visitor.act_as("Ailsa Reid").open_home()
    return visitor.tab.locator("#stream")


def _practice(visitor: Visitor) -> Locator:
    """The practice page as a whole."""
    visitor.act_as("Ailsa Reid").move_clock("Next weekly nudge")
    visitor.message("a word from you").scroll_into_view_if_needed()
    return visitor.tab.locator("body")


SCENES: dict[str, tuple[dict[str, int], Callable[[Visitor], Locator]]] = {
    "update": (PHONE, _update),
    "nudge": (PHONE, _nudge),
    "digest": (PHONE, _digest),
    "home": (WINDOW, _home),
    "practice": (DESK, _practice),
}
"""Every picture: how wide the screen is, and how to come to what it shows."""


if __name__ == "__main__":
    main()
