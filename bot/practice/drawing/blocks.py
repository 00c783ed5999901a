"""Drawing blocks: what stands one under another in a message, a modal or a Home tab.

Pure. One table names the drawer of every block and one that of every element; what is in neither is said to be
undrawable, in the page.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.practice.drawing import choosing, entering
from bot.practice.drawing.ink import Ink, Spot, element_id
from bot.practice.drawing.markdown import draw_markdown
from bot.practice.drawing.mrkdwn import draw_mrkdwn
from bot.practice.drawing.rich import draw_rich_text
from bot.practice.drawing.tags import EMPTY, Attribute, encodable, lines, tag, undrawable, void
from bot.practice.drawing.words import bare_words, draw_words
from bot.practice.entities import Json
from bot.practice.workspace import elements_of

# A browser takes a form's first button for what Enter means; this one, if it is the first, means nothing.
NO_DEFAULT = tag("button", type="submit", disabled=True, hidden=True)
GROUPED = frozenset({"checkboxes", "radio_buttons"})
TEXTS = frozenset({"plain_text", "mrkdwn"})


def draw_message(text: str, blocks: Sequence[Json], ink: Ink) -> Markup:
    """A message: its blocks, or its text in mrkdwn where there are none."""
    return draw_blocks(blocks, ink) if blocks else tag("div", draw_mrkdwn(text, ink), class_="b-text")


def draw_blocks(blocks: Iterable[Json], ink: Ink) -> Markup:
    """Blocks one under another, their controls for the form that is around them.

    Each block and each element that acts has its id, as the workspace gives them.
    """
    held = list(blocks)
    drawn = EMPTY.join(_block(block, ink) for block in held)
    return encodable(NO_DEFAULT + drawn if any(map(_takes_enter, held)) else drawn)


def _takes_enter(block: Json) -> bool:
    """Whether Enter in the block would send the form, by the first button in it, whatever that one does."""
    return any(element.get("type") not in ("button", "overflow") for element in elements_of(block))


def _block(block: Json, ink: Ink) -> Markup:
    drawer = BLOCKS.get(block.get("type", ""))
    return drawer(block, ink) if drawer else undrawable(block.get("type"))


def _spot(block: Json, element: Json, ink: Ink) -> Spot:
    return Spot(ink, str(block.get("block_id", "")), str(element.get("action_id", "")))


def _element(element: Json, spot: Spot) -> Markup:
    drawer = ELEMENTS.get(element.get("type", ""))
    return drawer(element, spot) if drawer else undrawable(element.get("type"))


# --- blocks to read


def _section(block: Json, ink: Ink) -> Markup:
    text_id = element_id(ink, str(block.get("block_id", "")))
    text = (
        tag("div", draw_words(block["text"], ink), class_="b-text", id=text_id) if "text" in block else EMPTY
    )
    fields = [tag("div", draw_words(each, ink), class_="b-field") for each in block.get("fields", [])]
    body = text + tag("div", *fields, class_="b-fields") if fields else text
    if "accessory" not in block:
        return tag("div", body, class_="b-section")
    spot = replace(_spot(block, block["accessory"], ink), beside=text_id if text else "")
    accessory = tag("div", _element(block["accessory"], spot), class_="b-accessory")
    return tag("div", tag("div", body, class_="b-section-body"), accessory, class_="b-section")


def _header(block: Json, ink: Ink) -> Markup:
    return tag(f"h{ink.heading}", draw_words(block["text"], ink), class_="b-header")


def _divider(block: Json, ink: Ink) -> Markup:
    return void("hr", class_="b-divider")


def _context(block: Json, ink: Ink) -> Markup:
    parts = [
        tag("div", _context_part(each, block, ink), class_="b-context-part") for each in block["elements"]
    ]
    return tag("div", *parts, class_="b-context")


def _context_part(element: Json, block: Json, ink: Ink) -> Markup:
    if element.get("type") in TEXTS:
        return draw_words(element, ink)
    return _element(element, _spot(block, element, ink))


def _image(block: Json, ink: Ink) -> Markup:
    title = draw_words(block.get("title"), ink)
    caption = tag("figcaption", title, class_="b-image-title") if title else EMPTY
    return tag("figure", caption, _frame(block), class_="b-image")


def draw_image(element: Json, spot: Spot) -> Markup:
    """A picture in or beside a text."""
    return _frame(element)


def _frame(element: Json) -> Markup:
    """Where a picture would be: its words, and that it is not loaded."""
    words = tag("span", lines(element["alt_text"]), class_="b-picture-words")
    return tag("span", words, " ", tag("span", "(picture not loaded)", class_="b-note"), class_="b-picture")


def _rich_text(block: Json, ink: Ink) -> Markup:
    return draw_rich_text(block, ink)


def _markdown(block: Json, ink: Ink) -> Markup:
    return tag("div", draw_markdown(block["text"], ink), class_="b-markdown")


def _table(block: Json, ink: Ink) -> Markup:
    columns = [each or {} for each in block.get("column_settings", [])]
    first, *rest = [_row(row, columns, number == 0, ink) for number, row in enumerate(block["rows"])]
    table = tag("table", tag("thead", first), tag("tbody", *rest) if rest else EMPTY)
    return tag("div", table, class_="b-table", role="group", aria_label="Table", tabindex=0)


def _row(row: Sequence[Json], columns: Sequence[Json], heads: bool, ink: Ink) -> Markup:
    settings = [*columns, *({} for _ in row[len(columns) :])]
    return tag("tr", *(_cell(cell, each, heads, ink) for cell, each in zip(row, settings, strict=False)))


def _cell(cell: Json, settings: Json, heads: bool, ink: Ink) -> Markup:
    inner = draw_rich_text(cell, ink) if cell.get("type") == "rich_text" else lines(cell.get("text", ""))
    align = f"b-{settings['align']}" if settings.get("align") in ("center", "right") else ""
    wrapped = "b-wrapped" if settings.get("is_wrapped") is True else ""
    looks: Attribute = f"{align} {wrapped}".strip() or None
    return tag("th", inner, scope="col", class_=looks) if heads else tag("td", inner, class_=looks)


# --- blocks to act in


def _actions(block: Json, ink: Ink) -> Markup:
    elements = [_element(each, _spot(block, each, ink)) for each in block["elements"]]
    return tag("div", *elements, class_="b-actions")


def _input(block: Json, ink: Ink) -> Markup:
    element, error = block["element"], ink.errors.get(block.get("block_id", ""))
    plain = _spot(block, element, ink)
    notes = {f"{plain.id}-error": _error(error, plain), f"{plain.id}-hint": _hint(block, plain)}
    label = draw_words(block["label"], ink) + _mark(block)
    spot = replace(
        plain,
        acts=block.get("dispatch_action") is True,
        label=bare_words(block["label"], ink),
        legend=label,
        described_by=tuple(name for name, drawn in notes.items() if drawn),
        required=block.get("optional") is not True,
        refused=bool(error),
    )
    labelled = (
        EMPTY if element.get("type") in GROUPED else tag("label", label, for_=spot.id, class_="b-label")
    )
    looks = "b-input b-refused" if error else "b-input"
    return tag("div", labelled, _element(element, spot), *notes.values(), class_=looks)


def _mark(block: Json) -> Markup:
    words = "(optional)" if block.get("optional") is True else "(required)"
    return Markup(" ") + tag("span", words, class_="b-note")


def _error(words: str | None, spot: Spot) -> Markup:
    return tag("p", lines(words), class_="error", id=f"{spot.id}-error", role="alert") if words else EMPTY


def _hint(block: Json, spot: Spot) -> Markup:
    words = draw_words(block.get("hint"), spot.ink)
    return tag("p", words, class_="b-hint", id=f"{spot.id}-hint") if words else EMPTY


# --- the tables

BLOCKS: Mapping[str, Callable[[Json, Ink], Markup]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "image": _image,
    "input": _input,
    "rich_text": _rich_text,
    "markdown": _markdown,
    "table": _table,
}

ELEMENTS: Mapping[str, Callable[[Json, Spot], Markup]] = {
    "button": choosing.draw_button,
    "image": draw_image,
    "overflow": choosing.draw_overflow,
    "checkboxes": choosing.draw_checkboxes,
    "radio_buttons": choosing.draw_radio_buttons,
    "static_select": choosing.draw_static_select,
    "multi_static_select": choosing.draw_multi_static_select,
    "external_select": choosing.draw_static_select,
    "users_select": choosing.draw_users_select,
    "multi_users_select": choosing.draw_multi_users_select,
    "channels_select": choosing.draw_channels_select,
    "conversations_select": choosing.draw_channels_select,
    "datepicker": choosing.draw_datepicker,
    "timepicker": choosing.draw_timepicker,
    "datetimepicker": choosing.draw_datetimepicker,
    "plain_text_input": entering.draw_plain_text_input,
    "number_input": entering.draw_number_input,
    "email_text_input": entering.draw_email_text_input,
    "url_text_input": entering.draw_url_text_input,
    "file_input": entering.draw_file_input,
}
