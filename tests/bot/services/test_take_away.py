"""What ties others together is taken away by whoever may change it; what it was stays readable."""

from bot.rules.history import What
from bot.rules.keeping import REMOVABLE, Gone, KeptRow, NotTheirs
from bot.rules.subjects import BY_TABLE
from bot.services.read_history import read_history
from bot.services.read_subject import read_one
from bot.services.take_away import take_away
from storage.records import ActionBody, Dependency, id_of
from tests.bot.services.keeper import Keeper, other


def taken(keeper: Keeper, table: str, row_id: int) -> KeptRow | NotTheirs | Gone:
    register = keeper.register
    return take_away(register.database, register.person(keeper.contact), table, row_id, register.at)


def may_take_away(keeper: Keeper, table: str, row_id: int) -> bool:
    register = keeper.register
    person = register.person(keeper.contact)
    shown = read_one(register.database, register.ways, person, table, row_id, register.at)
    return shown is not None and shown.may_take_away


def test_a_dependency_is_taken_away_and_its_history_keeps_it(clerk: Keeper) -> None:
    first, second = (id_of(clerk.register.action(code)) for code in ("POV-01", "POV-02"))
    row_id = clerk.added("dependencies", action_id=str(first), needs_id=str(second), words="Its <data>")
    assert may_take_away(clerk, "dependencies", row_id)
    gone = taken(clerk, "dependencies", row_id)
    assert isinstance(gone, KeptRow)
    assert (gone.name, gone.action_id) == ("Its <data>", first)
    assert clerk.rows(Dependency) == []
    assert isinstance(taken(clerk, "dependencies", row_id), Gone)
    register = clerk.register
    person = register.person(clerk.contact)
    history = read_history(register.database, register.ways, person, "actions", first, 1)
    assert history is not None
    told = [each for entry in history.entries for each in entry.told if each.table == "dependencies"]
    assert [each.before["words"] for each in told if each.what is What.TAKEN_AWAY] == ["Its <data>"]
    again = clerk.keeps("dependencies", {"action_id": str(first), "needs_id": str(second)})
    assert isinstance(again, KeptRow)


def test_a_partner_takes_away_what_their_own_body_brings_and_not_what_another_does(clerk: Keeper) -> None:
    college, council = clerk.register.body("College"), clerk.register.body("Council")
    action = clerk.register.action("POV-03", bodies=[college, council])
    own, others = (
        next(row["id"] for row in clerk.rows(ActionBody) if row["body_id"] == id_of(body))
        for body in (college, council)
    )
    teacher = other(clerk, "Iain", body=college)
    assert not may_take_away(teacher, "action_bodies", others)
    refused = taken(teacher, "action_bodies", others)
    assert isinstance(refused, NotTheirs)
    assert isinstance(taken(teacher, "action_bodies", own), KeptRow)
    assert [row["body_id"] for row in clerk.rows(ActionBody)] == [id_of(council)]
    assert action.code == "POV-03"


def test_what_others_rest_on_is_never_taken_away(clerk: Keeper) -> None:
    row_id = clerk.added("risks", words="It may rain")
    assert not may_take_away(clerk, "risks", row_id)
    assert isinstance(taken(clerk, "risks", row_id), Gone)
    pointed_at = {field.of for subject in BY_TABLE.values() for field in subject.fields}
    assert REMOVABLE.isdisjoint(pointed_at)
