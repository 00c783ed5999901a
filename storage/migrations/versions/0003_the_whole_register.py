"""The whole register: approvals, succession, decisions, reports, risks, indicators, engagement and the rest"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import storage.types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheet_mappings",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signature", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_sheet_mappings_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_mappings")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_sheet_mappings_partnership_id_id")),
        sa.UniqueConstraint(
            "partnership_id", "signature", name=op.f("uq_sheet_mappings_partnership_id_signature")
        ),
    )
    op.create_table(
        "consultations",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=True),
        sa.Column("strength", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_consultations_precision"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_consultations_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_consultations_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_consultations_partnership_id_id")),
    )
    op.create_table(
        "cross_cutting_issues",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("called", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("raised", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_cross_cutting_issues_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_cross_cutting_issues_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cross_cutting_issues")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_cross_cutting_issues_partnership_id_id")),
    )
    op.create_table(
        "learning_points",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('learning', 'way_of_working', 'focus', 'approach')",
            name=op.f("ck_learning_points_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_learning_points_partnership_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_learning_points_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_learning_points_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_points")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_learning_points_partnership_id_id")),
    )
    op.create_table(
        "seats",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('partner', 'community', 'elected_member')", name=op.f("ck_seats_kind")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "body_id"],
            ["bodies.partnership_id", "bodies.id"],
            name=op.f("fk_seats_partnership_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_seats_partnership_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_seats_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_seats_partnership_id_id")),
    )
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seats_group_id"), ["group_id"], unique=False)

    op.create_table(
        "action_groups",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("part IN ('decides', 'hears')", name=op.f("ck_action_groups_part")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_action_groups_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_action_groups_partnership_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_action_groups_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_groups")),
        sa.UniqueConstraint(
            "action_id", "group_id", "part", name=op.f("uq_action_groups_action_id_group_id_part")
        ),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_action_groups_partnership_id_id")),
    )
    with op.batch_alter_table("action_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_groups_group_id"), ["group_id"], unique=False)

    op.create_table(
        "approvals",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("approver_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("decision", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("report_number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("condition", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "decision IN ('in_principle', 'approved', 'refused', 'deferred')",
            name=op.f("ck_approvals_decision"),
        ),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_approvals_precision"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "body_id"],
            ["bodies.partnership_id", "bodies.id"],
            name=op.f("fk_approvals_partnership_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_approvals_partnership_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meetings.partnership_id", "meetings.id"],
            name=op.f("fk_approvals_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_approvals_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_approvals_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_approvals_partnership_id_id")),
    )
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approvals_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "audit_recommendations",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("response", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("responded_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_audit_recommendations_precision"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'done', 'rejected')", name=op.f("ck_audit_recommendations_state")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_audit_recommendations_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "owner_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_audit_recommendations_partnership_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_audit_recommendations_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_recommendations")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_audit_recommendations_partnership_id_id")),
    )
    op.create_table(
        "decisions",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("minute", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("report_number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_decisions_precision"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_decisions_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_decisions_partnership_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meetings.partnership_id", "meetings.id"],
            name=op.f("fk_decisions_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_decisions_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_decisions_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_decisions_partnership_id_id")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "dependencies",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("needs_id", sa.Integer(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_dependencies_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "needs_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_dependencies_partnership_id_needs_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_dependencies_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dependencies")),
        sa.UniqueConstraint("action_id", "needs_id", name=op.f("uq_dependencies_action_id_needs_id")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_dependencies_partnership_id_id")),
    )
    with op.batch_alter_table("dependencies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dependencies_needs_id"), ["needs_id"], unique=False)

    op.create_table(
        "duties",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("to_group_id", sa.Integer(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("cadence", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("period_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cadence IN ('once', 'monthly', 'quarterly', 'six_monthly', 'yearly', 'regular_intervals')",
            name=op.f("ck_duties_cadence"),
        ),
        sa.CheckConstraint(
            "kind IN ('report', 'risk_profile', 'annual_report', 'membership_review')",
            name=op.f("ck_duties_kind"),
        ),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_duties_precision"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_duties_partnership_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meetings.partnership_id", "meetings.id"],
            name=op.f("fk_duties_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "to_group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_duties_partnership_id_to_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_duties_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_duties_partnership_id_id")),
    )
    with op.batch_alter_table("duties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duties_group_id"), ["group_id"], unique=False)

    op.create_table(
        "engagements",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("with_whom", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("heard", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("came_of_it", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("locality_id", sa.Integer(), nullable=True),
        sa.Column("priority_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_engagements_precision"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_engagements_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "body_id"],
            ["bodies.partnership_id", "bodies.id"],
            name=op.f("fk_engagements_partnership_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "locality_id"],
            ["localities.partnership_id", "localities.id"],
            name=op.f("fk_engagements_partnership_id_locality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "priority_id"],
            ["priorities.partnership_id", "priorities.id"],
            name=op.f("fk_engagements_partnership_id_priority_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_engagements_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagements")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_engagements_partnership_id_id")),
    )
    op.create_table(
        "evidence",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("link", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("locality_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_evidence_precision"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_evidence_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "locality_id"],
            ["localities.partnership_id", "localities.id"],
            name=op.f("fk_evidence_partnership_id_locality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_evidence_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_evidence_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_evidence_partnership_id_id")),
    )
    op.create_table(
        "findings",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("priority_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "consultation_id"],
            ["consultations.partnership_id", "consultations.id"],
            name=op.f("fk_findings_partnership_id_consultation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "priority_id"],
            ["priorities.partnership_id", "priorities.id"],
            name=op.f("fk_findings_partnership_id_priority_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_findings_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_findings_partnership_id_id")),
    )
    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_findings_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "indicators",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("better", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("baseline_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("target_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("priority_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("better IN ('higher', 'lower')", name=op.f("ck_indicators_better")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_indicators_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_indicators_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "priority_id"],
            ["priorities.partnership_id", "priorities.id"],
            name=op.f("fk_indicators_partnership_id_priority_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_indicators_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicators")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_indicators_partnership_id_id")),
    )
    op.create_table(
        "leanings",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_leanings_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_leanings_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_leanings_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leanings")),
        sa.UniqueConstraint("action_id", "plan_id", name=op.f("uq_leanings_action_id_plan_id")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_leanings_partnership_id_id")),
    )
    with op.batch_alter_table("leanings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leanings_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "reports",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("item", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("author_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("approver_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("appendices", sa.JSON(), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_reports_precision"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meetings.partnership_id", "meetings.id"],
            name=op.f("fk_reports_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_reports_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_reports_partnership_id_id")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "resources",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("amount", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('promised', 'received', 'withdrawn')", name=op.f("ck_resources_state")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_resources_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "body_id"],
            ["bodies.partnership_id", "bodies.id"],
            name=op.f("fk_resources_partnership_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_resources_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resources")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_resources_partnership_id_id")),
    )
    with op.batch_alter_table("resources", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resources_action_id"), ["action_id"], unique=False)

    op.create_table(
        "risks",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("effect", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("likelihood", sa.Integer(), nullable=True),
        sa.Column("impact", sa.Integer(), nullable=True),
        sa.Column("controls", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("priority_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("trend", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_risks_state")),
        sa.CheckConstraint("trend IN ('rising', 'steady', 'falling')", name=op.f("ck_risks_trend")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "action_id"],
            ["actions.partnership_id", "actions.id"],
            name=op.f("fk_risks_partnership_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_risks_partnership_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "owner_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_risks_partnership_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "plan_id"],
            ["plans.partnership_id", "plans.id"],
            name=op.f("fk_risks_partnership_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "priority_id"],
            ["priorities.partnership_id", "priorities.id"],
            name=op.f("fk_risks_partnership_id_priority_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_risks_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risks")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_risks_partnership_id_id")),
    )
    op.create_table(
        "log_entries",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("minute", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_log_entries_precision"),
        ),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name=op.f("ck_log_entries_state")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "decision_id"],
            ["decisions.partnership_id", "decisions.id"],
            name=op.f("fk_log_entries_partnership_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "group_id"],
            ["groups.partnership_id", "groups.id"],
            name=op.f("fk_log_entries_partnership_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meetings.partnership_id", "meetings.id"],
            name=op.f("fk_log_entries_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "owner_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_log_entries_partnership_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_log_entries_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_entries")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_log_entries_partnership_id_id")),
        sa.UniqueConstraint("partnership_id", "serial", name=op.f("uq_log_entries_partnership_id_serial")),
    )
    op.create_table(
        "measurements",
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'season', 'quarter', 'half_year', 'year', 'year_end', 'financial_year', 'meeting', 'two_months', 'none')",
            name=op.f("ck_measurements_precision"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "indicator_id"],
            ["indicators.partnership_id", "indicators.id"],
            name=op.f("fk_measurements_partnership_id_indicator_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_measurements_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurements")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_measurements_partnership_id_id")),
    )
    with op.batch_alter_table("measurements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measurements_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "report_contacts",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("part IN ('author', 'approver')", name=op.f("ck_report_contacts_part")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "contact_id"],
            ["contacts.partnership_id", "contacts.id"],
            name=op.f("fk_report_contacts_partnership_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "report_id"],
            ["reports.partnership_id", "reports.id"],
            name=op.f("fk_report_contacts_partnership_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_report_contacts_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_contacts")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_report_contacts_partnership_id_id")),
        sa.UniqueConstraint(
            "report_id", "contact_id", "part", name=op.f("uq_report_contacts_report_id_contact_id_part")
        ),
    )
    with op.batch_alter_table("report_contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_contacts_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "successions",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('continued', 'renamed', 'merged', 'split', 'retired', 'unknown')",
            name=op.f("ck_successions_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "decision_id"],
            ["decisions.partnership_id", "decisions.id"],
            name=op.f("fk_successions_partnership_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "from_id"],
            ["priorities.partnership_id", "priorities.id"],
            name=op.f("fk_successions_partnership_id_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "to_id"],
            ["priorities.partnership_id", "priorities.id"],
            name=op.f("fk_successions_partnership_id_to_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_successions_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
        sa.UniqueConstraint("from_id", "to_id", name=op.f("uq_successions_from_id_to_id")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_successions_partnership_id_id")),
    )
    op.create_table(
        "recommendations",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("verb", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("ask_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "ask_id"],
            ["asks.partnership_id", "asks.id"],
            name=op.f("fk_recommendations_partnership_id_ask_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "report_id"],
            ["reports.partnership_id", "reports.id"],
            name=op.f("fk_recommendations_partnership_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_recommendations_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
        sa.UniqueConstraint("partnership_id", "id", name=op.f("uq_recommendations_partnership_id_id")),
    )
    with op.batch_alter_table("recommendations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendations_report_id"), ["report_id"], unique=False)

    with op.batch_alter_table("action_bodies", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confirmed_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_on", sa.Date(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_action_bodies_partnership_id_confirmed_by_id"),
            "contacts",
            ["partnership_id", "confirmed_by_id"],
            ["partnership_id", "id"],
        )

    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("public_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("communities", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("fairer_scotland", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("closing_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_actions_partnership_id_merged_into_id"),
            "actions",
            ["partnership_id", "merged_into_id"],
            ["partnership_id", "id"],
        )
        batch_op.create_check_constraint(
            op.f("ck_actions_closing_reason"),
            "closing_reason IN ('business_as_usual', 'merged', 'no_longer_needed', 'not_achieved')",
        )

    with op.batch_alter_table("barriers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("group_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("resolution", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_barriers_partnership_id_group_id"),
            "groups",
            ["partnership_id", "group_id"],
            ["partnership_id", "id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_barriers_partnership_id_owner_id"),
            "contacts",
            ["partnership_id", "owner_id"],
            ["partnership_id", "id"],
        )

    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("locality_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("replaced_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("first_met", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("statutory", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("reach", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("remit", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("focus", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("cadence", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("open_meetings", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("count", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("most_representatives", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("officer_rule", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("membership_review", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("review_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_groups_partnership_id_replaced_by_id"),
            "groups",
            ["partnership_id", "replaced_by_id"],
            ["partnership_id", "id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_groups_partnership_id_locality_id"),
            "localities",
            ["partnership_id", "locality_id"],
            ["partnership_id", "id"],
        )
        batch_op.create_check_constraint(op.f("ck_groups_reach"), "reach IN ('local', 'area', 'region')")

    with op.batch_alter_table("localities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("story_of_place", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("plan_for_place", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table("milestones", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table("partnerships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("strapline", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("risk_scale", sa.Integer(), server_default="5", nullable=False))

    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("edition", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("period_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("superseded_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("held_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_plans_partnership_id_parent_id"),
            "plans",
            ["partnership_id", "parent_id"],
            ["partnership_id", "id"],
        )

    with op.batch_alter_table("priorities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table("priority_sets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replaced_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("replaced_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_priority_sets_partnership_id_replaced_by_id"),
            "priority_sets",
            ["partnership_id", "replaced_by_id"],
            ["partnership_id", "id"],
        )

    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seat", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_roles_seat"), "seat IN ('partner', 'community', 'elected_member')"
        )

    # The default was for the rows that were there; new rows bring their own.
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.alter_column("communities", existing_type=sa.JSON(), server_default=None)

    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.alter_column("focus", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    raise NotImplementedError("restore the backup taken before migrating")
