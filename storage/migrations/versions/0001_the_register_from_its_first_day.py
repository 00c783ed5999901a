"""The register from its first day"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import storage.types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partnerships",
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("short_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("plan_term", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("plan_abbreviation", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("priority_term", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("locality_term", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("time_zone", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("holidays", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("closed_days", sa.JSON(), nullable=False),
        sa.Column("nudge_day", sa.Integer(), nullable=False),
        sa.Column("nudge_hour", sa.Integer(), nullable=False),
        sa.Column("freshness_days", sa.Integer(), nullable=False),
        sa.Column("digest_lead_days", sa.Integer(), nullable=False),
        sa.Column("status_key", sa.JSON(), nullable=False),
        sa.Column("code_prefix", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerships")),
        sa.UniqueConstraint("code", name=op.f("uq_partnerships_code")),
    )
    op.create_table(
        "bodies",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("abbreviation", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("statutory", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_bodies_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_bodies_partnership_id_id")),
    )
    op.create_table(
        "imported_rows",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_imported_rows_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_rows")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_imported_rows_partnership_id_id")),
        sa.UniqueConstraint(
            "partnership_id", "subject", "source", name=op.f("uq_imported_rows_partnership_id_subject_source")
        ),
    )
    op.create_table(
        "localities",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_localities_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_localities")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_localities_partnership_id_id")),
    )
    op.create_table(
        "plans",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("period_start", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("period_end", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("superseded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "superseded_by_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_plans_partnership_id_superseded_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_plans_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_plans_partnership_id_id")),
    )
    op.create_table(
        "slots",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("due_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_slots_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_slots_partnership_id_id")),
        sa.UniqueConstraint("partnership_id", "name", name=op.f("uq_slots_partnership_id_name")),
    )
    op.create_table(
        "workspaces",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("bot_user_id", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("bot_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("token_digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "state IN ('installed', 'paused', 'uninstalled')", name=op.f("ck_workspaces_state")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_workspaces_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_workspaces_partnership_id_id")),
        sa.UniqueConstraint("team_id", name=op.f("uq_workspaces_team_id")),
    )
    op.create_table(
        "contacts",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("post", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=True),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("slack_id", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("time_zone", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("can_contact", sa.Boolean(), nullable=False),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_to", sa.Date(), nullable=True),
        sa.Column("cover_id", sa.Integer(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "body_id"],
            ["bodies.partnership_id", "bodies.id"],
            name=op.f("fk_contacts_partnership_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "cover_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_contacts_partnership_id_cover_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_contacts_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("partnership_id", "email", name=op.f("uq_contacts_partnership_id_email")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_contacts_partnership_id_id")),
        sa.UniqueConstraint("partnership_id", "slack_id", name=op.f("uq_contacts_partnership_id_slack_id")),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contacts_slack_id"), ["slack_id"], unique=False)

    op.create_table(
        "groups",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("aka", sa.JSON(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("lead_body_id", sa.Integer(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("established", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("ended", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('shadow', 'active', 'short-life', 'replaced', 'wound up')",
            name=op.f("ck_groups_state"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "lead_body_id"],
            ["bodies.partnership_id", "bodies.id"],
            name=op.f("fk_groups_partnership_id_lead_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "parent_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_groups_partnership_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_groups_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_groups_partnership_id_id")),
    )
    op.create_table(
        "priority_sets",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("agreed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_priority_sets_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_priority_sets_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_sets")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_priority_sets_partnership_id_id")),
    )
    op.create_table(
        "actions",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("paper_reference", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("lead_body_id", sa.Integer(), nullable=True),
        sa.Column("lead_group_id", sa.Integer(), nullable=True),
        sa.Column("lead_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("cross_cutting", sa.JSON(), nullable=False),
        sa.Column("quick_win", sa.Boolean(), nullable=False),
        sa.Column("starts_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("latest_update_id", sa.Integer(), nullable=True),
        sa.Column("heard_at", storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_actions_precision"),
        ),
        sa.CheckConstraint(
            "status IN ('not_started', 'on_track', 'at_risk', 'off_track', 'complete', 'paused', 'closed')",
            name=op.f("ck_actions_status"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "confirmed_by_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_actions_partnership_id_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "deputy_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_actions_partnership_id_deputy_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "lead_body_id"],
            ["bodies.partnership_id", "bodies.id"],
            name=op.f("fk_actions_partnership_id_lead_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "lead_group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_actions_partnership_id_lead_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "officer_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_actions_partnership_id_officer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_actions_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_actions_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("partnership_id", "code", name=op.f("uq_actions_partnership_id_code")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_actions_partnership_id_id")),
    )
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_actions_partnership_id_actions_officer_id"),
            ["partnership_id", "officer_id"],
            unique=False,
        )

    op.create_table(
        "changes",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("field", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id", "contact_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_changes_partnership_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_changes_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_changes_partnership_id_id")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_changes_partnership_id_changes_subject_changes_subject_id"),
            ["partnership_id", "subject", "subject_id"],
            unique=False,
        )

    op.create_table(
        "meetings",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("local_time", sqlmodel.sql.sqltypes.AutoString(length=5), nullable=True),
        sa.Column("papers_due", sa.Date(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_meetings_precision"),
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'moved', 'cancelled', 'held')", name=op.f("ck_meetings_state")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_meetings_partnership_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_meetings_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_meetings_partnership_id_id")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meetings_group_id"), ["group_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("after_key", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=True),
        sa.Column("not_before", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("not_after", storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("lease_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("uncertain", sa.Boolean(), nullable=False),
        sa.Column("last_error", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("created_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("sent_channel", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("sent_ts", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint("kind IN ('message', 'lines', 'edit', 'respond')", name=op.f("ck_outbox_kind")),
        sa.CheckConstraint(
            "state IN ('waiting', 'claimed', 'sent', 'withdrawn', 'parked')", name=op.f("ck_outbox_state")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "contact_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_outbox_partnership_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_outbox_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_outbox_partnership_id_id")),
        sa.UniqueConstraint("partnership_id", "key", name=op.f("uq_outbox_partnership_id_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outbox_partnership_id_outbox_lease_until"),
            ["partnership_id", "lease_until"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_outbox_state_outbox_not_before"), ["state", "not_before"], unique=False
        )

    op.create_table(
        "priorities",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("priority_set_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sub_topics", sa.JSON(), nullable=False),
        sa.Column("prefix", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("lead_group_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "lead_group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_priorities_partnership_id_lead_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "priority_set_id"],
            ["priority_sets.partnership_id", "priority_sets.id"],
            name=op.f("fk_priorities_partnership_id_priority_set_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_priorities_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priorities")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_priorities_partnership_id_id")),
    )
    op.create_table(
        "action_bodies",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("contribution", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_action_bodies_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "body_id"],
            ["bodies.partnership_id", "bodies.id"],
            name=op.f("fk_action_bodies_partnership_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_action_bodies_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_bodies")),
        sa.UniqueConstraint("action_id", "body_id", name=op.f("uq_action_bodies_action_id_body_id")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_action_bodies_partnership_id_id")),
    )
    with op.batch_alter_table("action_bodies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_bodies_body_id"), ["body_id"], unique=False)

    op.create_table(
        "action_localities",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("locality_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_action_localities_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "locality_id"],
            ["localities.partnership_id", "localities.id"],
            name=op.f("fk_action_localities_partnership_id_locality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_action_localities_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_localities")),
        sa.UniqueConstraint(
            "action_id", "locality_id", name=op.f("uq_action_localities_action_id_locality_id")
        ),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_action_localities_partnership_id_id")),
    )
    with op.batch_alter_table("action_localities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_localities_locality_id"), ["locality_id"], unique=False)

    op.create_table(
        "action_priorities",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("priority_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_action_priorities_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "priority_id"],
            ["priorities.partnership_id", "priorities.id"],
            name=op.f("fk_action_priorities_partnership_id_priority_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_action_priorities_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_priorities")),
        sa.UniqueConstraint(
            "action_id", "priority_id", name=op.f("uq_action_priorities_action_id_priority_id")
        ),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_action_priorities_partnership_id_id")),
    )
    with op.batch_alter_table("action_priorities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_priorities_priority_id"), ["priority_id"], unique=False)

    op.create_table(
        "digest_snapshots",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("as_of", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("since", storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meetings.partnership_id", "meetings.id"],
            name=op.f("fk_digest_snapshots_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_digest_snapshots_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_snapshots")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_digest_snapshots_partnership_id_id")),
        sa.UniqueConstraint(
            "partnership_id",
            "meeting_id",
            "occasion",
            name=op.f("uq_digest_snapshots_partnership_id_meeting_id_occasion"),
        ),
    )
    op.create_table(
        "lines",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("occasion", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "contact_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_lines_partnership_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "outbox_id"],
            ["outbox.partnership_id", "outbox.id"],
            name=op.f("fk_lines_partnership_id_outbox_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_lines_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lines")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_lines_partnership_id_id")),
        sa.UniqueConstraint(
            "partnership_id",
            "kind",
            "subject",
            "occasion",
            "contact_id",
            name=op.f("uq_lines_partnership_id_kind_subject_occasion_contact_id"),
        ),
    )
    with op.batch_alter_table("lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lines_outbox_id"), ["outbox_id"], unique=False)

    op.create_table(
        "milestones",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_milestones_precision"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_milestones_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meetings.partnership_id", "meetings.id"],
            name=op.f("fk_milestones_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_milestones_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_milestones_partnership_id_id")),
    )
    with op.batch_alter_table("milestones", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestones_action_id"), ["action_id"], unique=False)

    op.create_table(
        "roles",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("priority_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('chair', 'deputy', 'lead_officer', 'representative', 'substitute', 'support', 'critical_friend')",
            name=op.f("ck_roles_role"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "contact_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_roles_partnership_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_roles_partnership_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "priority_id"],
            ["priorities.partnership_id", "priorities.id"],
            name=op.f("fk_roles_partnership_id_priority_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_roles_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_roles_partnership_id_id")),
    )
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roles_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "updates",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("way", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("raw", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("status_before", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("evidence", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf_of_id", sa.Integer(), nullable=True),
        sa.Column("whose", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("route", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("submission_key", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('update', 'no_change', 'milestone', 'correction', 'undo')", name=op.f("ck_updates_kind")
        ),
        sa.CheckConstraint(
            "status IN ('not_started', 'on_track', 'at_risk', 'off_track', 'complete', 'paused', 'closed')",
            name=op.f("ck_updates_status"),
        ),
        sa.CheckConstraint(
            "way IN ('command', 'form', 'button', 'reply', 'import', 'on_behalf')",
            name=op.f("ck_updates_way"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_updates_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "contact_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_updates_partnership_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "corrects_id"],
            ["updates.partnership_id", "updates.id"],
            name=op.f("fk_updates_partnership_id_corrects_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "on_behalf_of_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_updates_partnership_id_on_behalf_of_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_updates_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_updates")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_updates_partnership_id_id")),
        sa.UniqueConstraint(
            "partnership_id", "submission_key", name=op.f("uq_updates_partnership_id_submission_key")
        ),
    )
    with op.batch_alter_table("updates", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_updates_action_id_updates_id"), ["action_id", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_updates_partnership_id_updates_at"), ["partnership_id", "at"], unique=False
        )

    op.create_table(
        "asks",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=True),
        sa.Column("raised_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("item", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('decide', 'direct', 'add_value', 'note')", name=op.f("ck_asks_kind")),
        sa.CheckConstraint(
            "state IN ('raised', 'settled_below', 'on_agenda', 'answered', 'withdrawn')",
            name=op.f("ck_asks_state"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_asks_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meetings.partnership_id", "meetings.id"],
            name=op.f("fk_asks_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "raised_by_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_asks_partnership_id_raised_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "update_id"],
            ["updates.partnership_id", "updates.id"],
            name=op.f("fk_asks_partnership_id_update_id"),
        ),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnerships.id"], name=op.f("fk_asks_partnership_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asks")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_asks_partnership_id_id")),
    )
    with op.batch_alter_table("asks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asks_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "barriers",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("raised_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('decision', 'data_sharing', 'resources', 'another_partner', 'other')",
            name=op.f("ck_barriers_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_barriers_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "update_id"],
            ["updates.partnership_id", "updates.id"],
            name=op.f("fk_barriers_partnership_id_update_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_barriers_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barriers")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_barriers_partnership_id_id")),
    )
    with op.batch_alter_table("barriers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_barriers_action_id"), ["action_id"], unique=False)

    op.create_table(
        "milestone_moves",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("moved_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("from_latest", sa.Date(), nullable=True),
        sa.Column("from_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("to_latest", sa.Date(), nullable=True),
        sa.Column("to_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("agreed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id", "contact_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_milestone_moves_partnership_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "milestone_id"],
            ["milestones.partnership_id", "milestones.id"],
            name=op.f("fk_milestone_moves_partnership_id_milestone_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_milestone_moves_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_moves")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_milestone_moves_partnership_id_id")),
    )
    with op.batch_alter_table("milestone_moves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_moves_milestone_id"), ["milestone_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("restore the backup taken before migrating")
