"""Who may keep what of the register: every cell of the table, and how somebody comes to be what the table asks for."""

import pytest

from bot.rules import keeping_table
from bot.rules.permission import (
    ALL,
    MAY_KEEP,
    Part,
    Reach,
    Standing,
    may_add,
    may_keep,
    parts,
    parts_anywhere,
)
from bot.rules.subjects import BY_TABLE
from storage.records.glance import Person, RoleGlance

TABLES = list(MAY_KEEP)

EXPECTED = {
    "SLOCEFHW": "",  # support, lead, officer, contributor, executive, friend, chair (h), whoever it lies with
    "bodies": "S.......",
    "groups": "SL......",
    "seats": "SL......",
    "localities": "SL......",
    "contacts": "S.......",
    "roles": "S.......",
    "plans": "S.......",
    "approvals": "S.......",
    "priority_sets": "S.......",
    "priorities": "S.......",
    "successions": "S.......",
    "cross_cutting_issues": "S.......",
    "actions": "SLo.....",
    "action_bodies": "SLOC....",
    "dependencies": "SLO.....",
    "leanings": "SLO.....",
    "resources": "SLO.....",
    "milestones": "SLO.....",
    "barriers": "SLOCe..w",
    "asks": "SLOCE..W",
    "meetings": "SL......",
    "reports": "SL......",
    "recommendations": "SL......",
    "decisions": "S.....H.",
    "log_entries": "S.....Hw",
    "duties": "SL......",
    "audit_recommendations": "S......w",
    "risks": "SLO.E..W",
    "indicators": "SLO..F..",
    "measurements": "SLO..F..",
    "engagements": "SLOC.F..",
    "consultations": "S.......",
    "findings": "S.......",
    "evidence": "SLOC....",
    "learning_points": "SL......",
}
"""A letter a part in the order of the first line: a capital for everything, a small one for some fields."""

ORDER = (
    Part.SUPPORT,
    Part.LEAD,
    Part.OFFICER,
    Part.CONTRIBUTOR,
    Part.EXECUTIVE,
    Part.FRIEND,
    Part.CHAIR,
    Part.OWNER,
)

CELLS = [(table, part, EXPECTED[table][at]) for table in TABLES for at, part in enumerate(ORDER)]


def person(*roles: tuple[str, int | None, int | None], body_id: int | None = None) -> Person:
    """Somebody with these roles: (role, group, priority)."""
    held = tuple(RoleGlance(9, role, group, priority) for role, group, priority in roles)
    return Person._make((1, 9, "Ailsa", "Manager", body_id, "College", "U1", held, frozenset()))


@pytest.mark.parametrize(("table", "part", "cell"), CELLS, ids=str)
def test_each_cell_of_the_table(table: str, part: Part, cell: str) -> None:
    kept = may_keep(table, frozenset((part,)))
    assert (kept == ALL) is cell.isupper()
    assert may_add(table, frozenset((part,))) is cell.isupper()
    assert bool(kept) is (cell != ".")
    if cell.islower():
        assert kept <= {field.name for field in BY_TABLE[table].fields if not field.own}


def test_the_table_names_every_subject_and_no_other() -> None:
    assert set(MAY_KEEP) == set(BY_TABLE) == set(EXPECTED) - {"SLOCEFHW"}
    assert set(ORDER) == set(Part)
    assert may_keep("actions", frozenset()) == frozenset()
    assert may_keep("passwords", frozenset(Part)) == frozenset()


def test_the_support_officer_keeps_everything() -> None:
    assert all(may_keep(table, frozenset((Part.SUPPORT,))) == ALL for table in TABLES)


@pytest.mark.parametrize(
    ("who", "reach", "part"),
    [
        (person(("support", None, None)), Reach(), Part.SUPPORT),
        (person(("lead_officer", 4, None)), Reach(groups=frozenset((4,))), Part.LEAD),
        (person(), Reach(standings=frozenset((Standing.LEAD_OFFICER,))), Part.LEAD),
        (person(), Reach(standings=frozenset((Standing.OFFICER,))), Part.OFFICER),
        (person(), Reach(standings=frozenset((Standing.DEPUTY,))), Part.OFFICER),
        (person(), Reach(standings=frozenset((Standing.COVER,))), Part.OFFICER),
        (person(), Reach(standings=frozenset((Standing.LEADS_UNOWNED,))), Part.OFFICER),
        (person(body_id=3), Reach(bodies=frozenset((3,))), Part.CONTRIBUTOR),
        (person(), Reach(standings=frozenset((Standing.CONTRIBUTOR,))), Part.CONTRIBUTOR),
        (person(("representative", 7, None)), Reach(), Part.EXECUTIVE),
        (person(("critical_friend", None, 5)), Reach(priorities=frozenset((5,))), Part.FRIEND),
        (person(("chair", 4, None)), Reach(groups=frozenset((4,))), Part.CHAIR),
        (person(("deputy", 4, None)), Reach(groups=frozenset((4,))), Part.CHAIR),
        (person(), Reach(owners=frozenset((9,))), Part.OWNER),
    ],
)
def test_somebody_is_what_their_roles_and_the_row_make_them(who: Person, reach: Reach, part: Part) -> None:
    assert part in parts(who, reach, frozenset((7,)))
    assert parts(person(), Reach(), frozenset((7,))) == frozenset()


def test_a_role_in_another_group_or_priority_is_none_here() -> None:
    who = person(("lead_officer", 4, None), ("critical_friend", None, 5), ("chair", 6, None), body_id=3)
    reach = Reach(frozenset((8,)), frozenset((8,)), frozenset((8,)), frozenset((8,)))
    assert parts(who, reach, frozenset((7,))) == frozenset()
    # No group at all is no group of theirs.
    assert parts(person(("lead_officer", None, None)), Reach(), frozenset()) == frozenset()


def test_what_somebody_is_offered_to_add_follows_from_any_role() -> None:
    lead = person(("lead_officer", 4, None), body_id=3)
    assert parts_anywhere(lead, frozenset((7,)), speaks_for_one=True) == {
        Part.LEAD,
        Part.OFFICER,
        Part.CONTRIBUTOR,
    }
    friend = person(("critical_friend", None, 5), ("chair", 7, None))
    assert parts_anywhere(friend, frozenset((7,)), speaks_for_one=False) == {
        Part.FRIEND,
        Part.CHAIR,
        Part.EXECUTIVE,
    }


def test_the_table_in_words_names_every_subject_once() -> None:
    rows = keeping_table.rows()
    names = [name for subjects, _, _ in rows for name in subjects.split(", ")]
    assert len(names) == len(set(names)) == len(MAY_KEEP)
    assert keeping_table.markdown().count("\n") == len(rows) + 1
    assert all(who.startswith("support officer") for _, who, _ in rows)
