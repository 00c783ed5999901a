"""Write a register out: as JSON that can be put back, as a workbook, or as CSV files.

What may live here: the use-case. How a sheet is filled is `bot.papers.register_tables`.
"""

from datetime import datetime

from bot.papers.register_csv import register_csv, zipped
from bot.papers.register_tables import Contents, register_tables
from bot.papers.register_xlsx import register_xlsx
from bot.rules.register_json import RegisterDocument, write_document
from bot.rules.ways import ways_of
from storage.engine import Database
from storage.repositories import Register
from storage.unit_of_work import reading

ENDINGS = {".xlsx": "xlsx", ".csv.zip": "csv", ".json": "json"}
"""What a file name ends in, and the format that means."""


def format_of(name: str) -> str | None:
    """The format a file name asks for; None for any other."""
    return next((form for ending, form in ENDINGS.items() if name.casefold().endswith(ending)), None)


def export_file(
    database: Database, partnership_id: int, form: str, at: datetime, with_details: bool
) -> bytes:
    """The register in a format of `ENDINGS`. Without `with_details` nobody's email and phone are in it.

    JSON is always whole: it is the register itself.
    """
    if form == "json":
        return _json(database, partnership_id)
    with reading(database) as look:
        contents = _contents(look.register(partnership_id))
    sheets = register_tables(contents, with_details)
    if form == "xlsx":
        return register_xlsx(sheets, at, contents.partnership.code)
    return zipped(register_csv(sheets))


def _json(database: Database, partnership_id: int) -> bytes:
    """Every row with its history, but nothing of what is being sent."""
    with reading(database) as look:
        whole = look.register(partnership_id).whole
        return write_document(RegisterDocument(whole.partnership(), whole.tables()))


def _contents(register: Register) -> Contents:
    partnership = register.places.partnership()
    return Contents(partnership, ways_of(partnership).key, register.whole.values())
