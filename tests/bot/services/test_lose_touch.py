"""Who cannot be reached is one line, once; who is back gets what they missed."""

from datetime import timedelta
from typing import Any

import pytest

from bot.rules.reaching import UNREACHED
from bot.services.lose_touch import lose_touch, read_unreached
from bot.services.match_people import match_one, match_people, unmatch
from bot.services.settle_unreached import let_be, try_again
from bot.services.welcome import WELCOME, welcome_everybody
from storage.records import Contact, Line, Outbox, id_of
from storage.records.glance import Account
from storage.unit_of_work import reading, working
from tests.bot.services.inverlath import NOW, Inverlath
from tests.builders import CLERK


def lost(here: Inverlath, why: str = "user_disabled", days: int = 0) -> None:
    """A message to the officer came back."""
    at = NOW + timedelta(days=days)
    with working(here.database, CLERK, at) as work:
        lose_touch(work.register(here.register.id), id_of(here.officer), None, why, "2 actions", at)
        work.commit()


def parked(here: Inverlath, key: str, kind: str = "message", **fields: Any) -> Outbox:
    known: dict[str, Any] = {
        "contact_id": here.officer.id,
        "channel": here.officer.slack_id,
        "payload": {"text": "x"},
    }
    more: dict[str, Any] = {
        "state": "parked",
        "not_before": NOW,
        "created_at": NOW,
        "last_error": "user_disabled",
    }
    return here.register.add(Outbox(key=key, kind=kind, **known | more | fields))


def lines(here: Inverlath, kind: str = UNREACHED) -> list[Line]:
    with reading(here.database) as look:
        return look.register(here.register.id).messages.lines_of_kind(kind)


def unreached(here: Inverlath) -> list[tuple[str, str, int]]:
    with reading(here.database) as look:
        found = read_unreached(look.register(here.register.id))
    return [(each.place, each.why, each.kept) for each in found]


def slack_id(here: Inverlath) -> str | None:
    with reading(here.database) as look:
        contact = look.register(here.register.id).rows.get(Contact, id_of(here.officer))
    assert contact is not None
    return contact.slack_id


def state(here: Inverlath, key: str) -> str:
    with reading(here.database) as look:
        row = look.register(here.register.id).messages.with_key(key)
    assert row is not None
    return row.state


def test_it_is_told_once_however_often_it_fails(here: Inverlath) -> None:
    for day in range(4):
        lost(here, days=day)
    (line,) = lines(here)
    assert (line.contact_id, line.facts["why"]) == (here.support.id, "user_disabled")
    assert slack_id(here) is None


def test_after_a_message_got_through_it_is_told_anew(here: Inverlath) -> None:
    lost(here, "messages_tab_disabled")
    parked(here, "note", state="sent", sent_at=NOW + timedelta(days=1))
    lost(here, "messages_tab_disabled", days=2)
    assert len(lines(here)) == 2
    assert slack_id(here) is not None, "the account is there: only messages are switched off"


def test_what_came_back_is_one_entry_a_person(here: Inverlath) -> None:
    lost(here)
    parked(here, "note 1")
    parked(here, "note 2", last_error="HTTP 503, after 6 tries")
    parked(here, "edit 1", kind="edit")
    assert unreached(here) == [(f"contact {here.officer.id}", "HTTP 503, after 6 tries", 2)]


def test_what_is_tried_again_goes_to_the_account_they_have_now(here: Inverlath) -> None:
    parked(here, "note 1", channel="UOLD")
    parked(here, "note 2", after_key="note 1", contact_id=None, channel="UOLD")
    place = f"contact {here.officer.id}"
    assert try_again(here.database, here.person(here.support), place, NOW) is not None
    with reading(here.database) as look:
        rows = [look.register(here.register.id).messages.with_key(f"note {n}") for n in (1, 2)]
    assert [(row.state, row.channel) for row in rows if row] == [
        ("waiting", here.officer.slack_id),
        ("waiting", "UOLD"),
    ]
    assert try_again(here.database, here.person(here.support), place, NOW) is None


def test_what_is_let_be_is_withdrawn_and_not_told_of_again(here: Inverlath) -> None:
    lost(here)
    parked(here, "note 1")
    place = f"contact {here.officer.id}"
    assert let_be(here.database, here.person(here.support), place, NOW) is not None
    assert (state(here, "note 1"), unreached(here)) == ("withdrawn", [])
    lost(here, days=1)
    assert len(lines(here)) == 1
    assert let_be(here.database, here.person(here.support), place, NOW) is None


@pytest.mark.parametrize("one_by_one", [True, False])
def test_whoever_is_back_is_matched_and_what_they_missed_is_said(here: Inverlath, one_by_one: bool) -> None:
    gone, email = str(here.officer.slack_id), "back@example.org"
    with working(here.database, CLERK, NOW) as work:
        contact = work.register(here.register.id).rows.get(Contact, id_of(here.officer))
        assert contact is not None
        contact.email = email
        work.commit()
    letter = parked(here, "day 1", kind="lines", payload={})
    parked(here, "note 1")
    line = here.register.add(
        Line(
            kind="nudge",
            subject=f"action {here.action.id}",
            occasion="w",
            contact_id=id_of(here.officer),
            due_on=NOW.date(),
            outbox_id=letter.id,
        )
    )
    unmatch(here.database, here.register.id, gone, NOW)
    assert unreached(here)
    account, later = Account("UNEW", "A", email, None), NOW + timedelta(days=3)
    if one_by_one:
        assert match_one(here.database, here.register.id, account, later)
    else:
        match_people(here.database, here.register.id, [account], (), later)
    assert slack_id(here) == "UNEW"
    assert unreached(here) == []
    assert (state(here, "day 1"), state(here, "note 1")) == ("withdrawn", "waiting")
    with reading(here.database) as look:
        loose = look.register(here.register.id).messages.loose_lines(later.date())
    assert line.id in [each.id for each in loose]
    assert lines(here, WELCOME) == [], "somebody who was here before is not new"


def test_everybody_who_heard_nothing_can_be_welcomed_once(here: Inverlath) -> None:
    parked(here, "note", state="sent", sent_at=NOW)
    assert welcome_everybody(here.database, here.person(here.officer), NOW) == 0
    number = welcome_everybody(here.database, here.person(here.support), NOW)
    welcomed = {line.contact_id for line in lines(here, WELCOME)}
    assert number == len(welcomed) > 2
    assert not welcomed & {here.officer.id, here.support.id}
    assert welcome_everybody(here.database, here.person(here.support), NOW) == 0
