"""What questions in plain words are looked up with: one partnership's register, in bulk, on both databases."""

from datetime import date, datetime, timedelta

import pytest

from bot.rules.asked_values import Changed, Dues, Led, NoBoardYet, Said
from bot.rules.movement import Movement
from bot.services.find_contact import contact_with
from bot.services.find_lead import find_person, lead_of_action, lead_of_place
from bot.services.find_meeting import find_meeting
from bot.services.list_actions import list_actions
from bot.services.list_due import list_due
from bot.services.list_names import list_names
from bot.services.read_changes import read_changes
from bot.services.read_said import read_said
from bot.services.record_update import Saying, record_update
from storage.engine import Database
from storage.records import Action, Contact, id_of
from tests.builders import MONDAY, RegisterBuilder

BOARD_DAY = date(2026, 9, 10)
OPEN = (None, None)


@pytest.fixture
def register(database: Database) -> RegisterBuilder:
    """Poverty with two actions and a Board that met; beside it, another partnership with the same names."""
    other = RegisterBuilder(database, "oth", at=MONDAY - timedelta(days=90))
    other.action(
        "POV-01", "Foodbanks", heard=MONDAY - timedelta(days=3), words="not for others", status="off_track"
    )
    return RegisterBuilder(database, at=MONDAY - timedelta(days=90))


def _two_actions(register: RegisterBuilder) -> tuple[Action, Action]:
    poverty = register.priority("Poverty", "POV")
    ailsa = register.contact("Ailsa", "U1", post="Health Improvement Manager")
    register.meeting(register.board(), BOARD_DAY, state="held")
    first = register.action("POV-01", "Foodbanks", ailsa, priorities=[poverty], status="on_track")
    return first, register.action("POV-02", "Winter spaces", ailsa, status="on_track")


def _says(register: RegisterBuilder, code: str, status: str, words: str, at: datetime) -> None:
    person = register.person(_contact(register), at.date())
    saying = Saying(code, f"key {code} {at}", words, status)
    record_update(register.database, register.ways, person, saying, at)


def _contact(register: RegisterBuilder) -> Contact:
    found = contact_with(register.database, register.id, "U1", None)
    assert found is not None
    return found


def test_what_changed_is_counted_from_the_last_board_that_was_held(register: RegisterBuilder) -> None:
    _two_actions(register)
    _says(register, "POV-01", "at_risk", "before the Board", MONDAY - timedelta(days=80))
    _says(register, "POV-02", "off_track", "after the Board", MONDAY - timedelta(days=20))
    found = read_changes(register.database, register.ways, register.id, "", None, MONDAY)
    assert isinstance(found, Changed)
    assert [(action.code, move.movement) for action, move in found.moved] == [("POV-02", Movement.WORSENED)]
    assert (found.board is not None, found.heard) == (True, 1)


def test_what_changed_between_two_days_leaves_out_what_came_later(register: RegisterBuilder) -> None:
    _two_actions(register)
    _says(register, "POV-01", "at_risk", "in August", datetime(2026, 8, 20, 9, tzinfo=MONDAY.tzinfo))
    _says(register, "POV-01", "complete", "in October", datetime(2026, 10, 20, 9, tzinfo=MONDAY.tzinfo))
    august = (date(2026, 8, 1), date(2026, 8, 31))
    found = read_changes(register.database, register.ways, register.id, "Poverty", august, MONDAY)
    assert isinstance(found, Changed)
    assert [(move.before, move.after) for _, move in found.moved] == [("on_track", "at_risk")]


def test_without_a_board_that_was_held_there_is_nothing_to_count_from(register: RegisterBuilder) -> None:
    assert isinstance(
        read_changes(register.database, register.ways, register.id, "", None, MONDAY), NoBoardYet
    )


def test_what_was_said_is_of_the_days_asked_for_the_partnership_s_own_and_verbatim(
    register: RegisterBuilder,
) -> None:
    first, _ = _two_actions(register)
    register.say(first, datetime(2026, 6, 30, 22, 30, tzinfo=MONDAY.tzinfo), "on the last of June,  late")
    register.say(first, datetime(2026, 6, 30, 23, 30, tzinfo=MONDAY.tzinfo), "July in Scotland")
    june = (date(2026, 6, 1), date(2026, 6, 30))
    found = read_said(register.database, register.ways, register.id, ("POV-01", ""), june, MONDAY)
    assert isinstance(found, Said)
    assert [update.words for update in found.updates] == ["on the last of June,  late"]
    everything = read_said(register.database, register.ways, register.id, ("", ""), OPEN, MONDAY)
    assert isinstance(everything, Said)
    assert "not for others" not in {update.words for update in everything.updates}


def test_what_is_due_has_actions_and_milestones_in_order(register: RegisterBuilder) -> None:
    first, second = _two_actions(register)
    register.milestone(second, "Doors open", date(2026, 11, 23))
    register.milestone(first, "Far away", date(2027, 6, 1))
    days = (date(2026, 11, 2), date(2026, 12, 2))
    found = list_due(register.database, register.ways, register.id, "", days, False, MONDAY)
    assert isinstance(found, Dues)
    assert [each.milestone.title for each in found.due if each.milestone] == ["Doors open"]


def test_who_leads_a_priority_is_its_group_with_those_who_lead_it(register: RegisterBuilder) -> None:
    taskforce = register.group("Anti-Poverty Taskforce")
    register.priority("Poverty", "POV", lead_group_id=taskforce.id)
    register.contact("Iain", "U2", roles=[("lead_officer", taskforce)], post="Welfare Rights Manager")
    register.contact("Jean", "U3", roles=[("representative", taskforce)], post="Investment Manager")
    found = lead_of_place(register.database, register.ways, register.id, "Poverty", MONDAY)
    assert isinstance(found, Led)
    assert found.by == "Anti-Poverty Taskforce"
    assert [(role, contact.post) for role, contact in found.seats if contact] == [
        ("lead officer", "Welfare Rights Manager")
    ]


def test_an_action_nobody_has_taken_on_says_so(register: RegisterBuilder) -> None:
    register.action("POV-09", "Nobody's")
    found = lead_of_action(register.database, register.id, "POV-09")
    assert isinstance(found, Led)
    assert found.seats == (("coordinating officer", None),)


def test_a_contact_of_another_partnership_is_not_found(register: RegisterBuilder) -> None:
    other = RegisterBuilder(register.database, "thr")
    contact = other.contact("Rhona", "U9")
    assert find_person(register.database, register.ways, register.id, id_of(contact), MONDAY) is None


def test_the_next_meeting_is_a_planned_one_and_the_last_one_that_was_held(register: RegisterBuilder) -> None:
    board = register.board()
    register.meeting(board, BOARD_DAY, state="held")
    register.meeting(board, date(2026, 11, 12), state="cancelled")
    register.meeting(board, date(2026, 11, 19))
    for is_last, day in ((True, BOARD_DAY), (False, date(2026, 11, 19))):
        found = find_meeting(register.database, register.ways, register.id, 0, is_last, MONDAY)
        assert found is not None
        assert found.meeting is not None
        assert found.meeting.latest == day


def test_stuck_is_what_has_a_barrier_or_is_off_track_and_undated_what_has_no_date(
    register: RegisterBuilder,
) -> None:
    first, second = _two_actions(register)
    register.barrier(first, "nobody to sign")
    register.action("POV-03", "Red", status="off_track", latest=date(2027, 1, 1))
    for words, codes in (("stuck", ["POV-01", "POV-03"]), ("undated", [first.code, second.code])):
        shown = list_actions(register.database, register.ways, register.id, words, 1, MONDAY)
        assert [line.action.code for line in getattr(shown, "lines", ())] == codes


def test_names_are_one_partnership_s_own(register: RegisterBuilder) -> None:
    _two_actions(register)
    every = list_names(register.database, register.id)
    assert [(code, title) for _, code, title in every.titles] == [
        ("POV-01", "Foodbanks"),
        ("POV-02", "Winter spaces"),
    ]
