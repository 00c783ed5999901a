"""Find a contact: by Slack account or email, or by a post or name typed in full."""

from storage.engine import Database
from storage.records import Contact, id_of
from storage.records.glance import ContactGlance
from storage.repositories import Register
from storage.unit_of_work import reading


def contact_with(
    database: Database, partnership_id: int, slack_id: str | None, email: str | None
) -> Contact | None:
    """The contact with this account, else with this email, else None. Never by name."""
    with reading(database) as look:
        people = look.register(partnership_id).people
        found = people.with_slack_id(slack_id) if slack_id else None
        return found or (people.with_email(email) if email else None)


def contact_of_account(database: Database, partnership_id: int, slack_id: str) -> ContactGlance | None:
    """The contact matched to a Slack account, with the body's name; None for a stranger or a leaver."""
    with reading(database) as look:
        people = look.register(partnership_id).people
        found = people.with_slack_id(slack_id)
        contact = people.glance(id_of(found)) if found is not None else None
    return contact if contact is not None and contact.left_on is None else None


def contact_called(database: Database, partnership_id: int, post_or_name: str) -> ContactGlance | None:
    """The contact, where exactly one has this post or name; otherwise None, and the words alone are kept."""
    wanted = post_or_name.casefold().strip()
    with reading(database) as look:
        contacts = look.register(partnership_id).people.glances()
    fits = [
        contact
        for contact in contacts
        if wanted in ((contact.post or "").casefold(), (contact.name or "").casefold())
    ]
    return fits[0] if len(fits) == 1 else None


def contacts_fitting(register: Register, words: str) -> list[ContactGlance]:
    """The contacts whose name, post and body hold these words; also of a typed `@ailsa.reid`, which Slack hands on."""
    wanted = " ".join(words.casefold().lstrip("@").replace(".", " ").replace("_", " ").split())
    return [
        contact
        for contact in register.people.glances()
        if wanted and wanted in " ".join(filter(None, (contact.name, contact.post, contact.body))).casefold()
    ]
