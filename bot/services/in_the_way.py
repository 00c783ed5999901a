"""What stands in the way of an action: its open barriers."""

from bot.rules.outcomes import InTheWay
from storage.engine import Database
from storage.records import id_of
from storage.records.glance import ActionGlance
from storage.repositories import Register
from storage.unit_of_work import reading

SORTED = "Sorted"
"""What resolved a barrier, where nothing more was said."""


def in_the_way(register: Register, action_id: int, besides: int | None = None) -> tuple[InTheWay, ...]:
    """The open barriers of an action, the newest first, but for one raised by the update `besides`."""
    found = register.updates.open_barriers(action_id)
    return tuple(
        InTheWay(id_of(each), each.words) for each in found if besides is None or each.update_id != besides
    )


def read_in_the_way(
    database: Database, partnership_id: int, code: str
) -> tuple[ActionGlance, tuple[InTheWay, ...]] | None:
    """An action and its open barriers; None for no such action."""
    with reading(database) as look:
        register = look.register(partnership_id)
        action = register.actions.by_code(code)
        if action is None:
            return None
        return register.actions.glance(id_of(action)), in_the_way(register, id_of(action))
