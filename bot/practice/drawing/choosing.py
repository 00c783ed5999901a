"""Drawing the elements one chooses with: buttons, menus, ticks, dates.

Pure.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.practice.drawing.controls import (
    acting,
    common,
    confirming,
    described_by,
    described_option,
    empty_words,
    hidden_words,
    present,
    press,
    values_of,
    with_act,
)
from bot.practice.drawing.fields import fold
from bot.practice.drawing.ink import Spot
from bot.practice.drawing.tags import EMPTY, Attribute, link, tag, void
from bot.practice.drawing.words import bare_words, draw_words
from bot.practice.entities import Json
from bot.practice.forms import options_of

Choice = tuple[str, str]
MOST_ROWS = 8


# --- buttons


def draw_button(element: Json, spot: Spot) -> Markup:
    """A button; one with an address is a link and nothing else."""
    style = element.get("style")
    looks = f"b-button b-{style}" if style in ("primary", "danger") else "b-button"
    words = draw_words(element["text"], spot.ink)
    called: Attribute = element.get("accessibility_label")
    linked = link(str(element["url"]), words, class_=looks, aria_label=called) if "url" in element else None
    if linked is not None:
        return linked
    return press(words, "press", spot.name, looks, id=spot.id, aria_label=called, **confirming(element, spot))


def draw_overflow(element: Json, spot: Spot) -> Markup:
    """The menu behind "⋯": a button for each option."""
    options = [_overflow_option(option, element, spot) for option in element["options"]]
    summary = tag("summary", "⋯", aria_label="More actions", id=spot.id)
    return tag("details", summary, tag("div", *options, class_="b-menu"), class_="overflow b-overflow")


def _overflow_option(option: Json, element: Json, spot: Spot) -> Markup:
    words = draw_words(option["text"], spot.ink)
    described = draw_words(option.get("description"), spot.ink)
    shown = words + tag("span", described, class_="b-description") if described else words
    linked = link(str(option["url"]), shown, class_="b-menu-item") if "url" in option else None
    if linked is not None:
        return linked
    value = fold(spot.block_id, spot.action_id, str(option["value"]))
    return press(shown, "choose", value, "b-menu-item", **confirming(element, spot))


# --- menus


def draw_static_select(element: Json, spot: Spot) -> Markup:
    """A menu of one choice among options, in groups or not."""
    option = spot.held(element)
    return _menu(element, spot, _groups(element, spot), _one(option, spot))


def draw_multi_static_select(element: Json, spot: Spot) -> Markup:
    """A menu of several choices among options."""
    options = spot.held(element)
    chosen = [choice for option in options for choice in _one(option, spot)]
    return _menu(element, spot, _groups(element, spot), chosen, many=True)


def draw_users_select(element: Json, spot: Spot) -> Markup:
    """A menu of the workspace's people."""
    return _menu(element, spot, [("", spot.ink.people)], _named([spot.held(element)], spot))


def draw_multi_users_select(element: Json, spot: Spot) -> Markup:
    """A menu of several of the workspace's people."""
    return _menu(element, spot, [("", spot.ink.people)], _named(spot.held(element), spot), many=True)


def draw_channels_select(element: Json, spot: Spot) -> Markup:
    """A menu of channels."""
    return _menu(element, spot, [("", spot.ink.channels)], _named([spot.held(element)], spot))


def _groups(element: Json, spot: Spot) -> list[tuple[str, list[Choice]]]:
    named = [
        (bare_words(each.get("label"), spot.ink), each["options"])
        for each in element.get("option_groups", [])
    ]
    return [(label, _choices(options, spot)) for label, options in [("", element.get("options", [])), *named]]


def _choices(options: Iterable[Json], spot: Spot) -> list[Choice]:
    return [(str(option["value"]), described_option(option, spot)) for option in options]


def _one(option: Any, spot: Spot) -> list[Choice]:
    return _choices([option], spot) if isinstance(option, dict) else []


def _named(ids: Iterable[Any], spot: Spot) -> list[Choice]:
    return [(str(each), spot.ink.names.get(str(each), str(each))) for each in ids if each]


def _menu(
    element: Json,
    spot: Spot,
    groups: Sequence[tuple[str, Sequence[Choice]]],
    chosen: Sequence[Choice],
    many: bool = False,
) -> Markup:
    """A menu. What is chosen is in it even if it is not on offer, as with a menu filled from elsewhere."""
    picked = {value for value, _ in chosen}
    offered = {value for _, choices in groups for value, _ in choices}
    extra = [choice for choice in chosen if choice[0] not in offered]
    empty = EMPTY if many else tag("option", empty_words(element, spot), value="")
    grouped = [_group(label, choices, picked) for label, choices in [("", extra), *groups]]
    more: dict[str, Attribute] = {
        "multiple": many,
        "size": max(2, min(len(offered), MOST_ROWS)) if many else None,
    }
    menu = tag("select", empty, *grouped, class_="b-select", **common(element, spot), **more)
    return with_act(present(spot) + menu if many else menu, element, spot)


def _group(label: str, choices: Sequence[Choice], picked: set[str]) -> Markup:
    options = EMPTY.join(
        tag("option", words, value=value, selected=value in picked) for value, words in choices
    )
    return tag("optgroup", options, label=label) if label else options


# --- ticks


def draw_checkboxes(element: Json, spot: Spot) -> Markup:
    """Boxes of which any may be ticked."""
    boxes = _ticks("checkbox", element, spot, values_of(spot.held(element)))
    fieldset = tag(
        "fieldset", _legend(element, spot), *boxes, class_="b-choices", id=spot.id, **_described(spot)
    )
    return with_act(present(spot) + fieldset, element, spot)


def draw_radio_buttons(element: Json, spot: Spot) -> Markup:
    """Buttons of which one is chosen."""
    buttons = _ticks("radio", element, spot, values_of([spot.held(element)]))
    state: dict[str, Attribute] = {
        "role": "radiogroup",
        "aria_required": "true" if spot.required else None,
        "aria_invalid": "true" if spot.refused else None,
    }
    fieldset = tag(
        "fieldset",
        _legend(element, spot),
        *buttons,
        class_="b-choices",
        id=spot.id,
        **_described(spot),
        **state,
    )
    return with_act(fieldset, element, spot)


def _described(spot: Spot) -> dict[str, Attribute]:
    return {"aria_describedby": described_by(spot) or spot.beside or None}


def _legend(element: Json, spot: Spot) -> Markup:
    """The label of the input the ticks stand in, or words for screen readers alone."""
    if spot.label:
        return tag("legend", spot.legend, class_="b-label")
    return tag("legend", hidden_words(empty_words(element, spot)))


def _ticks(kind: str, element: Json, spot: Spot, chosen: set[str]) -> list[Markup]:
    options = options_of(element)
    return [_tick(kind, element, spot, number, option, chosen) for number, option in enumerate(options)]


def _tick(kind: str, element: Json, spot: Spot, number: int, option: Json, chosen: set[str]) -> Markup:
    tick_id = f"{spot.id}-{number}"
    description = draw_words(option.get("description"), spot.ink)
    described = tag("div", description, class_="b-description", id=f"{tick_id}-d") if description else EMPTY
    box = void(
        "input",
        type=kind,
        id=tick_id,
        name=spot.name,
        value=option["value"],
        checked=option["value"] in chosen,
        aria_describedby=f"{tick_id}-d" if description else None,
        aria_invalid="true" if spot.refused and kind == "checkbox" else None,
        autofocus=number == 0 and element.get("focus_on_load") is True,
        **acting(element, spot),
    )
    label = tag("label", draw_words(option["text"], spot.ink), for_=tick_id)
    return tag("div", box, tag("div", label, described), class_="b-choice")


# --- dates and times


def draw_datepicker(element: Json, spot: Spot) -> Markup:
    """A day."""
    return _moment("date", spot.held(element), element, spot)


def draw_timepicker(element: Json, spot: Spot) -> Markup:
    """A time of day, with its zone where it names one."""
    zone = element.get("timezone")
    named = tag("span", zone, class_="b-zone") if zone else EMPTY
    return _moment("time", spot.held(element), element, spot) + named


def draw_datetimepicker(element: Json, spot: Spot) -> Markup:
    """An instant, as a day and time in the zone of the drawing."""
    held = spot.held(element)
    local = datetime.fromtimestamp(held, spot.ink.zone).strftime("%Y-%m-%dT%H:%M") if held else None
    return _moment("datetime-local", local, element, spot)


def _moment(kind: str, value: str | None, element: Json, spot: Spot) -> Markup:
    control = void("input", type=kind, class_="b-moment", value=value or "", **common(element, spot))
    return with_act(control, element, spot)
