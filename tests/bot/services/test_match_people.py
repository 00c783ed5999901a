"""Contacts are matched to accounts by email and never by name; whoever is named an administrator can act."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.services.match_people import match_one, match_people
from storage.engine import BusyError, Database
from storage.records import Contact
from storage.records.glance import Account, Person
from storage.unit_of_work import reading, working
from tests.bot.services.inverlath import NOW
from tests.builders import CLERK, RegisterBuilder
from tests.storage.at_once import in_two_processes, wait_for_the_other

AILSA = Account("UAILSA", "Ailsa Reid", "ailsa@example.org", "Europe/London")
SAM = Account("USAM", "Sam Kerr", "sam@example.org", "Europe/London")
NUMBERS = iter(range(1000))


@pytest.fixture
def register(common_database: Database) -> RegisterBuilder:
    return RegisterBuilder(common_database, code=f"matching {next(NUMBERS)}")


def _match(
    register: RegisterBuilder, *accounts: Account, admins: tuple[str, ...] = ()
) -> tuple[int, tuple[str, ...]]:
    matched = match_people(register.database, register.id, accounts, admins, NOW)
    return matched.matched, matched.unmatched


def _person(register: RegisterBuilder, slack_id: str) -> Person | None:
    with reading(register.database) as look:
        return look.register(register.id).people.person(slack_id, NOW.date())


def _roles(register: RegisterBuilder, slack_id: str) -> list[str]:
    person = _person(register, slack_id)
    return [role.role for role in person.roles] if person else []


def _contacts(register: RegisterBuilder) -> list[Contact]:
    with reading(register.database) as look:
        return list(look.register(register.id).rows.all(Contact))


def test_a_contact_is_matched_by_email_and_gets_the_accounts_zone(register: RegisterBuilder) -> None:
    register.contact("A. Reid", post="Manager", email="ailsa@example.org")
    register.contact("Rory Bain", post="Planner", email="rory@example.org")
    assert _match(register, AILSA) == (1, ("Planner",))
    matched = _contacts(register)[0]
    assert (matched.slack_id, matched.time_zone) == ("UAILSA", "Europe/London")


def test_a_contact_of_the_same_name_is_not_matched(register: RegisterBuilder) -> None:
    register.contact("Ailsa Reid", post="Manager", email="a.reid@example.org")
    register.contact("Ailsa Reid", post="Nurse")
    assert _match(register, AILSA, Account("U2", "Ailsa Reid", None, None)) == (0, ("Manager", "Nurse"))


def test_matching_again_changes_nothing(register: RegisterBuilder) -> None:
    register.contact("Ailsa Reid", email="ailsa@example.org")
    register.contact("Sam Kerr", email="sam@example.org")
    first = _match(register, AILSA, SAM, admins=("USAM",))
    before = _contacts(register)
    assert _match(register, AILSA, SAM, admins=("USAM",)) == first
    assert _contacts(register) == before
    assert _roles(register, "USAM") == ["support"]


def test_a_contact_who_has_left_is_not_matched(register: RegisterBuilder) -> None:
    register.contact("Ailsa Reid", email="ailsa@example.org", left_on=date(2026, 9, 1))
    _match(register, AILSA)
    assert _contacts(register)[0].slack_id is None


def test_an_account_somebody_else_has_is_not_taken_from_them(register: RegisterBuilder) -> None:
    register.contact("Ailsa Reid", "UAILSA", post="Manager")
    register.contact("Ailsa Reid", post="Nurse", email="ailsa@example.org")
    _match(register, AILSA)
    assert [contact.slack_id for contact in _contacts(register)] == ["UAILSA", None]


@pytest.mark.parametrize("named", ["USAM", "usam", "sam@example.org", "Sam@Example.org"])
def test_an_administrator_gets_the_support_role_by_id_or_email(register: RegisterBuilder, named: str) -> None:
    register.contact("Sam Kerr", email="sam@example.org")
    _match(register, AILSA, SAM, admins=(named,))
    assert _roles(register, "USAM") == ["support"]
    assert _person(register, "UAILSA") is None


def test_an_administrator_nobody_knows_becomes_a_contact(register: RegisterBuilder) -> None:
    _match(register, SAM, admins=("USAM",))
    [contact] = _contacts(register)
    assert (contact.name, contact.post, contact.email) == ("Sam Kerr", "Support officer", "sam@example.org")
    assert _roles(register, "USAM") == ["support"]


def test_an_administrator_without_an_email_becomes_a_contact_once(register: RegisterBuilder) -> None:
    nameless = Account("USAM", "Sam Kerr", None, None)
    for _ in range(2):
        _match(register, nameless, admins=("USAM",))
    assert len(_contacts(register)) == 1


def test_an_administrator_is_whoever_has_the_account_whatever_email_it_has_now(
    register: RegisterBuilder,
) -> None:
    register.contact("Sam Kerr", "USAM", post="Clerk")
    register.contact("Sam Kerr", post="Nurse", email="sam@example.org")
    _match(register, SAM, admins=("USAM",))
    assert _roles(register, "USAM") == ["support"]


def test_an_administrator_who_had_left_is_here_again(register: RegisterBuilder) -> None:
    register.contact("Sam Kerr", email="sam@example.org", left_on=date(2026, 9, 1))
    _match(register, SAM, admins=("USAM",))
    assert _roles(register, "USAM") == ["support"]
    assert len(_contacts(register)) == 1


def test_an_administrator_whose_role_had_ended_has_it_again(register: RegisterBuilder) -> None:
    from storage.records import Role, id_of

    contact = register.contact("Sam Kerr", email="sam@example.org")
    register.add(Role(contact_id=id_of(contact), role="support", ends_on=date(2026, 9, 1)))
    _match(register, SAM, admins=("USAM",))
    assert _roles(register, "USAM") == ["support"]


def test_no_network_is_waited_for_inside_the_transaction(register: RegisterBuilder) -> None:
    def from_slack() -> Iterator[Account]:
        # Somebody records an update while the next page is fetched.
        with working(register.database, CLERK, NOW) as work:
            work.register(register.id).rows.add(Contact(name="Ailsa Reid", email="ailsa@example.org"))
            work.commit()
        yield AILSA

    try:
        matched = match_people(register.database, register.id, from_slack(), (), NOW)
    except BusyError:
        pytest.fail("the accounts were fetched with the database held")
    assert matched.matched == 1


def test_replicas_that_start_together_make_an_administrator_once(common_url: str) -> None:
    database = Database(common_url)
    register = RegisterBuilder(database, code=f"matching {next(NUMBERS)}")
    assert in_two_processes(match_with_the_other, common_url, register.id) == [1, 1]
    assert len(_contacts(register)) == 1
    database.close()


def match_with_the_other(url: str, partnership_id: int) -> int:
    """In a process of its own."""
    database = Database(url)
    wait_for_the_other()
    matched = match_people(database, partnership_id, [SAM], ["USAM"], NOW)
    database.close()
    return matched.matched


# -- one account, when somebody unknown speaks


def test_somebody_unknown_is_matched_by_email(register: RegisterBuilder) -> None:
    register.contact("A. Reid", email="ailsa@example.org")
    assert match_one(register.database, register.id, AILSA, NOW)
    person = _person(register, "UAILSA")
    assert person is not None
    assert person.name == "A. Reid"


def test_somebody_without_a_contact_stays_a_stranger(register: RegisterBuilder) -> None:
    register.contact("Ailsa Reid", email="a.reid@example.org")
    assert not match_one(register.database, register.id, AILSA, NOW)
    assert not match_one(register.database, register.id, Account("U2", "Ailsa Reid", None, None), NOW)
    assert _person(register, "UAILSA") is None


def test_an_account_already_taken_is_left_where_it_is(register: RegisterBuilder) -> None:
    register.contact("Ailsa Reid", "UOTHER", email="ailsa@example.org")
    assert not match_one(register.database, register.id, AILSA, NOW)
    register.contact("Sam Kerr", email="sam@example.org")
    register.contact("Sam Kerr", "USAM", left_on=date(2026, 9, 1))
    assert not match_one(register.database, register.id, SAM, NOW)


def test_a_leaver_stays_a_stranger(register: RegisterBuilder) -> None:
    register.contact("Ailsa Reid", email="ailsa@example.org", left_on=date(2026, 9, 1))
    assert not match_one(register.database, register.id, AILSA, NOW)


def test_the_history_names_who_had_people_matched(register: RegisterBuilder) -> None:
    contact = register.contact("Ailsa Reid", email=AILSA.email)
    match_people(register.database, register.id, [AILSA], (), NOW, CLERK)
    with reading(register.database) as look:
        changes = look.register(register.id).history.of("contacts", contact.id or 0)
    assert {change.by for change in changes if change.field == "slack_id"} == {CLERK.by}
