"""A form's fields: how an element's field is named, and what was sent read back as values.

Pure: names and texts in, values out that `forms.entry` takes. What is not on the screen is not decided here.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from bot.practice.entities import Json
from bot.practice.forms import options_of
from bot.practice.workspace import STATELESS, VALUE_FIELDS, elements_of

LONGEST_PRESS = 8_000
TEXTUAL = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})


def fold(*parts: str) -> str:
    """Ids as one line of ASCII, safe as a form's field name or value."""
    return json.dumps(parts, separators=(",", ":"))


def field_name(block_id: str, action_id: str) -> str:
    """The name of an element's form field, and the value of its press."""
    return fold(block_id, action_id)


def unfold_press(text: str) -> tuple[str, ...]:
    """The block_id and action_id of a `press` or `chosen`, and the option's value of a `choose`.

    Raises ValueError on anything but two or three strings.
    """
    if len(text) > LONGEST_PRESS:
        raise ValueError("not a press: too long")
    try:
        parts = json.loads(text)
    except RecursionError:
        raise ValueError("not a press: too deep") from None
    if not isinstance(parts, list) or len(parts) not in (2, 3) or not all(isinstance(p, str) for p in parts):
        raise ValueError("not a press: two or three strings are wanted")
    return tuple(parts)


def read_entries(
    blocks: Iterable[Json], fields: Mapping[str, Sequence[str]], zone: tzinfo = UTC
) -> dict[str, dict[str, Any]]:
    """What a form sent, `{block_id: {action_id: value}}`, in the form `forms.entry` takes.

    Only elements whose field was sent are there, so that what was not shown is not emptied; nor does a file field
    sent empty, for a browser forgets the files of a form that is shown again. Line ends are
    `\\n`, as Slack has them. A date or time that is none is as good as not chosen. `zone` is the one the page
    was drawn in; it matters to date-and-time pickers alone.
    """
    entries: dict[str, dict[str, Any]] = {}
    for block in blocks:
        for element in elements_of(block):
            kind = element.get("type")
            sent = _sent(fields, field_name(block["block_id"], element["action_id"]))
            if sent is not None and kind in VALUE_FIELDS and kind not in STATELESS:
                given = [text for text in sent if text]
                if kind == "file_input" and not given:
                    continue
                value = _value(element, given, zone)
                entries.setdefault(block["block_id"], {})[element["action_id"]] = value
    return entries


def _sent(fields: Mapping[str, Sequence[str]], name: str) -> Sequence[str] | None:
    """The texts of a field. In multipart forms browsers write a name's quotation marks as `%22`."""
    sent = fields.get(name)
    return fields.get(name.replace('"', "%22")) if sent is None else sent


def _value(element: Json, sent: Sequence[str], zone: tzinfo) -> Any:
    kind = element["type"]
    last = sent[-1] if sent else None
    if kind in TEXTUAL:
        return last and last.replace("\r\n", "\n").replace("\r", "\n")
    name, _ = VALUE_FIELDS[kind]
    match name:
        case "selected_option":
            return last and _chosen(element, name, last)
        case "selected_options":
            return _all_chosen(element, name, sent)
        case "selected_users" | "files":
            return list(dict.fromkeys(sent))
        case "selected_date":
            return last and _day(last)
        case "selected_time":
            return last and _minute(last)
        case "selected_date_time":
            return last and _instant(last, zone)
    return last


def _chosen(element: Json, name: str, value: str) -> Any:
    """The whole option: by its value alone, for `forms.entry` would take another option's words for it."""
    offered = _offered(element)
    return {name: offered[value]} if value in offered else value


def _all_chosen(element: Json, name: str, values: Sequence[str]) -> Any:
    offered = _offered(element)
    distinct = list(dict.fromkeys(values))
    return {name: [offered[v] for v in distinct]} if all(v in offered for v in distinct) else distinct


def _offered(element: Json) -> dict[str, Json]:
    initial = [element["initial_option"]] if "initial_option" in element else []
    return {option["value"]: option for option in [*initial, *options_of(element)]}


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _minute(text: str) -> str | None:
    try:
        return time.fromisoformat(text).strftime("%H:%M")
    except ValueError:
        return None


def _instant(text: str, zone: tzinfo) -> int | None:
    try:
        return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())
    except (ValueError, OverflowError):
        return None
