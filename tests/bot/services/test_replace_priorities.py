"""Replacing a priority set: five priorities become three, and every open action is decided on."""

from datetime import date

import pytest

from bot.rules.keeping import KeptRow
from bot.rules.replacing import Close, Keep, NewSet, NotReplaced, Replaceable, Walk, WhichSet
from bot.services.decide_succession import decide_succession, read_walk
from bot.services.record_update import Saying, record_update
from bot.services.replace_priorities import read_replaceable, replace_priorities
from storage.engine import Database
from storage.records import Action, Decision, Priority, PrioritySet, Succession, id_of
from storage.records.glance import Person
from storage.unit_of_work import reading
from tests.bot.services.keeper import Keeper
from tests.builders import MONDAY, RegisterBuilder

FIVE = ("Poverty", "Wellbeing", "Skills", "Employability", "Digital")


class Town:
    """Five priorities with an open action each, and one that is complete."""

    def __init__(self, database: Database, code: str) -> None:
        self.database = database
        self.register = register = RegisterBuilder(database, code=code)
        self.set = register.add(PrioritySet(label="five priorities"))
        self.old = {
            name: register.add(
                Priority(name=name, prefix=name[:3].upper(), priority_set_id=id_of(self.set), position=place)
            )
            for place, name in enumerate(FIVE, 1)
        }
        for name in FIVE:
            register.action(f"{name[:3].upper()}-01", priorities=[self.old[name]])
        register.action("DIG-02", priorities=[self.old["Digital"]], status="complete")
        self.clerk = support = register.contact(
            "Catriona", "U1", post="Support Officer", roles=[("support", None)]
        )
        self.support = register.person(support)
        self.partner = register.person(register.contact("Ailsa", "U2", post="Manager"))

    def new_set(self) -> NewSet:
        ids = {name: id_of(row) for name, row in self.old.items()}
        return NewSet(
            replaces_id=id_of(self.set),
            label="three priorities",
            names=("Poverty", "Health & wellbeing", "Employability"),
            into={
                ids["Poverty"]: frozenset({0}),
                ids["Wellbeing"]: frozenset({1}),
                ids["Skills"]: frozenset({2}),
                ids["Employability"]: frozenset({2}),
                ids["Digital"]: None,
            },
            agreed="early 2024",
            decision="To shift the focus to three priorities",
        )

    def decide(self, *decided: Keep | Close, person: Person | None = None) -> Walk | NotReplaced:
        return decide_succession(
            self.database, self.register.ways, person or self.support, decided, "key", MONDAY
        )

    def replace(self) -> Walk:
        walk = replace_priorities(self.database, self.support, self.new_set(), MONDAY)
        assert isinstance(walk, Walk)
        return walk

    def action(self, code: str) -> Action:
        with reading(self.database) as look:
            found = look.register(self.register.id).actions.by_code(code)
        assert found is not None
        return found


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database, "inv")


def test_the_set_that_stands_can_be_replaced(town: Town) -> None:
    found = read_replaceable(town.database, town.support)
    assert isinstance(found, Replaceable)
    assert [(each.name, each.open_actions) for each in found.old] == [(name, 1) for name in FIVE]


def test_the_succession_is_kept_with_the_decision_it_rests_on(town: Town) -> None:
    town.replace()
    with reading(town.database) as look:
        rows = look.register(town.register.id).rows
        names = {row.id: row.name for row in rows.all(Priority)}
        (decision,) = rows.all(Decision)
        lines = rows.all(Succession)
    assert [(names[each.from_id], names.get(each.to_id), each.kind) for each in lines] == [
        ("Poverty", "Poverty", "continued"),
        ("Wellbeing", "Health & wellbeing", "renamed"),
        ("Skills", "Employability", "merged"),
        ("Employability", "Employability", "merged"),
        ("Digital", None, "unknown"),
    ]
    assert {each.decision_id for each in lines} == {decision.id}


def test_every_open_action_waits_to_be_decided_on_and_a_finished_one_does_not(town: Town) -> None:
    walk = town.replace()
    suggested = {each.code: dict(walk.new).get(each.suggested_id or 0) for each in walk.to_decide}
    assert suggested == {
        "POV-01": "Poverty",
        "WEL-01": "Health & wellbeing",
        "SKI-01": "Employability",
        "EMP-01": "Employability",
        "DIG-01": None,
    }


def test_the_old_set_is_replaced_once_the_last_action_is_decided_on(town: Town) -> None:
    walk = town.replace()
    keeps = [Keep(each.code, each.suggested_id) for each in walk.to_decide if each.suggested_id]
    left = town.decide(*keeps)
    assert isinstance(left, Walk)
    assert [each.code for each in left.to_decide] == ["DIG-01"]
    assert left.decided == 4
    over = town.decide(Close("DIG-01", "merged", "Goes on inside the skills work.", merged_into="SKI-01"))
    assert isinstance(over, Walk)
    assert over.is_over
    assert read_walk(town.database, town.support) == NotReplaced("none_under_way")
    with reading(town.database) as look:
        old = look.register(town.register.id).rows.get(PrioritySet, id_of(town.set))
    assert old is not None
    assert old.replaced_on == MONDAY.date()


def test_an_old_code_still_finds_its_action(town: Town) -> None:
    town.replace()
    town.decide(Close("DIG-01", "merged", "With skills.", merged_into="SKI-01"))
    closed = town.action("DIG-01")
    assert (closed.status, closed.closing_reason) == ("closed", "merged")
    assert closed.merged_into_id == town.action("SKI-01").id


def test_a_kept_action_serves_the_new_priority_alone(town: Town) -> None:
    walk = town.replace()
    new = {name: key for key, name in walk.new}
    town.decide(Keep("WEL-01", new["Health & wellbeing"]))
    with reading(town.database) as look:
        ties = look.register(town.register.id).actions.ties(id_of(town.action("WEL-01")))
    assert ties.priority_ids == (new["Health & wellbeing"],)


def test_only_a_support_officer_replaces_and_decides(town: Town) -> None:
    refused = NotReplaced("support_only")
    assert read_replaceable(town.database, town.partner) == refused
    assert replace_priorities(town.database, town.partner, town.new_set(), MONDAY) == refused
    town.replace()
    assert town.decide(Keep("POV-01", 1), person=town.partner) == refused


def test_deciding_twice_changes_nothing_and_nonsense_writes_nothing(town: Town) -> None:
    walk = town.replace()
    keep = Keep("POV-01", walk.new[0][0])
    assert town.decide(keep) == town.decide(keep)
    assert town.decide(Keep("EMP-01", walk.new[2][0]), Keep("NOT-01", 1)) == NotReplaced(
        "no_such_action", "NOT-01"
    )
    still = read_walk(town.database, town.support)
    assert isinstance(still, Walk)
    assert "EMP-01" in [each.code for each in still.to_decide]
    assert town.decide(Close("DIG-01", "merged", "x", merged_into="DIG-01")) == NotReplaced(
        "into_itself", "DIG-01"
    )


def test_replacing_again_goes_on_with_the_one_under_way(town: Town) -> None:
    walk = town.replace()
    assert replace_priorities(town.database, town.support, town.new_set(), MONDAY) == walk
    assert read_replaceable(town.database, town.support) == walk


def test_of_several_sets_that_stand_one_has_to_be_named(town: Town) -> None:
    other = town.register.add(PrioritySet(label="three areas"))
    town.register.add(Priority(name="Leadership", prefix="LEA", priority_set_id=id_of(other)))
    town.register.add(PrioritySet(label="an empty one"))
    found = read_replaceable(town.database, town.support)
    assert found == WhichSet(((id_of(other), "three areas"), (id_of(town.set), "five priorities")))
    meant = read_replaceable(town.database, town.support, id_of(town.set))
    assert isinstance(meant, Replaceable)
    assert meant.label == "five priorities"
    assert read_replaceable(town.database, town.support, 999) == NotReplaced("replaced_already")


def test_what_somebody_else_decided_stays_and_several_leave_it_alone(town: Town) -> None:
    walk = town.replace()
    poverty, wellbeing, _ = (key for key, _ in walk.new)
    town.decide(Keep("POV-01", poverty))
    decided = NotReplaced("decided_already", "POV-01")
    assert town.decide(Keep("POV-01", wellbeing)) == decided
    assert town.decide(Close("POV-01", "not_achieved", "No.")) == decided
    left = town.decide(Keep("POV-01", wellbeing), Keep("WEL-01", wellbeing))
    assert isinstance(left, Walk)
    assert left.asked("WEL-01") is None
    with reading(town.database) as look:
        ties = look.register(town.register.id).actions.ties(id_of(town.action("POV-01")))
    assert ties.priority_ids == (poverty,)


def test_what_came_of_it_counts_what_was_kept_and_closed(town: Town) -> None:
    walk = town.replace()
    keeps = [Keep(each.code, each.suggested_id) for each in walk.to_decide if each.suggested_id]
    over = town.decide(*keeps, Close("DIG-01", "no_longer_needed", "Everybody has a device."))
    assert isinstance(over, Walk)
    assert over.came_of is not None
    assert over.came_of.kept == (("Poverty", 1), ("Health & wellbeing", 1), ("Employability", 2))
    assert over.came_of.closed == (("no_longer_needed", 1),)
    assert [each.kind for each in over.came_of.became] == [
        "continued",
        "renamed",
        "merged",
        "merged",
        "unknown",
    ]


def test_the_set_is_replaced_too_when_the_last_actions_are_decided_on_outside_the_walk(town: Town) -> None:
    town.replace()
    with reading(town.database) as look:
        rows = look.register(town.register.id).rows
        new = next(each for each in rows.all(Priority) if each.name == "Health & wellbeing")
    for code in ("POV-01", "SKI-01", "EMP-01", "DIG-01"):
        saying = Saying(code, f"close {code}", words="Done with", status="closed")
        record_update(town.database, town.register.ways, town.support, saying, MONDAY)
    assert replaced_on(town) is None, "one is still to be decided on"
    clerk = Keeper(town.register, town.clerk)
    kept = clerk.edits("actions", id_of(town.action("WEL-01")), priorities=(str(id_of(new)),))
    assert isinstance(kept, KeptRow)
    assert replaced_on(town) == MONDAY.date()


def replaced_on(town: Town) -> date | None:
    with reading(town.database) as look:
        old = look.register(town.register.id).rows.get(PrioritySet, id_of(town.set))
    assert old is not None
    return old.replaced_on
