"""What every repository has: a session, one partnership, and rows by type. No subject's query lives here."""

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Executable, bindparam, insert
from sqlmodel import Session, col, select

from storage.records import ImportedRow, Owned

Row = TypeVar("Row", bound=Owned)

CREATED = "created"
"""Under which a session that writes keeps what writes the history of rows that were added past it."""

OWN: BindParameter[Any] = bindparam("own")
"""The partnership asked about, in a query put together once because every request asks it."""


class Repository:
    """Queries of one subject within one partnership."""

    def __init__(self, session: Session, partnership_id: int) -> None:
        self._session = session
        self._partnership_id = partnership_id

    def _plainly(self, query: Executable, values: dict[str, Any] | None = None) -> Sequence[Any]:
        """Columns, past the object-relational part of the session, which costs as much as the query."""
        return self._session.connection().execute(query, values).all()  # one by one takes twice as long

    def _own(self, **values: Any) -> dict[str, Any]:
        """The values of a query put together beforehand: this partnership's own, and these."""
        return {"own": self._partnership_id} | values


class Rows(Repository):
    """Records of any type, within the partnership."""

    def add(self, row: Row) -> Row:
        """Add a record; its partnership is set here, so it cannot be another's."""
        row.partnership_id = self._partnership_id
        self._session.add(row)
        return row

    def add_many(self, kind: type[Owned], rows: Sequence[dict[str, Any]]) -> None:
        """Add many new records of a type at once, with the same history: past the object-relational part.

        For thousands of rows nobody needs as objects: it takes a quarter of the time.
        """
        if not rows:
            return
        usual = {
            name: field.get_default(call_default_factory=True)
            for name, field in kind.model_fields.items()
            if name != "id" and not field.is_required()
        }
        whole = [usual | row | {"partnership_id": self._partnership_id} for row in rows]
        id_column: Any = getattr(kind, "id")  # noqa: B009  every owned table has an id; the base does not
        adding = insert(kind).returning(id_column, sort_by_parameter_order=True)
        ids = self._session.connection().execute(adding, whole).scalars().all()
        self._session.info[CREATED](self._session, kind, list(zip(ids, whole, strict=True)))

    def get(self, kind: type[Row], row_id: int) -> Row | None:
        """The record with this id, or None, also where it belongs to another partnership."""
        row = self._session.get(kind, row_id)
        return row if row is not None and row.partnership_id == self._partnership_id else None

    def all(self, kind: type[Row]) -> Sequence[Row]:
        """Every record of a type, in the order they were added."""
        id_column: Any = getattr(kind, "id")  # noqa: B009  every owned table has an id; the base does not
        owned = select(kind).where(col(kind.partnership_id) == self._partnership_id)
        return self._session.exec(owned.order_by(id_column)).all()

    def due_at_meetings(self, kind: type[Row]) -> Sequence[Row]:
        """Every record of a type whose date was given as a meeting's, in the order they were added."""
        id_column: Any = getattr(kind, "id")  # noqa: B009  every owned table has an id; the base does not
        precision: Any = getattr(kind, "precision")  # noqa: B009  the types that are asked for are dated
        owned = select(kind).where(col(kind.partnership_id) == self._partnership_id, precision == "meeting")
        return self._session.exec(owned.order_by(id_column)).all()

    def pointing(self, kind: type[Row], column: str, ids: Collection[int]) -> Sequence[Row]:
        """Every record of a type whose column is one of these ids, in the order they were added."""
        id_column: Any = getattr(kind, "id")  # noqa: B009  every owned table has an id; the base does not
        pointing: Any = getattr(kind, column)
        if not ids:
            return ()
        owned = select(kind).where(col(kind.partnership_id) == self._partnership_id, pointing.in_(ids))
        return self._session.exec(owned.order_by(id_column)).all()

    def delete(self, row: Owned) -> None:
        """Take a tie away (a body that no longer contributes).

        Never used for what has a history of its own.
        """
        self._session.delete(row)

    def remember(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write down what files have said of new rows: thousands at once, past the object-relational part."""
        if rows:
            own = {"partnership_id": self._partnership_id}
            self._session.connection().execute(insert(ImportedRow), [row | own for row in rows])

    def imported(self) -> dict[tuple[str, str], ImportedRow]:
        """What files have said so far, by (subject, the file's own id)."""
        return {(row.subject, row.source): row for row in self.all(ImportedRow)}
