"""Notes of actions, how communities took part, which version revised a plan, the keys of forms kept, and when late words were said"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import storage.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEPT = "kept "
"""How the slots began that held the keys of forms."""


def upgrade() -> None:
    op.create_table(
        "submissions",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_submissions_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_submissions_partnership_id_id")),
        sa.UniqueConstraint("partnership_id", "key", name=op.f("uq_submissions_partnership_id_key")),
    )
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table("updates", schema=None) as batch_op:
        batch_op.add_column(sa.Column("participation", sqlmodel.sql.sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revised_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_plans_partnership_id_revised_by_id"),
            "plans",
            ["partnership_id", "revised_by_id"],
            ["partnership_id", "id"],
        )

    _move_keys_of_forms()
    _say_when_late_words_were_said()


def _move_keys_of_forms() -> None:
    """Forms' keys stood among the slots; the number of the row a form added, in the slot's note."""
    slots = sa.table("slots", *map(sa.column, ("partnership_id", "name", "note")), _instant("claimed_at"))
    submissions = sa.table(
        "submissions", *map(sa.column, ("partnership_id", "key", "row_id")), _instant("at")
    )
    connection = op.get_bind()
    is_kept = slots.c.name.startswith(KEPT)
    kept = [
        {
            "partnership_id": row.partnership_id,
            "key": row.name.removeprefix(KEPT),
            "at": row.claimed_at,
            "row_id": int(row.note),
        }
        for row in connection.execute(sa.select(slots).where(is_kept))
    ]
    if kept:
        connection.execute(submissions.insert(), kept)
        connection.execute(slots.delete().where(is_kept))


def _say_when_late_words_were_said() -> None:
    """Words written down late for somebody counted as heard when they were written; now, on the day they were said.

    What was said on a day since, and nobody has corrected or undone, is heard last all the same.
    """
    columns = ("id", "action_id", "kind", "corrects_id")
    updates = sa.table("updates", *map(sa.column, columns), sa.column("said_on", sa.Date()), _instant("at"))
    actions = sa.table("actions", sa.column("id"), _instant("heard_at"))
    connection = op.get_bind()
    late = sa.select(updates.c.action_id, updates.c.at, updates.c.said_on).where(
        updates.c.action_id == actions.c.id,
        updates.c.at == actions.c.heard_at,
        updates.c.said_on.is_not(None),
    )
    spoken_late = {row.action_id for row in connection.execute(late) if row.said_on < row.at.date()}
    for action_id in sorted(spoken_late):
        said = connection.execute(sa.select(updates).where(updates.c.action_id == action_id)).all()
        heard_at = _newest_said(said)
        if heard_at is not None:
            connection.execute(actions.update().where(actions.c.id == action_id).values(heard_at=heard_at))


def _newest_said(said: Sequence[Any]) -> datetime | None:
    """When the newest of an action's updates that still stand was said."""
    undone = {each.corrects_id for each in said if each.kind == "undo"}
    put_right = {each.corrects_id for each in said if each.id not in undone}
    kept = [each for each in said if each.kind != "undo" and each.id not in put_right]
    return max((_said_at(each.at, each.said_on) for each in kept), default=None)


def _said_at(at: datetime, said_on: date | None) -> datetime:
    """Midday of an earlier day that words were written down of; else when they were written."""
    late = said_on is not None and said_on < at.date()
    return datetime.combine(said_on, time(12, tzinfo=UTC)) if late and said_on else at


def _instant(name: str) -> Any:
    return sa.column(name, storage.types.UtcDateTime(timezone=True))


def downgrade() -> None:
    raise NotImplementedError("restore the backup taken before migrating")
