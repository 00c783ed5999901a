"""The project's own documents, read as their readers do: sections, tables, code and links."""

import re
from functools import cache
from itertools import takewhile
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CHANGELOG.md", "docs/security.md")

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")


@cache
def text_of(name: str) -> str:
    """A document's text."""
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """What stands under a heading, up to the next of the same rank or a higher one."""
    lines = text_of(name).splitlines()
    starts = [
        number for number, line in enumerate(lines) if line.lstrip("#").strip() == heading and line[:1] == "#"
    ]
    assert len(starts) == 1, f"{name} has {len(starts)} sections called {heading!r}"
    rank = len(lines[starts[0]]) - len(lines[starts[0]].lstrip("#"))
    ends = re.compile(rf"#{{1,{rank}}} ")
    return "\n".join(takewhile(lambda line: not ends.match(line), lines[starts[0] + 1 :]))


def table(name: str, heading: str) -> list[list[str]]:
    """The rows of the first table of a section, its heading row left out; a cell is as it was written."""
    lines = section(name, heading).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("|"))
    rows = list(takewhile(lambda line: line.startswith("|"), lines[start:]))
    assert len(rows) > 2, f"an empty table under {heading!r}"
    return [[cell.strip() for cell in _BETWEEN_CELLS.split(row)[1:-1]] for row in rows[2:]]


def code(cell: str) -> str:
    """What a cell says in code: `this` of "`this`"."""
    match = re.search(r"`([^`]+)`", cell)
    assert match, f"no code in {cell!r}"
    return match[1]


def all_code(name: str) -> list[str]:
    """Every piece of code in a document: each line of a block, and what stands between backticks."""
    text = text_of(name)
    blocks = [line for block in _FENCE.findall(text) for line in block.splitlines()[1:-1]]
    return blocks + re.findall(r"`([^`\n]+)`", _FENCE.sub("", text))


def relative_links(name: str) -> list[str]:
    """The links of a document to other files and sections of the project."""
    found = _LINK.findall(_FENCE.sub("", text_of(name)))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors(path: Path) -> set[str]:
    """The names the headings of a document can be linked by."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
