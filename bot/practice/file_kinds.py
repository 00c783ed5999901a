"""What Slack says a file is, by the end of its name, and how its name reads in an address.

Pure. The few kinds a bot of this sort is sent; anything else is a binary file.
"""

import re
from dataclasses import dataclass

_UNSAFE = re.compile(r"[^a-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file in Slack's words: `filetype`, `pretty_type` and `mimetype`."""

    name: str
    pretty: str
    mimetype: str


BINARY = FileKind("binary", "Binary", "application/octet-stream")
_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "csv": FileKind("csv", "CSV", "text/csv"),
    "docx": FileKind("docx", "Word Document", f"{_OFFICE}.wordprocessingml.document"),
    "gif": FileKind("gif", "GIF", "image/gif"),
    "html": FileKind("html", "HTML", "text/html"),
    "jpeg": FileKind("jpg", "JPEG", "image/jpeg"),
    "jpg": FileKind("jpg", "JPEG", "image/jpeg"),
    "json": FileKind("json", "JSON", "application/json"),
    "md": FileKind("markdown", "Markdown (raw)", "text/markdown"),
    "pdf": FileKind("pdf", "PDF", "application/pdf"),
    "png": FileKind("png", "PNG", "image/png"),
    "pptx": FileKind("pptx", "PowerPoint Presentation", f"{_OFFICE}.presentationml.presentation"),
    "txt": FileKind("text", "Plain Text", "text/plain"),
    "xlsx": FileKind("xlsx", "Excel Spreadsheet", f"{_OFFICE}.spreadsheetml.sheet"),
    "yaml": FileKind("yaml", "YAML", "text/yaml"),
    "yml": FileKind("yaml", "YAML", "text/yaml"),
    "zip": FileKind("zip", "Zip", "application/zip"),
}


def kind_of(name: str) -> FileKind:
    """What Slack takes a file of this name for."""
    return KINDS.get(name.rpartition(".")[2].lower(), BINARY) if "." in name else BINARY


def in_address(name: str) -> str:
    """A file's name as it stands at the end of its address: small letters, digits, `_`, `-` and `.` alone."""
    return _UNSAFE.sub("_", name.lower()).strip("._") or "file"
