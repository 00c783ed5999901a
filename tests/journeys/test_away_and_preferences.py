"""Somebody says when they are away, who covers and how they like to be asked: by command, by form, in a message."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.practice import View
from storage.records import Contact, Role
from tests.journeys.town import Town, november, when

MONDAY = november(2)
NAMES = ("Ailsa Reid", "Rory Adair", "Moira Orr")


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with Town.founded(database_url) as founded:
        ailsa = founded.contact("Ailsa Reid", post="Health Improvement Manager")
        founded.contact("Rory Adair", post="Health Improvement Officer")
        founded.contact("Catriona Muir", post="Support Officer", roles=[("support", None)])
        founded.register.action("POV-03", "Cash First", officer=ailsa)
        yield founded.open()


def told(town: Town, name: str, text: str) -> str:
    return town.types(name, text).readable


def form(town: Town, name: str) -> View:
    return town.rehearsal.team.views(town.person(name))[-1]


def submits(town: Town, name: str, **fields: object) -> str:
    values = {block: {"value": value} for block, value in fields.items()}
    answer = town.rehearsal.team.submit(town.person(name), form(town, name), values)
    town.rehearsal.settle()
    return " ".join(answer.errors.values()) or form(town, name).readable


@pytest.mark.parametrize(
    "text", ["I'm away next week", "I’ll be on leave 9-15 Nov.", "out of the office next week"]
)
def test_leave_in_plain_words_is_kept_on_a_tap_and_not_before(town: Town, text: str) -> None:
    team, ailsa = town.rehearsal.team, town.person("Ailsa Reid")
    team.say(ailsa, None, text)
    town.rehearsal.settle()
    offer = town.messages("Ailsa Reid")[-1]
    assert "[Yes, away Mon 9 Nov 2026 to Sun 15 Nov 2026]" in offer.readable
    assert "You are here, as far as I know." in told(town, "Ailsa Reid", "away")
    team.press(ailsa, offer, "keep_leave")
    town.rehearsal.settle()
    assert "✅ You are away Mon 9 Nov to Sun 15 Nov." in offer.readable
    assert "You are away Mon 9 Nov to Sun 15 Nov." in told(town, "Ailsa Reid", "away")


def test_a_leave_of_a_year_is_kept_with_its_cover_on_a_tap_and_not_before(town: Town) -> None:
    rory, team, ailsa = town.person("Rory Adair").id, town.rehearsal.team, town.person("Ailsa Reid")
    team.say(ailsa, None, f"away until 31 Oct cover <@{rory}>")
    town.rehearsal.settle()
    shown = town.messages("Ailsa Reid")[-1]
    assert "[Yes, away" in shown.readable
    assert "31 Oct 2027" in shown.readable
    assert "51 weeks" in shown.readable
    assert "You are here, as far as I know." in told(town, "Ailsa Reid", "away")
    team.press(ailsa, shown, "keep_leave")
    town.rehearsal.settle()
    held = told(town, "Ailsa Reid", "away")
    assert "31 Oct 2027" in held
    assert "Questions go to the Health Improvement Officer" in held
    assert "[Yes, away" in told(town, "Ailsa Reid", "I am off sick until Thursday")
    assert "[Yes, away" in told(town, "Ailsa Reid", "I'm back on Thursday")


def test_leave_is_kept_shown_told_to_the_cover_once_and_ended(town: Town) -> None:
    rory = town.person("Rory Adair").id
    assert "You are here, as far as I know." in told(town, "Ailsa Reid", "away")
    kept = told(town, "Ailsa Reid", f"away 9-20 Nov cover <@{rory}|rory>")
    assert "✅ You are away Mon 9 Nov to Fri 20 Nov." in kept
    assert "Questions go to the Health Improvement Officer, who covers." in kept
    assert "They hear of it in their next message." in kept
    assert "You are away Mon 9 Nov to Fri 20 Nov." in told(town, "Ailsa Reid", "away")
    told(town, "Ailsa Reid", f"away 9-20 Nov cover <@{rory}>")
    town.until(november(6), 18)
    (heard,) = town.heard("Rory Adair")
    assert "You cover for the Health Improvement Manager, who is away Mon 9 Nov to Fri 20 Nov." in heard
    assert "You may be asked about POV-03." in heard
    town.until(november(9))
    assert "One needs a word from you." in town.heard("Rory Adair")[-1]
    assert told(town, "Ailsa Reid", "back") == "✅ Welcome back."
    town.until(november(16))
    assert town.days("Ailsa Reid") == [MONDAY, november(16)]
    assert "I didn't have you as away" in told(town, "Ailsa Reid", "away off")


def test_days_far_off_are_shown_with_their_year_and_only_where_they_would_be_kept(town: Town) -> None:
    assert "[Yes, away Sun 6 Jun 2027 to Thu 10 Jun 2027]" in told(town, "Ailsa Reid", "away 6-10 June")
    assert "I know no contact called Nobody" in told(town, "Ailsa Reid", "away 6-10 June cover Nobody")
    assert "Only the support officer (Support Officer) can say" in told(
        town, "Rory Adair", 'away for "Health Improvement Manager" 6-10 June'
    )


def test_a_cover_has_to_be_somebody_who_is_there(town: Town) -> None:
    told(town, "Rory Adair", "away 9-10 Nov")
    away_too = told(town, "Ailsa Reid", "away 9-20 Nov cover rory@inverlath.example.org")
    assert "Health Improvement Officer is away then too" in away_too
    assert "Nobody can cover for themselves." in told(town, "Ailsa Reid", "away 9-20 Nov cover Ailsa")
    assert "I know no contact called Nobody" in told(town, "Ailsa Reid", "away 9-20 Nov cover Nobody")
    assert "More than one contact fits Health Improvement" in told(
        town, "Ailsa Reid", "away 9-20 Nov cover Health Improvement"
    )
    assert "Those days are over" in told(town, "Ailsa Reid", "away 1-9 Oct")
    assert "I couldn't read `when it suits` as days." in told(town, "Ailsa Reid", "away when it suits")
    assert "You are here, as far as I know." in told(town, "Ailsa Reid", "away")


def test_a_support_officer_says_it_for_others_and_nobody_else_does(town: Town) -> None:
    kept = told(town, "Catriona Muir", 'away for "Health Improvement Manager" 9-20 Nov')
    assert "✅ Health Improvement Manager is away Mon 9 Nov to Fri 20 Nov." in kept
    assert "Only the support officer (Support Officer) can say" in told(
        town, "Rory Adair", 'away for "Health Improvement Manager" 9-10 Nov'
    )
    assert "is back" in told(town, "Catriona Muir", 'back for "Health Improvement Manager"')


def test_the_letters_button_opens_a_form_and_in_a_message_the_words_do(town: Town) -> None:
    town.until(MONDAY)
    person, letter = town.person("Ailsa Reid"), town.messages("Ailsa Reid")[-1]
    town.rehearsal.team.press(person, letter, "away")
    town.rehearsal.settle()
    rory = town.person("Rory Adair").id
    backwards = submits(town, "Ailsa Reid", first="2026-11-09", last="2026-11-05", cover=rory)
    assert "That ends before it begins" in backwards
    assert "You are away Mon 9 Nov to Fri 20 Nov." in submits(
        town, "Ailsa Reid", first="2026-11-09", last="2026-11-20", cover=rory
    )
    town.rehearsal.team.say(person, None, "away off")
    town.rehearsal.settle()
    assert town.heard("Ailsa Reid")[-1] == "✅ Welcome back."


def test_below_the_letter_one_says_which_is_not_theirs_and_in_its_thread_what_one_wishes(town: Town) -> None:
    ailsa = town.look(lambda register: register.people.with_email("ailsa@inverlath.example.org"))
    town.register.action("HWB-02", "Walking groups", officer=ailsa)
    town.until(MONDAY)
    person, letter = town.person("Ailsa Reid"), town.messages("Ailsa Reid")[-1]
    town.rehearsal.team.press(person, letter, "not_mine")
    town.rehearsal.settle()
    which = town.rehearsal.team.ephemerals(person)[-1]
    assert "[Not mine: HWB-02] [Not mine: POV-03]" in which.readable
    town.rehearsal.team.press(person, which, "not_mine:0")
    handed = submits(town, "Ailsa Reid", to="0", why="it moved to housing")
    assert "Handed on" in handed
    assert "HWB-02 Walking groups\n👋 Handed back: nobody has it for now" in town.heard("Ailsa Reid")[-1]
    town.rehearsal.team.say(person, None, "undo that", thread_ts=letter.ts)
    town.rehearsal.settle()
    assert "You have said nothing lately" in town.rehearsal.team.thread(letter)[-1].readable


def test_preferences_are_kept_by_a_form_and_followed_from_the_next_message_on(town: Town) -> None:
    town.types("Ailsa Reid", "preferences")
    too_quiet = submits(town, "Ailsa Reid", day="2", hour="15", quiet_from="8", quiet_to="16", often="weekly")
    assert "leave me at least 2 hours between" in too_quiet
    kept = submits(town, "Ailsa Reid", day="2", hour="15", quiet_from="9", quiet_to="11", often="weekly")
    assert "I write to you weekly, where something needs a word, on a Wednesday at 15:00." in kept
    town.until(november(6), 18)
    (message,) = town.messages("Ailsa Reid")
    assert when(message).strftime("%a %H:%M") == "Wed 15:00"
    person = town.person("Ailsa Reid")
    town.rehearsal.team.say(person, None, "preferences")
    town.rehearsal.settle()
    assert "on a Wednesday at 15:00." in town.heard("Ailsa Reid")[-1]
    assert "[Change]" in town.heard("Ailsa Reid")[-1]
    town.rehearsal.team.press(person, town.messages("Ailsa Reid")[-1], "preferences")
    assert form(town, "Ailsa Reid").title == "How I ask you"


def test_whoever_hears_only_of_what_is_due_is_spared_what_is_merely_quiet(town: Town) -> None:
    town.types("Ailsa Reid", "preferences")
    submits(town, "Ailsa Reid", day="usual", hour="usual", often="due")
    board = town.register.board()
    town.register.meeting(board, date(2026, 12, 10), papers_due=date(2026, 12, 3))
    town.until(november(18), 18)
    assert town.heard("Ailsa Reid") == []
    town.until(november(23))
    assert "One needs a word from you." in town.heard("Ailsa Reid")[-1], "papers are near"


def test_what_waits_for_a_day_somebody_likes_is_not_said_while_they_are_away(town: Town) -> None:
    person = town.look(lambda register: register.people.with_email("ailsa@inverlath.example.org"))
    town.changes(Contact, town.id(person), nudge_day=3)
    town.until(november(3))
    assert town.days("Ailsa Reid") == []
    told(town, "Ailsa Reid", "away 4-13 Nov")
    town.until(november(16), 8)
    assert town.days("Ailsa Reid") == []
    town.until(november(20), 18)
    assert town.days("Ailsa Reid") == [november(19)], "one message has all of it"


def test_a_letter_that_waits_for_quiet_to_end_does_not_go_out_on_a_leave_said_meanwhile(town: Town) -> None:
    person = town.look(lambda register: register.people.with_email("ailsa@inverlath.example.org"))
    town.changes(Contact, town.id(person), quiet_from=8, quiet_to=14)
    town.until(MONDAY, 10)
    told(town, "Ailsa Reid", "away 2-4 Nov")
    town.until(november(4), 18)
    assert town.days("Ailsa Reid") == []
    town.until(november(9), 15)
    assert town.days("Ailsa Reid") == [november(9)]
    assert "One needs a word from you." in town.heard("Ailsa Reid")[-1]


def test_an_hour_before_the_partnerships_own_is_kept_where_it_is_known_what_there_is_to_say(
    database_url: str,
) -> None:
    with Town.founded(database_url, nudge_hour=13) as founded:
        for code, (name, day) in {"POV-01": ("Ailsa Reid", 1), "POV-02": ("Rory Adair", None)}.items():
            officer = founded.contact(name, post=name, nudge_day=day, nudge_hour=10)
            founded.register.action(code, officer=officer)
        chair = founded.contact("Moira Orr", post="Convener", nudge_day=1, nudge_hour=10)
        founded.register.add(Role(contact_id=founded.id(chair), role="chair"))
        founded.register.action("POV-03", officer=chair)
        town = founded.open()
        town.until(november(3), 10)
        town.until(november(3), 18)
        times = {name: [f"{when(each):%a %H:%M}" for each in town.messages(name)] for name in NAMES}
        assert times == {
            "Ailsa Reid": ["Tue 10:00"],
            "Rory Adair": ["Mon 13:00"],
            "Moira Orr": ["Tue 13:00"],
        }, "what is only decided at the partnership's hour does not wait, and a chair keeps to it"
        town.types("Rory Adair", "preferences")
        kept = submits(town, "Rory Adair", day="usual", hour="9", often="weekly")
        assert "on a Monday at 9:00." in kept
        assert "Everybody's questions are put together at 13:00, so some of yours may come then." in kept
