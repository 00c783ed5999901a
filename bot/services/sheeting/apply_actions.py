"""Writing what a tracker says of actions: new ones whole, known ones only in what the file has changed.

What may live here: rows and ties. What is said of an action is written by `sheeting.saying`, its milestones by
`sheeting.milestones`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.rules.register_form.codes import Numbers
from bot.rules.sheet_report import ACTIONS
from bot.services.sheeting.besides import besides, is_body, noted, waiting_of
from bot.services.sheeting.memory import Memory
from bot.services.sheeting.milestones import change_milestones, milestones_of
from bot.services.sheeting.priorities import give_priorities
from bot.services.sheeting.saying import Moment, add_words, change_words
from bot.sheets.action_rows import Reader
from bot.sheets.known import Imported, Known
from bot.sheets.people_cells import Lead
from bot.sheets.proposal import ActionSaid, ProposedRow, Verb
from storage.records import (
    Action,
    ActionBody,
    ActionLocality,
    ActionPriority,
    Milestone,
    Owned,
    Priority,
    id_of,
)
from storage.repositories import Register

AT_ONCE = 250
"""Rows written together: few enough to hold, many enough to be quick."""

Row = ProposedRow[ActionSaid]
Tell = Callable[[int, int], None]


@dataclass(slots=True)
class ActionWriter:
    """Writes rows of actions. `names` is, by a row's source, what its action is called once it is written."""

    register: Register
    known: Known
    moment: Moment
    names: dict[str, str] = field(default_factory=dict)
    _memory: Memory = field(init=False)
    _numbers: Numbers = field(init=False)
    _reader: Reader = field(init=False)
    _prefixes: dict[int, str] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)
    _honoured: set[str] = field(default_factory=set)
    _by_target: dict[str, Imported] = field(init=False)

    def __post_init__(self) -> None:
        self._memory = Memory(self.register, ACTIONS)
        self._numbers = Numbers(self.register.actions.codes())
        self._reader = Reader.of(self.known)
        self._by_target = self.known.by_target
        self._ids = {code: row_id for row_id, code, _ in self.register.actions.titles()}

    def write(self, rows: Sequence[Row], tell: Tell) -> None:
        """Write them all, in the caller's unit of work. Rows that are unsure are left out."""
        sure = [row for row in rows if row.verb is not Verb.UNSURE]
        self._prefixes = {id_of(one): one.prefix for one in self.register.rows.all(Priority)}
        sure = give_priorities(self.register, self.known, sure, self._prefixes)
        self._honour([row for row in sure if row.verb is Verb.ADD])
        for first in range(0, len(sure), AT_ONCE):
            some = sure[first : first + AT_ONCE]
            self._add([row for row in some if row.verb is Verb.ADD])
            for row in some:
                if row.verb is not Verb.ADD:
                    self._merge(row)
            self._memory.write()
            self.register.flush()
            tell(first + len(some), len(sure))

    # -- codes

    def _honour(self, rows: Iterable[Row]) -> None:
        """Take the codes of the file that are free and begin as this register's do; any other is a reference."""
        for row in rows:
            code = row.said.code
            if code and code not in self._ids and code.partition("-")[0] == self._prefix(row.said):
                self._honoured.add(code)
                self._numbers.take(code)

    def _prefix(self, said: ActionSaid) -> str:
        known = said.priority.known if said.priority else None
        own = self._prefixes.get(known.id) if known else None
        return own or self.register.places.partnership().code_prefix

    def _code(self, said: ActionSaid) -> str:
        if said.code in self._honoured and said.code not in self._ids:
            return said.code or ""
        return self._numbers.next(self._prefix(said))

    # -- what is new

    def _add(self, rows: Sequence[Row]) -> None:
        added = []
        for row in rows:
            code = self._code(row.said)
            action = self.register.rows.add(Action(code=code, **_values(row.said, code)))
            added.append((row, action))
        self.register.flush()
        for row, action in added:
            self._ids[action.code] = id_of(action)
            self._remember(row, action)
        self._tie(added)
        add_words(self.register, [(row.said, action) for row, action in added], self.moment)

    def _tie(self, added: Sequence[tuple[Row, Action]]) -> None:
        """All that new actions are tied to, kind by kind."""
        ties: dict[type[Owned], list[dict[str, Any]]] = defaultdict(list)
        for row, action in added:
            said, own = row.said, {"action_id": id_of(action)}
            if said.priority and said.priority.known:
                ties[ActionPriority].append(own | {"priority_id": said.priority.known.id})
            bodies = dict.fromkeys(_contributing(said))
            ties[ActionBody] += [own | {"body_id": body_id} for body_id in bodies]
            places = dict.fromkeys(one.known.id for one in said.localities if one.known)
            ties[ActionLocality] += [own | {"locality_id": place_id} for place_id in places]
            ties[Milestone] += milestones_of(id_of(action), said.milestones)
        for kind, rows in ties.items():
            self.register.rows.add_many(kind, rows)

    # -- what is known

    def _merge(self, row: Row) -> None:
        action_id = self._ids[row.target or ""]
        if row.changes:
            action = self.register.rows.get(Action, action_id)
            if action is None:
                raise LookupError(f"no action {row.target}")
            self._change(row, action)
            self.names[row.source] = f"{action.code} {action.title}"
        self._keep(row, action_id)

    def _change(self, row: Row, action: Action) -> None:
        earlier = self._earlier(row)
        before = earlier.said
        changed = {change.field for change in row.changes}
        for name, value in _columns(row.said, changed).items():
            setattr(action, name, value)
        if "cross_cutting" in changed:
            action.cross_cutting = _merged(
                action.cross_cutting, before.get("cross_cutting"), row.said.cross_cutting
            )
        for name in changed & _TIES.keys():
            _TIES[name](self, id_of(action), row.said, before.get(name, ""))
        if "milestone" in changed:
            change_milestones(
                self.register, id_of(action), row.said, before.get("milestone", ""), self.moment.at
            )
        if changed & _BESIDES:
            action.note = noted(action.note, earlier.noted, besides(row.said))
        change_words(self.register, action, row.said, changed, before.get("barrier"), self.moment)
        action.version += 1

    def _earlier(self, row: Row) -> Imported:
        return (
            self.known.imported.get(row.source)
            or self._by_target.get(row.target or "")
            or Imported(row.target or "", {})
        )

    def change_priority(self, action_id: int, said: ActionSaid, before: str) -> None:
        """Serve the priority the file says now, in place of the one it said before."""
        wanted = said.priority.known if said.priority else None
        if wanted is None:
            return
        earlier = self._reader.priority(before)
        ties = self.register.subjects.tie_rows(ActionPriority, "action_id", action_id, {})
        if any(tie.priority_id == wanted.id for tie in ties):
            return
        old = earlier.known.id if earlier and earlier.known else None
        gone = next((tie for tie in ties if tie.priority_id == old), None)
        position = gone.position if gone else max((tie.position for tie in ties), default=0) + 1
        if gone is not None:
            self.register.rows.delete(gone)
            self.register.flush()
        self.register.rows.add(ActionPriority(action_id=action_id, priority_id=wanted.id, position=position))

    def change_bodies(self, action_id: int, said: ActionSaid, before: str) -> None:
        """Tie the bodies the file names now, and let go of those it has taken out."""
        earlier = [lead for line in before.split("\n") for lead in self._reader.leads.leads(line)]
        wanted, gone = set(_contributing(said)), _bodies(earlier)
        self._merge_ties(ActionBody, "body_id", action_id, wanted, gone)

    def change_localities(self, action_id: int, said: ActionSaid, before: str) -> None:
        """The same with where it happens."""
        earlier = (self._reader.localities.find(line) for line in before.split("\n"))
        wanted = {one.known.id for one in said.localities if one.known}
        self._merge_ties(ActionLocality, "locality_id", action_id, wanted, {one.id for one in earlier if one})

    def _merge_ties(
        self,
        record: type[ActionBody] | type[ActionLocality],
        column: str,
        action_id: int,
        wanted: set[int],
        before: set[int],
    ) -> None:
        held = {
            getattr(tie, column): tie
            for tie in self.register.subjects.tie_rows(record, "action_id", action_id, {})
        }
        for other in before - wanted:
            if other in held:
                self.register.rows.delete(held[other])
        for other in sorted(wanted - held.keys()):
            values: dict[str, Any] = {"action_id": action_id, column: other}
            self.register.rows.add(record(**values))
        # The lead and the partners of one row tie the same bodies.
        self.register.flush()

    # -- memory

    def _remember(self, row: Row, action: Action) -> None:
        self.names[row.source] = f"{action.code} {action.title}"
        self._keep(row, id_of(action))

    def _keep(self, row: Row, action_id: int) -> None:
        self._memory.keep(row.source, action_id, row.saying, waiting_of(row.said), besides(row.said))


_TIES: dict[str, Callable[[ActionWriter, int, ActionSaid, str], None]] = {
    "priority": ActionWriter.change_priority,
    "lead": ActionWriter.change_bodies,
    "partners": ActionWriter.change_bodies,
    "locality": ActionWriter.change_localities,
}
"""Fields that are ties, and how one is changed from what the file said before."""

_BESIDES = frozenset(("outcome", "notes", "officer", "deputy", "partners", "locality", "priority"))
"""Fields that may hold words no field of the register has."""


def _values(said: ActionSaid, code: str) -> dict[str, Any]:
    """The columns of a new action. A code of the file that is another's, or not of this register, is a reference."""
    reference = said.reference or (said.code if said.code != code else None)
    everything = {"title", "why", "kind", "start", "due", "lead", "officer", "deputy"}
    return _columns(said, everything) | {
        "paper_reference": reference,
        "cross_cutting": list(said.cross_cutting),
        "quick_win": bool(said.quick_win),
        "status": said.status or "not_started",
        "note": noted(None, (), besides(said)),
    }


def _columns(said: ActionSaid, fields: Iterable[str]) -> dict[str, Any]:
    """The columns of these fields. What names nobody the register knows leaves whoever stands there."""
    values: dict[str, Any] = {}
    for name in fields:
        values |= _COLUMNS[name](said) if name in _COLUMNS else {}
    return values


def _dated(said: ActionSaid) -> dict[str, Any]:
    due = said.due
    if due is None:
        return {}
    return {
        "earliest": due.earliest,
        "latest": due.latest,
        "precision": due.precision,
        "date_words": due.words or None,
    }


def _led(said: ActionSaid) -> dict[str, Any]:
    """The first body or group leads; the cell's own words stand where they say more than its name."""
    lead = said.lead_body
    is_plain = len(said.leads) == 1 and said.leads[0].is_known and said.leads[0].person is None
    return {
        "lead_body_id": lead.id if lead and lead.kind == "bodies" else None,
        "lead_group_id": lead.id if lead and lead.kind == "groups" else None,
        "lead_words": None if is_plain else said.lead_words,
    } | _coordinating(said)


def _coordinating(said: ActionSaid) -> dict[str, Any]:
    return {"officer_id": said.coordinating.id} if said.coordinating else {}


def _deputised(said: ActionSaid) -> dict[str, Any]:
    return {"deputy_id": said.deputy.person.id} if said.deputy and said.deputy.person else {}


_COLUMNS: dict[str, Callable[[ActionSaid], dict[str, Any]]] = {
    "title": lambda said: {"title": said.title},
    "reference": lambda said: {"paper_reference": said.reference} if said.reference else {},
    "why": lambda said: {"why": said.why},
    "kind": lambda said: {"kind": said.kind},
    "start": lambda said: {"starts_words": said.start},
    "due": _dated,
    "lead": _led,
    "officer": _coordinating,
    "deputy": _deputised,
    "quick_win": lambda said: {"quick_win": bool(said.quick_win)},
}
"""The columns that say what a field says."""


def _contributing(said: ActionSaid) -> list[int]:
    """The bodies besides the one that leads: of joint leads all but the first, and every partner."""
    lead = said.lead_body
    others = [one.body for one in (*said.leads, *said.partners) if one.body and is_body(one)]
    return [body.id for body in others if lead is None or (body.kind, body.id) != (lead.kind, lead.id)]


def _bodies(leads: Iterable[Lead]) -> set[int]:
    return {lead.body.id for lead in leads if lead.body and is_body(lead)}


def _merged(held: Sequence[str], before: str | None, said: Sequence[str]) -> list[str]:
    """What others have added stays; what the file has taken out goes."""
    gone = {*(before or "").split("\n")} - {*said}
    return list(dict.fromkeys([*(one for one in held if one not in gone), *said]))
