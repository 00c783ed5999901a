"""What a person sees: messages and views as plain readable text.

Pure: blocks in, text out. Buttons read as [Label], menus as [Chosen ▾], an overflow menu as [⋯]. Links read
as their label, people as @Name, and Slack's escapes are undone. Used by the text demo and by tests.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Names = Mapping[str, str]
Values = Mapping[str, Mapping[str, Mapping[str, Any]]]
NOBODY: Names = {}
RULE = "─" * 24
NO_BREAK = "\u00a0"
"""A space at which no line ends; it is read as any other."""

ENTITY = re.compile(r"&(amp|lt|gt);")
ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
ANGLE = re.compile(r"<([^<>\n]+)>")
STYLED = re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^\n]*?\S)\1(?![\w*_~])")


def read_message(text: str, blocks: list[dict[str, Any]], names: Names = NOBODY) -> str:
    """A message as seen: its blocks, or its text where there are none."""
    return read_blocks(blocks, names) if blocks else read_mrkdwn(text, names)


def read_view(
    view: Mapping[str, Any], names: Names = NOBODY, values: Values | None = None, errors: Names = NOBODY
) -> str:
    """A modal or Home tab as seen: title, blocks with what is entered, errors in place, then its buttons."""
    parts = [_plain(view.get("title")), read_blocks(view.get("blocks", []), names, values, errors)]
    buttons = [f"[{_plain(view[name])}]" for name in ("submit", "close") if view.get(name)]
    return "\n".join(part for part in [*parts, " ".join(buttons)] if part)


def read_blocks(
    blocks: list[dict[str, Any]], names: Names = NOBODY, values: Values | None = None, errors: Names = NOBODY
) -> str:
    """Blocks as seen, one after another."""
    lines = []
    for block in blocks:
        held = (values or {}).get(block.get("block_id", ""), {})
        lines.append(READERS.get(block.get("type", ""), _unknown)(block, names, held))
        if block.get("block_id") in errors:
            lines.append(f"  ! {errors[block['block_id']]}")
    return "\n".join(line for line in lines if line).replace(NO_BREAK, " ")


def read_mrkdwn(text: str, names: Names = NOBODY) -> str:
    """Slack's markup as seen: marks taken off, mentions and links as their names, escapes undone."""
    bare = _unstyled(ANGLE.sub(lambda match: _angle(match.group(1), names), text))
    return ENTITY.sub(lambda match: ENTITIES[match.group(1)], bare)


def _unstyled(text: str) -> str:
    previous = None
    while previous != text:
        previous, text = text, STYLED.sub(r"\2", text)
    return text


def _angle(inner: str, names: Names) -> str:
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return "@" + names.get(target[1:], label or target[1:])
    if target.startswith("#"):
        return "#" + (label or names.get(target[1:], target[1:]))
    if target.startswith(("!date^", "!subteam^")):
        return label or target
    if target.startswith("!"):
        return "@" + target[1:]
    return label or target.removeprefix("mailto:")


def _text(value: Any, names: Names) -> str:
    if not isinstance(value, dict):
        return ""
    return read_mrkdwn(value["text"], names) if value.get("type") == "mrkdwn" else _plain(value)


def _plain(value: Any) -> str:
    return str(value.get("text", "")) if isinstance(value, dict) else ""


# --- elements

Held = Mapping[str, Mapping[str, Any]]


def _element(element: Mapping[str, Any], names: Names, held: Held) -> str:
    kind = element.get("type", "")
    if kind in ("mrkdwn", "plain_text"):
        return _text(element, names)
    if kind == "image":
        return f"[image: {element.get('alt_text', '')}]"
    if kind == "button":
        return f"[{_plain(element.get('text'))}]"
    if kind == "overflow":
        return "[⋯]"
    return _chooser(element, names, held.get(element.get("action_id", ""), {}))


def _chooser(element: Mapping[str, Any], names: Names, entry: Mapping[str, Any]) -> str:
    kind = element["type"]
    if kind in ("checkboxes", "radio_buttons"):
        return "\n".join(_ticks(element, names, entry))
    chosen = _chosen(element, names, entry)
    empty = _plain(element.get("placeholder"))
    if kind.endswith("_input"):
        return f"[{chosen or empty or '…'}]"
    return f"[{chosen or empty or 'Choose'} ▾]"


def _ticks(element: Mapping[str, Any], names: Names, entry: Mapping[str, Any]) -> Iterator[str]:
    on, off = ("☑", "☐") if element["type"] == "checkboxes" else ("●", "○")
    picked = {option["value"] for option in _picked(element, entry)}
    for option in element.get("options", []):
        yield f"{on if option['value'] in picked else off} {_text(option['text'], names)}"


def _picked(element: Mapping[str, Any], entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    source, name = (entry, "selected_option") if entry else (element, "initial_option")
    one = source.get(name)
    return list(source.get(name + "s") or ([one] if one else []))


def _chosen(element: Mapping[str, Any], names: Names, entry: Mapping[str, Any]) -> str:
    options = _picked(element, entry)
    if options:
        return ", ".join(_text(option["text"], names) for option in options)
    start = "" if entry else "initial_"
    source = entry or element
    for name, value in source.items():
        if (
            value
            and name != "type"
            and (name.startswith("selected_") or name == "value" or (start and name.startswith(start)))
        ):
            many = value if isinstance(value, list) else [value]
            return ", ".join(names.get(str(each), str(each)) for each in many)
    return ""


# --- blocks


def _section(block: Mapping[str, Any], names: Names, held: Held) -> str:
    lines = [_text(block.get("text"), names)]
    fields = [_text(each, names) for each in block.get("fields", [])]
    lines += ["  |  ".join(fields[start : start + 2]) for start in range(0, len(fields), 2)]
    seen = "\n".join(line for line in lines if line)
    if "accessory" not in block:
        return seen
    accessory = _element(block["accessory"], names, held)
    return f"{seen}\n{accessory}" if "\n" in accessory else f"{seen}  {accessory}"


def _header(block: Mapping[str, Any], names: Names, held: Held) -> str:
    return _plain(block.get("text"))


def _divider(block: Mapping[str, Any], names: Names, held: Held) -> str:
    return RULE


def _row(block: Mapping[str, Any], names: Names, held: Held) -> str:
    elements = [_element(each, names, held) for each in block.get("elements", [])]
    return ("\n" if any("\n" in each for each in elements) else " ").join(elements)


def _image(block: Mapping[str, Any], names: Names, held: Held) -> str:
    return f"[image: {_plain(block.get('title')) or block.get('alt_text', '')}]"


def _input(block: Mapping[str, Any], names: Names, held: Held) -> str:
    label = _plain(block.get("label")) + (" (optional)" if block.get("optional") else "")
    hint = _plain(block.get("hint"))
    return "\n".join(part for part in (label, _element(block.get("element", {}), names, held), hint) if part)


def _markdown(block: Mapping[str, Any], names: Names, held: Held) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"\1", str(block.get("text", "")))


def _table(block: Mapping[str, Any], names: Names, held: Held) -> str:
    rows = [[_cell(cell, names) for cell in row] for row in block.get("rows", [])]
    widths = [
        max(len(row[column]) for row in rows if column < len(row)) for column in range(max(map(len, rows)))
    ]
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
        for row in rows
    )


def _cell(cell: Mapping[str, Any], names: Names) -> str:
    return _rich(cell, names, {}) if cell.get("type") == "rich_text" else str(cell.get("text", ""))


def _rich(block: Mapping[str, Any], names: Names, held: Held) -> str:
    return "\n".join(_rich_part(part, names) for part in block.get("elements", []))


def _rich_part(part: Mapping[str, Any], names: Names) -> str:
    kind = part.get("type")
    if kind == "rich_text_list":
        marks = (f"{n}. " if part.get("style") == "ordered" else "• " for n in range(1, 10_001))
        pad = "  " * int(part.get("indent", 0))
        return "\n".join(
            pad + mark + _rich_leaves(each, names)
            for mark, each in zip(marks, part["elements"], strict=False)
        )
    seen = _rich_leaves(part, names)
    return "\n".join("> " + line for line in seen.split("\n")) if kind == "rich_text_quote" else seen


def _rich_leaves(part: Mapping[str, Any], names: Names) -> str:
    return "".join(_rich_leaf(leaf, names) for leaf in part.get("elements", []))


def _rich_leaf(leaf: Mapping[str, Any], names: Names) -> str:
    kind = leaf.get("type")
    if kind == "user":
        return "@" + str(names.get(leaf["user_id"], leaf["user_id"]))
    if kind == "channel":
        return "#" + str(names.get(leaf["channel_id"], leaf["channel_id"]))
    if kind == "emoji":
        return f":{leaf['name']}:"
    if kind == "broadcast":
        return f"@{leaf['range']}"
    return str(leaf.get("text") or leaf.get("url") or leaf.get("fallback") or "")


def _unknown(block: Mapping[str, Any], names: Names, held: Held) -> str:
    return f"[{block.get('type')}]"


READERS: dict[str, Callable[[Mapping[str, Any], Names, Held], str]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _row,
    "actions": _row,
    "image": _image,
    "input": _input,
    "markdown": _markdown,
    "table": _table,
    "rich_text": _rich,
}
