"""What a subject of the register is made of: fields, each of a kind, with the words people see.

What may live here: the shapes alone. Which subjects there are stands in this folder's other modules; how a field is
asked for in a form, read from a file or written into a sheet is decided by whoever does that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from storage.records import Owned

Choices = tuple[tuple[str, str], ...]
"""What a field may be: the value kept, and the words people see, in order."""


class Kind(Enum):
    """How a field is entered, kept and shown."""

    LINE = auto()
    """A line of text."""
    TEXT = auto()
    """Text of several lines."""
    LINES = auto()
    """A list of lines, kept as JSON."""
    NUMBER = auto()
    """A whole number."""
    DECIMAL = auto()
    """A number."""
    DAY = auto()
    """A calendar day."""
    TIME = auto()
    """A time of day, HH:MM on the partnership's clock."""
    WHEN = auto()
    """An honest date: words read to `earliest`, `latest` and `precision`, kept with `date_words`."""
    CHOICE = auto()
    """One of a few words."""
    YES_NO = auto()
    """Yes, no, or not said."""
    ONE = auto()
    """One row of another subject; `name` is the column with its id."""
    MANY = auto()
    """Several rows of another subject, tied by rows of a table between."""


@dataclass(frozen=True, slots=True)
class Tie:
    """The table between: its column for this subject's row, the one for the other's, and values that are fixed."""

    record: type[Owned]
    own: str
    other: str
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `label` may hold `{priority}`, `{locality}`, `{plan}`: the partnership's own words take their place.

    `of` is the table a ONE or MANY points to. `brief` fields stand in the short form; the others under "More".
    `own` fields are kept by other ways (an action's status, by updates): shown and exported, not edited.
    `known` are values of a line that the bot itself goes by, with the words they are shown and typed as, the first
    of each the one shown; anything else is kept as it is typed.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    required: bool = False
    brief: bool = False
    own: bool = False
    hint: str = ""
    choices: Choices = ()
    of: str = ""
    tie: Tie | None = None
    most: int = 3000
    known: Choices = ()

    @property
    def key(self) -> str:
        """Its name in a register file: a reference without the `_id` of its column."""
        return self.name.removesuffix("_id")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it is kept in; none for one kept in a table between."""
        if self.kind is Kind.WHEN:
            return WHEN_COLUMNS
        return () if self.kind is Kind.MANY else (self.name,)

    def in_words(self, value: str) -> str:
        """A known value as it is shown; a word of somebody's own shorthand as people write it; any other as it is."""
        known = next((words for known, words in self.known if known == value), value)
        return readable(known) if self.kind is Kind.LINE and self.name in _SHORT else known


def readable(words: str) -> str:
    """A word of the papers' own shorthand as people write it: `third_sector` is "third sector"."""
    return words.replace("_", " ") if _SHORTHAND.fullmatch(words) else words


_SHORT = ("kind", "state")
"""Fields of a line that papers fill in shorthand."""

_SHORTHAND = re.compile(r"[a-z]+(?:_[a-z]+)+")

WHEN_COLUMNS = ("earliest", "latest", "precision", "date_words")


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of thing the register holds.

    `name` is the word people type, `plural` what a list of them is called; both may hold the partnership's words as
    a label may. `title` names the fields a row is called by, the first that is filled. `parent` is the field of what
    it is part of, if it cannot be without. `over` are values of a field by which a row is past (a risk closed), left
    out of lists unless asked for; `ended` is a field whose day or instant, once it has come, says the same.
    """

    table: str
    record: type[Owned]
    name: str
    plural: str
    fields: tuple[Field, ...]
    title: tuple[str, ...]
    parent: str = ""
    over: tuple[str, frozenset[str]] | None = None
    also: tuple[str, ...] = ()
    ended: str = ""

    def field(self, name: str) -> Field:
        """The field of this name. Raises `KeyError`."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(name)
