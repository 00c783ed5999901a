"""What a file says that cannot be understood is reported row by row, and the rest of the row is taken."""

from datetime import date
from typing import Any

import pytest

from bot.rules.register_form import Draft, PartnershipForm, Severity, read_partnership, short_source
from tests.builders import MONDAY
from tests.registers import Values, small_register

UNDATED = "no date set; the words are kept"


def _read(**changed: Any) -> PartnershipForm:
    return read_partnership(small_register() | changed, MONDAY)


def _found(form: PartnershipForm, severity: Severity = Severity.NOTE) -> list[tuple[str, str, str]]:
    return [
        (one.where, one.not_understood, one.understood) for one in form.findings if one.severity is severity
    ]


def _draft(form: PartnershipForm, subject: str, source: str) -> Any:
    found: Draft = next(one for one in form.drafts[subject] if one.source == source)
    return found.record


def _spoilt(section: str, number: int = 0, **changed: Any) -> PartnershipForm:
    file: Values = small_register()
    file[section][number] |= changed
    return read_partnership(file, MONDAY)


def test_the_small_register_leaves_nothing_open() -> None:
    assert _read().findings == ()


@pytest.mark.parametrize(
    ("section", "changed", "where", "not_understood", "understood"),
    [
        ("actions", {"titel": "x"}, "inv: action larders, titel", "no such field", ""),
        ("actions", {"due": "soon"}, "inv: action larders, date", "'soon' is not a date", UNDATED),
        ("actions", {"quick_win": "maybe"}, "inv: action larders, quick_win", "maybe", ""),
        ("people", {"email": "reid at nhs"}, "inv: person reid, email", "reid at nhs", "no email"),
        ("people", {"roles": [{"role": "chief"}]}, "inv: role 1 of person reid, role", "chief", ""),
        ("meetings", {"time": "two o'clock"}, "inv: meeting next, time", "two o'clock", ""),
        ("meetings", {"state": "postponed"}, "inv: meeting next, state", "postponed", ""),
        ("meetings", {"papers_due": "later"}, "inv: meeting next, papers_due", "later", ""),
        ("groups", {"state": "in its 'shadow' year"}, "inv: group board, state", "in its 'shadow' year", "shadow"),
        ("asks", {"kind": "beg"}, "inv: ask who-funds, kind", "beg", ""),
        ("milestones", {"met": True}, "inv: milestone pilot, met", "True", ""),
    ],
)  # fmt: skip
def test_a_field_not_understood_is_noted_where_it_stands(
    section: str, changed: Values, where: str, not_understood: str, understood: str
) -> None:
    assert _found(_spoilt(section, **changed)) == [(where, not_understood, understood)]


@pytest.mark.parametrize(
    ("changed", "where", "understood"),
    [
        ({"time_zone": "Europe/Lathmouth"}, "inv: partnership, time_zone", "Europe/London"),
        ({"time_zone": "../../etc/passwd"}, "inv: partnership, time_zone", "Europe/London"),
        ({"holidays": "GB-LATH"}, "inv: partnership, holidays", "GB-SCT"),
        ({"nudge_day": "someday"}, "inv: partnership, nudge_day", ""),
        ({"nudge_hour": 25}, "inv: partnership, nudge_hour", ""),
        ({"ladder_days": 0}, "inv: partnership, ladder_days", ""),
        ({"code_prefix": "C"}, "inv: partnership, code_prefix", "CPP"),
        ({"closed_days": ["2026-12-24", "Yule"]}, "inv: partnership, closed_days", "the other days"),
        (
            {"status_key": [{"status": "green", "word": "Green"}]},
            "inv: partnership, status_key",
            "the usual key",
        ),
    ],
)
def test_a_setting_not_understood_leaves_the_usual_one(changed: Values, where: str, understood: str) -> None:
    form = _read(**changed)
    assert [(one[0], one[2]) for one in _found(form)] == [(where, understood)]
    assert form.settings is not None
    assert _found(form, Severity.ERROR) == []


def test_the_days_of_a_step_of_the_ladder_are_the_partnerships_to_say() -> None:
    form = _read(ladder_days=3)
    assert form.settings is not None
    assert (form.settings.record.model_dump()["ladder_days"], _found(form)) == (3, [])


def test_a_status_of_an_update_not_understood_keeps_its_words() -> None:
    file = small_register()
    file["actions"][0]["updates"][0]["status"] = "purple"
    form = read_partnership(file, MONDAY)
    assert _found(form) == [("inv: update u1, status", "purple", "")]
    assert (_draft(form, "updates", "u1").words, _draft(form, "updates", "u1").status) == (
        "Two are open.",
        None,
    )


def test_an_update_said_after_today_is_taken_as_said_now() -> None:
    file = small_register()
    file["actions"][0]["updates"][0]["on"] = "2062-09-01"
    form = read_partnership(file, MONDAY)
    assert _found(form) == [("inv: update u1, on", "2062-09-01", "the time of the import")]
    assert _draft(form, "updates", "u1").at == MONDAY


def test_a_status_that_contradicts_the_last_update_is_noted() -> None:
    assert _found(_spoilt("actions", status="on_track")) == [
        ("inv: action larders, status", "on_track", "at_risk")
    ]


def test_a_bare_on_is_a_day_and_a_bare_time_is_a_time() -> None:
    file = small_register()
    update = file["actions"][0]["updates"][0]
    update[True] = date(2026, 9, 1)
    del update["on"]
    file["meetings"][0]["time"] = 14 * 60
    form = read_partnership(file, MONDAY)
    assert form.findings == ()
    assert _draft(form, "updates", "u1").at.date() == date(2026, 9, 1)
    assert _draft(form, "meetings", "next").local_time == "14:00"


def test_where_the_file_has_something_from_is_passed_over() -> None:
    form = _read(src=[{"doc": "S1"}], area_basis="worked out", area_derived=True)
    assert form.findings == ()


@pytest.mark.parametrize("rows", ["larders", ["larders"], [None], 7])
def test_a_section_that_is_no_list_of_rows_is_noted(rows: object) -> None:
    form = _read(asks=rows)
    assert [where for where, _, _ in _found(form)] == ["inv: partnership, asks"]


def test_a_row_that_others_refer_to_needs_an_id() -> None:
    form = _read(asks=[{"words": "who pays", "kind": "decide"}])
    assert _found(form, Severity.ERROR) == [("inv: asks 1", "has no id", "")]


def test_a_row_without_an_id_is_known_again_by_its_words() -> None:
    learnt = [{"name": "pragmatic"}, {"name": "proactive"}, {"name": "Pragmatic"}, "interactive"]
    form = _read(learning=learnt)
    assert [one.source for one in form.drafts["learning_points"]] == [
        "learning/pragmatic",
        "learning/proactive",
        "learning/pragmatic#2",
        "learning/interactive",
    ]
    moved = _read(learning=[learnt[3], *learnt[:3]])
    assert {one.source for one in moved.drafts["learning_points"]} == {
        one.source for one in form.drafts["learning_points"]
    }


def test_an_id_that_stands_twice_inside_rows_is_an_error() -> None:
    risks = [{"id": "r", "words": "storm"}, {"id": "r", "words": "flood"}]
    form = _read(risk_profile={"monitored_by": "board", "risks": risks})
    assert _found(form, Severity.ERROR) == [("inv: risk r, id", "the id is there twice", "")]


def test_two_names_with_one_prefix_are_noted() -> None:
    file = small_register()
    priorities = file["priority_sets"][0]["priorities"]
    priorities[0]["prefix"] = "POV"
    priorities.append({"id": "other", "name": "Provision", "prefix": "pov"})
    assert _found(read_partnership(file, MONDAY)) == [
        ("inv: priority other, prefix", "POV is Poverty's too", "codes of both are numbered on")
    ]


def test_text_no_database_could_keep_is_made_harmless() -> None:
    form = _spoilt("actions", title="Food\x00 larders \ud800")
    assert _draft(form, "actions", "larders").title == "Food larders ?"


def test_words_keep_their_space_and_lines() -> None:
    file = small_register()
    file["actions"][0]["updates"][0]["words"] = "  Two are open.\n\nOne is not. "
    assert _draft(read_partnership(file, MONDAY), "updates", "u1").words == "  Two are open.\n\nOne is not. "


def test_a_very_long_id_still_fits_its_column_and_stays_its_own() -> None:
    first, second = "a" * 300 + "1", "a" * 300 + "2"
    assert len(short_source(first)) <= 120
    assert short_source(first) != short_source(second)
