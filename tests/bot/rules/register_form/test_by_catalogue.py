"""A row is read by the catalogue: every kind of field, under its own key or an older one, and nothing is raised."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.register_form import WRITING_ORDER, Draft, PartnershipForm, Severity, read_partnership
from bot.rules.register_form.by_catalogue import ALSO, READ_ALTHOUGH_OWN
from bot.rules.register_form.reading import SECTION_TABLES
from bot.rules.subjects import BY_TABLE
from tests.builders import MONDAY
from tests.registers import Values, small_register


def _read(**changed: Any) -> PartnershipForm:
    return read_partnership(small_register() | changed, MONDAY)


def _only(form: PartnershipForm, table: str) -> Draft:
    (draft,) = form.drafts[table]
    return draft


def _told(form: PartnershipForm, severity: Severity) -> list[tuple[str, str]]:
    return [(one.where, one.not_understood) for one in form.findings if one.severity is severity]


def test_older_keys_and_fields_that_may_be_stated_are_fields_of_the_catalogue() -> None:
    for table, name in (*ALSO, *READ_ALTHOUGH_OWN):
        assert BY_TABLE[table].field(name).name == name
    assert set(WRITING_ORDER) - set(BY_TABLE) == {"updates"}


def test_a_risk_is_read_whole() -> None:
    risk = {
        "id": "r",
        "words": "The money ends",
        "likelihood": 4,
        "impact": 5,
        "owner": "muir",
        "group": "taskforce",
        "action": "larders",
        "priority": "poverty",
        "plan": "loip",
        "review_on": "2027-01-20",
        "trend": "rising",
    }
    form = _read(risks=[risk])
    assert form.findings == ()
    draft = _only(form, "risks")
    record: Any = draft.record
    assert (record.words, record.likelihood, record.impact, record.trend) == (
        "The money ends",
        4,
        5,
        "rising",
    )
    assert record.review_on == date(2027, 1, 20)
    assert draft.links["owner_id"] == ("contacts", "muir")
    assert draft.links["group_id"] == ("groups", "taskforce")


def test_a_day_of_leaving_still_to_come_is_words_alone() -> None:
    form = _read(people=[{"id": "a", "name": "Ann", "left_on": "2099-01-01"}, {"id": "b", "name": "Bo"}])
    record: Any = form.drafts["contacts"][0].record
    assert (record.left_on, record.note) == (None, "leaves on 2099-01-01")
    assert [one.where for one in form.findings if "left_on" in one.where]


def test_an_indicator_has_readings_for_the_periods_they_span() -> None:
    readings = [{"date": "2024/25", "value": 19.4}, {"date": "2026-09", "value": 18, "words": "down"}]
    form = _read(
        indicators=[{"name": "Low income", "baseline": 19.4, "better": "lower", "readings": readings}]
    )
    assert form.findings == ()
    spans: list[Any] = [one.record for one in form.drafts["measurements"]]
    assert [(one.value, one.precision, one.earliest) for one in spans] == [
        (19.4, "financial_year", date(2024, 4, 1)),
        (18.0, "month", date(2026, 9, 1)),
    ]
    assert spans[0].date_words == "2024/25"


@pytest.mark.parametrize(
    ("indicator", "where"),
    [
        ({"baseline": "a third"}, "inv: indicator i, baseline"),
        ({"baseline": float("inf")}, "inv: indicator i, baseline"),
        ({"target": True}, "inv: indicator i, target"),
        ({"better": "wider"}, "inv: indicator i, better"),
        ({"colour": "red"}, "inv: indicator i, colour"),
    ],
)
def test_what_cannot_be_read_is_noted_and_the_row_is_taken(indicator: Values, where: str) -> None:
    form = _read(indicators=[{"id": "i", "name": "Low income"} | indicator])
    assert [place for place, _ in _told(form, Severity.NOTE)] == [where]
    assert _only(form, "indicators").label == "Low income"


@pytest.mark.parametrize("value", [10**30, -(10**30), 4.5, True, "four"])
def test_a_number_no_database_could_keep_is_noted(value: object) -> None:
    form = _read(risks=[{"id": "r", "words": "storm", "likelihood": value}])
    assert [place for place, _ in _told(form, Severity.NOTE)] == ["inv: risk r, likelihood"]


def test_a_row_that_lacks_what_it_belongs_to_is_an_error() -> None:
    form = _read(duties=[{"kind": "report", "cadence": "yearly"}])
    assert _told(form, Severity.ERROR) == [("inv: reporting duty 1 of partnership, group", "has no group")]


def test_a_reference_to_what_is_not_in_the_file_is_an_error_told_once() -> None:
    form = _read(
        risks=[{"id": "r", "words": "storm", "owner": "nobody"}], duties=[{"group": "none", "kind": "report"}]
    )
    assert _told(form, Severity.ERROR) == [
        ("inv: reporting duty 1 of partnership, group", "there is no group 'none' in the file"),
        ("inv: risk r, owner", "there is no person 'nobody' in the file"),
    ]


def test_what_else_a_row_says_of_itself_is_its_note() -> None:
    file = small_register()
    file["groups"][1] |= {
        "note": "new",
        "established": "2024-08",
        "established_basis": "the workshop of August",
    }
    file["milestones"][0] |= {"derived": True, "basis": "taken to end on 31 March"}
    form = read_partnership(file, MONDAY)
    assert form.findings == ()
    group: Any = form.drafts["groups"][1].record
    milestone: Any = _only(form, "milestones").record
    assert (group.note, milestone.note) == (
        "new; established: the workshop of August",
        "taken to end on 31 March",
    )


KEYS = st.sampled_from(
    sorted(
        {
            "id",
            "by",
            "date",
            "text",
            "roles",
            "updates",
            "reports",
            "recommendations",
            "decisions",
            "approvals",
            "ref",
        }
        | {
            "readings",
            "findings",
            "seats",
            "representatives",
            "cadence",
            "succeeded_by",
            "risks",
            "monitored_by",
        }
        | {
            "priorities",
            "moved",
            "contributors",
            "depends_on",
            "replaces",
            "parent",
            "group",
            "meeting",
            "words",
        }
        | {field.key for subject in BY_TABLE.values() for field in subject.fields}
    )
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates()
    | st.sampled_from(("board", "muir", "larders", "poverty", "2026", "decide", "report", "held"))
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=8,
)
ROWS = st.lists(st.dictionaries(KEYS, ANYTHING, max_size=6), max_size=3)
SECTIONS = sorted(
    (*SECTION_TABLES, "risk_profile", "learning", "change_focus_2023", "documents", "status_key")
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(SECTIONS), ROWS | ANYTHING, max_size=3))
def test_whatever_a_file_says_nothing_is_raised(sections: Values) -> None:
    form = _read(**sections)
    assert all(one.where and one.not_understood for one in form.findings)
