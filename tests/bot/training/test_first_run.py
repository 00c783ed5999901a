"""The first run: what people are told where there is no register yet, and once there is one to join."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.sample import SAMPLE_REGISTER
from bot.services.import_register import import_register
from bot.services.register_file import read_register_file
from bot.training.room import TrainingRoom
from bot.training.scene import IMPORTER, START
from storage.engine import Database
from tests.bot.training.trainee import Trainee


@pytest.fixture(scope="module")
def room() -> Iterator[TrainingRoom]:
    """An empty workspace."""
    with TrainingRoom(empty=True) as room:
        yield room


@pytest.fixture
def catriona(room: TrainingRoom) -> Trainee:
    """Who is about to set it up: she administers the workspace."""
    return Trainee(room, "Catriona Muir")


@pytest.fixture
def ailsa(room: TrainingRoom) -> Trainee:
    """Who cannot."""
    return Trainee(room, "Ailsa Reid")


def test_an_empty_workspace_has_its_people_and_a_clock_and_nothing_else(room: TrainingRoom) -> None:
    assert room.name == "An empty workspace"
    assert {actor.kind for actor in room.actors()} == {"member"}
    assert [move.key for move in room.moves()] == ["hour", "day"]
    assert [(step.person_id, step.done) for step in room.steps()] == [("U0003", False), ("U0003", False)]
    assert [actor.name for actor in room.actors() if actor.post == "Administers this workspace"] == [
        "Catriona Muir"
    ]
    assert room.completions("U0003").codes == ()


def test_a_command_says_what_to_do_first_and_hands_the_words_back(ailsa: Trainee) -> None:
    answer = ailsa.enters("/loip update POV-03 amber <b> & on")
    assert answer.error is None
    for words in ("no register yet", "An administrator of this workspace"):
        assert words in answer.readable
    assert "update POV-03 amber <b> & on" in answer.readable
    assert answer.message is not None
    assert answer.message.ephemeral_to == ailsa.person.id


def test_a_direct_message_is_answered_in_the_conversation(room: TrainingRoom, ailsa: Trainee) -> None:
    ailsa.enters("is anybody there?")
    said, answer = room.team.dm(ailsa.person)[-2:]
    assert said.text == "is anybody there?"
    assert answer.text == "I'm not set up yet"
    assert "is anybody there?" in answer.readable


def test_a_mention_in_a_channel_is_answered_in_its_thread(room: TrainingRoom, catriona: Trainee) -> None:
    room.team.say(catriona.person, "C0GENERAL", f"<@{room.team.workspace.bot_user_id}> hello")
    said, answer = room.team.messages("C0GENERAL")[-2:]
    assert answer.thread_ts == said.ts
    assert "An administrator of this workspace" in answer.readable


def test_other_talk_in_a_channel_is_left_alone(room: TrainingRoom, catriona: Trainee) -> None:
    before = len(room.team.messages("C0GENERAL"))
    room.team.say(catriona.person, "C0GENERAL", "good morning all")
    assert len(room.team.messages("C0GENERAL")) == before + 1


def test_the_home_tab_and_a_shortcut_say_it_too(room: TrainingRoom, ailsa: Trainee) -> None:
    room.team.open_home(ailsa.person)
    home = room.team.home(ailsa.person)
    assert home is not None
    assert "An administrator of this workspace" in home.readable
    assert room.team.shortcut(ailsa.person, "any").error is None
    assert room.team.dm(ailsa.person)[-1].text == "I'm not set up yet"


def test_the_clock_can_be_moved_and_nobody_is_written_to(room: TrainingRoom) -> None:
    assert room.move("day").words.endswith("08:55 (GMT). Nobody had to be written to.")


def test_once_a_register_is_in_it_says_how_to_join_it_and_one_alone_is_joined_by_itself(
    room: TrainingRoom, catriona: Trainee
) -> None:
    room.reset(empty=True)
    assert room.now_in_words() == "Monday 2 November 2026, 08:55 (GMT)"
    both = read_register_file(SAMPLE_REGISTER)
    with closing(Database(_address(room))) as database:
        assert not import_register(database, both, "cal", IMPORTER, START).refused
    told = catriona.enters("/loip help").readable
    assert "isn't joined to a register yet" in told
    assert "loip check --bind CODE" in told
    assert "Calderwick" not in told
    room.move("hour")
    assert room.name == "Calderwick Community Planning Partnership"
    assert "the action register of Calderwick" in catriona.enters("/loip help").readable
    room.reset(empty=True)


def test_a_newcomer_sets_it_up_and_the_page_shows_who_they_have_become(
    room: TrainingRoom, catriona: Trainee
) -> None:
    catriona.enters("/loip")
    catriona.presses("Set up our partnership")
    catriona.fills_in(name="Glenmore Partnership", short_name="GP", area="Glenmore")
    assert room.name == "Glenmore Partnership"
    actors = {actor.name: actor.post for actor in room.actors()}
    assert (actors["Catriona Muir"], actors["Ailsa Reid"]) == ("Support officer", "In no register yet")
    assert [step.done for step in room.steps()] == [True, False]
    catriona.enters("/loip set-up")
    catriona.presses("Add an action")
    catriona.fills_in(title="Walking groups")
    assert [step.done for step in room.steps()] == [True, True]
    assert room.completions(catriona.person.id).codes == (("GP-01", "Walking groups"),)
    room.reset(empty=True)


def _address(room: TrainingRoom) -> str:
    return room._stage.rehearsal.bot.settings.database
