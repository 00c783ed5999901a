"""An .xlsx file before anything in it is unpacked: whether it is one, and whether it is safe to read.

What may live here: the checks on the archive and its parts. What the sheets say is read elsewhere.
"""

from __future__ import annotations

from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile, ZipInfo

from bot.sheets.grid import NOT_A_SPREADSHEET, Refusal

MOST_UNPACKED = 400 * 1024 * 1024
"""Bytes all parts of a file may come to; sheets are read as a stream and never held as a whole."""

_MOST_PARTS = 5_000
_MOST_HELD = 64 * 1024 * 1024
_LITTLE = 8 * 1024 * 1024
_TIGHTEST = 250
_PROLOGUE = 1024 * 1024
_STEP = 16 * 1024
_ENCRYPTED = 0x1
_BINARY_WORKBOOK = "xl/workbook.bin"

_OTHERS = (
    (
        "word/",
        Refusal("other_format", "This is a Word document. Please send the table as an .xlsx or .csv file."),
    ),
    ("ppt/", Refusal("other_format", "This is a PowerPoint file. Please send an .xlsx or a .csv file.")),
    (
        "content.xml",
        Refusal("other_format", "This is an OpenDocument file. Please save it as .xlsx and send that."),
    ),
    (
        _BINARY_WORKBOOK,
        Refusal("other_format", "This is a binary workbook. Please save it as .xlsx and send that."),
    ),
)
_MACROS = Refusal(
    "macros", "This workbook holds macros, so nothing of it was read. Please save it as .xlsx and send that."
)
_PASSWORD = Refusal(
    "password", "This file is protected by a password. Please send a copy that opens without one."
)
UNPACKS_TOO_LARGE = Refusal(
    "unpacks_too_large",
    "This file unpacks to far more than a register can hold, so it was not opened. "
    "Please copy the rows into a new workbook and send that.",
)
_UNSAFE = Refusal("unsafe", "This file holds definitions a spreadsheet has no use for, so it was not opened.")


def refusal_of(archive: ZipFile) -> Refusal | None:
    """Why an archive is not to be read as a workbook; None where it may be. Raises what a damaged archive raises."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    for beginning, refusal in _OTHERS:
        if any(name.startswith(beginning) for name in names):
            return refusal
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return _PASSWORD
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        return _MACROS
    if "[Content_Types].xml" not in names:
        return NOT_A_SPREADSHEET
    return _about_size(parts) or _about_definitions(archive, parts)


def _about_size(parts: list[ZipInfo]) -> Refusal | None:
    """Sizes as the archive states them: unpacking stops there, so a false statement gains nothing."""
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return UNPACKS_TOO_LARGE
    held = sum(part.file_size for part in parts if _is_xml(part) and not _is_sheet(part))
    tight = any(
        part.file_size > _LITTLE and part.file_size > part.compress_size * _TIGHTEST for part in parts
    )
    return UNPACKS_TOO_LARGE if held > _MOST_HELD or tight else None


def _about_definitions(archive: ZipFile, parts: list[ZipInfo]) -> Refusal | None:
    """No part may define entities: a definition stands before the first element, or nowhere."""
    if any(_has_definitions(archive, part) for part in parts if _is_xml(part)):
        return _UNSAFE
    return None


def _has_definitions(archive: ZipFile, part: ZipInfo) -> bool:
    seen: list[bool] = []
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(True)
    parser.StartElementHandler = lambda *_: seen.append(False)
    read = 0
    with archive.open(part) as source:
        while not seen and read < min(_PROLOGUE, part.file_size):
            step = source.read(_STEP)
            read += len(step)
            try:
                parser.Parse(step, not step)
            except ExpatError:
                # Not well formed: whoever reads the part will say so, unless the definition came first.
                break
            if not step:
                break
    return seen[:1] == [True] or (not seen and read >= _PROLOGUE)


def _is_xml(part: ZipInfo) -> bool:
    return part.filename.casefold().endswith((".xml", ".rels", ".vml"))


def _is_sheet(part: ZipInfo) -> bool:
    return part.filename.startswith("xl/worksheets/")


def opened(content: bytes) -> ZipFile:
    """The archive in these bytes. Raises `BadZipFile` where there is none."""
    return ZipFile(BytesIO(content))
