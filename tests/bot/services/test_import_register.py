"""A register file comes in whole or not at all, and a second time only as far as the file itself has changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import pytest

from bot.rules.outcomes import Recorded
from bot.rules.register_form import ImportReport, Severity
from bot.sample import SAMPLE_REGISTER
from bot.services.import_register import import_register
from bot.services.record_update import Saying, record_update
from bot.services.register_file import read_register_file
from storage.engine import Database
from storage.records import (
    Action,
    ActionBody,
    ActionLocality,
    ActionPriority,
    Ask,
    Barrier,
    Body,
    Change,
    Contact,
    Group,
    Meeting,
    Milestone,
    MilestoneMove,
    Owned,
    Partnership,
    Priority,
    Role,
    Update,
    id_of,
)
from storage.unit_of_work import Author, Work, reading, working
from tests.builders import MONDAY, RegisterBuilder
from tests.registers import Values, small_register

Row = TypeVar("Row", bound=Owned)

WHO = Author(None, by="loip import, run by the test")
NEXT_DAY = MONDAY + timedelta(days=1)


def _import(
    database: Database, *files: Values, only: str | None = None, at: datetime = MONDAY, dry_run: bool = False
) -> ImportReport:
    return import_register(database, files, only, WHO, at, dry_run)


def _all(database: Database, kind: type[Row], code: str = "inv") -> list[Row]:
    with reading(database) as look:
        partnership = look.everywhere.partnership(code)
        return list(look.register(id_of(partnership)).rows.all(kind)) if partnership else []


def _one(database: Database, table: type[Row], **wanted: Any) -> Row:
    found = [
        row
        for row in _all(database, table)
        if all(getattr(row, name) == value for name, value in wanted.items())
    ]
    assert len(found) == 1, found
    return found[0]


def _partnership(database: Database, code: str = "inv") -> Partnership | None:
    with reading(database) as look:
        return look.everywhere.partnership(code)


def _in_slack(database: Database, change: Callable[[Work, int], None]) -> None:
    """Somebody changes the register in another way than by the file."""
    with working(database, Author(None, by="somebody in Slack"), NEXT_DAY) as work:
        partnership = work.everywhere.partnership("inv")
        change(work, id_of(partnership))
        work.commit()


def _set(database: Database, row: Owned, **values: Any) -> None:
    def change(work: Work, partnership_id: int) -> None:
        found = work.register(partnership_id).rows.get(type(row), id_of(row))
        for name, value in values.items():
            setattr(found, name, value)

    _in_slack(database, change)


def _row_lines(report: ImportReport) -> list[str]:
    return [str(row) for one in report.partnerships for row in one.rows]


def _noted(report: ImportReport) -> list[str]:
    return [f"{one.where}: {one.not_understood}" for one in report.found(Severity.NOTE)]


def _errors(report: ImportReport) -> list[str]:
    return [f"{one.where}: {one.not_understood}" for one in report.found(Severity.ERROR)]


# --- the sample --------------------------------------------------------------------------------------------


def test_the_sample_register_comes_in_whole(database: Database) -> None:
    report = import_register(database, read_register_file(SAMPLE_REGISTER), None, WHO, MONDAY)
    assert not report.refused
    assert (_noted(report), _errors(report)) == ([], [])
    # Four enabling actions come to the twenty-four.
    assert [one.counts["actions"].added for one in report.partnerships] == [28, 20]
    assert report.partnerships[0].counts["learning_points"].added == 12
    codes = {action.code: action.title for action in _all(database, Action)}
    assert codes["POV-03"] == "Cash First referral route"
    assert codes["HWB-02"] == "Walking groups"
    larders = _one(database, Action, code="POV-01")
    assert (larders.status, larders.confirmed_by_id is not None) == ("complete", True)
    waiting = _one(database, Action, code="DIG-01")
    assert (waiting.status, waiting.confirmed_by_id) == ("complete", None)
    bound = _one(database, Milestone, title="Final sign-off of the redrafted LOIP and governance")
    assert (bound.latest, bound.meeting_id is not None) == (date(2027, 2, 25), True)
    assert len(_all(database, MilestoneMove)) == 3


def test_a_second_import_of_the_sample_changes_nothing_even_a_year_later(database: Database) -> None:
    files = read_register_file(SAMPLE_REGISTER)
    import_register(database, files, None, WHO, MONDAY)
    before = len(_all(database, Change))
    again = import_register(database, files, None, WHO, MONDAY + timedelta(days=365))
    assert again.changed_nothing
    assert _row_lines(again) == []
    assert len(_all(database, Change)) == before


# --- a first import ----------------------------------------------------------------------------------------


def test_rows_are_linked_as_the_file_links_them(database: Database) -> None:
    _import(database, small_register())
    reid = _one(database, Contact, email="a.reid@nhs.example.org")
    nhs, council = _one(database, Body, name="NHS Inverlath"), _one(database, Body, name="Inverlath Council")
    larders = _one(database, Action, code="POV-01")
    assert (larders.lead_body_id, larders.officer_id, reid.body_id) == (nhs.id, reid.id, nhs.id)
    assert (
        _one(database, Group, name="Anti-Poverty Taskforce").parent_id
        == _one(database, Group, kind="board").id
    )
    assert _one(database, ActionPriority).priority_id == _one(database, Priority, prefix="POV").id
    assert _one(database, ActionLocality).action_id == larders.id
    contribution = _one(database, ActionBody)
    assert (contribution.body_id, contribution.contribution) == (council.id, "premises")
    ask = _one(database, Ask)
    assert (ask.action_id, ask.raised_by_id, ask.meeting_id, ask.item) == (
        larders.id,
        reid.id,
        _one(database, Meeting, local_time="14:00").id,
        "4",
    )


def test_an_action_without_a_priority_takes_the_partnerships_prefix(database: Database) -> None:
    _import(database, small_register())
    assert [action.code for action in _all(database, Action)] == ["POV-01", "CPP-01"]


def test_updates_are_recorded_at_noon_local_time_oldest_first(database: Database) -> None:
    _import(database, small_register())
    first, second = _all(database, Update)[:2]
    assert first.at == datetime(2026, 9, 1, 11, tzinfo=UTC)
    assert (first.way, first.by, first.status_before, first.status) == (
        "import",
        "Manager, NHS Inverlath",
        "not_started",
        "on_track",
    )
    larders = _one(database, Action, code="POV-01")
    assert (larders.status, larders.latest_update_id, larders.heard_at) == ("at_risk", second.id, second.at)


def test_updates_listed_out_of_order_are_put_in_order(database: Database) -> None:
    file = small_register()
    file["actions"][0]["updates"].reverse()
    _import(database, file)
    assert _one(database, Action, code="POV-01").status == "at_risk"


def test_words_said_for_another_say_whose_they_are_and_by_what_route(database: Database) -> None:
    _import(database, small_register())
    update = _one(database, Update, route="phone")
    keir, muir = (
        _one(database, Contact, post="Foodbank Manager"),
        _one(database, Contact, post="Planning Manager"),
    )
    assert (update.contact_id, update.on_behalf_of_id, update.whose) == (muir.id, keir.id, "Foodbank Manager")
    assert update.said_on == date(2026, 10, 20)
    barrier = _one(database, Barrier)
    assert (barrier.words, barrier.update_id, barrier.raised_at) == ("no fridge", update.id, update.at)


def test_a_status_with_no_update_is_one_first_word_nobody_is_named_for(database: Database) -> None:
    _import(database, small_register())
    action = _one(database, Action, code="CPP-01")
    update = _one(database, Update, action_id=action.id)
    assert (update.status, update.words, update.contact_id, update.by) == ("at_risk", "Begun.", None, "")
    assert (action.status, action.latest_update_id) == ("at_risk", update.id)


def test_a_board_has_a_digest_unless_the_file_says_otherwise(database: Database) -> None:
    file = small_register()
    _import(database, file)
    assert _one(database, Group, kind="board").digest
    file["groups"][0]["digest"] = False
    _import(database, file)
    assert not _one(database, Group, kind="board").digest


def test_a_critical_friend_named_twice_holds_the_role_once(database: Database) -> None:
    file = small_register()
    file["people"][1]["roles"].append(
        {"role": "critical_friend", "priority": "poverty", "from": "2026-01-05"}
    )
    _import(database, file)
    friend = _one(database, Role, role="critical_friend")
    assert (friend.priority_id, friend.starts_on) == (_one(database, Priority).id, date(2026, 1, 5))


def test_a_meeting_of_a_body_has_no_group_and_keeps_the_bodys_name(database: Database) -> None:
    _import(database, small_register())
    assert _one(database, Meeting, precision="month").name == "Inverlath Council"
    assert _one(database, Meeting, precision="month").group_id is None


def test_a_milestone_of_the_next_years_first_meeting_is_bound_to_it(database: Database) -> None:
    file = small_register()
    file["meetings"] += [
        {"id": "b2", "group": "board", "date": "2027-06-10"},
        {"id": "b1", "group": "board", "date": "2027-02-25"},
    ]
    file["milestones"][0] |= {
        "date": "2027",
        "precision": "meeting",
        "text": "the first Board meeting of 2027",
    }
    (outcome,) = _import(database, file).partnerships
    milestone = _one(database, Milestone)
    meeting = _one(database, Meeting, latest=date(2027, 2, 25))
    said = f"Due at CPP Board, Thu 25 Feb 2027 now: {milestone.title} (“the first Board meeting of 2027”)."
    assert outcome.bound == (said,)
    assert (milestone.meeting_id, milestone.latest, milestone.precision) == (
        meeting.id,
        meeting.latest,
        "meeting",
    )
    file["meetings"][-1]["date"] = "2027-03-04"
    _import(database, file)
    assert _one(database, Milestone).latest == date(2027, 3, 4)
    assert _one(database, MilestoneMove).from_latest == date(2027, 2, 25)


def test_the_history_says_who_ran_the_import(database: Database) -> None:
    _import(database, small_register())
    assert {change.by for change in _all(database, Change)} == {WHO.by}
    assert {change.at for change in _all(database, Change)} == {MONDAY}
    created = [
        change for change in _all(database, Change) if change.subject == "actions" and change.field == "*"
    ]
    assert [change.after["code"] for change in created] == ["POV-01", "CPP-01"]


def test_settings_are_the_partnerships_own(database: Database) -> None:
    file = small_register() | {
        "nudge_day": "wednesday",
        "digest_lead_working_days": 7,
        "closed_days": ["2026-12-24"],
    }
    _import(database, file)
    partnership = _partnership(database)
    assert partnership is not None
    assert (partnership.nudge_day, partnership.digest_lead_days) == (2, 7)
    assert (partnership.closed_days, partnership.time_zone) == (["2026-12-24"], "Europe/London")


# --- a second import ---------------------------------------------------------------------------------------


def test_a_changed_line_of_the_file_changes_that_alone(database: Database) -> None:
    file = small_register()
    _import(database, file)
    file["actions"][0]["title"] = "Community food larders"
    report = _import(database, file, at=NEXT_DAY)
    assert _row_lines(report) == [
        "changed action POV-01 Community food larders: title Food larders -> Community food larders"
    ]
    assert [change.field for change in _all(database, Change) if change.at == NEXT_DAY] == ["title"]


def test_what_people_changed_in_slack_is_left_alone(database: Database) -> None:
    file = small_register()
    _import(database, file)
    muir = _one(database, Contact, post="Planning Manager")
    _set(database, _one(database, Action, code="POV-01"), officer_id=muir.id, status="on_track")
    _set(database, _one(database, Milestone), met_on=date(2026, 11, 3))
    file["actions"][0]["title"] = "Community food larders"
    file["milestones"][0]["title"] = "Pilot agreed by all"
    _import(database, file)
    larders = _one(database, Action, code="POV-01")
    assert (larders.title, larders.officer_id, larders.status) == (
        "Community food larders",
        muir.id,
        "on_track",
    )
    assert (_one(database, Milestone).title, _one(database, Milestone).met_on) == (
        "Pilot agreed by all",
        date(2026, 11, 3),
    )


def test_an_officer_the_file_itself_changes_is_changed(database: Database) -> None:
    file = small_register()
    _import(database, file)
    file["actions"][0]["lead_officer"] = "muir"
    report = _import(database, file)
    assert _row_lines(report) == [
        "changed action POV-01 Food larders: officer Manager, Ailsa Reid -> Planning Manager"
    ]
    file["actions"][0]["lead_officer"] = None
    _import(database, file)
    assert _one(database, Action, code="POV-01").officer_id is None


def test_an_update_already_said_in_slack_stands_before_an_older_one_of_the_file(database: Database) -> None:
    file = small_register()
    file["people"][0]["slack_user"] = "U1"
    _import(database, file)
    builder_ways = RegisterBuilder(database, code="other").ways
    with reading(database) as look:
        person = look.register(id_of(_partnership(database))).people.person("U1", MONDAY.date())
    assert person is not None
    said = record_update(
        database, builder_ways, person, Saying("POV-01", "k", "All open.", "on_track"), MONDAY
    )
    assert isinstance(said, Recorded)
    file["actions"][0]["updates"].append(
        {"id": "u3", "on": "2026-10-30", "by": "muir", "status": "off_track"}
    )
    _import(database, file, at=NEXT_DAY)
    larders = _one(database, Action, code="POV-01")
    assert (larders.status, larders.latest_update_id) == ("on_track", said.update.id)
    assert len(_all(database, Update)) == 5


def test_a_new_update_in_the_file_is_added_and_stands(database: Database) -> None:
    file = small_register()
    _import(database, file)
    file["actions"][0]["updates"].append({"id": "u3", "on": "2026-10-30", "by": "reid", "status": "complete"})
    file["actions"][0]["updates"].append({"id": "u4", "on": "2026-10-31", "by": "muir", "status": "complete"})
    report = _import(database, file)
    assert report.partnerships[0].counts["updates"].added == 2
    larders = _one(database, Action, code="POV-01")
    assert larders.status == "complete"
    assert larders.confirmed_by_id == _one(database, Contact, post="Planning Manager").id
    file["actions"][0]["updates"].append(
        {"id": "u5", "on": "2026-11-01", "by": "reid", "words": "Thank you all."}
    )
    _import(database, file)
    assert _one(database, Action, code="POV-01").confirmed_by_id == larders.confirmed_by_id


def test_an_update_worded_differently_later_is_not_overwritten(database: Database) -> None:
    file = small_register()
    _import(database, file)
    file["actions"][0]["updates"][0]["words"] = "Three are open."
    report = _import(database, file)
    assert _noted(report) == ["update u1: the file now says it differently"]
    assert report.changed_nothing
    assert _all(database, Update)[0].words == "Two are open."


def test_a_status_stated_anew_is_a_second_update(database: Database) -> None:
    file = small_register()
    _import(database, file)
    file["actions"][1]["status"] = "on_track"
    _import(database, file, at=NEXT_DAY)
    action = _one(database, Action, code="CPP-01")
    assert [update.status for update in _all(database, Update) if update.action_id == action.id] == [
        "at_risk",
        "on_track",
    ]
    assert (action.status, action.heard_at) == ("on_track", NEXT_DAY)
    assert _import(database, file, at=NEXT_DAY).changed_nothing


def test_a_milestone_the_file_re_dates_keeps_where_it_was(database: Database) -> None:
    file = small_register()
    _import(database, file)
    file["milestones"][0]["date"] = "2026-11-20"
    report = _import(database, file, at=NEXT_DAY)
    assert _row_lines(report) == ["changed milestone Pilot agreed: latest 2026-11-13 -> 2026-11-20"]
    move = _one(database, MilestoneMove)
    assert (move.from_latest, move.to_latest, move.moved_at) == (
        date(2026, 11, 13),
        date(2026, 11, 20),
        NEXT_DAY,
    )


def test_a_re_dating_the_file_explains_is_kept_once_with_its_reason(database: Database) -> None:
    file = small_register()
    _import(database, file)
    file["milestones"][0] |= {
        "date": "2026-11-20",
        "moved": [
            {
                "on": "2026-11-03",
                "from_date": "2026-11-13",
                "to_date": "2026-11-20",
                "reason": "the Board asked",
                "by": "muir",
            }
        ],
    }
    _import(database, file, at=NEXT_DAY)
    move = _one(database, MilestoneMove)
    assert (move.reason, move.contact_id) == (
        "the Board asked",
        _one(database, Contact, post="Planning Manager").id,
    )
    assert _import(database, file, at=NEXT_DAY).changed_nothing


@pytest.mark.parametrize(
    ("changed", "version"),
    [
        ({"date": "2026-11-26"}, 2),
        ({"time": "15:00"}, 2),
        ({"state": "cancelled"}, 2),
        ({"date": "2026-11-26", "state": "moved"}, 2),
        ({"note": "Council Chamber"}, 1),
        ({"state": "held"}, 1),
    ],
)
def test_a_meeting_that_moves_or_is_cancelled_counts_it(
    database: Database, changed: dict[str, str], version: int
) -> None:
    file = small_register()
    _import(database, file)
    file["meetings"][0] |= changed
    _import(database, file)
    assert _one(database, Meeting, name=None).version == version


def test_an_action_taken_out_of_the_file_stays_and_is_mentioned(database: Database) -> None:
    file = small_register()
    _import(database, file)
    del file["actions"][1]
    report = _import(database, file)
    assert _noted(report) == ["inv: actions: no longer in the file: map"]
    assert len(_all(database, Action)) == 2
    assert report.changed_nothing


def test_codes_number_on_from_the_register_and_never_change(database: Database) -> None:
    file = small_register()
    _import(database, file)
    _in_slack(database, lambda work, one: _add_action(work, one, "POV-07"))
    file["actions"].insert(0, {"id": "route", "title": "Referral route", "priorities": ["poverty"]})
    file["priority_sets"][0]["priorities"][0]["prefix"] = "PVY"
    _import(database, file)
    codes = {action.title: action.code for action in _all(database, Action)}
    assert codes["Food larders"] == "POV-01"
    assert codes["Referral route"] == "PVY-01"
    del file["priority_sets"][0]["priorities"][0]["prefix"]
    assert _row_lines(_import(database, file)) == []
    assert _one(database, Priority).prefix == "PVY"


def _add_action(work: Work, partnership_id: int, code: str) -> None:
    work.register(partnership_id).rows.add(Action(code=code, title="Said in Slack"))


def test_a_new_action_takes_the_number_after_the_highest(database: Database) -> None:
    file = small_register()
    _import(database, file)
    _in_slack(database, lambda work, one: _add_action(work, one, "POV-07"))
    file["actions"].append({"id": "route", "title": "Referral route", "priorities": ["poverty"]})
    _import(database, file)
    assert _one(database, Action, title="Referral route").code == "POV-08"


def test_ties_the_file_drops_go_and_those_made_in_slack_stay(database: Database) -> None:
    file = small_register()
    _import(database, file)
    larders, nhs = _one(database, Action, code="POV-01"), _one(database, Body, name="NHS Inverlath")

    def tie(work: Work, partnership_id: int) -> None:
        work.register(partnership_id).rows.add(ActionBody(action_id=id_of(larders), body_id=id_of(nhs)))

    _in_slack(database, tie)
    file["actions"][0]["contributors"] = []
    file["actions"][0]["localities"] = ["lathmouth", "upper"]
    report = _import(database, file)
    assert _row_lines(report) == [
        "changed action POV-01 Food larders: localities lathmouth -> lathmouth, upper; contributors council -> none"
    ]
    assert [body.body_id for body in _all(database, ActionBody)] == [nhs.id]
    assert len(_all(database, ActionLocality)) == 2
    gone = [one for one in _all(database, Change) if one.subject == "action_bodies" and one.after is None]
    assert [one.before["contribution"] for one in gone] == ["premises"]


def test_a_person_added_by_hand_under_the_same_email_is_the_same_person(database: Database) -> None:
    file = small_register()
    person = file["people"].pop(0)
    del file["actions"][0]["lead_officer"], file["asks"]
    file["actions"][0]["updates"] = []
    _import(database, file)

    def add(work: Work, partnership_id: int) -> None:
        work.register(partnership_id).rows.add(Contact(post="Head of Health", email="a.reid@nhs.example.org"))

    _in_slack(database, add)
    file["people"].append(person)
    _import(database, file)
    reid = _one(database, Contact, email="a.reid@nhs.example.org")
    assert (reid.name, reid.post) == ("Ailsa Reid", "Head of Health")


def test_two_people_may_swap_their_addresses(database: Database) -> None:
    file = small_register()
    file["people"][1]["email"] = "planning@council.example.org"
    _import(database, file)
    first, second = file["people"][0], file["people"][1]
    first["email"], second["email"] = second["email"], first["email"]
    assert not _import(database, file).refused
    assert _one(database, Contact, email="a.reid@nhs.example.org").post == "Planning Manager"


# --- nothing at all ----------------------------------------------------------------------------------------


def _break_reference(file: Values) -> None:
    file["actions"][0]["lead_officer"] = "nobody"


def _repeat_id(file: Values) -> None:
    file["actions"][1]["id"] = "larders"


def _repeat_email(file: Values) -> None:
    file["people"][1]["email"] = "a.reid@NHS.example.org"


def _repeat_code(file: Values) -> None:
    file["actions"][0]["code"] = file["actions"][1]["code"] = "POV-09"


def _circle(file: Values) -> None:
    file["groups"][0]["parent"] = "taskforce"


def _untitled(file: Values) -> None:
    del file["actions"][0]["title"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_break_reference, "inv: action larders, lead_officer: there is no person 'nobody' in the file"),
        (_repeat_id, "inv: actions larders: the id is there twice"),
        (_repeat_email, "inv: person muir, email: a.reid@nhs.example.org is reid's too"),
        (_repeat_code, "inv: action map, code: POV-09 is larders's too"),
        (_circle, "inv: groups board: it stands above itself"),
        (_untitled, "inv: action larders, title: has no title"),
    ],
)
def test_a_broken_file_writes_nothing_at_all(
    database: Database, spoil: Callable[[Values], None], told: str
) -> None:
    whole, broken = small_register() | {"id": "whole"}, small_register()
    spoil(broken)
    report = _import(database, whole, broken)
    assert report.refused
    assert told in _errors(report)
    assert (_partnership(database, "whole"), _partnership(database)) == (None, None)


def test_an_address_somebody_else_holds_in_the_register_refuses_the_import(database: Database) -> None:
    file = small_register()
    _import(database, file)
    _set(database, _one(database, Contact, post="Foodbank Manager"), email="food@larders.example.org")
    file["people"][1]["email"] = "food@larders.example.org"
    file["actions"][0]["title"] = "Never written"
    report = _import(database, file)
    assert report.refused
    assert _errors(report) == [
        "inv: person muir, email: food@larders.example.org is somebody else's in the register"
    ]
    assert _one(database, Action, code="POV-01").title == "Food larders"


def test_a_code_another_action_has_refuses_the_import(database: Database) -> None:
    file = small_register()
    _import(database, file)
    file["actions"].append({"id": "new", "title": "New", "code": "POV-01"})
    assert _errors(_import(database, file)) == [
        "inv: action new, code: POV-01 is another action's in the register"
    ]
    assert len(_all(database, Action)) == 2


def test_a_dry_run_reports_and_writes_nothing(database: Database) -> None:
    report = _import(database, small_register(), dry_run=True)
    assert report.partnerships[0].counts["actions"].added == 2
    assert _partnership(database) is None


def test_only_one_partnership_is_touched_when_one_is_named(database: Database) -> None:
    broken = small_register() | {"id": "cal", "nudge_day": "noday"}
    _break_reference(broken)
    report = _import(database, small_register(), broken, only="inv")
    assert not report.refused
    assert [one.code for one in report.partnerships] == ["inv"]
    assert _partnership(database, "cal") is None


def test_a_partnership_the_file_does_not_have_is_an_error(database: Database) -> None:
    report = _import(database, small_register(), only="cal")
    assert report.refused
    assert _errors(report) == ["cal: no such partnership in the file"]


def test_two_partnerships_of_one_file_may_share_ids(database: Database) -> None:
    report = _import(database, small_register(), small_register() | {"id": "cal"})
    assert not report.refused
    assert [action.code for action in _all(database, Action, "cal")] == ["POV-01", "CPP-01"]


def test_an_import_of_one_register_leaves_another_in_the_database_as_it_was(database: Database) -> None:
    other = RegisterBuilder(database, code="cal")
    action = other.action("POV-01", title="Theirs")
    _import(database, small_register())
    assert [(row.id, row.title) for row in _all(database, Action, "cal")] == [(action.id, "Theirs")]
