"""Finding who leads in a locality."""

from bot.rules.asked_values import Led
from bot.services.find_locality_lead import find_locality_lead
from storage.engine import Database
from storage.records import id_of
from tests.builders import MONDAY, RegisterBuilder


def _asked(register: RegisterBuilder, words: str) -> Led | None:
    return find_locality_lead(register.database, register.ways, register.id, words, MONDAY)


def test_a_locality_is_led_by_its_own_partnership_where_it_has_one_else_by_the_local_ones(
    database: Database,
) -> None:
    register = RegisterBuilder(database)
    north, _ = map(register.locality, ("Northmuir", "Southmuir"))
    own = register.group("Northmuir Partnership", kind="locality_partnership", locality_id=id_of(north))
    local = register.group("Local partnerships", kind="locality_partnership")
    register.group("Old partnerships", kind="locality_partnership", state="wound up")
    register.contact("Rory Bell", roles=[("representative", own), ("chair", local)])
    register.contact("Isla Gunn", roles=[("lead_officer", own)])
    register.contact("Ailsa Reid", roles=[("chair", own)])

    found = _asked(register, "Northmuir")
    assert found is not None
    assert found.by == "Northmuir Partnership"
    assert [(role, contact.name) for role, contact in found.seats if contact] == [
        ("chair", "Ailsa Reid"),
        ("lead officer", "Isla Gunn"),
    ]
    other = _asked(register, "Southmuir")
    assert other is not None
    assert other.by == "Local partnerships"
    assert [contact.name for _, contact in other.seats if contact] == ["Rory Bell"]
    assert _asked(register, "Nowhere") is None
