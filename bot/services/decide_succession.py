"""Decide on an open action whose priorities were replaced: keep it under a new one, or close it and say why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.rules.choosing import FINISHED
from bot.rules.permission import is_support
from bot.rules.replacing import (
    ENDED,
    REASONS,
    TOLD_WITHIN,
    Became,
    CameOf,
    Close,
    Decided,
    Keep,
    NotReplaced,
    ToDecide,
    Walk,
)
from bot.rules.succession import Line, suggested
from bot.rules.ways import Ways
from bot.services.also import Also, nothing_else
from bot.services.record_update import Saying, record_within
from bot.services.replacing_sets import Replacing, finish, replacing_of, under_way
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import Action, ActionPriority, PrioritySet, Succession, id_of
from storage.records.glance import Person, PlannedLine
from storage.repositories import Register
from storage.unit_of_work import Work, reading, working

REPLACED = "the set was replaced"
"""Why, in the history of whatever the walk decides."""


def read_walk(database: Database, person: Person) -> Walk | NotReplaced:
    """How far the replacing under way has come."""
    if not is_support(person):
        return NotReplaced("support_only")
    with reading(database) as look:
        return walk_within(look.register(person.partnership_id)) or NotReplaced("none_under_way")


def decide_succession(
    database: Database,
    ways: Ways,
    person: Person,
    decided: tuple[Decided, ...],
    key: str,
    at: datetime,
    also: Also[Walk] = nothing_else,
) -> Walk | NotReplaced:
    """Write what was decided, all of it or nothing. Deciding the same twice changes nothing.

    Of several, those that somebody has decided on meanwhile stay as they are.
    """
    if not is_support(person):
        return NotReplaced("support_only")
    with working(database, author_of(person, why=REPLACED), at) as work:
        register = work.register(person.partnership_id)
        replacing = under_way(register)
        if replacing is None:
            return NotReplaced("none_under_way")
        deciding = _Deciding(work, ways, person, replacing, key, at)
        for decision in decided:
            problem = deciding.decide(decision)
            if problem is not None and not (problem.why == "decided_already" and len(decided) > 1):
                return problem
            work.flush()
        finish(register, replacing.old, at)
        walk = walk_of(register, replacing.old)
        also(register, walk)
        work.commit()
        return walk


def walk_within(register: Register) -> Walk | None:
    """The replacing under way, as far as it has come."""
    replacing = under_way(register)
    return _walk(register, replacing) if replacing is not None else None


def walk_of(register: Register, old: PrioritySet) -> Walk:
    """How far the replacing of one set has come. Raises `LookupError` for a set that nothing replaces."""
    replacing = replacing_of(register, old)
    if replacing is None:
        raise LookupError(f"nothing replaces the set {old.id}")
    return _walk(register, replacing)


def _walk(register: Register, replacing: Replacing) -> Walk:
    lines = _lines(register, replacing)
    onward = [line for line in lines if line.to_id in replacing.new_names]
    glances = register.actions.glances_of(replacing.left)
    to_decide = tuple(
        ToDecide(
            code=glances[action.action_id].code,
            title=glances[action.action_id].title,
            status=glances[action.action_id].status,
            served=tuple(name for key, name in replacing.old_names.items() if key in action.priority_ids),
            suggested_id=suggested(action, onward),
        )
        for action in replacing.actions
        if action.action_id in replacing.left
    )
    return Walk(
        replacing.old.label or "",
        replacing.new.label or "",
        tuple(replacing.new_names.items()),
        to_decide,
        len(replacing.actions) - len(to_decide),
        _came_of(register, replacing, lines) if not to_decide else None,
    )


def _lines(register: Register, replacing: Replacing) -> list[Line]:
    rows = register.rows.all(Succession)
    return [Line(each.from_id, each.to_id, each.kind) for each in rows if each.from_id in replacing.old_names]


# -- what came of it


def once_served(register: Register, priority_ids: Iterable[int]) -> frozenset[int]:
    """The actions that served one of these priorities until its set was replaced, by id."""
    return frozenset(action for each in priority_ids for action in _served_until(register, each))


def _served_until(register: Register, priority_id: int) -> Iterator[int]:
    ties = register.history.ever_with({"action_priorities": ("priority_id",)}, priority_id)
    for change in register.history.of_rows(ties):
        taken_away = change.field == "*" and change.before and change.why == REPLACED
        if taken_away and change.before["priority_id"] == priority_id:
            yield int(change.before["action_id"])


def _came_of(register: Register, replacing: Replacing, lines: list[Line]) -> CameOf:
    went_on = once_served(register, replacing.old_names)
    serving = [action.priority_ids for action in replacing.actions if action.action_id in went_on]
    kept = [(name, sum(key in served for served in serving)) for key, name in replacing.new_names.items()]
    closed = _closed(register, replacing)
    return CameOf(
        became=tuple(_became(key, name, lines, replacing) for key, name in replacing.old_names.items()),
        new=len(replacing.new_names),
        kept=tuple((name, number) for name, number in kept if number),
        closed=tuple((reason, closed[reason]) for reason in REASONS if closed[reason]),
    )


def _became(key: int, name: str, lines: list[Line], replacing: Replacing) -> Became:
    own = [line for line in lines if line.from_id == key]
    into = tuple(name for new, name in replacing.new_names.items() if new in {line.to_id for line in own})
    return Became(name, own[0].kind if own else "unknown", into)


def _closed(register: Register, replacing: Replacing) -> Counter[str]:
    """How many actions of the old set were closed for each reason when it was replaced."""
    pairs = register.actions.priority_pairs()
    still = {action_id for action_id, priority_id in pairs if priority_id in replacing.old_names}
    created = next((each.at for each in register.history.of("priority_sets", id_of(replacing.new))), None)
    if created is None or not still:
        return Counter()
    changes = register.history.of_field("actions", still, "closing_reason", created)
    last = {each.subject_id: each.after for each in changes if each.why == REPLACED}
    return Counter(str(reason) for reason in last.values() if reason)


# -- deciding


@dataclass(frozen=True, slots=True)
class _Deciding:
    """One person's decisions, one after another, in one unit of work."""

    work: Work
    ways: Ways
    person: Person
    replacing: Replacing
    key: str
    at: datetime

    @property
    def _register(self) -> Register:
        return self.work.register(self.person.partnership_id)

    def decide(self, decided: Decided) -> NotReplaced | None:
        """Write it; why not, where it cannot be."""
        action = self._register.actions.locked(decided.code)
        if action is None:
            return NotReplaced("no_such_action", decided.code)
        ties = self._ties(action)
        is_left = action.status not in FINISHED and not any(self._is_new(tie) for tie in ties)
        is_left = is_left and any(self._is_old(tie) for tie in ties)
        if isinstance(decided, Keep):
            return self._keep(action, ties, decided.priority_id, is_left)
        return self._close(action, decided) if is_left else NotReplaced("decided_already", action.code)

    def _ties(self, action: Action) -> list[ActionPriority]:
        return list(self._register.subjects.tie_rows(ActionPriority, "action_id", id_of(action), {}))

    def _is_new(self, tie: ActionPriority) -> bool:
        return tie.priority_id in self.replacing.new_names

    def _is_old(self, tie: ActionPriority) -> bool:
        return tie.priority_id in self.replacing.old_names

    def _keep(
        self, action: Action, ties: list[ActionPriority], priority_id: int, is_left: bool
    ) -> NotReplaced | None:
        """The action serves the new priority in the old ones' place; what it served, the history keeps."""
        if priority_id not in self.replacing.new_names:
            return NotReplaced("no_such_priority", action.code)
        if not is_left:
            is_there = any(tie.priority_id == priority_id for tie in ties)
            return None if is_there else NotReplaced("decided_already", action.code)
        ended = [tie for tie in ties if self._is_old(tie)]
        for tie in ended:
            self._register.rows.delete(tie)
        position = min(tie.position for tie in ended)
        new = ActionPriority(action_id=id_of(action), priority_id=priority_id, position=position)
        self._register.rows.add(new)
        action.version += 1
        return None

    def _close(self, action: Action, closing: Close) -> NotReplaced | None:
        register = self._register
        into = register.actions.by_code(closing.merged_into) if closing.merged_into else None
        if closing.reason not in REASONS or (closing.merged_into and into is None):
            return NotReplaced("no_such_action", closing.merged_into or closing.reason)
        if into is not None and into.id == action.id:
            return NotReplaced("into_itself", action.code)
        key = f"{self.key} {action.code}"
        saying = Saying(action.code, key, words=closing.words, status="closed", way="form")
        record_within(self.work, self.ways, self.person, saying, self.at)
        action.closing_reason = closing.reason
        action.merged_into_id = into.id if into else None
        self._tell(action)
        return None

    def _tell(self, action: Action) -> None:
        """Whoever coordinates it hears of it with their next message, unless they closed it themselves."""
        if action.officer_id is None or action.officer_id == self.person.contact_id:
            return
        due_on = self.ways.day_of(self.at) + TOLD_WITHIN
        subject, occasion = f"action {action.id}", f"closed {self.at.isoformat()}"
        facts = {"reason": action.closing_reason, "into": action.merged_into_id}
        line = PlannedLine(ENDED, subject, occasion, action.officer_id, due_on, facts)
        self._register.messages.add_lines([line])
