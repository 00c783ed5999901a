"""Everything of one action."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from bot.rules.permission import Say
from bot.rules.screens import Shown, ShownAsk
from bot.views import verbs
from bot.views.show import show
from storage.records import Action, Barrier, Meeting, Update
from storage.records.glance import AskGlance
from tests.bot.views.samples import NOW, a_contact, a_milestone, assert_slack_takes, long_words, ways
from tests.commands.asking import buttons, texts

HEARD = datetime(2026, 10, 12, 9, tzinfo=UTC)


def an_update(**fields: Any) -> Update:
    usual: dict[str, Any] = {
        "id": 1,
        "action_id": 3,
        "at": HEARD,
        "by": "Manager, NHS",
        "words": "Draft out.",
    }
    return Update(**(usual | fields))


def an_ask(**fields: Any) -> AskGlance:
    usual: dict[str, Any] = {
        "id": 1,
        "action_id": 3,
        "code": "POV-03",
        "kind": "decide",
        "words": "who funds the worker",
        "state": "raised",
        "meeting_id": None,
        "item": None,
        "raised_at": NOW,
        "update_words": None,
        "outcome": None,
    }
    return AskGlance(**(usual | fields))


def whole(action: dict[str, Any] | None = None, **fields: Any) -> Shown:
    named: dict[str, Any] = {
        "id": 3,
        "code": "POV-03",
        "title": "Cash First",
        "status": "on_track",
        "heard_at": HEARD,
    }
    usual: dict[str, Any] = {
        "action": Action(**(named | (action or {}))),
        "lead": None,
        "officer": a_contact(),
        "deputy": None,
        "confirmed_by": None,
        "contributions": (),
        "priorities": (),
        "localities": (),
        "milestones": (),
        "barriers": (),
        "asks": (),
        "updates": (),
        "say": Say.STATUS,
        "may_confirm": False,
    }
    return Shown(**(usual | fields))


def said(shown: Shown, **settings: Any) -> str:
    return texts(show(shown, ways(**settings), NOW, "show 1"))


def offered(shown: Shown) -> list[str]:
    return [button["action_id"] for button in buttons(show(shown, ways(), NOW, "show 1"))]


def test_a_completion_is_to_be_confirmed_until_somebody_has() -> None:
    assert "🔵 Complete, to be confirmed" in said(whole({"status": "complete"}))
    confirmed = whole({"status": "complete", "confirmed_by_id": 2}, confirmed_by=a_contact(id=2))
    assert "Complete\nConfirmed by: Health Improvement Manager, NHS Inverlath" in said(confirmed)


def test_freshness_is_said_in_words_and_apart_from_status() -> None:
    assert "Nothing heard yet" in said(whole({"heard_at": None}))
    assert "Last heard of Mon 12 Oct" in said(whole())
    assert "Unconfirmed: not heard of since Mon 12 Oct" in said(whole(), freshness_days=14)
    assert "Unconfirmed" not in said(whole({"status": "paused"}), freshness_days=14)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2026-05", "Starts: May 2026"),
        ("spring 2027", "Starts: Spring 2027"),
        ("once the lease is signed", "Starts: once the lease is signed"),
    ],
)
def test_a_start_is_a_date_as_people_write_it_or_the_words_it_was_given_in(given: str, shown: str) -> None:
    assert shown in said(whole({"starts_words": given}))


def test_an_unowned_action_says_that_nobody_has_taken_it_on() -> None:
    assert "*Coordinating officer:* nobody has taken this on yet" in said(whole(officer=None))


def test_people_are_shown_by_post_and_never_by_name() -> None:
    text = said(whole(deputy=a_contact(), lead="Anti-Poverty Taskforce", updates=(an_update(),)))

    assert "*Lead:* Anti-Poverty Taskforce" in text
    assert "*Deputy:* Health Improvement Manager, NHS Inverlath" in text
    assert "Ailsa" not in text


def test_priorities_and_localities_have_the_partnerships_own_word() -> None:
    text = said(
        whole(priorities=("Poverty", "Health"), localities=("Glen",)),
        priority_term="theme",
        locality_term="Local Action Partnership",
    )

    assert "*Themes:* Poverty; Health" in text
    assert "*Local Action Partnership:* Glen" in text


def test_contributions_say_what_a_body_brings() -> None:
    text = said(whole(contributions=(("NHS Inverlath", "a worker"), ("Glen College", None))))

    assert "*Contributing:*\n• NHS Inverlath: a worker\n• Glen College" in text


@pytest.mark.parametrize(
    ("milestone", "line"),
    [
        (a_milestone(), "• Pilot agreed · due Fri 13 Nov"),
        (a_milestone(latest=date(2026, 10, 30)), "• Pilot agreed · was due Fri 30 Oct"),
        (a_milestone(met_on=date(2026, 10, 30)), "✅ Pilot agreed · met Fri 30 Oct"),
        (
            a_milestone(
                latest=date(2027, 1, 31),
                earliest=date(2027, 1, 1),
                precision="month",
                moves=2,
                first_words="Oct 2026",
            ),
            "• Pilot agreed · due Jan 2027, was Oct 2026, moved twice",
        ),
        (
            a_milestone(moves=1, first_latest=date(2026, 10, 1)),
            "• Pilot agreed · due Fri 13 Nov, was Thu 1 Oct, moved once",
        ),
        (a_milestone(latest=None, moves=3), "• Pilot agreed · no date set, was no date set, moved 3 times"),
    ],
)
def test_milestones_keep_where_they_began(milestone: Any, line: str) -> None:
    assert line in said(whole(milestones=(milestone,)))


def test_barriers_and_asks_are_shown_with_their_state() -> None:
    meeting = Meeting(earliest=date(2026, 12, 3), latest=date(2026, 12, 3), precision="day")
    text = said(
        whole(
            barriers=(Barrier(action_id=3, words="two tutors left", kind="resources", raised_at=NOW),),
            asks=(
                ShownAsk(an_ask(), None, None),
                ShownAsk(an_ask(state="on_agenda", kind="direct", item="4"), meeting, "Board"),
                ShownAsk(an_ask(state="answered", outcome="funded to June"), meeting, "Board"),
            ),
        )
    )

    assert "*In the way*\n• two tutors left (resources)" in text
    assert "• DECIDE who funds the worker · with the executive group\n" in text
    assert "• DIRECT who funds the worker · on the agenda, Board Thu 3 Dec, item 4\n" in text
    assert "• DECIDE who funds the worker · answered, Board Thu 3 Dec: funded to June" in text


def test_updates_are_verbatim_with_author_day_route_and_whose_words() -> None:
    update = an_update(
        words="Two  spaces,\nand a line.",
        status="at_risk",
        whose="Superintendent",
        route="phone",
        said_on=date(2026, 10, 9),
        evidence="minutes",
    )

    text = said(whole(updates=(update,)))

    assert "Mon 12 Oct, 10:00 · Manager, NHS · 🟠 At risk" in text
    assert "> Two  spaces,\n> and a line." in text
    assert "In the words of: Superintendent, by phone, Fri 9 Oct\nEvidence: minutes" in text


def test_what_was_taken_back_or_corrected_stays_and_says_so() -> None:
    updates = (
        an_update(id=4, kind="undo", corrects_id=3, words=""),
        an_update(id=3, words="third"),
        an_update(id=2, kind="correction", corrects_id=1, words="second"),
        an_update(id=1, words="first"),
    )

    text = said(whole(updates=updates))

    assert "took an update back" in text
    assert "taken back since\n\n> third" in text
    assert "a correction\n\n> second" in text
    assert "corrected since\n\n> first" in text


def test_the_buttons_are_those_the_reader_may_press() -> None:
    assert offered(whole()) == [
        verbs.UPDATE,
        verbs.NO_CHANGE,
        verbs.BLOCKED,
        verbs.HISTORY,
        verbs.SUBJECT_SHOW,
    ]
    assert offered(whole(say=Say.WORDS)) == [verbs.UPDATE, verbs.BLOCKED, verbs.HISTORY, verbs.SUBJECT_SHOW]
    assert offered(whole(say=Say.NOTHING)) == [verbs.HISTORY, verbs.SUBJECT_SHOW]
    assert offered(whole({"status": "closed"})) == [verbs.UPDATE, verbs.HISTORY, verbs.SUBJECT_SHOW]
    confirmable = whole({"status": "complete"}, may_confirm=True)
    assert offered(confirmable) == [verbs.CONFIRM, verbs.UPDATE, verbs.HISTORY, verbs.SUBJECT_SHOW]


def test_a_passed_milestone_is_asked_after_instead_of_no_change() -> None:
    late = a_milestone(latest=date(2026, 10, 30))

    assert offered(whole(milestones=(late,))) == [
        verbs.MET,
        verbs.NEW_DATE,
        verbs.UPDATE,
        verbs.HISTORY,
        verbs.SUBJECT_SHOW,
    ]
    assert offered(whole(milestones=(late,), say=Say.WORDS)) == [
        verbs.UPDATE,
        verbs.BLOCKED,
        verbs.HISTORY,
        verbs.SUBJECT_SHOW,
    ]


@settings(max_examples=40)
@given(long_words, long_words)
def test_slack_takes_any_action_and_keeps_the_buttons(text: str, words: str) -> None:
    meeting = Meeting(name=text, precision="meeting", date_words=words)
    update = {"words": words, "by": text, "whose": text, "route": words, "evidence": text}
    shown = whole(
        {"title": text, "why": words, "date_words": text},
        lead=text,
        officer=a_contact(post=text, body=words),
        contributions=((text, words),) * 30,
        priorities=(text,) * 9,
        localities=(words,) * 9,
        milestones=(a_milestone(text, moves=1, first_words=words),) * 40,
        barriers=tuple(Barrier(action_id=3, words=words, raised_at=NOW) for _ in range(30)),
        asks=(ShownAsk(an_ask(words=words, state="on_agenda", item=text, outcome=words), meeting, text),)
        * 30,
        updates=tuple(an_update(id=number, **update) for number in range(5)),
    )

    message = show(shown, ways(priority_term=text or "priority", locality_term="place"), NOW, "show 1")

    assert_slack_takes(message)
    assert buttons(message)
