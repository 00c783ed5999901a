"""Somebody at the practice page, with a mouse or a keyboard: what tests and the screenshots do with a browser.

What may live here: looking and acting, in words a visitor would use. Nothing is asserted but that it is there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator
from playwright.sync_api import Page as Tab

SECONDS = 10_000
"""How long a visitor waits for something to appear, in milliseconds: machines are busy."""

DROPPED = """([name, content]) => {
    const files = new DataTransfer();
    files.items.add(new File([content], name));
    return files;
}"""


@dataclass(slots=True)
class Visitor:
    """A tab at the practice page. `address` is the page's own."""

    tab: Tab
    address: str

    def look_at_the_start(self) -> "Visitor":
        """Open the first page."""
        self.tab.goto(self.address)
        return self

    def act_as(self, name: str) -> "Visitor":
        """Take somebody's place, from the first page."""
        self.look_at_the_start()
        self.tab.locator("#actors").get_by_role("link", name=name).first.click()
        self.composer.wait_for()
        self.tab.wait_for_load_state("domcontentloaded")  # by then the script listens
        return self

    def act_as_open_form(self, name: str) -> "Visitor":
        """Take the place of somebody who has a form on the screen."""
        self.look_at_the_start()
        self.tab.locator("#actors").get_by_role("link", name=name).first.click()
        self.modal.wait_for()
        return self

    def go_to(self, place: str) -> "Visitor":
        """Open a channel, or the conversation with the bot."""
        self.tab.locator("#rail").get_by_role("link", name=place).first.click()
        self.tab.get_by_role("heading", name=place, level=2).wait_for()
        return self

    def open_home(self) -> "Visitor":
        """Open the bot's Home tab."""
        self.tab.locator("#rail a.direct").click()
        self.tab.get_by_role("link", name="Home", exact=True).click()
        self.tab.locator(".home, #home").first.wait_for()
        return self

    @property
    def composer(self) -> Locator:
        """Where one writes in the place itself."""
        return self.tab.locator("#composer textarea")

    @property
    def newest(self) -> Locator:
        """The last message of the place."""
        return self.tab.locator("#stream li.message").last

    @property
    def modal(self) -> Locator:
        """The form on the screen."""
        return self.tab.get_by_role("dialog")

    @property
    def home(self) -> Locator:
        """What the Home tab shows."""
        return self.tab.locator("#stream.home")

    @property
    def thread(self) -> Locator:
        """The thread beside the place."""
        return self.tab.locator("#thread")

    def send(self, text: str) -> "Visitor":
        """Write something and send it; returns once what came of it is there."""
        before = self.tab.locator("#stream li.message").count()
        self.composer.fill(text)
        self.tab.locator("#composer").get_by_role("button", name="Send").click()
        self.wait_until(lambda: self.tab.locator("#stream li.message").count() > before or self.has_form)
        return self

    @property
    def has_form(self) -> bool:
        """Whether a form is on the screen."""
        return self.modal.count() > 0

    def drop(self, name: str, content: str) -> "Visitor":
        """Drop a text file where the messages are, as from a folder beside the browser, and send it."""
        files = self.tab.evaluate_handle(DROPPED, [name, content])
        for event in ("dragover", "drop"):
            self.tab.locator("#stream").dispatch_event(event, {"dataTransfer": files})
        self.composer.press("Enter")
        self.tab.locator("#stream .files").get_by_text(name).wait_for()
        return self

    def use(self, shortcut: str) -> "Visitor":
        """Use a shortcut from anywhere."""
        self.tab.locator("details.shortcuts summary").click()
        self.tab.locator("details.shortcuts").get_by_role("button", name=shortcut, exact=True).click()
        self.modal.wait_for()
        return self

    def press(self, label: str, near: str) -> "Visitor":
        """Press a button of the newest message that says `near`: the first of its kind after those words."""
        message = self.message(near)
        message.get_by_role("button", name=label, exact=True).first.click()
        return self

    def press_at_home(self, label: str) -> "Visitor":
        """Press the first button of this name on the Home tab."""
        self.home.get_by_role("button", name=label, exact=True).first.click()
        return self

    def choose(self, option: str, near: str) -> "Visitor":
        """Choose from the ⋯ menu of the newest message that says `near`: the first that offers it."""
        menus = self.message(near).locator("details.overflow")
        menu = menus.filter(has=self.tab.get_by_role("button", name=option, exact=True, include_hidden=True))
        menu.first.locator("summary").click()
        menu.first.get_by_role("button", name=option, exact=True).click()
        return self

    def use_on(self, saying: str, shortcut: str) -> "Visitor":
        """Use a shortcut on the newest message that says so."""
        message = self.message(saying)
        message.locator("details.menu summary").click()
        message.get_by_role("button", name=shortcut, exact=True).click()
        self.modal.wait_for()
        return self

    def open_thread(self, near: str) -> "Visitor":
        """Open the thread of the newest message that says `near`."""
        message = self.message(near)
        message.locator("details.menu summary").click()
        message.get_by_role("link", name="Reply in thread").click()
        self.thread.wait_for()
        return self

    def message(self, saying: str) -> Locator:
        """The newest message that says so."""
        found = self.tab.locator("#stream li.message").filter(has_text=saying).last
        found.wait_for(timeout=SECONDS)
        return found

    def sees(self, text: str) -> "Visitor":
        """Wait until the place says so."""
        self.tab.locator("#stream").get_by_text(text).last.wait_for(timeout=SECONDS)
        return self

    def reply(self, text: str) -> "Visitor":
        """Write something in the open thread and send it."""
        self.thread.locator("textarea").fill(text)
        self.thread.get_by_role("button", name="Send").click()
        return self

    def fill(self, label: str, text: str) -> "Visitor":
        """Write in a field of the form on the screen."""
        self.modal.get_by_label(label).fill(text)
        return self

    def pick(self, label: str, option: str) -> "Visitor":
        """Choose from a menu of the form on the screen."""
        self.modal.get_by_label(label).select_option(label=option)
        return self

    def save(self) -> "Visitor":
        """Submit the form on the screen; returns once it is gone, shows another, or says what is missing."""
        before = self._form_as_shown()
        self.modal.locator("footer button.submit").click()
        self.wait_until(lambda: self._form_as_shown() != before)
        return self

    def save_and_close(self) -> "Visitor":
        """Submit the form on the screen and close what it then shows, if anything."""
        self.save()
        if self.has_form:
            self.modal.locator("footer button.submit").wait_for(state="detached")
            self.leave_the_form()
        return self

    def _form_as_shown(self) -> str:
        return "".join(self.modal.evaluate_all("(all) => all.map((one) => one.dataset.hash + one.innerText)"))

    def leave_the_form(self) -> "Visitor":
        """Close the form on the screen."""
        self.modal.locator("footer button.close").click()
        self.modal.wait_for(state="detached")
        return self

    def move_clock(self, label: str) -> "Visitor":
        """Take one of the offered moves; returns once everything on the way has happened."""
        self.tab.locator("#clock").get_by_role("button", name=label).click()
        self.tab.get_by_text("It is now").first.wait_for(timeout=3 * SECONDS)
        return self

    def move_clock_to(self, when: str) -> "Visitor":
        """Move to any date and time, as `2026-11-10T09:00`; returns once everything on the way has happened."""
        self.tab.locator("#clock").get_by_text("Any date", exact=True).click()
        self.tab.locator("#clock-when").fill(when)
        self.tab.locator("#clock").get_by_role("button", name="Move to it").click()
        self.tab.get_by_text("It is now").first.wait_for(timeout=3 * SECONDS)
        return self

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; a `TimeoutError` says that it did not."""
        for _ in range(SECONDS // 50):
            if holds():
                return
            self.tab.wait_for_timeout(50)
        raise TimeoutError(f"it never came; the page says: {self.tab.locator('body').inner_text()[:2000]}")
