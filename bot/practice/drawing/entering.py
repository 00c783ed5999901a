"""Drawing the elements one types into, and files.

Pure. No field is cut at a length by the browser: what is too long is refused in words, and not lost.
"""

from collections.abc import Mapping

from markupsafe import Markup

from bot.practice.drawing.controls import common, with_act
from bot.practice.drawing.ink import Spot
from bot.practice.drawing.tags import EMPTY, Attribute, tag, void
from bot.practice.drawing.words import bare_words
from bot.practice.entities import Json


def draw_plain_text_input(element: Json, spot: Spot) -> Markup:
    """A field for words, of one line or several."""
    if element.get("multiline") is not True:
        return _field("text", element, spot)
    # A browser drops the first line end after <textarea>; this one is for it to drop.
    words = Markup("\n") + (spot.held(element) or "")
    control = tag("textarea", words, class_="b-typed", rows=4, **_typed(element, spot))
    return with_act(control, element, spot)


def draw_number_input(element: Json, spot: Spot) -> Markup:
    """A field for a number, whole or not."""
    step = "any" if element.get("is_decimal_allowed") is True else 1
    return _field(
        "number", element, spot, step=step, min=element.get("min_value"), max=element.get("max_value")
    )


def draw_email_text_input(element: Json, spot: Spot) -> Markup:
    """A field for an email address."""
    return _field("email", element, spot, autocomplete="off")


def draw_url_text_input(element: Json, spot: Spot) -> Markup:
    """A field for a web address."""
    return _field("url", element, spot, autocomplete="off")


def _field(kind: str, element: Json, spot: Spot, **more: Attribute) -> Markup:
    held = spot.held(element) or ""
    control = void("input", type=kind, class_="b-typed", value=held, **_typed(element, spot), **more)
    return with_act(control, element, spot)


def _typed(element: Json, spot: Spot) -> dict[str, Attribute]:
    return {
        **common(element, spot),
        "placeholder": bare_words(element.get("placeholder"), spot.ink) or None,
    }


def draw_file_input(element: Json, spot: Spot) -> Markup:
    """A field for files, with the names of those already chosen."""
    kinds = ",".join(f".{kind}" for kind in element.get("filetypes", []))
    control = void(
        "input",
        type="file",
        class_="b-file",
        accept=kinds or None,
        multiple=element.get("max_files", 10) > 1,
        **common(element, spot),
    )
    chosen = [tag("li", _file_name(each)) for each in spot.held(element)]
    return control + (tag("ul", *chosen, class_="b-files") if chosen else EMPTY)


def _file_name(file: object) -> str:
    return str(file.get("name") or file.get("id")) if isinstance(file, Mapping) else str(file)
