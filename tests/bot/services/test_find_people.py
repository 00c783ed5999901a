"""Finding whom to speak to."""

from datetime import date

from bot.rules.filtering import NotUnderstood
from bot.rules.screens import WhoIsWho
from bot.services.find_people import SEATS_ON_A_PAGE, find_people
from storage.engine import Database
from storage.records import Role, id_of
from tests.builders import MONDAY, RegisterBuilder


def found(register: RegisterBuilder, words: str = "", page: int = 1) -> WhoIsWho:
    shown = find_people(register.database, register.ways, register.id, words, page, MONDAY)
    assert isinstance(shown, WhoIsWho), shown
    return shown


def seats(register: RegisterBuilder, words: str = "") -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [
        (seat.heading, seat.contact.name if seat.contact else None, seat.roles)
        for seat in found(register, words).seats
    ]


def test_no_words_show_who_leads_each_group_and_the_critical_friends(database: Database) -> None:
    register = RegisterBuilder(database)
    board, taskforce = register.board(), register.group("Anti-Poverty Taskforce")
    register.group("Old group", state="wound up")
    poverty = register.priority("Poverty", "POV")
    register.contact("Rory Bell", roles=[("representative", board), ("support", None)])
    register.contact("Isla Gunn", roles=[("deputy", board)])
    register.contact("Ailsa Reid", roles=[("chair", board)])
    friend = register.contact("Morag Weir")
    register.add(Role(contact_id=id_of(friend), role="critical_friend", priority_id=id_of(poverty)))

    assert seats(register) == [
        ("Board", "Ailsa Reid", ("chair",)),
        ("Board", "Isla Gunn", ("deputy chair",)),
        ("Anti-Poverty Taskforce", None, ()),
        ("Poverty", "Morag Weir", ("critical friend",)),
        ("", "Rory Bell", ("support officer",)),
    ]
    assert id_of(taskforce)


def test_a_group_shows_its_members_the_chair_first_with_all_their_roles(database: Database) -> None:
    register = RegisterBuilder(database)
    taskforce = register.group("Anti-Poverty Taskforce", aka=["APT"])
    register.contact("Rory Bell", roles=[("representative", taskforce)])
    register.contact("Ailsa Reid", roles=[("lead_officer", taskforce), ("chair", taskforce)])

    assert seats(register, "apt") == [
        ("Anti-Poverty Taskforce", "Ailsa Reid", ("chair", "lead officer")),
        ("Anti-Poverty Taskforce", "Rory Bell", ("representative",)),
    ]


def test_a_body_shows_its_contacts_with_their_roles_anywhere(database: Database) -> None:
    register = RegisterBuilder(database)
    nhs, board = register.body("NHS Inverlath"), register.board()
    register.contact("Ailsa Reid", body=nhs, roles=[("chair", board)])
    register.contact("Rory Bell", body=nhs)
    register.contact("Isla Gunn")

    assert seats(register, "nhs") == [
        ("NHS Inverlath", "Ailsa Reid", ("chair, Board",)),
        ("NHS Inverlath", "Rory Bell", ()),
    ]


def test_a_priority_shows_its_critical_friend_and_the_group_that_leads_it(database: Database) -> None:
    register = RegisterBuilder(database)
    taskforce = register.group("Taskforce")
    poverty = register.priority("Poverty", "POV", lead_group_id=taskforce.id)
    friend = register.contact("Morag Weir")
    register.add(Role(contact_id=id_of(friend), role="critical_friend", priority_id=id_of(poverty)))
    register.contact("Ailsa Reid", roles=[("chair", taskforce)])

    assert seats(register, "poverty") == [
        ("Poverty", "Morag Weir", ("critical friend",)),
        ("Taskforce", "Ailsa Reid", ("chair",)),
    ]


def test_leavers_and_roles_given_up_are_never_shown(database: Database) -> None:
    register = RegisterBuilder(database)
    board, nhs = register.board(), register.body("NHS Inverlath")
    register.contact("Gone", body=nhs, roles=[("chair", board)], left_on=date(2026, 10, 1))
    before = register.contact("Before")
    register.add(Role(contact_id=id_of(before), role="chair", group_id=board.id, ends_on=date(2026, 10, 31)))

    assert seats(register, "board") == [("Board", None, ())]
    assert seats(register, "nhs") == [("NHS Inverlath", None, ())]


def test_a_mistyped_body_is_asked_about(database: Database) -> None:
    register = RegisterBuilder(database)
    register.body("Glen College")

    shown = find_people(database, register.ways, register.id, "Glen Colege", 1, MONDAY)

    assert isinstance(shown, NotUnderstood)
    assert [name for name, _ in shown.nearest] == ["Glen College"]


def test_a_long_list_is_shown_a_page_at_a_time_and_everybody_once(database: Database) -> None:
    register = RegisterBuilder(database)
    nhs = register.body("NHS Inverlath")
    names = [f"Officer {number}" for number in range(SEATS_ON_A_PAGE + 3)]
    for name in names:
        register.contact(name, body=nhs)

    pages = [found(register, "nhs", page) for page in (1, 2)]

    assert [seat.contact.name for page in pages for seat in page.seats if seat.contact] == names
