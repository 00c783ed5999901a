"""The form of any subject: within Slack's limits, whatever is in the register, and every field comes back as it was."""

from datetime import date
from typing import Any

import pytest

from bot.practice import view_faults
from bot.rules.keeping import RowForm, editable, shown_fields, stamp_of
from bot.rules.keeping_entries import (
    Entry,
    Names,
    Option,
    Reading,
    entries_of,
    named,
    reading_of,
    value_of,
)
from bot.rules.permission import ALL
from bot.rules.subjects import SUBJECTS, Field, Kind, Subject
from bot.rules.subjects.wording import Terms
from bot.views.forms import FormMemory
from bot.views.subject_form import (
    KeepMemory,
    errors_in,
    read_subject_form,
    subject_form,
    why_in,
)

TODAY = date(2026, 11, 2)
TERMS = Terms("priority", "locality", "LOIP", 5)
HOSTILE = "<!channel> *x* `y` & <https://a.b|c> \u202e" + "very long " * 30
ROWS = tuple(Option(number, f"{HOSTILE}{number}") for number in range(1, 100))
MEMORY = FormMemory(code="", asked="command 1", home='{"p": 2}' * 20)

FIELDS = [(subject, field) for subject in SUBJECTS for field in editable(subject)]


def _value(field: Field) -> dict[str, Any]:
    """A value of the field's own kind, as a row holds it."""
    if field.kind is Kind.WHEN:
        return {
            "earliest": date(2027, 3, 1),
            "latest": date(2027, 5, 31),
            "precision": "season",
            "date_words": "spring 2027",
        }
    samples: dict[Kind, Any] = {
        Kind.LINE: "ailsa@example.org" if field.name == "email" else 'A "line" of <text>',
        Kind.TEXT: "Two lines,\n\nand another",
        Kind.LINES: ["one, with a comma", "two"],
        Kind.NUMBER: 3,
        Kind.DECIMAL: -21.125,
        Kind.DAY: date(2026, 12, 3),
        Kind.TIME: "09:30",
        Kind.CHOICE: field.choices[-1][0] if field.choices else "",
        Kind.YES_NO: True,
        Kind.ONE: 7,
    }
    return {} if field.kind is Kind.MANY else {field.name: samples[field.kind]}


def _row(subject: Subject) -> tuple[dict[str, Any], dict[str, list[int]]]:
    values: dict[str, Any] = {}
    for field in editable(subject):
        values |= _value(field)
    return values, {field.name: [7, 3] for field in editable(subject) if field.kind is Kind.MANY}


def _row_form(
    subject: Subject, entries: dict[str, Entry], is_full: bool, row_id: int | None, many: bool = False
) -> RowForm:
    fields = shown_fields(subject, is_full, ALL)
    options = {field.name: None if many else ROWS for field in fields if field.of}
    typed = dict.fromkeys(options, ROWS[6].name) if many and row_id else {}
    return RowForm(
        subject=subject,
        terms=TERMS,
        row_id=row_id,
        name=HOSTILE if row_id else None,
        fields=fields,
        entries=entries,
        stamp=stamp_of(subject, entries),
        options=options,
        typed=typed,
        has_more=not is_full,
        is_full=is_full,
    )


def _state(view: dict[str, Any]) -> dict[str, Any]:
    """What Slack hands back of a form nobody touched."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        kinds: dict[str, dict[str, Any]] = {
            "plain_text_input": {"value": element.get("initial_value")},
            "static_select": {"selected_option": element.get("initial_option")},
            "multi_static_select": {"selected_options": element.get("initial_options", [])},
            "datepicker": {"selected_date": element.get("initial_date")},
        }
        values[block["block_id"]] = {element["action_id"]: kinds[element["type"]]}
    return values


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.table)
def test_every_form_keeps_slacks_limits_empty_and_filled_short_and_full(subject: Subject) -> None:
    values, ties = _row(subject)
    filled = entries_of(editable(subject), values, ties)
    long: dict[str, Entry] = {
        field.name: "x" * min(field.most, 3000)
        for field in editable(subject)
        if field.kind in (Kind.LINE, Kind.TEXT)
    }
    for is_full in (False, True):
        for many in (False, True):
            for entries, row_id in (({}, None), (filled, 12), (filled | long, 12)):
                view = subject_form(_row_form(subject, dict(entries), is_full, row_id, many), MEMORY)
                assert view_faults(view) == []
                assert len(view["private_metadata"]) <= 3000


@pytest.mark.parametrize("case", FIELDS, ids=lambda case: f"{case[0].table}-{case[1].name}")
def test_every_field_comes_back_from_its_form_as_it_was(case: tuple[Subject, Field]) -> None:
    subject, field = case
    values, ties = _row(subject)
    entries = entries_of(editable(subject), values, ties)
    view = subject_form(_row_form(subject, entries, True, 12), MEMORY)
    said = read_subject_form(subject, _state(view))[field.name]
    assert not isinstance(said, Names)
    reading = Reading(TODAY, 5, {field.of: ROWS})
    read = value_of(field, said, reading_of(reading, subject, field))
    assert read == (_value(field) if field.kind is not Kind.MANY else {field.name: [7, 3]})
    again = entries_of(
        [field], values | read, {field.name: list(read.get(field.name) or [])} if field.tie else {}
    )
    assert again[field.name] == entries[field.name]


@pytest.mark.parametrize(
    "case", [case for case in FIELDS if case[1].of], ids=lambda case: f"{case[0].table}-{case[1].name}"
)
def test_a_name_typed_where_there_are_too_many_means_its_row(case: tuple[Subject, Field]) -> None:
    subject, field = case
    view = subject_form(_row_form(subject, {}, True, 12, many=True), MEMORY)
    said = read_subject_form(subject, _state(view))[field.name]
    assert isinstance(said, Names)
    assert named(field, said, ROWS) == (("7",) if field.kind is Kind.MANY else "7")


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.table)
def test_a_form_begins_short_and_says_how_to_see_the_rest(subject: Subject) -> None:
    short = subject_form(_row_form(subject, {}, False, None), MEMORY)
    inputs = [block["block_id"] for block in short["blocks"] if block["type"] == "input"]
    assert 1 <= len(inputs) <= 10
    assert all(field.name in inputs for field in editable(subject) if field.required)


def test_what_a_form_takes_along_comes_back() -> None:
    memory = KeepMemory("risks", 7, "abc", True, ("words", "cause"), 2)
    assert KeepMemory.unpacked(memory.packed()) == memory
    with pytest.raises(ValueError, match="ours"):
        KeepMemory.unpacked('{"t": "passwords"}')


def test_a_form_that_came_back_has_inputs_of_other_names_and_is_read_the_same() -> None:
    risk = next(subject for subject in SUBJECTS if subject.table == "risks")
    form = _row_form(risk, {"words": "It may rain"}, False, 12)
    view = subject_form(form, MEMORY, "Somebody was first.", turn=2, why="because")
    state = _state(view)
    assert "words~2" in state
    assert read_subject_form(risk, state)["words"] == "It may rain"
    assert why_in(state) == "because"
    assert errors_in(state, {"words": "No.", "effect": "Hidden."}) == {"words~2": "No."} | (
        {} if next(iter(state)) == "words~2" else {next(iter(state)): "Hidden."}
    )


def test_two_rows_of_one_name_are_told_apart_in_a_menu() -> None:
    risk = next(subject for subject in SUBJECTS if subject.table == "risks")
    field = risk.field("owner_id")
    form = RowForm(
        risk, TERMS, None, None, (field,), {}, "", {"owner_id": (Option(1, "Board"), Option(2, "Board"))}
    )
    options = subject_form(form, MEMORY)["blocks"][0]["element"]["options"]
    assert [option["text"]["text"] for option in options] == ["– not said –", "Board", "Board · 2"]


def test_an_instant_is_no_field_of_a_form() -> None:
    names = {field.name for subject in SUBJECTS for field in editable(subject)}
    assert not names & {"raised_at", "resolved_at", "code", "serial", "prefix", "status"}
