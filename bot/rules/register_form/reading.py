"""From one partnership's part of a register file to drafts and findings: the whole form, section by section.

What may live here: the order of sections, ids and the roles that several sections imply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.rules.register_form import delivery, structure
from bot.rules.register_form.codes import folded_name
from bot.rules.register_form.delivery import Gathering
from bot.rules.register_form.drafts import Draft, Move, PartnershipForm
from bot.rules.register_form.findings import Notebook
from bot.rules.register_form.rows import Link, Row, Setting
from bot.rules.register_form.settings import known_zone, settings

SECTION_TABLES = {
    "bodies": "bodies",
    "groups": "groups",
    "localities": "localities",
    "people": "contacts",
    "plans": "plans",
    "priority_sets": "priority_sets",
    "cross_cutting_issues": "cross_cutting_issues",
    "actions": "actions",
    "meetings": "meetings",
    "milestones": "milestones",
    "asks": "asks",
}
"""The sections whose rows can be referred to, and the tables that hold them."""

_NESTED = {"priority_sets": "priorities", "actions": "updates"}
"""Rows within rows that have ids too, and the table of the same name."""

KEPT_SECTIONS = frozenset(
    (
        *(
            "enabling_actions",
            "ways_of_working",
            "risk_profile",
            "indicators",
            "approach_to_business",
            "risks",
        ),
        *("change_focus_end_2023", "external_recommendations", "learning", "consultations", "evidence"),
        *(
            "cross_cutting_issues",
            "decisions",
            "reports",
            "approvals",
            "succession",
            "engagement",
            "strapline",
        ),
    )
)
"""Sections of the form that the register does not hold yet."""

WRITING_ORDER = (
    *("bodies", "groups", "localities", "contacts", "plans", "priority_sets", "priorities", "roles"),
    *("actions", "updates", "barriers", "meetings", "milestones", "asks"),
)
"""Tables in the order their rows can be written: what is referred to comes first."""


def read_partnership(values: Mapping[object, object], at: datetime) -> PartnershipForm:
    """Read everything a file says of one partnership. `at` is the instant of the import; nothing is raised."""
    code = str(values.get("id") or "").strip()
    notebook = Notebook()
    zone = known_zone(values.get("time_zone")) or ZoneInfo("Europe/London")
    tables = _tables(values, code, notebook)
    row = Row(Setting(code or "?", notebook, tables, zone, at), "partnership", "partnership", values)
    if not code:
        row.error("id", "the partnership has no id", "give it a short one: it becomes the partnership's code")
    form = _Form(row, settings(row, code))
    form.read()
    form.check()
    _keep_sections(row)
    findings = (*notebook.findings, *notebook.kept_findings(code))
    return PartnershipForm(code, form.name, form.settings, form.by_table(), tuple(form.moves), findings)


def _tables(values: Mapping[object, object], code: str, notebook: Notebook) -> dict[str, str]:
    """The table of every id in the file; an id used twice is an error."""
    tables = {code: "partnerships"} if code else {}
    for section, table, number, row in _identified(values):
        source = row.get("id")
        if source is None:
            if table != "updates":
                notebook.error(
                    f"{code}: {section} {number}", "has no id", "give it one of its own, and keep it"
                )
        elif str(source) in tables:
            notebook.error(f"{code}: {section} {source}", "the id is there twice", "give each row its own id")
        else:
            tables[str(source)] = table
    return tables


def _identified(values: Mapping[object, object]) -> Iterator[tuple[str, str, int, Mapping[str, Any]]]:
    for section, table in SECTION_TABLES.items():
        inner = _NESTED.get(section, "")
        for number, row in enumerate(_mappings(values.get(section)), 1):
            yield section, table, number, row
            for place, nested in enumerate(_mappings(row.get(inner)), 1):
                yield inner, inner, place, nested


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _keep_sections(row: Row) -> None:
    for section in sorted(KEPT_SECTIONS):
        if row.has(section):
            row.setting.notebook.keep(section, "", row.count(section))
    row.elsewhere(*KEPT_SECTIONS, *SECTION_TABLES)
    row.finish()


@dataclass(frozen=True, slots=True)
class _Held:
    """A role some section gives a person."""

    row: Row
    values: dict[str, object]
    links: dict[str, Link | None]

    @property
    def key(self) -> str:
        """Who holds which role where."""
        person = self.links.get("contact_id")
        return f"{person[1] if person else ''}/{self.values['role']}/{self.target[1] if self.target else ''}"

    @property
    def target(self) -> Link | None:
        """The group or priority it is held in; None for the whole partnership."""
        return self.links.get("group_id") or self.links.get("priority_id")


class _Form:
    """One partnership under reading: each section's drafts, and what later sections need of earlier ones."""

    def __init__(self, row: Row, own: Draft | None) -> None:
        self._row = row
        self._drafts: list[Draft] = []
        self._held: dict[str, _Held] = {}
        self._led_by: dict[str, Link] = {}
        self._boards: list[str] = []
        self.settings = own
        self.name = own.label if own else row.source
        self.moves: list[Move] = []

    def read(self) -> None:
        """Read every section, whatever is referred to before what refers to it."""
        for one in self._row.rows("bodies", "body"):
            self._add(structure.body(one))
        people = self._read_people()
        self._read_groups()
        for number, one in enumerate(self._row.rows("localities", "locality"), 1):
            self._add(structure.locality(one, number))
        self._read_plans()
        chair = self._row.link("chair", "contacts")
        if chair:
            self._hold(
                self._row, "chair", chair, "group_id", ("groups", self._boards[0]) if self._boards else None
            )
        places = self._names("groups") | self._names("priorities")
        for key, held in self._held.items():
            of = places.get(held.target[1], "") if held.target else "the partnership"
            self._add(structure.role_draft(held.row, held.values, held.links, key, of))
        self._read_actions(people)
        self._read_meetings_and_milestones()
        for one in self._row.rows("asks", "ask"):
            self._add(delivery.ask(one))

    def check(self) -> None:
        """What only shows when all is read: rows above themselves, and prefixes two names share."""
        for table, column in (("groups", "parent_id"), ("plans", "superseded_by_id")):
            above = {
                one.source: one.links[column][1]
                for one in self._drafts
                if column in one.links and one.subject == table
            }
            for source in sorted(above):
                if _is_above_itself(source, above):
                    where = f"{self._row.source}: {table} {source}"
                    self._row.setting.notebook.error(
                        where, "it stands above itself", "correct what is above what"
                    )
        self._check_prefixes()

    def _check_prefixes(self) -> None:
        names: dict[str, str] = {}
        for draft in (one for one in self._drafts if one.subject == "priorities" and one.said["prefix"]):
            prefix = draft.said["prefix"]
            first = names.setdefault(prefix, draft.label)
            if folded_name(first) != folded_name(draft.label):
                where = f"{self._row.source}: priority {draft.source}, prefix"
                advice = "give each priority its own prefix"
                self._row.setting.notebook.note(
                    where, f"{prefix} is {first}'s too", "codes of both are numbered on", advice
                )

    def by_table(self) -> dict[str, tuple[Draft, ...]]:
        """The drafts, by table in the order they can be written."""
        tables: dict[str, list[Draft]] = {table: [] for table in WRITING_ORDER}
        for draft in self._drafts:
            tables[draft.subject].append(draft)
        return {table: tuple(drafts) for table, drafts in tables.items()}

    def _add(self, draft: Draft | None) -> None:
        if draft:
            self._drafts.append(draft)

    def _names(self, table: str) -> dict[str, str]:
        return {draft.source: draft.label for draft in self._drafts if draft.subject == table}

    def _read_people(self) -> dict[str, str]:
        """The people, their own roles, and how each is named: "post, body"."""
        bodies, named = self._names("bodies"), {}
        emails: dict[tuple[str, str], str] = {}
        for one in self._row.rows("people", "person"):
            draft = structure.person(one)
            self._add(draft)
            for row, values, links in structure.roles(one, ("contacts", one.source)):
                self._hold_listed(_Held(row, values, links))
            if draft:
                self._check_unique(one, draft, emails)
                named[one.source] = _in_post(draft, bodies)
        return named

    def _check_unique(self, row: Row, draft: Draft, seen: dict[tuple[str, str], str]) -> None:
        for column, what in (("email", "email"), ("slack_id", "Slack account")):
            said = draft.said[column]
            if said and (column, said) in seen:
                row.error(
                    what, f"{said} is {seen[column, said]}'s too", "each person has an address of their own"
                )
            elif said:
                seen[column, said] = row.source

    def _hold_listed(self, held: _Held) -> None:
        """A role listed with a person; held before and again, it is two."""
        times = sum(key.partition("#")[0] == held.key for key in self._held) if held.key in self._held else 0
        self._held[f"{held.key}#{times + 1}" if times else held.key] = held

    def _hold(self, row: Row, role: str, person: Link | None, column: str, target: Link | None) -> None:
        """A role another section names, unless the person's own row lists it."""
        held = _Held(row, {"role": role}, {"contact_id": person, "group_id": None, "priority_id": None})
        held.links[column] = target
        if person:
            self._held.setdefault(held.key, held)

    def _read_groups(self) -> None:
        for one in self._row.rows("groups", "group"):
            leads = one.link("leads_priority", "priorities")
            if leads:
                self._led_by[leads[1]] = ("groups", one.source)
            for key in ("chair", "lead_officer"):
                self._hold(one, key, one.link(key, "contacts"), "group_id", ("groups", one.source))
            if one.text("kind") == "board":
                self._boards.append(one.source)
            self._add(structure.group(one))

    def _read_plans(self) -> None:
        for one in self._row.rows("plans", "plan"):
            self._add(structure.plan(one))
        for a_set in self._row.rows("priority_sets", "priority set"):
            for one in a_set.rows("priorities", "priority"):
                friend = one.link("critical_friend", "contacts")
                self._hold(one, "critical_friend", friend, "priority_id", ("priorities", one.source))
                of_set = ("priority_sets", a_set.source)
                self._add(structure.priority(one, of_set, self._led_by.get(one.source)))
            self._add(structure.priority_set(a_set))

    def _read_actions(self, people: Mapping[str, str]) -> None:
        issues = {}
        for one in self._row.rows("cross_cutting_issues", "cross-cutting issue"):
            issues[one.source] = one.text("name") or one.source
        codes: dict[str, str] = {}
        for one in self._row.rows("actions", "action"):
            draft = delivery.action(one, issues)
            self._add(draft)
            for said in delivery.updates(one, ("actions", one.source), people.get):
                self._add(said)
            code = draft.said["code"] if draft else None
            if code and code in codes:
                one.error("code", f"{code} is {codes[code]}'s too", "each action has a code of its own")
            elif code:
                codes[code] = one.source

    def _read_meetings_and_milestones(self) -> None:
        places = self._names("bodies") | self._names("groups") | {self._row.source: self.name}
        gatherings: list[Gathering] = []
        for one in self._row.rows("meetings", "meeting"):
            draft, gathering = delivery.meeting(one, frozenset(self._boards), places)
            self._add(draft)
            gatherings.append(gathering)
        for one in self._row.rows("milestones", "milestone"):
            draft, moves = delivery.milestone(one, gatherings)
            self._add(draft)
            self.moves.extend(moves)


def _is_above_itself(source: str, above: Mapping[str, str]) -> bool:
    seen, at = set[str](), source
    while at in above and at not in seen:
        seen.add(at)
        at = above[at]
    return at == source and bool(seen)


def _in_post(draft: Draft, bodies: Mapping[str, str]) -> str:
    """A person as others are told: "Health Improvement Manager, NHS Inverlath"."""
    body = draft.links.get("body_id")
    parts = (draft.said["post"], bodies.get(body[1]) if body else None)
    return ", ".join(part for part in parts if part) or draft.label
