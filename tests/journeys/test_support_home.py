"""The support officer's Home: who has left and still holds something, and the digest before it goes.

And for everybody: Home opens where it was left that day.
"""

from storage.records import Action, Contact
from tests.journeys.acting import labels
from tests.journeys.board_town import DUE, Open, board_register, digests, fills_in, home_of, press, the_form
from tests.journeys.town import Town, at, november

SUPPORT, CHAIR, LEAVER = "Catriona Muir", "Moira Galbraith", "Una Weir"


def leaves(town: Town, name: str, email: str) -> None:
    person = town.look(lambda register: register.people.with_email(email))
    town.changes(Contact, town.id(person), left_on=november(1))


def test_the_digest_waits_on_home_from_its_preview_on_and_is_steered_there(opened: Open) -> None:
    values = board_register()
    values["meetings"] = [each for each in values["meetings"] if each["id"] != "officers"]
    town = opened(values, at(november(9), 8))
    assert "Preview" not in labels(home_of(town, SUPPORT)), "it is shown two working days before"
    town.until(november(10), 10)
    shown = home_of(town, SUPPORT)
    assert "The digest of the Board goes to the chair and the deputy on Thu 12 Nov, 9 am." in shown.readable
    assert "Preview" not in labels(home_of(town, CHAIR))
    press(town, SUPPORT, shown, "Preview")
    assert "DECIDE who pays for tutors" in the_form(town, SUPPORT).readable
    assert labels(the_form(town, SUPPORT)) == []
    town.rehearsal.team.close(town.person(SUPPORT), the_form(town, SUPPORT))

    press(town, SUPPORT, shown, "Hold")
    assert "The digest of the Board is held." in home_of(town, SUPPORT).readable
    town.rehearsal.team.close(town.person(SUPPORT), the_form(town, SUPPORT))
    town.until(DUE, 12)
    assert digests(town, CHAIR) == []
    press(town, SUPPORT, home_of(town, SUPPORT), "Add a line")
    fills_in(town, SUPPORT, line="Held for the figures.")
    town.rehearsal.team.close(town.person(SUPPORT), the_form(town, SUPPORT))
    press(town, SUPPORT, home_of(town, SUPPORT), "Let it go")
    assert "Held for the figures." in digests(town, CHAIR)[0].readable
    assert "Preview" not in labels(home_of(town, SUPPORT)), "it has gone"


def test_whoever_has_left_and_still_holds_something_is_listed_with_what(opened: Open) -> None:
    town = opened(board_register())
    assert "Have left, and still hold something: " not in home_of(town, SUPPORT).readable.split("None:")[0]
    leaves(town, LEAVER, "una@inverlath.example.org")
    leaves(town, "Ailsa Reid", "ailsa@inverlath.example.org")
    shown = home_of(town, SUPPORT)
    assert "Have left, and still hold something: 2" in shown.readable
    assert "• Poverty Manager, left Sun 1 Nov: chair of Anti-Poverty Taskforce" in shown.readable
    assert "• Health Improvement Manager, left Sun 1 Nov: EMP-02, HWB-05, POV-01" in shown.readable
    press(town, SUPPORT, shown, "List", near="Have left")
    assert "2 in all." in home_of(town, SUPPORT).readable
    for code in ("1", "2", "3"):
        town.changes(Action, int(code), officer_id=None)
    assert "Health Improvement Manager" not in home_of(town, SUPPORT).readable


def test_home_opens_where_it_was_left_that_day_and_anew_on_the_next(opened: Open) -> None:
    town = opened(board_register())
    press(town, CHAIR, home_of(town, CHAIR), "Every action")
    view = home_of(town, CHAIR)
    assert "Every action of the" in view.readable
    town.rehearsal.team.choose(town.person(CHAIR), view, "home:status", "🔴 Off track")
    assert "HWB-05" in home_of(town, CHAIR).readable
    assert "POV-01" not in home_of(town, CHAIR).readable, "and narrowed as it was"
    town.until(november(3), 8)
    assert "Good morning, Moira" in home_of(town, CHAIR).readable
