"""Meetings of a file, compared with those of the register: what would be added, moved, cancelled, left.

What may live here: from what a file says of meetings to proposed rows, whatever sort of file it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.rules.naming import Named
from bot.sheets.known import Known, KnownMeeting
from bot.sheets.matching import NEW
from bot.sheets.people_cells import Names
from bot.sheets.proposal import Change, MeetingSaid, ProposedRow, Skipped, Verb
from bot.sheets.reading import LEAVE_OUT

MEETING_FIELDS = ("name", "day", "time", "state", "place", "papers_due")
"""The fields a change may be of, in the order they are shown."""

_ABOUT_IT = re.compile(
    r"\b(?:meetings?|mtg|the|next|quarterly|monthly|annual|special|extraordinary|online|hybrid|teams|agenda)\b|"
    r"\(.*?\)|^\W*of\b",
    re.IGNORECASE,
)
_JOINING = frozenset(("of", "and", "the", "for", "on", "in", "&"))
_FEWEST_LETTERS = 3
_MOST_BEFORE = 3


@dataclass(slots=True)
class Meetings:
    """Proposes meetings one by one; `skipped` learns of those that are nothing to import.

    `decisions` are by a row's source: a meeting's id as text, `NEW` or `LEAVE_OUT`. Where it `asks`, an event that fits
    no group waits for one: somebody's calendar holds their dentist too. What is decided of one is of all of its name.
    """

    known: Known
    skipped: list[Skipped]
    decisions: Mapping[str, str] = field(default_factory=dict)
    asks: bool = False
    rows: dict[str, ProposedRow[MeetingSaid]] = field(default_factory=dict)
    _first: dict[str, str] = field(default_factory=dict)

    def propose(
        self, sheet: str, number: int, said: MeetingSaid, source: str, problems: tuple[str, ...] = ()
    ) -> None:
        """One meeting more. `source` is the same whenever the same meeting is read."""
        if source in self.rows:
            self.skipped.append(Skipped(sheet, number, "listed twice", said.name))
            return
        words = f"{said.name}, {said.day.day} {said.day:%B %Y}"
        saying, decided = _saying(said), self.decisions.get(source)
        meeting, near = self._decided(decided) or self._match(said, source)
        if decided == LEAVE_OUT:
            self.skipped.append(Skipped(sheet, number, "left out", words))
            return
        changes = self._changes(saying, source, meeting) if meeting else ()
        if said.state == "cancelled" and meeting is None:
            self.skipped.append(Skipped(sheet, number, "cancelled", words))
            return
        asked = self._asked(said, source, meeting) if self.asks and not near else None
        if asked not in (None, source):
            self.skipped.append(Skipped(sheet, number, "fits no group", words))
            return
        verb = Verb.UNSURE if near or asked else Verb.ADD
        if meeting:
            verb = Verb.CHANGE if changes else Verb.LEAVE
        target = str(meeting.id) if meeting else None
        self.rows[source] = ProposedRow(
            verb, sheet, number, source, said, saying, target, changes, near, problems
        )

    def _asked(self, said: MeetingSaid, source: str, meeting: KnownMeeting | None) -> str | None:
        """Under which row it is asked whether an event without a group is a meeting at all; None: it is one."""
        if said.group or meeting or not self.known.groups:
            return None
        first = self._first.setdefault(_folded(said.name), source)
        return None if self.decisions.get(first) else first

    def _decided(self, decided: str | None) -> tuple[KnownMeeting | None, tuple[str, ...]] | None:
        if decided in (None, LEAVE_OUT):
            return None
        found = next((one for one in self.known.meetings if str(one.id) == decided), None)
        return (found, ()) if found or decided == NEW else None

    def _match(self, said: MeetingSaid, source: str) -> tuple[KnownMeeting | None, tuple[str, ...]]:
        """The meeting of an earlier import, or of the same group or name on the same day; others that day are near."""
        earlier = self.known.imported.get(source)
        if earlier:
            found = next((one for one in self.known.meetings if str(one.id) == earlier.target), None)
            if found:
                return found, ()
        names = {_folded(said.name), _folded(said.group.name) if said.group else ""}
        that_day = [one for one in self.known.meetings if one.day == said.day]
        same = [one for one in that_day if _folded(one.name) in names]
        if len(same) == 1:
            return same[0], ()
        at_once = [str(one.id) for one in that_day if said.group and one.time == (said.time or "")]
        return None, tuple(at_once[:3])

    def _changes(self, saying: Mapping[str, str], source: str, meeting: KnownMeeting) -> tuple[Change, ...]:
        """What the file says otherwise of day, time and cancelling; "planned" is no news of a meeting held."""
        earlier = self.known.imported.get(source)
        remembered = earlier.said if earlier else {}
        held = {
            "day": meeting.day.isoformat() if meeting.day else "",
            "time": meeting.time,
            "state": meeting.state,
            "papers_due": meeting.papers_due,
        }
        asked = {"day", "time", "papers_due"} | ({"state"} if saying.get("state") == "cancelled" else set())
        return tuple(
            Change(name, held[name], saying[name])
            for name in MEETING_FIELDS
            if name in asked
            and name in saying
            and saying[name] != remembered.get(name)
            and saying[name] != held[name]
        )


def group_names(groups: Iterable[Named]) -> Names:
    """The names of groups, and the initials that are one group's alone: "EOG" of a CPP Executive Officer Group."""
    every = tuple(groups)
    initials = [form for one in every for form in _initials(one.name)]
    return Names(
        tuple(
            replace(
                one, also=(*one.also, *(form for form in _initials(one.name) if initials.count(form) == 1))
            )
            for one in every
        )
    )


def _initials(name: str) -> list[str]:
    """ "Executive Officer Group" by its first letters; what is an abbreviation itself is left out of them."""
    words = [word for word in name.replace("-", " ").split() if word.casefold() not in _JOINING]
    letters = "".join(word[0].upper() for word in words if not word.isupper())
    return [letters] if len(letters) >= _FEWEST_LETTERS else []


def group_in(title: str, groups: Names) -> Named | None:
    """The group a title names, begins or ends with: "CPP Board – September", "Meeting of the Board"."""
    parts = (title, *title.replace("–", "-").replace(":", "-").split("-"))
    bare = [" ".join(_ABOUT_IT.sub(" ", part).split()) for part in parts]
    found = (groups.find(part) for part in (*(part.strip() for part in parts), *bare))
    return next((one for one in found if one), None) or _after_a_prefix(bare, groups)


def _after_a_prefix(parts: Iterable[str], groups: Names) -> Named | None:
    """ "Inverlath CPP Board": a name of several words, whole, after a word or two of somebody's own."""
    words = (part.split() for part in parts)
    tails = (one[start:] for one in words for start in range(1, min(len(one) - 1, _MOST_BEFORE)))
    return next((found for tail in tails if (found := groups.whole(" ".join(tail)))), None)


def source_of(sort: str, *parts: str) -> str:
    """An id that is the same whenever these parts are."""
    return f"{sort}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:24]}"


def _saying(said: MeetingSaid) -> dict[str, str]:
    values = {
        "name": said.name,
        "day": said.day.isoformat(),
        "time": said.time or "",
        "state": said.state,
        "place": said.place or "",
        "papers_due": said.papers_due.isoformat() if said.papers_due else "",
    }
    return {name: value for name, value in values.items() if value}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
