"""What happened to one thing of the register: who, when, what before and after, and why; the newest first.

What may live here: the wording of changes, purely. What is private of a contact is said to have changed, and no more.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from bot.rules.date_shown import stood
from bot.rules.dates import NO_DATE, Due, due_in_words
from bot.rules.digest_words import whole_day
from bot.rules.history import Entry, HistoryPage, Told, Values, What, tied_by
from bot.rules.subjects import BY_TABLE, WHEN_COLUMNS, Field, Kind, Subject
from bot.rules.subjects.calling import say
from bot.rules.subjects.wording import Terms, first_up, label
from bot.rules.ways import Ways
from bot.rules.whose import whose_in_words
from bot.views.action_words import counted, one_line, quoted_whole, within
from bot.views.blocks import Block, message, section
from bot.views.escape import mrkdwn
from bot.views.moments import moment_in_words
from bot.views.paging import turning
from storage.records import MilestoneMove, Update

HISTORY = "history"
"""The name of this list in the value of its page buttons."""

PRIVATE = frozenset(
    (
        "name",
        "email",
        "phone",
        "slack_id",
        "note",
        "left_on",
        "away_from",
        "away_to",
        "cover_id",
        "can_contact",
    )
)
"""Columns of a contact of which only that they changed is told."""

NOTHING, NOBODY = "nothing", "nobody"
EMPTY = (NOTHING, NOBODY, NO_DATE)
"""What a field says where it holds nothing."""

_WIDE, _NARROW = 160, 90
_KINDS = {
    "no_change": "no change",
    "milestone": "a milestone",
    "correction": "a correction",
    "undo": "took an update back",
}


def history(shown: HistoryPage, ways: Ways, now: datetime, until: date | None = None) -> Block:
    """A page of the history, `until` a day. Everything is said in words; ids are the names that things had then."""
    title = f"History of {one_line(shown.name, 200)}"
    title += f", up to {whole_day(until)}" if until else ""
    total = counted(shown.page.total, "entry", "entries")
    blocks = [section(f"*{title}*" + (f"\n{total}, newest first" if shown.entries else ""))]
    for entry in shown.entries:
        blocks += _entry(entry, _Telling(shown, ways, now, entry))
    if not shown.entries:
        nothing = "Nothing is recorded of it by then." if until else ""
        blocks.append(section(nothing or "Nothing has changed since it was put in the register."))
    day = {"u": until.isoformat()} if until else {}
    blocks += turning(shown.page, HISTORY, t=shown.subject.table, i=shown.row_id, **day)
    return message(f"{title} · {total}", blocks)


def which_subject(example: str, subject: Subject | None = None, terms: Terms | None = None) -> Block:
    """What a history can be asked of, where it could not be told; of one kind of thing, that its name is wanted."""
    if subject is not None and terms is not None:
        one, several = label(subject.name, terms), label(subject.plural, terms)
        text = f"Which {mrkdwn(one)}? Add its name: `/loip history {one} …`. `/loip list {several}` shows them all."
        return message(f"Which {one}?", [section(text)])
    text = (
        f"Whose history? An action by its code, `/loip history {mrkdwn(example)}`, or anything else by what it is and "
        "its name: `/loip history group Anti-Poverty Taskforce`, `/loip history milestone Pilot agreed`."
    )
    return message("Whose history?", [section(text)])


def _entry(entry: Entry, telling: "_Telling") -> Iterator[Block]:
    head = " · ".join(filter(None, telling.head()))
    lines = [*telling.lines()]
    update = entry.update
    if update is None or not update.words.strip():
        yield section(within([head, *lines]))
        return
    yield section(head)
    for words in quoted_whole(update.words, most=3):
        yield section(words)
    if lines:
        yield section(within(lines))


class _Telling:
    """One entry being worded."""

    def __init__(self, shown: HistoryPage, ways: Ways, now: datetime, entry: Entry) -> None:
        self._shown = shown
        self._ways = ways
        self._now = now
        self._today = ways.day_of(now)
        self._entry = entry
        self._names = shown.names.at(entry.at)

    def head(self) -> Iterator[str]:
        """When, who and what kind of thing was done."""
        entry = self._entry
        yield f"*{moment_in_words(entry.at, self._ways.zone, self._now)}*"
        yield one_line(entry.by, 160) if entry.by else "author not recorded"
        if entry.update is not None:
            yield _KINDS.get(entry.update.kind, "an update")
        if entry.written_at is not None:
            yield f"written down {moment_in_words(entry.written_at, self._ways.zone, self._now)}"

    def lines(self) -> Iterator[str]:
        """What was changed, a line each, and why."""
        entry = self._entry
        if entry.update is not None:
            yield from self._of_update(entry.update)
        for told in entry.told:
            yield from self._told(told)
        if entry.why:
            yield f"Why: {one_line(entry.why, 200)}"

    def _of_update(self, update: Update) -> Iterator[str]:
        if update.status and not self._tells("status"):
            yield f"• Said: {mrkdwn(self._ways.key.label(update.status))}"
        if update.whose:
            whose = whose_in_words(update.whose, update.route, update.said_on, self._today)
            yield f"In the words of: {mrkdwn(whose)}"
        if update.evidence:
            yield f"Evidence: {one_line(update.evidence, 300)}"
        if update.participation:
            yield f"Communities took part: {one_line(update.participation, 300)}"

    def _tells(self, column: str) -> bool:
        return any(column in told.columns and told.table == "actions" for told in self._entry.told)

    def _told(self, told: Told) -> Iterator[str]:
        if told.table == self._shown.subject.table and told.row_id == self._shown.row_id:
            yield from self._of_itself(told)
            return
        values = told.after or told.before
        tie = tied_by(self._shown.subject.table, told.table, values)
        if tie is not None and tie.tie is not None and told.table not in BY_TABLE:
            name = self._names.get((tie.of, values[tie.tie.other]), "")
            verb = {What.ADDED: "added", What.TAKEN_AWAY: "no longer"}.get(told.what, "changed")
            yield f"• {self._label(tie)}: {verb} {one_line(name, _WIDE)}"
            return
        subject = BY_TABLE.get(told.table)
        if subject is not None:
            yield from self._of_part(subject, told)

    def _of_itself(self, told: Told) -> Iterator[str]:
        subject = self._shown.subject
        if told.what is What.TAKEN_AWAY:
            yield "• Taken out of the register"
        elif told.what is What.ADDED:
            yield "• Put in the register"
            yield from (f"• {said}" for said in self._filled(subject, told.after))
        else:
            yield from (f"• {said}" for said in self._changes(subject, told))
            yield from (f"• {self._move(move)}" for move in told.moves)

    def _of_part(self, subject: Subject, told: Told) -> Iterator[str]:
        """Something that belongs to it: a milestone, a barrier, a role."""
        kind = mrkdwn(first_up(label(subject.name, self._shown.terms)))
        name = one_line(self._names.get((told.table, told.row_id), ""), _WIDE)
        if told.what is What.CHANGED:
            for said in self._changes(subject, told):
                yield f"• {kind} “{name}”: {said}"
            for move in told.moves:
                yield f"• {kind} “{name}” {self._move(move)}"
            return
        filled = "; ".join(self._filled(subject, told.after or told.before, without_title=True))
        verb = "taken away" if told.what is What.TAKEN_AWAY else "added"
        yield f"• {kind} {verb}: “{name}”" + (f" ({filled})" if filled else "")

    def _filled(self, subject: Subject, values: Values, without_title: bool = False) -> Iterator[str]:
        """What a row said, field by field: those people would look for first."""
        parent = subject.title if without_title else ()
        for each in subject.fields:
            points_here = each.kind is Kind.ONE and each.of == self._shown.subject.table
            if not (each.brief or each.own) or each.name in parent or (without_title and points_here):
                continue
            if subject.table == "contacts" and each.name in PRIVATE:
                continue
            said = self._say(each, values)
            if said not in EMPTY:
                yield f"{self._label(each)}: {said}"

    def _changes(self, subject: Subject, told: Told) -> Iterator[str]:
        moved = bool(told.moves)
        for each in subject.fields:
            if not told.columns & set(each.columns) or (moved and each.kind is Kind.WHEN):
                continue
            if subject.table == "contacts" and each.name in PRIVATE:
                yield f"{self._label(each)} changed"
            else:
                yield self._change(each, told)

    def _change(self, of: Field, told: Told) -> str:
        before, after = self._say(of, told.before), self._say(of, told.after)
        if of.kind is Kind.TEXT and before != NOTHING:
            return f"{self._label(of)}: now “{after}”, before “{before}”"
        return f"{self._label(of)}: {before} → {after}"

    def _move(self, move: MilestoneMove) -> str:
        was = _when(move.from_words, move.from_latest, self._today)
        now = _when(move.to_words, move.to_latest, self._today)
        because = f", because {one_line(move.reason, 200)}" if move.reason else ""
        agreed = f"; agreed by {one_line(move.agreed_by, 100)}" if move.agreed_by else ""
        return f"moved: {was} → {now}{because}{agreed}"

    def _label(self, of: Field) -> str:
        return mrkdwn(label(of.label, self._shown.terms))

    def _say(self, of: Field, values: Values) -> str:
        if of.kind is Kind.WHEN:
            return _due(values, self._today)
        if of.name == "status" and of.kind is Kind.CHOICE and values.get("status"):
            return mrkdwn(self._ways.key.label(str(values["status"])))
        if of.kind is Kind.ONE and of.of == "contacts" and not values.get(of.name):
            return NOBODY
        value = values.get(of.name)
        if isinstance(value, datetime):
            return moment_in_words(value, self._ways.zone, self._now)
        said = say(of, values, self._names) if of.kind is not Kind.MANY else ""
        return one_line(said, _WIDE if of.kind is Kind.TEXT else _NARROW) if said else NOTHING


def _due(values: Mapping[str, Any], today: date) -> str:
    earliest, latest, precision, words = (values.get(name) for name in WHEN_COLUMNS)
    if precision in (None, "none") and words:
        return one_line(str(words), _NARROW)
    return mrkdwn(due_in_words(Due(earliest, latest, precision or "none", words or ""), today))


def _when(words: str | None, latest: date | None, today: date) -> str:
    if words:
        return one_line(stood(words, latest), 60)
    return mrkdwn(due_in_words(Due(latest, latest, "day" if latest else "none"), today))
