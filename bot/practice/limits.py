"""What Slack refuses: Block Kit's limits and the rules of messages and views, as tables.

Pure: a payload goes in, a list of faults with Slack's own error codes comes out. The words follow Slack's
("must be less than 151 characters [json-pointer:/blocks/0/text/text]"). Where Slack's documentation and its
behaviour differ the stricter is taken, so that what passes here passes there.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.practice.shapes import (
    Check,
    Problem,
    all_of,
    anything,
    boolean,
    by_type,
    calendar_date,
    distinct,
    exactly_one,
    integer,
    items,
    matching,
    one_of,
    shape,
    string,
)

MOST_TEXT = 40_000
MOST_MARKDOWN = 12_000
MOST_TABLE_TEXT = 10_000
MOST_VIEW_BYTES = 250_000
MOST_METADATA_BYTES = 16_000
MOST_VIEWS_STACKED = 3


@dataclass(frozen=True)
class Fault:
    """One thing Slack refuses: its error code, its words and where (a JSON pointer, or nothing)."""

    code: str
    message: str
    at: str = ""

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.at}]" if self.at else self.message


# --- composition objects

IDENTIFIER = string(255)
WEB_ADDRESS = matching(r"(https?|mailto|slack|tel):\S+", "must be a valid url")
IMAGE_ADDRESS = matching(r"https?://\S+", "must be a valid image url")


def plain(most: int, least: int = 1) -> Check:
    """A plain_text object of at most `most` characters."""
    return by_type({"plain_text": shape({"type": anything, "text": string(most, least)}, {"emoji": boolean})})


def marked(most: int, least: int = 1) -> Check:
    """A plain_text or mrkdwn object of at most `most` characters."""
    fields = {"type": anything, "text": string(most, least)}
    return by_type(
        {"plain_text": shape(fields, {"emoji": boolean}), "mrkdwn": shape(fields, {"verbatim": boolean})}
    )


CONFIRM = shape(
    {"title": plain(100), "text": marked(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)


def _option(text: Check, description: Check, extra: Mapping[str, Check] | None = None) -> Check:
    return shape({"text": text, "value": string(150)}, {"description": description, **(extra or {})})


SELECT_OPTION = _option(plain(75), plain(75))
CHOICE_OPTION = _option(marked(75), marked(75))
OVERFLOW_OPTION = _option(plain(75), plain(75), {"url": WEB_ADDRESS})


def _options(each: Check, most: int) -> Check:
    return all_of(items(each, most), distinct("value"))


OPTION_GROUP = shape({"label": plain(75), "options": _options(SELECT_OPTION, 100)}, {})


def _offered(element: Mapping[str, Any]) -> list[Any]:
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def _initial_is_offered(element: dict[str, Any], at: str) -> Iterator[Problem]:
    offered = _offered(element)
    if "initial_option" in element and element["initial_option"] not in offered:
        yield "initial_option must be one of the options", f"{at}/initial_option"
    for index, option in enumerate(element.get("initial_options", [])):
        if option not in offered:
            yield "initial_options must be among the options", f"{at}/initial_options/{index}"


def _values_distinct_across_groups(element: dict[str, Any], at: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for group_index, group in enumerate(element.get("option_groups", [])):
        for index, option in enumerate(group["options"]):
            if option["value"] in seen:
                where = f"{at}/option_groups/{group_index}/options/{index}/value"
                yield f'value "{option["value"]}" already exists', where
            seen.add(option["value"])


# --- interactive elements


def _element(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Check) -> Check:
    usual = {"action_id": IDENTIFIER, "confirm": CONFIRM, "focus_on_load": boolean}
    return shape({"type": anything, **required}, {**usual, **optional}, *rules)


def _button() -> Check:
    return shape(
        {"type": anything, "text": plain(75)},
        {
            "action_id": IDENTIFIER,
            "url": WEB_ADDRESS,
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    )


def _static_select(extra: Mapping[str, Check]) -> Check:
    choices = {"options": _options(SELECT_OPTION, 100), "option_groups": items(OPTION_GROUP, 100)}
    return _element(
        {},
        {"placeholder": plain(150), **choices, **extra},
        exactly_one("options", "option_groups"),
        _values_distinct_across_groups,
        _initial_is_offered,
    )


def _lookup_select(extra: Mapping[str, Check]) -> Check:
    return _element({}, {"placeholder": plain(150), **extra})


def _typed(extra: Mapping[str, Check], *rules: Check, required: Mapping[str, Check] | None = None) -> Check:
    usual = {"placeholder": plain(150), "initial_value": string(3000), "dispatch_action_config": anything}
    return _element(required or {}, {**usual, **extra}, *rules)


def _lengths_agree(element: dict[str, Any], at: str) -> Iterator[Problem]:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if least > most:
        yield "min_length must not be more than max_length", f"{at}/min_length"
    if len(element.get("initial_value", "")) > most:
        yield f"must be less than {most + 1} characters", f"{at}/initial_value"


IDENTIFIERS = items(IDENTIFIER, 100)
AT_LEAST_ONE = integer(1, 1000)
MANY_IDENTIFIERS = {"max_selected_items": AT_LEAST_ONE}
TIME_OF_DAY = matching(r"([01]\d|2[0-3]):[0-5]\d", "must be a valid time in the format HH:mm")

IMAGE_ELEMENT = shape(
    {"type": anything, "alt_text": string(2000)},
    {"image_url": IMAGE_ADDRESS, "slack_file": anything},
    exactly_one("image_url", "slack_file"),
)

ELEMENTS: dict[str, Check] = {
    "button": _button(),
    "image": IMAGE_ELEMENT,
    "overflow": shape(
        {"type": anything, "options": _options(OVERFLOW_OPTION, 5)},
        {"action_id": IDENTIFIER, "confirm": CONFIRM},
    ),
    "checkboxes": _element(
        {"options": _options(CHOICE_OPTION, 10)},
        {"initial_options": _options(CHOICE_OPTION, 10)},
        _initial_is_offered,
    ),
    "radio_buttons": _element(
        {"options": _options(CHOICE_OPTION, 10)}, {"initial_option": CHOICE_OPTION}, _initial_is_offered
    ),
    "static_select": _static_select({"initial_option": SELECT_OPTION}),
    "multi_static_select": _static_select(
        {"initial_options": _options(SELECT_OPTION, 100), "max_selected_items": AT_LEAST_ONE}
    ),
    "external_select": _lookup_select(
        {"initial_option": SELECT_OPTION, "min_query_length": integer(0, 1000)}
    ),
    "users_select": _lookup_select({"initial_user": IDENTIFIER}),
    "multi_users_select": _lookup_select({"initial_users": IDENTIFIERS, **MANY_IDENTIFIERS}),
    "channels_select": _lookup_select({"initial_channel": IDENTIFIER, "response_url_enabled": boolean}),
    "conversations_select": _lookup_select(
        {
            "initial_conversation": IDENTIFIER,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": anything,
        }
    ),
    "datepicker": _element({}, {"placeholder": plain(150), "initial_date": calendar_date}),
    "timepicker": _element(
        {}, {"placeholder": plain(150), "initial_time": TIME_OF_DAY, "timezone": string(100)}
    ),
    "datetimepicker": _element({}, {"initial_date_time": integer(1_000_000_000, 9_999_999_999)}),
    "plain_text_input": _typed(
        {"multiline": boolean, "min_length": integer(0, 3000), "max_length": integer(1, 3000)}, _lengths_agree
    ),
    "number_input": _typed(
        {"min_value": string(20), "max_value": string(20)}, required={"is_decimal_allowed": boolean}
    ),
    "email_text_input": _typed({}),
    "url_text_input": _typed({}),
    "file_input": shape(
        {"type": anything},
        {"action_id": IDENTIFIER, "filetypes": items(string(50), 100), "max_files": integer(1, 10)},
    ),
}

CHOOSERS = frozenset(
    {
        "checkboxes",
        "radio_buttons",
        "static_select",
        "multi_static_select",
        "external_select",
        "users_select",
        "multi_users_select",
        "channels_select",
        "conversations_select",
        "datepicker",
        "timepicker",
    }
)
TYPED = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input", "file_input"})


def _elements(names: frozenset[str]) -> Check:
    return by_type({name: ELEMENTS[name] for name in names})


ACCESSORY = _elements(CHOOSERS | {"button", "image", "overflow"})
ACTION = _elements(CHOOSERS | {"button", "overflow", "datetimepicker"})
INPUT = _elements(CHOOSERS | TYPED | {"datetimepicker"})

# --- rich text

STYLE = {"style": anything}
RICH_LEAF = by_type(
    {
        "text": shape({"type": anything, "text": string(MOST_TEXT)}, STYLE),
        "link": shape(
            {"type": anything, "url": WEB_ADDRESS}, {"text": string(3000), "unsafe": boolean, **STYLE}
        ),
        "user": shape({"type": anything, "user_id": IDENTIFIER}, STYLE),
        "channel": shape({"type": anything, "channel_id": IDENTIFIER}, STYLE),
        "emoji": shape(
            {"type": anything, "name": string(255)}, {"unicode": anything, "skin_tone": anything, **STYLE}
        ),
        "broadcast": shape({"type": anything, "range": one_of("here", "channel", "everyone")}, STYLE),
        "date": shape(
            {"type": anything, "timestamp": integer(0, 9_999_999_999), "format": string(1000)},
            {"url": WEB_ADDRESS, "fallback": string(1000), **STYLE},
        ),
    }
)
RICH_LEAVES = items(RICH_LEAF, 10_000, least=0)
RICH_SECTION = shape({"type": anything, "elements": RICH_LEAVES}, {})
BORDERED = {"border": integer(0, 1)}
RICH_PART = by_type(
    {
        "rich_text_section": RICH_SECTION,
        "rich_text_preformatted": shape({"type": anything, "elements": RICH_LEAVES}, BORDERED),
        "rich_text_quote": shape({"type": anything, "elements": RICH_LEAVES}, BORDERED),
        "rich_text_list": shape(
            {
                "type": anything,
                "style": one_of("bullet", "ordered"),
                "elements": items(by_type({"rich_text_section": RICH_SECTION}), 1000),
            },
            {"indent": integer(0, 8), "offset": integer(0, 10_000), **BORDERED},
        ),
    }
)
RICH_TEXT = shape({"type": anything, "elements": items(RICH_PART, 1000)}, {"block_id": IDENTIFIER})

# --- blocks


def _text_or_fields(block: dict[str, Any], at: str) -> Iterator[Problem]:
    if "text" not in block and "fields" not in block:
        yield "must define either `text` or `fields`", at


def _no_dispatch_for_files(block: dict[str, Any], at: str) -> Iterator[Problem]:
    if block.get("dispatch_action") and block["element"]["type"] == "file_input":
        yield "unsupported type: file_input", f"{at}/element/type"


def _even_rows(block: dict[str, Any], at: str) -> Iterator[Problem]:
    if len({len(row) for row in block["rows"]}) > 1:
        yield "all rows must have the same number of cells", f"{at}/rows"
    text = sum(len(cell.get("text", "")) for row in block["rows"] for cell in row)
    if text > MOST_TABLE_TEXT:
        yield f"must be less than {MOST_TABLE_TEXT + 1} characters", f"{at}/rows"


CELL = by_type(
    {"raw_text": shape({"type": anything, "text": string(MOST_TABLE_TEXT)}, {}), "rich_text": RICH_TEXT}
)


def _column(value: Any, at: str) -> Iterator[Problem]:
    if value is not None:
        yield from shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})(value, at)


def _block(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Check) -> Check:
    return shape({"type": anything, **required}, {"block_id": IDENTIFIER, **optional}, *rules)


BLOCKS: dict[str, Check] = {
    "section": _block(
        {},
        {"text": marked(3000), "fields": items(marked(2000), 10), "accessory": ACCESSORY, "expand": boolean},
        _text_or_fields,
    ),
    "header": _block({"text": plain(150)}, {}),
    "divider": _block({}, {}),
    "context": _block(
        {
            "elements": items(
                by_type({"image": IMAGE_ELEMENT, "plain_text": plain(3000), "mrkdwn": marked(3000)}), 10
            )
        },
        {},
    ),
    "actions": _block({"elements": all_of(items(ACTION, 25), distinct("action_id"))}, {}),
    "image": _block(
        {"alt_text": string(2000)},
        {"image_url": IMAGE_ADDRESS, "slack_file": anything, "title": plain(2000)},
        exactly_one("image_url", "slack_file"),
    ),
    "input": _block(
        {"label": plain(2000), "element": INPUT},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
        _no_dispatch_for_files,
    ),
    "rich_text": RICH_TEXT,
    "markdown": _block({"text": string(MOST_MARKDOWN)}, {}),
    "table": _block(
        {"rows": items(items(CELL, 20), 100)}, {"column_settings": items(_column, 20)}, _even_rows
    ),
}

COMMON = frozenset({"section", "header", "divider", "context", "actions", "image", "rich_text"})
SURFACES: dict[str, tuple[frozenset[str], int]] = {
    "message": (COMMON | {"markdown", "table"}, 50),
    "modal": (COMMON | {"input"}, 100),
    "home": (COMMON | {"input"}, 100),
}


def _on_surface(surface: str) -> Check:
    allowed, _ = SURFACES[surface]
    known = by_type(BLOCKS)

    def check(value: Any, at: str) -> Iterator[Problem]:
        kind = _kind(value)
        if kind in BLOCKS and kind not in allowed:
            yield f"unsupported surface for {kind} block", at
        elif surface == "home" and kind == "input" and _kind(value.get("element")) == "file_input":
            yield "unsupported type: file_input", f"{at}/element/type"
        else:
            yield from known(value, at)

    return check


def _kind(value: Any) -> str:
    return str(value.get("type")) if isinstance(value, dict) else ""


def _one_focus(blocks: Any, at: str) -> Iterator[Problem]:
    focused = [
        index
        for index, block in enumerate(blocks if isinstance(blocks, list) else [])
        if isinstance(block, dict) and _focus(block)
    ]
    for index in focused[1:]:
        yield "only one element may set focus_on_load", f"{at}/{index}"


def _focus(block: Mapping[str, Any]) -> bool:
    element = block.get("element") or block.get("accessory")
    return isinstance(element, dict) and element.get("focus_on_load") is True


def _blocks(surface: str, least: int) -> Check:
    _, most = SURFACES[surface]
    return all_of(items(_on_surface(surface), most, least), distinct("block_id"), _one_focus)


MESSAGE_BLOCKS = _blocks("message", least=0)

# --- views


def _submit_with_input(view: dict[str, Any], at: str) -> Iterator[Problem]:
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        yield "missing required field: submit", at


EVERY_VIEW: dict[str, Check] = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
VIEW = by_type(
    {
        "modal": shape(
            {"type": anything, "title": plain(24), "blocks": _blocks("modal", least=1)},
            {
                **EVERY_VIEW,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
            _submit_with_input,
        ),
        "home": shape({"type": anything, "blocks": _blocks("home", least=1)}, EVERY_VIEW),
    }
)

# --- what callers ask


def message_faults(payload: Mapping[str, Any]) -> list[Fault]:
    """Everything Slack would refuse in a message: its `text`, `blocks`, `attachments` and `metadata`."""
    return [
        *_text_faults(payload),
        *_block_faults(payload.get("blocks")),
        *metadata_faults(payload.get("metadata")),
    ]


def view_faults(view: Any) -> list[Fault]:
    """Everything Slack would refuse in a modal or a Home view."""
    faults = [Fault("invalid_arguments", words, at) for words, at in VIEW(view, "/view")]
    if not faults and len(json.dumps(view).encode()) > MOST_VIEW_BYTES:
        faults.append(Fault("view_too_large", "the view is greater than 250kb"))
    return faults


def metadata_faults(metadata: Any) -> list[Fault]:
    """What Slack refuses in message metadata: None and an empty object pass."""
    if metadata is None or metadata == {}:
        return []
    if not isinstance(metadata, dict):
        return [Fault("invalid_metadata_format", "metadata must be an object", "/metadata")]
    check = shape({"event_type": IDENTIFIER, "event_payload": anything}, {"entities": anything})
    faults = [Fault("invalid_metadata_schema", words, at) for words, at in check(metadata, "/metadata")]
    if not faults and not isinstance(metadata["event_payload"], dict):
        faults.append(Fault("invalid_metadata_schema", "must be an object", "/metadata/event_payload"))
    if len(json.dumps(metadata).encode()) > MOST_METADATA_BYTES:
        faults.append(Fault("metadata_too_large", "metadata exceeds size limit", "/metadata"))
    return faults


def _text_faults(payload: Mapping[str, Any]) -> Iterator[Fault]:
    text = payload.get("text") or ""
    if not isinstance(text, str):
        yield Fault("invalid_arguments", "text must be a string", "/text")
    elif len(text) > MOST_TEXT:
        yield Fault("msg_too_long", f"must be less than {MOST_TEXT + 1} characters", "/text")
    elif not text.strip() and not payload.get("blocks") and not payload.get("attachments"):
        yield Fault("no_text", "no message text provided")
    attachments = payload.get("attachments")
    if isinstance(attachments, list) and len(attachments) > 100:
        yield Fault("too_many_attachments", "no more than 100 items allowed", "/attachments")


def _block_faults(blocks: Any) -> Iterator[Fault]:
    if blocks is None:
        return
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        yield Fault("invalid_blocks_format", "blocks must be an array of objects", "/blocks")
        return
    yield from (Fault("invalid_blocks", words, at) for words, at in MESSAGE_BLOCKS(blocks, "/blocks"))
    if sum(_kind(block) == "table" for block in blocks) > 1:
        yield Fault("invalid_attachments", "only_one_table_allowed", "/blocks")
    markdown = [block.get("text") for block in blocks if block.get("type") == "markdown"]
    if sum(len(text) for text in markdown if isinstance(text, str)) > MOST_MARKDOWN:
        yield Fault("msg_blocks_too_long", f"must be less than {MOST_MARKDOWN + 1} characters", "/blocks")
