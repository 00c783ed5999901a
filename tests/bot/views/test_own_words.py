"""The partnership's own words for plan and priority: nothing said to anybody has others built in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rules.filtering import NotUnderstood
from bot.rules.letter import Letter, Overview, Sight, Welcome
from bot.rules.nudging import SLIPPED
from bot.rules.screens import Newcomer
from bot.views.help import help_page
from bot.views.letter import letter
from bot.views.listing import not_understood
from bot.views.welcome import welcome_words
from bot.views.who import not_known
from tests.bot.views.samples import TODAY, a_milestone, an_action, ways

ROOT = Path(__file__).parents[3]

SPEAKING = ("bot/views", "bot/papers", "commands", "schedules")
"""Folders whose texts people read."""

BUILT_IN = re.compile(r"\b(?:priority|priorities|LOIP|Local Outcomes?)\b")

SAID_TO = {
    "commands/plain_words": "words that people may use, whatever their partnership's own",
    "bot/papers": "papers have their own tests",
}
"""Left out, and why."""

ALLOWED = {
    "LOIP": "the example under a field that asks for the partnership's own word",
    "Local Outcomes Improvement Plan": "likewise",
    "One of its priorities is a …": "asks for that word",
    "LOIP_ADMINS": "the name of a setting",
    "priority [words]": "a verb; the partnership's own word is understood as well",
}


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module with their lines: docstrings and names of things left out."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    assert isinstance(tree, documented)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def built_in(path: Path) -> list[str]:
    """Texts that have a word of one partnership built in, rather than taken from the reader's."""
    found = []
    for line, text in spoken(path):
        plain = re.sub(r"\{\w+\}|`[^`]*`", "", text)
        is_name = re.fullmatch(r"[a-z_]*", text) is not None
        if not is_name and text not in ALLOWED and BUILT_IN.search(plain):
            found.append(f"{path.relative_to(ROOT)}:{line}: {text}")
    return found


@pytest.mark.parametrize("folder", SPEAKING)
def test_no_text_has_a_word_for_plan_or_priority_built_in(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    named = [path for path in files if not str(path.relative_to(ROOT)).startswith(tuple(SAID_TO))]
    assert [words for path in named for words in built_in(path)] == []


OWN = ways(
    priority_term="theme",
    locality_term="Area Partnership",
    plan_term="Community Plan",
    plan_abbreviation=None,
)


def test_a_partnership_that_says_theme_and_community_plan_hears_nothing_else() -> None:
    sight = Sight(an_action(), (SLIPPED,), None, (a_milestone(),), (), "Manager, Glen College")
    overview = Overview(OWN.partnership.priority_term, "Poverty", (sight,))
    weekly = Letter("day 1", "Ailsa", TODAY, 9, OWN.key, overviews=(overview,))
    everything = [help_page(Newcomer("POV-03", True, True), OWN), letter(weekly)]
    everything += [
        help_page(Newcomer("POV-03", True), OWN, verb) for verb in ("list", "who", "update", "set-up")
    ]
    everything += [view(NotUnderstood("red xyz", "xyz"), OWN) for view in (not_understood, not_known)]
    said = str(everything) + welcome_words(Welcome(OWN.partnership.name, OWN.partnership.plan_term))
    assert "theme" in said
    assert "Community Plan" in said
    assert "In your theme (Poverty)" in said
    assert re.search(r"\bpriorit|\bLOIP\b", said) is None
