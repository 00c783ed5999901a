"""Match contacts to Slack accounts, by email and never by name; unmatched is normal."""

from collections.abc import Iterable
from datetime import datetime

from bot.rules.outcomes import Matched
from storage.engine import Database
from storage.records import Contact, Role, id_of
from storage.records.glance import Account
from storage.repositories import Register
from storage.unit_of_work import Author, working

MATCHER = Author(None, by="the bot, matching people by email")


def match_people(
    database: Database, partnership_id: int, accounts: Iterable[Account], admins: Iterable[str], at: datetime
) -> Matched:
    """Match every contact the accounts fit, and give the support role to the `admins` (Slack ids or emails).

    An administrator who is no contact yet becomes one, so that somebody can always run the register.
    """
    wanted = {admin.lower() for admin in admins}
    with working(database, MATCHER, at) as work:
        register = work.register(partnership_id)
        contacts = register.rows.all(Contact)
        by_email = {contact.email: contact for contact in contacts if contact.email and not contact.left_on}
        taken = {contact.slack_id for contact in contacts if contact.slack_id}
        for account in accounts:
            contact = by_email.get(account.email) if account.email else None
            if contact is not None and contact.slack_id is None and account.slack_id not in taken:
                contact.slack_id, contact.time_zone = account.slack_id, account.time_zone
            if wanted & {account.slack_id.lower(), account.email or ""}:
                _make_support(register, contact or _known(contacts, account), account, at)
                work.flush()
        work.flush()
        result = _result(register.rows.all(Contact))
        work.commit()
        return result


def match_one(database: Database, partnership_id: int, account: Account, at: datetime) -> bool:
    """Match one account, when somebody unknown speaks; whether a contact has its email."""
    if account.email is None:
        return False
    with working(database, MATCHER, at) as work:
        contact = work.register(partnership_id).people.with_email(account.email)
        if contact is None or contact.left_on is not None or contact.slack_id not in (None, account.slack_id):
            return False
        contact.slack_id, contact.time_zone = account.slack_id, account.time_zone
        work.commit()
        return True


def _known(contacts: Iterable[Contact], account: Account) -> Contact | None:
    return next((contact for contact in contacts if contact.slack_id == account.slack_id), None)


def _make_support(register: Register, contact: Contact | None, account: Account, at: datetime) -> None:
    if contact is None:
        contact = register.rows.add(
            Contact(
                name=account.name, post="Support officer", email=account.email, slack_id=account.slack_id
            )
        )
    register.flush()
    held = any(
        role.contact_id == contact.id and role.role == "support" and role.group_id is None
        for role in register.rows.all(Role)
    )
    if not held:
        register.rows.add(Role(contact_id=id_of(contact), role="support", starts_on=at.date()))


def _result(contacts: Iterable[Contact]) -> Matched:
    present = [contact for contact in contacts if contact.left_on is None]
    unmatched = [contact.post or contact.name or "?" for contact in present if contact.slack_id is None]
    return Matched(sum(contact.slack_id is not None for contact in present), tuple(unmatched))
