"""The form that says what the columns of a dropped file are. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.rules.sheet_report import KEPT, SHEET
from bot.views.blocks import Block, context
from bot.views.escape import inline
from bot.views.form_fields import choice_of, form, input_block, picked
from bot.views.forms import FormMemory
from bot.views.sheet_report import NOUNS, field_words, one_row

SHEET_COLUMNS_FORM = "sheet_columns_form"

Column = Mapping[str, str]
"""A column: its `letter`, its `heading`, the `field` it is taken for, `how` that was found, and its sheet's `kind`."""


def columns_form(
    memory: FormMemory, file: str, columns: Sequence[Column], choices: Mapping[str, Sequence[str]]
) -> Block:
    """One menu a column, what it is taken for chosen; `choices` are what one can be, by the kind of its sheet."""
    words = (
        f"{inline(file, 60)}: change what I took wrong. I then show the file anew, and read the next one with these "
        "headings the same way."
    )
    blocks = [_question(number, column, choices) for number, column in enumerate(columns)]
    return form(SHEET_COLUMNS_FORM, "Put a column right", memory, [context(words), *blocks], "Show anew")


def _question(number: int, column: Column, choices: Mapping[str, Sequence[str]]) -> Block:
    kind = column["kind"]
    of = f" ({NOUNS[kind][1]})" if kind in NOUNS and len(choices) > 1 else ""
    words = _SHEETS if kind == SHEET else {name: _choice(name) for name in choices[kind]}
    heading = f"{column['letter']}: {one_row(column['heading'], 100)}{of}"
    return input_block(
        _block(number),
        one_row(column["heading"], 100) if kind == SHEET else heading,
        choice_of(words, column["field"]),
        hint=_HINTS.get(column["how"]),
    )


def chosen(values: Mapping[str, Any], columns: Sequence[Column]) -> list[str]:
    """What each column was said to be."""
    return [picked(dict(values), _block(number)) or one["field"] for number, one in enumerate(columns)]


def crossed_errors(crossed: Mapping[int, str], said: Sequence[str]) -> dict[str, str]:
    """What stands under a column that is said to be what another one is already; `crossed` has that one's heading."""
    return {
        _block(
            number
        ): f"“{one_row(first, 60)}” is the {field_words(said[number])} already. Which of the two is it?"
        for number, first in crossed.items()
    }


def _block(number: int) -> str:
    return f"column:{number}"


def _choice(name: str) -> str:
    return _APART.get(name) or f"{field_words(name)[:1].upper()}{field_words(name)[1:]}"


_APART = {KEPT: "Something else: keep its words in the note", "ignore": "Leave it out"}
_SHEETS = {KEPT: "Read it", "ignore": "Leave out this sheet"}
_HINTS = {
    "": "I did not understand this one.",
    "likely": "I took this from a part of its heading.",
    "instead": "I took this for want of a better one.",
    "spare": "Another column says the same sort of thing.",
}
