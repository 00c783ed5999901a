"""Undoing that an action was handed on: by whoever did it, once, within ten minutes."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.rules.outcomes import HandedOn, HandingNotUndone, HandingUndone
from bot.services.hand_on import hand_on
from bot.services.take_on import taking_of
from bot.services.undo_handing import undo_handing
from storage.engine import Database
from storage.records import Action, Contact, id_of
from storage.unit_of_work import reading
from tests.builders import MONDAY, RegisterBuilder


@dataclass
class Desk:
    """An officer with a deputy of the same body, and the action they hand on."""

    register: RegisterBuilder
    action: Action
    officer: Contact
    deputy: Contact

    def hands_on(self, key: str = "k1") -> int:
        person, to = self.register.person(self.officer), id_of(self.deputy)
        handed = hand_on(self.register.database, person, "POV-03", to, "", MONDAY.date(), MONDAY, key)
        assert isinstance(handed, HandedOn)
        assert handed.handing_id is not None
        return handed.handing_id

    def undoes(
        self, handing_id: int, who: Contact | None = None, minutes: int = 1
    ) -> HandingUndone | HandingNotUndone:
        person, at = self.register.person(who or self.officer), MONDAY + timedelta(minutes=minutes)
        return undo_handing(self.register.database, person, "POV-03", handing_id, at)

    def holders(self) -> tuple[int | None, int | None]:
        with reading(self.register.database) as look:
            action = look.register(self.register.id).actions.by_code("POV-03")
            assert action is not None
            return action.officer_id, action.deputy_id


@pytest.fixture
def desk(database: Database) -> Desk:
    register = RegisterBuilder(database)
    health = register.body("NHS Inverlath")
    officer = register.contact("Ailsa Reid", "U1", body=health, post="Manager")
    deputy = register.contact("Rory Adair", "U2", body=health, post="Officer")
    return Desk(register, register.action("POV-03", officer=officer, deputy=deputy), officer, deputy)


def test_the_officer_and_the_deputy_are_as_they_were(desk: Desk) -> None:
    handing = desk.hands_on()
    assert desk.holders() == (desk.deputy.id, None)
    undone = desk.undoes(handing)
    assert isinstance(undone, HandingUndone)
    assert not undone.same
    assert desk.holders() == (desk.officer.id, desk.deputy.id)


def test_undoing_twice_undoes_once_and_is_no_taking_on(desk: Desk) -> None:
    handing = desk.hands_on()
    desk.undoes(handing)
    again = desk.undoes(handing)
    assert isinstance(again, HandingUndone)
    assert again.same
    assert desk.holders() == (desk.officer.id, desk.deputy.id)
    with reading(desk.register.database) as look:
        register = look.register(desk.register.id)
        assert taking_of(register, id_of(desk.action), id_of(desk.officer)) is None


def test_it_can_be_handed_on_and_undone_anew(desk: Desk) -> None:
    desk.undoes(desk.hands_on())
    assert isinstance(desk.undoes(desk.hands_on("k2")), HandingUndone)
    assert desk.holders() == (desk.officer.id, desk.deputy.id)


def test_nobody_else_undoes_it_nor_anybody_after_ten_minutes(desk: Desk) -> None:
    handing = desk.hands_on()
    refused = [desk.undoes(handing, desk.deputy), desk.undoes(handing, minutes=11), desk.undoes(handing + 99)]
    assert [each.why for each in refused if isinstance(each, HandingNotUndone)] == [
        "others",
        "late",
        "others",
    ]
    assert desk.holders() == (desk.deputy.id, None)
