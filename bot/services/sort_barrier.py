"""Say with one tap that a barrier stands in the way no more, or that it does after all."""

from datetime import datetime

from bot.rules.keeping import KeptRow, Refused
from bot.rules.ways import Ways
from bot.services.also import Also
from bot.services.in_the_way import SORTED
from bot.services.keep_subject import Keeping, keep
from storage.engine import Database
from storage.records import Update
from storage.records.glance import Person
from storage.unit_of_work import reading

_MOST = 500


def sort_barrier(
    database: Database,
    ways: Ways,
    person: Person,
    barrier_id: int,
    resolution: str,
    submission_key: str,
    at: datetime,
    also: Also[KeptRow],
) -> KeptRow | Refused:
    """Keep what resolved a barrier; with no `resolution` it stands in the way again."""
    keeping = Keeping("barriers", {"resolution": resolution}, submission_key, barrier_id)
    return keep(database, ways, person, keeping, at, also)


def resolution_in(database: Database, partnership_id: int, update_id: int) -> str:
    """The words of the update that says a barrier is gone; a plain word where there is none."""
    with reading(database) as look:
        update = look.register(partnership_id).rows.get(Update, update_id) if update_id else None
        return (update.words.strip()[:_MOST] if update is not None else "") or SORTED
