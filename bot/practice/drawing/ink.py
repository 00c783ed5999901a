"""What drawing needs to know besides the blocks: names, values entered, errors, whom one may choose.

Pure values, and how an element's place in a form is named. No HTML is written here.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any

from markupsafe import Markup

from bot.practice.drawing.fields import field_name, fold
from bot.practice.drawing.tags import EMPTY
from bot.practice.entities import Json
from bot.practice.workspace import MANY, VALUE_FIELDS

Held = Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Ink:
    """What a drawing is made with.

    `names` are the names of people and channels by id, `values` what is entered so far as Slack's
    `state.values`, `errors` words by block_id, `people` and `channels` pairs of id and name to choose from.
    `prefix` makes the element ids of one drawing differ from those of another on the same page, and
    `heading` is the level (2 to 6) at which a header block stands in it.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    values: Held = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    people: Sequence[tuple[str, str]] = ()
    channels: Sequence[tuple[str, str]] = ()
    zone: tzinfo = UTC
    prefix: str = ""
    heading: int = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one element stands: in which block, whether it acts at once, and what names and describes it.

    `label` is the words of an input's label or "", `legend` the same drawn, `beside` the id of the text of
    the section it stands in.
    """

    ink: Ink
    block_id: str
    action_id: str
    acts: bool = True
    label: str = ""
    legend: Markup = EMPTY
    beside: str = ""
    described_by: tuple[str, ...] = ()
    required: bool = False
    refused: bool = False

    @property
    def id(self) -> str:
        """The element's id in the page: the same however the blocks around it change."""
        return element_id(self.ink, self.block_id, self.action_id)

    @property
    def name(self) -> str:
        """The name of its form field, which is also the value of its press."""
        return field_name(self.block_id, self.action_id)

    def held(self, element: Json) -> Any:
        """What is entered in it, or else what it starts with: None, a text, a list, an option."""
        name, initial = VALUE_FIELDS[element["type"]]
        entry = self.ink.values.get(self.block_id, {}).get(self.action_id, {})
        value = entry[name] if name in entry else element.get(initial)
        return [] if value is None and name in MANY else value


def element_id(ink: Ink, *parts: str) -> str:
    """An id made of letters and digits for whatever these names say, of its own in this ink's drawing."""
    digest = hashlib.blake2s(fold(*parts).encode(), digest_size=8)
    return f"{ink.prefix}b-{digest.hexdigest()}"
