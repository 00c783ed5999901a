"""A preview fits into a message whatever the cells hold, and the report says every row."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.limits import view_faults
from bot.rules.sheet_report import (
    ACTIONS,
    CONTACTS,
    MEETINGS,
    SHEET,
    Changed,
    ColumnRead,
    PassedOver,
    RowRead,
    SheetRead,
    SheetReport,
)
from bot.services.sheet_columns import choices
from bot.views import sheet_preview, verbs
from bot.views.forms import FormMemory
from bot.views.sheet_columns import columns_form
from bot.views.sheet_preview import Dropped, done, preview
from bot.views.sheet_report import conclusion, report_lines
from tests.bot.views.samples import HOSTILE, assert_slack_takes, long_words

KINDS = (ACTIONS, CONTACTS, SHEET)
DROPPED = Dropped("F1", "tracker.csv", "d" * 32, "U1", "file D1 1793608200.000001 F1")

rows = st.builds(
    RowRead,
    st.sampled_from(("add", "change", "leave", "unsure")),
    st.just("Tracker, row 4"),
    long_words,
    st.integers(0, 9).map(lambda number: f"sheet-{number:024}"),
    st.lists(st.builds(Changed, st.sampled_from(("due", "lead")), long_words, long_words), max_size=6).map(
        tuple
    ),
    st.lists(st.tuples(st.sampled_from(("POV-03", "7")), long_words), max_size=3).map(tuple),
    st.lists(long_words, max_size=2).map(tuple),
)
columns = st.builds(
    ColumnRead, st.just("A"), long_words, st.sampled_from(("title", "notes")), st.just("likely")
)


@settings(max_examples=25)
@given(
    report=st.builds(
        SheetReport,
        long_words,
        st.sampled_from((ACTIONS, CONTACTS, MEETINGS)),
        st.lists(rows, max_size=12).map(tuple),
        st.booleans(),
        st.lists(
            st.builds(SheetRead, long_words, st.just(3), st.lists(columns, max_size=3).map(tuple)), max_size=4
        ).map(tuple),
        st.just((PassedOver("Tracker, row 9", "total", HOSTILE),)),
        st.lists(long_words, max_size=3).map(tuple),
        st.lists(long_words, max_size=2).map(tuple),
        st.dictionaries(long_words, st.integers(1, 9), max_size=12),
    )
)
def test_slack_takes_whatever_a_file_holds(report: SheetReport) -> None:
    assert_slack_takes(preview(report, DROPPED))
    assert_slack_takes(done(report, HOSTILE, "Mon 2 Nov, 09:12"))
    assert all(line.isprintable() for line in report_lines(report))


@given(name=long_words)
def test_every_line_about_a_file_can_be_shown(name: str) -> None:
    for said in (
        sheet_preview.importing(name),
        sheet_preview.cancelled(name, name, "Mon 2 Nov, 09:12"),
        sheet_preview.not_read(name, name),
        sheet_preview.file_changed(name),
        sheet_preview.busy(name),
        sheet_preview.not_now_theirs(name),
        sheet_preview.pressed_already(name),
    ):
        assert_slack_takes(said)


@settings(max_examples=10)
@given(headings=st.lists(long_words, min_size=1, max_size=40), name=long_words)
def test_slack_takes_the_form_of_any_columns(headings: list[str], name: str) -> None:
    kept = [
        {"letter": "AA", "heading": one, "field": "notes", "how": "", "kind": KINDS[n % 3]}
        for n, one in enumerate(headings)
    ]
    key, decided = "file " + "k" * 200, {f"sheet-{n:024}": "POV-03" for n in range(12)}
    value = Dropped("F1", name, "d" * 32, "U1", key, decided).value(c=key)
    memory = FormMemory("", key, channel="D1", ts="1793608200.000001", keep=value)
    assert view_faults(columns_form(memory, name, kept, choices(kept))) == []


def test_a_button_carries_back_what_it_was_given() -> None:
    decided = Dropped("F1", "tracker.csv", "d", "U1", "asked", {f"sheet-{'0' * 24}": "POV-03"})
    assert Dropped.of(verbs.read(decided.value(s="x", to="new"))) == decided


def test_a_report_that_changes_nothing_has_no_buttons() -> None:
    report = SheetReport("t.csv", ACTIONS, (RowRead("leave", "t, row 2", "POV-01 Walks", "s"),))
    assert "already says all of this" in str(preview(report, DROPPED))
    assert "sheet_import" not in str(preview(report, DROPPED))
    assert conclusion(report).endswith("Nothing to change: the register already says all of this.")


def test_one_is_said_in_the_singular_and_what_was_done_in_the_past() -> None:
    row = RowRead("add", "t, row 2", "Iona Tait", "s")
    assert "1 person read: 1 would be added." in conclusion(SheetReport("t.csv", CONTACTS, (row,)))
    assert "1 person read: 1 added. Imported." in conclusion(
        SheetReport("t.csv", CONTACTS, (row,), written=True)
    )
