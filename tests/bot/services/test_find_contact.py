"""Finding a contact by a post or name typed in full, and what a slip was near to."""

import pytest

from bot.services.find_contact import contact_called, misspelt
from storage.engine import Database
from storage.records import id_of
from tests.builders import MONDAY, RegisterBuilder


def test_a_successor_is_meant_rather_than_the_leaver_who_had_the_post(database: Database) -> None:
    register = RegisterBuilder(database)
    register.contact("Isla Renwick", post="Superintendent", left_on=MONDAY.date())
    assert _found(database, register, "superintendent") is None
    successor = register.contact("Una Orr", post="Superintendent")
    assert _found(database, register, "Superintendent ") == id_of(successor)
    register.contact("Ben Orr", post="Superintendent")
    assert _found(database, register, "Superintendent") is None, "two have it now"
    assert misspelt(database, register.id, "Superintendent") == ()


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Superindentent", ("Superintendent",)),
        ("isla renwikc", ("Isla Renwick",)),
        ("Superintendent", ()),
        ("Inspector", ()),
        ("Ann", ()),
        ("", ()),
    ],
)
def test_a_slip_is_read_through_and_what_is_right_or_far_is_left(
    database: Database, typed: str, near: tuple[str, ...]
) -> None:
    register = RegisterBuilder(database)
    register.contact("Isla Renwick", post="Superintendent")
    register.contact("Anna", post="Nurse")
    register.contact("Gone Gray", post="Superintendant", left_on=MONDAY.date())
    assert misspelt(database, register.id, typed) == near


def _found(database: Database, register: RegisterBuilder, words: str) -> int | None:
    found = contact_called(database, register.id, words)
    return found.id if found else None
