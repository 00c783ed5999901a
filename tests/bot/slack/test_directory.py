"""Who somebody is: what Slack says of them, and what it means that Slack does not say."""

from collections.abc import Iterator

import pytest

from bot.practice import PracticeSlack, Team
from bot.slack.app import build_client
from bot.slack.directory import Directory
from bot.slack.team import SlackUnreachable


@pytest.fixture
def slack() -> Iterator[PracticeSlack]:
    with PracticeSlack() as slack:
        yield slack


@pytest.fixture
def team(slack: PracticeSlack) -> Team:
    team = slack.add_workspace("T1")
    team.add_person("UAILSA", "Ailsa Reid", email="ailsa@example.org")
    return team


@pytest.fixture
def directory(slack: PracticeSlack, team: Team) -> Directory:
    return Directory(build_client(team.installation.bot_token, slack.url), "T1")


def test_a_member_is_known_and_nobody_and_the_deactivated_are_none(team: Team, directory: Directory) -> None:
    found = directory.account("UAILSA")
    assert found is not None
    assert found.email == "ailsa@example.org"
    assert directory.account("UNOBODY") is None
    team.workspace.people["UAILSA"].deleted = True
    assert directory.account("UAILSA") is None


@pytest.mark.parametrize("how", ["ratelimited", "http_500", "drop_before", "error:missing_scope"])
def test_a_slack_that_does_not_tell_says_nothing_of_the_person(
    slack: PracticeSlack, directory: Directory, how: str
) -> None:
    slack.fail("users.info", how)
    with pytest.raises(SlackUnreachable):
        directory.account("UAILSA")


def test_several_are_told_of_at_once_in_the_order_they_were_asked_for(
    team: Team, directory: Directory
) -> None:
    team.add_person("URORY", "Rory Tulloch", is_admin=True)
    found = directory.accounts(["URORY", "UNOBODY", "UAILSA"])
    assert [each and (each.name, each.is_admin) for each in found] == [
        ("Rory Tulloch", True),
        None,
        ("Ailsa Reid", False),
    ]
    assert directory.accounts([]) == []


def test_where_slack_does_not_tell_of_one_of_several_it_tells_of_none(
    slack: PracticeSlack, directory: Directory
) -> None:
    slack.fail("users.info", "ratelimited")
    with pytest.raises(SlackUnreachable):
        directory.accounts(["UAILSA", "UAILSA"])


def test_of_another_teams_member_slack_does_not_say_whether_they_administer_it(
    team: Team, directory: Directory
) -> None:
    team.add_person("UINA", "Ina Bain", team_id="T2", is_admin=True)
    assert directory.account("UINA") is None
