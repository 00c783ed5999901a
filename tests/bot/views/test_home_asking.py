"""Asking from Home, the digest and the leavers on it: what is offered to whom, and that the fullest Home still fits."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.practice.limits import view_faults
from bot.rules.digest_preview import CHAIRS, HELD, Preview
from bot.rules.home import (
    EVERY,
    GONE,
    QUEUES,
    Front,
    HomeList,
    JustSaid,
    JustTaken,
    Look,
    Overseen,
    Own,
    Place,
    Queue,
)
from bot.rules.leavers import Leaver
from bot.rules.letter import Sight
from bot.rules.nudging import CONCERNS, GROUP
from bot.rules.paging import page_of
from bot.rules.screens import ActionLine, MyAction
from bot.views import verbs
from bot.views.blocks import Block
from bot.views.home import home, left_at, looked_at
from tests.bot.views.samples import HOSTILE, NOW, TODAY, a_contact, a_milestone, an_action, ways

WORST = "<&> " * 500


def front(**fields: Any) -> Front:
    usual: dict[str, Any] = {"name": "Ailsa Reid", "hour": 9, "just_said": (), "own": Own(), "milestones": ()}
    return Front(**usual | {"last_board_on": None, "board_on": None, "papers_due": None} | fields)


def shown(value: Front | HomeList) -> Block:
    view = home(value, ways(), TODAY, "home 1.2 U1")
    assert view_faults(view) == []
    return view


def sight(number: int, words: str = "Drop-ins") -> Sight:
    action = an_action(id=number, code=f"POV-{number:02d}", title=words, words=words)
    late = a_milestone(latest=date(2026, 10, 30), moves=2, first_latest=date(2026, 9, 1))
    return Sight(action, CONCERNS, date(2026, 10, 2), (late,), (late,), words)


def a_preview(number: int, **fields: Any) -> Preview:
    return Preview(number, WORST, TODAY, HELD, CHAIRS, NOW, NOW, TODAY, "14:00", **fields)


def buttons(view: Block) -> list[str]:
    found = [
        each
        for block in view["blocks"]
        for each in (*block.get("elements", ()), block.get("accessory") or {})
    ]
    return [each["text"]["text"] for each in found if each.get("type") == "button"]


def test_a_question_is_offered_of_what_is_askable_and_of_nothing_else() -> None:
    place = Overseen(Place(GROUP, 3, "group", "Taskforce"), (sight(1), sight(2), sight(3)), 99)
    view = shown(front(places=(place,), askable=frozenset({1, 3})))
    assert [each for each in buttons(view) if each.startswith("Ask")] == [
        "Ask about POV-01",
        "Ask about POV-03",
    ]
    lines = (ActionLine(sight(1).action, a_contact(), None), ActionLine(sight(2).action, None, None))
    look = Look(EVERY)
    listed = HomeList(look, page_of(1, 2), lines, (), None, None, askable=frozenset({1}))
    assert buttons(shown(listed)).count("Ask a question") == 1
    assert buttons(shown(replace(listed, lines=(sight(2), sight(1))))).count("Ask a question") == 1


def test_whoever_has_left_is_told_by_post_with_what_is_still_theirs() -> None:
    gone = a_contact(post=f"Manager {HOSTILE}", left_on=date(2026, 10, 30))
    leaver = Leaver(gone, tuple(f"POV-0{number}" for number in range(1, 8)), (f"chair of {HOSTILE}",))
    for value in (
        front(queues=(Queue(GONE, 1, (leaver,)),)),
        HomeList(Look(GONE), page_of(1, 1), (leaver,), (), None, None),
    ):
        read = repr(shown(value)["blocks"])
        assert "left Fri 30 Oct: POV-01, POV-02, POV-03, POV-04, POV-05 +2; chair of " in read
        assert "<!" not in read


def test_the_fullest_home_of_somebody_with_every_role_fits() -> None:
    own = tuple(
        MyAction(sight(number, WORST).action, ("stale",), (a_milestone(),), False) for number in range(1, 40)
    )
    said = JustSaid(9, "POV-03", "update", WORST, "at_risk", NOW, False)
    places = tuple(
        Overseen(Place(GROUP, number, "group", WORST), tuple(sight(each, WORST) for each in range(1, 50)), 99)
        for number in range(12)
    )
    leaver = Leaver(a_contact(post=WORST), (WORST,) * 9, (WORST,) * 9)
    view = shown(
        front(
            own=Own(own, own, own),
            milestones=(("POV-03", a_milestone(WORST)),) * 5,
            places=places,
            askable=frozenset(range(1, 50)),
            digests=tuple(a_preview(number, by=WORST) for number in range(9)),
            queues=tuple(Queue(name, 2000, (leaver,) * 3) for name in QUEUES),
            just_said=tuple(replace(said, update_id=number) for number in range(3)),
            just_taken=(JustTaken(3, "POV-03", WORST, NOW),),
            not_welcomed=60,
        )
    )
    assert "Every action" in buttons(view), "the foot is still there"


def test_home_is_opened_where_it_was_left_that_day_and_anew_on_another() -> None:
    look = Look("group 3", 2, None, "off_track")
    value = HomeList(look, page_of(2, 25), (), (), None, None, place=Place(GROUP, 3, "group", "Taskforce"))
    left = shown(value)["private_metadata"]
    assert left_at(left, TODAY) == looked_at(left) == look
    assert left_at(left, date(2026, 12, 24)) == Look()
    assert left_at(verbs.value(**look.fields), TODAY) == Look(), "one of before it said its day"
    assert left_at(None, TODAY) == left_at("nonsense", TODAY) == Look()
