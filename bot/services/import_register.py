"""Import a register file: all of it or nothing, and a second time only what the file itself has changed.

What may live here: the use-case, section by section. Reading the file is `register_file`, its form
`bot.rules.register_form`, the merging of rows `bot.services.importing`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.rules.register_form import (
    WRITING_ORDER,
    Count,
    Draft,
    Finding,
    ImportReport,
    PartnershipForm,
    PartnershipOutcome,
    Severity,
    read_partnership,
    short_source,
)
from bot.rules.register_form.codes import Numbers, folded_name, prefixes_by_name
from bot.rules.register_form.delivery import ENABLING, STATED
from bot.services.bind_to_meeting import bind_to_meetings, bound_by_words, in_words
from bot.services.importing.moves import MOVES, merge_meetings, merge_milestones
from bot.services.importing.numbers import merge_log
from bot.services.importing.people import merge_contacts
from bot.services.importing.rows import Changes, Importing, Refused
from bot.services.importing.succession import merge_sets, merge_successions
from bot.services.importing.updates import Updates
from bot.services.offer_succession import offer_to_successors
from bot.services.register_file import PartnershipValues
from storage.engine import Database
from storage.records import Action, Partnership, id_of
from storage.unit_of_work import Author, Work, working

ENABLING_PREFIX = "ENA"
"""What the codes of enabling actions begin with, where they serve no priority of their own."""

_LISTED = 5


def import_register(
    database: Database,
    partnerships: Sequence[PartnershipValues],
    only: str | None,
    by: Author,
    at: datetime,
    dry_run: bool = False,
) -> ImportReport:
    """Import a file's partnerships, or the one whose id is `only`; what was done is put down to `by` at `at`.

    Everything is written in one transaction, and nothing where a finding is an error or `dry_run` is set.
    Raises `BusyError` where the database is held too long, `DuplicateError` where somebody was quicker.
    """
    problems = _problems(partnerships, only)
    chosen = [one for one in partnerships if only is None or str(one.get("id")) == only]
    forms = [read_partnership(one, at) for one in chosen]
    if problems or any(_is_broken(form.findings) for form in forms):
        unwritten = tuple(PartnershipOutcome(one.code, one.name, {}, (), one.findings) for one in forms)
        return ImportReport(unwritten, tuple(problems), dry_run, refused=True)
    with working(database, by, at) as work:
        outcomes = tuple(_import_one(work, form, by, at) for form in forms)
        refused = any(_is_broken(outcome.findings) for outcome in outcomes)
        if not (refused or dry_run):
            work.commit()
    return ImportReport(outcomes, (), dry_run, refused)


def _problems(partnerships: Sequence[PartnershipValues], only: str | None) -> list[Finding]:
    """What is wrong with the partnerships as a list."""
    codes = [str(one.get("id")) for one in partnerships]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    found = [
        Finding(code, "", "the partnership is there twice", "give each its own id", Severity.ERROR)
        for code in twice
    ]
    if only is not None and only not in codes:
        held = ", ".join(codes)
        found.append(
            Finding(only, "", "no such partnership in the file", f"the file has {held}", Severity.ERROR)
        )
    return found


def _is_broken(findings: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _import_one(work: Work, form: PartnershipForm, by: Author, at: datetime) -> PartnershipOutcome:
    partnership = work.everywhere.partnership(form.code)
    is_new = partnership is None
    if partnership is None:
        settings: dict[str, Any] = form.settings.record.model_dump() if form.settings else {}
        partnership = work.everywhere.add_partnership(Partnership(created_at=at, **settings))
    importing = Importing(work, work.register(id_of(partnership)), by, at)
    before = bound_by_words(importing.register)
    try:
        _merge_partnership(importing, form, partnership, is_new)
        _Sections(importing, form, partnership).merge()
    except Refused:
        return PartnershipOutcome(form.code, form.name, {}, (), (*form.findings, *importing.findings))
    _note_what_is_gone(importing, form)
    offer_to_successors(importing.register, at)
    bindings = bind_to_meetings(importing.register, at)
    new = [each for each in bound_by_words(importing.register) if each not in before]
    bound = tuple(in_words(importing.register, dict.fromkeys([*new, *bindings])))
    counts: dict[str, Count] = {
        table: importing.count(table)
        for table in ("partnerships", *WRITING_ORDER, MOVES)
        if table in importing.counts
    }
    findings = (*form.findings, *importing.findings)
    return PartnershipOutcome(form.code, form.name, counts, tuple(importing.rows), findings, bound)


def _merge_partnership(
    importing: Importing, form: PartnershipForm, partnership: Partnership, is_new: bool
) -> None:
    draft = form.settings
    if draft is None:
        return
    known = importing.is_imported(draft)
    aspects = importing.changed_aspects(draft) if known else [one for one, said in draft.said.items() if said]
    changes = importing.write(draft, partnership, aspects)
    if known:
        importing.imported[draft.subject, draft.source].fields = draft.said
    else:
        importing.remember(draft, id_of(partnership))
    verb = "added" if is_new else "changed" if changes else "unchanged"
    importing.told(verb, "partnerships", form.name, importing.worded("partnerships", changes))


class _Sections:
    """The sections of one partnership, written in the order they refer to each other."""

    def __init__(self, importing: Importing, form: PartnershipForm, partnership: Partnership) -> None:
        self._importing = importing
        self._form = form
        self._partnership = partnership
        self._updates = Updates(importing, form.drafts["updates"])
        self._numbers = Numbers(importing.register.actions.codes())
        self._prefixes: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._new_actions: set[str] = set()

    def merge(self) -> None:
        """Write every section. Raises `Refused` where one cannot be written."""
        special: dict[str, Callable[[Sequence[Draft]], None]] = {
            "contacts": partial(merge_contacts, self._importing, self._form.code),
            "priority_sets": partial(merge_sets, self._importing),
            "priorities": self._merge_priorities,
            "actions": self._merge_actions,
            "updates": lambda _: self._updates.add(self._new_actions),
            "meetings": partial(merge_meetings, self._importing),
            "milestones": lambda drafts: merge_milestones(self._importing, drafts, self._form.moves),
            "log_entries": partial(merge_log, self._importing),
            "successions": partial(merge_successions, self._importing),
        }
        for table in WRITING_ORDER:
            write = special.get(table) or partial(self._importing.merge, table)
            write(self._form.drafts[table])
        self._importing.work.flush()

    def _merge_priorities(self, drafts: Sequence[Draft]) -> None:
        said = {folded_name(draft.label): draft.said["prefix"] for draft in drafts if draft.said["prefix"]}
        held = {folded_name(row.name): row.prefix for row in self._importing.register.places.priorities()}
        labels = [draft.label for draft in drafts]
        reserved = [self._partnership.code_prefix, ENABLING_PREFIX]
        by_name = prefixes_by_name(labels, held | said, reserved)
        self._prefixes = {draft.source: by_name[folded_name(draft.label)] for draft in drafts}
        self._importing.merge("priorities", drafts, fresh=self._give_prefix)

    def _give_prefix(self, draft: Draft, values: dict[str, Any]) -> None:
        values["prefix"] = self._prefixes[draft.source]

    def _merge_actions(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            if draft.said["code"]:
                self._check_code(draft, draft.said["code"])
                self._numbers.take(draft.said["code"])
        # In the order of the file, whichever of them is written first.
        new = [draft for draft in drafts if not self._importing.is_imported(draft)]
        self._codes = {draft.source: draft.said["code"] or self._next_code(draft) for draft in new}
        self._importing.merge("actions", drafts, fresh=self._complete_action, changed=_next_version)

    def _check_code(self, draft: Draft, code: str) -> None:
        """A code in the file has to be free, or the action's own already."""
        holder = self._importing.register.actions.by_code(code)
        own = self._importing.is_imported(draft)
        if holder is not None and own and holder.id == self._importing.id_of(draft.subject, draft.source):
            return
        where = f"{self._form.code}: action {draft.source}, code"
        if own:
            self._importing.note(where, f"{code} is not its code", "the code it has", "a code never changes")
        elif holder is not None:
            taken = f"{code} is another action's in the register"
            self._importing.note(where, taken, "", "leave the code out", Severity.ERROR)
            raise Refused

    def _complete_action(self, draft: Draft, values: dict[str, Any]) -> None:
        """Give a new action its code, and the status that all that was said of it leaves it in."""
        standing = self._updates.standing_of_new(draft.source)
        values["code"] = self._codes[draft.source]
        values |= {"status": standing.status, "confirmed_by_id": standing.confirmed_by_id}
        self._new_actions.add(draft.source)

    def _next_code(self, draft: Draft) -> str:
        """The next code under the action's first priority; enabling actions of none are told apart."""
        first = next(iter(draft.ties["priorities"]), None)
        if first:
            return self._numbers.next(self._prefixes[short_source(first)])
        enabling = draft.said["kind"] == ENABLING
        return self._numbers.next(ENABLING_PREFIX if enabling else self._partnership.code_prefix)


def _next_version(_draft: Draft, action: Action, _changes: Changes) -> None:
    action.version += 1


def _note_what_is_gone(importing: Importing, form: PartnershipForm) -> None:
    """What an earlier file said and this one does not is left alone, and mentioned once a subject."""
    said = {(draft.subject, draft.source) for drafts in form.drafts.values() for draft in drafts}
    gone: dict[str, list[str]] = {}
    for subject, source in importing.imported:
        if subject in WRITING_ORDER and (subject, source) not in said and not source.endswith(STATED):
            gone.setdefault(subject, []).append(source)
    for subject, sources in gone.items():
        listed = ", ".join(sources[:_LISTED]) + (
            f" and {len(sources) - _LISTED} more" if sources[_LISTED:] else ""
        )
        where = f"{form.code}: {subject.replace('_', ' ')}"
        importing.note(where, f"no longer in the file: {listed}", "left as they are in the register", "")
