"""What a leaver coordinated is offered to whoever follows them, once, and they may take it on."""

from datetime import timedelta

import pytest

from bot.rules.outcomes import NotTakenOn, TakenOn
from bot.rules.succeeding import SUCCESSOR
from bot.services.add_contact import add_contact
from bot.services.keep_subject import Keeping, keep
from bot.services.take_on import take_on
from storage.engine import Database
from storage.records import Contact, Line, Role, id_of
from storage.records.glance import Person
from storage.unit_of_work import reading
from tests.builders import MONDAY, RegisterBuilder

LATER = MONDAY + timedelta(days=30)


class Town:
    """A manager with two actions has left, and chaired a group; the group does not lead the actions."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.register = register = RegisterBuilder(database)
        self.health = register.body("NHS Inverlath")
        self.group = register.group("Anti-Poverty Taskforce")
        gone = {"post": "Health Improvement Manager", "left_on": LATER.date()}
        self.gone = register.contact("Ailsa", None, self.health, [("chair", self.group)], **gone)
        for code, status in (("POV-03", "on_track"), ("HWB-02", "not_started"), ("HWB-01", "complete")):
            register.action(code, officer=self.gone, status=status)
        self.new = register.contact("Fraser", "U2", post="Director")
        support = register.contact("Catriona", "U1", post="Support Officer", roles=[("support", None)])
        self.support = register.person(support)

    def keeps(self, table: str, row_id: int | None = None, **filled: str) -> None:
        keeping = Keeping(table, filled, f"{table} {sorted(filled.items())}", row_id)
        keep(self.database, self.register.ways, self.support, keeping, LATER)

    def person(self, contact: Contact) -> Person:
        return self.register.person(contact, LATER.date())

    def takes(self, code: str, contact: Contact) -> TakenOn | NotTakenOn:
        return take_on(self.database, self.person(contact), code, LATER.date(), LATER)

    @property
    def offered(self) -> list[tuple[int, str]]:
        with reading(self.database) as look:
            register = look.register(self.register.id)
            codes = {f"action {each.id}": each.code for each in register.actions.glances()}
            lines: list[Line] = register.messages.lines_of_kind(SUCCESSOR)
            return [(each.contact_id, codes[each.subject]) for each in lines]


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


def test_whoever_takes_over_the_role_is_offered_the_open_actions_once_and_may_take_them_on(
    town: Town,
) -> None:
    assert isinstance(town.takes("POV-03", town.new), NotTakenOn)
    for _ in range(2):
        town.keeps("roles", contact_id=str(id_of(town.new)), role="chair", group_id=str(id_of(town.group)))
    assert sorted(town.offered) == [(id_of(town.new), "HWB-02"), (id_of(town.new), "POV-03")]
    assert isinstance(town.takes("POV-03", town.new), TakenOn)


def test_whoever_is_added_in_the_same_post_of_the_same_body_is_offered_them(town: Town) -> None:
    add_contact(
        town.database, town.support, "Isla", "Health improvement manager", "NHS Inverlath", None, LATER
    )
    assert [code for _, code in town.offered] == ["HWB-02", "POV-03"]


def test_a_colleague_who_was_there_all_along_is_offered_nothing_when_somebody_leaves(town: Town) -> None:
    same = {"post": "Health Improvement Manager"}
    there = town.register.contact("Rory", "U3", town.health, [("chair", town.group)], **same)
    town.keeps("contacts", id_of(there), phone="01234")
    assert town.offered == []


def test_whoever_had_begun_before_is_offered_them_when_the_leaving_is_entered(town: Town) -> None:
    leaver = town.register.contact("Moira", None, town.health, post="Sergeant")
    town.register.action("SAF-01", officer=leaver)
    town.register.at = LATER - timedelta(days=10)
    new = town.register.contact("Iain", "U9", town.health, post="Sergeant")
    town.register.add(Role(contact_id=id_of(new), role="representative", group_id=id_of(town.group)))
    assert town.offered == []
    town.keeps("contacts", id_of(leaver), left_on=LATER.date().isoformat())
    assert (id_of(new), "SAF-01") in town.offered
