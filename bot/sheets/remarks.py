"""Comments hung on the cells of a workbook: what openpyxl leaves out when it reads row by row.

What may live here: finding them in the parts of an .xlsx file. A damaged or very large part has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from posixpath import dirname, join, normpath
from zipfile import ZipFile

from bot.sheets.grid import Row, clean

MOST_BYTES = 4 * 1024 * 1024
"""Bytes of a part of comments that is read, unpacked."""

LONGEST = 1_000
"""Characters of one comment that are kept."""

_TARGET = re.compile(r'\bTarget="([^"<>]+)"')
_OF_COMMENTS = re.compile(r'\bType="[^"<>]*/comments"')
_COMMENT = re.compile(r"<(?:\w+:)?comment\b")
_REF = re.compile(r'[^<>]*?\bref="([A-Z]{1,3})([0-9]{1,7})"')
_TEXT = re.compile(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<>]*)")
_THREADED, _BEGINS = "[Threaded comment]", "Comment:"

Place = tuple[int, int]
"""Row and column, from 0."""


def remarks_of(archive: ZipFile, sheet: str) -> dict[Place, str]:
    """The comments on the cells of a sheet, by its part of the archive."""
    related = _part(archive, join(dirname(sheet), "_rels", f"{sheet.rpartition('/')[2]}.rels"))
    found: dict[Place, str] = {}
    for relation in related.split("<Relationship ")[1:]:
        target = _TARGET.search(relation)
        if target and _OF_COMMENTS.search(relation):
            found |= _comments(_part(archive, _path(sheet, target[1])))
    return found


def with_remarks(rows: list[Row], remarks: Mapping[Place, str]) -> list[Row]:
    """The rows with each comment at its cell; on one that was not read it is left."""
    for (number, column), remark in remarks.items():
        if number < len(rows) and column < len(rows[number]):
            row = rows[number]
            rows[number] = (*row[:column], row[column]._replace(remark=remark), *row[column + 1 :])
    return rows


def _comments(text: str) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for piece in _COMMENT.split(text)[1:]:
        place, said = _REF.match(piece), _words(_TEXT.findall(piece))
        if place and said:
            found[int(place[2]) - 1, _column(place[1])] = said
    return found


def _words(texts: Sequence[str]) -> str:
    said = unescape("".join(texts))
    if said.startswith(_THREADED):  # what Excel writes for programs that do not know of threads
        said = said.partition(_BEGINS)[2]
    return clean(said[: LONGEST * 2])[:LONGEST]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _path(sheet: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(sheet), target))


def _part(archive: ZipFile, name: str) -> str:
    if name not in archive.NameToInfo or archive.NameToInfo[name].file_size > MOST_BYTES:
        return ""
    with archive.open(name) as source:
        return source.read(MOST_BYTES).decode("utf-8", "replace")
