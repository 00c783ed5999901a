"""What the sample register promises to whoever imports it or shows it: plain checks of its YAML."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.rules.dates import read_due
from bot.sample import SAMPLE_REGISTER
from storage.records import ASK_KINDS, ASK_STATES, GROUP_STATES, MEETING_STATES, PRECISIONS, ROLES, STATUSES

Row = dict[str, Any]

CLOCK_STARTS = date(2026, 11, 2)
FORTNIGHT = [CLOCK_STARTS + timedelta(days=number) for number in range(14)]
SECTIONS = {
    "bodies",
    "groups",
    "localities",
    "people",
    "plans",
    "priority_sets",
    "cross_cutting_issues",
    "enabling_actions",
    "ways_of_working",
    "risk_profile",
    "indicators",
    "actions",
    "milestones",
    "meetings",
    "asks",
}
POINTERS = {
    "chair",
    "lead_officer",
    "body",
    "group",
    "parent",
    "lead_body",
    "leads_priority",
    "replaces",
    "replaced_by",
    "priority",
    "plan",
    "lead",
    "critical_friend",
    "deputy",
    "succeeded_by",
    "superseded_by",
    "revised_by",
    "by",
    "for",
    "action",
    "author",
    "meeting",
    "raised_by",
    "needs_decision_of",
    "monitored_by",
    "reported_to",
    "to_group",
    "owner",
    "locality",
    "succession_decision",
    "priorities",
    "localities",
    "cross_cutting",
    "updates_to",
    "depends_on",
}
PLACES_OF_THE_PAPERS = (
    "perth",
    "kinross",
    "tayside",
    "borders",
    "pkavs",
    "letham",
    "lothian",
    "audit scotland",
)
DAYS = re.compile(r"^\d{4}(-\d\d){0,2}$")


@cache
def _load() -> Row:
    value: Row = yaml.safe_load(SAMPLE_REGISTER.read_text(encoding="utf-8"))
    return value


def _partnership(code: str) -> Row:
    return next(one for one in _load()["partnerships"] if one["id"] == code)


def _everywhere(section: str) -> list[Row]:
    return [row for one in _load()["partnerships"] for row in one[section]]


def _walk(value: Any) -> Iterator[Row]:
    """Every mapping in the file, at any depth."""
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _walk(child)


def _priorities(partnership: Row) -> list[Row]:
    return [priority for one in partnership["priority_sets"] for priority in one["priorities"]]


def _codes(partnership: Row) -> dict[str, Row]:
    """Codes as the import gives them: the first priority's prefix, numbered in the order of the file."""
    prefixes = {priority["id"]: priority["prefix"] for priority in _priorities(partnership)}
    given: Counter[str] = Counter()
    codes = {}
    for action in partnership["actions"]:
        first = next(iter(action.get("priorities") or []), None)
        prefix = prefixes[first] if first else partnership["code_prefix"]
        given[prefix] += 1
        codes[f"{prefix}-{given[prefix]:02d}"] = action
    return codes


def _said_on(update: Row) -> date:
    return datetime.fromisoformat(update["on"]).date()


def _last_heard(action: Row) -> date | None:
    return max((_said_on(update) for update in action.get("updates", [])), default=None)


def _stated(action: Row) -> str:
    """The status an action stands at: its last update that names one, else its own word, else not started."""
    named = [update["status"] for update in action.get("updates", []) if update.get("status")]
    return named[-1] if named else action.get("status") or "not_started"


def test_it_is_a_file_beside_its_package() -> None:
    assert isinstance(SAMPLE_REGISTER, Path)
    assert SAMPLE_REGISTER.is_file()


def test_no_place_or_body_of_the_papers_is_named() -> None:
    text = SAMPLE_REGISTER.read_text(encoding="utf-8").lower()
    assert [name for name in PLACES_OF_THE_PAPERS if name in text] == []


def test_nobody_in_it_can_be_written_to_or_rung() -> None:
    for person in _everywhere("people"):
        assert re.fullmatch(r"[a-z]+\.[a-z]+@[a-z-]+\.example\.org", person["email"])
        # The numbers set aside for drama.
        assert re.fullmatch(r"01632 960\d{3}", person["phone"])


def test_it_keeps_the_shape_of_the_papers() -> None:
    first, second = _load()["partnerships"]
    assert (first["id"], second["id"]) == ("inv", "cal")
    assert [len(one["actions"]) for one in (first, second)] == [24, 20]
    assert [len(one["meetings"]) for one in (first, second)] == [22, 8]
    assert len(_everywhere("milestones")) == 13
    assert [len(one["priorities"]) for one in first["priority_sets"]] == [5, 5, 3]
    assert [len(one["priorities"]) for one in second["priority_sets"]] == [4, 3]
    assert len(first["localities"]) == 5


@pytest.mark.parametrize("code", ["inv", "cal"])
def test_every_section_of_the_form_is_there(code: str) -> None:
    assert _partnership(code).keys() >= SECTIONS


@pytest.mark.parametrize("code", ["inv", "cal"])
def test_a_partnership_says_its_own_words_and_calendar(code: str) -> None:
    partnership = _partnership(code)
    assert partnership["time_zone"] == "Europe/London"
    assert partnership["priority_term"] == {"inv": "priority", "cal": "theme"}[code]
    assert all(date.fromisoformat(day) for day in partnership["closed_days"])
    assert all(date.fromisoformat(day) not in FORTNIGHT for day in partnership["closed_days"])


def test_a_status_key_of_its_own_words_every_status_once() -> None:
    key = _partnership("cal")["status_key"]
    assert sorted(entry["status"] for entry in key) == sorted(STATUSES)
    assert len({entry["word"] for entry in key}) == len({entry["symbol"] for entry in key}) == len(STATUSES)


def test_no_key_of_any_row_was_read_as_something_else_than_text() -> None:
    # YAML reads a bare `on` as true.
    assert {type(key) for row in _walk(_load()) for key in row} == {str}


def test_every_id_is_used_once() -> None:
    ids = Counter(row["id"] for row in _walk(_load()["partnerships"]) if "id" in row)
    assert [key for key, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("code", ["inv", "cal"])
def test_every_reference_resolves_inside_its_own_partnership(code: str) -> None:
    partnership = _partnership(code)
    known = {row["id"] for row in _walk(partnership) if "id" in row}
    named = [
        (key, target)
        for row in _walk(partnership)
        for key in POINTERS & row.keys()
        for target in (row[key] if isinstance(row[key], list) else [row[key]])
        if isinstance(target, str)
    ]
    assert len(named) > 100
    assert [pair for pair in named if pair[1] not in known] == []


@pytest.mark.parametrize("code", ["inv", "cal"])
def test_prefixes_are_two_to_four_letters_and_shared_only_by_one_name(code: str) -> None:
    names: dict[str, set[str]] = {}
    for priority in _priorities(_partnership(code)):
        assert re.fullmatch(r"[A-Z]{2,4}", priority["prefix"])
        names.setdefault(priority["prefix"], set()).add(priority["name"])
    assert all(len(sharing) == 1 for sharing in names.values())


@pytest.mark.parametrize("code", ["inv", "cal"])
def test_an_id_ends_in_the_code_the_import_will_give(code: str) -> None:
    given = {
        action["id"]: f"{code}-a-{number.lower()}" for number, action in _codes(_partnership(code)).items()
    }
    assert list(given) == list(given.values())


def test_the_codes_people_are_shown_first_are_what_they_seem() -> None:
    codes = _codes(_partnership("inv"))
    assert codes["POV-03"]["title"] == "Cash First referral route"
    assert codes["HWB-02"]["title"] == "Walking groups"
    assert codes["POV-01"]["lead"] == "inv-foodbank"
    assert codes["HWB-05"]["lead"] == "inv-college"
    assert {"EMP-02", "EMP-04", "DIG-04"} <= codes.keys()
    assert codes["POV-03"]["lead_officer"] == codes["HWB-02"]["lead_officer"] == "inv-person-reid"


def test_there_are_enough_people_in_enough_roles() -> None:
    people = _everywhere("people")
    assert 20 <= len(people) <= 26
    assert len({person["email"] for person in people}) == len(people)
    assert {role["role"] for person in people for role in person["roles"]} == set(ROLES)


@pytest.mark.parametrize("board", ["inv-board", "inv-eog", "cal-strategic-board"])
def test_a_group_that_has_a_digest_has_a_chair_and_a_deputy(board: str) -> None:
    group = next(row for row in _everywhere("groups") if row["id"] == board)
    held = Counter(
        role["role"]
        for person in _everywhere("people")
        for role in person["roles"]
        if role.get("group") == board
    )
    assert group["digest"] is True
    assert held["chair"] == held["deputy"] == 1


@pytest.mark.parametrize("code", ["inv", "cal"])
def test_each_partnership_has_a_support_officer_of_the_whole(code: str) -> None:
    roles = [role for person in _partnership(code)["people"] for role in person["roles"]]
    assert any(role["role"] == "support" and "group" not in role and "to" not in role for role in roles)


def test_a_lead_group_of_a_current_priority_has_a_lead_officer() -> None:
    partnership = _partnership("inv")
    led = {
        role["group"]
        for person in partnership["people"]
        for role in person["roles"]
        if role["role"] == "lead_officer"
    }
    assert {priority["lead"] for priority in partnership["priority_sets"][-1]["priorities"]} <= led


def test_groups_are_in_every_state_a_group_can_be_in() -> None:
    assert {row["state"] for row in _everywhere("groups")} == set(GROUP_STATES)


def test_one_person_has_left_and_owns_nothing() -> None:
    left = [
        person["id"]
        for person in _everywhere("people")
        if all("to" in role and date.fromisoformat(role["to"]) < CLOCK_STARTS for role in person["roles"])
    ]
    assert left == ["inv-person-mowat"]
    assert not [row for row in _everywhere("actions") if {row["lead_officer"], row.get("deputy")} & set(left)]


def test_a_quarter_of_the_actions_have_no_officer_and_many_no_date() -> None:
    actions = _everywhere("actions")
    assert 9 <= sum(action["lead_officer"] is None for action in actions) <= 13
    assert sum(action["due"] is None for action in actions) >= 11


def test_every_word_of_the_status_key_is_in_use() -> None:
    assert {_stated(action) for action in _partnership("inv")["actions"]} == set(STATUSES)


def test_updates_were_said_on_working_days_before_the_clock_starts_oldest_first() -> None:
    for action in _everywhere("actions"):
        days = [_said_on(update) for update in action.get("updates", [])]
        assert days == sorted(days)
        assert len(days) <= 5
        assert all(day < CLOCK_STARTS and day.weekday() < 5 for day in days)


def test_updates_speak_and_use_the_forms_words() -> None:
    updates = [update for action in _everywhere("actions") for update in action.get("updates", [])]
    assert all(update["status"] in STATUSES and update["words"].strip() for update in updates)
    assert {update["route"] for update in updates} == {"command", "form", "reply", "phone", "email"}
    assert sum("barrier" in update for update in updates) >= 5
    assert sum("evidence" in update for update in updates) >= 5


def test_who_speaks_through_another_did_so_by_phone_or_email() -> None:
    updates = [update for action in _everywhere("actions") for update in action.get("updates", [])]
    assert all(("for" in update) == (update["route"] in {"phone", "email"}) for update in updates)
    assert {update["for"] for update in updates if "for" in update} == {
        "inv-person-keir",
        "inv-person-renwick",
    }


def test_a_complete_action_shows_evidence() -> None:
    for action in _everywhere("actions"):
        if _stated(action) == "complete":
            assert action["updates"][-1].get("evidence")


def test_some_were_never_heard_of_and_some_not_for_more_than_four_weeks() -> None:
    heard = [_last_heard(action) for action in _partnership("inv")["actions"] if not action.get("progress")]
    limit = CLOCK_STARTS - timedelta(days=28)
    assert sum(day is None for day in heard) >= 4
    assert sum(day is not None and day < limit for day in heard) >= 3
    assert sum(day is not None and day >= limit for day in heard) >= 6


def test_one_officer_has_nothing_due_in_the_fortnight() -> None:
    mine = [row for row in _everywhere("actions") if row["lead_officer"] == "inv-person-harcus"]
    dated = {row.get("action") for row in _everywhere("milestones")}
    assert len(mine) == 1
    assert mine[0]["id"] not in dated
    assert _last_heard(mine[0]) == date(2026, 10, 29)


def test_dates_are_text_of_a_known_precision() -> None:
    for row in _everywhere("milestones") + _everywhere("meetings"):
        assert row["precision"] in PRECISIONS
        assert (row["date"] is None) == (row["precision"] == "none")
        assert row["date"] is None or DAYS.match(row["date"])
    assert all(row["due"] is None or DAYS.match(row["due"]) for row in _everywhere("actions"))


def test_a_pilot_falls_due_on_friday_the_thirteenth() -> None:
    pilot = next(row for row in _everywhere("milestones") if row["title"] == "Pilot agreed")
    assert (pilot["date"], pilot["action"], pilot["met"]) == ("2026-11-13", "inv-a-pov-03", None)


def test_milestones_are_fourteen_and_three_days_ahead_and_passed_in_the_fortnight() -> None:
    open_days = [
        date.fromisoformat(row["date"])
        for row in _partnership("inv")["milestones"]
        if row["precision"] == "day" and row["met"] is None
    ]
    assert any(day - timedelta(days=14) in FORTNIGHT for day in open_days)
    assert any(day - timedelta(days=3) in FORTNIGHT for day in open_days)
    assert any(day + timedelta(days=1) in FORTNIGHT for day in open_days)
    assert any(day < CLOCK_STARTS for day in open_days)


def test_one_milestone_moved_twice_and_each_move_ends_where_the_next_begins() -> None:
    moves = [row["moved"] for row in _everywhere("milestones") if row.get("moved")]
    assert sorted(len(one) for one in moves) == [1, 1, 2]
    for row in _everywhere("milestones"):
        chain = [move["to_date"] for move in row.get("moved", [])]
        assert chain[:-1] == [move["from_date"] for move in row.get("moved", [])[1:]]
        assert chain[-1:] in ([], [row["date"]])


def test_the_digest_falls_inside_the_fortnight() -> None:
    board = next(row for row in _everywhere("meetings") if row["id"] == "inv-b-2026-11-19")
    assert (board["date"], board["time"], board["papers_due"]) == ("2026-11-19", "14:00", "2026-11-05")
    week_before = date.fromisoformat(board["date"]) - timedelta(days=7)
    # Five working days with no holiday between are one week.
    assert week_before in FORTNIGHT


def test_the_board_met_in_september_and_meets_next_in_november_and_february() -> None:
    boards = [row for row in _partnership("inv")["meetings"] if row["group"] == "inv-board"]
    held = max(row["date"] for row in boards if row["state"] == "held")
    assert held == "2026-09-10"
    assert [row["date"] for row in boards if row["state"] == "planned"] == ["2026-11-19", "2027-02-25"]


def test_meetings_use_every_state_and_fall_on_working_days() -> None:
    meetings = _everywhere("meetings")
    assert {row["state"] for row in meetings} == set(MEETING_STATES)
    days = [date.fromisoformat(row["date"]) for row in meetings if row["precision"] == "day"]
    assert [day for day in days if day.weekday() > 4] == []
    assert all(isinstance(row["time"], str) for row in meetings if "time" in row)


def test_a_meeting_was_held_exactly_when_it_lies_before_the_clock_or_was_cancelled() -> None:
    for row in _everywhere("meetings"):
        if row["precision"] == "day" and row["state"] != "cancelled":
            assert (row["state"] == "held") == (date.fromisoformat(row["date"]) < CLOCK_STARTS)


def test_the_board_is_asked_to_decide_twice_to_direct_once_to_help_once_and_to_note_once() -> None:
    asks = _partnership("inv")["asks"]
    assert Counter(row["kind"] for row in asks) == {"decide": 2, "direct": 1, "add_value": 1, "note": 1}
    assert Counter(row["state"] for row in asks) == {"on_agenda": 3, "raised": 2}
    for row in asks:
        assert ("meeting" in row) == ("item" in row) == (row["state"] == "on_agenda")


def test_asks_use_the_forms_words() -> None:
    asks = _everywhere("asks")
    assert {row["kind"] for row in asks} == set(ASK_KINDS)
    assert {row["state"] for row in asks} <= set(ASK_STATES)


def test_every_date_is_understood_in_figures_and_in_words() -> None:
    rows = _everywhere("milestones") + _everywhere("meetings") + _everywhere("actions")
    said = {row.get(key) for row in rows for key in ("date", "text", "due", "due_text")} - {None}
    assert len(said) > 30
    assert [words for words in said if not read_due(words, CLOCK_STARTS).understood] == []


def test_the_register_lives_beyond_its_actions() -> None:
    inverlath = _partnership("inv")
    assert {risk["trend"] for risk in inverlath["risk_profile"]["risks"]} == {"rising", "steady", "falling"}
    assert all(one["readings"] for one in _everywhere("indicators"))
    assert [entry["serial"] for entry in inverlath["board_action_log"]] == [1, 2, 3]
    assert all(one["came_of_it"] or one["heard"] for one in inverlath["engagement"][:2])
    assert {duty["kind"] for duty in inverlath["duties"]} == {"annual_report", "report"}


def test_five_priorities_became_three_by_one_decision_of_the_board() -> None:
    old = _partnership("inv")["priority_sets"][1]["priorities"]
    assert {priority["succession_decision"] for priority in old} == {"inv-d-three"}
    assert sorted(priority["succession_basis"].split(";")[0].split()[0] for priority in old) == [
        "continued",
        "continued",
        "merged",
        "renamed",
        "retired",
    ]


def test_enabling_actions_have_each_found_their_place() -> None:
    enabling = _partnership("inv")["enabling_actions"]
    assert {_stated(action) for action in enabling} == {"closed"}
    assert all(("merged_into" in action) == (action["closing_reason"] == "merged") for action in enabling)
    assert {_last_heard(action) for action in enabling} == {date(2026, 6, 15)}
