"""Where the table begins on a sheet, and what each of its columns holds.

What may live here: finding the row of headings below titles and logos, reading headings in any wording, and the
mapping a partnership may correct and that is remembered. What the cells below say is read elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from bot.sheets.grid import EMPTY, Cell, Row, Sheet
from bot.sheets.vocabulary import BY_KIND, ONLY_ALONE, Vocabulary

KEPT = "notes"
"""The field of a column that was not understood: its words are kept beside the action."""

LEFT_OUT = "ignore"
"""The field a person may give a column that is to be left out."""

FIELDS = frozenset(name for vocabulary in BY_KIND.values() for name in vocabulary.phrases)
"""Every field a column may be."""

EXACT, LIKELY, REMEMBERED, INSTEAD, SPARE = "exact", "likely", "remembered", "instead", "spare"
"""How a column was read: by its wording, by most of it, as a person said, in place of a field that is missing, or as a
second one of what there is one of."""

SECOND_STATUS = "second_status"
"""The field of a column of statuses beside another: "Status" beside "RAG"."""

_SEARCHED_ROWS = 60
_LONGEST_HEADING = 100
_MOST_WORDS = 9
_NEAR_ENOUGH = 86
_SHORT = 4
_FEWEST = 2
_GROWING = frozenset(("status",))
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORDS = re.compile(r"[^\W_]+")
_OF = frozenset(("of", "on", "for", "to", "in", "by", "with", "from", "against"))


@dataclass(frozen=True, slots=True)
class Mapping:
    """What headings mean, as a partnership has said: heading, folded by `folded_heading`, to a field's name.

    `KEPT` keeps a column as notes, `LEFT_OUT` leaves it out. What is not mapped is read by its wording.
    """

    fields: MappingOf[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, value: object) -> Mapping:
        """A remembered mapping; what is no mapping, or names no field, counts as nothing."""
        pairs = value.get("headings") if isinstance(value, dict) else None
        if not isinstance(pairs, dict):
            return cls()
        known = {*FIELDS, KEPT, LEFT_OUT}
        return cls({folded_heading(str(said)): str(name) for said, name in pairs.items() if name in known})

    def to_json(self) -> dict[str, dict[str, str]]:
        """Plain values to remember it by."""
        return {"headings": dict(sorted(self.fields.items()))}

    def with_headings(self, fields: MappingOf[str, str]) -> Mapping:
        """The same with these headings, in any wording, meaning these fields."""
        return Mapping({**self.fields, **{folded_heading(said): name for said, name in fields.items()}})


@dataclass(frozen=True, slots=True)
class Column:
    """How one column was read: `how` is one of the above, or empty where it was not understood.

    What was not understood has the field `KEPT`; so has the second column of a field that may stand only once.
    """

    number: int
    heading: str
    field: str
    how: str

    @property
    def letter(self) -> str:
        """Its letters on the sheet: A, B … AA."""
        letters, number = "", self.number + 1
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return letters


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet: which row (from 0) its headings stand in, and its columns."""

    sheet: Sheet
    heading_row: int
    columns: tuple[Column, ...]

    def of(self, name: str) -> tuple[Column, ...]:
        """The columns read as a field."""
        return tuple(column for column in self.columns if column.field == name)

    @property
    def fields(self) -> frozenset[str]:
        """The fields it has, without what is kept or left out."""
        return frozenset(column.field for column in self.columns) - {KEPT, LEFT_OUT}

    @property
    def mapping(self) -> Mapping:
        """How its headings were understood, to be remembered: not what was kept for want of a better place."""
        sure = [column for column in self.columns if column.how in (EXACT, LIKELY, REMEMBERED)]
        understood = [column for column in sure if column.field != KEPT or column.how == REMEMBERED]
        return Mapping({folded_heading(column.heading): column.field for column in reversed(understood)})


def folded_heading(text: str) -> str:
    """A heading as it is compared: small letters, words alone, nothing in brackets."""
    bare = _BRACKETS.sub(" ", text)
    words = _WORDS.findall((bare if _WORDS.search(bare) else text).casefold())
    return " ".join(words) if words else "number" if "#" in text else ""


def heading_of_sheet(name: str) -> str:
    """Under which heading a mapping has what a person said of a sheet: `LEFT_OUT`, or `KEPT` to have it read."""
    return f"The sheet {name}"


def find_table(sheet: Sheet, vocabulary: Vocabulary, mapping: Mapping) -> Table | None:
    """The table on a sheet: the row most of whose cells are headings, below whatever stands above; None: no table."""
    best: Table | None = None
    filled = _filled(sheet)
    for number, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        if sum(1 for cell in row if _may_be_heading(cell)) < _FEWEST:
            continue
        found = Table(sheet, number, _columns(row, filled, vocabulary, mapping))
        if _is_table(found, vocabulary) and (best is None or len(found.fields) > len(best.fields)):
            best = found
    return best


def guessed_columns(sheet: Sheet) -> tuple[Column, ...]:
    """The columns of what may be a table, none of whose headings is understood: the first row of several texts."""
    for row, below in pairwise(sheet.rows[:_SEARCHED_ROWS]):
        texts = [cell for cell in row if _may_be_heading(cell) and not cell.spread]
        if len(texts) >= _FEWEST + 1 and sum(1 for cell in below if cell.text) >= _FEWEST:
            return tuple(
                Column(number, cell.text, KEPT, "") for number, cell in enumerate(row) if cell in texts
            )
    return ()


def _is_table(table: Table, vocabulary: Vocabulary) -> bool:
    needed = vocabulary.needed[:1] if vocabulary.replaces else vocabulary.needed
    return len(table.fields) >= _FEWEST and any(name in table.fields for name in needed)


def _may_be_heading(cell: Cell) -> bool:
    return bool(cell.text) and len(cell.text) <= _LONGEST_HEADING and cell.day is None


def _filled(sheet: Sheet) -> Counter[int]:
    """How many cells of each column say or show something."""
    return Counter(
        number for row in sheet.rows for number, cell in enumerate(row) if cell.text or cell.colour
    )


def _columns(row: Row, filled: Counter[int], vocabulary: Vocabulary, mapping: Mapping) -> tuple[Column, ...]:
    read = [
        (number, heading, *_read_heading(heading, vocabulary, mapping))
        if heading
        else (number, "", KEPT, "", 0)
        for number, heading in _headings(row, filled)
    ]
    given = _given(read, filled, vocabulary)
    completed = _completed(given, vocabulary)
    return tuple(
        Column(number, heading, completed[number], _how(how, name, given[number], completed[number]))
        for number, heading, name, how, _ in read
    )


def _how(how: str, read: str, given: str, completed: str) -> str:
    if completed != given:
        return INSTEAD
    return SPARE if given != read else how


def _headings(row: Row, filled: Counter[int]) -> Iterator[tuple[int, str]]:
    """Every column with a heading, and those that have none of their own but say something below."""
    for number in range(max(len(row), *(column + 1 for column in filled), 0) if filled else len(row)):
        cell = row[number] if number < len(row) else EMPTY
        own = cell.text and not (cell.spread and number > 0 and row[number - 1].text == cell.text)
        if own:
            yield number, cell.text
        elif filled[number]:
            # Merged over several columns a heading names the first; what stands in the others is not lost.
            yield number, ""


_Read = tuple[int, str, str, str, int]


def _given(read: Iterable[_Read], filled: Counter[int], vocabulary: Vocabulary) -> dict[int, str]:
    """One column a field, the surest first and then the leftmost, except for the fields that may repeat.

    Of several columns of statuses the rightmost that says anything counts: trackers grow to the right.
    """

    def rank(one: _Read) -> tuple[int, bool, int]:
        number, _, name, _, sure = one
        return (
            0 if name in _GROWING else -sure,
            filled[number] <= 1,
            -number if name in _GROWING else number,
        )

    given: dict[int, str] = {}
    read = list(read)
    # "RAG Q1" beside "RAG Q2" is what was said before; "Status" beside "RAG" is said of the same day.
    dated = {number for number, heading, *_ in read if any(mark.isdigit() for mark in heading)}
    for number, _, name, _, _ in sorted(read, key=rank):
        taken = name in given.values() and name not in vocabulary.repeatable | {KEPT, LEFT_OUT}
        given[number] = _second(name, given) if taken else name
    return {
        number: KEPT if number in dated and name == SECOND_STATUS else name for number, name in given.items()
    }


def _second(name: str, given: MappingOf[int, str]) -> str:
    """What becomes of the second column of a field: of two columns of statuses both are read."""
    return SECOND_STATUS if name == "status" and SECOND_STATUS not in given.values() else KEPT


def _completed(given: dict[int, str], vocabulary: Vocabulary) -> dict[int, str]:
    """Where the field every row is called by is missing, the next best takes its place."""
    wanted, *others = vocabulary.needed
    if not vocabulary.replaces or wanted in given.values():
        return given
    for name in others:
        for number, held in sorted(given.items()):
            if held == name:
                return {**given, number: wanted}
    return given


def _read_heading(text: str, vocabulary: Vocabulary, mapping: Mapping) -> tuple[str, str, int]:
    """The field a heading names, how that was found, and how sure it is."""
    folded = folded_heading(text)
    said = mapping.fields.get(folded)
    if said in vocabulary.phrases or said in (KEPT, LEFT_OUT):
        return str(said), REMEMBERED, 200
    if len(text) > _LONGEST_HEADING:
        return KEPT, "", 0
    return _by_wording(folded, vocabulary.kind)


@lru_cache(maxsize=2048)
def _by_wording(folded: str, kind: str) -> tuple[str, str, int]:
    vocabulary = BY_KIND[kind]
    words = folded.split()
    if not words or len(words) > _MOST_WORDS:
        return KEPT, "", 0
    for name, phrases in vocabulary.phrases.items():
        if folded in phrases:
            return name, EXACT, 100
    held = _held(words, vocabulary)
    return held or _nearest(folded, vocabulary) or (KEPT, "", 0)


def _held(words: list[str], vocabulary: Vocabulary) -> tuple[str, str, int] | None:
    """The phrase inside a longer heading that it is about: the last, or the first before an "of" or "on"."""
    found = list(_phrases_in(words, vocabulary))
    if not found:
        return None
    first = any(word in _OF for word in words[1:])
    start, length, name = (
        min(found, key=lambda one: (one[0], -one[1]))
        if first
        else max(found, key=lambda one: (one[0] + one[1], one[1]))
    )
    return name, LIKELY, 90 - 3 * (len(words) - length) - start


def _phrases_in(words: list[str], vocabulary: Vocabulary) -> Iterator[tuple[int, int, str]]:
    by_first, _ = _index(vocabulary.kind)
    for start, word in enumerate(words):
        for parts, name in by_first.get(word, ()):
            if words[start : start + len(parts)] == parts:
                yield start, len(parts), name


def _nearest(folded: str, vocabulary: Vocabulary) -> tuple[str, str, int] | None:
    """A heading with a slip of the keyboard in it."""
    from rapidfuzz import fuzz, process

    _, known = _index(vocabulary.kind)
    found = process.extractOne(folded, known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return (known[found[0]], LIKELY, 60) if found else None


@lru_cache(maxsize=len(BY_KIND))
def _index(kind: str) -> tuple[dict[str, list[tuple[list[str], str]]], dict[str, str]]:
    """Phrases by their first word, but for those alone; and all long enough for slips."""
    vocabulary = BY_KIND[kind]
    by_first: dict[str, list[tuple[list[str], str]]] = {}
    pairs = [(phrase, name) for name, phrases in vocabulary.phrases.items() for phrase in phrases]
    for phrase, name in pairs:
        if phrase not in ONLY_ALONE:
            by_first.setdefault(phrase.split()[0], []).append((phrase.split(), name))
    return by_first, {phrase: name for phrase, name in reversed(pairs) if len(phrase) > _SHORT}
