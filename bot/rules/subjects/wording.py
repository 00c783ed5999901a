"""The catalogue's words in the partnership's own: its priority may be a theme, its locality an area.

What may live here: filling the places a label or a name leaves for them, purely.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.records import PartnershipBase


@dataclass(frozen=True, slots=True)
class Terms:
    """What a partnership calls its priorities, localities and plan, and the highest mark of its risk scale."""

    priority: str
    locality: str
    plan: str
    scale: int

    @classmethod
    def of(cls, partnership: PartnershipBase) -> "Terms":
        """The terms of a partnership."""
        plan = partnership.plan_abbreviation or partnership.plan_term
        return cls(partnership.priority_term, partnership.locality_term, plan, partnership.risk_scale)


USUAL_TERMS = Terms("priority", "locality", "LOIP", 5)
"""What most partnerships call them."""

_PLAN_OF_ALL = "loip"


def in_own_words(table: str, row: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    """A row as the partnership says it: a plan of the kind that every partnership has is called by its own word."""
    is_its_plan = table == "plans" and row.get("kind") == _PLAN_OF_ALL
    return {**row, "kind": terms.plan} if is_its_plan else dict(row)


def label(text: str, terms: Terms) -> str:
    """A label, name or hint of the catalogue with the partnership's words in their places.

    `{priority}` and `{priorities}` are filled as they stand, `{Priorities}` with a capital.
    """
    if "{" not in text:
        return text
    words = {
        "priority": terms.priority,
        "priorities": plural_of(terms.priority),
        "locality": terms.locality,
        "localities": plural_of(terms.locality),
        "plan": terms.plan,
        "scale": str(terms.scale),
    }
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word).replace(f"{{{name.capitalize()}}}", first_up(word))
    return text


def first_up(words: str) -> str:
    """The words with a capital at the front and the rest as it is."""
    return words[:1].upper() + words[1:]


def plural_of(noun: str) -> str:
    """`priorities`, `themes`: enough for the words partnerships have for a priority or a locality."""
    ends_in_y = noun[-1:] == "y" and noun[-2:-1] not in tuple("aeiou")
    return f"{noun[:-1]}ies" if ends_in_y else f"{noun}s"


def is_several(plural: str) -> bool:
    """Whether what a list is called is many things: "risks", "plans leaned on"; a log or evidence is one."""
    return any(word.endswith("s") for word in plural.split())


def another(name: str, plural: str) -> str:
    """What one more is called: "another risk", "more evidence"."""
    return f"more {name}" if name == plural else f"another {name}"
