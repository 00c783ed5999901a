"""What is said of a file dropped on the bot. Pure."""

from collections.abc import Sequence

from bot.views.action_words import one_line
from bot.views.blocks import Block, message, section
from bot.views.escape import inline

READ_HERE = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".tab", ".ics")
"""How the names of files end that are read when a support officer drops them."""

REGISTER_FILES = (*READ_HERE, ".yaml", ".yml", ".ods")
"""How the names of files end that may hold a register."""

IMPORTING = (
    "If it is a register: drop an `.xlsx` or `.csv` here and I show what would be imported. A YAML register comes in "
    "where the bot runs: `loip import FILE --dry-run` shows row by row what would change, `loip import FILE` does it."
)
"""What a support officer does with a register's file that is not read here."""


def file_note(names: Sequence[str], is_support: bool, support: str | None, code: str | None) -> Block:
    """What becomes of the files (nothing is kept), and what to do instead."""
    what = _called(names)
    lines = [f"I have not opened or kept {what}."]
    if any(name.casefold().endswith(REGISTER_FILES) for name in names):
        lines += _of_a_register(is_support, support)
    else:
        example = f"{code or 'POV-03'} on track next steps agreed"
        lines.append(
            f"What counts is your words: write `{one_line(example)}` here. A link to the file is welcome as evidence: "
            "the update form has a field for it."
        )
    return message(f"About {what}", [section("\n".join(lines))])


def is_read_here(name: str) -> bool:
    """Whether a file of this name is read when a support officer drops it."""
    return name.casefold().endswith(READ_HERE)


def reading_note(names: Sequence[str]) -> Block:
    """That files are being read: what they would bring follows."""
    words = f"I'm reading {_called(names)}. What it would bring to the register follows here; nothing is written yet."
    return message(words, [section(words)])


def beside_answer(answer: Block, note: Block) -> Block:
    """An answer to what was written with a file, and after it what is said of the file: one message."""
    return answer | {"blocks": [*answer["blocks"][:49], *note["blocks"]]}


def _of_a_register(is_support: bool, support: str | None) -> list[str]:
    if is_support:
        return [IMPORTING]
    whom = f"the {one_line(support, 160)}" if support else "the support officer"
    return [f"If it is a register of actions, send it to {whom}, who can import it."]


def _called(names: Sequence[str]) -> str:
    first = inline(names[0], 80) if names and names[0].strip() else "that file"
    more = len(names) - 1
    return f"{first} and {more} more" if more > 0 else first
