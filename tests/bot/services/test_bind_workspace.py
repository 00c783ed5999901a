"""A workspace is bound to one partnership, and stays with it."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from bot.rules.outcomes import NotBound
from bot.services.bind_workspace import bind_workspace
from storage.engine import Database
from storage.records import Workspace
from storage.records.glance import Team
from storage.unit_of_work import reading, working
from tests.bot.services.inverlath import NOW
from tests.builders import CLERK, RegisterBuilder

TEAM = Team("T1", "Inverlath", "UBOT", "BBOT", "digest 1")


@pytest.fixture
def inv(database: Database) -> RegisterBuilder:
    return RegisterBuilder(database, code="inv")


def _bound(database: Database, team: Team = TEAM, code: str | None = None) -> Workspace:
    workspace = bind_workspace(database, team, NOW, code)
    assert isinstance(workspace, Workspace), workspace
    return workspace


def test_without_a_partnership_there_is_nothing_to_bind_to(database: Database) -> None:
    assert bind_workspace(database, TEAM, NOW) == NotBound("no_partnership")


def test_the_only_partnership_is_the_one(inv: RegisterBuilder, database: Database) -> None:
    workspace = _bound(database)
    assert (workspace.partnership_id, workspace.state) == (inv.id, "installed")
    assert (workspace.name, workspace.bot_user_id, workspace.bot_id) == ("Inverlath", "UBOT", "BBOT")
    with reading(database) as look:
        bound = look.everywhere.bound_workspace("T1")
        assert bound is not None
        assert bound[1].code == "inv"


def test_of_several_one_has_to_be_chosen(inv: RegisterBuilder, database: Database) -> None:
    other = RegisterBuilder(database, code="oth")
    assert bind_workspace(database, TEAM, NOW) == NotBound("several", ("inv", "oth"))
    assert bind_workspace(database, TEAM, NOW, "none") == NotBound("unknown", ("inv", "oth"))
    assert _bound(database, code="oth").partnership_id == other.id


def test_a_team_bound_to_one_partnership_is_not_given_to_another(
    inv: RegisterBuilder, database: Database
) -> None:
    RegisterBuilder(database, code="oth")
    _bound(database, code="inv")
    assert bind_workspace(database, TEAM, NOW, "oth") == NotBound("bound_elsewhere")
    assert _bound(database).partnership_id == inv.id


def test_a_bound_team_is_brought_up_to_date_and_installed_again(
    inv: RegisterBuilder, database: Database
) -> None:
    first = _bound(database)
    with working(database, CLERK, NOW) as work:
        row = work.everywhere.workspace("T1")
        assert row is not None
        row.state = "uninstalled"
        work.commit()
    again = _bound(database, TEAM._replace(name="Inverlath CPP", bot_user_id="UNEW", token_digest="digest 2"))
    assert again.id == first.id
    with reading(database) as look:
        [row] = look.everywhere.workspaces()
        assert (row.name, row.bot_user_id, row.token_digest, row.state) == (
            "Inverlath CPP",
            "UNEW",
            "digest 2",
            "installed",
        )


def test_two_teams_may_reach_one_partnership(inv: RegisterBuilder, database: Database) -> None:
    ids = {_bound(database).id, _bound(database, TEAM._replace(team_id="T2", token_digest="2")).id}
    assert len(ids) == 2


def test_a_replica_that_binds_while_another_is_binding_finds_it_bound(
    inv: RegisterBuilder, database: Database
) -> None:
    with ThreadPoolExecutor(1) as threads:
        with working(database, CLERK, NOW) as work:
            first = Workspace(team_id="T1", bot_user_id="UBOT", token_digest="digest 1")
            work.register(inv.id).rows.add(first)
            work.flush()
            second = threads.submit(_bound, database)
            # Long enough for it to have looked and found nothing; on SQLite it queues.
            sleep(0.3)
            work.commit()
        assert second.result().id == first.id
    with reading(database) as look:
        assert len(look.everywhere.workspaces()) == 1
