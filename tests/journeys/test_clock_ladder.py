"""What nobody answers goes up the ladder, a step at a time, each told to the owner before; leave and cover followed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from storage.records import Contact, Snooze
from tests.journeys.town import Town, november

MONDAY = november(2)


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with Town.founded(database_url) as founded:
        yield founded


def on_the_ladder(town: Town, heard: datetime | None = None, **ailsa: Any) -> None:
    """Ailsa has an action Rory is the deputy of, in a group Una leads; Catriona runs the register."""
    group = town.register.group("Health & Wellbeing Partnership")
    officer = town.contact("Ailsa Reid", post="Health Improvement Manager", phone="01632 960100", **ailsa)
    deputy = town.contact("Rory Adair", post="Health Improvement Officer")
    town.contact("Una Weir", post="Head of Health", roles=[("lead_officer", group)])
    town.contact("Catriona Muir", post="Support Officer", roles=[("support", None)])
    town.register.action(
        "POV-03", "Cash First", officer=officer, deputy=deputy, lead_group_id=group.id, heard=heard
    )


def asked(town: Town, name: str, about: str = "was asked about it") -> list[date]:
    """The days on which somebody was told that another was asked before them."""
    told = zip(town.days(name), town.heard(name), strict=True)
    return [day for day, read in told if about in read]


def test_each_step_is_told_to_the_owner_and_comes_on_its_day_until_the_digest_says_it(town: Town) -> None:
    on_the_ladder(town)
    board = town.register.board()
    town.contact("Iona Blair", post="Chair", roles=[("chair", board)])
    town.register.meeting(board, date(2026, 12, 10))
    town.open().until(MONDAY)
    assert "If it's quiet until Mon 9 Nov I'll also ask Rory, your deputy." in town.heard("Ailsa Reid")[-1]
    assert "[Away]" in town.heard("Ailsa Reid")[-1]
    town.until(november(6), 18)
    assert town.heard("Rory Adair") == []
    town.until(november(9))
    (to_rory,) = town.heard("Rory Adair")
    assert "One could do with a word from you." in to_rory
    whose = "Health Improvement Manager was asked about it on Mon 2 Nov."
    assert f"{whose} Can you say a word?" in to_rory
    assert "Ailsa" not in to_rory
    next_one = (
        "If it's quiet until Mon 16 Nov I'll also ask the lead officer of the Health & Wellbeing Partnership"
    )
    assert next_one in town.heard("Ailsa Reid")[-1]
    shown = town.types("Ailsa Reid", "show POV-03").readable
    assert "Asked about on Mon 2 Nov, late: no answer yet" in shown
    assert "Also asked: the deputy (Health Improvement Officer) on Mon 9 Nov" in shown
    assert "Next: the lead officer of the group (Head of Health), on Mon 16 Nov" in shown
    town.until(date(2026, 12, 1))  # the 30th is Saint Andrew's day
    assert asked(town, "Rory Adair") == [november(9)]
    assert asked(town, "Una Weir") == [november(16)]
    assert asked(town, "Catriona Muir") == [november(23)]
    (to_call,) = [read for read in town.heard("Catriona Muir") if "was asked about it" in read]
    assert "A call may help · 01632 960100 · ailsa@inverlath.example.org" in to_call
    assert "I'll add a line to the chair's next digest" in town.heard("Ailsa Reid")[-2]
    assert "If it's quiet" not in town.heard("Ailsa Reid")[-1]
    assert "Everybody was asked" in town.types("Una Weir", "show POV-03").readable
    town.until(date(2026, 12, 4))
    digest = town.heard("Iona Blair")[-1]
    assert "Not heard of: POV-03 (all asked)" in digest


def test_nobody_else_is_asked_for_the_sake_of_a_word_that_still_stands(town: Town) -> None:
    # On Monday 2 November the word is 23 days old, and stands for five days more.
    on_the_ladder(town, heard=datetime(2026, 10, 10, 10, tzinfo=UTC))
    town.open().until(MONDAY)
    (early,) = town.heard("Ailsa Reid")
    assert "One needs a word from you." in early
    assert "If it's quiet" not in early
    shown = town.types("Ailsa Reid", "show POV-03").readable
    assert "Last heard of Sat 10 Oct" in shown
    assert "Asked about on Mon 2 Nov, not answered yet" in shown
    assert "The last word stands until Sat 7 Nov" in town.types("Ailsa Reid", "mine").readable
    town.until(november(9))
    assert "If it's quiet until Mon 16 Nov I'll also ask Rory, your deputy." in town.heard("Ailsa Reid")[-1]
    assert (town.heard("Rory Adair"), asked(town, "Una Weir", "no word since")) == ([], [november(9)])
    town.until(november(16))
    assert asked(town, "Rory Adair") == [november(16)]


def test_an_answer_stops_it_at_once_and_the_next_silence_begins_anew(town: Town) -> None:
    on_the_ladder(town)
    town.open().until(november(9))
    town.taps("Rory Adair", "No change", "POV-03")
    for name in ("Ailsa Reid", "Rory Adair", "Una Weir"):
        assert "Can you say a word?" not in town.heard(name)[-1]
    assert "✅ No change · Health Improvement Officer" in town.heard("Ailsa Reid")[-1]
    assert "If it's quiet" not in town.heard("Ailsa Reid")[-1]
    assert "✅ No change · Health Improvement Officer" in town.heard("Rory Adair")[-1]
    assert "Answered since" in town.heard("Rory Adair")[-1]
    assert "Still quiet" not in town.heard("Rory Adair")[-1]
    shown = town.types("Ailsa Reid", "show POV-03").readable
    assert "Asked about on Mon 9 Nov, answered on Mon 9 Nov" in shown
    town.until(november(30))
    assert asked(town, "Una Weir") == []
    assert len(town.heard("Ailsa Reid")) == 2


def test_while_the_officer_is_away_the_cover_is_asked_and_the_ladder_counts_from_then(town: Town) -> None:
    on_the_ladder(town)
    town.contact("Fergus Lamb", post="Health Improvement Lead")
    town.open().until(MONDAY)
    said = town.types("Ailsa Reid", "away 5-20 Nov cover fergus@inverlath.example.org").readable
    assert "You are away Thu 5 Nov to Fri 20 Nov." in said
    town.until(november(3))
    (told,) = town.heard("Fergus Lamb")
    assert "You cover for the Health Improvement Manager, who is away Thu 5 Nov to Fri 20 Nov." in told
    assert "POV-03" in told
    town.until(november(9))
    assert "One needs a word from you." in town.heard("Fergus Lamb")[-1]
    assert (
        "until Mon 16 Nov I'll also ask the deputy (Health Improvement Officer)"
        in town.heard("Fergus Lamb")[-1]
    )
    assert town.days("Ailsa Reid") == [MONDAY]
    assert asked(town, "Rory Adair") == []
    town.until(november(16))
    assert asked(town, "Rory Adair") == [november(16)]
    assert "✅ Saved" in town.types("Fergus Lamb", "update POV-03 green two places left").readable


def test_a_cover_is_asked_about_what_the_officer_had_put_off_before_leaving(town: Town) -> None:
    on_the_ladder(town)
    town.contact("Fergus Lamb", post="Health Improvement Lead")
    town.open().until(MONDAY)
    officer = town.look(lambda register: register.people.with_email("ailsa@inverlath.example.org"))
    action = town.look(lambda register: register.actions.by_code("POV-03"))
    put_off: dict[str, Any] = {"action_id": town.id(action), "contact_id": town.id(officer)}
    town.register.add(Snooze(until=november(25), at=town.register.at, submission_key="s", **put_off))
    town.types("Ailsa Reid", "away 5-20 Nov cover fergus@inverlath.example.org")
    town.until(november(9))
    assert "One needs a word from you." in town.heard("Fergus Lamb")[-1]


def test_with_nobody_to_cover_it_waits_until_the_officer_is_back(town: Town) -> None:
    group = town.register.group("Anti-Poverty Taskforce")
    ailsa = town.contact("Ailsa Reid", post="Manager")
    town.contact("Una Weir", post="Head", roles=[("lead_officer", group)])
    town.register.action("POV-03", officer=ailsa, lead_group_id=group.id)
    town.open().until(MONDAY)
    town.types("Ailsa Reid", "away 5-18 Nov")
    town.until(november(18), 18)
    assert asked(town, "Una Weir") == []
    assert "Nobody is asked about it until Wed 18 Nov" in town.types("Una Weir", "show POV-03").readable
    town.until(november(23))
    assert town.days("Ailsa Reid") == [MONDAY, november(23)]
    town.until(november(30), 18)
    assert asked(town, "Una Weir") == []
    town.until(date(2026, 12, 1))
    assert asked(town, "Una Weir") == [date(2026, 12, 1)]


def test_a_step_nobody_announced_waits_for_the_next_nudge(town: Town) -> None:
    on_the_ladder(town)
    town.open().until(MONDAY)
    town.asleep_until(november(10), 10)
    assert asked(town, "Rory Adair") == [november(10)]
    officer = town.look(lambda register: register.people.with_email("ailsa@inverlath.example.org"))
    town.changes(Contact, town.id(officer), can_contact=False)
    town.until(november(27), 18)
    assert asked(town, "Una Weir") == [november(16)], "the nudge of the 10th had said so"
    assert asked(town, "Catriona Muir") == []


def test_a_deputy_who_is_gone_before_the_day_that_was_told_is_made_up_for_by_nobody_untold(
    town: Town,
) -> None:
    on_the_ladder(town)
    town.open().until(MONDAY)
    assert "until Mon 9 Nov I'll also ask Rory, your deputy." in town.heard("Ailsa Reid")[-1]
    town.types("Rory Adair", "away 5-20 Nov")
    town.until(november(9), 18)
    assert asked(town, "Una Weir") == []
    told = "until Tue 10 Nov I'll also ask the lead officer of the Health & Wellbeing Partnership"
    assert told in town.heard("Ailsa Reid")[-1]
    town.until(november(10), 18)
    assert asked(town, "Una Weir") == [november(10)]
    assert asked(town, "Rory Adair") == []


def test_a_deputy_who_goes_on_leave_once_asked_moves_no_step_that_was_announced(town: Town) -> None:
    on_the_ladder(town)
    town.open().until(november(9))
    assert asked(town, "Rory Adair") == [november(9)]
    town.types("Rory Adair", "away 11-20 Nov")
    town.until(november(13), 18)
    assert asked(town, "Una Weir") == [], "the owner was told of the 16th"
    town.until(november(23))
    assert asked(town, "Una Weir") == [november(16)]
    assert asked(town, "Catriona Muir") == [november(23)]


def test_a_deputy_who_is_back_once_the_lead_officer_was_asked_is_not_asked_unannounced(town: Town) -> None:
    on_the_ladder(town)
    town.open()
    town.types("Rory Adair", "away 2-10 Nov")
    town.until(november(13), 18)
    assert asked(town, "Una Weir") == [november(9)]
    assert asked(town, "Rory Adair") == []
    town.until(november(23))
    assert asked(town, "Rory Adair") == []
    assert asked(town, "Catriona Muir") == [november(16)]
