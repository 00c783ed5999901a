"""What every record shares: constraint names, the owner column, the keys that keep partnerships apart.

No `from __future__ import annotations` in this folder: SQLModel reads the annotations themselves.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING_CONVENTION

SQLModel.model_config["defer_build"] = True
"""Pydantic's checks are built for the few records a register file is read into, when it is, and not for all of them at
every start."""


class Owned(SQLModel):
    """A row that belongs to one partnership."""

    partnership_id: int = Field(default=0, foreign_key="partnerships.id")


def id_of(row: Any) -> int:
    """The id of a row that has been written; `ValueError` for one that has not."""
    row_id: int | None = row.id
    if row_id is None:
        raise ValueError(f"not written yet: {type(row).__name__}")
    return row_id


def owned(*more: Any) -> tuple[Any, ...]:
    """Table arguments of an owned table: (partnership, id) is unique, for children to point at the pair."""
    return (UniqueConstraint("partnership_id", "id"), *more)


def within(column: str, table: str) -> ForeignKeyConstraint:
    """A reference kept in its partnership: (partnership_id, column) -> table (partnership_id, id)."""
    return ForeignKeyConstraint(["partnership_id", column], [f"{table}.partnership_id", f"{table}.id"])


def one_of(column: str, words: Sequence[str]) -> CheckConstraint:
    """A check that holds a text column to a list of words; NULL passes, as SQL has it."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
