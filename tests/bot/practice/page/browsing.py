"""A browser without a window: goes to pages, fills in forms as they were drawn, follows where it is sent."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from tests.bot.practice.page.markup import Element, read

Headers = Mapping[str, str]
BOUNDARY = "a-line-that-is-nowhere-else"


@dataclass
class Seen:
    """An answer: where it was found in the end, and what it says."""

    url: str
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def html(self) -> str:
        return self.content.decode()

    @property
    def page(self) -> Element:
        return read(self.html)

    @property
    def notice(self) -> str:
        """What is told at the top."""
        return " ".join(each.text for each in self.page.all(class_="notice"))


class Browser:
    """Somebody's tab. Remembers nothing but the page it is on."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.host = urlsplit(url).netloc
        self.at: Seen | None = None

    def get(self, path: str, **headers: str) -> Seen:
        """Go to an address, and on to where it sends."""
        seen = self.ask(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        while seen.status == 303:
            seen = self.ask("GET", seen.headers["location"])
        self.at = seen
        return seen

    def post(
        self,
        path: str,
        fields: Mapping[str, str],
        file: tuple[str, bytes] | None = None,
        headers: Headers | None = None,
    ) -> Seen:
        """Post a form as our own page would."""
        body, kind = (urlencode(fields).encode(), "application/x-www-form-urlencoded")
        if file is not None:
            body, kind = multipart(fields, *file)
        usual = {"Origin": self.url, "Sec-Fetch-Site": "same-origin", "Content-Type": kind}
        seen = self.ask("POST", path, body, {**usual, **(headers or {})})
        return self.get(seen.headers["location"]) if seen.status == 303 else self._now_at(seen)

    def submit(
        self,
        form: Element,
        button: Element | None = None,
        typed: Mapping[str, str] | None = None,
        file: tuple[str, bytes] | None = None,
    ) -> Seen:
        """Send a form as it stands, with what was typed, by one of its buttons."""
        fields = {**form.fields(), **(typed or {})}
        if button is not None and "name" in button.attributes:
            fields[button.attributes["name"]] = button.attributes.get("value", "")
        return self.post(form.attributes["action"], fields, file)

    def ask(self, method: str, path: str, body: bytes = b"", headers: Headers | None = None) -> Seen:
        """One request, exactly as told."""
        connection = http.client.HTTPConnection(self.host, timeout=10)
        try:
            connection.request(method, path.partition("#")[0], body or None, dict(headers or {}))
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Seen(urljoin(self.url, path), answer.status, told, answer.read())
        finally:
            connection.close()

    def _now_at(self, seen: Seen) -> Seen:
        self.at = seen
        return seen

    # --- as somebody in the workspace

    def say(self, text: str, thread: bool = False, file: tuple[str, bytes] | None = None) -> Seen:
        """Write in the composer of the page one is on, or in its thread's, and send it."""
        assert self.at is not None
        form = self.at.page.one("form", id="reply" if thread else "compose")
        return self.submit(form, form.button("Send"), {"text": text}, file)

    def press(self, words: str, within: str = "") -> Seen:
        """Press a button of the page one is on, in the region with this id or anywhere."""
        assert self.at is not None
        place = self.at.page.one(id=within) if within else self.at.page
        for form in place.all("form"):
            if any(each.text == words and "hidden" not in each.attributes for each in form.all("button")):
                return self.submit(form, form.button(words))
        raise AssertionError(f"no [{words}] in: {place.text[:2000]}")


def multipart(fields: Mapping[str, str], name: str, content: bytes) -> tuple[bytes, str]:
    """A form with a file, as browsers write it."""
    lines = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{text}\r\n'.encode()
        for field, text in fields.items()
    ]
    safe = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{safe}"\r\n'
    lines += [head.encode(), b"Content-Type: application/octet-stream\r\n\r\n", content, b"\r\n"]
    return b"".join([*lines, f"--{BOUNDARY}--\r\n".encode()]), f"multipart/form-data; boundary={BOUNDARY}"
