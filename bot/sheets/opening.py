"""Bytes and a file's name to an open workbook, or one clear line saying why not.

What may live here: telling files apart by what is in them. How each kind is read stands in `excel_files` and
`comma_files`; what a name ends in is believed only where the content says nothing.
"""

from __future__ import annotations

from bot.sheets.comma_files import open_text
from bot.sheets.excel_files import open_excel
from bot.sheets.grid import NOT_A_SPREADSHEET, Refusal, Workbook

LARGEST = 50 * 1024 * 1024
"""Bytes a file may have."""

TOO_LARGE = Refusal(
    "too_large",
    f"This file is larger than {LARGEST // (1024 * 1024)} MB. Please send the sheet of actions alone.",
)
_EMPTY = Refusal("empty", "This file is empty.")
_OLD = Refusal("old_format", "This is an old Excel file (.xls). Please save it as .xlsx and send that.")
_PASSWORD = Refusal(
    "password", "This file is protected by a password. Please send a copy that opens without one."
)
_MACROS = Refusal(
    "macros",
    "This workbook may hold macros, so nothing of it was read. Please save it as .xlsx and send that.",
)

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_TEXTS = (".csv", ".tsv", ".txt", ".tab")


def open_spreadsheet(content: bytes, name: str) -> Workbook | Refusal:
    """An .xlsx or .csv file, opened. Never raises, whatever the bytes; what it cannot read is refused."""
    ending = _ending(name)
    if not content:
        return _EMPTY
    if len(content) > LARGEST:
        return TOO_LARGE
    if content.startswith(_OLE):
        return _old_or_locked(content)
    if content.startswith(_ZIP):
        return _MACROS if ending in (".xlsm", ".xltm", ".xlam") else open_excel(content, name)
    if content.startswith(b"PK") or ending not in _TEXTS:
        return NOT_A_SPREADSHEET
    return open_text(content, name)


def _old_or_locked(content: bytes) -> Refusal:
    """Both begin alike; which it is stands in the names of the streams, two bytes a letter."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _PASSWORD
    is_book = any(name.encode("utf-16-le") in content for name in ("Workbook", "Book"))
    return _OLD if is_book else NOT_A_SPREADSHEET


def _ending(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].casefold() if dot >= 0 else ""
