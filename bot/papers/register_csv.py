"""The register as CSV files, one a sheet, that a spreadsheet opens as text and nothing else.

What may live here: sheets of cells to the bytes of .csv files, and of a .zip that holds them.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.papers.register_tables import Cell, Marked, SheetTable

COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a spreadsheet may take for the beginning of a formula: an apostrophe in front makes it text.

OWASP, "CSV Injection".
"""

_UNSAFE_IN_NAMES = re.compile(r"[^\w -]+")


def register_csv(sheets: Iterable[SheetTable]) -> dict[str, bytes]:
    """The files by name. UTF-8 with a mark at the front, for Excel."""
    files: dict[str, bytes] = {}
    for sheet in sheets:
        base = _UNSAFE_IN_NAMES.sub("", sheet.name).strip().replace(" ", "-").casefold() or "sheet"
        name = f"{base}.csv" if f"{base}.csv" not in files else f"{base}-{len(files)}.csv"
        files[name] = _file(sheet)
    return files


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one .zip: the same bytes for the same files."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, file in files.items():
            archive.writestr(ZipInfo(name), file, ZIP_DEFLATED)
    return content.getvalue()


def _file(sheet: SheetTable) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_said(heading) for heading in sheet.headings])
    writer.writerows([_said(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def _said(value: Cell) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return f"{value:g}" if isinstance(value, float) else str(value)
    words = value.words if isinstance(value, Marked) else value or ""
    return f"'{words}" if words.startswith(COMMANDS) else words
