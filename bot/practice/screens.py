"""What Slack does to a person's screen with the app's answer. What may live here: that, for each kind of act."""

from typing import Any

from bot.practice import payloads
from bot.practice.answers import Answer, plain_answer
from bot.practice.delivery import Reply
from bot.practice.entities import Channel, Json, Message, Person, View
from bot.practice.installation import Installation
from bot.practice.limits import MOST_VIEWS_STACKED, Fault, message_faults, view_faults
from bot.practice.workspace import SLACKBOT, Workspace


class Screens:
    """The screens of everybody in one workspace."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.workspace: Workspace = installation.workspace

    def command(self, person: Person, channel: Channel, name: str, reply: Reply) -> Answer:
        """After a command: what the app answered stands in the channel, or that it failed."""
        answer = plain_answer(reply)
        if answer.error:
            shown = self.shown_to(
                person, f'{name} failed with the error "{answer.error}"', answer.error, channel
            )
            answer.message = shown.message
        elif reply.body.get("text") or reply.body.get("blocks"):
            answer.faults = message_faults(reply.body)
            if answer.faults:
                answer.error = answer.faults[0].code
                words = f'{name} failed with the error "{answer.error}"'
                answer.message = self.shown_to(person, words, answer.error, channel).message
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

    def shown_to(self, person: Person, words: str, error: str, channel: Channel | None = None) -> Answer:
        """Slack itself tells the person something, by default in their DM with the bot."""
        place = channel or self.workspace.dm_channel(person.id)
        with self.workspace.lock:
            ts = self.workspace.new_ts(self.installation.epoch())
            message = Message(place.id, ts, SLACKBOT, payloads.escaped(words), ephemeral_to=person.id)
            return Answer(error=error, message=self.workspace.post(message))

    def submission(self, person: Person, view: View, reply: Reply) -> Answer:
        """After a form was sent: it closes, changes, has another put on it, or shows what is wrong with it."""
        answer = plain_answer(reply)
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
