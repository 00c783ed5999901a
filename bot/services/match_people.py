"""Match contacts to Slack accounts, by email and never by name; unmatched is normal."""

from collections.abc import Iterable
from datetime import datetime

from bot.rules.outcomes import Matched
from bot.services.lose_touch import back_in_touch, lose_touch
from bot.services.welcome import is_new_to_slack, welcome
from storage.engine import Database
from storage.records import Contact, Role, id_of
from storage.records.glance import Account
from storage.repositories import Register
from storage.unit_of_work import Author, DuplicateError, Work, working

MATCHER = Author(None, by="the bot, matching people by email")


def match_people(
    database: Database,
    partnership_id: int,
    accounts: Iterable[Account],
    admins: Iterable[str],
    at: datetime,
    author: Author = MATCHER,
) -> Matched:
    """Match every contact the accounts fit, and give the support role to the `admins` (Slack ids or emails).

    An administrator who is no contact yet becomes one, so that somebody can always run the register. Where
    another replica matches at the same time, what it did is read again and stands. The history names `author`.
    """
    # Accounts come from Slack a page at a time, and no network is waited for inside a transaction.
    everybody, wanted = list(accounts), {admin.lower() for admin in admins}
    try:
        with working(database, author, at) as work:
            return _match(work, partnership_id, everybody, wanted, at)
    except DuplicateError:
        with working(database, author, at) as work:
            return _match(work, partnership_id, everybody, wanted, at)


def _match(
    work: Work, partnership_id: int, accounts: Iterable[Account], wanted: set[str], at: datetime
) -> Matched:
    register = work.register(partnership_id)
    contacts = register.rows.all(Contact)
    by_email = {contact.email: contact for contact in contacts if contact.email}
    taken = {contact.slack_id for contact in contacts if contact.slack_id}
    missed = {row.contact_id for row in register.messages.in_states("parked")}
    for account in accounts:
        contact = by_email.get(account.email) if account.email else None
        is_admin = bool(wanted & {account.slack_id.lower(), account.email or ""})
        if contact is not None and (is_admin or not contact.left_on):
            is_back = contact.slack_id is None and contact.id in missed
            _link(contact, account, taken)
            if is_back and contact.slack_id is not None:
                back_in_touch(register, contact, at)
        if is_admin:
            _make_support(register, _known(contacts, account) or contact, account, at)
            work.flush()
    work.flush()
    result = _result(register.rows.all(Contact))
    work.commit()
    return result


def match_one(database: Database, partnership_id: int, account: Account, at: datetime) -> bool:
    """Match one account, when somebody unknown speaks or joins; whether a contact has its email.

    Whoever is matched for the first time this way is welcomed; a register imported as a whole welcomes nobody.
    """
    if account.email is None:
        return False
    with working(database, MATCHER, at) as work:
        register = work.register(partnership_id)
        people = register.people
        contact, known = people.with_email(account.email), people.with_slack_id(account.slack_id)
        if contact is None or contact.left_on is not None or contact.slack_id not in (None, account.slack_id):
            return False
        if known not in (None, contact):
            return False
        is_new, was_away = is_new_to_slack(register, contact), contact.slack_id is None
        contact.slack_id, contact.time_zone = account.slack_id, account.time_zone
        if was_away:
            back_in_touch(register, contact, at)
        if is_new:
            welcome(register, id_of(contact), at)
        work.commit()
        return True


def unmatch(database: Database, partnership_id: int, slack_id: str, at: datetime) -> None:
    """Forget an account that is gone: the contact stays, and is asked by phone or email. The support officer hears."""
    with working(database, MATCHER, at) as work:
        register = work.register(partnership_id)
        contact = register.people.with_slack_id(slack_id)
        if contact is not None:
            lose_touch(register, id_of(contact), slack_id, "user_disabled", "", at)
            work.commit()


def _link(contact: Contact, account: Account, taken: set[str]) -> None:
    if contact.slack_id is None and account.slack_id not in taken:
        contact.slack_id, contact.time_zone = account.slack_id, account.time_zone


def _known(contacts: Iterable[Contact], account: Account) -> Contact | None:
    return next((contact for contact in contacts if contact.slack_id == account.slack_id), None)


def _make_support(register: Register, contact: Contact | None, account: Account, at: datetime) -> None:
    if contact is None:
        contact = register.rows.add(
            Contact(name=account.name, post="Support officer", email=account.email, slack_id=account.slack_id)
        )
    # Whoever is named an administrator is here, whatever the register last knew.
    contact.left_on = None
    register.flush()
    held = any(
        role.contact_id == contact.id and role.role == "support" and role.group_id is None
        for role in register.rows.all(Role)
        if role.ends_on is None or role.ends_on >= at.date()
    )
    if not held:
        register.rows.add(Role(contact_id=id_of(contact), role="support", starts_on=at.date()))


def _result(contacts: Iterable[Contact]) -> Matched:
    present = [contact for contact in contacts if contact.left_on is None]
    unmatched = [contact.post or contact.name or "?" for contact in present if contact.slack_id is None]
    return Matched(sum(contact.slack_id is not None for contact in present), tuple(unmatched))
