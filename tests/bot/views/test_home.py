"""The Home tab as it reads, within Slack's limits whatever the register holds."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from bot.practice.limits import view_faults
from bot.rules.freshness import MILESTONE, STALE
from bot.rules.home import (
    CALLS,
    EVERY,
    FREE,
    LEAVERS,
    NEEDS,
    QUEUES,
    UNCONFIRMED,
    UNDELIVERED,
    Front,
    HomeList,
    JustSaid,
    JustTaken,
    Line,
    Look,
    Overseen,
    Own,
    Place,
    Queue,
    ToCall,
)
from bot.rules.letter import Call, Entry, Sight
from bot.rules.nudging import CONCERNS, GROUP, OFF_TRACK, RE_DATED, SLIPPED, UNHEARD
from bot.rules.paging import page_of
from bot.rules.reaching import Unreached
from bot.rules.screens import ActionLine, MyAction
from bot.views import verbs
from bot.views.action_words import day_ahead
from bot.views.blocks import Block
from bot.views.home import WHAT_WILL_COME, closed_home, home, looked_at, reading_view
from bot.views.refusals import stranger
from tests.bot.views.samples import HOSTILE, NOW, TODAY, a_contact, a_milestone, an_action, long_words, ways

ASKED = "home 1.2 U1"
WORST = "<&> " * 500


def front(**fields: Any) -> Front:
    usual: dict[str, Any] = {
        "name": "Ailsa Reid",
        "hour": 9,
        "just_said": (),
        "own": Own(),
        "milestones": (),
        "last_board_on": None,
        "board_on": date(2026, 11, 19),
        "papers_due": date(2026, 11, 5),
    }
    return Front(**usual | fields)


def listed(look: Look, lines: Iterable[Line], total: int | None = None, **fields: Any) -> HomeList:
    shown = tuple(lines)
    usual: dict[str, Any] = {
        "look": look,
        "page": page_of(look.page, len(shown) if total is None else total),
        "lines": shown,
        "just_said": (),
        "last_board_on": None,
        "papers_due": None,
        "priorities": ((4, "Poverty"), (5, "Employability")),
    }
    return HomeList(**usual | fields)


def mine(number: int = 3, *reasons: str, title: str = "Cash First referral route", **fields: Any) -> MyAction:
    action = an_action(id=number, code=f"POV-{number:02d}", title=title, **fields)
    return MyAction(action, reasons, (a_milestone(),), as_deputy=False)


def sight(*whys: str, **fields: Any) -> Sight:
    milestone = a_milestone(latest=date(2026, 10, 30), moves=2, first_latest=date(2026, 9, 1))
    return Sight(
        an_action(**fields), whys, date(2026, 10, 2), (milestone,), (milestone,), "Student Support Manager"
    )


def said(**fields: Any) -> JustSaid:
    usual: dict[str, Any] = {
        "update_id": 9,
        "code": "POV-03",
        "kind": "update",
        "words": "waiting on funding",
        "status": "at_risk",
        "at": NOW,
        "taken_back": False,
    }
    return JustSaid(**usual | fields)


def unreached(**fields: Any) -> Unreached:
    usual: dict[str, Any] = {
        "place": "contact 12",
        "who": "Superintendent",
        "why": "user_disabled",
        "since": NOW,
        "said": "1 action needs a word",
        "kept": 2,
    }
    return Unreached(**usual | fields)


def to_call(words: str = "Superintendent, Police Inverlath") -> ToCall:
    entry = Entry(an_action(title=words, words=words), date(2026, 10, 12), (a_milestone(words),))
    return ToCall(12, Call(words, words, words or None, words or None, (entry,)))


def shown(value: Front | HomeList, **settings: Any) -> Block:
    view = home(value, ways(**settings), TODAY, ASKED)
    assert view_faults(view) == []
    text = repr([block for block in view["blocks"] if block["type"] in ("section", "context")])
    assert "<!" not in text
    assert "<@" not in text
    return view


def texts(view: Block) -> str:
    found = []
    for block in view["blocks"]:
        if "text" in block:
            found.append(block["text"]["text"])
        found += [each["text"] for each in block.get("elements", ()) if isinstance(each.get("text"), str)]
    return "\n".join(found)


def controls(view: Block) -> dict[str, Block]:
    elements = [
        element
        for block in view["blocks"]
        for element in (*block.get("elements", ()), block.get("accessory") or {})
    ]
    return {
        element["text"]["text"] if element["type"] == "button" else element["action_id"]: element
        for element in elements
        if element.get("type") in ("button", "static_select")
    }


# -- the front


def test_what_needs_a_word_comes_with_why_and_the_buttons_of_the_letter() -> None:
    view = shown(front(own=Own(needs=(mine(3, STALE),), waiting=(mine(4),), fine=(mine(5), mine(6)))))
    read = texts(view)
    assert "Good morning, Ailsa" in read
    assert "*1 action needs a word from you.*" in read
    assert "No word for 21 days." in read
    assert {"Update", "No change", "Blocked", "Waiting: 1", "Fine: 2", "Every action"} <= controls(
        view
    ).keys()


def test_the_next_board_is_told_with_its_papers_in_working_days() -> None:
    assert (
        "The Board meets Thu 19 Nov, in 13 working days. Papers close Thu 5 Nov, in 3 working days."
        in texts(shown(front()))
    )
    assert "Papers close" not in texts(shown(front(papers_due=TODAY - timedelta(days=1))))
    assert "Board" not in texts(shown(front(board_on=None)))


def test_somebody_with_nothing_is_told_kindly_what_will_come() -> None:
    view = shown(front())
    assert WHAT_WILL_COME in texts(view)
    assert "Every action" in controls(view)


def test_waiting_says_for_what_and_milestones_say_when() -> None:
    own = Own(needs=(replace(mine(3, STALE), waiting="NHS data"),))
    read = texts(shown(front(own=own, milestones=(("POV-03", a_milestone()),))))
    assert 'Waiting: "NHS data"' in read
    assert '• Fri 13 Nov, in 9 working days: "Pilot agreed" (POV-03)' in read


def test_what_one_deputises_for_is_counted_apart_from_ones_own() -> None:
    deputised = replace(mine(4, STALE), as_deputy=True)
    both = texts(shown(front(own=Own(needs=(mine(3, STALE), deputised)))))
    assert "*1 action needs a word from you, 1 more that you deputise for.*" in both
    assert "*1 action that you deputise for needs a word.*" in texts(
        shown(front(own=Own(needs=(deputised,))))
    )


def test_what_was_said_of_a_barrier_is_said_as_blocked() -> None:
    read = texts(shown(front(just_said=(said(status=None, blocked=True),))))
    assert '*POV-03* · Blocked: "waiting on funding", status as it was' in read


def test_a_passed_milestone_is_asked_after_with_met_and_new_date() -> None:
    late = replace(mine(3, MILESTONE), milestones=(a_milestone(latest=date(2026, 10, 30)),))
    assert {"Yes, met", "New date", "Update"} <= controls(shown(front(own=Own(needs=(late,))))).keys()


def test_what_was_just_said_can_be_taken_back_and_what_was_taken_back_keeps_its_words() -> None:
    view = shown(
        front(just_said=(said(), said(update_id=8, code="HWB-02", taken_back=True, words="paths mapped")))
    )
    read = texts(view)
    assert '✅ 09:00 · *POV-03* · 🟠 At risk: "waiting on funding"' in read
    assert '↩ Taken back · *HWB-02*: "paths mapped"' in read
    assert verbs.read(controls(view)["Undo"]["value"]) == {"code": "POV-03", "asked": "answer 9", "u": 9}


def test_a_group_shows_who_is_silent_and_the_post_to_speak_to() -> None:
    place = Place(GROUP, 3, "group", "Health & Wellbeing")
    overseen = Overseen(place, (sight(UNHEARD, OFF_TRACK, status="off_track"), sight(SLIPPED), sight()), 99)
    view = shown(front(places=(overseen,)))
    read = texts(view)
    assert "*Health &amp; Wellbeing* (group) · 3 open actions" in read
    assert "1 not heard of, 1 past a milestone's date, 1 off track" in read
    assert "No word since Fri 2 Oct. Speak to: Student Support Manager" in read
    assert '"Pilot agreed" was due Fri 30 Oct. Speak to' in read
    assert verbs.read(controls(view)["See all 3"]["value"])["list"] == "group 3"


def test_ones_own_are_not_told_of_twice() -> None:
    overseen = Overseen(Place(GROUP, 3, "group", "Board of Health"), (sight(UNHEARD, officer_id=1),), 1)
    assert "Speak to" not in texts(shown(front(places=(overseen,))))


def test_a_redated_milestone_says_where_it_began_and_how_often_it_moved() -> None:
    overseen = Overseen(Place(GROUP, 3, "group", "Health"), (sight(RE_DATED),), 99)
    assert '"Pilot agreed" now Fri 30 Oct, first Tue 1 Sep, second move' in texts(
        shown(front(places=(overseen,)))
    )


def test_the_support_officer_sees_each_queue_counted_with_the_first_few_and_what_to_do() -> None:
    left = a_contact(left_on=date(2026, 10, 12), post="Partnerships Manager", body="IVA")
    line = ActionLine(an_action(), left, None)
    lines: dict[str, tuple[Line, ...]] = {UNDELIVERED: (unreached(),), CALLS: (to_call(),)}
    queues = tuple(
        Queue(name, 5, lines.get(name, (line, line, line))) if name != UNCONFIRMED else Queue(name, 0, ())
        for name in QUEUES
    )
    view = shown(front(queues=queues))
    read = texts(view)
    assert "*Nobody has taken on: 5*" in read
    assert "+2 more" in read
    assert "`/loip assign CODE @person`" in read
    assert "was with Partnerships Manager, IVA" in read
    assert (
        "• To Superintendent, since Mon 2 Nov: that Slack account has been switched off · 2 messages kept"
        in read
    )
    assert "*To ask by phone or email: 5*\n• Superintendent, Police Inverlath: POV-03" in read
    assert "Empty: Complete, awaiting a second person" in read


# -- lists


def test_a_list_has_a_way_back_menus_and_pages_that_carry_what_is_looked_at() -> None:
    look = Look(EVERY, 2, 4, "at_risk")
    view = shown(listed(look, [ActionLine(an_action(), a_contact(), a_milestone())] * 10, total=2000))
    found = controls(view)
    assert texts(view).startswith("Every action of the LOIP")
    assert "11–20 of 2000 · page 2 of 200." in texts(view)
    assert Look.of(verbs.read(found["Next"]["value"])) == look.turned(3)
    assert Look.of(verbs.read(found["Back"]["value"])) == look.turned(1)
    assert Look.of(verbs.read(found["Back to the start"]["value"])) == Look()
    assert found["home:priority"]["initial_option"]["text"]["text"] == "Poverty"
    picked = {option["text"]["text"]: option["value"] for option in found["home:status"]["options"]}
    assert Look.of(verbs.read(picked["Every status"])) == Look(EVERY, 1, 4, None)
    assert looked_at(view["private_metadata"]) == look


def test_a_menu_is_another_menu_once_something_was_picked() -> None:
    names = {
        shown(listed(look, ()))["blocks"][1]["block_id"]
        for look in (Look(EVERY), Look(EVERY, 1, 4), Look(EVERY, 1, None, "at_risk"))
    }
    assert len(names) == 3, "Slack would go on showing the old choice"


def test_a_list_narrowed_to_nothing_says_how_to_widen_it() -> None:
    assert "The menus above widen it again." in texts(shown(listed(Look(EVERY, 1, 4), ())))
    assert "Nothing here." in texts(shown(listed(Look(NEEDS), ())))


def test_what_is_complete_can_be_confirmed_from_its_list() -> None:
    line = ActionLine(an_action(status="complete"), a_contact(), None)
    assert {"Confirm", "Show"} <= controls(shown(listed(Look(UNCONFIRMED), [line]))).keys()
    assert "Confirm" not in controls(shown(listed(Look(LEAVERS), [line])))


# -- days


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "today"),
        (date(2026, 11, 3), "Tue 3 Nov, in 1 working day"),
        (date(2026, 11, 7), "Sat 7 Nov, in 4 working days"),
        (date(2026, 10, 30), "Fri 30 Oct"),
        (date(2027, 6, 1), "Tue 1 Jun"),
    ],
)
def test_a_day_to_come_is_said_as_people_say_it(day: date, words: str) -> None:
    assert day_ahead(day, ways(), TODAY) == words


# -- whatever the register holds


@settings(max_examples=25)
@given(words=long_words)
def test_any_words_can_be_shown_on_the_front_and_in_every_list(words: str) -> None:
    own = mine(3, STALE, title=words, words=words)
    line = ActionLine(
        an_action(title=words, words=words), a_contact(post=words, body=words), a_milestone(words)
    )
    seen = replace(sight(*CONCERNS, title=words, words=words), speak_to=words)
    parked = unreached(who=words, why=words, said=words)
    call = to_call(words)
    place = Place(GROUP, 3, words, words)
    shown(
        front(
            name=words,
            own=Own((replace(own, waiting=words),), (), ()),
            milestones=(("POV-03", a_milestone(words)),),
            places=(Overseen(place, (seen,), 99),),
            queues=(Queue(LEAVERS, 9, (line,)), Queue(UNDELIVERED, 9, (parked,)), Queue(CALLS, 9, (call,))),
            just_said=(said(words=words),),
            just_taken=(JustTaken(3, "POV-03", words, NOW),),
            free=Queue(FREE, 9, (line, replace(line, action=an_action(code="POV-04", title=words)))),
            not_welcomed=3,
        ),
        priority_term=words or "priority",
    )
    for look, one in (
        (Look(NEEDS), own),
        (Look("group 3"), seen),
        (Look(FREE), line),
        (Look(CALLS), call),
        (Look(EVERY), line),
        (Look(UNDELIVERED), parked),
    ):
        named: dict[str, Any] = {"place": place} if look.place else {}
        shown(listed(look, [one], priorities=((1, words or "x"), (2, words or "y")), **named))


def test_the_fullest_home_fits_in_a_hundred_blocks_and_250_kilobytes() -> None:
    own = [replace(mine(number, STALE, title=WORST, words=WORST), waiting=WORST) for number in range(1, 400)]
    seen = tuple(sight(*CONCERNS, title=WORST, words=WORST) for _ in range(400))
    places = tuple(Overseen(Place(GROUP, number, "group", WORST), seen, 99) for number in range(12))
    line = ActionLine(an_action(title=WORST), a_contact(post=WORST), None)
    full = front(
        own=Own(tuple(own), tuple(own), tuple(own)),
        milestones=(("POV-03", a_milestone(WORST)),) * 5,
        places=places,
        queues=tuple(Queue(name, 2000, (line, line, line)) for name in QUEUES if name != UNDELIVERED),
        just_said=tuple(said(update_id=number, words=WORST) for number in range(3)),
    )
    assert len(shown(full)["blocks"]) <= 100


# -- what is told to somebody else, and over Home


def test_a_stranger_is_shown_the_refusal_and_nothing_else() -> None:
    view = closed_home(stranger("Inverlath CPP", "Community Planning Manager"))
    assert view_faults(view) == []
    assert "I don't have you among its contacts yet" in texts(view)
    assert not controls(view)


def test_a_message_read_over_home_has_no_buttons_that_would_change_nothing() -> None:
    told = home(front(own=Own(needs=(mine(3, STALE),))), ways(), TODAY, ASKED)
    view = reading_view("POV-03" + HOSTILE, told)
    assert view_faults(view) == []
    assert not controls(view)


# -- what can be taken on, asked by phone, tried again


def test_what_the_reader_may_take_on_has_its_button_at_once() -> None:
    line = ActionLine(an_action(officer_id=None), None, None)
    view = shown(front(free=Queue(FREE, 7, (line,))))
    assert "*Could be yours: 7*" in texts(view)
    assert {"Take it on", "All 7"} <= controls(view).keys()
    assert {"Take it on", "Show"} <= controls(shown(listed(Look(FREE), [line]))).keys()
    assert "Take it on" in controls(shown(listed(Look(LEAVERS), [line])))
    assert "Take it on" not in controls(shown(listed(Look(EVERY), [line])))


def test_what_was_taken_on_a_moment_ago_can_be_given_back() -> None:
    view = shown(front(just_taken=(JustTaken(3, "POV-03", "Cash First", NOW),)))
    assert "✅ 09:00 · *POV-03* Cash First is with you now." in texts(view)
    assert controls(view)["Undo"]["action_id"] == verbs.GIVE_BACK


def test_somebody_to_call_has_a_number_a_text_to_paste_and_a_way_to_record_the_answer() -> None:
    one = to_call()
    call = replace(one.call, phone="01463 000000", email=None, name="Isla Renwick")
    view = shown(listed(Look(CALLS), [ToCall(12, call)]))
    assert "*Superintendent, Police Inverlath* · 01463 000000" in texts(view)
    assert "> Hello Isla, could you let the Board know how POV-03" in texts(view)
    assert verbs.read(controls(view)["Record their answer"]["value"]) == {"contact": 12}
    assert "Narrow by status" not in repr(view)


def test_what_came_back_can_be_tried_again_or_let_be() -> None:
    buttons = controls(shown(listed(Look(UNDELIVERED), [unreached()])))
    assert verbs.read(buttons["Try again"]["value"]) == {"place": "contact 12"}
    assert "Let it be" in buttons
    assert "Try again" not in controls(shown(listed(Look(UNDELIVERED), [unreached(kept=0)])))


def test_nobody_is_welcomed_without_being_asked_twice() -> None:
    button = controls(shown(front(queues=(Queue(LEAVERS, 0, ()),), not_welcomed=60)))["Welcome them"]
    assert "60 contacts" in button["confirm"]["text"]["text"]


def test_the_menu_of_a_line_has_what_its_buttons_have_not() -> None:
    view = shown(front(own=Own((mine(3, STALE),))))
    (menu,) = [
        each
        for block in view["blocks"]
        for each in block.get("elements", ())
        if each.get("type") == "overflow"
    ]
    words = [option["text"]["text"] for option in menu["options"]]
    assert words == ["Milestone met", "New date…", "Snooze until…", "Not mine…", "Tell me more"]
    assert all(verbs.read(option["value"])["asked"] == ASKED for option in menu["options"])
