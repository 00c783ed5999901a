"""Add members of the workspace as contacts, and say in what post of what body they are."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.rules.permission import is_support
from bot.rules.set_up import InPost, PeopleAdded
from bot.services.add_contact import body_called
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import Contact, id_of
from storage.records.glance import Account, Person
from storage.repositories import Register
from storage.unit_of_work import DuplicateError, working


def add_people(
    database: Database, person: Person, accounts: Iterable[Account], at: datetime
) -> PeopleAdded | None:
    """Each account a contact; one known by account or email is matched and not added again.

    None where the person does not run the register. Two people never share an email.
    """
    chosen = tuple(accounts)
    if not is_support(person):
        return None
    try:
        return _add(database, person, chosen, at)
    except DuplicateError:
        return _add(database, person, chosen, at)


def _add(database: Database, person: Person, accounts: tuple[Account, ...], at: datetime) -> PeopleAdded:
    added: list[str] = []
    known: list[str] = []
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        for account in accounts:
            contact = _known(register, account)
            (known if contact is not None else added).append(account.name)
            if contact is None:
                register.rows.add(_contact(account))
            elif contact.slack_id is None:
                contact.slack_id, contact.time_zone = account.slack_id, account.time_zone
            work.flush()
        work.commit()
    return PeopleAdded(tuple(added), tuple(known))


def _known(register: Register, account: Account) -> Contact | None:
    by_email = register.people.with_email(account.email) if account.email else None
    return register.people.with_slack_id(account.slack_id) or by_email


def _contact(account: Account) -> Contact:
    return Contact(
        name=account.name, email=account.email, slack_id=account.slack_id, time_zone=account.time_zone
    )


def give_posts(database: Database, person: Person, posts: Mapping[int, InPost], at: datetime) -> bool:
    """Write posts and bodies of contacts, by their ids; False where the person does not run the register.

    A body is found by its name or abbreviation, and added where there is none. Contacts of others are left alone.
    """
    if not is_support(person):
        return False
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        for contact_id, said in posts.items():
            contact = register.rows.get(Contact, contact_id)
            if contact is not None:
                body, _ = body_called(register, said.body)
                work.flush()
                contact.post, contact.body_id = said.post, id_of(body)
        work.commit()
        return True
