"""What a file says of an action that no field of the register has: kept in words, beside the action.

What may live here: putting that into words, and finding what of a row the register does not know. Pure.
"""

from collections.abc import Iterator

from bot.sheets.people_cells import BODY, Lead
from bot.sheets.proposal import ActionSaid

BESIDES = "What the spreadsheet says besides"
"""The name of the piece of evidence that keeps it."""


def besides(said: ActionSaid) -> str:
    """A line for each: columns not understood, the outcome, and names the register does not have."""
    return "\n".join(_lines(said))


def _lines(said: ActionSaid) -> Iterator[str]:
    if said.outcome:
        yield f"Outcome: {said.outcome}"
    for label, lead in (("Lead officer", said.officer), ("Deputy", said.deputy)):
        if lead and lead.person is None:
            yield f"{label}: {lead.words}"
    partners = [lead.words for lead in said.partners if not is_body(lead)]
    if partners:
        yield f"Partners: {'; '.join(partners)}"
    places = [one.words for one in said.localities if one.known is None]
    if places:
        yield f"Where: {'; '.join(places)}"
    if said.priority and said.priority.known is None:
        yield f"Under: {said.priority.words}"
    yield from (f"{heading}: {words}" for heading, words in said.kept)


def is_body(lead: Lead) -> bool:
    """Whether it is a body of the register, which can bring something to an action."""
    return lead.body is not None and lead.body.kind == BODY


def waiting_of(said: ActionSaid) -> dict[str, list[str]]:
    """The names the register does not know yet, by the field that has them, each as far as it was told apart."""
    fields: dict[str, tuple[Lead | None, ...]] = {
        "lead": said.leads,
        "officer": (said.officer,),
        "deputy": (said.deputy,),
        "partners": said.partners,
    }
    found = {name: [word for lead in leads for word in _unknown(lead)] for name, leads in fields.items()}
    found["locality"] = [one.words for one in said.localities if one.known is None]
    found["priority"] = [one.words for one in (said.priority,) if one and one.known is None]
    return {name: words for name, words in found.items() if words}


def _unknown(lead: Lead | None) -> tuple[str, ...]:
    return tuple(filter(None, (lead.person_words, lead.body_words))) if lead else ()
