"""Channels: what is asked in one is answered in private; one that is closed is a line for the support officer, once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.services.put_message import put_message
from bot.views.blocks import message, section
from storage.records import Outbox
from tests.journeys.town import Town, november

ARCHIVED, LEFT = "CARCHIVED", "CLEFT"


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """A support officer and an officer; both are in a channel the bot is in."""
    with Town.founded(database_url) as founded:
        founded.contact("Catriona Muir", post="Community Planning Manager", roles=[("support", None)])
        founded.register.action("POV-03", "Cash First", officer=founded.contact("Ailsa Reid"))
        yield founded


def _posts_in(town: Town, channel: str) -> int:
    return sum(
        call.request.get("channel") == channel for call in town.rehearsal.slack.calls("chat.postMessage")
    )


def _puts(town: Town, channel: str, key: str) -> None:
    now = town.rehearsal.clock.now()
    note = message("A note", [section("A note")])
    row = Outbox(key=key, kind="message", channel=channel, payload=note, not_before=now, created_at=now)
    put_message(town.database, town.partnership_id, row, now)
    town.rehearsal.settle()


def test_a_channel_that_is_closed_is_one_line_for_the_support_officer_and_no_second_try(town: Town) -> None:
    town.open().until(november(2), 8, 30)
    team, ailsa = town.rehearsal.team, town.person("Ailsa Reid")
    talk = team.add_channel("CTALK", "talk", members=[ailsa])
    team.say(ailsa, talk, f"<@{team.workspace.bot_user_id}> who leads POV-03?")
    talk.archived = True
    town.rehearsal.settle()
    assert "Cash First" in town.heard("Ailsa Reid")[-1], (
        "the answer is private, whatever becomes of the channel"
    )
    assert _posts_in(town, "CTALK") == 0

    team.add_channel(ARCHIVED, "archived", archived=True)
    team.add_channel(LEFT, "left", with_bot=False)
    for number in (1, 2):
        _puts(town, ARCHIVED, f"to the archived {number}")
        _puts(town, LEFT, f"to the one we left {number}")
    town.until(november(2), 12)
    assert (_posts_in(town, ARCHIVED), _posts_in(town, LEFT)) == (2, 2), "each is tried once, and put away"
    assert {row.state for row in town.outbox() if row.channel in (ARCHIVED, LEFT)} == {"parked"}

    town.until(november(2) + timedelta(days=8), 12)
    told = [text for text in town.heard("Catriona Muir") if "I can't reach" in text]
    assert len(told) == 1
    assert told[0].count("that channel is archived") == 1
    assert told[0].count("I have not been invited to that channel") == 1
    assert (_posts_in(town, ARCHIVED), _posts_in(town, LEFT)) == (2, 2)
