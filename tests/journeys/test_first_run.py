"""The first run: an administrator sets the bot up in Slack, form by form; everybody else is told who can."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.practice import Message, View
from bot.rehearsal import Member, Rehearsal
from storage.records import Change, Contact, Role
from tests.conftest import MigratedTemplates
from tests.journeys.acting import Stage, refused_payloads
from tests.journeys.conftest import MONDAY_MORNING

CATRIONA, FERGUS, AILSA = "Catriona Muir", "Fergus Pirie", "Ailsa Reid"
MEMBERS = (
    Member("U1", CATRIONA, "catriona@example.org", is_admin=True),
    Member("U2", FERGUS, "fergus@example.org", is_admin=True),
    Member("U3", AILSA, "ailsa@example.org"),
    Member("U4", "Rory Tulloch", "rory@example.org"),
)
GLENMORE = {"name": "Glenmore Community Planning Partnership", "short_name": "CPP", "area": "Glenmore"}


@contextmanager
def _empty_stage(url: str) -> Iterator[Stage]:
    with Rehearsal.begin(url, None, MONDAY_MORNING, members=MEMBERS) as rehearsal:
        stage = Stage(rehearsal)
        stage.slack.ack_seconds = 10
        yield stage
        refused = refused_payloads(stage.slack)
    assert not refused


@pytest.fixture
def empty(database_url: str) -> Iterator[Stage]:
    """A workspace of four without a register, on a database of its own; once on each engine."""
    with _empty_stage(database_url) as stage:
        yield stage


@pytest.fixture(scope="module")
def untouched(
    migrated_templates: MigratedTemplates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """The same for a whole module, whose journeys set nothing up."""
    path: Path = tmp_path_factory.mktemp("empty") / "loip.db"
    path.write_bytes(migrated_templates.sqlite.read_bytes())
    with _empty_stage(f"sqlite:///{path}") as stage:
        yield stage


def _screen(stage: Stage, name: str, button: str) -> Message | View:
    """The newest thing somebody sees with this button."""
    seen = [
        message for message in stage.team.seen_by(stage.person(name)) if f"[{button}]" in message.readable
    ]
    return seen[-1]


def _presses(stage: Stage, name: str, button: str) -> str:
    """Somebody presses a button of what the bot told them; the form it opens."""
    stage.taps(name, _screen(stage, name, button), button)
    return stage.form(name).readable


def _saves(stage: Stage, who: str, /, **fields: object) -> str:
    """Somebody sends the form on their screen; what it then shows."""
    values = {block_id: {"value": value} for block_id, value in fields.items()}
    stage.team.submit(stage.person(who), stage.form(who), values)
    stage.rehearsal.settle()
    return stage.form(who).readable


def _closes(stage: Stage, name: str) -> None:
    for view in reversed(stage.team.views(stage.person(name))):
        stage.team.close(stage.person(name), view)


def _begins(stage: Stage, name: str = CATRIONA) -> None:
    stage.types(name, "")
    _presses(stage, name, "Set up our partnership")
    _saves(stage, name, **GLENMORE)


# -- the walk


def test_an_administrator_sets_it_all_up_from_the_command_to_the_first_action(empty: Stage) -> None:
    assert "no register yet" in empty.told(CATRIONA, "")
    assert "1 of 5: Partnership" in _presses(empty, CATRIONA, "Set up our partnership")
    assert "as it stands on its papers" in _saves(
        empty, CATRIONA, name="?", short_name="CPP", area="Glenmore"
    )
    assert "2 of 5: Words" in _saves(empty, CATRIONA, **GLENMORE)
    words = {
        "plan_term": "Community Plan",
        "plan_abbreviation": "",
        "priority_term": "theme",
        "locality_term": "area",
    }
    week = _saves(empty, CATRIONA, **words)
    assert "3 of 5: Week" in week
    assert "London, Edinburgh, Cardiff, Belfast (Europe/London)" in week
    assert "4 of 5: People" in _saves(empty, CATRIONA, nudge_day="1", nudge_hour="10")
    posts = _saves(empty, CATRIONA, people=["U3", empty.team.workspace.bot_user_id])
    assert "Added Ailsa Reid. Left out: 1" in posts
    ailsa = f"post {empty.contact(AILSA).id}"
    assert "The post, a comma, and the body" in _saves(empty, CATRIONA, **{ailsa: "Nurse"})
    assert "5 of 5: Register" in _saves(empty, CATRIONA, **{ailsa: "Nurse, NHS Glenmore"})
    assert "Which theme does it serve?" in _saves(empty, CATRIONA, register="hand")
    added = _saves(empty, CATRIONA, title="Cash First", priority="Poverty")
    assert "Added POV-01 Cash First · Poverty. Another?" in added

    partnership = empty.rehearsal.partnership
    assert (partnership.plan_term, partnership.plan_abbreviation) == ("Community Plan", None)
    assert (partnership.priority_term, partnership.nudge_day, partnership.nudge_hour) == ("theme", 1, 10)
    told = empty.last_seen(CATRIONA)
    assert "Glenmore Community Planning Partnership is set up: 2 people and 1 action." in told.readable
    assert "On Tuesday 3 November at 10:00" in told.readable
    assert "1. Give each action its officer: `/loip assign POV-01 @person`" in told.readable
    _closes(empty, CATRIONA)
    assert "✅" in empty.told(CATRIONA, "assign POV-01 Ailsa Reid")
    assert "Cash First" in empty.told(AILSA, "mine")


def test_a_tracker_dropped_on_an_empty_register_brings_its_priorities_with_it(empty: Stage) -> None:
    _begins(empty)
    _closes(empty, CATRIONA)
    person = empty.person(CATRIONA)
    content = b"Action,Theme,Lead officer,RAG\r\nCash First route,Poverty,Ailsa Reid,A\r\nWalks,Health,,\r\n"
    empty.team.upload(person, None, "tracker.csv", content)
    empty.rehearsal.settle()
    preview = empty.team.dm(person)[-1]
    assert "2 actions read. 2 would be added." in preview.readable
    assert (
        "no priorities yet, so the file’s come in with it: Poverty (POV), Health (HEA)." in preview.readable
    )
    empty.taps(CATRIONA, preview, "Import")
    assert "2 added" in empty.team.dm(person)[-1].readable
    assert (empty.action("POV-01").title, empty.action("HEA-01").title) == ("Cash First route", "Walks")
    assert "Ailsa Reid" in empty.team.dm(person)[-1].readable, "whom the register does not know is listed"


def test_what_was_begun_is_taken_up_again_from_home_and_by_command(empty: Stage) -> None:
    _begins(empty)
    _closes(empty, CATRIONA)
    person = empty.person(CATRIONA)
    empty.team.open_home(person)
    home = empty.team.home(person)
    assert home is not None
    assert "There are no actions yet." in home.readable
    empty.taps(CATRIONA, home, "Finish setting up")
    assert "4 of 5: People" in empty.form(CATRIONA).readable
    assert "4 of 5: Posts" in _saves(empty, CATRIONA, people=["U4"])
    assert "5 of 5: Register" in _saves(empty, CATRIONA)
    told = _saves(empty, CATRIONA, register="file")
    assert "drop your `.xlsx` or `.csv` in our direct message" in told
    assert "its `id` being `glenmore`" in told
    _closes(empty, CATRIONA)
    overview = empty.told(CATRIONA, "set-up")
    assert "• People: 2, 2 without post or body" in overview
    assert "Week" in _presses(empty, CATRIONA, "Week")
    assert "Saved for Glenmore" in _saves(empty, CATRIONA, nudge_day="3")
    assert empty.rehearsal.partnership.nudge_day == 3


def test_of_two_administrators_the_second_is_told_who_was_first(empty: Stage) -> None:
    empty.types(FERGUS, "")
    _presses(empty, FERGUS, "Set up our partnership")
    _begins(empty, CATRIONA)
    told = _saves(empty, FERGUS, name="Another Partnership", short_name="AP", area="Elsewhere")
    assert (
        "Catriona Muir (Support officer) was first: Glenmore Community Planning Partnership was set up on"
        in told
    )
    assert empty.rehearsal.partnership.name == GLENMORE["name"]
    assert [contact.name for contact in empty.look(lambda register: register.rows.all(Contact))] == [CATRIONA]
    _closes(empty, FERGUS)
    assert "I don't have you among its contacts yet" in empty.told(FERGUS, "set-up")


def test_what_is_delivered_twice_is_done_once_and_history_says_who_did_it(empty: Stage) -> None:
    empty.types(CATRIONA, "")
    _presses(empty, CATRIONA, "Set up our partnership")
    with empty.team.delivering_twice():
        assert "2 of 5: Words" in _saves(empty, CATRIONA, **GLENMORE)
    assert [contact.name for contact in empty.look(lambda register: register.rows.all(Contact))] == [CATRIONA]
    (role,) = empty.look(lambda register: register.rows.all(Role))
    assert (role.role, role.group_id, role.contact_id) == ("support", None, empty.contact(CATRIONA).id)
    changes = empty.look(lambda register: register.rows.all(Change))
    assert {change.by for change in changes} == {f"{CATRIONA} (U1), setting up in Slack"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_sample_comes_first_and_never_mixes_with_what_is_real(empty: Stage) -> None:
    empty.types(CATRIONA, "")
    assert "Everybody and everywhere in it is made up" in _presses(empty, CATRIONA, "Look around in a sample")
    assert "(sample) is up" in _saves(empty, CATRIONA)
    _closes(empty, CATRIONA)
    assert "Cash First" in empty.told(CATRIONA, "show POV-03")
    assert "There is no register of your own yet." in empty.told(CATRIONA, "set-up")
    assert "1 of 5: Partnership" in _presses(empty, CATRIONA, "Set up our partnership")
    assert "2 of 5: Words" in _saves(empty, CATRIONA, **GLENMORE)
    _closes(empty, CATRIONA)
    assert "No action here is called" in empty.told(CATRIONA, "show POV-03")
    assert "• Actions: none yet" in empty.told(CATRIONA, "set-up")


# -- who may, and who is told what


def test_everybody_else_is_told_who_can_set_it_up(untouched: Stage) -> None:
    told = untouched.told(AILSA, "update POV-03 amber")
    assert "An administrator of this workspace" in told
    assert "> update POV-03 amber" in told
    assert "Set up our partnership" not in told
    assert "An administrator" in untouched.writes(AILSA, "hello?")


def test_an_administrator_is_invited_in_a_message_and_on_home_too(untouched: Stage) -> None:
    assert "[Set up our partnership]" in untouched.writes(CATRIONA, "hello <b>")
    person = untouched.person(CATRIONA)
    untouched.team.open_home(person)
    home = untouched.team.home(person)
    assert home is not None
    untouched.taps(CATRIONA, home, "Set up our partnership")
    assert "1 of 5: Partnership" in untouched.form(CATRIONA).readable
    _closes(untouched, CATRIONA)


def test_an_administrator_no_more_opens_and_saves_nothing(untouched: Stage) -> None:
    untouched.types(FERGUS, "")
    _presses(untouched, FERGUS, "Set up our partnership")
    untouched.person(FERGUS).is_admin = False
    told = _saves(untouched, FERGUS, **GLENMORE)
    assert "An administrator of this workspace" in told
    assert GLENMORE["name"] in told
    _closes(untouched, FERGUS)
    untouched.taps(FERGUS, _screen(untouched, FERGUS, "Set up our partnership"), "Set up our partnership")
    assert untouched.forms(FERGUS) == 0
    untouched.person(FERGUS).is_admin = True
    assert untouched.rehearsal.bound is None


@pytest.mark.parametrize("method", ["users.info", "auth.test"])
def test_where_slack_does_not_tell_what_was_typed_stays_in_the_form(untouched: Stage, method: str) -> None:
    untouched.types(CATRIONA, "")
    _presses(untouched, CATRIONA, "Set up our partnership")
    untouched.slack.fail(method, "ratelimited")
    told = _saves(untouched, CATRIONA, **GLENMORE)
    assert "nothing was saved. Please press it again." in told
    assert GLENMORE["name"] in told
    _closes(untouched, CATRIONA)
    untouched.slack.fail("users.info", "ratelimited")
    assert "Please try again in a moment" in untouched.told(CATRIONA, "help me")
    assert untouched.rehearsal.bound is None


def test_an_administrator_of_another_workspace_sets_nothing_up(untouched: Stage) -> None:
    untouched.team.add_person("U9", "Ina Bain", email="ina@example.org", team_id="T0OTHER", is_admin=True)
    assert "Set up our partnership" not in untouched.told("Ina Bain", "")
