"""What a file says of an action that no field of the register has: kept in words, in the action's note.

What may live here: putting that into words, finding it again in a note that people have written in since, and finding
what of a row the register does not know. Pure.
"""

from collections.abc import Iterator, Sequence

from bot.sheets.people_cells import BODY, Lead
from bot.sheets.proposal import ActionSaid

_NAMES = ("Lead officer: ", "Deputy: ", "Partners: ", "Where: ", "Under: ")
"""What stands in the note for as long as the register does not know the names in it."""


def besides(said: ActionSaid) -> list[str]:
    """A piece for each: "Budget: 3k" of a column not understood, the outcome, names the register does not have."""
    return list(_pieces(said))


def noted(held: str | None, before: Sequence[str], pieces: Sequence[str]) -> str | None:
    """A note with what the file says now, in `pieces`, in place of what it said `before`. Nothing else is touched.

    What people have written in it stays; a piece of the file that they took out or reworded is not put back.
    """
    note = held or ""
    for old in before:
        if old not in pieces and _stands(old, note):
            label = f"{old.partition(': ')[0]}: "
            fresh = (one for one in pieces if one.startswith(label) and one not in before)
            new = next((one for one in fresh if not _stands(one, note)), None)
            note = _replaced(note, old, new) if new or label in _NAMES else note
    missing = [one for one in pieces if one not in before and not _stands(one, note)]
    return "\n".join(filter(None, (note, *missing))) or None


def _stands(piece: str, note: str) -> bool:
    return f"\n{piece}\n" in f"\n{note}\n"


def _replaced(note: str, old: str, new: str | None) -> str:
    whole = f"\n{note}\n".replace(f"\n{old}\n", f"\n{new}\n" if new else "\n", 1)
    return whole.strip("\n")


def _pieces(said: ActionSaid) -> Iterator[str]:
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
