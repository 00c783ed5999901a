"""Status, people and dates, each from one cell."""

from datetime import date

import pytest

from bot.rules.naming import Named
from bot.rules.status import DEFAULT_KEY, StatusEntry, StatusKey
from bot.sheets.date_cells import read_when
from bot.sheets.grid import Cell, clean
from bot.sheets.people_cells import Names, people_names
from bot.sheets.status_cells import read_status
from tests.bot.sheets.workbooks import INVERLATH, TODAY

NAMES = Names((*people_names(INVERLATH.people), *INVERLATH.bodies, *INVERLATH.groups))


@pytest.mark.parametrize(
    ("text", "colour", "status"),
    [
        ("R", None, "off_track"),
        ("a", None, "at_risk"),
        ("B", None, "complete"),
        ("GREEN", None, "on_track"),
        ("Green ", None, "on_track"),
        ("On Track", None, "on_track"),
        ("Not Started", None, "not_started"),
        ("Not yet started", None, "not_started"),
        ("on hold", None, "paused"),
        ("Completed", None, "complete"),
        ("Complete ✓", None, "complete"),
        ("🟢", None, "on_track"),
        ("🟠 At risk", None, "at_risk"),
        ("", "red", "off_track"),
        ("", "amber", "at_risk"),
        ("●", "green", "on_track"),
        ("TBC", "amber", "at_risk"),
        ("", None, None),
        ("", "grey", None),
    ],
)
def test_a_status_is_a_word_a_letter_a_symbol_or_only_a_colour(
    text: str, colour: str | None, status: str | None
) -> None:
    read = read_status(Cell(text, colour=colour), DEFAULT_KEY)
    assert (read.status, read.kept, read.problem) == (status, "", "")


@pytest.mark.parametrize("text", ["Amber - Green", "Amber – Green", "Red (amber)", "G/A", "Amber, red"])
def test_two_statuses_and_nothing_besides_are_none(text: str) -> None:
    read = read_status(Cell(text), DEFAULT_KEY)
    assert (read.status, read.kept) == (None, text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Amber - slight delay", "at_risk"),
        ("Red (was amber)", "off_track"),
        ("Amber: complete by June", "at_risk"),
    ],
)
def test_words_beside_a_status_are_kept(text: str, status: str) -> None:
    read = read_status(Cell(text), DEFAULT_KEY)
    assert (read.status, read.kept) == (status, text)


@pytest.mark.parametrize(
    "text",
    [
        "In progress",
        "50%",
        "Green/Amber",
        "Amber → Green",
        "Not on track",
        "Nearly complete",
        "=cmd|' /C calc'!A0",
    ],
)
def test_what_may_be_two_statuses_or_none_stays_words(text: str) -> None:
    read = read_status(Cell(text), DEFAULT_KEY)
    assert (read.status, read.kept) == (None, text)
    assert "not a status" in read.problem


def test_the_word_counts_where_the_colour_says_otherwise() -> None:
    read = read_status(Cell("Green", colour="red"), DEFAULT_KEY)
    assert read.status == "on_track"
    assert "the word counts" in read.problem


def test_the_partnerships_own_key_is_followed() -> None:
    key = StatusKey.of(
        [
            StatusEntry("complete", "Achieved", "🟢", ("green",)),
            StatusEntry("on_track", "On target", "🔵", ("blue",)),
        ]
    )
    assert read_status(Cell("", colour="green"), key).status == "complete"
    assert read_status(Cell("g"), key).status == "complete"
    assert read_status(Cell("Blue"), key).status == "on_track"


# --- people ----------------------------------------------------------------------------------------------


def _leads(text: str) -> list[tuple[str, str]]:
    """Person and body of each; what the register does not have in angle brackets."""
    return [
        (
            lead.person.name if lead.person else f"<{lead.person_words}>" if lead.person_words else "",
            lead.body.name if lead.body else f"<{lead.body_words}>" if lead.body_words else "",
        )
        for lead in NAMES.leads(text)
    ]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("NHS Inverlath / IC", [("", "NHS Inverlath"), ("", "Inverlath Council")]),
        ("NHS Elsewhere / PKX", [("", "<NHS Elsewhere>"), ("", "<PKX>")]),
        ("J. Smith (NHSI)", [("<J. Smith>", "NHS Inverlath")]),
        ("Inverlath Council (Jane Doe)", [("<Jane Doe>", "Inverlath Council")]),
        ("A. Reid (NHSI)", [("Ailsa Reid", "NHS Inverlath")]),
        ("Ailsa Reid and Rory Blair", [("Ailsa Reid", ""), ("Rory Blair", "")]),
        ("Superintendent, Police Inverlath", [("Rory Blair", "Police Inverlath")]),
        ("Head of Housing, Inverlath Council", [("<Head of Housing>", "Inverlath Council")]),
        ("Jane Doe - Glen College", [("<Jane Doe>", "Glen College")]),
        (
            "• NHSI\n• IC\n• Glen College",
            [("", "NHS Inverlath"), ("", "Inverlath Council"), ("", "Glen College")],
        ),
        ("1. NHSI\n2) IC", [("", "NHS Inverlath"), ("", "Inverlath Council")]),
        ("NHSI (lead); IC", [("", "NHS Inverlath"), ("", "Inverlath Council")]),
        ("NHSI & Inverlath Council", [("", "NHS Inverlath"), ("", "Inverlath Council")]),
        ("Health & Wellbeing Partnership", [("", "Health and Wellbeing Partnership")]),
        ("Health and Social Care Partnership", [("", "<Health and Social Care Partnership>")]),
        ("Culture and Leisure", [("", "<Culture and Leisure>")]),
        ("TBC", []),
        ("n/a", []),
        ("", []),
    ],
)
def test_a_cell_of_leads_is_taken_apart_and_no_name_is(text: str, leads: list[tuple[str, str]]) -> None:
    assert _leads(text) == leads


def test_a_first_name_alone_is_nobody() -> None:
    assert _leads("Ailsa")[0][0] != "Ailsa Reid"


def test_short_forms_shared_by_two_people_are_neithers() -> None:
    names = Names(people_names([Named("contacts", 1, "Ailsa Reid"), Named("contacts", 2, "Andrew Reid")]))
    assert names.find("A. Reid") is None
    assert names.find("Andrew Reid") is not None


# --- dates -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "latest", "precision"),
    [
        ("45383", "2024-04-01", "day"),
        ("31/03/25", "2025-03-31", "day"),
        ("31-Mar-25", "2025-03-31", "day"),
        ("Mar-25", "2025-03-31", "month"),
        ("Spring 2025", "2025-05-31", "season"),
        ("2023/24", "2024-03-31", "financial_year"),
        ("Q3 24/25", "2024-12-31", "quarter"),
        ("by the end of the year", "2026-12-31", "year_end"),
        ("first meeting in 2025", "2025-12-31", "meeting"),
        ("Dec 2026 (revised)", "2026-12-31", "month"),
        ("April 2024 – March 2027", "2027-03-31", "month"),
        ("2024-2027", "2027-12-31", "year"),
        ("31/03/25 to 30/06/25", "2025-06-30", "day"),
        ("in due course", "None", "none"),
        ("TBC", "None", "none"),
        ("Ongoing", "None", "none"),
    ],
)
def test_a_date_is_read_as_a_tracker_writes_it(text: str, latest: str, precision: str) -> None:
    due = read_when(Cell(text), TODAY).due
    assert (str(due.latest), due.precision, due.words, due.understood) == (latest, precision, text, True)


def test_a_period_has_its_beginning_in_words() -> None:
    assert read_when(Cell("April 2024 – March 2027"), TODAY).start == "April 2024"


@pytest.mark.parametrize("text", ["when funding allows", "1-2 years", "short term", "x" * 40_000])
def test_what_is_no_date_is_kept_as_words(text: str) -> None:
    due = read_when(Cell(text), TODAY).due
    assert (due.latest, due.words, due.understood) == (None, text, False)


def test_a_real_date_is_as_exact_as_it_is_shown() -> None:
    assert read_when(Cell("March 2026", date(2026, 3, 1), "month"), TODAY).due.latest == date(2026, 3, 31)
    assert read_when(Cell("2026", date(2026, 1, 1), "year"), TODAY).due.latest == date(2026, 12, 31)
    assert read_when(Cell("1 March 2026", date(2026, 3, 1)), TODAY).due.latest == date(2026, 3, 1)


def test_text_is_made_fit_to_keep_without_losing_what_was_typed() -> None:
    assert clean(" one\r\ntwo\u00a0 three \u200b\x07_x000D_\n\n\n\nfour ") == "one\ntwo three\n\nfour"
    assert clean("“smart” – quotes • bullet 👩‍⚕️") == "“smart” – quotes • bullet 👩‍⚕️"
