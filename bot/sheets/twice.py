"""The same action on two sheets of a file: on "All actions" and on its priority's own.

What may live here: recognising it, and making one of the two. Where both say something else the first counts, and what
the second says is kept in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.rules.status import StatusKey
from bot.sheets.action_rows import saying_of
from bot.sheets.matching import folded_title
from bot.sheets.proposal import ActionSaid

_FEWEST_WORDS = 2
_COMPARED = ("status", "due", "lead", "officer", "progress", "barrier")
_FILLED = (
    "code", "reference", "why", "outcome", "kind", "priority", "lead_words", "leads", "officer", "deputy", "partners",
    "due", "start", "status", "colour", "progress", "said_on", "said_by", "milestones", "evidence", "barrier",
    "localities", "cross_cutting", "quick_win",
)  # fmt: skip


@dataclass(slots=True)
class Twice:
    """The actions read so far, by their titles: on which sheet, and under which source."""

    _listed: dict[str, list[tuple[str, str, ActionSaid]]] = field(default_factory=dict)

    def take(self, said: ActionSaid, sheet: str, source: str) -> None:
        """One more action."""
        self._listed.setdefault(folded_title(said.title), []).append((sheet, source, said))

    def place_of(self, said: ActionSaid, sheet: str) -> str | None:
        """The source under which another sheet has the same: of one title, and of no other number or priority."""
        title = folded_title(said.title)
        if len(title.split()) < _FEWEST_WORDS:
            return None
        others = (one for one in self._listed.get(title, ()) if one[0] != sheet)
        return next((source for _, source, other in others if _agree(said, other)), None)


def _agree(one: ActionSaid, other: ActionSaid) -> bool:
    numbers = {named for said in (one, other) if (named := said.code or said.reference)}
    priorities = {
        folded_title(said.priority.known.name if said.priority.known else said.priority.words)
        for said in (one, other)
        if said.priority
    }
    return len(numbers) < 2 and len(priorities) < 2


def united(
    first: ActionSaid, second: ActionSaid, where: str, key: StatusKey
) -> tuple[ActionSaid, tuple[str, ...]]:
    """The first, its gaps filled from the second; and a sentence where the two do not say the same."""
    gaps = {
        name: getattr(second, name) for name in _FILLED if not getattr(first, name) and getattr(second, name)
    }
    ours, theirs = saying_of(first), saying_of(second)
    differs = {
        name: key.word(theirs[name]) if name == "status" else theirs[name]
        for name in _COMPARED
        if name in ours and name in theirs and ours[name].casefold() != theirs[name].casefold()
    }
    kept = [(f"{name.capitalize()} on {where}", words) for name, words in differs.items()]
    kept += [one for one in second.kept if one not in first.kept]
    both = replace(first, **gaps, kept=(*first.kept, *kept))
    told = (f"{where} has another {' and '.join(differs)}; this row counts",) if differs else ()
    return both, told
