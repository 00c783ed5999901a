"""Find a contact: by Slack account or email, or by a post or name typed in full."""

from storage.engine import Database
from storage.records import Contact, id_of
from storage.records.glance import ContactGlance
from storage.repositories import Register
from storage.unit_of_work import reading

_SLIPS, _SHORT = 2, 6
"""How many slips of the keyboard are read through, and in how long a name: "Ann" is too near to too many."""


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
    fits = [each for each in _contacts(database, partnership_id) if wanted in _called(each)]
    return fits[0] if len(fits) == 1 else None


def misspelt(database: Database, partnership_id: int, post_or_name: str) -> tuple[str, ...]:
    """The posts and names that this is a slip or two away from; none where one is exactly this."""
    from rapidfuzz.distance import OSA  # only a name nobody has needs it

    wanted = post_or_name.casefold().strip()
    everybody = _contacts(database, partnership_id)
    called = {name for each in everybody for name in (each.post, each.name) if name}
    apart = {name: OSA.distance(wanted, name.casefold(), score_cutoff=_SLIPS) for name in called}
    near = sorted((slips, name) for name, slips in apart.items() if slips <= _SLIPS)
    is_short, is_right = len(wanted) < _SHORT, bool(near) and near[0][0] == 0
    return () if is_short or is_right else tuple(name for _, name in near[:3])


def _contacts(database: Database, partnership_id: int) -> list[ContactGlance]:
    """Everybody who has not left."""
    with reading(database) as look:
        return look.register(partnership_id).people.glances()


def _called(contact: ContactGlance) -> tuple[str, str]:
    return (contact.post or "").casefold(), (contact.name or "").casefold()


def contacts_fitting(register: Register, words: str) -> list[ContactGlance]:
    """The contacts whose name, post and body hold these words; also of a typed `@ailsa.reid`, which Slack hands on."""
    wanted = " ".join(words.casefold().lstrip("@").replace(".", " ").replace("_", " ").split())
    return [
        contact
        for contact in register.people.glances()
        if wanted and wanted in " ".join(filter(None, (contact.name, contact.post, contact.body))).casefold()
    ]
