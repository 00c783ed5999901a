"""List the codes of a register."""

from storage.engine import Database
from storage.unit_of_work import reading


def list_codes(database: Database, partnership_id: int) -> frozenset[str]:
    """Every code the partnership has given."""
    with reading(database) as look:
        return frozenset(look.register(partnership_id).actions.codes())
