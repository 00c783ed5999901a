"""Read one update again, when somebody acts on it later."""

from storage.engine import Database
from storage.records import Update
from storage.unit_of_work import reading


def read_update(database: Database, partnership_id: int, update_id: int) -> Update | None:
    """The update, or None where the partnership has no such one."""
    with reading(database) as look:
        return look.register(partnership_id).rows.get(Update, update_id)
