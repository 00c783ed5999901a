"""The cells of one action, read: each field by what it may hold, and what is not understood kept in words.

What may live here: from a row's cells to what it says of an action. Whether the register has the action is `matching`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.rules.date_reading import MONTHS
from bot.rules.dates import Due, read_due
from bot.rules.numbering import canonical
from bot.sheets.date_cells import WhenRead, read_when
from bot.sheets.grid import Cell
from bot.sheets.headings import KEPT
from bot.sheets.known import Known
from bot.sheets.people_cells import Lead, Names, people_names
from bot.sheets.proposal import ActionSaid, Milestone, PriorityRead
from bot.sheets.row_kinds import TableRow
from bot.sheets.shaping import is_period
from bot.sheets.status_cells import read_status

_BULLET = re.compile(r"^\s*(?:[-–—•·▪●*]\s*|\(?[0-9]{1,2}[.)]\s+)")
_DATE_AFTER = re.compile(r"(.+?)\s*(?:\s[-–—]\s|:|,|\(|\bby\b)\s*([^()]{3,40})\)?\s*", re.DOTALL)
_DATE_BEFORE = re.compile(r"([^:–—]{3,30}?)\s*(?::|\s[-–—]\s)\s*(.+)", re.DOTALL)
_ORDINAL = re.compile(
    r"^(?:strategic |local |loip )?(?:priority|theme|objective|outcome|aim|pillar|workstream|strand)\s*"
    r"(?:[0-9]+|[a-z]\b)?\s*[:.–-]?\s*",
    re.IGNORECASE,
)
_YES = frozenset(("yes", "y", "true", "x", "✓", "✔", "1", "quick win"))
_NO = frozenset(("no", "n", "false", "0"))
_NOTHING = re.compile(r"(?:n/?a|none|nil|tb[cd]|[-–—.?\s]*)", re.IGNORECASE)
_TWO_WAYS = re.compile(
    r"\b(?:" + "|".join(f"{name[:3]}[a-z]*" for name in MONTHS) + r") [0-9]{2}\W*$", re.IGNORECASE
)
"""A month and two figures: in December, or on a 26th of it."""
_ITEMS = re.compile(r"[\n;,•/]+")
_SURER = {"complete", "not_started", "paused", "closed"}
"""What says more than green does: an action on its way to its end, or not begun, is "green" too."""
_MOST_ITEMS = 20
_LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads rows against one register; what is asked of its names is remembered between rows."""

    known: Known
    leads: Names
    priorities: Names
    localities: Names

    @classmethod
    def of(cls, known: Known) -> Reader:
        """A reader of rows for a register."""
        names = Names((*people_names(known.people), *known.bodies, *known.groups))
        return cls(known, names, Names(known.priorities), Names(known.localities))

    def priority(self, words: str) -> PriorityRead | None:
        """The priority that words name: with or without "Priority 1:" before it."""
        flat = " ".join(words.split())
        if not flat or _NOTHING.fullmatch(flat):
            return None
        bare = _ORDINAL.sub("", flat) or flat
        return PriorityRead(bare, self.priorities.find(bare) or self.priorities.whole(flat))

    def action(
        self, rows: Sequence[TableRow], priority: PriorityRead | None
    ) -> tuple[ActionSaid, tuple[str, ...]]:
        """What a row, and the rows that go on with it, say of an action; sentences on what was not understood."""
        return _Reading(self, rows).action(priority)


@dataclass(slots=True)
class _Reading:
    reader: Reader
    rows: Sequence[TableRow]
    problems: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    colour: str | None = None

    def action(self, priority: PriorityRead | None) -> tuple[ActionSaid, tuple[str, ...]]:
        reference, code = self._reference()
        status = self._status()
        when = self._when()
        said = ActionSaid(
            title=_flat(self._cell("title").text),
            code=code,
            reference=reference,
            why=self._words("why"),
            outcome=self._words("outcome"),
            kind=self._flat("kind"),
            priority=self._priority() or priority,
            lead_words=self._words("lead"),
            leads=self._leads("lead"),
            officer=self._one_lead("officer"),
            deputy=self._one_lead("deputy"),
            partners=self._leads("partners"),
            due=when.due if when else None,
            start=self._flat("start") or (when.start if when and when.start else None),
            status=status,
            colour=self.colour,
            progress=self._progress(),
            said_on=self._said_on(),
            said_by=self._flat("said_by"),
            milestones=tuple(self._milestones()),
            evidence=self._words("evidence"),
            barrier=self._words("barrier"),
            localities=self._localities(),
            cross_cutting=tuple(_items(self._words("cross_cutting"))),
            quick_win=self._quick_win(),
        )
        self._keep_the_rest()
        return replace(said, kept=tuple(self.kept)), tuple(self.problems)

    # --- texts -------------------------------------------------------------------------------------------

    def _cell(self, name: str) -> Cell:
        return self.rows[0].first(name)

    def _texts(self, name: str) -> Iterator[tuple[str, str]]:
        """Heading and text of every cell of a field, each text once."""
        seen: set[str] = set()
        for row in self.rows:
            for heading, cell in row.cells.get(name, ()):
                if cell.text and cell.text not in seen and not _NOTHING.fullmatch(cell.text):
                    seen.add(cell.text)
                    yield heading, cell.text

    def _words(self, name: str) -> str | None:
        return "\n".join(text for _, text in self._texts(name)) or None

    def _flat(self, name: str) -> str | None:
        return _flat(self._words(name) or "") or None

    def _progress(self) -> str | None:
        """The words of every column of progress; with their headings where there are several, in the sheet's order."""
        said = list(self._texts("progress"))
        if len({heading for heading, _ in said}) < 2 and not any(is_period(heading) for heading, _ in said):
            return "\n".join(text for _, text in said) or None
        return "\n\n".join(f"{_flat(heading)}: {text}" for heading, text in said)

    def _reference(self) -> tuple[str | None, str | None]:
        words = _flat(self._cell("reference").text)
        code = canonical(words) if words else None
        return (None, code) if code else (words[:80] or None, None)

    def _keep_the_rest(self) -> None:
        for heading, text in self._texts(KEPT):
            self.kept.append((_flat(heading) or "Without a heading", text))
        cells = (one for row in self.rows for of_field in row.cells.values() for one in of_field)
        for heading, cell in cells:
            if cell.remark and not cell.spread:
                self.kept.append((f"Comment on {_flat(heading) or 'a cell'}", cell.remark))
        for row in self.rows[1:]:
            for name in ("due", "status", "reference", "officer"):
                cell = row.first(name)
                # What belongs to a milestone of its own has been read with it.
                if cell.text and not cell.spread and not row.first("milestone").text:
                    self.kept.append((f"{name.capitalize()}, row {row.number}", cell.text))

    # --- what has a form of its own ----------------------------------------------------------------------

    def _priority(self) -> PriorityRead | None:
        found = self.reader.priority(self._cell("priority").text)
        if found and found.known is None and self.reader.known.priorities:
            self.problems.append(f"no priority is called “{_short(found.words)}”")
        return found

    def _leads(self, name: str) -> tuple[Lead, ...]:
        found = [lead for _, text in self._texts(name) for lead in self.reader.leads.leads(text)]
        return tuple(dict.fromkeys(found))

    def _one_lead(self, name: str) -> Lead | None:
        leads = self._leads(name)
        for lead in leads[1:]:
            self.kept.append((f"Also {name}", lead.words))
        return leads[0] if leads else None

    def _when(self) -> WhenRead | None:
        """The revised date where there is one: what it was before is kept."""
        known = self.reader.known
        first, revised = self._cell("due"), self._cell("revised_due")
        cell = revised if revised.text and not _NOTHING.fullmatch(revised.text) else first
        if not cell.text:
            return None
        if cell is revised and first.text:
            self.kept.append(("Before it was revised, due", first.text))
        read = read_when(cell, known.today, known.fy_start)
        if not read.due.understood:
            why = (
                "may be a day or a year; write it as Dec 2026"
                if _TWO_WAYS.search(cell.text)
                else "is not a date"
            )
            self.problems.append(f"“{_short(cell.text)}” {why}; kept as words, no date set")
        return read

    def _status(self) -> str | None:
        """The status of its column; a second one counts where the first says none, or is only plainer about it."""
        first = self._status_of("status")
        known = len(self.problems)
        second = self._status_of("second_status")
        if first and not second:
            del self.problems[known:]
        if not first or not second or first == second:
            return first or second
        key = self.reader.known.key
        if {first, second} & {"on_track"} and (surer := {first, second} & _SURER):
            return surer.pop()
        self.problems.append(
            f"one column says {key.word(first)}, another {key.word(second)}; the first counts"
        )
        return first

    def _status_of(self, name: str) -> str | None:
        cell = self._cell(name)
        read = read_status(cell, self.reader.known.key)
        self.colour = self.colour or read.colour
        if read.kept:
            self.kept.append(("Status", read.kept))
        if read.problem:
            self.problems.append(read.problem)
        return read.status

    def _said_on(self) -> date | None:
        cell = self._cell("said_on")
        if not cell.text:
            return None
        due = read_when(cell, self.reader.known.today, self.reader.known.fy_start).due
        if due.precision == "day" and due.latest and due.latest <= self.reader.known.today:
            return due.latest
        self.kept.append(("Date of update", cell.text))
        return None

    def _localities(self) -> tuple[PriorityRead, ...]:
        words = self._words("locality")
        if not words:
            return ()
        whole = self.reader.localities.find(words)
        if whole:
            return (PriorityRead(_flat(words), whole),)
        return tuple(PriorityRead(item, self.reader.localities.find(item)) for item in _items(words))

    def _quick_win(self) -> bool | None:
        said = (self._flat("quick_win") or "").casefold()
        return True if said in _YES else False if said in _NO else None

    def _milestones(self) -> Iterator[Milestone]:
        for row in self.rows:
            for _, cell in row.cells.get("milestone", ()):
                if cell.spread and row is not self.rows[0]:
                    continue
                own = row.first("due") if row is not self.rows[0] else None
                yield from _milestones_of(cell.text, own, self.reader.known)


def _milestones_of(text: str, own: Cell | None, known: Known) -> Iterator[Milestone]:
    """The milestones a cell lists, a line each, with the date that stands before or after each."""
    for line in text.split("\n")[:_MOST_ITEMS]:
        bare = _BULLET.sub("", line).strip()
        if not _NOTHING.fullmatch(bare):
            yield _milestone(bare, own, known)


def _milestone(text: str, own: Cell | None, known: Known) -> Milestone:
    for pattern, title, words in ((_DATE_AFTER, 1, 2), (_DATE_BEFORE, 2, 1)):
        match = pattern.fullmatch(text) if len(text) <= _LONGEST_LINE else None
        due = read_due(match[words].strip(), known.today, known.fy_start) if match else None
        if match and due and due.latest and due.precision != "none":
            return Milestone(_flat(match[title]), due)
    if own and own.text:
        return Milestone(_flat(text), read_when(own, known.today, known.fy_start).due)
    return Milestone(_flat(text), Due(None, None, "none"))


def saying_of(said: ActionSaid) -> dict[str, str]:
    """What a file says of an action, field by field in words: remembered, and compared when the file comes again.

    A field the file does not say is not in it.
    """
    values: dict[str, str | None] = {
        "title": said.title,
        "reference": said.code or said.reference,
        "status": said.status,
        "priority": said.priority.words if said.priority else None,
        "lead": said.lead_words,
        "officer": said.officer.words if said.officer else None,
        "deputy": said.deputy.words if said.deputy else None,
        "partners": "\n".join(lead.words for lead in said.partners),
        "due": due_saying(said.due),
        "milestone": "\n".join(f"{one.title} · {due_saying(one.due)}" for one in said.milestones),
        "locality": "\n".join(one.words for one in said.localities),
        "cross_cutting": "\n".join(said.cross_cutting),
        "quick_win": None if said.quick_win is None else str(said.quick_win),
        "said_on": said.said_on.isoformat() if said.said_on else None,
        "notes": "\n".join(f"{heading}: {words}" for heading, words in said.kept),
    }
    values |= {name: getattr(said, name) for name in _PLAIN}
    return {name: value for name, value in values.items() if value}


_PLAIN = ("why", "outcome", "kind", "start", "progress", "said_by", "evidence", "barrier")


def due_saying(due: Due | None) -> str:
    """What is remembered of a date: the words, and for a real date its day in figures: however the cell shows it."""
    if due is None:
        return ""
    return due.latest.isoformat() if due.precision == "day" and due.latest else due.words


def _items(words: str | None) -> list[str]:
    found = [_flat(_BULLET.sub("", item)) for item in _ITEMS.split(words or "")]
    return list(dict.fromkeys(item for item in found if item))[:_MOST_ITEMS]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    flat = _flat(text)
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
