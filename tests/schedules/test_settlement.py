"""What becomes of a message after a try is a table."""

import pytest

from bot.slack.outcomes import InstallationGone, NotSent, Outcome, RecipientGone, Refused, Sent, Unknown
from schedules.settlement import PutAway, Settlement, Timing, Wordless, settle

TIMING = Timing()
SENT = Settlement("sent", rest=1, channel_rests=True)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Sent("D1", "1.0"), SENT),
        (
            NotSent("ratelimited", 30),
            Settlement("waiting", "ratelimited", 30, channel_rests=True, counts=False),
        ),
        (
            NotSent("ratelimited", 0),
            Settlement("waiting", "ratelimited", 0, channel_rests=True, counts=False),
        ),
        (NotSent("ConnectionRefusedError"), Settlement("waiting", "ConnectionRefusedError", 5)),
        (Unknown("HTTP 500"), Settlement("waiting", "HTTP 500", 5, uncertain=True)),
        (RecipientGone("user_disabled"), Settlement("parked", "user_disabled", tell=True)),
        (Refused("invalid_blocks"), Settlement("parked", "invalid_blocks", tell=True)),
        (InstallationGone("token_revoked"), Settlement("waiting", "token_revoked", counts=False)),
        (PutAway("withdrawn", "answered meanwhile"), Settlement("withdrawn", "answered meanwhile")),
    ],
)
def test_what_becomes_of_a_message_after_its_first_try(
    outcome: Outcome | PutAway, expected: Settlement
) -> None:
    assert settle(outcome, 1, False, TIMING) == expected


@pytest.mark.parametrize("outcome", [Unknown("timed out"), Wordless("a view's fault")])
def test_the_waits_grow_from_five_seconds_to_half_an_hour_and_then_it_is_parked(
    outcome: Unknown | Wordless,
) -> None:
    tries = [settle(outcome, attempts, False, TIMING) for attempts in range(1, 7)]
    assert [each.rest for each in tries] == [5, 30, 120, 600, 1800, 0]
    assert [each.state for each in tries] == ["waiting"] * 5 + ["parked"]
    assert tries[-1].why == f"{outcome.why}, after 6 tries"
    assert tries[-1].tell


def test_while_slack_cannot_be_reached_a_message_waits_on_however_long_that_takes() -> None:
    tries = [settle(NotSent("refused"), attempts, False, TIMING) for attempts in range(1, 9)]
    assert [each.rest for each in tries] == [5, 30, 120, 600, 1800, 1800, 1800, 1800]
    assert {each.state for each in tries} == {"waiting"}
    assert [each.counts for each in tries] == [True] * 5 + [False] * 3, "its last try is kept"


@pytest.mark.parametrize(
    "outcome", [NotSent("ratelimited", 1), NotSent("refused"), InstallationGone("x"), Refused("x")]
)
def test_a_message_that_may_be_there_stays_so_until_it_was_looked_for(outcome: Outcome) -> None:
    assert settle(outcome, 1, True, TIMING).uncertain
    assert not settle(outcome, 1, False, TIMING).uncertain


def test_the_lease_outlasts_the_longest_wait_for_slack() -> None:
    from bot.slack.sender import SlackSender

    assert TIMING.lease > 2 * SlackSender("xoxb-any")._timeout
