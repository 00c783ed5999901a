"""Files people share: fetched from Slack with the bot's token, within a size and a time.

What may live here: the edge between Slack's files and bytes. What is in them is others' to say.
"""

from http.client import HTTPException
from time import monotonic
from typing import Any
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.rules.sheet_report import FetchedFile, NotRead
from bot.slack.addresses import may_fetch_from, own_machine

LARGEST = 50 * 1024 * 1024
"""Bytes of a file that is fetched at all."""

TIMEOUT, LONGEST = 10, 60
"""Seconds that one answer of Slack's is waited for, and that all of a file may take."""

_PIECE = 1 << 20
_TOO_LARGE = NotRead(
    f"it is larger than {LARGEST // (1024 * 1024)} MB. Please send the sheet of actions alone."
)
_GONE = NotRead("it is no longer in Slack. Please drop it here again.")
_ELSEWHERE = NotRead("it is kept outside Slack, where I can't read it. Please drop the file itself here.")
_NOT_NOW = NotRead("Slack did not let me have it just now. Please drop it here again in a minute.")
_NOT_ALLOWED = NotRead(
    "Slack does not let me read files. Whoever set me up can add the scope files:read; `loip check` says how."
)
_REFUSALS = {
    "file_not_found": _GONE,
    "file_deleted": _GONE,
    "missing_scope": _NOT_ALLOWED,
    "not_allowed_token_type": _NOT_ALLOWED,
}


class Files:
    """Fetches files with one workspace's token. Needs the scope `files:read`."""

    def __init__(self, client: WebClient, token: str, base_url: str) -> None:
        self._client = client
        self._token = token
        self._base_url = base_url

    def fetch(self, file_id: str) -> FetchedFile | NotRead:
        """The file with this id, or in one line why it cannot be had. Never more than `LARGEST` is read."""
        try:
            file: dict[str, Any] = self._client.files_info(file=file_id)["file"]
        except SlackApiError as error:
            return _REFUSALS.get(str(error.response.get("error")), _NOT_NOW)
        except (OSError, HTTPException):
            return _NOT_NOW
        url, size = (
            str(file.get("url_private_download") or file.get("url_private") or ""),
            file.get("size") or 0,
        )
        if file.get("is_external") or not may_fetch_from(url, self._base_url):
            return _ELSEWHERE
        if size > LARGEST:
            return _TOO_LARGE
        content = self._download(url)
        if isinstance(content, NotRead):
            return content
        # Without the right to it Slack answers with its sign-in page.
        return FetchedFile(str(file.get("name") or "file"), content) if len(content) == size else _NOT_NOW

    def _download(self, url: str) -> bytes | NotRead:
        request = Request(url, headers={"Authorization": f"Bearer {self._token}"})  # noqa: S310  its host was looked at
        until = monotonic() + LONGEST
        taken = bytearray()
        try:
            with self._opener().open(request, timeout=TIMEOUT) as answer:
                while piece := answer.read(_PIECE):
                    taken += piece
                    if len(taken) > LARGEST:
                        return _TOO_LARGE
                    if monotonic() > until:
                        return _NOT_NOW
        except (OSError, HTTPException):
            return _NOT_NOW
        return bytes(taken)

    def _opener(self) -> OpenerDirector:
        through = (
            {} if own_machine(self._base_url) or not self._client.proxy else {"https": self._client.proxy}
        )
        return build_opener(ProxyHandler(through), HTTPHandler(), HTTPSHandler(), _StayThere())


class _StayThere(HTTPRedirectHandler):
    """Follows no redirect: it would take the token to wherever it points."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """No other request is made; the answer counts as an error."""
