"""A file dropped on the bot: what importing it would do, with Import and Cancel, and what was done. Pure.

Everything in it was typed by somebody into a cell: it is escaped, and cut to what a message can hold.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.rules.sheet_report import ACTIONS, ADD, CHANGE, CONTACTS, KEPT, UNSURE, RowRead, SheetReport
from bot.views import verbs
from bot.views.action_words import counted, one_line, within
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import inline, mrkdwn
from bot.views.sheet_report import (
    NOUNS,
    change_words,
    counts_words,
    field_words,
    heading_of,
    read_words,
    report_lines,
)

SHOWN = 5
"""Rows of each sort in a preview; the rest is in the file beside it."""

ASKED_ABOUT = 5
"""Unsure rows with buttons of their own."""

NAMES, COLUMNS, MOST_NOTES = 8, 20, 2

NAME_ROOM = 300
"""Room in a button's value for a file's name."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """The file a preview is of: its id and name in Slack, a digest of what was in it, and who dropped it.

    `asked` is the key of the message that shows the preview; `decisions` are by an unsure row's source. `headings` are
    what a person has just said of its columns: once the preview is made, the register remembers them.
    """

    file: str
    name: str
    digest: str
    by: str
    asked: str
    decisions: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)

    def value(self, **more: str) -> str:
        """What a button carries."""
        return verbs.value(
            f=self.file,
            n=verbs.within(self.name, NAME_ROOM),
            d=self.digest,
            by=self.by,
            asked=self.asked,
            dec=dict(self.decisions) or None,
            **more,
        )

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> "Dropped":
        """What a button carried."""
        decisions = fields.get("dec")
        file, name, digest, by, asked = (str(fields.get(key) or "") for key in ("f", "n", "d", "by", "asked"))
        told = decisions.items() if isinstance(decisions, dict) else ()
        return cls(file, name, digest, by, asked, {str(source): str(to) for source, to in told})


def preview(report: SheetReport, dropped: Dropped, shown_by: str = "") -> Block:
    """What importing it would do, kind by kind. Nothing to do has no button but that which puts a column right.

    `shown_by` is the key of the message, under which its columns are found again.
    """
    text = f"{inline(report.file)}: {read_words(report)} read, {counts_words(report)}"
    if report.changes_nothing and not report.of(UNSURE):
        return message(text, [section(_nothing_to_do(report)), *_notes(report)])
    several = len(report.parts) > 1
    counts = "" if several else f" {_capital(counts_words(report))}."
    lead = f"*{inline(report.file)}*: {read_words(report)} read.{counts}\nNothing has been written yet."
    parts = [block for part in report.parts for block in _part(part, dropped, several)]
    blocks = [section(lead), *parts[: 46 - MOST_NOTES], *_notes(report)]
    return message(text, [*blocks, _buttons(report, dropped, shown_by)])


def _part(report: SheetReport, dropped: Dropped, several: bool) -> Iterator[Block]:
    """The rows of one kind, and how their columns were read; of `several`, with what there is of it."""
    if several:
        names = [inline(one.name, 40) for one in report.sheets if one.heading_row is not None]
        on = f" (on {', '.join(names[:SHOWN])}{', …' if len(names) > SHOWN else ''})" if names else ""
        yield section(f"*{_capital(NOUNS[report.kind][1])}*{on}: {counts_words(report)}")
    yield from (*_columns(report), *_rows(report), *_unsure(report, dropped))


def _nothing_to_do(report: SheetReport) -> str:
    if not report.rows:
        return f"*{inline(report.file)}*: I found no row in it that I could import."
    return (
        f"*{inline(report.file)}*: {read_words(report)} read. "
        "There is nothing to import: the register already says all of this."
    )


def _columns(report: SheetReport) -> Iterator[Block]:
    """How the columns were read: of several sheets alike, once."""
    seen: set[str] = set()
    for sheet in report.sheets:
        understood = [one for one in sheet.columns if one.field != KEPT]
        words = " · ".join(
            f"{mrkdwn(heading_of(one))} → {field_words(one.field)}{' (probably)' if one.how == 'likely' else ''}"
            for one in understood[:COLUMNS]
        )
        if words and words not in seen and len(seen) < 3:
            seen.add(words)
            yield context(f"How I read the columns of {inline(sheet.name, 40)}: {words}"[:2900])


def _rows(report: SheetReport) -> Iterator[Block]:
    headings = (
        ("Added", "added") if report.written else ("Would be added", ADD),
        ("Changed", "changed") if report.written else ("Would be changed", CHANGE),
    )
    for (heading, _), verb in zip(headings, (ADD, CHANGE), strict=True):
        rows = report.of(verb)
        if rows:
            yield section(within([f"*{heading}*", *(_row(row) for row in rows[:SHOWN]), *_more(rows)]))
    unread = report.unread
    if unread:
        lines = (
            f"• {one_line(row.name, 60)}: {one_line('; '.join(row.problems), 200)}" for row in unread[:SHOWN]
        )
        yield section(within(["*Not understood, and kept in words*", *lines, *_more(unread)]))


def _row(row: RowRead) -> str:
    changes = "; ".join(change_words(change, 60) for change in row.changes[:4])
    more = f"; {len(row.changes) - 4} more" if len(row.changes) > 4 else ""
    says = f"\n   {one_line(row.says, 160)}" if row.says else ""
    return f"• {one_line(row.name, 120)}{f': {mrkdwn(changes)}{more}' if changes else says}"


def _more(rows: Iterable[object]) -> list[str]:
    left = len(list(rows)) - SHOWN
    return [f"+{left:,} more"] if left > 0 else []


def _unsure(report: SheetReport, dropped: Dropped) -> Iterator[Block]:
    """Rows that may be one the register has: left out, unless a button says which."""
    rows = report.of(UNSURE)
    if not rows:
        return
    yield section("*Unsure: left out unless you say*")
    for number, row in enumerate(rows[:ASKED_ABOUT]):
        near = " or ".join(one_line(name, 100) for _, name in row.near)
        asked = f"Is it {near}?" if near else "It fits no group I know. Is it a meeting to keep?"
        yield section(f"• {one_line(row.name, 120)}\n{asked}")
        yield actions(f"unsure:{report.kind}:{number}", list(_choices(row, dropped)))
    if len(rows) > ASKED_ABOUT:
        yield context(
            f"{counted(len(rows) - ASKED_ABOUT, 'more row')} like that, left out; the report lists them."
        )


def _choices(row: RowRead, dropped: Dropped) -> Iterator[Block]:
    if len(row.near) == 1:
        near_id, near = row.near[0]
        label = "Same as " + (near_id if not near_id.isdigit() else near)
        yield button(label, f"{verbs.SHEET_SAME}:same", dropped.value(s=row.source, to=near_id))
    yield button(
        "It is new" if row.near else "Keep it",
        f"{verbs.SHEET_SAME}:new",
        dropped.value(s=row.source, to="new"),
    )


def _notes(report: SheetReport) -> Iterator[Block]:
    lines = [mrkdwn(line) for line in (*report.beside, *report.notes)]
    names = [f"{one_line(name, 60)} ({number:,})" for name, number in report.unknown.items()]
    if names:
        more = f", and {len(names) - NAMES:,} more" if len(names) > NAMES else ""
        lines.append(
            f"Not in the register, kept in words: {', '.join(names[:NAMES])}{more}. Once they are in it, the same file "
            "finds them."
        )
    if lines:
        yield context(within(lines, 2900))


def _buttons(report: SheetReport, dropped: Dropped, shown_by: str) -> Block:
    go = button("Import", f"{verbs.SHEET_IMPORT}:go", dropped.value(), "primary")
    right = button("Put a column right", f"{verbs.SHEET_COLUMNS}:open", dropped.value(c=shown_by))
    stop = button("Cancel", f"{verbs.SHEET_CANCEL}:stop", dropped.value())
    has_columns = any(sheet.columns for sheet in report.sheets)
    return actions(
        "sheet", [*([] if report.changes_nothing else [go]), *([right] if has_columns else []), stop]
    )


# -- what came of it


def importing(file: str) -> Block:
    """While it is being written."""
    words = f"Importing {inline(file)}…"
    return message(words, [section(words)])


def done(report: SheetReport, who: str, when: str) -> Block:
    """What was done, with numbers, by whom and when."""
    text = f"{inline(report.file)} imported: {counts_words(report)}"
    if report.changes_nothing:
        said = f"*{inline(report.file)}* changed nothing: the register already says all of this."
        return message(text, [section(said), context(_signed(who, when))])
    lead = f"✅ *{inline(report.file)}* imported: {counts_words(report)}."
    parts = [block for part in report.parts for block in (*_rows(part), *_after(part))]
    return message(text, [section(lead), *parts, *_notes(report), context(_signed(who, when))])


def _after(report: SheetReport) -> Iterator[Block]:
    """What is worth doing next."""
    if report.kind == ACTIONS and report.unowned:
        has = "has" if report.unowned == 1 else "have"
        yield section(
            f"{counted(report.unowned, 'action')} {has} nobody yet: `/loip list unowned` shows which."
        )
    if report.kind == CONTACTS and report.counts[ADD]:
        yield section(
            "Nobody has been written to. *Welcome them* on my Home tab says hello to those on Slack."
        )


def cancelled(file: str, who: str, when: str) -> Block:
    """Nothing was imported."""
    words = f"Nothing was imported from {inline(file)}. It can be dropped here again at any time."
    return message(words, [section(words), context(_signed(who, when))])


def _signed(who: str, when: str) -> str:
    return f"{one_line(who, 200)} · {mrkdwn(when)}"


def not_read(file: str, line: str) -> Block:
    """Why nothing of a file could be read, in one line."""
    words = f"{inline(file)}: {mrkdwn(line)}"
    return message(words, [section(f"{words}\nNothing was changed.")])


def not_understood(file: str, line: str, dropped: Dropped, shown_by: str) -> Block:
    """The same where somebody may say what the columns of a file are."""
    said = not_read(file, line)
    right = button("Say what the columns are", f"{verbs.SHEET_COLUMNS}:open", dropped.value(c=shown_by))
    return said | {"blocks": [*said["blocks"], actions("sheet", [right])]}


def file_changed(file: str) -> Block:
    """The file in Slack is another than the one previewed."""
    words = f"{inline(file)} has changed since I showed it, so I imported nothing. Please drop it here again."
    return message(words, [section(words)])


def busy(file: str) -> Block:
    """The register could not be written to."""
    words = f"The register was in use, so I imported nothing of {inline(file)}. Please drop it here again in a minute."
    return message(words, [section(words)])


def not_now_theirs(support: str | None) -> Block:
    """Whoever pressed does not run the register."""
    whom = f"the {one_line(support, 160)}" if support else "the support officer"
    words = f"Importing a file is for {whom}. Nothing was imported."
    return message(words, [section(words)])


def pressed_already(who: str | None) -> Block:
    """Somebody pressed before."""
    words = f"{one_line(who, 160)} has pressed already" if who else "That has been pressed already"
    return message(words, [section(f"{words}: the message above says what came of it.")])


def report_text(report: SheetReport) -> str:
    """The whole report, row by row, for a text file."""
    return "\n".join(report_lines(report)) + "\n"


def is_long(report: SheetReport) -> bool:
    """Whether a message shows less than all of it."""
    shown = (report.of(ADD), report.of(CHANGE), report.unread, report.of(UNSURE))
    return any(len(rows) > SHOWN for rows in shown) or len(report.unknown) > NAMES


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
