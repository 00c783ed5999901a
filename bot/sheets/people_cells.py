"""Who has something, as a tracker has it: several leads in one cell, people and bodies in any order.

What may live here: taking such a cell apart and finding who of the register is meant. A name the register has is
never taken apart; a name it does not have is kept as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.rules.naming import Index, Named, one_name

PERSON, BODY, GROUP = "contacts", "bodies", "groups"
"""The kinds of what may have an action."""

_LINES = re.compile(r"[\n;|•·●▪‣*]+|\s[-–]\s(?=[^-–]*\n)|\t")
_BULLET = re.compile(r"^\s*(?:[-–—•·▪o]\s+|\(?[0-9]{1,2}[.)]\s+)")
_SEPARATED = re.compile(r"[()]|\s*(,|/|\+|&|\band\b|\bwith\b)\s*", re.IGNORECASE)
_APART = re.compile(r"(.+?)\s*(?:\(([^()]+)\)|\s[-–]\s+(.+)|,\s*(.+))\s*")
_PERSON_LIKE = re.compile(
    r"(?:(?:mr|mrs|ms|miss|mx|dr|prof|cllr|councillor|rev|sgt|insp|ch insp|supt|pc)\.?\s+)?"
    r"(?:[A-Z][a-z'’-]+|[A-Z]\.?(?:\s?[A-Z]\.?)?)\s+(?:Mac|Mc|O['’])?[A-Z][a-z'’-]+(?:-[A-Z][a-z]+)?"
)
_POST = re.compile(
    r"\b(?:manager|officer|director|head of|co-?ordinator|superintendent|inspector|chief|executive|worker|adviser|"
    r"advisor|consultant|principal|convener|planner|librarian|analyst|nurse|teacher|team lead(?:er)?)\b",
    re.IGNORECASE,
)
_ORGANISED = re.compile(
    r"\b(?:nhs|council|police|college|university|service|services|board|trust|partnership|group|forum|team|department|"
    r"association|agency|federation|network|scotland|fire|health|housing|enterprise|foodbank|charity|ltd|society)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s*\((?:joint |co-?)?(?:leads?|chair|deputy|support|tbc|interim|acting)\)"
    r"|^(?:leads?|support(?:ed by)?)\s*:\s*",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:tb[acd]|(?:post )?vacan(?:t|cy)|to be (?:agreed|confirmed|decided)|n/?a|none|nobody|various|unknown|\W*)",
    re.IGNORECASE,
)
_LONGEST = 300
_MOST = 30


@dataclass(frozen=True, slots=True)
class Lead:
    """One who has something. `words` are the cell's own; `person` and `body` (or group) are the register's, if found.

    What the register does not know is in `person_words` and `body_words`: the words for each, as far as told apart.
    """

    words: str
    person: Named | None = None
    body: Named | None = None
    person_words: str = ""
    body_words: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the register knows every part of it."""
        return bool(self.person or self.body) and not (self.person_words or self.body_words)


@dataclass(slots=True)
class Names:
    """The names of a register, looked up often: what was asked once is remembered."""

    known: tuple[Named, ...]
    _index: Index = field(init=False)
    _exact: dict[str, Named | None] = field(default_factory=dict)
    _found: dict[str, Named | None] = field(default_factory=dict)
    _leads: dict[str, tuple[Lead, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._index = Index.of(self.known)
        for one in self.known:
            for name in {folded(said) for said in (one.name, *one.also)} - {""}:
                held = self._exact.get(name, one)
                self._exact[name] = (
                    one if held is not None and (held.kind, held.id) == (one.kind, one.id) else None
                )

    def whole(self, text: str) -> Named | None:
        """What bears exactly this name, and alone."""
        return self._exact.get(folded(text))

    def find(self, text: str) -> Named | None:
        """The one thing of the register a text names, whole or in part; None: none, several, or more is said."""
        key = folded(text)
        if key in self._exact:
            return self._exact[key]
        if key not in self._found:
            self._found[key] = self._read(text)
        return self._found[key]

    def _read(self, text: str) -> Named | None:
        if not text or len(text) > _LONGEST or not self.known:
            return None
        found = one_name(text, self._index)
        if found is None:
            return None
        # One word of a long name is too little: "Health" is not yet the Health and Wellbeing Partnership.
        said, whole = (sum(1 for word in folded(one).split() if word != "and") for one in (text, found.name))
        return found if said * 2 >= whole or self.whole(text) else None

    def leads(self, text: str) -> tuple[Lead, ...]:
        """Everybody a cell names, in order and each once. Never raises."""
        if text not in self._leads:
            found = [self._lead(part) for part in self._parts(text)][:_MOST]
            self._leads[text] = tuple(dict.fromkeys(found))
        return self._leads[text]

    def _parts(self, text: str) -> Iterator[str]:
        for line in _LINES.split(text[: _LONGEST * _MOST]):
            part = _ROLE.sub("", _BULLET.sub("", line)).strip(" ,;.-–/")
            if not _NOBODY.fullmatch(part):
                yield from self._apart(part)

    def _apart(self, part: str) -> Iterator[str]:
        """A line at its commas, slashes and ands, wherever they are not part of one name."""
        if self.whole(part) or len(part) > _LONGEST:
            yield part
            return
        pieces = _pieces(part)
        while pieces:
            length = self._length(pieces)
            yield _joined(pieces[:length])
            pieces = pieces[length:]

    def _length(self, pieces: list[tuple[str, str]]) -> int:
        """How many of the pieces belong together: the longest name the register has, else what reads as one."""
        for length in range(min(len(pieces), 6), 1, -1):
            if self.whole(_joined(pieces[:length])):
                return length
        length = 1
        while length < len(pieces) and self._belongs(pieces[length - 1][0], *pieces[length]):
            length += 1
        return length

    def _belongs(self, before: str, after: str, mark: str) -> bool:
        """Whether what stands after a mark still speaks of what stands before it."""
        if mark == ",":
            return _is_person(before) and not _is_person(after) and not self._is_known_person(after)
        if mark in ("and", "&"):
            return not (
                self.whole(before)
                or self.whole(after)
                or _is_person(after)
                or (_is_body(before) and _is_body(after))
            )
        return False

    def _is_known_person(self, text: str) -> bool:
        found = self.find(text)
        return found is not None and found.kind == PERSON

    def _lead(self, words: str) -> Lead:
        found = self.find(words)
        if found:
            return _of(words, found)
        apart = _APART.fullmatch(words) if len(words) <= _LONGEST else None
        if apart is None:
            person = _is_person(words)
            return Lead(words, person_words=words if person else "", body_words="" if person else words)
        return self._two_parts(
            words, apart[1].strip(), next(part for part in apart.groups()[1:] if part).strip()
        )

    def _two_parts(self, words: str, first: str, second: str) -> Lead:
        """ "J. Smith (NHS)", "NHS (J. Smith)": one is the person or post, the other the body."""
        one, other = self.find(first), self.find(second)
        turned = (other is not None and other.kind == PERSON) or (
            other is None and _is_person(second) and not _is_person(first)
        )
        if turned:
            first, second, one, other = second, first, other, one
        person = one if one and one.kind == PERSON else None
        body = other if other and other.kind != PERSON else one if one and one.kind != PERSON else None
        return Lead(
            words,
            person,
            body,
            "" if one else first,
            "" if other else second,
        )


def folded(text: str) -> str:
    """A name as it is compared: case, spacing, full stops and the sort of "and" make no difference."""
    return " ".join(text.casefold().replace("&", " and ").replace(".", " ").replace("’", "'").split())


def initials(name: str) -> tuple[str, ...]:
    """How else a person's name is written: "Ailsa Reid" is also "A Reid"."""
    words = name.split()
    return (f"{words[0][0]} {words[-1]}",) if len(words) > 1 and words[0] else ()


def people_names(people: Iterable[Named]) -> tuple[Named, ...]:
    """People with the short forms of their names that are theirs alone; a first name alone is nobody's."""
    everybody = tuple(people)
    short = [form for one in everybody for form in initials(one.name)]
    return tuple(
        Named(
            one.kind,
            one.id,
            one.name,
            (*one.also, *(form for form in initials(one.name) if short.count(form) == 1)),
            in_part=False,
        )
        for one in everybody
    )


def _of(words: str, found: Named) -> Lead:
    return Lead(words, person=found) if found.kind == PERSON else Lead(words, body=found)


def _pieces(text: str) -> list[tuple[str, str]]:
    """A text at its soft separators: each piece with the separator before it. What is in brackets stays whole."""
    pieces: list[tuple[str, str]] = []
    mark, begin, depth = "", 0, 0
    for match in _SEPARATED.finditer(text):
        if match[0] in "()":
            depth = max(0, depth + (1 if match[0] == "(" else -1))
        elif depth == 0:
            pieces.append((text[begin : match.start()].strip(), mark))
            mark, begin = match[1].strip().casefold(), match.end()
    pieces.append((text[begin:].strip(), mark))
    return [piece for piece in pieces if piece[0]]


def _joined(pieces: list[tuple[str, str]]) -> str:
    (first, _), *rest = pieces
    return first + "".join(f"{mark} {piece}" if mark == "," else f" {mark} {piece}" for piece, mark in rest)


def _is_person(text: str) -> bool:
    """Whether a text reads as somebody's name or post, and not as an organisation's."""
    if _POST.search(text):
        return True
    return bool(_PERSON_LIKE.fullmatch(text.strip())) and not _ORGANISED.search(text)


def _is_body(text: str) -> bool:
    """Whether a text reads as an organisation of its own, and not as half of a longer name."""
    return (" " in text and bool(_ORGANISED.search(text))) or (text.isupper() and 2 <= len(text) <= 6)
