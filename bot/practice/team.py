"""A workspace with people in it who can do things: type, press, choose, submit, look.

Each act builds a payload, delivers it, and does to the person's screen what Slack does with the answer.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, Protocol

from bot.practice import forms, payloads
from bot.practice.delivery import Parcel, Reply
from bot.practice.entities import Channel, Json, Message, Person, Upload, View
from bot.practice.installation import Installation, Shortcut
from bot.practice.limits import MOST_VIEWS_STACKED, Fault, message_faults, view_faults
from bot.practice.workspace import SLACKBOT, Workspace

Screen = Message | View
BUTTONS = frozenset({"button"})
GONE = "this form was already sent or closed"


@dataclass
class Answer:
    """What came of an act: the app's acknowledgement, and what Slack made of it.

    `error` is what Slack told the person (`operation_timeout`, `dispatch_failed`, …); `errors` are the words
    under a form's inputs; `faults` are what Slack refused in the acknowledgement; `again` answers the
    same payload when it was delivered twice.
    """

    status: int | None = None
    body: Json = field(default_factory=dict)
    milliseconds: float = 0.0
    error: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    message: Message | None = None
    tries: int = 1
    again: "Answer | None" = None

    @property
    def text(self) -> str:
        """The acknowledgement's text."""
        return str(self.body.get("text") or "")

    @property
    def blocks(self) -> list[Json]:
        """The acknowledgement's blocks."""
        return list(self.body.get("blocks") or [])

    @property
    def timed_out(self) -> bool:
        """Whether nothing came back within three seconds."""
        return self.error == "operation_timeout"

    @property
    def readable(self) -> str:
        """What the person was shown in answer, as text."""
        return self.message.readable if self.message else ""


class Carrier(Protocol):
    """What takes a parcel to the app: the practice Slack itself."""

    def carry(self, installation: Installation, parcel: Parcel) -> list[Reply]:
        """Deliver, with retries if it is an event; every reply, the last one last."""
        ...


Finish = Callable[[Reply], Answer]


class Team:
    """One workspace, as tests, demonstrations and the page drive it. Its acts may come from several threads.

    `shortcuts` are what the app offers in Slack's menus, set by whoever builds the workspace.
    """

    def __init__(self, installation: Installation, carrier: Carrier) -> None:
        self.installation = installation
        self.workspace: Workspace = installation.workspace
        self.shortcuts: tuple[Shortcut, ...] = ()
        self._carrier = carrier
        self._last: dict[str, tuple[Parcel, Finish]] = {}
        self._twice = False

    # --- setting the scene

    @property
    def id(self) -> str:
        """The team id."""
        return self.workspace.id

    @property
    def request_url(self) -> str | None:
        """Where payloads go, signed; None for Socket Mode."""
        return self.installation.request_url

    @request_url.setter
    def request_url(self, url: str | None) -> None:
        self.installation.request_url = url

    @property
    def scopes(self) -> frozenset[str]:
        """What the bot token may do."""
        return self.installation.scopes

    @scopes.setter
    def scopes(self, scopes: frozenset[str]) -> None:
        self.installation.scopes = frozenset(scopes)

    def add_person(
        self,
        person_id: str,
        name: str,
        *,
        email: str | None = None,
        tz: str = "Europe/London",
        is_bot: bool = False,
        deleted: bool = False,
        team_id: str | None = None,
        is_admin: bool = False,
    ) -> Person:
        """Someone of the team, or with `team_id` a stranger from another. `is_admin`: they administer the workspace."""
        return self.workspace.add_person(
            Person(person_id, name, email, tz, is_bot, deleted, team_id, is_admin)
        )

    def add_channel(
        self,
        channel_id: str,
        name: str,
        *,
        members: Sequence[Person | str] = (),
        private: bool = False,
        archived: bool = False,
        with_bot: bool = True,
    ) -> Channel:
        """A channel with these people, and the bot unless told otherwise."""
        inside = {member.id if isinstance(member, Person) else member for member in members}
        inside |= {self.workspace.bot_user_id} if with_bot else set()
        return self.workspace.add_channel(Channel(channel_id, name, inside, private, archived))

    # --- what a person does

    def command(
        self, person: Person, name: str, text: str = "", channel: Channel | str | None = None
    ) -> Answer:
        """Type a slash command, by default in the person's DM with the bot."""
        stranger = person.team_id not in (None, self.id)  # commands are not shared through Slack Connect
        if stranger or not self.installation.installed or "commands" not in self.installation.scopes:
            return self._shown_to(person, f"{name} is not a valid command.", "invalid_command")
        where = self._place(person, channel)
        payload = payloads.command(
            self.installation,
            person,
            where,
            name,
            text,
            self._trigger(person),
            self._response_url(where, person),
        )
        parcel = Parcel("command", f"command {name}", payload)
        return self._act(person, parcel, lambda reply: self._finish_command(person, where, name, reply))

    def press(
        self,
        person: Person,
        screen: Screen,
        action_id: str | None = None,
        *,
        value: str | None = None,
        label: str | None = None,
        block_id: str | None = None,
    ) -> Answer:
        """Press a button (a confirm dialog is confirmed). Raises NotOnScreen unless just one fits."""
        wanted = {"action_id": action_id, "value": value, "label": label, "block_id": block_id}
        with self.workspace.lock:
            block, element = forms.find_element(screen.blocks, kinds=BUTTONS, **wanted)
            parcel = self._block_action(person, screen, block, element, None)
        return self._act(person, parcel, _plain_answer)

    def choose(
        self, person: Person, screen: Screen, action_id: str, value: Any, *, block_id: str | None = None
    ) -> Answer:
        """Choose in a menu, picker or set of boxes: an option by value or words, a list of them, a date."""
        with self.workspace.lock:
            block, element = forms.find_element(screen.blocks, action_id=action_id, block_id=block_id)
            held = forms.entry(element, value)
            self._must_be_shown(person, screen)
            if element["type"] != "overflow":
                given = {block["block_id"]: {element["action_id"]: value}}
                forms.fill(screen.blocks, screen.values, given)
                self.workspace.changed()
            if block["type"] == "input" and not block.get("dispatch_action"):
                return Answer(status=200)
            parcel = self._block_action(person, screen, block, element, held)
        return self._act(person, parcel, _plain_answer)

    def submit(
        self, person: Person, view: View, values: Mapping[str, Mapping[str, Any]] | None = None
    ) -> Answer:
        """Fill in a modal, `{block_id: {action_id: value}}`, and submit it. What is not given stays as it is.

        What Slack's client itself refuses is shown under the inputs, and the app is not asked. Of two
        submissions at once one is sent; the other raises NotOnScreen.
        """
        with self.workspace.lock:
            parcel = self._submission(person, view, values or {})
            if parcel is None:
                return Answer(errors=dict(view.errors))
            view.sending = True
        try:
            return self._act(person, parcel, lambda reply: self._finish_submission(person, view, reply))
        finally:
            view.sending = False

    def _submission(
        self, person: Person, view: View, values: Mapping[str, Mapping[str, Any]]
    ) -> Parcel | None:
        """Fill the form in; what is to be sent, or nothing where Slack's client refuses."""
        self._must_be_open(person, view)
        if view.sending:
            raise forms.NotOnScreen(GONE)
        if "submit" not in view.definition:
            raise forms.NotOnScreen("this view has no submit button")
        forms.fill(view.blocks, view.values, values)
        view.errors = forms.refusals(view.blocks, view.values)
        self.workspace.changed()
        if view.errors:
            return None
        body = payloads.view_body(view, self.installation)
        payload = self._interaction(person, "view_submission", view, view=body, response_urls=[])
        return Parcel("interaction", f"view_submission {view.callback_id}", payload)

    def close(self, person: Person, view: View) -> Answer:
        """Close a modal. The app hears of it only if the view asked to."""
        with self.workspace.lock:
            self._must_be_open(person, view)
            cleared = bool(view.definition.get("clear_on_close"))
            kept = 0 if cleared else self.workspace.stack(person.id).index(view)
            self.workspace.clear_stack(person.id, kept)
        if not view.definition.get("notify_on_close"):
            return Answer(status=200)
        body = payloads.view_body(view, self.installation)
        payload = payloads.interaction(
            self.installation, person, "view_closed", view=body, is_cleared=cleared
        )
        return self._act(
            person, Parcel("interaction", f"view_closed {view.callback_id}", payload), _plain_answer
        )

    def say(
        self, person: Person, channel: Channel | str | None, text: str, thread_ts: str | None = None
    ) -> Answer:
        """Post a message, by default to the DM with the bot. The app hears of it if it is subscribed.

        `<@U…>` of someone known is a mention; every other `<`, `>` and `&` is text, and arrives escaped.
        Web and email addresses arrive as links.
        """
        where = self._place(person, channel)
        message = self._write(person, where, text, thread_ts)
        event = payloads.message_event(self.installation, person, where, message)
        return self._tell_of(message, where, event, person)

    def upload(
        self,
        person: Person,
        channel: Channel | str | None,
        name: str,
        content: bytes,
        text: str = "",
        thread_ts: str | None = None,
    ) -> Answer:
        """Share a file, by default in the DM with the bot, with `text` beside it as in `say`.

        The app hears of it as of any message (`message`, subtype `file_share`) and may fetch it with its
        token. Slack takes no file without a name or a byte: the answer's error is then `file_empty`.
        """
        where = self._place(person, channel)
        if not name or not content:
            return Answer(error="file_empty")
        with self.workspace.lock:
            upload = self._uploaded(person, where, name, content)
            message = self._write(person, where, text, thread_ts, files=[upload.id])
        event = payloads.file_share_event(self.installation, person, where, message)
        return self._tell_of(message, where, event, person)

    def join(self, person: Person) -> Answer:
        """Someone joins the workspace; the app hears of it (`team_join`) if it is subscribed."""
        self.workspace.add_person(person)
        if "team_join" not in self.installation.events:
            return Answer()
        return self.event(payloads.person_event(self.installation, person, "team_join"), person)

    def open_home(self, person: Person, tab: str = "home") -> Answer:
        """Open the app's Home (or messages) tab."""
        view = self.home(person)
        event: Json = {
            "type": "app_home_opened",
            "user": person.id,
            "channel": self.workspace.dm_channel(person.id).id,
            "tab": tab,
            "event_ts": self.workspace.new_ts(self.installation.epoch()),
        }
        if view is not None:
            event["view"] = payloads.view_body(view, self.installation)
        return self.event(event, person)

    def shortcut(self, person: Person, callback_id: str, message: Message | None = None) -> Answer:
        """Use a global shortcut, or with `message` a message shortcut. Slack offers none on ephemeral messages."""
        if message is not None and (message.deleted or message.ephemeral_to):
            raise forms.NotOnScreen(
                "this message has no shortcuts: it was deleted, or only one person sees it"
            )
        at = self.workspace.new_ts(self.installation.epoch())
        more: Json = {"callback_id": callback_id, "action_ts": at, "trigger_id": self._trigger(person)}
        if message is None:
            payload = payloads.interaction(self.installation, person, "shortcut", **more)
        else:
            channel = self.workspace.channels[message.channel]
            more |= {
                "message_ts": message.ts,
                "message": payloads.message_body(message, self.installation),
                "channel": {"id": channel.id, "name": channel.name},
                "response_url": self._response_url(channel, person, None),
            }
            payload = payloads.interaction(self.installation, person, "message_action", **more)
        return self._act(
            person, Parcel("interaction", f"{payload['type']} {callback_id}", payload), _plain_answer
        )

    def event(self, event: Json, person: Person | None = None) -> Answer:
        """Deliver any event; retried, as Slack retries events."""
        payload = payloads.event_callback(self.installation, event)
        parcel = Parcel("event", f"event {event.get('type')}", payload)
        return self._act(person, parcel, _plain_answer)

    def change_person(self, person: Person, **fields: Any) -> Answer:
        """Change someone's profile (`name`, `email`, `tz`, `deleted`) and tell the app (`user_change`)."""
        for name, value in fields.items():
            setattr(person, name, value)
        self.workspace.add_person(person)
        return self.event(payloads.person_event(self.installation, person, "user_change"))

    def deliver(self, kind: str, payload: Json) -> Answer:
        """Deliver any payload at all; `kind` is `command`, `interaction` or `event`."""
        return self._act(None, Parcel(kind, f"raw {kind}", payload), _plain_answer)

    def verify_request_url(self) -> Answer:
        """Ask the app's address to prove itself, as Slack does when it is set."""
        challenge = f"challenge-{self.workspace.number()}"
        payload = {"type": "url_verification", "token": payloads.VERIFICATION, "challenge": challenge}
        answer = self._act(None, Parcel("event", "url_verification", payload), _plain_answer)
        if answer.body.get("challenge") != challenge and answer.text != challenge:
            answer.error = "challenge_failed"
        return answer

    def uninstall(self) -> None:
        """Remove the app: its token is dead at once, and it is told so."""
        self.installation.installed = False
        self.event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.workspace.bot_user_id]}})
        self.event({"type": "app_uninstalled"})

    # --- the same thing twice

    def repeat_last(self, person: Person) -> Answer:
        """Deliver the person's last payload again to the letter, as a network that retries would."""
        parcel, finish = self._last[person.id]
        return self._carry(parcel, finish)

    @contextmanager
    def delivering_twice(self) -> Iterator[None]:
        """Within this, every payload is delivered twice at the same moment; see `Answer.again`."""
        self._twice = True
        try:
            yield
        finally:
            self._twice = False

    # --- what a person sees

    def dm(self, person: Person) -> list[Message]:
        """The person's direct messages with the bot, top level, oldest first."""
        found = self.workspace.messages_in(self.workspace.dm_channel(person.id).id)
        return [message for message in found if not message.is_reply]

    def thread(self, message: Message) -> list[Message]:
        """A message and the replies to it."""
        return self.workspace.thread(message.channel, message.thread_ts or message.ts)

    def messages(self, channel: Channel | str) -> list[Message]:
        """Everything in a channel, replies included, oldest first."""
        return self.workspace.messages_in(channel.id if isinstance(channel, Channel) else channel)

    def ephemerals(self, person: Person) -> list[Message]:
        """What only this person was shown."""
        return self.workspace.ephemerals(person.id)

    def views(self, person: Person) -> list[View]:
        """The modals on the person's screen, the lowest first."""
        with self.workspace.lock:
            return list(self.workspace.stack(person.id))

    def home(self, person: Person) -> View | None:
        """The person's Home tab, if one was published."""
        return self.workspace.home_views.get(person.id)

    def seen_by(self, person: Person) -> list[Message]:
        """Every message the person can see, in order."""
        return self.workspace.seen_by(person.id)

    def unread(self, person: Person) -> list[Message]:
        """What came since the person last looked."""
        return self.workspace.unread(person.id)

    def mark_read(self, person: Person) -> None:
        """The person has seen everything."""
        self.workspace.mark_read(person.id)

    # --- how an act is carried out

    def _act(self, person: Person | None, parcel: Parcel, finish: Finish) -> Answer:
        if person is not None:
            self._last[person.id] = (parcel, finish)
        if not self._twice:
            return self._carry(parcel, finish)
        second: list[Answer] = []
        twin = Thread(target=lambda: second.append(self._carry(parcel, finish)))
        twin.start()
        answer = self._carry(parcel, finish)
        twin.join()
        answer.again = second[0] if second else None
        return answer

    def _carry(self, parcel: Parcel, finish: Finish) -> Answer:
        replies = self._carrier.carry(self.installation, parcel)
        answer = finish(replies[-1])
        answer.tries = len(replies)
        return answer

    def _block_action(
        self, person: Person, screen: Screen, block: Json, element: Json, held: Json | None
    ) -> Parcel:
        self._must_be_shown(person, screen)
        at = f"{self.installation.epoch():.6f}"
        acted = payloads.as_tapped(forms.action(block, element, held, at))
        if isinstance(screen, View):
            place = payloads.in_view(screen, self.installation)
        else:
            channel = self.workspace.channels[screen.channel]
            place = payloads.in_message(screen, channel, self.installation)
            place["response_url"] = self._response_url(channel, person, screen)
        payload = self._interaction(person, "block_actions", screen, actions=[acted], **place)
        return Parcel("interaction", f"block_actions {element['action_id']}", payload)

    def _write(
        self, person: Person, where: Channel, text: str, thread_ts: str | None, files: Sequence[str] = ()
    ) -> Message:
        with self.workspace.lock:
            ts = self.workspace.new_ts(self.installation.epoch())
            message = Message(where.id, ts, person.id, self._as_written(text), thread_ts=thread_ts)
            message.files = list(files)
            if thread_ts is not None:
                self._mark_parent(where, thread_ts)
            return self.workspace.post(message)

    def _uploaded(self, person: Person, where: Channel, name: str, content: bytes) -> Upload:
        upload = Upload(f"F{self.workspace.number():08d}", name, len(content), ticket="", content=content)
        upload.title, upload.channels, upload.completed = name, [where.id], True
        upload.user, upload.created = person.id, int(self.installation.epoch())
        self.workspace.uploads[upload.id] = upload
        return upload

    def _tell_of(self, message: Message, where: Channel, event: Json, person: Person) -> Answer:
        """Deliver the events a new message makes, as far as the app is subscribed."""
        answer = Answer()
        if "message." + event["channel_type"] in self.installation.events:
            answer = self.event(event, person)
        mentions = f"<@{self.workspace.bot_user_id}>" in message.text
        if mentions and not where.is_im and "app_mention" in self.installation.events:
            mention = {name: held for name, held in event.items() if name != "channel_type"}
            answer = self.event({**mention, "type": "app_mention"}, person)
        answer.message = message
        return answer

    def _interaction(self, person: Person, kind: str, screen: Screen, **more: Any) -> Json:
        root = screen.root if isinstance(screen, View) and screen.type == "modal" else None
        trigger_id = self._trigger(person, root)
        return payloads.interaction(self.installation, person, kind, trigger_id=trigger_id, **more)

    def _trigger(self, person: Person, root: str | None = None) -> str:
        return self.installation.triggers.issue(person.id, time.monotonic(), root)

    def _response_url(self, channel: Channel, person: Person, original: Message | None = None) -> str:
        return self.installation.response_url(channel.id, person.id, time.monotonic(), original)

    def _place(self, person: Person, channel: Channel | str | None) -> Channel:
        if isinstance(channel, Channel):
            return channel
        if channel is None or channel == "dm":
            return self.workspace.dm_channel(person.id)
        return self.workspace.channels[channel]

    def _must_be_open(self, person: Person, view: View) -> None:
        stack = self.workspace.stack(person.id)
        if view not in stack:
            raise forms.NotOnScreen(GONE)
        if view is not stack[-1]:
            raise forms.NotOnScreen("another form lies on top of this one")

    def _must_be_shown(self, person: Person, screen: Screen) -> None:
        if isinstance(screen, Message):
            if screen.deleted:
                raise forms.NotOnScreen("this message was deleted")
        elif screen is not self.home(person):
            self._must_be_open(person, screen)

    def _as_written(self, text: str) -> str:
        written = payloads.linked(payloads.escaped(text))
        for person_id in self.workspace.people:
            written = written.replace(f"&lt;@{person_id}&gt;", f"<@{person_id}>")
        return written

    def _mark_parent(self, channel: Channel, thread_ts: str) -> None:
        parent = self.workspace.find_message(channel.id, thread_ts)
        if parent is not None:
            parent.thread_ts = parent.ts

    # --- what Slack does with an answer

    def _finish_command(self, person: Person, channel: Channel, name: str, reply: Reply) -> Answer:
        answer = _plain_answer(reply)
        if answer.error:
            shown = self._shown_to(
                person, f'{name} failed with the error "{answer.error}"', answer.error, channel
            )
            answer.message = shown.message
        elif reply.body.get("text") or reply.body.get("blocks"):
            answer.faults = message_faults(reply.body)
            if answer.faults:
                answer.error = answer.faults[0].code
                words = f'{name} failed with the error "{answer.error}"'
                answer.message = self._shown_to(person, words, answer.error, channel).message
            else:
                answer.message = self._posted(person, channel, reply.body)
        return answer

    def _posted(self, person: Person, channel: Channel, body: Json) -> Message:
        with self.workspace.lock:
            message = Message(
                channel.id,
                self.workspace.new_ts(self.installation.epoch()),
                self.workspace.bot_user_id,
                str(body.get("text") or ""),
                list(body.get("blocks") or []),
                bot_id=self.workspace.bot_id,
                ephemeral_to=None if body.get("response_type") == "in_channel" else person.id,
            )
            return self.workspace.post(message)

    def _shown_to(self, person: Person, words: str, error: str, channel: Channel | None = None) -> Answer:
        place = channel or self.workspace.dm_channel(person.id)
        with self.workspace.lock:
            ts = self.workspace.new_ts(self.installation.epoch())
            message = Message(place.id, ts, SLACKBOT, payloads.escaped(words), ephemeral_to=person.id)
            return Answer(error=error, message=self.workspace.post(message))

    def _finish_submission(self, person: Person, view: View, reply: Reply) -> Answer:
        answer = _plain_answer(reply)
        if answer.error:
            return answer
        action = reply.body.get("response_action")
        with self.workspace.lock:
            if action == "errors":
                self._show_errors(view, reply.body, answer)
            elif action in ("update", "push"):
                self._show_view(person, view, action, reply.body.get("view"), answer)
            elif action == "clear":
                if view in self.workspace.stack(
                    person.id
                ):  # else closed meanwhile, and others are not its own
                    self.workspace.clear_stack(person.id)
            elif action is None:
                self.workspace.take_down(view)
            else:
                answer.faults = [Fault("invalid_response_action", f"unknown response_action: {action}")]
        if answer.faults:
            answer.error = answer.faults[0].code
        return answer

    def _show_errors(self, view: View, body: Json, answer: Answer) -> None:
        errors = body.get("errors")
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        sound = (
            isinstance(errors, dict)
            and errors
            and all(isinstance(words, str) and words for words in errors.values())
        )
        if not isinstance(errors, dict) or not sound or not set(errors) <= inputs:
            answer.faults = [Fault("invalid_errors", "errors must give words to input blocks of the view")]
            return
        view.errors = dict(errors)
        self.workspace.changed()
        answer.errors = dict(errors)

    def _show_view(self, person: Person, view: View, action: str, definition: Any, answer: Answer) -> None:
        stack = self.workspace.stack(person.id)
        answer.faults = view_faults(definition)
        if not answer.faults and definition["type"] != "modal":
            answer.faults = [Fault("invalid_arguments", "expected a view of type modal", "/view/type")]
        if not answer.faults and action == "push" and len(stack) >= MOST_VIEWS_STACKED:
            answer.faults = [Fault("push_limit_reached", f"no more than {MOST_VIEWS_STACKED} views")]
        if answer.faults or view not in stack:  # the person closed it meanwhile: nothing to show it in
            return
        now = self.installation.epoch()
        if action == "update":
            self.workspace.redefine(view, definition, now)
        else:
            self.workspace.show_above(self.workspace.new_view(person.id, definition, now, below=view))


def _plain_answer(reply: Reply) -> Answer:
    return Answer(reply.status, reply.body, reply.milliseconds, reply.error)
