"""Action codes (`POV-03`): their prefixes, their numbers, how people write them, which one was meant.

What may live here: pure text work on codes. A code never changes and a number is never used twice; which
codes exist is an argument.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator
from string import ascii_uppercase, digits

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d-"
"""Everything a keyboard, a phone or a word processor makes of a hyphen."""

CODE = re.compile(rf"([A-Za-z]{{2,4}})[ \t\u00a0]*[_{DASHES}]?[ \t\u00a0]*([0-9]{{1,6}})(?![0-9A-Za-z])")
"""A code as people write it: letters, perhaps a space or a dash, a number that ends there."""

_PREFIX = re.compile(r"[A-Z]{2,4}")
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "our", "the", "to", "with")
)
# Written as one word, abbreviated as two: health and wellbeing is HWB to everybody in the field.
_COMPOUNDS = {"wellbeing": "well being"}
_NEARBY = 2
_NO_LETTERS = "ACT"


def prefix_for(name: str, taken: Collection[str]) -> str:
    """A prefix of 2–4 capitals for a priority called `name`, unlike any in `taken` (case does not matter).

    Three significant words or more give their initials (at most four; wellbeing counts as two, so "Health &
    wellbeing" is HWB); fewer give the first three letters ("Poverty" is POV). Where that is taken, its last
    letter gives way to later letters of the name, then to the alphabet. Raises ValueError only when every
    prefix is taken.
    """
    used = {prefix.upper() for prefix in taken}
    for candidate in _prefixes(_significant_words(name)):
        if candidate not in used:
            return candidate
    raise ValueError(f"every prefix is taken; none is left for {name!r}")


def format_code(prefix: str, number: int) -> str:
    """`POV-03`: the prefix in capitals, at least two digits.

    Raises ValueError for a prefix that is not 2–4 letters or a number below 1.
    """
    capitals = prefix.upper()
    if not _PREFIX.fullmatch(capitals) or number < 1:
        raise ValueError(f"not a code: prefix {prefix!r}, number {number}")
    return f"{capitals}-{number:02d}"


def code_order(code: str) -> tuple[str, int, str]:
    """What codes are sorted by, the prefix and then the number: `POV-99`, `POV-100`. Queries sort by the same parts."""
    return code.rstrip(digits), len(code), code


def canonical(text: str) -> str | None:
    """`POV-03` for "pov3", "POV 03", "POV–03", "pov_3"; None for what does not have the form of a code."""
    match = CODE.fullmatch(text.strip())
    return code_of(match) if match else None


def code_of(match: re.Match[str]) -> str | None:
    """The canonical code of a match of `CODE`, or None for a number that is nought."""
    number = int(match[2])
    return format_code(match[1], number) if number else None


def nearest(text: str, codes: Collection[str], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` real codes one slip of the keyboard from `text`, or two where none is nearer.

    The likeliest comes first: two swapped characters are one slip, before other slips ("POV-30" means POV-03
    rather than POV-31).
    """
    from rapidfuzz import process  # only a slip of the keyboard needs it
    from rapidfuzz.distance import OSA

    wanted = canonical(text) or text.strip().upper()
    found = process.extract(wanted, codes, scorer=OSA.distance, score_cutoff=_NEARBY, limit=None)
    fewest = max(1, min((slips for _, slips, _ in found), default=0))
    ranked = sorted(
        (slips, sorted(code) != sorted(wanted), code) for code, slips, _ in found if slips <= fewest
    )
    return tuple(code for _, _, code in ranked[: max(limit, 0)])


def _significant_words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z]+", plain.replace("'", ""))
    parts = " ".join(_COMPOUNDS.get(word, word) for word in words).split()
    return [word.upper() for word in parts if word not in _SMALL_WORDS] or [_NO_LETTERS]


def _prefixes(words: list[str]) -> Iterator[str]:
    letters = "".join(words)
    start = "".join(word[0] for word in words[:4]) if len(words) >= 3 else words[0][:3]
    if len(start) < 2:
        start = (letters + _NO_LETTERS)[:3]
    yield start
    yield from (start[:2] + letter for letter in letters[2:] + ascii_uppercase)
    for length in (3, 4):
        yield from map("".join, itertools.product(ascii_uppercase, repeat=length))
