"""What is said of a file dropped on the bot. Pure."""

from collections.abc import Sequence

from bot.views.action_words import one_line
from bot.views.blocks import Block, message, section
from bot.views.escape import inline

REGISTER_FILES = (".yaml", ".yml", ".xlsx", ".xlsm", ".csv", ".ods")
"""How the names of files end that may hold a register."""

IMPORTING = (
    "If it is a register: I don't import from Slack yet. Where the bot runs, `loip import FILE --dry-run` shows row by "
    "row what would change, and `loip import FILE` does it. It reads the YAML form; a spreadsheet has to be brought "
    "into that form first."
)
"""What a support officer does with a register's file."""


def file_note(names: Sequence[str], is_support: bool, support: str | None, code: str | None) -> Block:
    """What becomes of the files (nothing is kept), and what to do instead."""
    what = _called(names)
    lines = [f"I have not opened or kept {what}."]
    if any(name.casefold().endswith(REGISTER_FILES) for name in names):
        lines += _of_a_register(is_support, support)
    else:
        example = f"{code or 'POV-03'} on track first draft is out"
        lines.append(
            f"What counts is your words: write `{one_line(example)}` here. A link to the file is welcome as evidence: "
            "the update form has a field for it."
        )
    return message(f"About {what}", [section("\n".join(lines))])


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
