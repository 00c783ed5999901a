"""What every control shares: its name for the form, its name for people, what describes it, how it acts.

Pure. A control that acts at once is followed by a button that says so, which the page's script may hide.
"""

from typing import Any

from markupsafe import Markup

from bot.practice.drawing.ink import Spot
from bot.practice.drawing.tags import EMPTY, Attribute, tag, void
from bot.practice.drawing.words import bare_words
from bot.practice.entities import Json

Attributes = dict[str, Attribute]

UNNAMED = {
    "static_select": "Choose one",
    "multi_static_select": "Choose any",
    "external_select": "Choose one",
    "users_select": "Choose a person",
    "multi_users_select": "Choose people",
    "channels_select": "Choose a channel",
    "conversations_select": "Choose a conversation",
    "datepicker": "Choose a date",
    "timepicker": "Choose a time",
    "datetimepicker": "Choose a date and time",
    "checkboxes": "Choose any",
    "radio_buttons": "Choose one",
}


def empty_words(element: Json, spot: Spot) -> str:
    """What a control says while nothing is chosen."""
    return bare_words(element.get("placeholder"), spot.ink) or UNNAMED.get(element["type"], "")


def described_by(spot: Spot) -> str | None:
    """The ids of what describes the control, as an attribute has them."""
    return " ".join(spot.described_by) or None


def common(element: Json, spot: Spot) -> Attributes:
    """The attributes of a control that is one element: its ids, its name for people, its state."""
    return {
        "id": spot.id,
        "name": spot.name,
        **_called(element, spot),
        "aria_required": "true" if spot.required else None,
        "aria_invalid": "true" if spot.refused else None,
        "autofocus": element.get("focus_on_load") is True,
        **acting(element, spot),
    }


def _called(element: Json, spot: Spot) -> Attributes:
    """A control in an input block has its label; another is called by its placeholder or the text beside it."""
    if spot.label:
        return {"aria_describedby": described_by(spot)}
    if spot.beside and "placeholder" not in element:
        return {"aria_labelledby": spot.beside}
    return {"aria_label": empty_words(element, spot), "aria_describedby": spot.beside or None}


def acting(element: Json, spot: Spot) -> Attributes:
    """What marks a control that acts as soon as it is changed."""
    return {"data_acts": True, **confirming(element, spot)} if spot.acts else {}


def confirming(element: Json, spot: Spot) -> Attributes:
    """What a person is asked before the control acts, in words."""
    asked = element.get("confirm")
    if not isinstance(asked, dict):
        return {}
    title, text = (bare_words(asked.get(name), spot.ink) for name in ("title", "text"))
    return {"data_confirm": f"{title}\n\n{text}"}


def with_act(control: Markup, element: Json, spot: Spot) -> Markup:
    """The control, followed by its "Choose" button where it acts at once."""
    if not spot.acts:
        return control
    called = spot.label or empty_words(element, spot)
    described: Attributes = {"aria_describedby": spot.beside or None}
    button = press("Choose", "chosen", spot.name, "act b-button", aria_label=f"Choose: {called}", **described)
    return tag("span", control, button, class_="b-acting")


def press(words: str, field: str, value: str, looks: str, **given: Attribute) -> Markup:
    """A button that sends one name and value with the form around it."""
    return tag("button", words, type="submit", name=field, value=value, class_=looks, **given)


def present(spot: Spot) -> Markup:
    """The hidden field that tells "none ticked" from "not shown". No option's value is empty."""
    return void("input", type="hidden", name=spot.name, value="")


def values_of(options: list[Any]) -> set[str]:
    """The values of chosen options."""
    return {str(option.get("value")) for option in options if isinstance(option, dict)}


def described_option(option: Json, spot: Spot) -> str:
    """An option in a menu: its words and its description."""
    words = [bare_words(option.get(name), spot.ink) for name in ("text", "description")]
    return " – ".join(part for part in words if part)


def hidden_words(words: str) -> Markup:
    """Words for screen readers alone."""
    return tag("span", words, class_="b-unseen") if words else EMPTY
