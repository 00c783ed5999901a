"""Try this: every step can be done as it says, and is ticked by what the register then shows."""

from collections.abc import Callable
from datetime import date

from bot.practice.page.room import Step
from bot.training.progress import Progress
from bot.training.room import TrainingRoom
from bot.training.steps import LESSONS, ROLES, Seat, steps
from tests.bot.training.trainee import Trainee


def _step(room: TrainingRoom, key: str) -> Step:
    return next(step for step in room.steps() if step.key == key)


def _who(room: TrainingRoom, step: Step) -> Trainee:
    return Trainee(room, room.team.workspace.people[step.person_id].name)


def _nudge(who: Trainee, step: Step) -> None:
    who.room.move("nudge")
    who.presses("No change")


def _send(who: Trainee, step: Step) -> None:
    who.enters(step.draft)


def _ask(who: Trainee, step: Step) -> None:
    who.enters(step.draft)
    who.presses("Ask for help")
    who.fills_in(ask="Who funds the referral worker between January and March?")


def _form(who: Trainee, step: Step) -> None:
    who.enters(step.draft)
    who.fills_in(words="First walk is on Saturday")


def _undo(who: Trainee, step: Step) -> None:
    who.enters(step.draft)
    who.presses("Undo")


def _digest(who: Trainee, step: Step) -> None:
    who.room.move("digest")
    assert "The Board is asked to" in who.reads()


def _since(who: Trainee, step: Step) -> None:
    Trainee(who.room, "Ailsa Reid").enters("/loip update POV-03 green the worker is funded")
    who.enters(step.draft)
    assert "POV-03" in who.sees()[-1].readable


DOING: dict[str, Callable[[Trainee, Step], None]] = {
    "nudge": _nudge,
    "ask": _ask,
    "form": _form,
    "undo": _undo,
    "digest": _digest,
    "since": _since,
}
"""How each is done; what is not here is done by sending what stands in the composer."""


def test_every_step_can_be_done_as_it_says_and_is_ticked_then(room: TrainingRoom) -> None:
    assert not any(step.done for step in room.steps())
    for lesson in LESSONS:
        step = _step(room, lesson.key)
        assert not step.done, f"{lesson.key} is ticked before it is done"
        DOING.get(lesson.key, _send)(_who(room, step), step)
        assert _step(room, lesson.key).done, f"{lesson.key} is not ticked once it is done"
    room.reset(empty=False)
    assert not any(step.done for step in room.steps())


def test_a_step_puts_somebody_in_their_own_messages_with_the_bot(room: TrainingRoom) -> None:
    for step in room.steps():
        person = room.team.workspace.people[step.person_id]
        assert step.place == room.team.workspace.dm_channel(person.id).id
        assert step.how.endswith(".")
        assert "{" not in step.draft


def test_there_are_steps_for_four_people_and_each_has_a_name_of_its_own() -> None:
    assert {lesson.who for lesson in LESSONS} == set(ROLES)
    assert len({lesson.key for lesson in LESSONS}) == len(LESSONS) >= 12


def test_a_step_is_typed_with_the_days_of_the_moved_clock() -> None:
    seats = {name: Seat("U1", "D1") for name in ROLES}
    drafts = {step.key: step.draft for step in steps(Progress(), date(2027, 1, 20), seats)}
    assert "by phone on 20 Jan " in drafts["phone"]
    assert "to 14 Feb because" in drafts["date"]


def test_whoever_is_not_there_has_no_steps() -> None:
    found = steps(Progress(), date(2026, 11, 2), {"Moira Galbraith": Seat("U1", "D1")})
    assert {step.role for step in found} == {"Chair"}
    assert not any(step.done for step in found)
