"""What stands in the way of an action: its open barriers."""

from bot.rules.outcomes import InTheWay
from bot.rules.permission import ALL
from bot.rules.subjects import BY_TABLE
from bot.services.keep_standing import kept_by
from storage.engine import Database
from storage.records import id_of
from storage.records.glance import ActionGlance, Person
from storage.repositories import Register
from storage.unit_of_work import reading

SORTED = "Sorted"
"""What resolved a barrier, where nothing more was said."""

_MOST = 500


def resolution_of(words: str) -> str:
    """What resolved a barrier, in the words of the update that says it is gone."""
    return words.strip()[:_MOST] or SORTED


def in_the_way(register: Register, action_id: int, besides: int | None = None) -> tuple[InTheWay, ...]:
    """The open barriers of an action, the newest first, but for one raised by the update `besides`."""
    found = register.updates.in_the_way(action_id)
    return tuple(
        InTheWay(barrier_id, words)
        for barrier_id, words, update_id in found
        if besides is None or update_id != besides
    )


def read_in_the_way(
    database: Database, person: Person, code: str
) -> tuple[ActionGlance, tuple[InTheWay, ...], bool] | None:
    """An action, its open barriers, and whether the person may say that they are gone; None for no such action."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        action = register.actions.by_code(code)
        if action is None:
            return None
        open_ones = in_the_way(register, id_of(action))
        may = bool(open_ones) and _may_sort(register, person, open_ones[0].id)
        return register.actions.glance(id_of(action)), open_ones, may


def _may_sort(register: Register, person: Person, barrier_id: int) -> bool:
    subject = BY_TABLE["barriers"]
    values = register.subjects.one(subject.record, barrier_id) or {}
    kept = kept_by(register, person, subject, values, {})
    return kept == ALL or "resolution" in kept
