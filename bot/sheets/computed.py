"""Colours that a workbook computes: conditional formatting, where it compares a cell with a word or a number.

What may live here: finding such rules in the text of a sheet's part, and colouring the cells they fit. A rule that
compares in any other way (scales, icons, formulas over several cells) is left; whoever opens the file is told so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from bot.sheets.grid import Cell, Row

MOST_RULES = 200
"""Rules of one sheet that are followed."""

_BLOCK = re.compile(r"<(?:\w+:)?conditionalFormatting\b")
_AREAS = re.compile(r'[^<>]*?\bsqref="([^"<>]{1,2000})"')
_RULE = re.compile(r"<(?:\w+:)?cfRule\b")
_FORMULA = re.compile(r"<(?:\w+:)?formula>([^<>]*)")
_ATTRIBUTE = re.compile(r'\b(\w+)="([^"]*)"')
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_LITERAL = re.compile(r'"([^"]*)"|(-?[0-9]+(?:\.[0-9]+)?)')
_COMPARED = re.compile(r'\$?([A-Z]{1,3})\$?[0-9]{1,7}\s*=\s*("[^"]*"|-?[0-9]+(?:\.[0-9]+)?)')

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Cells of some areas take a colour where what they say, or a `column` of their row says, is or has the words."""

    areas: tuple[Area, ...]
    words: str
    is_part: bool
    column: int | None
    colour: str
    rank: int

    def fits(self, row: Row, number: int) -> bool:
        """Whether a cell of a row is coloured by it."""
        place = number if self.column is None else self.column
        said = row[place].text.casefold() if place < len(row) else ""
        return bool(said) and (self.words in said if self.is_part else self.words == said)


def rules_of(text: str, colour_of: Callable[[int], str | None]) -> tuple[list[Rule], bool]:
    """The rules that can be followed, the most important last, and whether there are others.

    `text` is the end of a sheet's part, `colour_of` the plain name of what a rule's style fills with.
    """
    found: list[Rule] = []
    others = False
    for block in _BLOCK.split(text)[1:]:  # piece by piece: no text is looked through twice
        named = _AREAS.match(block)
        for inside in _RULE.split(block)[1:]:
            attributes = dict(_ATTRIBUTE.findall(inside.partition(">")[0]))
            rule = _rule(tuple(_areas(named[1])) if named else (), attributes, inside, colour_of)
            others = others or rule is None
            found += [rule] if rule else []
    return sorted(found[:MOST_RULES], key=lambda rule: -rule.rank), others or len(found) > MOST_RULES


def coloured(rows: list[Row], rules: Sequence[Rule]) -> list[Row]:
    """The rows with the colours that rules give their cells."""
    for rule in rules:
        for top, left, bottom, right in rule.areas:
            for number in range(top, min(bottom + 1, len(rows))):
                rows[number] = tuple(_painted(rule, rows[number], left, right))
    return rows


def _painted(rule: Rule, row: Row, left: int, right: int) -> Iterator[Cell]:
    for number, cell in enumerate(row):
        inside = left <= number <= right and bool(cell.text)
        yield cell._replace(colour=rule.colour) if inside and rule.fits(row, number) else cell


def _rule(
    areas: tuple[Area, ...], said: dict[str, str], inside: str, colour_of: Callable[[int], str | None]
) -> Rule | None:
    style = said.get("dxfId", "")
    colour = colour_of(int(style)) if style.isdigit() else None
    compared = _compared(said, [unescape(one).strip() for one in _FORMULA.findall(inside)])
    if colour is None or compared is None or not areas:
        return None
    words, is_part, column = compared
    rank = int(said["priority"]) if said.get("priority", "").isdigit() else 0
    return Rule(areas, words.casefold(), is_part, column, colour, rank)


def _compared(said: dict[str, str], formulas: list[str]) -> tuple[str, bool, int | None] | None:
    """The words compared with, whether a part will do, and which column of the row is: None, the cell itself."""
    kind, formula = said.get("type"), formulas[0] if formulas else ""
    if kind == "containsText" and said.get("text"):
        return unescape(said["text"]), True, None
    literal = _LITERAL.fullmatch(formula)
    if kind == "cellIs" and said.get("operator") == "equal" and literal:
        return literal[1] or literal[2], False, None
    whole = _COMPARED.fullmatch(formula)
    if kind == "expression" and whole:
        return whole[2].strip('"'), False, _column(whole[1])
    return None


def _areas(text: str) -> Iterator[Area]:
    for left, top, right, bottom in _AREA.findall(text):
        yield int(top) - 1, _column(left), int(bottom or top) - 1, _column(right or left)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
