"""Who is away in a stretch of days."""

from datetime import date

from bot.services.list_away import leave_held, list_away
from storage.engine import Database
from storage.records import id_of
from tests.builders import RegisterBuilder

TODAY = date(2026, 11, 2)


def test_whoever_has_a_day_of_them_is_away_and_a_leave_that_is_over_is_not(database: Database) -> None:
    register = RegisterBuilder(database)
    cover = register.contact("Niamh Ogilvie")
    week = register.contact("Rory Adair", away_from=date(2026, 11, 9), away_to=date(2026, 11, 13))
    register.contact("Jean Halcrow", away_from=date(2026, 10, 1), away_to=date(2026, 10, 30))
    ever = register.contact("Una Weir", away_from=date(2026, 11, 16), cover_id=id_of(cover))

    def away(first: date | None, last: date | None) -> list[str | None]:
        return [each.contact.name for each in list_away(database, register.id, (first, last), TODAY)]

    assert away(TODAY, TODAY) == []
    assert away(date(2026, 11, 13), date(2026, 11, 16)) == ["Rory Adair", "Una Weir"]
    assert away(date(2027, 3, 1), None) == ["Una Weir"]
    held = leave_held(database, register.id, id_of(ever), TODAY)
    assert held is not None
    assert held.cover is not None
    assert held.cover.name == "Niamh Ogilvie"
    assert leave_held(database, register.id, id_of(week) + 99, TODAY) is None
