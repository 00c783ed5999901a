"""What happened to a thing of the register, read by anybody of the partnership."""

from datetime import timedelta
from typing import Any

import pytest

from bot.rules.history import Entry, HistoryPage, What
from bot.services.read_history import PER_PAGE, read_history
from bot.views.history import history
from storage.engine import Database
from storage.records import ActionBody, Barrier, Contact, Group, Owned, Role, id_of
from storage.unit_of_work import Author, reading, working
from tests.builders import CLERK, MONDAY, RegisterBuilder

LATER = MONDAY + timedelta(days=1)


@pytest.fixture
def register(database: Database) -> RegisterBuilder:
    return RegisterBuilder(database)


def _reader(register: RegisterBuilder) -> Any:
    with reading(register.database) as look:
        person = look.register(register.id).people.person("URORY", MONDAY.date())
    return person or register.person(register.contact("Rory", "URORY", post="Clerk"))


def _read(register: RegisterBuilder, row: Owned, page: int = 1) -> HistoryPage:
    reader = _reader(register)
    found = read_history(register.database, register.ways, reader, str(row.__tablename__), id_of(row), page)
    assert found is not None
    return found


def _words(shown: HistoryPage, register: RegisterBuilder) -> str:
    blocks = history(shown, register.ways, LATER)["blocks"]
    return "\n".join(block["text"]["text"] for block in blocks if "text" in block)


def _change(
    register: RegisterBuilder, row: Owned, by: str = "Manager", why: str | None = None, **fields: Any
) -> None:
    with working(register.database, Author(None, by, why), LATER) as work:
        held: Any = work.register(register.id).rows.get(type(row), id_of(row))
        for name, value in fields.items():
            setattr(held, name, value)
        work.commit()


def test_a_change_says_who_when_what_before_and_after_and_why(register: RegisterBuilder) -> None:
    first, second = register.contact("Ailsa", post="Manager"), register.contact("Isla", post="Superintendent")
    action = register.action("POV-01", officer=first)
    _change(register, action, "Clerk, Council", "a new post", officer_id=id_of(second), status="at_risk")
    words = _words(_read(register, action), register)
    assert "*Tue 3 Nov, 09:00* · Clerk, Council" in words
    assert "Coordinating officer: Manager → Superintendent" in words
    assert "Status: ⚪ Not started → 🟠 At risk" in words
    assert "Why: a new post" in words


def test_a_thing_is_called_what_it_was_called_then(register: RegisterBuilder) -> None:
    group = register.group("Taskforce")
    action = register.action("POV-01")
    _change(register, action, lead_group_id=id_of(group))
    with working(register.database, CLERK, LATER + timedelta(days=1)) as work:
        held = work.register(register.id).rows.get(Group, id_of(group))
        assert held is not None
        held.name = "Anti-Poverty Partnership"
        work.commit()
    assert "Led by the group: nothing → Taskforce" in _words(_read(register, action), register)
    assert "Name: Taskforce → Anti-Poverty Partnership" in _words(_read(register, group), register)


def test_what_was_taken_away_is_still_told(register: RegisterBuilder) -> None:
    body, place = register.body("College"), register.locality("Lathmouth")
    action = register.action("POV-01", bodies=[body], localities=[place])
    with working(register.database, CLERK, LATER) as work:
        rows = work.register(register.id).rows
        rows.delete(rows.all(ActionBody)[0])
        work.commit()
    words = _words(_read(register, action), register)
    assert "Contribution taken away: “College”" in words
    assert "Localities: added Lathmouth" in words


def test_another_action_s_barriers_are_not_told(register: RegisterBuilder) -> None:
    action, other = register.action("POV-01"), register.action("POV-02")
    for each, words in ((action, "no fridge"), (other, "no van")):
        register.add(Barrier(action_id=id_of(each), words=words, raised_at=MONDAY))
    words = _words(_read(register, action), register)
    assert "no fridge" in words
    assert "no van" not in words


def test_what_is_private_of_a_contact_is_told_as_changed_and_no_more(register: RegisterBuilder) -> None:
    contact = register.contact("Ailsa Reid", "UAILSA", post="Manager", email="ailsa@example.org")
    _change(register, contact, email="reid@example.org", phone="01234", note="unwell", post="Director")
    words = _words(_read(register, contact), register)
    assert "Email changed" in words
    assert "Post: Manager → Director" in words
    for private in ("example.org", "01234", "unwell", "Ailsa", "UAILSA"):
        assert private not in words


def test_a_group_s_history_has_the_roles_held_in_it(register: RegisterBuilder) -> None:
    board = register.board()
    contact = register.contact("Moira", post="Chief Executive", roles=[("chair", board)])
    with working(register.database, CLERK, LATER) as work:
        (role,) = work.register(register.id).rows.all(Role)
        role.ends_on = LATER.date()
        work.commit()
    assert isinstance(contact, Contact)
    words = _words(_read(register, board), register)
    assert "Role added: “Chair of Board” (Who: Chief Executive)" in words
    assert "To: nothing → Tue 3 Nov 2026" in words


def test_words_are_told_word_for_word_newest_first_and_by_pages(register: RegisterBuilder) -> None:
    action = register.action("POV-01")
    for number in range(PER_PAGE + 1):
        register.say(action, MONDAY + timedelta(minutes=1 + number), f"Step  *{number}*\n<done>")
    first, second = _read(register, action), _read(register, action, page=2)
    assert _said(first.entries[0]) == f"Step  *{PER_PAGE}*\n<done>"
    assert (len(first.entries), len(second.entries)) == (PER_PAGE, 2)
    assert second.entries[-1].told[0].what is What.ADDED


def _said(entry: Entry) -> str:
    return entry.update.words if entry.update else ""


def test_another_partnership_s_things_have_no_history_here(
    register: RegisterBuilder, database: Database
) -> None:
    another = RegisterBuilder(database, code="glen")
    action = another.action("POV-01")
    assert read_history(database, register.ways, _reader(register), "actions", id_of(action), 1) is None
