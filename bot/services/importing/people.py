"""Bringing in contacts: matched by email and never by name, and no address held by two.

What may live here: contacts in an import.
"""

from collections.abc import Sequence

from bot.rules.register_form import Draft, Severity
from bot.services.importing.rows import Importing, Refused
from storage.records import Contact, id_of

_UNIQUE = ("email", "slack_id")


def merge_contacts(importing: Importing, partnership: str, drafts: Sequence[Draft]) -> None:
    """Add and change contacts. Raises `Refused`, with a finding for each, where two people would share an address."""
    contacts = importing.register.rows.all(Contact)
    _adopt(importing, drafts, contacts)
    for column in _UNIQUE:
        _refuse_clashes(importing, partnership, drafts, contacts, column)
        _release(importing, drafts, contacts, column)
    importing.merge("contacts", drafts)


def _adopt(importing: Importing, drafts: Sequence[Draft], contacts: Sequence[Contact]) -> None:
    """Somebody added by hand under the same email is the same person: only what was blank is filled in."""
    imported = {row.subject_id for (subject, _), row in importing.imported.items() if subject == "contacts"}
    by_email = {one.email: one for one in contacts if one.email and one.id not in imported}
    for draft in drafts:
        contact = by_email.get(draft.said["email"])
        if contact is None or importing.is_imported(draft):
            continue
        for column, value in importing.values(draft).items():
            if getattr(contact, column) is None:
                setattr(contact, column, value)
        importing.remember(draft, id_of(contact))


def _refuse_clashes(
    importing: Importing, partnership: str, drafts: Sequence[Draft], contacts: Sequence[Contact], column: str
) -> None:
    writing = _writing(importing, drafts, column)
    kept = {getattr(contact, column) for contact in contacts if contact.id not in writing} - {None}
    fresh = [draft for draft in drafts if not importing.is_imported(draft)]
    clashing = [draft for draft in (*writing.values(), *fresh) if draft.said[column] in kept]
    for draft in clashing:
        where = f"{partnership}: person {draft.source}, {column}"
        said = f"{draft.said[column]} is somebody else's in the register"
        importing.note(where, said, "", "correct one of the two", Severity.ERROR)
    if clashing:
        raise Refused


def _release(importing: Importing, drafts: Sequence[Draft], contacts: Sequence[Contact], column: str) -> None:
    """An address that passes from one person to another is given up before it is taken."""
    writing = _writing(importing, drafts, column)
    wanted = {draft.said[column] for draft in drafts}
    for contact in contacts:
        if contact.id in writing and getattr(contact, column) in wanted:
            setattr(contact, column, None)
    importing.work.flush()


def _writing(importing: Importing, drafts: Sequence[Draft], column: str) -> dict[int, Draft]:
    """The contacts whose address the file has changed, by id."""
    known = [draft for draft in drafts if importing.is_imported(draft)]
    changed = [draft for draft in known if column in importing.changed_aspects(draft)]
    return {importing.id_of(draft.subject, draft.source): draft for draft in changed}
