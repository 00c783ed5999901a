"""A workspace with people in it who can do things: type, press, choose, submit, look.

Each act builds a payload and delivers it; what Slack then does to the person's screen is `bot.practice.screens`.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Thread
from typing import Any

from bot.practice import forms, payloads
from bot.practice.answers import Answer, Carrier, Finish, plain_answer
from bot.practice.delivery import Parcel
from bot.practice.entities import Channel, Json, Message, Person, Upload, View
from bot.practice.installation import Installation, Shortcut
from bot.practice.scene import Scene
from bot.practice.screens import Screens

Screen = Message | View
BUTTONS = frozenset({"button"})
GONE = "this form was already sent or closed"


class Team(Scene):
    """One workspace, as tests, demonstrations and the page drive it. Its acts may come from several threads.

    `shortcuts` are what the app offers in Slack's menus, set by whoever builds the workspace.
    """

    def __init__(self, installation: Installation, carrier: Carrier) -> None:
        super().__init__(installation)
        self.shortcuts: tuple[Shortcut, ...] = ()
        self._carrier = carrier
        self._screens = Screens(installation)
        self._last: dict[str, tuple[Parcel, Finish]] = {}
        self._twice = False

    # --- what a person does

    def command(
        self, person: Person, name: str, text: str = "", channel: Channel | str | None = None
    ) -> Answer:
        """Type a slash command, by default in the person's DM with the bot."""
        stranger = person.team_id not in (None, self.id)  # commands are not shared through Slack Connect
        if stranger or not self.installation.installed or "commands" not in self.installation.scopes:
            return self._screens.shown_to(person, f"{name} is not a valid command.", "invalid_command")
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
        return self._act(person, parcel, lambda reply: self._screens.command(person, where, name, reply))

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
        return self._act(person, parcel, plain_answer)

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
        return self._act(person, parcel, plain_answer)

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
            return self._act(person, parcel, lambda reply: self._screens.submission(person, view, reply))
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
            person, Parcel("interaction", f"view_closed {view.callback_id}", payload), plain_answer
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
            person, Parcel("interaction", f"{payload['type']} {callback_id}", payload), plain_answer
        )

    def event(self, event: Json, person: Person | None = None) -> Answer:
        """Deliver any event; retried, as Slack retries events."""
        payload = payloads.event_callback(self.installation, event)
        parcel = Parcel("event", f"event {event.get('type')}", payload)
        return self._act(person, parcel, plain_answer)

    def change_person(self, person: Person, **fields: Any) -> Answer:
        """Change someone's profile (`name`, `email`, `tz`, `deleted`) and tell the app (`user_change`)."""
        for name, value in fields.items():
            setattr(person, name, value)
        self.workspace.add_person(person)
        return self.event(payloads.person_event(self.installation, person, "user_change"))

    def deliver(self, kind: str, payload: Json) -> Answer:
        """Deliver any payload at all; `kind` is `command`, `interaction` or `event`."""
        return self._act(None, Parcel(kind, f"raw {kind}", payload), plain_answer)

    def verify_request_url(self) -> Answer:
        """Ask the app's address to prove itself, as Slack does when it is set."""
        challenge = f"challenge-{self.workspace.number()}"
        payload = {"type": "url_verification", "token": payloads.VERIFICATION, "challenge": challenge}
        answer = self._act(None, Parcel("event", "url_verification", payload), plain_answer)
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
