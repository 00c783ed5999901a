"""The message a person gets for what the clock has to say that day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.limits import message_faults
from bot.practice.reading import read_blocks
from bot.rules.letter import (
    Answer,
    Call,
    Ended,
    Entry,
    Following,
    Handed,
    Letter,
    Overview,
    Sight,
    Upcoming,
    Welcome,
)
from bot.rules.nudging import CONCERNS, OFF_TRACK, RE_DATED, SLIPPED, UNHEARD
from bot.rules.reaching import Unreached
from bot.rules.status import DEFAULT_KEY
from bot.views import verbs
from bot.views.letter import letter, notification
from storage.records.action import STATUSES
from tests.bot.rules.glances import TODAY, action, instants, milestone

PILOT = milestone(31, 1, date(2026, 11, 13))
CASH_FIRST = action(1, "POV-03", "Cash First referral route", words="Draft out for comment.")
WALKING = action(2, "HWB-02", "Walking groups", status="not_started")
TUTORS = action(3, "HWB-05", "Wellbeing tutors")
SEATS = action(4, "HWB-01", "Seats on the walk")
MOVED = milestone(32, 4, date(2027, 1, 20), moves=1, first_latest=date(2026, 10, 15))
ANSWERED = Answer("no_change", "Health Improvement Manager", datetime(2026, 11, 16, 9, 42, tzinfo=UTC))


def said(**fields: Any) -> Letter:
    named: dict[str, Any] = {
        "key": "day 2026-11-16 contact 1",
        "name": "Ailsa Reid",
        "today": TODAY,
        "hour": 9,
        "status_key": DEFAULT_KEY,
        "board_on": date(2026, 12, 3),
        "papers_due": date(2026, 11, 19),
    }
    return Letter(**named | fields)


NUDGE = said(
    entries=(Entry(CASH_FIRST, date(2026, 10, 12), (PILOT,)), Entry(WALKING)),
    overviews=(
        Overview(
            "group",
            "Health & Wellbeing",
            (
                Sight(TUTORS, (UNHEARD,), date(2026, 9, 2), (), (), "Student Support Manager, Glen College"),
                Sight(SEATS, (RE_DATED,), date(2026, 11, 9), (), (MOVED,), "Ranger, Inverlath Council"),
            ),
        ),
    ),
    counted=True,
    waiting=("NHS data",),
    fine=5,
)


def text_of(value: Letter) -> str:
    return read_blocks(letter(value)["blocks"])


def buttons(value: Letter) -> list[tuple[str, dict[str, Any]]]:
    return [(each["action_id"], verbs.read(each["value"])) for each in controls(value, "button")]


def controls(value: Letter, kind: str) -> list[dict[str, Any]]:
    rows = [block for block in letter(value)["blocks"] if block["type"] == "actions"]
    return [each for row in rows for each in row["elements"] if each["type"] == kind]


def menus(value: Letter) -> list[dict[str, dict[str, Any]]]:
    """The options of each menu, by their words."""
    return [
        {option["text"]["text"]: verbs.read(option["value"]) for option in menu["options"]}
        for menu in controls(value, "overflow")
    ]


def test_a_nudge_reads_like_a_letter_from_a_courteous_colleague() -> None:
    assert letter(NUDGE)["text"] == "2 actions need a word before Thursday's Board papers"
    blocks = letter(NUDGE)["blocks"]
    words = [
        block["text"]["text"] + (f" [{block['accessory']['text']['text']}]" if "accessory" in block else "")
        if block["type"] == "section"
        else " ".join(f"[{each['text']['text'] if 'text' in each else '⋯'}]" for each in block["elements"])
        if block["type"] == "actions"
        else block["elements"][0]["text"]
        for block in blocks
    ]
    assert "\n\n".join(words) == (
        "Good morning Ailsa. Two need a word from you.\n"
        "Papers for the Board (Thu 3 Dec) close Thu 19 Nov.\n"
        "Your words go in as you write them.\n"
        "\n"
        "*POV-03 Cash First referral route*\n"
        '🟢 On track · 12 Oct: "Draft out for comment."\n'
        '"Pilot agreed" was due Fri 13 Nov. Did it happen?\n'
        "\n"
        "[Yes, met] [New date] [Update] [⋯]\n"
        "\n"
        "*HWB-02 Walking groups*\n"
        "⚪ Not started · nothing heard yet\n"
        "\n"
        "[Update] [No change] [Blocked] [⋯]\n"
        "\n"
        "*In your group (Health &amp; Wellbeing)*\n"
        "• HWB-05: no word since 2 Sep. Speak to: Student Support Manager, Glen College\n"
        "• HWB-01: date moved, Oct → Jan\n"
        "\n"
        'Waiting: 1 ("NHS data") · Fine: 5 [Show]\n'
        "\n"
        'Or just reply: "POV-03 pilot agreed".'
    )


def test_the_example_of_a_reply_is_what_is_asked_after_unless_that_names_a_status() -> None:
    def example(title: str, latest: date = date(2026, 11, 13)) -> str:
        asked = milestone(31, 1, latest, title)
        return text_of(said(entries=(Entry(CASH_FIRST, None, (asked,)),)))

    assert 'Or just reply: "POV-03 data agreement signed".' in example("Data agreement signed")
    assert 'Or just reply: "POV-03 NHS form agreed".' in example("NHS form agreed")
    for title in (
        "Completed survey published",
        "Pilot",
        "Pilot <b>&</b> all that comes after it is at last agreed",
    ):
        assert 'Or just reply: "POV-03 next steps agreed".' in example(title)
    assert "next steps agreed" in example("Pilot agreed", latest=date(2026, 12, 18)), "it is not due yet"


def test_below_a_letter_one_can_say_that_one_is_away_or_not_the_one_to_ask() -> None:
    rory = Upcoming(date(2026, 11, 23), "deputy", "Rory", ("POV-03",), is_own_deputy=True)
    assert text_of(replace(NUDGE, upcoming=(rory,))).endswith(
        "If it's quiet until Mon 23 Nov I'll also ask Rory, your deputy.\n[Away] [Not mine]"
    )


def test_buttons_carry_the_action_the_milestone_and_the_message_that_asked() -> None:
    asked = {"code": "POV-03", "asked": "day 2026-11-16 contact 1"}
    assert buttons(NUDGE)[:3] == [
        (verbs.MET, asked | {"m": 31}),
        (verbs.NEW_DATE, asked | {"m": 31}),
        (verbs.UPDATE, asked),
    ]


def test_no_change_is_not_offered_once_a_milestone_has_passed() -> None:
    offered = [verb for verb, value in buttons(NUDGE) if value["code"] == "POV-03"]
    assert verbs.NO_CHANGE not in offered
    coming = said(entries=(Entry(CASH_FIRST, TODAY, (replace_latest(PILOT, date(2026, 11, 19)),)),))
    assert verbs.NO_CHANGE in [verb for verb, _ in buttons(coming)]


def replace_latest(of: Any, latest: date) -> Any:
    return of._replace(earliest=latest, latest=latest)


def test_an_answered_action_shows_its_answer_and_no_buttons() -> None:
    answered = replace(NUDGE, entries=(replace(NUDGE.entries[0], answer=ANSWERED), NUDGE.entries[1]))
    assert "✅ No change · Health Improvement Manager, 09:42" in text_of(answered)
    assert {value["code"] for _, value in buttons(answered)} == {"HWB-02"}
    assert letter(answered)["text"] == "1 action needs a word before Thursday's Board papers"


def test_what_was_said_of_a_barrier_is_said_as_blocked_with_the_status_as_it_was() -> None:
    told = Answer("update", "Ranger", ANSWERED.at, "no rooms")
    entry = Entry(WALKING, answer=told, blocked="no rooms\nCould move it: the Council")
    assert '✅ Blocked: "no rooms", status as it was · Ranger, 09:42' in text_of(said(entries=(entry,)))


def test_the_menu_holds_what_the_buttons_beside_it_do_not() -> None:
    coming = milestone(33, 2, date(2026, 12, 18), "Paths mapped")
    one = said(entries=(Entry(WALKING, unmet=(coming,)), Entry(CASH_FIRST, None, (PILOT,), unmet=(PILOT,))))
    plain, late = menus(one)
    asked = {"code": "HWB-02", "asked": "day 2026-11-16 contact 1"}
    assert plain == {
        "Milestone met": asked | {"v": verbs.MET, "m": 33},
        "New date…": asked | {"v": verbs.NEW_DATE, "m": 33},
        "Snooze until…": asked | {"v": verbs.SNOOZE},
        "Not mine…": asked | {"v": verbs.NOT_MINE},
        "Tell me more": asked | {"v": verbs.SHOW},
    }
    assert list(late) == ["Blocked…", "Snooze until…", "Not mine…", "Tell me more"]


def test_nobodys_action_is_not_the_readers_to_snooze_or_hand_on() -> None:
    unowned = Entry(WALKING, None, (PILOT,), needs_word=False, unowned=True, unmet=(PILOT,))
    assert [list(menu) for menu in menus(said(entries=(unowned,)))] == [["Blocked…", "Tell me more"]]


def test_an_answer_of_a_moment_ago_can_be_taken_back() -> None:
    fresh = replace(ANSWERED, update_id=7)
    assert buttons(said(entries=(Entry(WALKING, answer=fresh),))) == [
        (verbs.UNDO, {"code": "HWB-02", "asked": "day 2026-11-16 contact 1", "u": 7})
    ]


def test_a_snooze_says_until_when_and_is_not_called_an_answer() -> None:
    snoozed = Answer("snoozed", "Ranger", ANSWERED.at, until=date(2026, 11, 19), snooze_id=5)
    value = said(entries=(Entry(WALKING, answer=snoozed),))
    assert "💤 Snoozed until Thu 19 Nov · Ranger, 09:42" in text_of(value)
    assert "Nothing more here needs a word today, thank you." in text_of(value)
    assert [verb for verb, _ in buttons(value)] == [verbs.LIFT_SNOOZE]


def test_an_action_handed_on_is_told_with_why_and_who() -> None:
    to_me = said(handed=(Handed(WALKING, "Ranger, Inverlath Council", "moved <teams>"),))
    assert "HWB-02 Walking groups" in text_of(to_me)
    assert 'Ranger, Inverlath Council, handed it to you: "moved <teams>"' in text_of(to_me)
    assert [verb for verb, _ in buttons(to_me)] == [verbs.UPDATE, verbs.NOT_MINE]
    assert letter(to_me)["text"] == "1 action handed on"
    to_nobody = said(handed=(Handed(WALKING, "Ranger", to=None),))
    assert "Ranger handed it back. Nobody coordinates it now: /loip assign HWB-02 @person" in text_of(
        to_nobody
    ).replace("`", "")
    assert buttons(to_nobody) == []
    elsewhere = said(handed=(Handed(WALKING, "Ranger", to="Superintendent, Police"),))
    assert "handed it to Superintendent, Police, who is not on Slack." in text_of(elsewhere)


def test_an_action_nobody_has_can_be_taken_on_from_what_a_lead_officer_reads() -> None:
    free = Sight(SEATS, (UNHEARD,), None, (), (), None, can_be_taken=True)
    owned = Sight(TUTORS, (UNHEARD,), None, (), (), "Student Support Manager")
    pressed = buttons(said(overviews=(Overview("group", "Health", (free, owned)),)))
    assert pressed == [(f"{verbs.TAKE_ON}:HWB-01", {"code": "HWB-01", "asked": "day 2026-11-16 contact 1"})]
    reminded = said(entries=(Entry(SEATS, TODAY, (PILOT,), needs_word=False, unowned=True),))
    assert buttons(reminded)[0][0] == f"{verbs.TAKE_ON}:HWB-01"


def test_of_an_action_taken_on_it_is_said_who_did() -> None:
    handed = Handed(WALKING, "Ranger, Inverlath Council", to="Ranger, Inverlath Council", taken=True)
    assert "Ranger, Inverlath Council, has taken it on: nobody coordinated it before." in text_of(
        said(handed=(handed,))
    )


def test_words_written_down_for_somebody_say_whose_they_are() -> None:
    theirs = WALKING._replace(
        words="all well", whose="Superintendent", route="email", said_on=date(2026, 11, 10)
    )
    read = text_of(said(entries=(Entry(theirs, date(2026, 11, 12)),)))
    assert '12 Nov: "all well" (Superintendent, by email, Tue 10 Nov)' in read


def test_show_stands_beside_what_waits_and_what_is_fine() -> None:
    counts = letter(NUDGE)["blocks"][-2]
    assert counts["accessory"]["action_id"] == verbs.SHOW_MINE


def test_when_all_is_answered_it_says_thank_you() -> None:
    answered = said(entries=tuple(replace(entry, answer=ANSWERED) for entry in NUDGE.entries))
    assert text_of(answered).splitlines()[:2] == [
        "Good morning Ailsa. Everything here is answered, thank you.",
        "POV-03 Cash First referral route",
    ]
    assert "Or just reply" not in text_of(answered)
    assert buttons(answered) == []


def test_a_milestone_still_to_look_at_is_not_said_to_be_answered() -> None:
    coming = replace_latest(PILOT, date(2026, 11, 30))
    half = said(
        entries=(Entry(WALKING, answer=ANSWERED), Entry(CASH_FIRST, TODAY, (coming,), needs_word=False))
    )
    assert "One milestone to look at.\nPapers for the Board" in text_of(half)


def test_a_reply_is_offered_with_a_code_of_ones_own_that_is_still_asked() -> None:
    answered = replace(NUDGE, entries=(replace(NUDGE.entries[0], answer=ANSWERED), NUDGE.entries[1]))
    assert 'Or just reply: "HWB-02 next steps agreed".' in text_of(answered)
    unowned = Entry(WALKING, None, (PILOT,), needs_word=False, unowned=True)
    for nobodys in (said(overviews=NUDGE.overviews), said(entries=(unowned,))):
        assert "Or just reply" not in text_of(nobodys)


def test_what_is_waited_for_is_said_once() -> None:
    def waiting(words: str) -> str:
        return text_of(replace(NUDGE, waiting=(words,)))

    assert "Waiting: 1 (on funding) · Fine: 5" in waiting("waiting on funding")
    assert 'Waiting: 1 ("no data agreement") · Fine: 5' in waiting("no data agreement")
    assert "Waiting: 2 · Fine: 5" in text_of(replace(NUDGE, waiting=("waiting on funding", "no room")))


def test_an_answer_is_shown_as_what_it_was() -> None:
    def shown(kind: str, of: Any = PILOT) -> str:
        entry = Entry(
            CASH_FIRST, TODAY, (of,), answer=replace(ANSWERED, kind=kind, words="Waiting on funding")
        )
        return text_of(said(entries=(entry,)))

    assert "✅ Met · Health Improvement Manager" in shown("met")
    assert "✅ New date: Wed 20 Jan" in shown("new_date", replace_latest(PILOT, date(2027, 1, 20)))
    assert '✅ 🟢 On track: "Waiting on funding" · Health Improvement Manager' in shown("update")


def test_a_late_letter_says_when_it_should_have_come() -> None:
    late = said(entries=NUDGE.entries, late_since=date(2026, 11, 9))
    assert "This is late: it should have come on Mon 9 Nov." in text_of(late)
    assert "This is late" not in text_of(NUDGE)


def test_a_milestone_to_come_is_reminded_of_with_its_two_buttons() -> None:
    reminded = said(
        entries=(Entry(CASH_FIRST, TODAY, (replace_latest(PILOT, date(2026, 11, 30)),), needs_word=False),)
    )
    assert letter(reminded)["text"] == "1 milestone to look at"
    assert '"Pilot agreed" is due Mon 30 Nov.' in text_of(reminded)
    assert [verb for verb, _ in buttons(reminded)] == [verbs.MET, verbs.NEW_DATE, verbs.UPDATE]


def test_an_imprecise_milestone_is_named_as_imprecisely_as_it_was() -> None:
    october = milestone(31, 1, date(2026, 10, 31), earliest=date(2026, 10, 1), precision="month")
    assert '"Pilot agreed" was due Oct 2026. Did it happen?' in text_of(
        said(entries=(Entry(CASH_FIRST, None, (october,)),))
    )


def test_what_is_answered_on_a_later_day_says_which() -> None:
    later = replace(ANSWERED, at=datetime(2027, 3, 29, 10, 30, tzinfo=UTC))
    assert "✅ No change · Health Improvement Manager, Mon 29 Mar, 10:30" in text_of(
        said(entries=(Entry(WALKING, answer=later),))
    )
    assert "✅ No change · Health Improvement Manager, 09:42" in text_of(
        said(entries=(Entry(WALKING, answer=ANSWERED),))
    )


def test_the_papers_are_named_by_their_day_when_they_are_far_and_not_at_all_once_closed() -> None:
    def notified(papers: date | None) -> str:
        return notification(replace(NUDGE, papers_due=papers))

    assert notified(date(2026, 11, 24)) == "2 actions need a word before the Board papers close Tue 24 Nov"
    assert notified(TODAY) == "2 actions need a word before today's Board papers"
    assert notified(TODAY - timedelta(days=1)) == notified(None) == "2 actions need a word"
    assert "The Board meets Thu 3 Dec." in text_of(replace(NUDGE, papers_due=None))


def test_papers_are_not_named_before_they_are_near() -> None:
    far = replace(NUDGE, board_on=date(2027, 2, 25), papers_due=date(2027, 2, 11))
    assert notification(far) == "2 actions need a word"
    assert "Board" not in text_of(far).splitlines()[1]


@pytest.mark.parametrize(
    ("why", "said_so"),
    [
        (("stale",), "12 Oct · no word for 35 days"),
        (("board",), "12 Oct · not heard of since the last Board"),
        (("board_day",), "12 Oct · 52 days old when the Board meets"),
        (("soon",), "12 Oct · stands until Tue 17 Nov"),
        (("stale", "milestone"), "12 Oct"),
    ],
)
def test_it_is_said_in_a_few_words_why_a_word_is_asked_for(why: tuple[str, ...], said_so: str) -> None:
    entry = Entry(WALKING, date(2026, 10, 12), why=why)
    assert text_of(said(entries=(entry,), limit_days=36)).splitlines()[4] == f"⚪ Not started · {said_so}"


def test_a_word_heard_since_without_words_of_its_own_is_not_forgotten() -> None:
    entry = Entry(CASH_FIRST, date(2026, 10, 12), why=("board_day",), heard_again_on=date(2026, 11, 4))
    assert (
        '12 Oct: "Draft out for comment." · heard again 4 Nov · 29 days old when the Board meets'
    ) in text_of(said(entries=(entry,)))


def test_the_support_officer_gets_a_text_ready_to_paste_for_each_person_not_on_slack() -> None:
    call = Call("Outreach Lead, Inverlath Foodbank", "Morag Bain", "01234 567890", None, (Entry(WALKING),))
    read = text_of(said(calls=(call,)))
    assert "Outreach Lead, Inverlath Foodbank" in read
    assert "01234 567890" in read
    assert "Hello Morag, could you let the Board know how HWB-02 Walking groups is going?" in read
    assert letter(said(calls=(call,)))["text"] == "1 person to ask by phone or email"


def test_each_person_to_ask_has_a_button_that_records_what_they_answer() -> None:
    asked = [Call(f"Post {n}", None, None, None, (Entry(WALKING),), contact_id=n) for n in (3, 4)]
    answered = Call("Post 5", None, None, None, (), contact_id=5)
    shown = said(calls=(*asked, answered))
    records = [block["accessory"] for block in letter(shown)["blocks"] if "accessory" in block]
    assert {each["text"]["text"] for each in records} == {"Record their answer"}, records
    assert [verbs.read(each["value"])["contact"] for each in records] == [3, 4]
    assert "✅ Post 5: nothing more to ask, thank you." in text_of(shown)
    assert letter(shown)["text"] == "2 people to ask by phone or email"


def test_more_than_a_dozen_of_ones_own_are_counted_and_the_list_is_named() -> None:
    many = said(entries=tuple(Entry(action(n, f"POV-{n:02d}", "An action")) for n in range(1, 17)))
    assert "+4 more: `/loip mine`" in text_of(many)
    assert "16 need a word from you." in text_of(many)
    assert {value["code"] for _, value in buttons(many)} == {f"POV-{n:02d}" for n in range(1, 13)}


def test_three_of_a_group_are_named_and_the_rest_is_counted() -> None:
    sights = tuple(
        Sight(action(n, f"HWB-{n:02d}", "An action"), (OFF_TRACK,), None, (), (), None) for n in range(1, 6)
    )
    read = text_of(said(overviews=(Overview("theme", "Place", sights, more=2),)))
    assert "In your theme (Place)" in read
    assert "HWB-03" in read
    assert "HWB-04" not in read
    assert "+4 more" in read


def test_a_second_move_within_a_month_is_told_by_its_days() -> None:
    moved = milestone(32, 4, date(2026, 11, 27), moves=2, first_latest=date(2026, 11, 13))
    sight = Sight(SEATS, (RE_DATED,), None, (), (moved,), None)
    read = text_of(said(overviews=(Overview("group", "Health", (sight,)),)))
    assert "HWB-01: date moved, 13 Nov → 27 Nov, second move" in read


def test_an_afternoon_is_an_afternoon_and_a_stranger_to_names_is_greeted_without_one() -> None:
    assert "Good afternoon." in text_of(replace(NUDGE, hour=14, name=None))


HOSTILE = st.text(max_size=60) | st.sampled_from(
    [
        "&" * 5000,
        "<!channel>" * 400,
        "x" * 9000,
        "*_~`>" * 800,
        "",
        "  ",
        "\n> " * 900,
        "\u202eabc",
        "é" * 4000,
    ]
)
CLOCK = instants(2026, 2028)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1))
MILESTONES = st.builds(
    milestone,
    st.integers(1, 9),
    st.just(1),
    DAYS,
    title=HOSTILE,
    date_words=st.none() | HOSTILE,
    precision=st.sampled_from(["day", "meeting", "month", "none", "season"]),
    moves=st.integers(0, 12),
    first_latest=DAYS,
)
ACTIONS = st.builds(
    action, st.just(1), HOSTILE, HOSTILE, status=st.sampled_from(STATUSES), words=st.none() | HOSTILE
)
ANSWERS = st.builds(
    Answer,
    st.sampled_from(["no_change", "met", "new_date", "update", "snoozed", "handed"]),
    st.none() | HOSTILE,
    st.none() | CLOCK,
    HOSTILE,
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
    DAYS,
)
ENTRIES = st.builds(
    Entry,
    ACTIONS,
    DAYS,
    st.lists(MILESTONES, min_size=1, max_size=5).map(tuple),
    st.booleans(),
    st.none() | HOSTILE,
    st.booleans(),
    st.none() | ANSWERS,
    st.lists(MILESTONES, max_size=2).map(tuple),
)
HANDED = st.builds(Handed, ACTIONS, HOSTILE, HOSTILE, st.none() | HOSTILE, st.none() | ANSWERS)
SIGHTS = st.builds(
    Sight,
    ACTIONS,
    st.lists(st.sampled_from(CONCERNS), min_size=1, unique=True).map(tuple),
    DAYS,
    st.lists(MILESTONES, min_size=1, max_size=2).map(tuple),
    st.lists(MILESTONES, min_size=1, max_size=2).map(tuple),
    st.none() | HOSTILE,
)
OVERVIEWS = st.builds(
    Overview, HOSTILE, HOSTILE, st.lists(SIGHTS, min_size=1, max_size=5).map(tuple), st.integers(0, 5)
)
CALLS = st.builds(
    Call, HOSTILE, HOSTILE, HOSTILE, HOSTILE, st.lists(ENTRIES, min_size=1, max_size=5).map(tuple)
)


def numbered(entries: list[Entry]) -> tuple[Entry, ...]:
    """Each entry with an action and a code of its own, as a register has them."""
    return tuple(
        replace(
            entry,
            action=entry.action._replace(id=number, code=f"POV-{number:02d}") if entry.action else None,
            milestones=tuple(each._replace(id=100 * number + n) for n, each in enumerate(entry.milestones)),
        )
        for number, entry in enumerate(entries, start=1)
    )


def handed_apart(handed: list[Handed]) -> tuple[Handed, ...]:
    return tuple(
        replace(each, action=each.action._replace(id=500 + n, code=f"EMP-{n:02d}"))
        for n, each in enumerate(handed)
    )


LETTERS = st.builds(
    said,
    name=st.none() | HOSTILE,
    hour=st.integers(0, 23),
    late_since=DAYS,
    board_on=DAYS,
    papers_due=DAYS,
    entries=st.lists(ENTRIES, max_size=20).map(numbered),
    overviews=st.lists(OVERVIEWS, max_size=5).map(tuple),
    handed=st.lists(HANDED, max_size=5).map(handed_apart),
    calls=st.lists(CALLS, max_size=20).map(tuple),
    counted=st.booleans(),
    waiting=st.lists(HOSTILE, max_size=2).map(tuple),
    fine=st.integers(0, 99),
)


@settings(max_examples=40)  # every letter holds dozens of typed texts, and takes its time
@given(LETTERS)
def test_a_letter_keeps_slacks_limits_and_wakes_nobody_whatever_people_typed(value: Letter) -> None:
    payload = letter(value)
    assert message_faults(payload) == []
    said_in_all = repr(payload)
    assert "<!" not in said_in_all
    assert "\u202e" not in said_in_all


def test_the_fullest_letter_still_fits_in_one_message() -> None:
    long = "&" * 3000
    entry = Entry(
        action(1, "POV-01", long, words=long), TODAY, (milestone(1, 1, TODAY, long),) * 3, blocked=long
    )
    reminder = replace(entry, needs_word=False)
    sights = tuple(
        Sight(action(n, f"POV-{n:02d}", long), (SLIPPED, UNHEARD), TODAY, (PILOT,), (), long, True)
        for n in range(1, 5)
    )
    full = said(
        entries=numbered([entry] * 13 + [reminder] * 5),
        overviews=(Overview(long, long, sights),) * 4,
        welcome=Welcome(long, long, (action(1, "POV-01", long),) * 9, long),
        ended=tuple(Ended(action(n, f"EMP-{n:02d}", long), "merged") for n in range(9)),
        following=tuple(Following(long, (action(n, f"POV-{n:02d}", long),)) for n in range(3)),
        unreached=tuple(
            Unreached(f"contact {n}", long, long, datetime(2026, 11, 16, tzinfo=UTC), long) for n in range(9)
        ),
        handed=tuple(Handed(action(n, f"EMP-{n:02d}", long), long, long) for n in range(101, 106)),
        calls=tuple(Call(long, long, long, long, (entry,) * 4, n) for n in range(16)),
        counted=True,
        fine=1,
    )
    payload = letter(full)
    assert message_faults(payload) == []
    counts, reply = payload["blocks"][-2:]
    assert counts["text"]["text"] == "Fine: 1"
    assert reply["elements"][0]["text"] == 'Or just reply: "POV-01 next steps agreed".'
