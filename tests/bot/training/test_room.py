"""The room: whom to act as, the clock, joining, and beginning afresh."""

from datetime import timedelta

import pytest

from bot.practice.page.room import Room
from bot.training.room import TrainingRoom
from commands.shortcuts import SHORTCUTS
from tests.bot.training.trainee import Trainee

NOTHING_OF_THEIRS = ("POV-03", "Cash First", "Ailsa", "Health Improvement", "CAL", "Calderwick")


def _is_a_room(room: Room) -> Room:
    return room


def test_it_is_what_the_page_asks_for(room: TrainingRoom) -> None:
    assert _is_a_room(room).name == "Inverlath Community Planning Partnership"
    assert room.now().tzinfo == room.zone


def test_everybody_can_be_acted_as_with_post_and_body(room: TrainingRoom) -> None:
    by_name = {actor.name: actor for actor in room.actors()}
    ailsa = by_name["Ailsa Reid"]
    assert (ailsa.post, ailsa.body, ailsa.kind) == ("Health Improvement Manager", "NHS Inverlath", "member")
    assert by_name["Robin Vale"].kind == "stranger"
    assert by_name["Ewan Tosh"].kind == "other_partnership"
    away = [actor for actor in room.actors() if actor.person_id is None]
    assert {actor.name for actor in away} <= {"Isla Renwick", "Donald Keir"}
    assert all(actor.kind == "not_on_slack" for actor in away)
    assert len({actor.key for actor in room.actors()}) == len(room.actors()) == 19


@pytest.mark.parametrize("name", ["Robin Vale", "Ewan Tosh"])
def test_a_stranger_and_somebody_of_the_other_partnership_see_nothing_of_the_register(
    room: TrainingRoom, name: str
) -> None:
    who = Trainee(room, name)
    said = (
        "/loip list",
        "/loip show POV-03",
        "/loip who",
        "/loip update POV-03 red ours now",
        "POV-03",
    )
    for each in said:
        who.enters(each)
    read = "\n".join(message.readable for message in who.sees() if message.user != who.person.id)
    assert read.count("Hello. I keep the action register of Inverlath Community Planning Partnership") == 5
    for own_words in (*(each.removeprefix("/loip ") for each in said), "> POV-03"):
        read = read.replace(own_words, "")
    assert not [each for each in NOTHING_OF_THEIRS if each in read]
    assert room.completions(who.person.id).codes == ()


def test_a_channel_has_those_whose_it_is_and_the_bot(room: TrainingRoom) -> None:
    workspace = room.team.workspace
    board = workspace.channels["C0BOARD"].members
    assert workspace.bot_user_id in board
    assert Trainee(room, "Moira Galbraith").person.id in board
    assert Trainee(room, "Catriona Muir").person.id in board
    assert Trainee(room, "Robin Vale").person.id not in board
    assert len(workspace.channels["C0GENERAL"].members) >= 18


def test_a_command_typed_in_a_channel_is_answered_there_to_its_author_alone(room: TrainingRoom) -> None:
    ailsa = Trainee(room, "Ailsa Reid")
    answer = room.team.command(ailsa.person, "/loip", "show POV-03", channel="C0GENERAL")
    assert "Cash First referral route" in answer.readable
    assert answer.message is not None
    assert (answer.message.channel, answer.message.ephemeral_to) == ("C0GENERAL", ailsa.person.id)


def test_the_composer_completes_verbs_and_codes(room: TrainingRoom) -> None:
    of_ailsa = room.completions(Trainee(room, "Ailsa Reid").person.id)
    assert ("/loip update ", "say how an action is going") in of_ailsa.verbs
    assert ("POV-03", "Cash First referral route") in of_ailsa.codes
    assert not any(verb.startswith("/loip assign") for verb, _ in of_ailsa.verbs)
    of_catriona = room.completions(Trainee(room, "Catriona Muir").person.id)
    assert any(verb.startswith("/loip assign") for verb, _ in of_catriona.verbs)


def test_somebody_not_on_slack_can_join_and_is_then_known_by_their_email(room: TrainingRoom) -> None:
    key = next(actor.key for actor in room.actors() if actor.name == "Isla Renwick")
    room.join(key)
    room.join(key)
    assert [each.name for each in room.slack.log].count("event team_join") == 1
    joined = next(actor for actor in room.actors() if actor.key == key)
    assert joined.kind == "member"
    isla = Trainee(room, "Isla Renwick")
    assert joined.person_id == isla.person.id
    assert isla.person.id in room.team.workspace.channels["C0BOARD"].members
    assert "CPP-05" in isla.enters("/loip mine").readable
    room.join("nobody")


def test_a_move_says_who_was_written_to_and_when_and_what_the_notification_was(room: TrainingRoom) -> None:
    room.reset(empty=False)
    moved = room.move("nudge")
    # Two of them go to people whose last word the Board of the 19th would find older than the limit.
    assert moved.words == "It is now Monday 2 November 2026, 09:00 in Inverlath (GMT). 10 messages went out."
    told = next(each for each in moved.told if each.to == "Ailsa Reid, Health Improvement Manager")
    assert told.at == "Monday 2 November, 09:00"
    assert told.what == "2 actions need a word before Thursday's Board papers"
    assert told.person_id == Trainee(room, "Ailsa Reid").person.id
    assert told.channel_id == room.team.workspace.dm_channel(told.person_id).id
    moved = room.move_to("2026-11-12")
    days = [int(each.at.split()[1]) for each in moved.told]
    assert days == sorted(days)
    # The support officer sees the digest's preview on the 10th, so that what else is due waits until the 11th.
    assert set(days) == {3, 6, 9, 10, 11, 12}
    # What is in the digest's thread comes with it, and is not told apart.
    to_moira = [each.what for each in moved.told if each.to == "Moira Galbraith, Chief Executive"]
    assert to_moira == ["Board Thu 19 Nov: 2 to decide, 1 to direct, 1 off track"]


def test_an_hour_in_which_nothing_is_due_says_so(room: TrainingRoom) -> None:
    for _ in range(2):
        said = room.move("hour").words
    assert "Nobody had to be written to." in said


def test_a_move_that_is_not_possible_is_refused_and_the_clock_stands(room: TrainingRoom) -> None:
    before = room.now()
    for moved in (room.move("flight"), room.move_to("2026-11-01"), room.move_to("tea time")):
        assert moved.refused
        assert moved.told == ()
    assert room.now() == before


def test_a_move_under_way_ends_where_it_is_when_the_room_closes(room: TrainingRoom) -> None:
    before = room.now()
    room._ending.set()
    try:
        room.move_to((before + timedelta(days=30)).isoformat())
    finally:
        room._ending.clear()
    assert before < room.now() < before + timedelta(days=5)


def test_only_one_move_is_made_at_a_time(room: TrainingRoom) -> None:
    with room._moving:  # as if another tab were moving it just now
        moved = room.move("hour")
    assert moved.refused
    assert "being moved already" in moved.words


def test_a_reset_asked_for_while_another_is_under_way_is_that_one(room: TrainingRoom) -> None:
    before = room.generation
    with room._resetting:
        room.reset(empty=True)
    assert room.generation == before


def test_a_reset_is_the_sample_again_with_the_same_people_and_everything_done_undone(
    room: TrainingRoom,
) -> None:
    Trainee(room, "Ailsa Reid").enters("/loip update POV-03 amber waiting on funding")
    room.move("day")
    assert any(step.done for step in room.steps())
    before, people = room.generation, {actor.key: actor.name for actor in room.actors()}
    ids = {person.id for person in room.team.workspace.people.values()}
    room.reset(empty=False)
    assert room.generation == before + 1
    assert not any(step.done for step in room.steps())
    assert {actor.key: actor.name for actor in room.actors()} == people
    assert ids - set(room.team.workspace.people) <= {"U0012", "U0013"}  # those who had joined
    assert room.now_in_words() == "Monday 2 November 2026, 08:55 in Inverlath (GMT)"
    assert Trainee(room, "Ailsa Reid").sees() == []


def test_the_workspace_offers_the_shortcuts_of_the_app(room: TrainingRoom) -> None:
    offered = {(each.callback_id, each.kind) for each in room.team.shortcuts}
    assert offered == {(each.callback_id, each.kind) for each in SHORTCUTS}
    ailsa = Trainee(room, "Ailsa Reid")
    assert room.team.shortcut(ailsa.person, SHORTCUTS[0].callback_id).error is None
    assert room.team.views(ailsa.person)
