"""History, and what an imported file last said: the two memories a register is trusted for."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from storage.records.base import Owned, owned, within
from storage.types import UtcDateTime


class Change(Owned, table=True):
    """One field of one row, before and after.

    A new row is one change of the field `*`, after holding it whole; so is a row taken away, before
    holding it.

    `by` is the post, or the command line and who ran it; `update_id` is the update that caused it, if one
    did.
    """

    __tablename__ = "changes"
    __table_args__: Any = owned(
        within("contact_id", "contacts"), Index(None, "partnership_id", "subject", "subject_id")
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=40)
    subject_id: int
    field: str = Field(max_length=60)
    before: Any = Field(default=None, sa_type=JSON)
    after: Any = Field(default=None, sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)
    contact_id: int | None = None
    by: str
    why: str | None = None
    update_id: int | None = None


class SheetMapping(Owned, table=True):
    """How the columns of a spreadsheet were read, by its headings: the next file with the same headings is read alike.

    `signature` is a digest of the headings; `columns` is what each of them means.
    """

    __tablename__ = "sheet_mappings"
    __table_args__: Any = owned(UniqueConstraint("partnership_id", "signature"))

    id: int | None = Field(default=None, primary_key=True)
    signature: str = Field(max_length=64)
    columns: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)


class ImportedRow(Owned, table=True):
    """What a register file last said of one row, by the file's own id.

    A later import changes only what the file itself has changed since, so it never undoes what people said.
    """

    __tablename__ = "imported_rows"
    __table_args__: Any = owned(UniqueConstraint("partnership_id", "subject", "source"))

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=40)
    source: str = Field(max_length=120)
    subject_id: int
    fields: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
