"""A proposal as a report: what would be done, row by row, or what was done.

What may live here: from the values of the reading to those of the report. Pure.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.rules.sheet_report import (
    ACTIONS,
    CONTACTS,
    MEETINGS,
    Changed,
    ColumnRead,
    PassedOver,
    RowRead,
    SheetRead,
    SheetReport,
)
from bot.services.sheeting import apply_contacts, apply_meetings
from bot.services.sheeting.besides import waiting_of
from bot.services.sheeting.priorities import new_priorities
from bot.sheets.known import Known
from bot.sheets.proposal import Proposal, ProposedRow, Verb, lead_in_words

NOT_NAMED = frozenset(("blank", "heading"))
"""What is passed over that nobody has to hear of."""


def report_of(kind: str, proposal: Proposal[Any], known: Known, code_prefix: str) -> SheetReport:
    """What an import would do."""
    names = _names(kind, known)
    called, gist = _CALLED[kind], _GIST[kind]
    return SheetReport(
        file=proposal.file,
        kind=kind,
        rows=tuple(_row(row, called(row.said), names, kind, gist(row.said, known)) for row in proposal.rows),
        sheets=tuple(_sheets(proposal, kind)),
        passed=tuple(
            PassedOver(_where(one.sheet, one.row), one.why, one.words)
            for one in proposal.skipped
            if one.why not in NOT_NAMED
        ),
        notes=proposal.notes,
        beside=tuple(_BESIDE[kind](proposal, known, code_prefix)),
        unknown=dict(_unknown(kind, proposal, known).most_common()),
        unowned=_unowned(kind, proposal),
    )


def written(report: SheetReport, names: Mapping[str, str]) -> SheetReport:
    """The report once it is in the register, each row under the name it has there."""
    rows = tuple(replace(row, name=names.get(row.source, row.name)) for row in report.rows)
    return replace(report, rows=rows, written=True)


def _row(row: ProposedRow[Any], called: str, names: Mapping[str, str], kind: str, gist: str) -> RowRead:
    name = f"{row.target} {called}" if row.target and not row.target.isdigit() else called
    return RowRead(
        str(row.verb),
        _where(row.sheet, row.row),
        name,
        row.source,
        tuple(Changed(change.field, change.before, change.after) for change in row.changes),
        tuple((near, names.get(near, near)) for near in row.near),
        row.problems,
        kind,
        gist if row.verb is Verb.ADD or (kind == MEETINGS and row.verb is Verb.UNSURE) else "",
    )


def _where(sheet: str, row: int) -> str:
    return f"{sheet}, row {row}"


def _sheets(proposal: Proposal[Any], kind: str) -> Iterator[SheetRead]:
    for sheet in proposal.sheets:
        columns = tuple(ColumnRead(one.letter, one.heading, one.field, one.how) for one in sheet.columns)
        under = sheet.priority.words if sheet.priority else None
        yield SheetRead(sheet.name, sheet.heading_row, columns, under, kind)


def _names(kind: str, known: Known) -> dict[str, str]:
    """What the register calls those a row may be near to."""
    if kind == ACTIONS:
        return {one.code: f"{one.code} {one.title}" for one in known.actions}
    if kind == CONTACTS:
        bodies = ((one, one.says.get("body", "")) for one in known.contacts)
        return {str(one.id): ", ".join(filter(None, (one.name, body))) for one, body in bodies}
    return {str(one.id): f"{one.name}, {one.day}" for one in known.meetings}


def _unowned(kind: str, proposal: Proposal[Any]) -> int:
    if kind != ACTIONS:
        return 0
    return sum(1 for row in proposal.rows if row.verb is Verb.ADD and row.said.coordinating is None)


def _unknown(kind: str, proposal: Proposal[Any], known: Known) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in proposal.rows:
        for name in _UNKNOWN[kind](row.said, known):
            found[name] += 1
    return found


def _unknown_of_action(said: Any, known: Known) -> Iterable[str]:
    waiting = waiting_of(said)
    if not known.priorities:
        waiting.pop("priority", None)  # they come in with the file
    return dict.fromkeys(name for names in waiting.values() for name in names)


def _unknown_of_contact(said: Any, _: Known) -> Iterable[str]:
    return [one.words for one in said.groups if one.known is None]


def _beside_actions(proposal: Proposal[Any], known: Known, code_prefix: str) -> Iterator[str]:
    priorities = new_priorities(known, proposal.rows, code_prefix)
    if priorities:
        listed = ", ".join(f"{name} ({prefix})" for name, prefix in priorities.items())
        yield f"The register has no priorities yet, so the file’s come in with it: {listed}."


def _beside_contacts(proposal: Proposal[Any], _: Known, __: str) -> Iterator[str]:
    bodies = apply_contacts.new_bodies(proposal.rows)
    if bodies:
        yield f"Organisations the register does not have come in with their people: {', '.join(bodies)}."


def _gist_of_action(said: Any, known: Known) -> str:
    """What was read of a new action: under which priority, who has it, when, how it goes."""
    due = said.due.words if said.due and said.due.latest else ""
    parts = (
        f"under {said.priority.words}" if said.priority else "",
        " / ".join(lead_in_words(lead) for lead in (*said.leads, *filter(None, (said.officer,)))),
        f"due {' '.join(due.split())}" if due else "",
        known.key.word(said.status) if said.status else "",
    )
    return " · ".join(filter(None, parts))


def _gist_of_meeting(said: Any, _: Known) -> str:
    papers = f"papers due {said.papers_due.day} {said.papers_due:%b %Y}" if said.papers_due else ""
    group = said.group.name if said.group else "no group"
    return " · ".join(filter(None, (group, said.place, papers)))


def _nothing(*_: Any) -> tuple[str, ...]:
    return ()


_CALLED: dict[str, Callable[[Any], str]] = {
    ACTIONS: lambda said: str(said.title),
    CONTACTS: apply_contacts.called,
    MEETINGS: apply_meetings.called,
}
_BESIDE: dict[str, Callable[[Proposal[Any], Known, str], Iterable[str]]] = {
    ACTIONS: _beside_actions,
    CONTACTS: _beside_contacts,
    MEETINGS: _nothing,
}
_GIST: dict[str, Callable[[Any, Known], str]] = {
    ACTIONS: _gist_of_action,
    CONTACTS: lambda said, _: ", ".join(one.words for one in said.groups),
    MEETINGS: _gist_of_meeting,
}
_UNKNOWN: dict[str, Callable[[Any, Known], Iterable[str]]] = {
    ACTIONS: _unknown_of_action,
    CONTACTS: _unknown_of_contact,
    MEETINGS: _nothing,
}
