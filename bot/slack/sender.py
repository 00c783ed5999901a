"""The edge that sends: one claimed message to Slack, and a look whether it got there. It decides nothing."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.settings import SLACK_API_URL
from bot.slack.addresses import may_answer_at, may_upload_to, own_machine
from bot.slack.certificates import certificates
from bot.slack.outcomes import (
    InstallationGone,
    NotSent,
    Outcome,
    Refused,
    Sent,
    Unknown,
    outcome_of_answer,
    outcome_of_fault,
)
from bot.views.unbroken import unbroken
from storage.records import Outbox

EVENT_TYPE = "loip_outbox"
"""The type of the metadata that carries an outbox key."""

MOST_PAGES = 10
"""How far back a lost message is looked for."""

CLOCKS_APART = timedelta(minutes=5)
"""How far this machine's clock may be off from Slack's."""

_NOT_CONTENT = ("file", "response_url", "channel", "ts", "thread_ts", "metadata", "columns")

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a part belongs: under the message with this ts, or where that is None in the same channel."""

    channel: str
    ts: str | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed row of the outbox with its words as they now stand.

    `payload` is what Slack is given (`text`, `blocks`); `file` in it, `{name, title, content}` or with
    `base64` instead of `content`, makes it an upload with `text` as its comment. `since` is an instant of
    real time before which it was certainly not sent, if one is known.
    """

    row: Outbox
    payload: Payload
    thread: Thread | None = None
    since: datetime | None = None


class _Failed(Exception):
    """A call that did not succeed, and what that means."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


class SlackSender:
    """Sends with one workspace's token. Never tries twice by itself: that is for whoever keeps the outbox.

    `timeout_seconds` bounds each wait for Slack and has to be well inside the lease of a claimed message.
    `page` is how many messages are asked for at a time when one is looked for.
    """

    def __init__(
        self, token: str, base_url: str = SLACK_API_URL, timeout_seconds: int = 10, page: int = 200
    ) -> None:
        self._client = WebClient(
            token, base_url=base_url, timeout=timeout_seconds, ssl=certificates(), retry_handlers=[]
        )
        self._timeout = timeout_seconds
        self._page = page
        self._base_url = base_url
        self._own = own_machine(base_url)
        if self._own is not None:
            self._client.proxy = None
        self._ways: dict[str, Callable[[Letter], Sent]] = {
            "message": self._post,
            "lines": self._post,
            "edit": self._edit,
            "respond": self._respond,
        }

    def send(self, letter: Letter) -> Outcome:
        """Send it, and tell what came of it."""
        try:
            return self._ways[letter.row.kind](letter)
        except _Failed as failed:
            return failed.outcome

    def find_sent(self, letter: Letter) -> Outcome | None:
        """Look whether an earlier try got there: where it is, None if it is not, or why there is no telling.

        An edit or an answer to a tap leaves no trace and does no harm when repeated: it counts as not there.
        """
        if letter.row.kind not in ("message", "lines"):
            return None
        try:
            return self._find(letter)
        except _Failed as failed:
            if failed.outcome == InstallationGone("missing_scope"):
                # The app may write there and not read: nothing is wrong with the workspace as a whole.
                return Refused(
                    "it may have been sent, and looking for it needs a scope the app does not have"
                )
            return failed.outcome

    # -- the four ways out

    def _post(self, letter: Letter) -> Sent:
        if "file" in letter.payload:
            return self._upload(letter)
        arguments = _content(letter.payload) | _place(letter)
        arguments["metadata"] = {"event_type": EVENT_TYPE, "event_payload": {"key": letter.row.key}}
        answer = self._call("chat.postMessage", arguments)
        return Sent(answer["channel"], answer["ts"])

    def _edit(self, letter: Letter) -> Sent:
        place = {"channel": letter.payload["channel"], "ts": letter.payload["ts"]}
        answer = self._call("chat.update", _content(letter.payload) | place)
        return Sent(answer["channel"], answer["ts"])

    def _respond(self, letter: Letter) -> Sent:
        url = str(letter.payload.get("response_url"))
        if not may_answer_at(url, self._base_url):
            raise _Failed(Refused("the address to answer at is not Slack's"))
        client = WebhookClient(url, timeout=self._timeout, retry_handlers=[])
        if self._own is not None:
            client.proxy = None
        try:
            answer = client.send_dict(_content(letter.payload))
        except (OSError, HTTPException, ValueError) as fault:
            raise _Failed(outcome_of_fault(fault)) from None
        if answer.status_code != 200:
            retry_after = answer.headers.get("Retry-After")
            raise _Failed(outcome_of_answer(answer.status_code, answer.body.strip(), retry_after))
        return Sent()

    def _upload(self, letter: Letter) -> Sent:
        file = letter.payload["file"]
        content = _bytes_of(file)
        place = self._place_of_file(letter)
        try:
            ticket = self._ask(
                "files.getUploadURLExternal", {"filename": file["name"], "length": len(content)}
            )
            self._put(ticket["upload_url"], content)
        except _Failed as failed:
            # Nobody sees a file before it is completed.
            raise _Failed(_certainly_not(failed.outcome)) from None
        shared = [{"id": ticket["file_id"], "title": file.get("title") or file["name"]}]
        self._call("files.completeUploadExternal", place | {"files": shared})
        return Sent(place["channel_id"])

    def _place_of_file(self, letter: Letter) -> Payload:
        try:
            place = {"channel_id": self._conversation(letter)}
        except _Failed as failed:
            raise _Failed(_certainly_not(failed.outcome)) from None
        if letter.thread and letter.thread.ts:
            place["thread_ts"] = letter.thread.ts
        comment = letter.payload.get("text")
        return place | {"initial_comment": comment} if comment else place

    # -- looking for what may have been sent

    def _find(self, letter: Letter) -> Sent | None:
        channel = self._conversation(letter)
        for message in self._written(channel, letter):
            if self._is_it(message, letter):
                return Sent(channel, message["ts"])
        return None

    def _written(self, channel: str, letter: Letter) -> Iterator[Payload]:
        """What stands in the conversation (or the thread) since the message was first put in the outbox."""
        thread_ts = letter.thread.ts if letter.thread else None
        method = "conversations.replies" if thread_ts else "conversations.history"
        given = {"channel": channel, "ts": thread_ts, "limit": self._page, "include_all_metadata": True}
        if letter.since is not None:
            given["oldest"] = f"{(letter.since - CLOCKS_APART).timestamp():.6f}"
        cursor = None
        for _ in range(MOST_PAGES):
            answer = self._ask(method, {**given, "cursor": cursor})
            yield from answer["messages"]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
        raise _Failed(Unknown("too much was written since to look through"))

    def _is_it(self, message: Payload, letter: Letter) -> bool:
        if "file" in letter.payload:
            # Slack keeps no metadata with a file; its name and size have to do.
            wanted = (letter.payload["file"]["name"], len(_bytes_of(letter.payload["file"])))
            return any(self._name_and_size(file) == wanted for file in message.get("files") or ())
        metadata = message.get("metadata") or {}
        key = (metadata.get("event_payload") or {}).get("key")
        return metadata.get("event_type") == EVENT_TYPE and key == letter.row.key

    def _name_and_size(self, file: Payload) -> tuple[Any, Any]:
        whole = file if "name" in file else self._ask("files.info", {"file": file["id"]})["file"]
        return whole.get("name"), whole.get("size")

    # -- calling

    def _conversation(self, letter: Letter) -> str:
        """The id of the conversation a message belongs in; a person's DM is opened for it."""
        if letter.thread is not None:
            return letter.thread.channel
        channel = _recipient(letter)
        if channel[0] not in "UW":
            return channel
        opened: str = self._call("conversations.open", {"users": channel})["channel"]["id"]
        return opened

    def _call(self, method: str, arguments: Payload) -> Payload:
        """A method that takes JSON."""
        return self._answered(lambda: self._client.api_call(method, json=arguments).data)

    def _ask(self, method: str, arguments: Payload) -> Payload:
        """A method that takes a form only, as the reading ones do."""
        given = {name: value for name, value in arguments.items() if value is not None}
        return self._answered(lambda: self._client.api_call(method, params=given).data)

    @staticmethod
    def _answered(call: Callable[[], Any]) -> Payload:
        try:
            answer: Payload = call()
        except SlackApiError as error:
            response = error.response
            retry_after = response.headers.get("Retry-After")
            failure = outcome_of_answer(response.status_code, str(response.get("error")), retry_after)
            raise _Failed(failure) from None
        except (OSError, HTTPException, ValueError) as fault:
            raise _Failed(outcome_of_fault(fault)) from None
        return answer

    def _put(self, url: str, content: bytes) -> None:
        if not may_upload_to(url, self._base_url):
            raise _Failed(Refused("the address to upload to is not Slack's"))
        headers = {"Content-Type": "application/octet-stream"}
        try:
            with self._opener().open(Request(url, content, headers, method="POST"), timeout=self._timeout):  # noqa: S310  its host was looked at
                return
        except (OSError, HTTPException) as fault:
            raise _Failed(outcome_of_fault(fault)) from None

    def _opener(self) -> OpenerDirector:
        through = {} if self._own or not self._client.proxy else {"https": self._client.proxy}
        return build_opener(ProxyHandler(through), HTTPHandler(), HTTPSHandler())


def _content(payload: Payload) -> Payload:
    """What is shown, its dates held together; and how it is shown."""
    content = {name: value for name, value in payload.items() if name not in _NOT_CONTENT}
    return content | {"blocks": unbroken(content["blocks"])} if "blocks" in content else content


def _recipient(letter: Letter) -> str:
    if not letter.row.channel:
        raise _Failed(Refused("nobody to send it to"))
    return letter.row.channel


def _place(letter: Letter) -> Payload:
    if letter.thread is None:
        return {"channel": _recipient(letter)}
    under = {"thread_ts": letter.thread.ts} if letter.thread.ts else {}
    return {"channel": letter.thread.channel} | under


def _bytes_of(file: Payload) -> bytes:
    if "base64" in file:
        return base64.b64decode(file["base64"])
    content: str = file["content"]
    return content.encode()


def _certainly_not(outcome: Outcome) -> Outcome:
    return NotSent(outcome.why) if isinstance(outcome, Unknown) else outcome
