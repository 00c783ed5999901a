"""The weekly nudge, as each person in the workspace sees it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from storage.records import Contact
from tests.journeys.town import EARLY, Town, comes_in_order, november, when

MONDAY = november(2)
LONG_AGO = datetime(2026, 9, 2, 12, tzinfo=UTC)
LATELY = EARLY - timedelta(days=3)


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with Town.founded(database_url) as founded:
        yield founded


def ailsa_and_calum(town: Town) -> None:
    """Ailsa has two actions and leads a group, in which Calum has been silent for two months."""
    college = town.register.body("Glen College")
    group = town.register.group("Health & Wellbeing Partnership")
    ailsa = town.contact("Ailsa Reid", roles=[("lead_officer", group)], post="Health Improvement Manager")
    calum = town.contact("Calum Orr", body=college, post="Student Support Manager")
    town.register.action("HWB-02", "Walking groups", officer=ailsa, lead_group_id=group.id)
    town.register.action("POV-03", "Cash First", officer=ailsa, heard=LONG_AGO, words="Draft <out> & about.")
    town.register.action("HWB-05", "Drop-ins", officer=calum, heard=LONG_AGO, lead_group_id=group.id)


def test_a_person_gets_one_private_message_with_what_is_theirs_and_what_is_in_their_group(town: Town) -> None:
    ailsa_and_calum(town)
    town.open().until(MONDAY)
    (message,) = town.messages("Ailsa Reid")
    read = message.readable
    in_order = (
        "Good morning Ailsa. Two need a word from you.",
        "HWB-02 Walking groups",
        "nothing heard yet",
        "POV-03 Cash First",
        '2 Sep: "Draft <out> & about."',
        "[Update] [No change] [Blocked] [⋯]",
        "In your group (Health & Wellbeing Partnership)",
        "HWB-05: no word since 2 Sep. Speak to: Student Support Manager, Glen College",
    )
    assert comes_in_order(read, *in_order)
    assert message.text == "2 actions need a word"
    assert "Calum" not in read
    (to_calum,) = town.heard("Calum Orr")
    assert "One needs a word from you." in to_calum
    assert "In your group" not in to_calum
    assert town.posts() == 2


def test_a_lead_officer_with_nothing_of_their_own_sees_the_group_alone(town: Town) -> None:
    group = town.register.group("Anti-Poverty Taskforce")
    town.contact("Iain Soutar", roles=[("lead_officer", group)])
    town.register.action("POV-01", "Foodbanks", lead_group_id=group.id)
    town.open().until(MONDAY)
    (read,) = town.heard("Iain Soutar")
    assert "Nothing of yours needs a word." in read
    assert "POV-01: nothing heard yet. Nobody has taken it on" in read


def test_nobody_who_is_up_to_date_is_nudged_and_nothing_to_say_is_no_message(town: Town) -> None:
    group = town.register.group("Anti-Poverty Taskforce")
    una = town.contact("Una Weir", roles=[("lead_officer", group)])
    town.contact("Catriona Muir", roles=[("support", None)])
    town.register.action("POV-01", officer=una, heard=LATELY, lead_group_id=group.id)
    town.register.action("POV-02", officer=una, status="complete", lead_group_id=group.id)
    town.register.action("POV-04", officer=una, heard=LONG_AGO, status="paused", lead_group_id=group.id)
    town.open().until(november(8), 20)
    assert town.posts() == 0
    assert town.outbox() == []


def test_everybody_is_written_to_in_their_own_working_hours(town: Town) -> None:
    zones = {
        "Ailsa Reid": "Europe/London",
        "Nora Vance": "America/New_York",
        "Kenji Mori": "Asia/Tokyo",
    }
    for number, name in enumerate(zones, 1):
        town.register.action(f"POV-{number:02d}", officer=town.contact(name))
    town.open()
    for name, zone in zones.items():
        town.rehearsal.team.change_person(town.person(name), tz=zone)
    for hour in range(9, 48):
        town.until(MONDAY + timedelta(days=hour // 24), hour % 24)
    heard = {name: [when(message).strftime("%a %H:%M") for message in town.messages(name)] for name in zones}
    # Nine in London is five in the morning in New York and six in the evening in Tokyo.
    assert heard == {"Ailsa Reid": ["Mon 09:00"], "Nora Vance": ["Mon 14:00"], "Kenji Mori": ["Tue 00:00"]}


def test_a_nudge_moves_to_tuesday_when_monday_is_closed(database_url: str) -> None:
    with Town.founded(database_url, closed_days=["2026-11-09"]) as town:
        ailsa = town.contact("Ailsa Reid")
        town.register.action("POV-03", officer=ailsa)
        town.open(datetime(2026, 11, 7, 12, tzinfo=UTC))
        town.until(november(8), 23)
        before = len(town.heard("Ailsa Reid"))
        town.until(november(9), 23)
        assert len(town.heard("Ailsa Reid")) == before
        town.until(november(10), 8, 59)
        assert len(town.heard("Ailsa Reid")) == before
        town.until(november(10))
        assert town.days("Ailsa Reid")[before:] == [november(10)]


def test_people_not_on_slack_are_asked_by_the_support_officer_in_words_ready_to_paste(town: Town) -> None:
    town.contact("Catriona Muir", roles=[("support", None)])
    foodbank = town.register.body("Inverlath Foodbank")
    morag = town.contact("Morag Bain", slack=False, body=foodbank, post="Outreach Lead", phone="01632 960113")
    isla = town.contact("Isla Renwick", slack=False, post="Superintendent")
    town.register.action("POV-01", "Winter food network", officer=morag)
    town.register.action("POV-02", "Warm spaces", officer=morag)
    town.register.action("CPP-05", "First pilot", officer=isla, heard=LONG_AGO)
    town.open().until(MONDAY)
    (read,) = town.heard("Catriona Muir")
    assert "To ask by phone or email" in read
    assert "Outreach Lead, Inverlath Foodbank · 01632 960113 · morag@inverlath.example.org" in read
    assert (
        "> Hello Morag, could you let the Board know how POV-01 Winter food network and POV-02 Warm spaces"
        in read
    )
    assert read.count("Hello ") == 2, "one entry a person"
    answer = town.types(
        "Catriona Muir", 'for "Superintendent" by phone on 2 Nov CPP-05 green two places left'
    )
    assert "Superintendent" in answer.readable
    town.until(november(9))
    again = town.heard("Catriona Muir")[-1]
    assert "Morag" in again
    assert "Isla" not in again, "what was recorded for somebody is not asked of them again"


def test_what_is_answered_between_planning_and_sending_is_withdrawn(town: Town) -> None:
    nora = town.contact("Nora Vance")
    town.register.action("POV-03", "Cash First", officer=nora)
    town.open()
    town.rehearsal.team.change_person(town.person("Nora Vance"), tz="America/New_York")
    town.until(MONDAY, 10)
    (planned,) = town.outbox()
    assert planned.state == "waiting"
    town.types("Nora Vance", "update POV-03 green pilot agreed")
    town.until(MONDAY, 20)
    (row,) = town.outbox()
    assert (row.state, row.last_error) == ("withdrawn", "answered meanwhile")
    assert town.heard("Nora Vance") == []


def test_what_is_left_of_a_message_half_answered_before_it_went_is_sent(town: Town) -> None:
    nora = town.contact("Nora Vance")
    town.register.action("POV-03", "Cash First", officer=nora)
    town.register.action("POV-04", "Foodbanks", officer=nora)
    town.open()
    town.rehearsal.team.change_person(town.person("Nora Vance"), tz="America/New_York")
    town.until(MONDAY, 10)
    town.types("Nora Vance", "update POV-03 green pilot agreed")
    town.until(MONDAY, 15)
    (read,) = town.heard("Nora Vance")
    assert "POV-04" in read
    assert "POV-03" not in read
    assert "One needs a word from you." in read


def test_a_tap_changes_the_message_in_its_place_and_the_rest_keeps_its_buttons(town: Town) -> None:
    ailsa_and_calum(town)
    town.open().until(MONDAY)
    before = town.messages("Ailsa Reid")[0].ts
    town.taps("Ailsa Reid", "No change", "HWB-02")
    (message,) = town.messages("Ailsa Reid")
    assert message.ts == before
    assert message.edited
    assert "✅ No change · Health Improvement Manager, 09:00" in message.readable
    assert "One needs a word from you." in message.readable
    assert message.readable.count("[Update]") == 1
    town.taps("Ailsa Reid", "No change", "POV-03")
    (message,) = town.messages("Ailsa Reid")
    assert "Everything here is answered, thank you." in message.readable


def test_nobody_is_asked_again_in_the_same_week_and_only_the_silent_in_the_next(town: Town) -> None:
    ailsa_and_calum(town)
    town.open().until(MONDAY)
    town.taps("Ailsa Reid", "No change", "HWB-02")
    town.taps("Ailsa Reid", "No change", "POV-03")
    for day in range(2, 9):
        town.until(november(day), 18)
    assert town.days("Ailsa Reid") == [MONDAY]
    assert town.days("Calum Orr") == [MONDAY]
    town.until(november(9))
    assert town.days("Calum Orr") == [MONDAY, november(9)]
    # What Ailsa was asked is answered; Calum was asked a week ago, so that now she is, who leads the group.
    assert "One could do with a word from you." in town.heard("Ailsa Reid")[-1]


def test_the_deputy_is_asked_while_the_officer_is_away_and_nobody_who_left_is(town: Town) -> None:
    ailsa = town.contact("Ailsa Reid", away_from=date(2026, 10, 26), away_to=date(2026, 11, 15))
    rory = town.contact("Rory Adair")
    gone = town.contact("Gavin Tosh")
    town.register.action("POV-03", officer=ailsa, deputy=rory)
    town.register.action("POV-04", officer=gone)
    town.open()
    town.changes(Contact, town.id(gone), left_on=date(2026, 11, 1))
    town.until(MONDAY)
    assert [town.posts(), len(town.heard("Rory Adair"))] == [1, 1]
    assert "POV-03" in town.heard("Rory Adair")[0]
