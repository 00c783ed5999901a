"""The register as tables to read: a sheet a subject, headings in the partnership's words, status in words.

What may live here: values to sheets of plain cells. How they become a file is said elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.rules.date_shown import stood
from bot.rules.status import StatusKey
from bot.rules.subjects import BY_TABLE, SUBJECTS, Field, Kind, Subject
from bot.rules.subjects.calling import Names, names_of, say
from bot.rules.subjects.wording import USUAL_TERMS, Terms, first_up, label
from storage.records import Partnership

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Marked:
    """A status: its words, and which it is, so that a sheet may colour it too."""

    words: str
    status: str


Cell = str | int | float | date | Marked | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What the sheets are made of: the partnership, its status key and every row by table."""

    partnership: Partnership
    key: StatusKey
    rows: Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet: its name, its headings, and rows as long as the headings."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


DETAILS = frozenset({"email", "phone", "slack_id"})
"""How a person is reached: in nobody's export but a support officer's."""

LAST_SAID = ("Latest words", "Said by", "Heard of on")
"""The headings of what was last said of an action, after those of the action itself."""


def register_tables(contents: Contents, with_details: bool) -> tuple[SheetTable, ...]:
    """A sheet for each subject that has rows, then updates and re-datings. `with_details`: how people are reached."""
    made = _made(contents, with_details)
    sheets = [made.sheet(subject) for subject in _IN_ORDER if contents.rows.get(subject.table)]
    return tuple(sheet for sheet in (*sheets, made.updates(), made.moves()) if sheet.rows)


def actions_table(contents: Contents) -> SheetTable:
    """The sheet of actions alone."""
    return _made(contents, with_details=False).sheet(BY_TABLE["actions"])


def headings_of_actions(partnership: Partnership | None = None) -> dict[str, str]:
    """The heading of each field of an action, in the partnership's words."""
    terms = Terms.of(partnership) if partnership else USUAL_TERMS
    return {field.name: label(field.label, terms) for field in BY_TABLE["actions"].fields}


def _made(contents: Contents, with_details: bool) -> "_Made":
    rows = {table: rows for table, rows in contents.rows.items() if table in BY_TABLE}
    names = names_of({table: [(row["id"], row) for row in held] for table, held in rows.items()})
    return _Made(contents, names, with_details)


_FIRST = ("actions", "milestones", "asks", "barriers")
_IN_ORDER = (
    *(BY_TABLE[table] for table in _FIRST),
    *(subject for subject in SUBJECTS if subject.table not in _FIRST),
)


class _Made:
    """The sheets of one register."""

    def __init__(self, contents: Contents, names: Names, with_details: bool) -> None:
        self._contents = contents
        self._names = names
        self._with_details = with_details
        self._terms = Terms.of(contents.partnership)
        self._zone = ZoneInfo(contents.partnership.time_zone)
        self._updates = {row["id"]: row for row in contents.rows.get("updates", ())}

    def sheet(self, subject: Subject) -> SheetTable:
        """The sheet of one subject."""
        fields = [field for field in subject.fields if self._with_details or field.name not in DETAILS]
        fillers = [self._filler(field) for field in fields]
        last_said = LAST_SAID if subject.table == "actions" else ()
        return SheetTable(
            name=first_up(label(subject.plural, self._terms)),
            headings=(*(label(field.label, self._terms) for field in fields), *last_said),
            rows=tuple(
                (*(fill(row) for fill in fillers), *(self._last_said(row) if last_said else ()))
                for row in self._contents.rows[subject.table]
            ),
        )

    def updates(self) -> SheetTable:
        """Everything that was said of actions, word for word."""
        headings = (
            "Action",
            "When",
            "Said by",
            "For",
            "By way of",
            "What",
            "Status",
            "Words",
            "Evidence",
            "Communities",
        )
        rows = tuple(self._update(row) for row in self._contents.rows.get("updates", ()))
        return SheetTable("Updates", headings, rows)

    def moves(self) -> SheetTable:
        """Every re-dating of a milestone."""
        headings = ("Milestone", "Moved on", "From", "To", "Why", "Agreed by")
        rows = tuple(
            (
                self._names.get(("milestones", row["milestone_id"]), ""),
                self._day(row["moved_at"]),
                _date_cell(row["from_latest"], row["from_words"]),
                _date_cell(row["to_latest"], row["to_words"]),
                row["reason"],
                row["agreed_by"],
            )
            for row in self._contents.rows.get("milestone_moves", ())
        )
        return SheetTable("Re-dated milestones", headings, rows)

    def _filler(self, field: Field) -> Callable[[Row], Cell]:
        """What fills a field's column."""
        if field.kind is Kind.MANY:
            tied = self._tied(field)
            return lambda row: "\n".join(tied.get(row["id"], ())) or None
        if field.name == "status":
            return lambda row: Marked(self._contents.key.label(row["status"]), row["status"])
        return lambda row: self._cell(field, row)

    def _cell(self, field: Field, row: Row) -> Cell:
        value = row.get(field.name)
        if field.kind is Kind.WHEN:
            exact = row["precision"] == "day"
            return row["latest"] if exact and row["latest"] else say(field, row, self._names) or None
        if isinstance(value, datetime):
            return self._day(value)
        if field.kind in (Kind.DAY, Kind.NUMBER, Kind.DECIMAL):
            return value if isinstance(value, (int, float, date)) else None
        return say(field, row, self._names) or None

    def _tied(self, field: Field) -> dict[int, list[str]]:
        """What a MANY field ties each row to, by the row's id."""
        tie = field.tie
        if tie is None:
            raise ValueError(f"{field.name} is tied by no table")
        found: dict[int, list[str]] = {}
        for row in self._contents.rows.get(str(tie.record.__tablename__), ()):
            if all(row[name] == value for name, value in tie.fixed.items()):
                found.setdefault(row[tie.own], []).append(self._names.get((field.of, row[tie.other]), ""))
        return found

    def _last_said(self, action: Row) -> Iterable[Cell]:
        update = self._updates.get(action["latest_update_id"])
        words = (update["words"], self._by(update)) if update else (None, None)
        return (*words, self._day(action["heard_at"]))

    def _update(self, row: Row) -> tuple[Cell, ...]:
        return (
            self._names.get(("actions", row["action_id"]), ""),
            self._day(row["at"]),
            self._by(row),
            row["whose"] or self._names.get(("contacts", row["on_behalf_of_id"] or 0)),
            row["route"],
            row["kind"].replace("_", " "),
            Marked(self._contents.key.label(row["status"]), row["status"]) if row["status"] else None,
            row["words"] or None,
            row["evidence"],
            row["participation"],
        )

    def _by(self, update: Row) -> str:
        return self._names.get(("contacts", update["contact_id"] or 0), update["by"])

    def _day(self, instant: datetime | None) -> date | None:
        return instant.astimezone(self._zone).date() if instant else None


def _date_cell(day: date | None, words: str | None) -> Cell:
    return stood(words, day) if words else day
