"""What the register knows, as a spreadsheet is read against it: in a few bulk reads.

What may live here: from rows to `bot.sheets.known`. What of it counts as the same is decided there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.rules.dates import Due
from bot.rules.naming import Named
from bot.rules.register_form.codes import folded_name
from bot.rules.sheet_report import ACTIONS, CONTACTS
from bot.rules.ways import Ways
from bot.services.sheeting.memory import remembered
from bot.sheets.action_rows import Reader, due_saying
from bot.sheets.known import Imported, Known, KnownAction, KnownContact, KnownMeeting
from storage.records import (
    Action,
    ActionBody,
    ActionLocality,
    Barrier,
    Contact,
    Group,
    Meeting,
    Milestone,
    PrioritySet,
)
from storage.repositories import Register

Values = Mapping[str, Any]


def read_known(register: Register, ways: Ways, kind: str, today: date) -> Known:
    """Everything that a file of this kind is read against."""
    known = Known(
        today,
        people=_people(register),
        bodies=tuple(
            Named("bodies", body.id or 0, body.name, (body.abbreviation,) if body.abbreviation else ())
            for body in register.places.bodies()
        ),
        groups=tuple(
            Named("groups", group.id or 0, group.name, tuple(group.aka)) for group in register.places.groups()
        ),
        priorities=_priorities(register),
        localities=tuple(
            Named("localities", place.id or 0, place.name) for place in register.places.localities()
        ),
        key=ways.key,
    )
    if kind == ACTIONS:
        return _with_actions(register, known)
    if kind == CONTACTS:
        said = {
            source: row.imported(str(row.subject_id)) for source, row in remembered(register, kind).items()
        }
        return replace(known, contacts=_contacts(register, known), imported=said)
    said = {source: row.imported(str(row.subject_id)) for source, row in remembered(register, kind).items()}
    return replace(known, meetings=_meetings(register), imported=said)


def _people(register: Register) -> tuple[Named, ...]:
    return tuple(
        Named(
            "contacts",
            one.id,
            one.name or one.post or "",
            tuple(filter(None, (one.post if one.name else None, one.email, _in_post(one.post, one.body)))),
            in_part=False,
        )
        for one in register.people.glances()
        if one.name or one.post
    )


def _in_post(post: str | None, body: str | None) -> str | None:
    return f"{post}, {body}" if post and body else None


def _priorities(register: Register) -> tuple[Named, ...]:
    """The priorities that stand, the newest of each name: a set that was replaced takes no new action."""
    replaced = {
        row["id"]
        for row in register.subjects.values(PrioritySet)
        if row["replaced_by_id"] or row["replaced_on"]
    }
    found: dict[str, Named] = {}
    for row in register.places.priorities():
        if row.priority_set_id not in replaced:
            found.setdefault(folded_name(row.name), Named("priorities", row.id or 0, row.name))
    return tuple(found.values())


# -- actions


def _with_actions(register: Register, known: Known) -> Known:
    memory = remembered(register, ACTIONS)
    codes = {row_id: code for row_id, code, _ in register.actions.titles()}
    reader = Reader.of(known) if any(row.waiting for row in memory.values()) else None
    said: dict[str, Imported] = {}
    found_since: dict[str, set[str]] = defaultdict(set)
    for source, row in memory.items():
        code = codes.get(row.subject_id)
        if code is None:
            continue
        found = {
            name
            for name, names in row.waiting.items()
            if reader and any(resolves(reader, name, words) for words in names)
        }
        said[source] = row.imported(code, without=found)
        found_since[code] |= found
    return replace(known, actions=_actions(register, known, found_since), imported=said)


def resolves(reader: Reader, field: str, words: str) -> bool:
    """Whether the register knows by now whom or what a field of a file names so."""
    if field == "priority":
        found = reader.priority(words)
        return bool(found and found.known)
    return bool((reader.localities if field == "locality" else reader.leads).find(words))


def _actions(
    register: Register, known: Known, found_since: Mapping[str, set[str]]
) -> tuple[KnownAction, ...]:
    says = _Says(register, known)
    words = {glance.id: glance.words or "" for glance in register.actions.glances()}
    return tuple(
        KnownAction(
            row["code"],
            row["title"],
            row["paper_reference"] or "",
            says.priority(row["id"]),
            says.of(row, words.get(row["id"], ""), found_since.get(row["code"], frozenset())),
            _due(row),
        )
        for row in register.subjects.values(Action)
    )


class _Says:
    """What the register says of each action, field by field in words, as `FIELDS` of the reading names them."""

    def __init__(self, register: Register, known: Known) -> None:
        self._names = {
            (one.kind, one.id): one.name
            for one in (
                *known.people,
                *known.bodies,
                *known.groups,
                *known.localities,
                # An action keeps the priority it has, whichever set that is of.
                *(Named("priorities", row.id or 0, row.name) for row in register.places.priorities()),
            )
        }
        self._priorities = register.actions.first_priorities()
        self._bodies = _by_action(register.subjects.values(ActionBody))
        self._localities = _by_action(register.subjects.values(ActionLocality))
        self._milestones = _by_action(register.subjects.values(Milestone))
        self._barriers = _by_action(register.subjects.values(Barrier, None, resolved_at=None))

    def priority(self, action_id: int) -> str:
        return self._name("priorities", self._priorities.get(action_id))

    def of(self, row: Values, words: str, found_since: Iterable[str]) -> dict[str, str]:
        """Every field that says anything. Of one whose names were found since, the register says nothing yet."""
        action_id = row["id"]
        said = {
            "lead": row["lead_words"]
            or self._name("bodies", row["lead_body_id"])
            or self._name("groups", row["lead_group_id"]),
            "officer": self._name("contacts", row["officer_id"]),
            "deputy": self._name("contacts", row["deputy_id"]),
            "partners": self._lines("bodies", self._bodies[action_id], "body_id"),
            "locality": self._lines("localities", self._localities[action_id], "locality_id"),
            "start": row["starts_words"],
            "status": row["status"],
            "progress": words,
            "milestone": "\n".join(
                f"{one['title']} · {due_saying(_due(one))}" for one in self._milestones[action_id]
            ),
            "why": row["why"],
            "kind": row["kind"],
            "barrier": "\n".join(one["words"] for one in self._barriers[action_id]),
            "cross_cutting": "\n".join(row["cross_cutting"]),
            "quick_win": str(bool(row["quick_win"])),
            "notes": row["note"],
        }
        return {name: value for name, value in said.items() if value and name not in found_since}

    def _name(self, kind: str, row_id: int | None) -> str:
        return self._names.get((kind, row_id or 0), "")

    def _lines(self, kind: str, rows: Sequence[Values], column: str) -> str:
        return "\n".join(filter(None, (self._name(kind, row[column]) for row in rows)))


def _by_action(rows: Iterable[Values]) -> dict[int | None, list[Values]]:
    found: dict[int | None, list[Values]] = defaultdict(list)
    for row in rows:
        found[row["action_id"]].append(row)
    return found


def _due(row: Values) -> Due | None:
    if row["latest"] is None and not row["date_words"]:
        return None
    return Due(row["earliest"], row["latest"], row["precision"], row["date_words"] or "")


# -- contacts and meetings


def _contacts(register: Register, known: Known) -> tuple[KnownContact, ...]:
    """Everybody, those who have left too: an address belongs to one person alone."""
    bodies = {one.id: one.name for one in known.bodies}
    groups = {one.id: one.name for one in known.groups}
    in_groups: dict[int, list[str]] = defaultdict(list)
    for role in register.people.roles_on(known.today):
        if role.group_id in groups:
            in_groups[role.contact_id].append(groups[role.group_id])
    return tuple(
        KnownContact(
            row["id"],
            row["name"] or row["post"] or "",
            row["email"] or "",
            _filled(
                post=row["post"],
                body=bodies.get(row["body_id"]),
                phone=row["phone"],
                groups="\n".join(dict.fromkeys(in_groups[row["id"]])),
                notes=row["note"],
            ),
        )
        for row in register.subjects.values(Contact)
    )


def _filled(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _meetings(register: Register) -> tuple[KnownMeeting, ...]:
    groups = {row["id"]: row["name"] for row in register.subjects.values(Group)}
    return tuple(
        KnownMeeting(
            row["id"],
            row["name"] or groups.get(row["group_id"], ""),
            row["latest"] if row["precision"] == "day" or row["earliest"] == row["latest"] else None,
            row["local_time"] or "",
            row["state"],
            row["papers_due"].isoformat() if row["papers_due"] else "",
        )
        for row in register.subjects.values(Meeting)
    )
