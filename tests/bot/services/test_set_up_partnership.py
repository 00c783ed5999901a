"""A partnership set up from Slack: all of it or nothing, once, and put down to whoever did it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.rules.permission import is_support
from bot.rules.set_up import ActionAdded, AlreadySetUp, Founded, InPost, PeopleAdded, RegisterThere, is_sample
from bot.services.add_action import add_action
from bot.services.add_people import add_people, give_posts
from bot.services.change_partnership import change_partnership, read_set_up
from bot.services.set_up_partnership import set_up_partnership
from bot.services.use_sample import put_sample_away, use_sample
from schedules.tick import tick
from storage.engine import Database
from storage.records import Change, Contact, Partnership, Priority, Workspace
from storage.records.glance import Account, Person, Team
from storage.unit_of_work import reading
from tests.bot.services.inverlath import NOW
from tests.builders import RegisterBuilder

TEAM = Team("T1", "Glenmore", "UBOT", "BBOT", "digest 1")
CATRIONA = Account("U1", "Catriona Muir", "catriona@example.org", "Europe/London", is_admin=True)
FERGUS = Account("U2", "Fergus Pirie", "fergus@example.org", "Europe/London", is_admin=True)
SAID = {"name": "Glenmore Community Planning Partnership", "short_name": "GP", "area": "Glenmore"}


def _set_up(database: Database) -> Person:
    """The partnership set up by Catriona, and her as she may now speak."""
    assert isinstance(set_up_partnership(database, TEAM, CATRIONA, SAID, NOW), Founded)
    return _person(database)


def _person(database: Database) -> Person:
    with reading(database) as look:
        workspace, _ = _bound(database)
        person = look.register(workspace.partnership_id).people.person("U1", NOW.date())
    assert person is not None
    return person


def _bound(database: Database) -> tuple[Workspace, Partnership]:
    with reading(database) as look:
        bound = look.everywhere.bound_workspace("T1")
    assert bound is not None
    return bound


def test_it_begins_with_its_words_its_workspace_and_its_support_officer(database: Database) -> None:
    catriona = _set_up(database)
    workspace, partnership = _bound(database)
    assert (partnership.name, partnership.code, partnership.code_prefix) == (SAID["name"], "glenmore", "GP")
    assert (partnership.time_zone, partnership.holidays) == ("Europe/London", "GB-SCT")
    assert (workspace.token_digest, workspace.bot_user_id) == ("digest 1", "UBOT")
    assert is_support(catriona)


def test_history_says_who_set_it_up(database: Database) -> None:
    catriona = _set_up(database)
    with reading(database) as look:
        changes = look.register(catriona.partnership_id).rows.all(Change)
    assert {change.subject for change in changes} == {"partnerships", "workspaces", "contacts", "roles"}
    assert {change.by for change in changes} == {"Catriona Muir (U1), setting up in Slack"}


def test_of_two_at_once_one_wins_and_the_other_hears_who_it_was(database: Database) -> None:
    with ThreadPoolExecutor(2) as threads:
        found = list(
            threads.map(lambda who: set_up_partnership(database, TEAM, who, SAID, NOW), (CATRIONA, FERGUS))
        )
    (lost,) = (each for each in found if isinstance(each, AlreadySetUp))
    winner = CATRIONA if isinstance(found[0], Founded) else FERGUS
    assert (lost.slack_id, lost.in_post, lost.at) == (winner.slack_id, "Support officer", NOW)
    with reading(database) as look:
        assert len(look.everywhere.partnerships()) == len(look.everywhere.workspaces()) == 1


def test_where_there_is_a_register_to_join_nothing_is_written(database: Database) -> None:
    RegisterBuilder(database, code="inv")
    assert set_up_partnership(database, TEAM, CATRIONA, SAID, NOW) == RegisterThere()
    assert use_sample(database, TEAM, CATRIONA, NOW) == RegisterThere()
    with reading(database) as look:
        assert [each.code for each in look.everywhere.partnerships()] == ["inv"]


def test_people_are_added_once_by_account_or_email_with_post_and_body_later(database: Database) -> None:
    catriona = _set_up(database)
    ailsa = Account("U3", "Ailsa Reid", "ailsa@example.org", "Europe/London")
    assert add_people(database, catriona, (ailsa, CATRIONA), NOW) == PeopleAdded(
        ("Ailsa Reid",), ("Catriona Muir",)
    )
    assert add_people(database, catriona, (ailsa,), NOW) == PeopleAdded((), ("Ailsa Reid",))
    _, now = read_set_up(database, catriona.partnership_id)
    (who,) = (each for each in now.postless if each.name == "Ailsa Reid")
    assert give_posts(database, catriona, {who.contact_id: InPost("Nurse", "NHS Glenmore")}, NOW)
    with reading(database) as look:
        found = look.register(catriona.partnership_id).people.glance(who.contact_id)
    assert found is not None
    assert (found.post, found.body, found.email, found.slack_id) == (
        "Nurse",
        "NHS Glenmore",
        ailsa.email,
        "U3",
    )


def test_actions_take_their_codes_from_their_priority_and_the_same_title_is_added_once(
    database: Database,
) -> None:
    catriona = _set_up(database)
    first = add_action(database, catriona, "Cash First", "Poverty", NOW)
    assert first == ActionAdded("POV-01", "Cash First", "Poverty", new_priority=True)
    again = add_action(database, catriona, "cash  first", "Poverty", NOW)
    assert again == ActionAdded("POV-01", "Cash First", "Poverty", already=True)
    assert add_action(database, catriona, "Debt advice", "poverty", NOW) == ActionAdded(
        "POV-02", "Debt advice", "Poverty"
    )
    assert add_action(database, catriona, "Annual report", None, NOW) == ActionAdded(
        "GP-01", "Annual report", None
    )
    with reading(database) as look:
        assert len(look.register(catriona.partnership_id).rows.all(Priority)) == 1


def test_nobody_but_who_runs_the_register_changes_any_of_it(database: Database) -> None:
    catriona = _set_up(database)
    other = catriona._replace(roles=())
    assert change_partnership(database, other, {"name": "Mine"}, NOW) is None
    assert add_people(database, other, (FERGUS,), NOW) is None
    assert not give_posts(database, other, {catriona.contact_id: InPost("Queen", "Glenmore")}, NOW)
    assert add_action(database, other, "Mine", None, NOW) is None
    assert put_sample_away(database, other, "T1", NOW) is None
    partnership, now = read_set_up(database, catriona.partnership_id)
    assert (partnership.name, now.people, now.actions) == (SAID["name"], 1, 0)


@pytest.fixture
def sample(database: Database) -> Person:
    """A register of one's own, with the sample up before it."""
    own = _set_up(database)
    assert isinstance(use_sample(database, TEAM, CATRIONA, NOW), Founded)
    sample = _person(database)
    assert sample.partnership_id != own.partnership_id
    return sample


def test_the_sample_is_marked_run_by_whoever_asked_and_put_away_again(
    database: Database, sample: Person
) -> None:
    _, partnership = _bound(database)
    assert partnership.name.endswith("(sample)")
    assert is_sample(partnership.code)
    assert is_support(sample)
    assert use_sample(database, TEAM, CATRIONA, NOW) == Founded(sample.partnership_id)
    assert set_up_partnership(database, TEAM, FERGUS, SAID, NOW) != Founded(sample.partnership_id)
    own = put_sample_away(database, sample, "T1", NOW)
    assert own is not None
    assert _bound(database)[1].code == own.code == "glenmore"
    with reading(database) as look:
        assert [each.name for each in look.register(own.id or 0).rows.all(Contact)] == ["Catriona Muir"]
    assert put_sample_away(database, _person(database), "T1", NOW) is None


def test_what_is_out_of_sight_is_not_planned_for(database: Database, sample: Person) -> None:
    def ran() -> set[str]:
        return {each.partnership for each in tick(database, NOW + timedelta(days=7), dry_run=True).ran}

    assert ran() == {"sample-glenmore"}
    put_sample_away(database, sample, "T1", NOW)
    assert ran() == {"glenmore"}
