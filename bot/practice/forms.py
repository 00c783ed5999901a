"""What a person can do on a screen: find a button, enter a value, and what Slack's own client refuses.

Pure: works on blocks and on the values entered so far. No delivery.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.practice.entities import Json
from bot.practice.workspace import MANY, VALUE_FIELDS, elements_of

REQUIRED = "Please complete this required field."
Values = dict[str, dict[str, Json]]


class NotOnScreen(LookupError):
    """There is no such thing, or more than one, to press or fill in. Says what there is."""


def find_element(blocks: Iterable[Json], **wanted: object) -> tuple[Json, Json]:
    """The block and the one element in it for which all that is wanted holds.

    `action_id`, `block_id`, `value`, `label` (a button's words) and `kinds` (element types) may be wanted.
    """
    there = [(block, element) for block in blocks for element in elements_of(block)]
    found = [pair for pair in there if _matches(pair, wanted)]
    if len(found) != 1:
        asked = {name: value for name, value in wanted.items() if value is not None}
        seen = [f"{_label(e) or e['type']} ({e.get('action_id')}, {e.get('value')!r})" for _, e in there]
        raise NotOnScreen(f"{len(found)} elements match {asked}; there are: {'; '.join(seen) or 'none'}")
    return found[0]


def _matches(pair: tuple[Json, Json], wanted: Mapping[str, Any]) -> bool:
    block, element = pair
    has = {
        "action_id": element.get("action_id"),
        "block_id": block.get("block_id"),
        "value": element.get("value"),
        "label": _label(element),
    }
    kinds = wanted.get("kinds")
    asked = {name: value for name, value in wanted.items() if name != "kinds" and value is not None}
    return all(has[name] == value for name, value in asked.items()) and (
        not kinds or element["type"] in kinds
    )


def _label(element: Mapping[str, Any]) -> str | None:
    text = element.get("text")
    return text.get("text") if isinstance(text, dict) else None


def options_of(element: Mapping[str, Any]) -> list[Json]:
    """Every option on offer, in groups or not."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def entry(element: Mapping[str, Any], value: Any) -> Json:
    """What Slack's state holds once this value is chosen or typed.

    An option is named by its value or its words, several by a list; a whole state entry passes as it is.
    """
    kind = element["type"]
    name, _ = VALUE_FIELDS[kind]
    if isinstance(value, dict) and name in value:
        return {"type": kind, **value}
    if name in ("selected_option", "selected_options") and value is not None:
        many = name == "selected_options"
        chosen = [_option(element, each) for each in (value if many else [value])]
        return {"type": kind, name: chosen if many else chosen[0]}
    empty: Any = [] if name in MANY else None
    return {"type": kind, name: empty if value in (None, "") else value}


def _option(element: Mapping[str, Any], value: Any) -> Json:
    for option in options_of(element):
        if value in (option["value"], option["text"]["text"]):
            return option
    raise NotOnScreen(f"{value!r} is not offered; there are: {[o['value'] for o in options_of(element)]}")


def fill(blocks: Iterable[Json], values: Values, given: Mapping[str, Mapping[str, Any]]) -> None:
    """Enter values into a form, `{block_id: {action_id: value}}`, on top of what it holds: all or, if one does
    not fit, none. Whoever shares the form with other threads holds the workspace's lock. Raises NotOnScreen.
    """
    held = list(blocks)
    entered = [
        (block_id, action_id, entry(find_element(held, block_id=block_id, action_id=action_id)[1], value))
        for block_id, actions in given.items()
        for action_id, value in actions.items()
    ]
    for block_id, action_id, value in entered:
        values.setdefault(block_id, {})[action_id] = value


def refusals(blocks: Iterable[Json], values: Values) -> dict[str, str]:
    """What Slack's client says under each input before it sends anything: `{block_id: words}`."""
    refused = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            held = values.get(block["block_id"], {}).get(element["action_id"], {})
            words = next(_input_refusals(block, element, held), None)
            if words:
                refused[block["block_id"]] = words
    return refused


def _input_refusals(block: Json, element: Json, held: Json) -> Iterator[str]:
    name, _ = VALUE_FIELDS[element["type"]]
    value = held.get(name)
    if value in (None, "", []):
        if not block.get("optional"):
            yield REQUIRED
        return
    if element["type"] == "plain_text_input":
        most, least = element.get("max_length", 3000), element.get("min_length", 0)
        if len(value) > most:
            yield f"This entry must be at most {most} characters."
        if len(value) < least:
            yield f"This entry must be at least {least} characters."
    elif element["type"] == "email_text_input" and "@" not in value:
        yield "Please enter a valid email address."
    elif element["type"] == "url_text_input" and "://" not in value:
        yield "Please enter a valid URL."
    elif element["type"] == "number_input" and not _is_number(value, element["is_decimal_allowed"]):
        yield "Please enter a valid number."


def _is_number(value: str, decimal: bool) -> bool:
    try:
        float(value) if decimal else int(value)
    except ValueError:
        return False
    return True


def action(block: Json, element: Json, held: Json | None, at: str) -> Json:
    """One entry of `actions` in a block_actions payload."""
    body: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "button":
        body |= {name: element[name] for name in ("text", "value", "style", "url") if name in element}
    body |= {name: value for name, value in element.items() if name.startswith("initial_")}
    return {**body, **(held or {}), "action_ts": at}
