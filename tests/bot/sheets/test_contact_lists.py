"""Lists of contacts read against a register."""

from collections.abc import Sequence
from dataclasses import replace

from bot.sheets.contact_lists import LEAVE_OUT, NEW, read_contacts
from bot.sheets.grid import Workbook
from bot.sheets.known import Imported, Known, KnownContact
from bot.sheets.opening import open_spreadsheet
from bot.sheets.proposal import Change, ContactSaid, Proposal, ProposedRow, Verb
from tests.bot.sheets.workbooks import INVERLATH, grid

HEADINGS = ["Name", "Job title", "Organisation", "Email", "Phone", "Group", "Role"]
AILSA = KnownContact(
    1, "Ailsa Reid", "ailsa@example.org", {"post": "Health Improvement Manager", "body": "NHS Inverlath"}
)


def _read(
    *rows: Sequence[str], known: Known = INVERLATH, decisions: dict[str, str] | None = None
) -> Proposal[ContactSaid]:
    return read_contacts(grid(HEADINGS, *rows), known, decisions=decisions)


def _only(proposal: Proposal[ContactSaid]) -> ProposedRow[ContactSaid]:
    (row,) = proposal.rows
    return row


def test_a_list_in_windows_1252_is_read_whole() -> None:
    text = (
        "Contacts of the “Board”\r\n\r\nName;Post;Organisation;Email;Tel;Group\r\n"
        "Zoë O’Hara;Head of Housing;IC;zoe@example.org;01 234;Board\r\n;;;;;\r\nTotal;;;;;\r\n"
    )
    opened = open_spreadsheet(text.encode("cp1252"), "contacts.csv")
    assert isinstance(opened, Workbook)
    proposal = read_contacts(opened, INVERLATH)
    said = _only(proposal).said
    assert (said.name, said.post, said.email, said.phone) == (
        "Zoë O’Hara",
        "Head of Housing",
        "zoe@example.org",
        "01 234",
    )
    assert said.body
    assert said.body.known == INVERLATH.bodies[1]
    assert [one.known for one in said.groups] == [INVERLATH.groups[1]]
    assert proposal.skipped_counts == {"blank": 1, "total": 1}


def test_somebody_is_known_by_their_email_whatever_they_are_called() -> None:
    known = replace(INVERLATH, contacts=(AILSA,))
    row = _only(
        _read(
            ["Ailsa Reid-Moir", "Health Improvement Manager", "NHSI", "AILSA@example.org", "", "", ""],
            known=known,
        )
    )
    assert (row.verb, row.target) == (Verb.CHANGE, "1")
    assert row.changes == (Change("name", "Ailsa Reid", "Ailsa Reid-Moir"),)


def test_a_name_alone_is_only_near() -> None:
    known = replace(INVERLATH, contacts=(AILSA,))
    cells = ["Ailsa Reid", "Teacher", "Glen College", "reid@example.org", "", "", ""]
    row = _only(_read(cells, known=known))
    assert (row.verb, row.near) == (Verb.UNSURE, ("1",))
    assert _only(_read(cells, known=known, decisions={row.source: NEW})).verb is Verb.ADD
    assert _only(_read(cells, known=known, decisions={row.source: "1"})).target == "1"
    assert _read(cells, known=known, decisions={row.source: LEAVE_OUT}).rows == ()


def test_name_and_body_are_enough_where_there_is_no_email() -> None:
    known = replace(INVERLATH, contacts=(AILSA,))
    row = _only(_read(["Ailsa Reid", "", "NHS Inverlath", "", "01 234", "", ""], known=known))
    assert (row.verb, row.target, row.changes) == (Verb.CHANGE, "1", (Change("phone", "", "01 234"),))


def test_somebody_listed_once_a_group_is_one_contact_in_both() -> None:
    proposal = _read(
        ["Ailsa Reid", "", "NHSI", "ailsa@example.org", "", "Board", ""],
        ["Ailsa Reid", "", "NHSI", "ailsa@example.org", "", "Health and Wellbeing Partnership", ""],
    )
    assert [one.words for one in _only(proposal).said.groups] == ["Board", "Health and Wellbeing Partnership"]
    assert proposal.skipped_counts == {"listed twice": 1}


def test_a_member_of_one_group_and_chair_of_another_is_so_in_each() -> None:
    said = _only(
        _read(
            ["Ailsa Reid", "", "NHSI", "ailsa@example.org", "", "Board", "Member"],
            ["Ailsa Reid", "", "NHSI", "ailsa@example.org", "", "Health and Wellbeing Partnership", "Chair"],
        )
    ).said
    assert [(seat.group.words, seat.role) for seat in said.seats] == [
        ("Board", "Member"),
        ("Health and Wellbeing Partnership", "Chair"),
    ]


def test_a_second_import_changes_nothing() -> None:
    rows = (
        ["Ailsa Reid", "Manager", "NHSI", "ailsa@example.org", "1", "Board", "Chair"],
        ["Jo Doe", "", "IC", "", "", "", ""],
    )
    first = _read(*rows)
    known = replace(
        INVERLATH,
        contacts=tuple(KnownContact(number, row.said.name) for number, row in enumerate(first.rows)),
        imported={row.source: Imported(str(number), row.saying) for number, row in enumerate(first.rows)},
    )
    assert _read(*rows, known=known).changes_nothing


def test_what_is_no_email_is_said_and_nobody_is_called_by_a_dash() -> None:
    proposal = _read(["Jo Doe", "", "", "see website", "", "", ""], ["-", "", "IC", "", "", "", ""])
    row = _only(proposal)
    assert (row.said.email, row.problems) == (None, ("“see website” is not an email; kept in words",))
    assert row.said.kept == (("Email", "see website"),)


def test_first_name_and_surname_are_put_together() -> None:
    opened = grid(["Forename", "Surname", "Email"], ["Jo", "Doe", "mailto:jo@example.org"])
    said = _only(read_contacts(opened, INVERLATH)).said
    assert (said.name, said.email) == ("Jo Doe", "mailto:jo@example.org".removeprefix("mailto:"))


def test_a_list_without_headings_is_said() -> None:
    assert "No row of headings" in read_contacts(grid(["Jo Doe", "IC"]), INVERLATH).notes[0]
