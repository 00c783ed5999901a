"""What one of the papers states, to be typed in by its journey: the facts of `tests.papers`, a paper at a time.

What may live here: looking facts up. Every fact there carries the paper's own words.
"""

from functools import cache
from typing import Any

import yaml

from tests.papers.conftest import PAPERS

Fact = dict[str, Any]


@cache
def _partnerships() -> list[dict[str, list[Fact]]]:
    found: list[dict[str, list[Fact]]] = yaml.safe_load(PAPERS.read_text(encoding="utf-8"))["partnerships"]
    return found


def stated(paper: str, section: str) -> list[Fact]:
    """The rows of a section (`actions`, `milestones`) that a paper (`S0` to `S4`) states first."""
    return [row for one in _partnerships() for row in one.get(section, ()) if row["src"][0]["doc"] == paper]


def in_words(action: Fact) -> dict[str, str]:
    """When an action is due or begins, in the paper's own words, as the form asks for it."""
    said = {"Due": action["due_text"], "Starts": action.get("start_text")}
    return {label: words for label, words in said.items() if words}


def quote(fact: Fact) -> str:
    """The paper's own words for it."""
    return str(fact["src"][0]["quote"])
