"""What there is to ask about, to thank for and to put on an agenda, and who may."""

from datetime import date
from typing import Any

import pytest

from bot.rules.chairing import (
    may_put_on_agenda,
    next_item,
    reads_digest,
    stuck_codes,
    target,
    thankable,
    topic_of,
    topics,
)
from bot.rules.digest import compose
from storage.records import Meeting
from storage.records.glance import Person, RoleGlance
from tests.digests import HELD, NOW, a_full_register, action, digest_of, meeting

FULL = compose(a_full_register(), HELD, NOW)
BOARD, EOG = 1, 2
TODAY = NOW.date()


def somebody(*roles: tuple[str, int | None]) -> Person:
    held = tuple(RoleGlance(12, role, group, None) for role, group in roles)
    return Person(1, 12, "Isla", "Convener", 1, "Inverlath Council", "U12", held)


def a_board(on: date, **fields: Any) -> Meeting:
    return meeting(on, **fields)


def test_what_is_asked_comes_first_then_what_is_stuck_then_every_other_action_once() -> None:
    words = [topic.words for topic in topics(FULL)]
    assert words[0] == "DECIDE who funds the referral worker after March (POV-03)"
    codes = [topic.code for topic in topics(FULL) if topic.value == topic.code]
    assert codes[:4] == ["HWB-05", "HWB-01", "EMP-02", "DIG-04"]
    assert len(codes) == len(set(codes)) == 23
    topic = topic_of(FULL, "ask 1")
    assert topic is not None
    assert topic.code == "POV-03"
    assert topic_of(FULL, "gone") is None


def test_a_menu_never_has_more_than_slack_shows() -> None:
    many = digest_of(*(action(f"POV-{number:03d}") for number in range(150)))
    assert len(topics(many)) == 100


def test_what_is_held_up_is_stuck_too() -> None:
    assert stuck_codes(FULL) == ["HWB-05", "HWB-01", "EMP-02", "DIG-04", "EMP-04"]


def test_thanks_begin_with_what_was_confirmed_then_what_improved_or_is_done() -> None:
    found = thankable(FULL)
    assert (found[0].code, found[0].body, found[0].confirmed) == ("POV-01", "Inverlath Foodbank", True)
    assert {each.code for each in found} == {"POV-01", "DIG-01", "DIG-02"} | {
        f"CPP-{n:02d}" for n in range(1, 7)
    }
    assert thankable(digest_of(action("POV-01"))) == ()


def test_only_who_chairs_the_group_and_the_support_officers_act_on_its_digest() -> None:
    assert reads_digest(somebody(("chair", BOARD)), BOARD)
    assert reads_digest(somebody(("deputy", BOARD)), BOARD)
    assert reads_digest(somebody(("support", None)), BOARD)
    assert not reads_digest(somebody(("chair", EOG), ("representative", BOARD)), BOARD)
    assert not reads_digest(somebody(("chair", None)), None)


def test_only_a_support_officer_or_the_executive_group_keeps_the_agenda() -> None:
    assert may_put_on_agenda(somebody(("support", None)), {EOG})
    assert may_put_on_agenda(somebody(("representative", EOG)), {EOG})
    assert not may_put_on_agenda(somebody(("chair", BOARD), ("support", BOARD)), {EOG})


def test_an_ask_goes_to_the_digests_own_meeting_or_the_next_and_from_the_executive_to_the_board() -> None:
    own = a_board(date(2026, 12, 3))
    later = a_board(date(2027, 3, 4), id=8)
    over, cancelled = (
        a_board(date(2026, 9, 10), state="held", id=6),
        a_board(date(2026, 12, 10), state="cancelled", id=9),
    )
    boards = [over, own, cancelled, later]
    assert target(own, False, boards, boards, TODAY) is own
    assert target(over, False, boards, boards, TODAY) is own
    assert target(over, False, [over, cancelled, later], boards, TODAY) is later
    assert target(a_board(date(2026, 12, 1), id=5), True, [], boards, TODAY) is own
    assert target(over, False, [over, cancelled], boards, TODAY) is None


@pytest.mark.parametrize(
    ("items", "number"),
    [
        ([], "1"),
        (["4"], "5"),
        (["4", "10", "9"], "11"),
        (["Item 4b", None], "5"),
        ([None, None], "3"),
        (["any other business"], "2"),
    ],
)
def test_what_comes_to_an_agenda_has_the_number_after_those_there(
    items: list[str | None], number: str
) -> None:
    assert next_item(items) == number
