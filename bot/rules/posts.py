"""How a contact is named to others: by post and body. Pure."""

from storage.records.glance import ContactGlance


def in_post(contact: ContactGlance) -> str:
    """A contact as post and body, as people outside are told: "Health Improvement Manager, NHS Inverlath"."""
    return ", ".join(part for part in (contact.post, contact.body) if part) or contact.name or "a contact"
