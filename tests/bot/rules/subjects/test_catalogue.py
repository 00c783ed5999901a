"""The table of subjects against the tables of the database: every column has its field, every field its column."""

import pytest
from sqlmodel import SQLModel

import storage.records as records
from bot.rules.subjects import BY_TABLE, SUBJECTS, Field, Kind, Subject

KEYS = {"id", "partnership_id"}
DERIVED = {"latest_update_id", "heard_at", "version"}
ELSEWHERE = {
    "contacts": {"time_zone", "nudge_day", "nudge_hour", "quiet_from", "quiet_to", "only_when_due"},
    "barriers": {"update_id"},
    "asks": {"update_id"},
}
"""Columns no subject asks for: what a person prefers, and what an update left."""

TABLES = SQLModel.metadata.tables
FIELDS = [(subject, field) for subject in SUBJECTS for field in subject.fields]


def _named(case: tuple[Subject, Field]) -> str:
    return f"{case[0].table}-{case[1].name}"


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.table)
def test_every_column_of_a_subject_has_a_field(subject: Subject) -> None:
    columns = set(TABLES[subject.table].columns.keys()) - KEYS - DERIVED - ELSEWHERE.get(subject.table, set())
    assert columns == {column for field in subject.fields for column in field.columns}


@pytest.mark.parametrize("case", FIELDS, ids=_named)
def test_a_field_that_must_be_filled_is_one_the_database_needs(case: tuple[Subject, Field]) -> None:
    subject, field = case
    columns = [TABLES[subject.table].columns[name] for name in field.columns]
    if field.kind is Kind.ONE and not field.required:
        assert all(column.nullable for column in columns)
    if field.kind not in (Kind.WHEN, Kind.MANY) and not field.required and not field.own:
        model = subject.record.model_fields[field.name]
        assert not model.is_required(), f"{field.name} has no default and is not asked for"


@pytest.mark.parametrize("case", [case for case in FIELDS if case[1].of], ids=_named)
def test_a_reference_points_where_the_database_says(case: tuple[Subject, Field]) -> None:
    subject, field = case
    table = field.tie.record.__tablename__ if field.tie else subject.table
    column = field.tie.other if field.tie else field.name
    targets = {key.target_fullname for key in TABLES[str(table)].columns[column].foreign_keys}
    assert f"{field.of}.id" in targets


@pytest.mark.parametrize("case", [case for case in FIELDS if case[1].choices], ids=_named)
def test_a_choice_offers_exactly_what_the_database_takes(case: tuple[Subject, Field]) -> None:
    subject, field = case
    checks = {str(each.name): each for each in TABLES[subject.table].constraints if hasattr(each, "sqltext")}
    allowed = str(getattr(checks[f"ck_{subject.table}_{field.name}"], "sqltext"))  # noqa: B009
    assert all(f"'{value}'" in allowed for value, _ in field.choices)
    assert allowed.count("'") == 2 * len(field.choices)


def test_a_parent_and_a_title_are_fields_of_the_subject() -> None:
    for subject in SUBJECTS:
        assert all(subject.field(name) for name in subject.title)
        assert not subject.parent or subject.field(subject.parent).required
        assert any(field.brief for field in subject.fields)


def test_no_two_subjects_answer_to_one_name() -> None:
    names = [name for subject in SUBJECTS for name in (subject.name, subject.plural, *subject.also)]
    assert len(names) - len(set(names)) == names.count("evidence") - 1


def test_what_is_kept_by_everybody_has_its_subject() -> None:
    machinery = {
        "changes",
        "imported_rows",
        "sheet_mappings",
        "slots",
        "lines",
        "outbox",
        "submissions",
        "workspaces",
    }
    said = {"updates", "milestone_moves", "snoozes", "questions"}
    frozen = {"digest_snapshots", "digest_holds", "digest_notes"}
    between = {"action_priorities", "action_localities", "action_groups", "report_contacts"}
    owned = {name for name, table in TABLES.items() if "partnership_id" in table.columns}
    assert owned - machinery - said - frozen - between == set(BY_TABLE)
    assert records.Action.__tablename__ in BY_TABLE
