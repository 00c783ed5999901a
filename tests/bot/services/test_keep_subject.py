"""Keeping rows of any subject: added, changed, refused, and what follows from each."""

from datetime import date
from itertools import count

import pytest

from bot.rules.keeping import Crossed, Gone, KeptRow, NotTheirs, RowForm, Unfit
from bot.rules.keeping_entries import Entry, Names
from bot.rules.keeping_screens import Listed
from bot.services.keep_by_tap import Noted, confirm_contribution, say_why_closed
from bot.services.read_subject import find_row, read_addable, read_list, read_one
from storage.records import (
    Action,
    ActionBody,
    ActionPriority,
    Barrier,
    Contact,
    Group,
    LogEntry,
    Meeting,
    MilestoneMove,
    Plan,
    Risk,
    Role,
    Update,
    id_of,
)
from storage.unit_of_work import reading, working
from tests.bot.services.keeper import Keeper, other
from tests.builders import CLERK, RegisterBuilder

_NUMBERS = count()


def test_a_risk_is_added_with_its_history_and_once(clerk: Keeper) -> None:
    group = clerk.register.group("Taskforce")
    filled: dict[str, Entry] = {
        "words": "The agreement may not be signed <&>",
        "likelihood": "3",
        "impact": "5",
        "group_id": str(id_of(group)),
        "review_on": "2026-12-03",
        "trend": "rising",
    }
    first = clerk.keeps("risks", filled, key="view 1")
    again = clerk.keeps("risks", filled, key="view 1")
    assert isinstance(first, KeptRow)
    assert isinstance(again, KeptRow)
    assert (first.added, first.already, again.already, again.row_id) == (True, False, True, first.row_id)
    (risk,) = clerk.rows(Risk)
    assert (risk["likelihood"], risk["impact"], risk["group_id"]) == (3, 5, group.id)
    assert (risk["review_on"], risk["state"]) == (date(2026, 12, 3), "open")
    with reading(clerk.register.database) as look:
        (change,) = look.register(clerk.register.id).history.of("risks", first.row_id)
    assert (change.by, change.contact_id) == ("Manager", clerk.contact.id)


@pytest.mark.parametrize(
    ("table", "filled", "field", "says"),
    [
        ("risks", {"words": "x", "likelihood": "6"}, "likelihood", "from 1 to 5"),
        ("risks", {"words": "x", "impact": "lots"}, "impact", "whole number"),
        ("risks", {"words": " "}, "words", "needed"),
        ("risks", {"words": "x", "owner_id": "99999"}, "owner_id", "register any more"),
        ("indicators", {"name": "x", "baseline": "about 20"}, "baseline", "in words"),
        ("meetings", {"when": "Sprng 2027"}, "when", "spring 2027"),
        ("meetings", {}, "when", "When?"),
        ("meetings", {"when": "3 Dec 2026", "local_time": "25:00"}, "local_time", "2 pm"),
        ("contacts", {"email": "nobody"}, "email", "ailsa@example.org"),
        ("contacts", {"post": "Analyst", "left_on": "31 March 2030"}, "left_on", "still to come"),
        ("contacts", {"email": "x" * 250 + "@y.org"}, "email", "254"),
        ("groups", {"name": "x", "parent_id": Names(("Bord",))}, "parent_id", "“Board”"),
        ("groups", {"name": "The  board"}, "name", ""),
        ("groups", {"name": "BOARD"}, "name", "already"),
    ],
)
def test_what_cannot_be_kept_is_said_under_its_field(
    clerk: Keeper, table: str, filled: dict[str, Entry | Names], field: str, says: str
) -> None:
    clerk.register.board()
    outcome = clerk.keeps(table, filled)
    if not says:
        assert isinstance(outcome, KeptRow)
        return
    assert isinstance(outcome, Unfit), outcome
    assert set(outcome.problems) == {field}
    assert says in outcome.problems[field]


def test_an_action_gets_its_code_from_its_first_priority_and_gentle_questions(clerk: Keeper) -> None:
    poverty = clerk.register.priority("Poverty", "POV")
    health = clerk.register.priority("Health", "HWB")
    clerk.register.action("POV-07", priorities=[poverty])
    outcome = clerk.keeps(
        "actions",
        {"title": "Better food", "priorities": (str(poverty.id), str(health.id)), "when": "in due course"},
    )
    assert isinstance(outcome, KeptRow)
    assert outcome.code == "POV-08"
    assert {name for name, _ in outcome.questions} == {
        "title",
        "when",
        "lead_group_id",
        "why",
        "fairer_scotland",
    }
    ties = clerk.rows(ActionPriority, action_id=outcome.row_id)
    assert [(tie["priority_id"], tie["position"]) for tie in ties] == [(poverty.id, 1), (health.id, 2)]
    assert clerk.one(Action, outcome.row_id)["date_words"] == "in due course"
    clerk.edits("actions", outcome.row_id, priorities=(str(health.id),))
    assert [tie["priority_id"] for tie in clerk.rows(ActionPriority, action_id=outcome.row_id)] == [health.id]
    assert clerk.one(Action, outcome.row_id)["code"] == "POV-08"


def test_log_entries_are_numbered_one_after_the_other(clerk: Keeper) -> None:
    clerk.register.add(LogEntry(serial=41, words="Before"))
    ids = [clerk.added("log_entries", words=words) for words in ("Write to them", "Write again")]
    assert [clerk.one(LogEntry, row_id)["serial"] for row_id in ids] == [42, 43]


def test_only_what_was_changed_is_written(clerk: Keeper) -> None:
    """Words that could not be read when they were imported stay as they are while others are changed."""
    row = clerk.register.add(
        Meeting(name="Workshop", precision="none", date_words="some time after the summer fair")
    )
    outcome = clerk.edits("meetings", id_of(row), place="Kilmorrow Hall")
    assert isinstance(outcome, KeptRow)
    assert outcome.changes == (("Where", "", "Kilmorrow Hall"),)
    stands = clerk.one(Meeting, id_of(row))
    assert (stands["date_words"], stands["version"]) == ("some time after the summer fair", 1)
    clerk.edits("meetings", id_of(row), when="3 Dec 2026")
    assert clerk.one(Meeting, id_of(row))["version"] == 2
    nothing = clerk.edits("meetings", id_of(row))
    assert isinstance(nothing, KeptRow)
    assert nothing.already


def test_who_was_first_is_told_and_what_others_changed_elsewhere_stays(clerk: Keeper) -> None:
    row_id = clerk.added("risks", words="It may rain", controls="Umbrellas")
    form = clerk.form("risks", row_id)
    assert isinstance(form, RowForm)
    mine: dict[str, Entry | Names] = {each.name: form.entries[each.name] for each in form.fields}
    eog = clerk.register.group("EOG", kind="executive_group")
    chief = other(clerk, "Moira", roles=[("chair", eog)], post="Chief Executive")
    chief.edits("risks", row_id, controls="A roof", trend="falling")
    crossed = clerk.keeps("risks", mine | {"controls": "Boots"}, row_id, stamp=form.stamp)
    assert isinstance(crossed, Crossed)
    assert (crossed.by, crossed.labels) == ("Chief Executive", ("What is being done",))
    elsewhere = clerk.keeps("risks", mine | {"likelihood": "2"}, row_id, stamp=form.stamp)
    assert isinstance(elsewhere, KeptRow)
    stands = clerk.one(Risk, row_id)
    assert (stands["controls"], stands["trend"], stands["likelihood"]) == ("A roof", "falling", 2)


def test_whoever_may_not_is_told_who_may(clerk: Keeper) -> None:
    college = clerk.register.body("College")
    teacher = other(clerk, "Iain", body=college)
    assert isinstance(teacher.form("groups"), NotTheirs)
    row_id = clerk.added("groups", name="Taskforce")
    refused = teacher.keeps("groups", {"name": "Mine"}, row_id)
    assert isinstance(refused, NotTheirs)
    assert refused.who == ("lead officer of its group",)
    assert refused.support == "Manager"
    assert "groups" not in {
        subject.table
        for subject in read_addable(teacher.register.database, teacher.register.person(teacher.contact))
    }
    assert isinstance(teacher.keeps("groups", {"name": "x"}, 99999), Gone)


def test_nobody_hands_a_row_to_a_group_that_is_not_theirs(clerk: Keeper) -> None:
    own, foreign = clerk.register.group("Own"), clerk.register.group("Foreign")
    lead = other(clerk, "Niamh", roles=[("lead_officer", own)])
    outcome = lead.keeps("meetings", {"when": "3 Dec 2026", "group_id": str(id_of(own))})
    assert isinstance(outcome, KeptRow)
    assert isinstance(
        lead.keeps("meetings", {"when": "4 Dec 2026", "group_id": str(id_of(foreign))}), NotTheirs
    )
    assert isinstance(lead.edits("meetings", outcome.row_id, group_id=str(id_of(foreign))), NotTheirs)
    assert clerk.one(Meeting, outcome.row_id)["group_id"] == own.id


def test_an_owner_says_what_became_of_it_and_nothing_else(clerk: Keeper) -> None:
    owner = other(clerk, "Rory")
    row_id = clerk.added("log_entries", words="Write to them", owner_id=str(id_of(owner.contact)))
    form = owner.form("log_entries", row_id, is_full=True)
    assert isinstance(form, RowForm)
    assert {each.name for each in form.fields} == {"state", "done_on", "outcome"}
    assert isinstance(owner.edits("log_entries", row_id, state="done", outcome="They answered."), KeptRow)
    assert isinstance(
        owner.keeps("log_entries", {"words": "Do nothing"}, row_id, stamp=form.stamp), NotTheirs
    )
    assert clerk.one(LogEntry, row_id)["state"] == "done"


def test_a_milestone_keeps_every_move_with_its_reason(clerk: Keeper) -> None:
    row_id = clerk.added("milestones", title="Pilot agreed", when="13 Nov 2026")
    unexplained = clerk.edits("milestones", row_id, when="Jan 2027")
    assert isinstance(unexplained, Unfit)
    assert "Why" in unexplained.problems["when"]
    assert isinstance(clerk.edits("milestones", row_id, why="the data came late", when="Jan 2027"), KeptRow)
    (move,) = clerk.rows(MilestoneMove)
    assert (move["from_words"], move["to_words"], move["reason"]) == (
        "13 Nov 2026",
        "Jan 2027",
        "the data came late",
    )


def test_a_date_moved_by_the_form_is_said_of_its_action_once_and_a_mended_wording_is_not(
    clerk: Keeper,
) -> None:
    action = clerk.register.action("POV-03")
    row_id = clerk.added("milestones", title="Pilot", action_id=str(id_of(action)), when="13 Nov 2026")
    assert clerk.rows(Update) == []
    assert isinstance(clerk.edits("milestones", row_id, when="13 November 2026"), KeptRow)
    assert clerk.rows(Update) == []
    assert isinstance(clerk.edits("milestones", row_id, why="data late", when="Jan 2027"), KeptRow)
    (said,) = clerk.rows(Update)
    assert (said["words"], said["kind"], said["way"]) == (
        "Pilot: a new date, Jan 2027 (data late)",
        "milestone",
        "form",
    )
    assert clerk.one(Action, id_of(action))["heard_at"] == said["at"]
    with reading(clerk.register.database) as look:
        changes = look.register(clerk.register.id).history.of("milestones", row_id)
    assert {change.update_id for change in changes if change.after == "2027-01-31"} == {said["id"]}


def test_a_kind_the_bot_goes_by_is_shown_in_words_and_kept_however_it_is_written(clerk: Keeper) -> None:
    row_id = clerk.added("groups", name="Officers", kind="executive officer  group")
    assert clerk.one(Group, row_id)["kind"] == "executive_group"
    form = clerk.form("groups", row_id)
    assert form.entries["kind"] == "Executive Officer Group"
    renamed = clerk.edits("groups", row_id, name="Officer Group")
    assert isinstance(renamed, KeptRow)
    assert (clerk.one(Group, row_id)["kind"], renamed.notes) == ("executive_group", ())
    lost = clerk.edits("groups", row_id, kind="Tea club")
    assert isinstance(lost, KeptRow)
    assert clerk.one(Group, row_id)["kind"] == "Tea club"
    assert "its members no longer do" in lost.notes[0]
    plan = clerk.added("plans", title="Plan", kind="LOIP", state="Approved in principle")
    assert (clerk.one(Plan, plan)["kind"], clerk.one(Plan, plan)["state"]) == ("loip", "in_principle")


def test_what_a_form_is_begun_with_is_on_it_even_where_a_short_form_leaves_it_out(clerk: Keeper) -> None:
    action = clerk.register.action("POV-03")
    form = clerk.form("risks", given={"action_id": str(id_of(action))})
    assert isinstance(form, RowForm)
    assert "action_id" in {each.name for each in form.fields}
    assert "action_id" not in {each.name for each in clerk.form("risks").fields}


def test_rows_are_found_by_what_they_point_to(clerk: Keeper) -> None:
    place = clerk.added("localities", name="Lathmouth")
    clerk.added("groups", name="Area group")
    clerk.edits("groups", clerk.rows(Group)[0]["id"], locality_id=str(place))
    assert _names(clerk, "groups", "lathmouth") == ["Area group"]


def test_a_barrier_is_lifted_by_what_resolved_it_and_leaves_the_list(clerk: Keeper) -> None:
    action = clerk.register.action("POV-03")
    row_id = clerk.added("barriers", action_id=str(id_of(action)), words="waiting on the data agreement")
    assert _names(clerk, "barriers") == ["waiting on the data agreement"]
    clerk.edits("barriers", row_id, resolution="The agreement was signed.")
    assert clerk.one(Barrier, row_id)["resolved_at"] == clerk.register.at
    assert _names(clerk, "barriers") == []
    assert _names(clerk, "barriers", "all") == ["waiting on the data agreement"]
    clerk.edits("barriers", row_id, resolution="")
    assert clerk.one(Barrier, row_id)["resolved_at"] is None


def _listed(keeper: Keeper, table: str, words: str = "") -> Listed:
    register = keeper.register
    person = register.person(keeper.contact)
    return read_list(register.database, register.ways, person, table, words, 1, register.at)


def _names(keeper: Keeper, table: str, words: str = "") -> list[str]:
    return [line.name for line in _listed(keeper, table, words).lines]


def test_a_contribution_is_confirmed_by_its_own_body_and_doubted_once_others_change_it(clerk: Keeper) -> None:
    college = clerk.register.body("College")
    action = clerk.register.action("POV-03")
    teacher = other(clerk, "Iain", body=college)
    filled: dict[str, Entry] = {
        "action_id": str(id_of(action)),
        "body_id": str(id_of(college)),
        "contribution": "Rooms",
    }
    outcome = teacher.keeps("action_bodies", filled)
    assert isinstance(outcome, KeptRow)
    stands = clerk.one(ActionBody, outcome.row_id)
    assert (stands["confirmed_by_id"], stands["confirmed_on"]) == (teacher.contact.id, date(2026, 11, 2))
    twice = teacher.keeps("action_bodies", filled)
    assert isinstance(twice, Unfit)
    clerk.edits("action_bodies", outcome.row_id, contribution="Rooms and tutors")
    assert clerk.one(ActionBody, outcome.row_id)["confirmed_by_id"] is None
    person, today = teacher.register.person(teacher.contact), teacher.register.at.date()
    noted = confirm_contribution(
        teacher.register.database, person, outcome.row_id, today, teacher.register.at
    )
    assert isinstance(noted, Noted)
    assert clerk.one(ActionBody, outcome.row_id)["confirmed_by_id"] == teacher.contact.id
    person = clerk.register.person(clerk.contact)
    assert (
        confirm_contribution(clerk.register.database, person, outcome.row_id, today, clerk.register.at)
        is None
    )


def test_a_sixteenth_representative_is_warned_about(clerk: Keeper) -> None:
    group = clerk.register.add(Group(name="Local partnership", most_representatives=2))
    outcomes = [
        clerk.keeps(
            "roles",
            {
                "contact_id": str(id_of(clerk.register.contact(f"Person {number}"))),
                "role": "representative",
                "group_id": str(id_of(group)),
            },
        )
        for number in range(3)
    ]
    notes = [outcome.notes for outcome in outcomes if isinstance(outcome, KeptRow)]
    assert notes[:2] == [(), ()]
    assert notes[2] == ("Local partnership has 3 representatives now; it may have at most 2.",)
    assert len(clerk.rows(Role, group_id=group.id)) == 3


def test_nothing_stands_inside_itself(clerk: Keeper) -> None:
    board = clerk.added("groups", name="Board")
    below = clerk.added("groups", name="Taskforce", parent_id=str(board))
    outcome = clerk.edits("groups", board, parent_id=str(below))
    assert isinstance(outcome, Unfit)
    assert "inside itself" in outcome.problems["parent_id"]


def test_where_there_are_many_a_name_is_typed_and_left_alone_means_what_stood(clerk: Keeper) -> None:
    with working(clerk.register.database, CLERK, clerk.register.at) as work:
        for number in range(120):
            work.register(clerk.register.id).rows.add(Group(name=f"Group {number:03d}"))
        work.commit()
    same = [clerk.register.group("Same name") for _ in range(2)]
    row_id = clerk.added("meetings", when="3 Dec 2026", group_id=Names(("group 007",)))
    form = clerk.form("meetings", row_id)
    assert isinstance(form, RowForm)
    assert form.options["group_id"] is None
    assert form.typed["group_id"] == "Group 007"
    clerk.edits("meetings", row_id, group_id=str(same[1].id))
    assert isinstance(clerk.edits("meetings", row_id, group_id=Names(("Same name",)), place="Hall"), KeptRow)
    stands = clerk.one(Meeting, row_id)
    assert (stands["group_id"], stands["place"]) == (same[1].id, "Hall")
    assert isinstance(clerk.edits("meetings", row_id, group_id=Names(("Group",))), Unfit)


def test_why_an_action_was_closed_is_said_by_those_who_may_and_never_of_an_open_one(clerk: Keeper) -> None:
    action = clerk.register.action("POV-03", status="closed")
    clerk.register.action("POV-04", title="The other")
    person, at = clerk.register.person(clerk.contact), clerk.register.at
    outcome = say_why_closed(clerk.register.database, person, "POV-03", "merged", "POV-04", 0, at)
    assert outcome == Noted("POV-04 The other")
    assert clerk.one(Action, id_of(action))["closing_reason"] == "merged"
    stranger = other(clerk, "Iain")
    refused = say_why_closed(
        clerk.register.database, stranger.register.person(stranger.contact), "POV-03", "merged", None, 0, at
    )
    assert isinstance(refused, str)
    assert isinstance(say_why_closed(clerk.register.database, person, "POV-04", "merged", None, 0, at), str)


def test_lists_know_scores_ways_and_what_is_over(clerk: Keeper) -> None:
    clerk.added("risks", words="Small", likelihood="1", impact="2")
    clerk.added("risks", words="Large", likelihood="5", impact="5", review_on="2026-10-01")
    clerk.added("risks", words="Gone", state="closed")
    assert _names(clerk, "risks") == ["Large", "Small"]
    assert "review Thu 1 Oct (passed)" in _listed(clerk, "risks").lines[0].facts
    indicator = clerk.added(
        "indicators", name="Children in poverty", baseline="24", target="18", better="lower"
    )
    clerk.added("measurements", indicator_id=str(indicator), value="21.5", when="2025/26")
    person = clerk.register.person(clerk.contact)
    shown = read_one(
        clerk.register.database, clerk.register.ways, person, "indicators", indicator, clerk.register.at
    )
    assert shown is not None
    assert shown.facts == ("baseline 24 → latest 21.5 (2025/26) → target 18", "lower is better: improving")
    assert [(part.subject.table, part.total) for part in shown.parts] == [("measurements", 1)]
    found = find_row(
        clerk.register.database, clerk.register.ways, person, "indicators", "poverty", clerk.register.at
    )
    assert found.row_id == indicator


def test_a_part_is_kept_by_whoever_keeps_what_it_is_part_of(clerk: Keeper) -> None:
    """A reading by its indicator's critical friend, a recommendation by the lead officer of the meeting's group."""
    poverty = clerk.register.priority("Poverty", "POV")
    group = clerk.register.group("Taskforce")
    friend = other(clerk, "Sheila")
    clerk.register.add(
        Role(contact_id=id_of(friend.contact), role="critical_friend", priority_id=id_of(poverty))
    )
    indicator = clerk.added("indicators", name="Children in poverty", priority_id=str(id_of(poverty)))
    elsewhere = clerk.added("indicators", name="Something else")
    assert isinstance(friend.keeps("measurements", {"indicator_id": str(indicator), "value": "3"}), KeptRow)
    assert isinstance(friend.keeps("measurements", {"indicator_id": str(elsewhere), "value": "3"}), NotTheirs)
    lead = other(clerk, "Niamh", roles=[("lead_officer", group)])
    meeting = clerk.added("meetings", when="3 Dec 2026", group_id=str(id_of(group)))
    report = clerk.added("reports", title="An update", meeting_id=str(meeting))
    assert isinstance(lead.keeps("recommendations", {"report_id": str(report), "words": "Note it"}), KeptRow)
    foreign = clerk.added("reports", title="Another")
    assert isinstance(lead.keeps("recommendations", {"report_id": str(foreign), "words": "x"}), NotTheirs)


def test_a_partner_says_what_their_own_body_brings_and_not_what_another_does(clerk: Keeper) -> None:
    college, council = clerk.register.body("College"), clerk.register.body("Council")
    action = clerk.register.action("POV-03", bodies=[college])
    teacher = other(clerk, "Iain", body=college)
    filled: dict[str, Entry] = {"action_id": str(id_of(action)), "contribution": "Rooms"}
    assert isinstance(teacher.keeps("action_bodies", filled | {"body_id": str(id_of(council))}), NotTheirs)
    barrier: dict[str, Entry] = {"action_id": str(id_of(action)), "words": "no rooms"}
    assert isinstance(teacher.keeps("barriers", barrier), KeptRow)
    assert isinstance(teacher.keeps("milestones", {"action_id": str(id_of(action)), "title": "x"}), NotTheirs)


def test_somebody_with_another_address_is_matched_to_slack_anew(clerk: Keeper) -> None:
    ailsa = other(clerk, "Ailsa", email="ailsa@example.org")
    clerk.edits("contacts", id_of(ailsa.contact), phone="01632 960999")
    assert clerk.one(Contact, id_of(ailsa.contact))["slack_id"] == "UAilsa"
    clerk.edits("contacts", id_of(ailsa.contact), email="Ailsa.Reid@Example.org")
    stands = clerk.one(Contact, id_of(ailsa.contact))
    assert (stands["email"], stands["slack_id"]) == ("ailsa.reid@example.org", None)


def test_an_id_of_another_partnership_is_no_row_here(clerk: Keeper) -> None:
    elsewhere = RegisterBuilder(clerk.register.database, code=f"oth{next(_NUMBERS)}")
    foreign = elsewhere.group("Theirs")
    outcome = clerk.keeps("risks", {"words": "x", "group_id": str(id_of(foreign))})
    assert isinstance(outcome, Unfit)
    assert isinstance(clerk.keeps("groups", {"name": "Ours now"}, id_of(foreign)), Gone)
