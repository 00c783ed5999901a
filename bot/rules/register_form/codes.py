"""Which prefix the codes of a priority begin with, and which number comes next.

What may live here: prefixes and numbers over a whole register at once. A code never changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.rules.numbering import canonical, format_code, prefix_for


def prefixes_by_name(
    names: Iterable[str], known: Mapping[str, str], also_taken: Iterable[str]
) -> dict[str, str]:
    """A prefix for every priority name, those of `known` kept; priorities of one name share theirs.

    Keys are folded names (`folded_name`); `also_taken` are prefixes no name may be given.
    """
    given = dict(known)
    reserved = set(also_taken)
    for name in names:
        if folded_name(name) not in given:
            given[folded_name(name)] = prefix_for(name, {*given.values(), *reserved})
    return given


def folded_name(name: str) -> str:
    """A name as it is compared: case and spacing do not matter, nor does & for and."""
    return " ".join(name.casefold().replace("&", " and ").split())


class Numbers:
    """The numbers used so far under each prefix. Gaps stay gaps."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._highest: Counter[str] = Counter()
        for code in codes:
            self.take(code)

    def take(self, code: str) -> None:
        """Count a code as used."""
        prefix, _, number = (canonical(code) or "").partition("-")
        if number:
            self._highest[prefix] = max(self._highest[prefix], int(number))

    def next(self, prefix: str) -> str:
        """The next code under a prefix, now used."""
        self._highest[prefix.upper()] += 1
        return format_code(prefix, self._highest[prefix.upper()])
