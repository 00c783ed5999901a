"""What the README says of the program, held against the program."""

import re
import shlex
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from typer.main import get_command

from bot.cli import app
from bot.rules import keeping_table
from bot.rules.freshness import BEFORE_BOARD_DAYS, PAPERS_WINDOW_DAYS
from bot.rules.paging import PER_PAGE
from bot.rules.permission import MAY_SAY, Say, Standing
from bot.rules.reminders import OFFSETS
from bot.rules.status import DEFAULT_KEY
from bot.services.record_update import SAME_WORDS_WITHIN
from bot.services.undo_update import UNDO_WITHIN
from bot.settings import Settings
from bot.views.help_verbs import VERBS
from commands.grammar import read
from commands.requests import Misread
from schedules.runner import BEAT_SECONDS
from schedules.settlement import Timing
from schedules.slots import CATCH_UP
from storage.engine import LOCK_SECONDS
from storage.records import PartnershipBase
from tests.documents import (
    DOCUMENTS,
    ROOT,
    all_code,
    anchors,
    code,
    relative_links,
    section,
    table,
    text_of,
)

README = "README.md"
UNSET = "–"
CODES = ("POV-03",)


def _leaves(group: Any, path: tuple[str, ...] = ("loip",)) -> Iterator[tuple[str, Any]]:
    """The commands of the program by their whole names, groups left out."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _leaves(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS: dict[str, Any] = dict(_leaves(get_command(app)))


def _parse(line: str) -> None:
    """Parse a line as the program would, without running it."""
    words = shlex.split(line)
    name = next(
        name for name in sorted(COMMANDS, key=len, reverse=True) if words[: len(name.split())] == name.split()
    )
    COMMANDS[name].make_context(name, words[len(name.split()) :])


def test_the_readme_lists_every_command_of_the_program_and_no_other() -> None:
    assert sorted(code(row[0]) for row in table(README, "The program")) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example_of_its_own(name: str) -> None:
    command = COMMANDS[name]
    assert command.help, f"{name} says nothing of itself"
    example = (command.epilog or "").removeprefix("Example: ")
    assert example.startswith(name), f"{name} has no example"
    _parse(example)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_gives_an_example_of_every_command(name: str) -> None:
    row = next(row for row in table(README, "The program") if code(row[0]) == name)
    assert code(row[2]).startswith(name)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_line_a_document_shows_is_one_the_program_takes(document: str) -> None:
    for line in all_code(document):
        if line.startswith("loip ") and line not in COMMANDS:
            _parse(line)


def test_the_readme_lists_what_can_be_said_after_the_slash_command_as_help_does() -> None:
    said = [code(row[0]) for row in table(README, "What people can say")]
    assert said == [verb.usage for verb in VERBS]


def test_the_readme_keeps_for_support_officers_what_the_bot_keeps_for_them() -> None:
    theirs = [code(row[0]) for row in table(README, "What people can say") if row[2] == "support officers"]
    assert theirs == [verb.usage for verb in VERBS if verb.support_only]


@pytest.mark.parametrize("row", table(README, "What people can say"), ids=lambda row: str(row[0]))
def test_every_example_of_what_people_can_say_is_understood(row: list[str]) -> None:
    example = code(row[3])
    verb = next(verb for verb in VERBS if verb.usage == code(row[0]))
    assert example.startswith(f"/loip {verb.name}")
    assert not isinstance(read(example, DEFAULT_KEY, CODES), Misread)


def test_the_readme_says_who_may_say_what_as_the_table_of_permission_does() -> None:
    rows = table(README, "Who may say what")
    assert {row[0]: row[1].split(":")[0] for row in rows} == {
        standing.value: say.value for standing, say in MAY_SAY.items()
    }
    assert set(MAY_SAY) == set(Standing)
    assert Say.NOTHING not in MAY_SAY.values()


def test_the_readme_says_who_may_keep_what_as_the_table_of_permission_does() -> None:
    shown = [tuple(row) for row in table(README, "Who may keep what")]
    assert shown == keeping_table.rows()


def test_the_readme_lists_every_setting_with_its_default() -> None:
    rows = table(README, "Settings")
    shown = {code(row[0]): "" if row[1] == UNSET else code(row[1]) for row in rows}
    assert shown == {name.upper(): _default(name) for name in Settings.model_fields}


def _default(name: str) -> str:
    default = Settings.model_fields[name].default
    if default is None:
        return ""
    return str(default.get_secret_value() if hasattr(default, "get_secret_value") else default)


def test_the_example_of_an_env_file_has_every_setting_and_sets_none() -> None:
    lines = [line for line in text_of(".env.example").splitlines() if line.strip()]
    assert all(line.startswith("#") for line in lines)
    named = re.findall(r"^# ([A-Z_]+)=", text_of(".env.example"), re.MULTILINE)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


@pytest.mark.parametrize("name", ["demo", "test"])
def test_the_two_commands_for_a_newcomer_are_in_the_makefile(name: str) -> None:
    assert f"make {name}" in [code(row[0]) for row in table(README, "Try it")]
    assert name in _targets()


def test_every_make_command_a_document_names_is_in_the_makefile() -> None:
    named = {
        line.split()[1]
        for document in DOCUMENTS
        for line in all_code(document)
        if re.match(r"make [a-z]", line)
    }
    assert named <= _targets()


def _targets() -> set[str]:
    """The targets of the Makefile that say what they are for."""
    return set(re.findall(r"^([a-z-]+):.*## ", text_of("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_link_of_a_document_leads_nowhere(document: str) -> None:
    for link in relative_links(document):
        name, _, anchor = link.partition("#")
        target = (ROOT / document).parent / name if name else ROOT / document
        assert target.exists(), f"{document} links to {link}, which is not there"
        assert not anchor or anchor in anchors(target), f"{document} links to {link}: no such heading"


def test_the_readme_shows_every_folder_of_the_house() -> None:
    shown = {code(row[0]) for row in table(README, "How it is built")}
    assert all((ROOT / folder).is_dir() for folder in shown)
    packages = [path.parent for top in ("bot", "storage") for path in (ROOT / top).glob("*/__init__.py")]
    assert {str(folder.relative_to(ROOT)) for folder in packages} <= shown


def test_every_file_the_readme_names_is_there() -> None:
    named = {
        piece for piece in all_code(README) if re.fullmatch(r"[a-z_/]+/[a-z_]+\.(?:py|yaml|json|md)", piece)
    }
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


_IN_WORDS = {10: "ten"}
_USUAL = {name: field.default for name, field in PartnershipBase.model_fields.items()}
SAME_WORDS, UNDO = (_IN_WORDS[limit // timedelta(minutes=1)] for limit in (SAME_WORDS_WITHIN, UNDO_WITHIN))

NUMBERS = {
    "What people can say": [
        f"the same words typed again within {SAME_WORDS} minutes",
        f"take them back within {UNDO} minutes",
        f"{_IN_WORDS[PER_PAGE]} a page",
    ],
    "What the clock says": [
        f"within {PAPERS_WINDOW_DAYS} working days",
        f"{-OFFSETS[0]} days before, {-OFFSETS[1]} days before and {OFFSETS[2]} day after",
        f"in the last {CATCH_UP.days} days",
        f"older than the limit ({_USUAL['freshness_days']} days) within a week",
        f"at most {BEFORE_BOARD_DAYS} days off",
        f"some working days ({_USUAL['digest_lead_days']}) before",
    ],
    "How it is built": [
        f"every {BEAT_SECONDS} seconds",
        f"leases a row for {Timing().lease:g} seconds",
        f"After {Timing().most_tries} tries",
    ],
    "Decisions, and why": [f"after {LOCK_SECONDS} seconds"],
}


@pytest.mark.parametrize(
    ("heading", "words"), [(heading, words) for heading, said in NUMBERS.items() for words in said]
)
def test_the_numbers_the_readme_gives_are_the_ones_the_bot_goes_by(heading: str, words: str) -> None:
    assert words in section(README, heading)


def test_every_library_a_decision_explains_is_one_the_project_uses() -> None:
    explained = re.findall(r"^- \*([a-z-]+)\*:", section(README, "Decisions, and why"), re.MULTILINE)
    wanted = set(re.findall(r'^    "([A-Za-z-]+)', text_of("pyproject.toml"), re.MULTILINE))
    assert set(explained) <= wanted
    assert len(explained) > 5
