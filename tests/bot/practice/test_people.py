"""What people do, carried to a real Bolt app over Socket Mode and over signed HTTP."""

import time
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltRequest, BoltResponse, Respond
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.practice import NotOnScreen, Person, PracticeSlack, Team
from bot.practice.payloads import escaped, linked
from tests.bot.practice.conftest import Reach
from tests.bot.practice.examples import (
    Json,
    actions,
    button,
    home,
    modal,
    option,
    question,
    section,
    select,
    text_input,
)

SEEN = list[Json]


@pytest.fixture
def heard() -> SEEN:
    """What the app was told, in order."""
    return []


def opening(view: Json) -> Any:
    """A command listener that opens this form."""

    def listen(ack: Ack, body: Json, client: WebClient) -> BoltResponse:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        return ack()

    return listen


def test_a_command_is_answered_to_that_person_alone(app: App, reach: Reach, team: Team, ana: Person) -> None:
    ben = team.add_person("U2", "Ben Orr")

    @app.command("/loip")
    def listen(ack: Ack, body: Json) -> None:
        ack(text=f"{body['user_name']} said {body['text']}", response_type="ephemeral")

    reach(app)
    answer = team.command(ana, "/loip", "update POV-03 <b> & so on")
    assert (answer.status, answer.error, answer.faults) == (200, None, [])
    assert answer.text == "ailsa.reid said update POV-03 <b> & so on"
    assert [message.ephemeral_to for message in team.ephemerals(ana)] == ["U1"]
    assert team.seen_by(ben) == []
    assert 0 < answer.milliseconds < 1000


def test_a_command_may_answer_in_the_channel(app: App, reach: Reach, team: Team, ana: Person) -> None:
    ben = team.add_person("U2", "Ben Orr")
    board = team.add_channel("C1", "board", members=[ana, ben])

    @app.command("/loip")
    def listen(ack: Ack, body: Json) -> None:
        ack(text=f"in {body['channel_name']}", response_type="in_channel")

    reach(app)
    team.command(ana, "/loip", channel=board)
    assert [message.readable for message in team.messages(board)] == ["in board"]
    assert [message.readable for message in team.unread(ben)] == ["in board"]


def test_a_command_carries_every_field_slack_sends(app: App, reach: Reach, team: Team, ana: Person) -> None:
    heard: SEEN = []

    @app.command("/loip")
    def listen(ack: Ack, body: Json) -> None:
        heard.append(body)
        ack()

    reach(app)
    team.command(ana, "/loip", "mine")
    body = heard[0]
    assert (body["team_id"], body["user_id"], body["channel_id"]) == (team.id, "U1", "D1")
    assert body["response_url"].startswith("http://127.0.0.1:")
    assert {"trigger_id", "api_app_id", "is_enterprise_install", "team_domain"} <= set(body)


def test_a_slow_answer_is_a_time_out_the_person_sees(
    app: App, reach: Reach, team: Team, ana: Person, slack: PracticeSlack
) -> None:
    @app.command("/loip")
    def listen(ack: Ack) -> None:
        time.sleep(slack.ack_seconds + 0.2)
        ack(text="too late")

    reach(app)
    answer = team.command(ana, "/loip", "mine")
    assert answer.timed_out
    assert answer.status is None
    assert [message.readable for message in team.ephemerals(ana)] == [
        '/loip failed with the error "operation_timeout"'
    ]


def test_an_answer_slack_would_refuse_is_a_failure(app: App, reach: Reach, team: Team, ana: Person) -> None:
    @app.command("/loip")
    def listen(ack: Ack) -> None:
        ack(text="a", blocks=[section("x" * 3001)])

    reach(app)
    answer = team.command(ana, "/loip", "list")
    assert answer.error == "invalid_blocks"
    assert str(answer.faults[0]) == "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer.readable == '/loip failed with the error "invalid_blocks"'


def test_nobody_listening_is_a_failure_the_person_sees(team: Team, ana: Person) -> None:
    answer = team.command(ana, "/loip", "mine")
    assert (answer.status, answer.error, answer.timed_out) == (None, "dispatch_failed", False)


def test_a_stranger_has_no_commands(app: App, reach: Reach, team: Team) -> None:
    stranger = team.add_person("U9", "Someone Else", team_id="T9999")
    reach(app)
    assert team.command(stranger, "/loip", "mine").error == "invalid_command"


def test_a_form_is_opened_filled_in_and_sent(
    app: App, reach: Reach, team: Team, ana: Person, heard: SEEN
) -> None:
    status = question(
        select("amber", "green", initial_option=option("green")), block_id="status", label="Status"
    )
    app.command("/loip")(
        opening(modal(status, question(text_input()), callback_id="update", private_metadata="7"))
    )

    @app.view("update")
    def listen(ack: Ack, body: Json) -> None:
        heard.append(body["view"])
        ack()

    reach(app)
    assert team.command(ana, "/loip").error is None
    [view] = team.views(ana)
    assert team.submit(ana, view, {"asked": {"words": "Tom & <Jo>"}}).status == 200
    values = heard[0]["state"]["values"]
    assert values["asked"]["words"] == {"type": "plain_text_input", "value": "Tom & <Jo>"}
    assert values["status"]["status"]["selected_option"]["value"] == "green"
    assert heard[0]["private_metadata"] == "7"
    assert team.views(ana) == []


def test_a_required_input_left_empty_is_refused_without_asking_the_app(
    app: App, reach: Reach, team: Team, ana: Person, slack: PracticeSlack
) -> None:
    app.command("/loip")(opening(modal(question(text_input(min_length=3)), callback_id=f"needs-{team.id}")))
    reach(app)
    team.command(ana, "/loip")
    [view] = team.views(ana)
    assert team.submit(ana, view).errors == {"asked": "Please complete this required field."}
    assert team.submit(ana, view, {"asked": {"words": "ab"}}).errors == {
        "asked": "This entry must be at least 3 characters."
    }
    assert "! This entry must be at least 3 characters." in view.readable
    assert slack.calls(f"view_submission needs-{team.id}") == []


def test_errors_are_shown_and_what_was_typed_stays(app: App, reach: Reach, team: Team, ana: Person) -> None:
    app.command("/loip")(opening(modal(question(text_input()), callback_id="update")))

    @app.view("update")
    def listen(ack: Ack) -> None:
        ack(response_action="errors", errors={"asked": "Say a little more"})

    reach(app)
    team.command(ana, "/loip")
    [view] = team.views(ana)
    answer = team.submit(ana, view, {"asked": {"words": "late"}})
    assert answer.errors == {"asked": "Say a little more"}
    assert team.views(ana) == [view]
    assert "[late]" in view.readable


def test_errors_for_something_that_is_no_input_are_a_fault(
    app: App, reach: Reach, team: Team, ana: Person
) -> None:
    app.command("/loip")(opening(modal(question(text_input()), callback_id="update")))

    @app.view("update")
    def listen(ack: Ack) -> None:
        ack(response_action="errors", errors={"elsewhere": "No"})

    reach(app)
    team.command(ana, "/loip")
    assert team.submit(ana, team.views(ana)[0], {"asked": {"words": "late"}}).error == "invalid_errors"


def test_a_form_may_be_replaced_stacked_three_deep_and_cleared(
    app: App, reach: Reach, team: Team, ana: Person
) -> None:
    def form(title: str) -> Json:
        return modal(question(text_input()), title=title, callback_id=title)

    replies: dict[str, Json] = {
        "one": {"response_action": "push", "view": form("two")},
        "two": {"response_action": "push", "view": form("three")},
        "three": {"response_action": "push", "view": form("four")},
    }
    app.command("/loip")(opening(form("one")))

    def listen(ack: Ack, body: Json) -> None:
        ack(**replies[body["view"]["callback_id"]])

    for name in ("one", "two", "three"):
        app.view(name)(listen)
    reach(app)
    team.command(ana, "/loip")
    words = {"asked": {"words": "x"}}
    for _ in range(2):
        team.submit(ana, team.views(ana)[-1], words)
    assert [view.title for view in team.views(ana)] == ["one", "two", "three"]
    assert team.submit(ana, team.views(ana)[-1], words).error == "push_limit_reached"
    with pytest.raises(NotOnScreen):
        team.submit(ana, team.views(ana)[0], words)
    replies["three"] = {"response_action": "update", "view": form("done")}
    team.submit(ana, team.views(ana)[-1], words)
    assert [view.title for view in team.views(ana)] == ["one", "two", "done"]
    team.close(ana, team.views(ana)[-1])
    replies["two"] = {"response_action": "clear"}
    team.submit(ana, team.views(ana)[-1], words)
    assert team.views(ana) == []


def test_a_replacement_slack_would_refuse_is_a_fault(app: App, reach: Reach, team: Team, ana: Person) -> None:
    app.command("/loip")(opening(modal(question(text_input()), callback_id="update")))

    @app.view("update")
    def listen(ack: Ack) -> None:
        ack(response_action="update", view=modal(title="x" * 25))

    reach(app)
    team.command(ana, "/loip")
    answer = team.submit(ana, team.views(ana)[0], {"asked": {"words": "x"}})
    assert [str(fault) for fault in answer.faults] == [
        "must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert [view.title for view in team.views(ana)] == ["Update"]


def test_closing_a_form_is_told_only_when_asked_for(
    app: App, reach: Reach, team: Team, ana: Person, heard: SEEN
) -> None:
    told = modal(question(text_input()), callback_id="told", notify_on_close=True)

    @app.command("/loip")
    def listen(ack: Ack, body: Json, client: WebClient) -> None:
        view = told if body["text"] else {**told, "notify_on_close": False}
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view_closed("told")
    def closed(ack: Ack, body: Json) -> None:
        heard.append(body)
        ack()

    reach(app)
    for text in ("", "yes"):
        team.command(ana, "/loip", text)
        team.close(ana, team.views(ana)[0])
    assert [body["is_cleared"] for body in heard] == [False]
    assert team.views(ana) == []


def test_a_trigger_opens_one_form_and_only_in_time(app: App, reach: Reach, team: Team, ana: Person) -> None:
    refused: list[str] = []

    @app.command("/loip")
    def listen(ack: Ack, body: Json, client: WebClient) -> None:
        time.sleep(float(body["text"]))
        for _ in range(2):
            try:
                client.views_open(trigger_id=body["trigger_id"], view=modal())
            except SlackApiError as error:
                refused.append(error.response["error"])
        ack()

    reach(app)
    team.installation.triggers.lifetime = 0.6
    team.command(ana, "/loip", "0")
    team.command(ana, "/loip", "0.8")
    assert refused == ["exchanged_trigger_id", "expired_trigger_id", "expired_trigger_id"]


def test_a_button_of_a_message_is_pressed_and_the_message_edited(
    app: App, reach: Reach, team: Team, ana: Person, client: WebClient, heard: SEEN
) -> None:
    @app.action("met")
    def listen(ack: Ack, body: Json, client: WebClient) -> None:
        heard.append(body)
        ack(text="Slack ignores this")
        container = body["container"]
        client.chat_update(
            channel=container["channel_id"], ts=container["message_ts"], text="Done", blocks=[]
        )

    reach(app)
    client.chat_postMessage(
        channel="U1",
        text="Did it happen?",
        blocks=[section(), actions(button("Yes & no", "met", value="POV-03"))],
    )
    [message] = team.dm(ana)
    answer = team.press(ana, message, label="Yes & no")
    assert (answer.status, answer.message) == (200, None)
    assert message.readable == "Done"
    assert message.edited
    body = heard[0]
    assert body["actions"][0]["value"] == "POV-03"
    assert body["actions"][0]["text"]["text"] == "Yes &amp; no"
    assert body["message"]["ts"] == message.ts
    assert body["container"]["is_ephemeral"] is False
    assert team.ephemerals(ana) == []


def test_a_button_of_an_ephemeral_message_answers_through_its_address(
    app: App, reach: Reach, team: Team, ana: Person, heard: SEEN
) -> None:
    @app.command("/loip")
    def command(ack: Ack) -> None:
        ack(text="Saved", blocks=[actions(button("Undo", "undo"))])

    @app.action("undo")
    def undo(ack: Ack, body: Json, respond: Respond) -> None:
        heard.append(body)
        ack()
        respond(text="Taken back", replace_original=True)
        respond(text="And a word more", replace_original=False)

    reach(app)
    message = team.command(ana, "/loip").message
    assert message is not None
    team.press(ana, message, "undo")
    assert [shown.readable for shown in team.ephemerals(ana)] == ["Taken back", "And a word more"]
    assert "message" not in heard[0]
    assert heard[0]["container"]["is_ephemeral"] is True


def test_only_what_is_on_the_screen_can_be_pressed(team: Team, ana: Person, client: WebClient) -> None:
    client.chat_postMessage(channel="U1", text="a", blocks=[actions(button(), button("Other", "other"))])
    [message] = team.dm(ana)
    with pytest.raises(NotOnScreen, match=r"0 elements match .*'label': 'Snooze'.*there are: Update"):
        team.press(ana, message, label="Snooze")
    with pytest.raises(NotOnScreen, match="2 elements match"):
        team.press(ana, message)
    client.chat_delete(channel=message.channel, ts=message.ts)
    with pytest.raises(NotOnScreen, match="deleted"):
        team.press(ana, message, "update")


def test_menus_pickers_and_boxes_tell_what_was_chosen(
    app: App, reach: Reach, team: Team, ana: Person, client: WebClient, heard: SEEN
) -> None:
    def listen(ack: Ack, action: Json) -> None:
        heard.append(action)
        ack()

    for action_id in ("status", "more", "due", "met", "who"):
        app.action(action_id)(listen)
    reach(app)
    options = [option("a"), option("b")]
    elements = [
        select("amber", "green"),
        {"type": "overflow", "action_id": "more", "options": options},
        {"type": "datepicker", "action_id": "due", "initial_date": "2026-11-13"},
        {"type": "checkboxes", "action_id": "met", "options": options},
        {"type": "users_select", "action_id": "who"},
    ]
    client.chat_postMessage(channel="U1", text="a", blocks=[actions(*elements)])
    [message] = team.dm(ana)
    team.choose(ana, message, "status", "amber")
    team.choose(ana, message, "more", "B")
    team.choose(ana, message, "due", "2026-12-01")
    team.choose(ana, message, "met", ["a", "b"])
    team.choose(ana, message, "who", "U1")
    assert heard[0]["selected_option"]["value"] == "amber"
    assert heard[1]["selected_option"]["value"] == "b"
    assert (heard[2]["selected_date"], heard[2]["initial_date"]) == ("2026-12-01", "2026-11-13")
    assert [each["value"] for each in heard[3]["selected_options"]] == ["a", "b"]
    assert heard[4]["selected_user"] == "U1"
    with pytest.raises(NotOnScreen, match="'red' is not offered"):
        team.choose(ana, message, "status", "red")


def test_a_button_in_a_form_may_change_the_form(app: App, reach: Reach, team: Team, ana: Person) -> None:
    first = modal(question(text_input()), actions(button("More", "more")), callback_id="f")
    app.command("/loip")(opening(first))

    @app.action("more")
    def more(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        shown = body["view"]
        with_hint = modal(question(text_input()), section("Here is more"), callback_id="f")
        client.views_update(view_id=shown["id"], hash=shown["hash"], view=with_hint)
        with pytest.raises(SlackApiError, match="hash_conflict"):
            client.views_update(view_id=shown["id"], hash=shown["hash"], view=with_hint)
        client.views_push(trigger_id=body["trigger_id"], view=modal(title="Above"))

    reach(app)
    team.command(ana, "/loip")
    [view] = team.views(ana)
    view.values["asked"]["words"]["value"] = "half a sentence"
    team.press(ana, view, "more")
    assert "Here is more" in view.readable
    assert "[half a sentence]" in view.readable
    assert [each.title for each in team.views(ana)] == ["Update", "Above"]


def test_a_message_to_the_bot_arrives_escaped(
    app: App, reach: Reach, team: Team, ana: Person, heard: SEEN
) -> None:
    @app.event("message")
    def listen(event: Json, client: WebClient) -> None:
        heard.append(event)
        client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="Thank you")

    reach(app)
    said = team.say(ana, "dm", "POV-03 R&D <done>")
    assert said.message is not None
    assert heard[0]["text"] == "POV-03 R&amp;D &lt;done&gt;"
    assert (heard[0]["channel_type"], heard[0]["channel"]) == ("im", "D1")
    assert [message.readable for message in team.thread(said.message)] == ["POV-03 R&D <done>", "Thank you"]
    assert [message.readable for message in team.unread(ana)] == ["Thank you"]
    team.mark_read(ana)
    assert team.unread(ana) == []


def test_the_bot_hears_its_name_in_a_channel_and_nothing_else(
    app: App, reach: Reach, team: Team, ana: Person, heard: SEEN
) -> None:
    board = team.add_channel("C1", "board", members=[ana])

    @app.event("app_mention")
    def listen(event: Json) -> None:
        heard.append(event)

    reach(app)
    team.say(ana, board, "good morning")
    team.say(ana, board, "<@U0BOT> mine <!channel>")
    assert [event["text"] for event in heard] == ["<@U0BOT> mine &lt;!channel&gt;"]


def test_the_home_tab_is_opened_and_published(app: App, reach: Reach, team: Team, ana: Person) -> None:
    @app.event("app_home_opened")
    def listen(event: Json, client: WebClient) -> None:
        times = "again" if "view" in event else "for the first time"
        client.views_publish(user_id=event["user"], view=home(section(f"Welcome {times}")))

    reach(app)
    team.open_home(ana)
    shown = team.home(ana)
    assert shown is not None
    assert shown.readable == "Welcome for the first time"
    team.open_home(ana)
    assert shown.readable == "Welcome again"


def test_shortcuts_are_told_with_their_message(
    app: App, reach: Reach, team: Team, ana: Person, client: WebClient, heard: SEEN
) -> None:
    def listen(ack: Ack, body: Json) -> None:
        heard.append(body)
        ack()

    app.shortcut("anywhere")(listen)
    app.message_shortcut("on_message")(listen)
    reach(app)
    client.chat_postMessage(channel="U1", text="About POV-03")
    team.shortcut(ana, "anywhere")
    team.shortcut(ana, "on_message", team.dm(ana)[0])
    assert [body["type"] for body in heard] == ["shortcut", "message_action"]
    assert heard[1]["message"]["text"] == "About POV-03"


def test_an_event_that_fails_is_sent_again_and_says_so(
    app: App, reach: Reach, team: Team, ana: Person
) -> None:
    tries: list[Any] = []

    @app.middleware
    def listen(req: BoltRequest, next: Any) -> BoltResponse | None:  # noqa: A002 - Bolt injects by this name
        tries.append(req.headers.get("x-slack-retry-num", ["0"])[0])
        if len(tries) == 1:
            return BoltResponse(status=500)
        next()
        return None

    @app.event("message")
    def take(event: Json) -> None:
        """Taken the second time."""

    reach(app)
    answer = team.say(ana, None, "POV-03 done")
    assert (answer.status, answer.tries) == (200, 2)
    assert tries == ["0", "1"]


def test_a_command_or_tap_that_fails_is_never_sent_again(
    app: App, reach: Reach, team: Team, ana: Person
) -> None:
    tries: list[str] = []

    @app.command("/loip")
    def listen(body: Json) -> BoltResponse:
        tries.append(body["text"])
        return BoltResponse(status=500)

    reach(app)
    assert team.command(ana, "/loip", "mine").error in ("http_service_error", "operation_timeout")
    assert tries == ["mine"]


def test_the_very_same_payload_can_come_twice(
    app: App, reach: Reach, team: Team, ana: Person, heard: SEEN
) -> None:
    @app.command("/loip")
    def listen(ack: Ack, body: Json) -> None:
        heard.append(body)
        ack(text="Saved")

    reach(app)
    team.command(ana, "/loip", "one")
    assert team.repeat_last(ana).text == "Saved"
    assert heard[0] == heard[1]
    with team.delivering_twice():
        answer = team.command(ana, "/loip", "two")
    assert answer.again is not None
    assert (answer.text, answer.again.text) == ("Saved", "Saved")
    assert [body["text"] for body in heard] == ["one", "one", "two", "two"]
    assert len({body["trigger_id"] for body in heard}) == 2


def test_a_removed_app_is_told_and_its_token_is_dead(
    reach: Reach, team: Team, ana: Person, client: WebClient
) -> None:
    told: list[str] = []

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=team.id, bot_token=team.installation.bot_token)

    app = App(
        authorize=authorize,
        signing_secret=team.installation.signing_secret,
        process_before_response=True,
    )
    for kind in ("tokens_revoked", "app_uninstalled"):
        app.event(kind)(lambda event: told.append(event["type"]))
    reach(app)
    team.uninstall()
    assert told == ["tokens_revoked", "app_uninstalled"]
    with pytest.raises(SlackApiError, match="account_inactive"):
        client.auth_test()
    assert team.command(ana, "/loip").error == "invalid_command"


def test_a_changed_profile_is_told(app: App, reach: Reach, team: Team, ana: Person, heard: SEEN) -> None:
    @app.event("user_change")
    def listen(event: Json) -> None:
        heard.append(event["user"])

    reach(app)
    team.change_person(ana, email="new@example.org")
    assert heard[0]["profile"]["email"] == "new@example.org"


def test_somebody_who_joins_is_told_of_to_an_app_that_asked(
    app: App, reach: Reach, team: Team, heard: SEEN
) -> None:
    @app.event("team_join")
    def listen(event: Json) -> None:
        heard.append(event["user"])

    reach(app)
    team.join(Person("U7", "Dara Quill", "dara@example.org"))
    assert "U7" in team.workspace.people
    assert heard == []
    team.installation.events |= {"team_join"}
    assert team.join(Person("U8", "Evan Roe", "evan@example.org")).status == 200
    assert (heard[0]["id"], heard[0]["profile"]["email"]) == ("U8", "evan@example.org")


def test_a_message_only_one_person_sees_has_no_shortcuts(team: Team, ana: Person, client: WebClient) -> None:
    board = team.add_channel("C1", "board", members=[ana])
    client.chat_postEphemeral(channel=board.id, user=ana.id, text="psst")
    with pytest.raises(NotOnScreen, match="has no shortcuts"):
        team.shortcut(ana, "update", team.ephemerals(ana)[0])


def test_a_stranger_presses_under_the_name_of_another_team(
    app: App, reach: Reach, team: Team, client: WebClient, ana: Person, heard: SEEN
) -> None:
    stranger = team.add_person("U9", "Someone Else", team_id="T9999")
    board = team.add_channel("C1", "board", members=[ana, stranger])

    @app.action("update")
    def listen(ack: Ack, body: Json) -> None:
        heard.append(body)
        ack()

    reach(app)
    client.chat_postMessage(channel="C1", text="a", blocks=[actions(button())])
    team.press(stranger, team.messages(board)[0], "update")
    assert (heard[0]["team"]["id"], heard[0]["user"]["team_id"]) == (team.id, "T9999")


def test_any_payload_at_all_can_be_delivered(app: App, reach: Reach, team: Team, heard: SEEN) -> None:
    @app.command("/loip")
    def listen(ack: Ack, body: Json) -> None:
        heard.append(body)
        ack()

    reach(app)
    team.deliver("command", {"command": "/loip", "team_id": "T9999", "user_id": "U9", "text": "mine"})
    assert heard[0]["team_id"] == "T9999"


def test_what_one_person_sees_comes_in_order(
    app: App, reach: Reach, team: Team, ana: Person, client: WebClient
) -> None:
    @app.command("/loip")
    def listen(ack: Ack) -> None:
        ack(text="second")

    reach(app)
    client.chat_postMessage(channel="U1", text="first")
    team.command(ana, "/loip")
    client.chat_postMessage(channel="U1", text="third")
    assert [message.readable for message in team.seen_by(ana)] == ["first", "second", "third"]


@pytest.mark.parametrize(
    ("typed", "delivered"),
    [
        ("see https://a.example.org/x?a=1&b=2.", "see <https://a.example.org/x?a=1&amp;b=2>."),
        ("(http://a.example.org)", "(<http://a.example.org>)"),
        ("<https://a.example.org>", "&lt;<https://a.example.org>&gt;"),
        ("ina@a.example.org, today", "<mailto:ina@a.example.org|ina@a.example.org>, today"),
        ("no address: a@b or https://", "no address: a@b or https://"),
    ],
)
def test_addresses_in_a_message_arrive_as_links(typed: str, delivered: str) -> None:
    assert linked(escaped(typed)) == delivered
