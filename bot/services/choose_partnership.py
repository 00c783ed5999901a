"""Choose the partnership a command is about."""

from storage.engine import Database
from storage.records import Partnership
from storage.unit_of_work import reading


def choose_partnership(database: Database, code: str | None) -> Partnership | tuple[str, ...]:
    """The partnership with this code, or the only one; else the codes there are to choose from."""
    with reading(database) as look:
        partnerships = look.everywhere.partnerships()
    fits = [each for each in partnerships if code is None or each.code == code]
    return fits[0] if len(fits) == 1 else tuple(each.code for each in partnerships)
