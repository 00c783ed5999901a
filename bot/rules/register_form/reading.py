"""From one partnership's part of a register file to drafts and findings: the whole form, section by section.

What may live here: the order of sections, ids and the roles that several sections imply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.rules.register_form import business, delivery, knowing, planning, structure
from bot.rules.register_form.by_catalogue import read_row
from bot.rules.register_form.codes import folded_name
from bot.rules.register_form.delivery import Gathering
from bot.rules.register_form.drafts import Draft, Drafts, Move, PartnershipForm, short_source
from bot.rules.register_form.findings import Notebook
from bot.rules.register_form.held import Held, Roles
from bot.rules.register_form.rows import Link, Row, Setting, plain
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
    "enabling_actions": "actions",
    "meetings": "meetings",
    "milestones": "milestones",
    "asks": "asks",
    "decisions": "decisions",
    "board_action_log": "log_entries",
    **dict(knowing.PLAIN),
}
"""The sections whose rows can be referred to, and the tables that hold them."""

_NESTED = {
    "priority_sets": ("priorities",),
    "actions": ("updates",),
    "enabling_actions": ("updates",),
    "meetings": ("decisions", "reports"),
}
"""Rows within rows that have ids too; each key is the name of its table."""

_MAY_LACK_AN_ID = frozenset(
    ("updates", "reports", "decisions", "log_entries", *(table for _, table in knowing.PLAIN))
)
"""What is known again by its words where it has no id of its own."""

WRITING_ORDER = (
    *("bodies", "localities", "groups", "contacts", "plans", "priority_sets", "priorities", "roles", "seats"),
    *("cross_cutting_issues", "actions", "updates", "barriers", "resources", "meetings", "milestones"),
    *("asks", "reports", "recommendations", "decisions", "log_entries", "approvals", "successions", "duties"),
    *("audit_recommendations", "risks", "indicators", "measurements", "engagements", "consultations"),
    *("findings", "evidence", "learning_points"),
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
    row.elsewhere(*SECTION_TABLES)
    row.finish()
    findings = tuple(notebook.findings)
    return PartnershipForm(code, form.name, form.settings, form.by_table(), tuple(form.moves), findings)


def _tables(values: Mapping[object, object], code: str, notebook: Notebook) -> dict[str, str]:
    """The table of every id in the file; an id used twice is an error."""
    tables = {code: "partnerships"} if code else {}
    for section, table, number, row in _identified(values):
        source = row.get("id")
        if source is None:
            if table not in _MAY_LACK_AN_ID:
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
        for number, row in enumerate(_mappings(values.get(section)), 1):
            yield section, table, number, row
            for inner in _NESTED.get(section, ()):
                for place, nested in enumerate(_mappings(row.get(inner)), 1):
                    yield inner, inner, place, nested


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


class _Form:
    """One partnership under reading: each section's drafts, and what later sections need of earlier ones."""

    def __init__(self, row: Row, own: Draft | None) -> None:
        self._row = row
        self._drafts = Drafts()
        self._roles = Roles()
        self._led_by: dict[str, Link] = {}
        self._boards: list[str] = []
        self._gatherings: list[Gathering] = []
        self.settings = own
        self.name = own.label if own else row.source
        self.moves: list[Move] = []

    def read(self) -> None:
        """Read every section, whatever is referred to before what refers to it."""
        for one in self._row.rows("bodies", "body"):
            self._drafts.add(one, read_row(one, "bodies"))
        people = self._read_people()
        self._read_groups()
        self._read_localities(people)
        plans = list(self._row.rows("plans", "plan"))
        for one in plans:
            planning.plan(one, self._drafts)
        self._read_priorities(plans)
        self._read_roles()
        self._read_actions(people)
        self._read_meetings()
        for one in plans:
            planning.approvals(one, self._drafts, self._places(), self._gatherings)
        self._read_what_is_due()
        for key, table in knowing.PLAIN:
            knowing.plain_section(self._row, key, table, self._drafts)
        knowing.learning(self._row, self._drafts)
        knowing.risk_profile(self._row, self._drafts)

    def check(self) -> None:
        """What only shows when all is read: rows above themselves, and prefixes two names share."""
        for table in WRITING_ORDER:
            above = {
                one.source: [short_source(link[1]) for link in one.links.values() if link[0] == table]
                for one in self._drafts.of(table)
            }
            for source in sorted(one for one in above if _is_above_itself(one, above)):
                where = f"{self._row.source}: {plain(table)} {source}"
                self._row.setting.notebook.error(
                    where, "it stands above itself", "correct what is above what"
                )
        self._check_prefixes()

    def _check_prefixes(self) -> None:
        names: dict[str, str] = {}
        for draft in (one for one in self._drafts.of("priorities") if one.said["prefix"]):
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
        return {table: tuple(self._drafts.of(table)) for table in WRITING_ORDER}

    def _places(self) -> dict[str, str]:
        """What may meet or approve: bodies, groups and the partnership, by the file's id."""
        named = self._drafts.names("bodies") | self._drafts.names("groups")
        return named | {self._row.source: self.name}

    def _read_people(self) -> dict[str, str]:
        """The people, their own roles, and how each is named: "post, body"."""
        bodies, named = self._drafts.names("bodies"), {}
        emails: dict[tuple[str, str], str] = {}
        for one in self._row.rows("people", "person"):
            draft = self._drafts.add(one, structure.person(one))
            for row, values, links in structure.roles(one, ("contacts", one.source)):
                self._roles.add_listed(Held(row, values, links))
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

    def _read_groups(self) -> None:
        groups = list(self._row.rows("groups", "group"))
        replaced = {
            link[1]: ("groups", one.source) for one in groups if (link := one.link("replaces", "groups"))
        }
        for one in groups:
            leads = one.link("leads_priority", "priorities")
            if leads:
                self._led_by[leads[1]] = ("groups", one.source)
            for key in ("chair", "lead_officer"):
                self._roles.add(one, key, one.link(key, "contacts"), "group_id", ("groups", one.source))
            if one.text("kind") == "board":
                self._boards.append(one.source)
            self._drafts.add(one, structure.group(one, replaced.get(one.source)))
        names = {one.source: [one.label, *one.said["aka"]] for one in self._drafts.of("groups")}
        for one in groups:
            structure.seats(one, self._drafts)
            structure.duties(one, self._drafts, names, self._boards)

    def _read_localities(self, people: Mapping[str, str]) -> None:
        """The localities; who chairs and leads one does so in the group of that place, if it has one."""
        own = {
            one.links["locality_id"][1]: one
            for one in self._drafts.of("groups")
            if "locality_id" in one.links
        }
        for number, one in enumerate(self._row.rows("localities", "locality"), 1):
            group, in_words = own.get(one.source), []
            for key in ("chair", "lead_officer"):
                person = one.link(key, "contacts")
                if person and group:
                    self._roles.add(one, key, person, "group_id", ("groups", group.source))
                elif person:
                    in_words.append(f"{plain(key)}: {people.get(person[1], person[1])}")
            self._drafts.add(one, structure.locality(one, number, in_words))

    def _read_priorities(self, plans: Sequence[Row]) -> None:
        sets = [
            (one, list(one.rows("priorities", "priority")))
            for one in self._row.rows("priority_sets", "priority set")
        ]
        replaced_by = planning.replacements(plans, sets)
        for a_set, priorities in sets:
            of_set = ("priority_sets", a_set.source)
            for one in priorities:
                friend = one.link("critical_friend", "contacts")
                self._roles.add(one, "critical_friend", friend, "priority_id", ("priorities", one.source))
                self._drafts.add(one, planning.priority(one, of_set, self._led_by.get(one.source)))
            self._drafts.add(a_set, planning.priority_set(a_set, replaced_by.get(a_set.source)))
        for a_set, priorities in sets:
            for one in priorities:
                is_replaced = a_set.source in replaced_by or a_set.has("replaced_by")
                planning.successions(one, self._drafts, is_replaced)

    def _read_roles(self) -> None:
        chair = self._row.link("chair", "contacts")
        if chair:
            board = ("groups", self._boards[0]) if self._boards else None
            self._roles.add(self._row, "chair", chair, "group_id", board)
        places = self._drafts.names("groups") | self._drafts.names("priorities")
        for key, held in self._roles.by_key.items():
            of = places.get(held.target[1], "") if held.target else "the partnership"
            self._drafts.add(held.row, structure.role_draft(held.row, held.values, held.links, key, of))

    def _read_actions(self, people: Mapping[str, str]) -> None:
        for one in self._row.rows("cross_cutting_issues", "cross-cutting issue"):
            self._drafts.add(one, read_row(one, "cross_cutting_issues"))
        issues, codes = self._drafts.names("cross_cutting_issues"), dict[str, str]()
        for section, kind in (("actions", None), ("enabling_actions", delivery.ENABLING)):
            for one in self._row.rows(section, "action"):
                draft = self._drafts.add(one, delivery.action(one, issues, kind))
                for said in delivery.updates(one, ("actions", one.source), people.get):
                    self._drafts.add(one, said)
                delivery.resources(one, self._drafts)
                code = draft.said["code"] if draft else None
                if code and codes.setdefault(code, one.source) != one.source:
                    one.error("code", f"{code} is {codes[code]}'s too", "each action has a code of its own")

    def _read_meetings(self) -> None:
        boards, papers = frozenset(self._boards), business.documents(self._row)
        for one in self._row.rows("meetings", "meeting"):
            draft, gathering = delivery.meeting(one, boards, self._places())
            self._gatherings.append(gathering)
            self._drafts.add(one, draft)
            for report in one.rows("reports", "report"):
                business.report(report, gathering.link, self._drafts, papers)
            for decision in one.rows("decisions", "decision", bare="words"):
                business.decision(decision, gathering.link, self._drafts)
        for one in self._row.rows("reports", "report"):
            business.report(one, None, self._drafts, papers)
        business.other_papers(papers, self._drafts, self._gatherings)

    def _read_what_is_due(self) -> None:
        for one in self._row.rows("milestones", "milestone"):
            draft, moves = delivery.milestone(one, self._gatherings)
            self._drafts.add(one, draft)
            self.moves.extend(moves)
        for one in self._row.rows("asks", "ask"):
            self._drafts.add(one, delivery.ask(one))
        for one in self._row.rows("decisions", "decision", bare="words"):
            business.decision(one, None, self._drafts)
        for one in self._row.rows("board_action_log", "log entry"):
            business.log_entry(one, self._drafts)


def _is_above_itself(source: str, above: Mapping[str, Sequence[str]]) -> bool:
    seen, waiting = set[str](), list(above[source])
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting.extend(above.get(at, ()))
    return source in seen


def _in_post(draft: Draft, bodies: Mapping[str, str]) -> str:
    """A person as others are told: "Health Improvement Manager, NHS Inverlath"."""
    body = draft.links.get("body_id")
    parts = (draft.said["post"], bodies.get(body[1]) if body else None)
    return ", ".join(part for part in parts if part) or draft.label
