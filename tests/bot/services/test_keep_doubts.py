"""What looks like a slip is told once, and kept all the same; a date in words stands in the words that stay true."""

from datetime import timedelta

from bot.rules.keeping import KeptRow
from bot.rules.keeping_screens import Listed
from bot.services.read_dateless import dateless
from bot.services.read_subject import read_list
from storage.records import Approval, Milestone, Plan, id_of
from storage.unit_of_work import reading
from tests.bot.services.keeper import Keeper


def _notes(outcome: object) -> tuple[str, ...]:
    assert isinstance(outcome, KeptRow), outcome
    return outcome.notes


def test_a_plans_state_that_is_not_known_is_told_and_one_that_is_known_is_not(clerk: Keeper) -> None:
    (state,) = _notes(clerk.keeps("plans", {"title": "LOIP", "state": "Aproved", "kind": "loip"}))
    assert "the state “Aproved”, so it is kept as you typed it. I know draft, " in state
    (plan,) = clerk.rows(Plan)
    assert _notes(clerk.edits("plans", plan["id"], title="Our LOIP")) == ()
    assert _notes(clerk.edits("plans", plan["id"], state="approved in principle")) == ()
    (kind,) = _notes(clerk.edits("plans", plan["id"], kind="Lopi"))
    assert "the kind “Lopi”" in kind
    assert "LOIP, Locality plan" in kind


def test_an_approval_out_of_turn_or_to_come_is_told(clerk: Keeper) -> None:
    plan = str(clerk.added("plans", title="LOIP"))
    clerk.added("approvals", plan_id=plan, position="1", approver_words="Full Council")
    second = {"plan_id": plan, "position": "2", "approver_words": "Board", "decision": "approved"}
    (turn,) = _notes(clerk.keeps("approvals", second | {"when": "yesterday"}))
    assert turn == (
        "In the order, place 2 comes after place 1 (Full Council), which has not said anything yet."
    )
    later = next(row for row in clerk.rows(Approval) if row["position"] == 2)
    day = clerk.register.at.date() - timedelta(days=1)
    assert later["date_words"] == f"{day:%a} {day.day} {day:%b %Y}"
    first = next(row for row in clerk.rows(Approval) if row["position"] == 1)
    (to_come,) = _notes(clerk.edits("approvals", first["id"], decision="approved", when="3 March 2099"))
    assert to_come.startswith("It is entered as said on 3 March 2099, which is still to come.")


def test_a_meeting_twice_on_a_day_late_papers_and_a_day_that_is_over_are_told(clerk: Keeper) -> None:
    board = str(id_of(clerk.register.group("Board", "board")))
    assert _notes(clerk.keeps("meetings", {"group_id": board, "when": "3 March 2099"})) == ()
    again = clerk.keeps("meetings", {"group_id": board, "when": "3/3/2099", "papers_due": "2099-03-04"})
    twice, papers = _notes(again)
    assert twice.startswith("Board has another meeting on Tue 3 Mar 2099.")
    assert papers == "Its papers close on Wed 4 Mar 2099, after the meeting."
    (over,) = _notes(clerk.keeps("meetings", {"group_id": board, "when": "3 March 2020"}))
    assert "is over" in over
    held = {"group_id": board, "when": "10 March 2020", "state": "held"}
    assert _notes(clerk.keeps("meetings", held)) == ()


def test_a_group_that_is_wound_up_while_it_still_leads_is_told(clerk: Keeper) -> None:
    group = clerk.added("groups", name="Taskforce")
    clerk.register.action("ABC-01", lead_group_id=group)
    clerk.added("duties", kind="report", cadence="yearly", group_id=str(group), words="Its report")
    (still,) = _notes(clerk.edits("groups", group, state="wound up"))
    assert still.startswith("Taskforce still leads or holds: 1 open action, 1 reporting duty.")
    assert _notes(clerk.edits("groups", group, ended="June 2026")) == ()


def test_two_chairs_of_one_group_are_told(clerk: Keeper) -> None:
    group = str(clerk.added("groups", name="Taskforce"))
    people = [clerk.register.contact(name, f"U{name}", post=f"{name}'s post") for name in ("Ailsa", "Rory")]
    first, second = (
        _notes(clerk.keeps("roles", {"contact_id": str(id_of(one)), "role": "chair", "group_id": group}))
        for one in people
    )
    assert first == ()
    assert len(second) == 1
    assert second[0].startswith("Taskforce has 2 chairs now: Ailsa's post")


def test_a_milestone_for_next_friday_stands_with_its_day_and_its_form_says_the_same(clerk: Keeper) -> None:
    action = clerk.register.action("ABC-01")
    row_id = clerk.added("milestones", title="Pilot agreed", action_id=str(id_of(action)), when="next Friday")
    friday = clerk.one(Milestone, row_id)
    assert friday["latest"].weekday() == 4
    day = friday["latest"]
    assert friday["date_words"] == f"Fri {day.day} {day:%b %Y}"
    assert clerk.form("milestones", row_id).entries["when"] == friday["date_words"]


def test_what_has_no_date_is_found_by_who_runs_the_register(clerk: Keeper) -> None:
    action = str(id_of(clerk.register.action("ABC-01")))
    unread = clerk.keeps("milestones", {"title": "Pilot agreed", "action_id": action, "when": "end of Q3"})
    assert "A quarter needs its year" in _notes(unread)[0]
    clerk.added("milestones", title="Dated", action_id=action, when="w/c 1 March 2027")
    clerk.added("milestones", title="At a meeting", action_id=action, when="next meeting")
    clerk.added("log_entries", words="Write to all", when="once it is funded")
    with reading(clerk.register.database) as look:
        register = look.register(clerk.register.id)
        found = dateless(register, register.actions.glances(), register.milestones.unmet())
    assert [(each.what, each.often) for each in found] == [
        ("Pilot agreed", "“end of Q3”"),
        ("Write to all", "“once it is funded”"),
    ]
    register_ = clerk.register
    person = register_.person(clerk.contact)
    listed = read_list(register_.database, register_.ways, person, "milestones", "undated", 1, register_.at)
    assert isinstance(listed, Listed)
    assert [line.name for line in listed.lines] == ["Pilot agreed"]
