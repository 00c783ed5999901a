"""Put a register that was written out as JSON back, to the last field, ids and history included.

It goes into a database that holds none of it yet; a register that is there already is left exactly as it is.
"""

from dataclasses import replace
from datetime import datetime

from bot.rules.register_json import RegisterDocument, UnreadableDocument, read_document
from bot.rules.restoring import HeldOtherwise, IdsTaken, Restored, RestoreOutcome
from storage.engine import Database
from storage.records import id_of
from storage.repositories.whole import Misfit
from storage.unit_of_work import Author, Work, working


def restore_register(database: Database, content: bytes, by: Author, at: datetime) -> RestoreOutcome:
    """Put it back, all of it or nothing. Raises `BusyError` where the database is held too long."""
    document = read_document(content)
    if isinstance(document, UnreadableDocument):
        return document
    with working(database, by, at) as work:
        outcome = _restore(work, document)
        if isinstance(outcome, Restored) and not outcome.already:
            work.commit()
    return outcome


def _restore(work: Work, document: RegisterDocument) -> RestoreOutcome:
    code = str(document.partnership["code"])
    restored = Restored(code, str(document.partnership.get("name")), _count(document), already=False)
    held = work.everywhere.partnership(code)
    if held is not None:
        whole = work.register(id_of(held)).whole
        same = whole.partnership() == document.partnership and whole.tables() == document.tables
        return replace(restored, already=True) if same else HeldOtherwise(code)
    whole = work.register(int(document.partnership["id"])).whole
    if whole.taken(document.tables):
        return IdsTaken(code)
    try:
        whole.put_partnership(document.partnership)
        whole.put(document.tables)
    except Misfit as misfit:
        return UnreadableDocument(
            f"its rows do not fit this version's tables ({misfit})", "export the register again"
        )
    return restored


def _count(document: RegisterDocument) -> int:
    return 1 + sum(len(rows) for rows in document.tables.values())
