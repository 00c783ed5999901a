"""What comes in with the first sheets of a file, as the next are read against it before anything is written.

What may live here: people and organisations that are proposed, put beside those the register has. Pure.
"""

from dataclasses import replace
from typing import Any

from bot.rules.naming import Named
from bot.rules.sheet_report import CONTACTS
from bot.services.sheeting import apply_contacts
from bot.sheets.known import Known
from bot.sheets.proposal import Proposal, Verb


def coming(known: Known, kind: str, proposal: Proposal[Any]) -> Known:
    """The same register with the people a list of contacts would add. Their ids are none: nothing is kept of it."""
    if kind != CONTACTS:
        return known
    bodies = [
        Named("bodies", -number, name)
        for number, name in enumerate(apply_contacts.new_bodies(proposal.rows), 1)
    ]
    people = [
        Named("contacts", -number, row.said.name, _also(row.said), in_part=False)
        for number, row in enumerate(proposal.of(Verb.ADD), 1)
    ]
    return replace(known, people=(*known.people, *people), bodies=(*known.bodies, *bodies))


def _also(said: Any) -> tuple[str, ...]:
    body = said.body.words if said.body else None
    in_post = f"{said.post}, {body}" if said.post and body else None
    return tuple(part for part in (said.post, said.email, in_post) if part)
