"""The Web API, as slack_sdk's own client calls it."""

import time
import urllib.request
from typing import Any
from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.practice import Pace, Person, PracticeSlack, Team
from bot.practice.methods import METHODS
from tests.bot.practice.examples import Json, actions, button, home, modal, section


def refused(call: Any, **arguments: Any) -> Json:
    """Slack's refusal of a call."""
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return dict(caught.value.response.data)


def error(call: Any, **arguments: Any) -> str:
    return str(refused(call, **arguments)["error"])


def test_a_token_says_who_it_is(client: WebClient, team: Team) -> None:
    answer = client.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == (team.id, "U0BOT", "B0BOT")
    assert "chat:write" in answer.headers["x-oauth-scopes"]


def test_a_token_that_is_missing_unknown_or_of_the_wrong_kind_is_refused(
    slack: PracticeSlack, team: Team
) -> None:
    assert error(WebClient(base_url=slack.url).auth_test) == "not_authed"
    assert error(WebClient("xoxb-no", base_url=slack.url).auth_test) == "invalid_auth"
    app_token, bot_token = team.installation.app_token, team.installation.bot_token
    client = WebClient(app_token, base_url=slack.url)
    assert error(client.auth_test) == "not_allowed_token_type"
    assert error(client.apps_connections_open, app_token=bot_token) == "not_allowed_token_type"
    assert (
        error(WebClient(bot_token, base_url=slack.url).api_call, api_method="chat.shout") == "unknown_method"
    )


def test_each_method_asks_for_its_scope(client: WebClient, team: Team) -> None:
    team.scopes = frozenset({"commands"})
    for name, rule in METHODS.items():
        if rule.scope is not None:
            refusal = refused(client.api_call, api_method=name)
            assert (refusal["error"], refusal["needed"], refusal["provided"]) == (
                "missing_scope",
                rule.scope,
                "commands",
            )


def test_reading_a_conversation_asks_for_the_scope_of_its_kind(
    client: WebClient, team: Team, ana: Person
) -> None:
    team.add_channel("C1", "open", members=[ana])
    team.add_channel("C2", "closed", members=[ana], private=True)
    dm = client.conversations_open(users="U1")["channel"]["id"]
    team.scopes = frozenset({"chat:write"})
    for channel, kind in (("C1", "channels"), ("C2", "groups"), (dm, "im")):
        assert refused(client.conversations_history, channel=channel)["needed"] == f"{kind}:history"
        assert refused(client.conversations_replies, channel=channel, ts="1.0")["needed"] == f"{kind}:history"
        assert refused(client.conversations_info, channel=channel)["needed"] == f"{kind}:read"


def test_an_email_is_shown_only_with_its_scope(client: WebClient, team: Team, ana: Person) -> None:
    assert client.users_info(user="U1")["user"]["profile"]["email"] == "ailsa@example.org"
    team.scopes = frozenset({"users:read"})
    assert "email" not in client.users_info(user="U1")["user"]["profile"]


def test_a_message_to_a_person_opens_their_dm(client: WebClient, team: Team, ana: Person) -> None:
    posted = client.chat_postMessage(channel="U1", text="Good morning")
    assert posted["channel"] == client.conversations_open(users="U1")["channel"]["id"] == "D1"
    assert client.conversations_open(users="U1")["already_open"] is True
    assert [message.ts for message in team.dm(ana)] == [posted["ts"]]
    assert posted["message"]["bot_id"] == "B0BOT"


def test_a_message_nobody_can_get_is_refused(client: WebClient, team: Team, ana: Person) -> None:
    team.add_channel("C1", "elsewhere", with_bot=False)
    team.add_channel("C2", "hidden", with_bot=False, private=True)
    team.add_channel("C3", "old", archived=True)
    team.add_person("U2", "Left", deleted=True)
    team.add_person("U3", "Robot", is_bot=True)
    expected = {
        "C1": "not_in_channel",
        "C2": "channel_not_found",
        "C3": "is_archived",
        "C9": "channel_not_found",
        "U2": "user_disabled",
        "U3": "cannot_dm_bot",
        "U9": "channel_not_found",
        "D9": "channel_not_found",
    }
    assert {
        channel: error(client.chat_postMessage, channel=channel, text="a") for channel in expected
    } == expected
    assert error(client.conversations_open, users="U9") == "user_not_found"
    assert error(client.conversations_open, users="U2") == "user_disabled"
    team.workspace.messages_tab = False
    assert error(client.chat_postMessage, channel="U1", text="a") == "messages_tab_disabled"
    assert error(client.chat_postMessage, channel="", text="a") == "invalid_arguments"


def test_a_dm_to_someone_who_left_is_refused(client: WebClient, team: Team, ana: Person) -> None:
    dm = client.chat_postMessage(channel="U1", text="a")["channel"]
    ana.deleted = True
    assert error(client.chat_postMessage, channel=dm, text="b") == "user_disabled"


def test_a_refusal_lists_what_is_wrong_and_where(client: WebClient, ana: Person) -> None:
    refusal = refused(client.chat_postMessage, channel="U1", text="a", blocks=[section(), section("")])
    assert refusal["error"] == "invalid_blocks"
    assert refusal["errors"] == ["must be more than 0 characters [json-pointer:/blocks/1/text/text]"]
    assert refusal["response_metadata"]["messages"] == [f"[ERROR] {refusal['errors'][0]}"]
    assert error(client.chat_postMessage, channel="U1", text="x" * 40_001) == "msg_too_long"
    assert error(client.api_call, api_method="chat.postMessage", params={"channel": "U1"}) == "no_text"
    assert error(client.chat_postMessage, channel="U1", text="a", blocks="[{") == "invalid_blocks_format"


def test_blocks_may_come_as_a_form_field(client: WebClient, team: Team, ana: Person) -> None:
    client.api_call(
        "chat.postMessage", params={"channel": "U1", "text": "a", "blocks": '[{"type":"divider"}]'}
    )
    assert team.dm(ana)[0].blocks[0]["type"] == "divider"
    assert team.dm(ana)[0].blocks[0]["block_id"]


def test_an_edit_keeps_what_it_does_not_name(client: WebClient, team: Team, ana: Person) -> None:
    metadata = {"event_type": "nudge", "event_payload": {"key": "k"}}
    posted = client.chat_postMessage(channel="U1", text="a", blocks=[section("one")], metadata=metadata)
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    [message] = team.dm(ana)
    client.chat_update(**place, text="b")
    assert (message.text, message.readable, message.metadata) == ("b", "one", metadata)
    client.chat_update(**place, text="c", blocks=[], metadata={})
    assert (message.text, message.readable, message.metadata) == ("c", "c", None)
    assert error(client.chat_update, **place, text="d", blocks=[section("")]) == "invalid_blocks"
    assert message.text == "c"


def test_only_the_bots_own_lasting_messages_can_be_changed(
    client: WebClient, team: Team, ana: Person
) -> None:
    team.add_channel("C1", "board", members=[ana])
    said = team.say(ana, "C1", "mine").message
    assert said is not None
    assert error(client.chat_update, channel="C1", ts=said.ts, text="a") == "cant_update_message"
    assert error(client.chat_delete, channel="C1", ts=said.ts) == "cant_delete_message"
    assert error(client.chat_update, channel="C1", ts="1.000000", text="a") == "message_not_found"
    whisper = client.chat_postEphemeral(channel="C1", user="U1", text="psst")["message_ts"]
    assert error(client.chat_update, channel="C1", ts=whisper, text="a") == "message_not_found"
    assert error(client.chat_delete, channel="C1", ts=whisper) == "message_not_found"


def test_an_ephemeral_message_is_for_members_and_leaves_no_trace(
    client: WebClient, team: Team, ana: Person
) -> None:
    team.add_channel("C1", "board", members=[ana])
    team.add_person("U2", "Ben Orr")
    client.chat_postEphemeral(channel="C1", user="U1", text="psst")
    assert [message.readable for message in team.ephemerals(ana)] == ["psst"]
    assert client.conversations_history(channel="C1")["messages"] == []
    assert error(client.chat_postEphemeral, channel="C1", user="U2", text="a") == "user_not_in_channel"


def test_a_permalink_is_to_a_message_that_is_there(client: WebClient, ana: Person) -> None:
    posted = client.chat_postMessage(channel="U1", text="a")
    link = client.chat_getPermalink(channel=posted["channel"], message_ts=posted["ts"])["permalink"]
    assert link.endswith(f"/archives/D1/p{posted['ts'].replace('.', '')}")
    assert error(client.chat_getPermalink, channel="D1", message_ts="1.0") == "message_not_found"


def test_a_reply_needs_its_thread(client: WebClient, team: Team, ana: Person) -> None:
    parent = client.chat_postMessage(channel="U1", text="a")
    reply = client.chat_postMessage(channel="D1", text="b", thread_ts=parent["ts"])
    assert [message.text for message in team.dm(ana)] == ["a"]
    assert [message.text for message in team.thread(team.dm(ana)[0])] == ["a", "b"]
    assert error(client.chat_postMessage, channel="D1", text="c", thread_ts=reply["ts"]) == "thread_not_found"
    assert error(client.chat_postMessage, channel="D1", text="c", thread_ts="1.0") == "thread_not_found"


def test_timestamps_differ_and_rise_though_the_clock_stands() -> None:
    with PracticeSlack(clock=lambda: 1_793_577_600.0) as slack:
        team = slack.add_workspace()
        team.add_person("U1", "Ailsa Reid")
        client = WebClient(team.installation.bot_token, base_url=slack.url)
        stamps = [client.chat_postMessage(channel="U1", text="a")["ts"] for _ in range(3)]
    assert stamps == ["1793577600.000000", "1793577600.000001", "1793577600.000002"]


def test_history_comes_newest_first_by_pages_within_bounds(client: WebClient, ana: Person) -> None:
    stamps = [client.chat_postMessage(channel="U1", text=f"m{n}")["ts"] for n in range(5)]
    client.chat_postMessage(channel="D1", text="reply", thread_ts=stamps[0])
    pages = [
        ([m["text"] for m in page["messages"]], page["has_more"])
        for page in client.conversations_history(channel="D1", limit=2)
    ]
    assert pages == [(["m4", "m3"], True), (["m2", "m1"], True), (["m0"], False)]
    between = {"channel": "D1", "oldest": stamps[1], "latest": stamps[3]}
    assert [m["text"] for m in client.conversations_history(**between)["messages"]] == ["m2"]
    whole = client.conversations_history(**between, inclusive=True)["messages"]
    assert [m["text"] for m in whole] == ["m3", "m2", "m1"]
    assert client.conversations_history(channel="D1")["messages"][-1]["reply_count"] == 1
    assert error(client.conversations_history, channel="D1", limit=0) == "invalid_limit"
    assert error(client.conversations_history, channel="D1", cursor="!") == "invalid_cursor"
    assert error(client.conversations_history, channel="D1", oldest="soon") == "invalid_ts_oldest"


def test_metadata_is_read_back_only_when_asked_for(client: WebClient, ana: Person) -> None:
    metadata = {"event_type": "nudge", "event_payload": {"key": "k"}}
    parent = client.chat_postMessage(channel="U1", text="a", metadata=metadata)
    asked: Any = {"channel": "D1", "include_all_metadata": True}
    assert client.conversations_history(**asked)["messages"][0]["metadata"] == metadata
    assert client.conversations_replies(**asked, ts=parent["ts"])["messages"][0]["metadata"] == metadata
    assert "metadata" not in client.conversations_history(channel="D1")["messages"][0]
    unsound = {"event_type": "nudge"}
    assert (
        error(client.chat_postMessage, channel="U1", text="a", metadata=unsound) == "invalid_metadata_schema"
    )


def test_a_thread_comes_oldest_first_by_pages(client: WebClient, ana: Person) -> None:
    parent = client.chat_postMessage(channel="U1", text="m0")["ts"]
    for n in range(1, 4):
        client.chat_postMessage(channel="D1", text=f"m{n}", thread_ts=parent)
    answers = client.conversations_replies(channel="D1", ts=parent, limit=3)
    assert [[m["text"] for m in page["messages"]] for page in answers] == [["m0", "m1", "m2"], ["m3"]]
    assert error(client.conversations_replies, channel="D1", ts="1.0") == "thread_not_found"


def test_a_conversation_is_described(client: WebClient, team: Team, ana: Person) -> None:
    team.add_channel("C1", "board", members=[ana], with_bot=False)
    client.conversations_open(users="U1")
    assert client.conversations_info(channel="C1")["channel"]["is_member"] is False
    assert client.conversations_info(channel="D1")["channel"]["user"] == "U1"
    assert error(client.conversations_history, channel="C1") == "not_in_channel"


def test_everybody_is_listed_by_pages(client: WebClient, team: Team, ana: Person) -> None:
    for n in range(2, 7):
        team.add_person(f"U{n}", f"Person {n}", deleted=n == 6)
    pages = [page["members"] for page in client.users_list(limit=3)]
    assert [len(page) for page in pages] == [3, 3, 2]
    members = {member["id"]: member for page in pages for member in page}
    assert set(members) == {"U0BOT", "U1", "U2", "U3", "U4", "U5", "U6", "USLACKBOT"}
    assert (members["U6"]["deleted"], members["U0BOT"]["is_bot"]) == (True, True)
    assert members["U1"]["tz"] == "Europe/London"
    assert error(client.users_list, cursor="!") == "invalid_cursor"


def test_people_are_found_by_email_whatever_its_case(client: WebClient, team: Team, ana: Person) -> None:
    team.add_person("U2", "Left", email="left@example.org", deleted=True)
    assert client.users_lookupByEmail(email="Ailsa@Example.org")["user"]["id"] == "U1"
    assert error(client.users_lookupByEmail, email="left@example.org") == "users_not_found"
    assert error(client.users_lookupByEmail, email="nobody@example.org") == "users_not_found"
    assert error(client.users_info, user="U9") == "user_not_found"


def test_a_stranger_is_shown_as_one(client: WebClient, team: Team) -> None:
    team.add_person("U9", "Someone Else", team_id="T9999")
    user = client.users_info(user="U9")["user"]
    assert (user["team_id"], user["is_stranger"]) == ("T9999", True)


def test_views_are_refused_with_slacks_words(client: WebClient, team: Team, ana: Person) -> None:
    trigger = team.installation.triggers.issue("U1", time.monotonic())
    assert error(client.views_open, trigger_id="1.2.3", view=modal()) == "invalid_trigger_id"
    refusal = refused(client.views_open, trigger_id=trigger, view=modal(title="x" * 25))
    assert refusal["error"] == "invalid_arguments"
    assert refusal["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert error(client.views_open, trigger_id=trigger, view=modal()) == "exchanged_trigger_id"
    assert error(client.views_update, view_id="V9", view=modal()) == "not_found"
    assert error(client.views_publish, user_id="U1", view=modal()) == "invalid_arguments"
    assert error(client.views_publish, user_id="U9", view=home()) == "user_not_found"
    outside = team.installation.triggers.issue("U1", time.monotonic())
    assert error(client.views_push, trigger_id=outside, view=modal()) == "not_found"


def test_an_external_id_names_one_view(client: WebClient, team: Team, ana: Person) -> None:
    team.add_person("U2", "Ben Orr")
    client.views_publish(user_id="U1", view=home(external_id="mine"))
    client.views_publish(user_id="U1", view=home(external_id="mine"))
    assert error(client.views_publish, user_id="U2", view=home(external_id="mine")) == "duplicate_external_id"
    client.views_update(external_id="mine", view=home(section("New")))
    shown = team.home(ana)
    assert shown is not None
    assert shown.readable == "New"


def test_a_home_tab_published_on_an_old_one_conflicts(client: WebClient, ana: Person) -> None:
    first = client.views_publish(user_id="U1", view=home())["view"]["hash"]
    client.views_publish(user_id="U1", view=home(), hash=first)
    assert error(client.views_publish, user_id="U1", view=home(), hash=first) == "hash_conflict"


def test_a_file_is_sent_in_three_steps_and_read_back(client: WebClient, team: Team, ana: Person) -> None:
    client.conversations_open(users="U1")
    sent = client.files_upload_v2(
        channel="D1", filename="digest.html", title="Digest", content="<h1>Board</h1>", initial_comment="Here"
    )
    file_id = sent["file"]["id"]
    assert (team.dm(ana)[0].text, team.dm(ana)[0].files) == ("Here", [file_id])
    found = client.files_info(file=file_id)["file"]
    assert (found["title"], found["size"], found["ims"]) == ("Digest", 14, ["D1"])
    request = urllib.request.Request(found["url_private"])
    assert b"Sign in" in fetched(request)
    request.add_header("Authorization", f"Bearer {team.installation.bot_token}")
    assert fetched(request) == b"<h1>Board</h1>"
    assert error(client.files_info, file="F9") == "file_not_found"


def test_a_file_that_was_never_filled_cannot_be_shared(client: WebClient, ana: Person) -> None:
    promised = client.files_getUploadURLExternal(filename="a.txt", length=3)
    assert error(client.files_completeUploadExternal, files=[{"id": promised["file_id"]}]) == "file_not_found"
    with pytest.raises(HTTPError) as caught:
        fetched(urllib.request.Request(promised["upload_url"], data=b"four", method="PUT"))
    caught.value.close()
    assert fetched(urllib.request.Request(promised["upload_url"], data=b"abc", method="PUT")) == b"OK - 3"
    assert client.files_completeUploadExternal(files=[{"id": promised["file_id"], "title": "A"}])["ok"]


def fetched(request: urllib.request.Request) -> bytes:
    with urllib.request.urlopen(request, timeout=5) as answer:
        return bytes(answer.read())


# --- going wrong


@pytest.fixture
def hasty(slack: PracticeSlack, team: Team) -> WebClient:
    """A client that waits half a second."""
    return WebClient(team.installation.bot_token, base_url=slack.url, retry_handlers=[], timeout=1)


def test_posting_too_fast_is_told_to_wait(ana: Person) -> None:
    with PracticeSlack(pace=Pace(per_second=1, burst=2)) as slack:
        team = slack.add_workspace()
        team.add_person("U1", "Ailsa Reid")
        client = WebClient(team.installation.bot_token, base_url=slack.url, retry_handlers=[])
        for _ in range(2):
            client.chat_postMessage(channel="U1", text="a")
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel="U1", text="a")
        assert (caught.value.response.status_code, caught.value.response["error"]) == (429, "ratelimited")
        assert caught.value.response.headers["Retry-After"] == "1"


def test_a_failure_asked_for_is_given_once(
    client: WebClient, slack: PracticeSlack, team: Team, ana: Person
) -> None:
    slack.fail("chat.postMessage", "ratelimited", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="U1", text="a")
    assert caught.value.response.headers["Retry-After"] == "7"
    slack.fail("chat.postMessage", "http_500")
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="U1", text="a")
    assert caught.value.response.status_code == 500
    slack.fail("chat.postMessage", "error:channel_not_found")
    assert error(client.chat_postMessage, channel="U1", text="a") == "channel_not_found"
    assert team.dm(ana) == []
    client.chat_postMessage(channel="U1", text="a")
    assert len(team.dm(ana)) == 1


@pytest.mark.parametrize(("how", "arrived"), [("drop_before", 0), ("drop_after_accepting", 1)])
def test_a_dropped_connection_leaves_the_outcome_unknown(
    client: WebClient, slack: PracticeSlack, team: Team, ana: Person, how: str, arrived: int
) -> None:
    slack.fail("chat.postMessage", how)
    with pytest.raises(OSError, match="closed connection without response"):
        client.chat_postMessage(channel="U1", text="a")
    assert len(team.dm(ana)) == arrived
    assert slack.log[-1].status is None


@pytest.mark.parametrize("how", ["accept_then_error:fatal_error", "accept_then_http_503"])
def test_a_call_may_be_done_and_yet_answered_with_an_error(
    client: WebClient, slack: PracticeSlack, team: Team, ana: Person, how: str
) -> None:
    slack.fail("chat.postMessage", how)
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="U1", text="a")
    assert len(team.dm(ana)) == 1


def test_a_slow_answer_outlasts_the_clients_patience(
    hasty: WebClient, slack: PracticeSlack, team: Team, ana: Person
) -> None:
    slack.fail("chat.postMessage", "slow_after_accepting", seconds=1.3)
    with pytest.raises(TimeoutError):
        hasty.chat_postMessage(channel="U1", text="a")
    assert len(team.dm(ana)) == 1


# --- response addresses


@pytest.fixture
def webhook(team: Team, ana: Person) -> WebhookClient:
    team.workspace.dm_channel("U1")
    return WebhookClient(team.installation.response_url("D1", "U1", time.monotonic()), retry_handlers=[])


def test_a_response_address_serves_five_times(webhook: WebhookClient, team: Team, ana: Person) -> None:
    answers = [webhook.send(text=f"m{n}", response_type="ephemeral") for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert (answers[0].body, answers[5].body) == ("ok", "used_url")
    assert [message.text for message in team.ephemerals(ana)] == ["m0", "m1", "m2", "m3", "m4"]


def test_a_response_address_lives_half_an_hour(webhook: WebhookClient, team: Team) -> None:
    [place] = team.installation.response_urls.values()
    place.issued -= 30 * 60 + 1
    assert webhook.send(text="late").body == "expired_url"


def test_a_response_address_refuses_what_a_message_may_not_hold(
    webhook: WebhookClient, team: Team, ana: Person
) -> None:
    answer = webhook.send(text="a", blocks=[section("")])
    assert (answer.status_code, answer.body) == (400, "invalid_blocks")
    assert team.ephemerals(ana) == []


def test_a_response_may_be_for_all_and_may_take_the_original_away(
    client: WebClient, team: Team, ana: Person
) -> None:
    client.chat_postMessage(channel="U1", text="a", blocks=[actions(button())])
    [message] = team.dm(ana)
    place = WebhookClient(team.installation.response_url("D1", "U1", time.monotonic(), message))
    place.send(text="for all", response_type="in_channel")
    place.send(delete_original=True)
    assert [shown.readable for shown in team.dm(ana)] == ["for all"]


def test_the_log_keeps_every_call_and_no_token() -> None:
    with PracticeSlack() as slack:
        team = slack.add_workspace()
        ana = team.add_person("U1", "Ailsa Reid")
        WebClient(team.installation.bot_token, base_url=slack.url).chat_postMessage(channel="U1", text="a")
        team.request_url = "http://127.0.0.1:9/slack/events"
        team.command(ana, "/loip", "mine")
    posted, told = slack.log
    assert (posted.direction, posted.name, posted.status) == ("to_slack", "chat.postMessage", 200)
    assert (posted.request["text"], posted.response["ok"]) == ("a", True)
    assert (told.direction, told.name, told.status) == ("to_app", "command /loip", None)
    assert told.request["token"] == "***"
    assert team.installation.bot_token not in repr(slack.log)


def test_the_log_holds_the_last_exchanges_under_lasting_numbers() -> None:
    with PracticeSlack(log_most=3) as slack:
        for number in range(5):
            slack.note(f"method.{number}", {}, 200, {"ok": True}, 1.0)
        assert [(line.number, line.name) for line in slack.log] == [
            (3, "method.2"),
            (4, "method.3"),
            (5, "method.4"),
        ]
        assert [line.number for line in slack.exchanges_since(4)] == [5]
        assert (slack.exchanges_since(5), slack.last_exchange) == ([], 5)
        slack.log.clear()
        slack.note("method.5", {}, 200, {"ok": True}, 1.0)
        assert [line.number for line in slack.exchanges_since(5)] == [6]
        assert [line.name for line in slack.calls("method.5")] == ["method.5"]
