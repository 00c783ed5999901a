"""The kinds of group that the bot itself goes by, and what people call them. Pure.

Any other kind is kept in the words it was given in.
"""

import re

BOARD = "board"
EXECUTIVE = "executive_group"
"""It settles asks below the Board, or puts them on its agenda."""

LOCALITY = "locality_partnership"

WITH_DIGEST = (BOARD, EXECUTIVE)
"""The kinds whose chair is sent a digest unless it is said otherwise."""

_CALLED = {
    BOARD: ("board", "the board", "cpp board", "partnership board", "strategic board"),
    EXECUTIVE: ("executive group", "executive officer group", "executive officers group", "executive", "eog"),
    LOCALITY: ("locality partnership", "locality partnerships"),
}
_KINDS = {words: kind for kind, called in _CALLED.items() for words in called}


def kind_meant(words: str | None) -> str | None:
    """`Board` is the kind `board`, `Executive Officer Group` is `executive_group`; other words stay as they are."""
    plain = " ".join(re.sub(r"[^a-z]", " ", (words or "").casefold()).split())
    return _KINDS.get(plain, words)
