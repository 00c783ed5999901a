"""Snoozes, questions, held digests, and how a person likes to be asked"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import storage.types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digest_holds",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "contact_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_digest_holds_partnership_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meetings.partnership_id", "meetings.id"],
            name=op.f("fk_digest_holds_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_digest_holds_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_holds")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_digest_holds_partnership_id_id")),
    )
    with op.batch_alter_table("digest_holds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digest_holds_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "digest_notes",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("submission_key", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "contact_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_digest_notes_partnership_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meetings.partnership_id", "meetings.id"],
            name=op.f("fk_digest_notes_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_digest_notes_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_notes")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_digest_notes_partnership_id_id")),
        sa.UniqueConstraint(
            "partnership_id", "submission_key", name=op.f("uq_digest_notes_partnership_id_submission_key")
        ),
    )
    with op.batch_alter_table("digest_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digest_notes_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "questions",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("outbox_key", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("submission_key", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("answered_at", storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_questions_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "asked_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_questions_partnership_id_asked_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "asker_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_questions_partnership_id_asker_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_questions_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_questions_partnership_id_id")),
        sa.UniqueConstraint(
            "partnership_id", "submission_key", name=op.f("uq_questions_partnership_id_submission_key")
        ),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_outbox_key"), ["outbox_key"], unique=False)

    op.create_table(
        "snoozes",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("submission_key", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_snoozes_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "contact_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_snoozes_partnership_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_snoozes_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snoozes")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_snoozes_partnership_id_id")),
        sa.UniqueConstraint(
            "partnership_id", "submission_key", name=op.f("uq_snoozes_partnership_id_submission_key")
        ),
    )
    with op.batch_alter_table("snoozes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_snoozes_action_id"), ["action_id"], unique=False)

    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nudge_day", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("nudge_hour", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("quiet_from", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("quiet_to", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("only_when_due", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_index(batch_op.f("ix_contacts_cover_id"), ["cover_id"], unique=False)

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outbox_sent_channel_outbox_sent_ts"), ["sent_channel", "sent_ts"], unique=False
        )

    with op.batch_alter_table("partnerships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ladder_days", sa.Integer(), server_default="5", nullable=False))


def downgrade() -> None:
    raise NotImplementedError("restore the backup taken before migrating")
