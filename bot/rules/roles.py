"""The roles people hold, in words and in the order a reader looks for them. Pure."""

from storage.records.people import ROLES

_WORDS = {
    "chair": "chair",
    "deputy": "deputy chair",
    "lead_officer": "lead officer",
    "representative": "representative",
    "substitute": "substitute",
    "support": "support officer",
    "critical_friend": "critical friend",
}

LEADING = frozenset(("chair", "deputy", "lead_officer"))
"""The roles that lead a group."""


def in_words(role: str) -> str:
    """The role as people say it: "lead officer". Raises KeyError for what is no role."""
    return _WORDS[role]


def rank(role: str) -> int:
    """Where the role stands in a list of members: the chair first."""
    return ROLES.index(role)
