"""The Home tab of each role: what it shows, what is recorded from it, and that it shows what came of it.

One bot for the module: each journey that records acts on an action of its own.
"""

import re

import pytest

from bot.practice import View
from storage.records import Action, Contact, Outbox, id_of
from storage.unit_of_work import working
from tests.journeys.acting import CLERK, Stage, labels


def opens_home(stage: Stage, name: str) -> View:
    """Somebody opens the bot's Home tab, and sees it."""
    person = stage.person(name)
    stage.team.open_home(person)
    view = stage.team.home(person)
    assert view is not None
    return view


def picks(stage: Stage, name: str, menu: str, words: str) -> None:
    """Somebody picks an option of a menu on their Home."""
    person = stage.person(name)
    view = stage.team.home(person)
    assert view is not None
    stage.team.choose(person, view, f"home:{menu}", words)
    stage.rehearsal.settle()


# -- each role


def test_a_partner_officer_sees_what_needs_a_word_why_and_what_comes_next(standing: Stage) -> None:
    home = opens_home(standing, "Rory Tulloch")
    assert "Good morning, Rory" in home.readable
    assert "The Board meets Thu 19 Nov, in 13 working days. Papers close Thu 5 Nov" in home.readable
    assert "POV-03 Cash First referral route · you are the deputy" in home.readable
    assert "No word for 31 days." in home.readable
    assert {"Update", "No change", "Blocked"} <= set(labels(home))


def test_a_lead_officer_sees_their_group_with_the_post_to_speak_to_and_no_officers_name(
    standing: Stage,
) -> None:
    read = opens_home(standing, "Iain Soutar").readable
    assert "Anti-Poverty Taskforce (group)" in read
    assert "No word since Fri 2 Oct. Speak to: Health Improvement Manager, NHS Inverlath" in read
    assert "Ailsa" not in read


def test_a_critical_friend_sees_their_priority_and_the_whole_of_it_by_a_button(standing: Stage) -> None:
    home = opens_home(standing, "Sheila Corrigall")
    assert "Employability (priority) · 4 open actions" in home.readable
    standing.taps("Sheila Corrigall", home, "See all 4", near="Employability")
    assert "Employability (priority)" in home.readable
    assert {"EMP-02", "EMP-04"} <= set(home.readable.split())
    standing.taps("Sheila Corrigall", home, "Back to the start")
    assert "Good morning, Sheila" in home.readable


def test_the_chair_sees_the_next_board_its_asks_what_changed_and_whom_to_thank(standing: Stage) -> None:
    for name in ("Moira Galbraith", "Hamish Orr"):
        read = opens_home(standing, name).readable
        assert "Board · Thu 19 Nov, 2 pm" in read
        assert "1 DECIDE who funds the referral worker after March" in read
        assert "Papers close Thu 5 Nov, in 3 working days." in read
        assert "Since 10 Sep: " in read
        assert "To thank\n• Inverlath Foodbank (POV-01, confirmed)" in read


def test_the_chair_sees_why_something_is_stuck_and_all_of_it_on_a_tap(standing: Stage) -> None:
    home = opens_home(standing, "Moira Galbraith")
    (said,) = re.findall(r"Off track, re-dated or not heard of: (\d+)", home.readable)
    assert f"+{int(said) - 5} more" in home.readable
    part = home.readable.partition("Off track, re-dated or not heard of")[2].partition("more")[0]
    assert all(": " in line for line in part.splitlines() if line.startswith("•")), part
    standing.taps("Moira Galbraith", home, "List", near="Off track, re-dated")
    assert f"1–10 of {said}" in home.readable or f"{said} in all." in home.readable


def test_the_support_officer_sees_each_queue_and_lists_it(standing: Stage) -> None:
    home = opens_home(standing, "Catriona Muir")
    assert "Nobody has taken on: 5" in home.readable
    assert "No date set: " in home.readable
    assert "Complete, awaiting a second person: 1" in home.readable
    standing.taps("Catriona Muir", home, "List", near="Nobody has taken on")
    assert "5 in all." in home.readable
    assert "nobody yet" in home.readable


def test_leavers_and_what_could_not_be_delivered_are_there_for_the_support_officer(stage: Stage) -> None:
    stage.leaves("Eilidh Strang")
    bot = stage.rehearsal.bot
    with working(bot.database, CLERK, stage.now) as work:
        parked = Outbox(
            key="day 2026-10-26 contact 7",
            contact_id=id_of(stage.contact("Niamh Ogilvie")),
            payload={"text": "x"},
            state="parked",
            last_error="user_disabled",
            not_before=stage.now,
            created_at=stage.now,
        )
        work.register(id_of(stage.rehearsal.partnership)).messages.put(parked)
        work.commit()
    home = opens_home(stage, "Catriona Muir")
    assert "Their officer has left: " in home.readable
    assert (
        "HWB-05 Student wellbeing drop-ins – was with Student Support Manager, Glen College" in home.readable
    )
    assert (
        "To Employability Manager, Lathside Enterprise, since Mon 2 Nov: that Slack account has been"
        in home.readable
    )
    stage.taps("Catriona Muir", home, "List", near="Could not be delivered")
    assert "To Employability Manager" in home.readable
    assert {"Try again", "Let it be"} <= set(labels(home))


def test_queues_are_for_the_support_officer_alone(standing: Stage) -> None:
    home = opens_home(standing, "Morag Petrie")
    assert "The register" not in home.readable
    standing.taps("Morag Petrie", home, "Every action")
    element = home.blocks[1]["elements"][-1]
    element["options"][0]["value"] = '{"list":"undelivered","page":1}'
    picks(standing, "Morag Petrie", "status", "Every status")
    assert "Good morning, Morag" in home.readable, "what is not theirs gives way to the start"


def test_a_stranger_is_told_who_runs_the_register_and_nothing_in_it(standing: Stage) -> None:
    standing.team.add_person("USTRANGER", "Una Stranger", email="una@elsewhere.example.org")
    home = opens_home(standing, "Una Stranger")
    assert "I don't have you among its contacts yet" in home.readable
    assert "Community Planning Manager, Inverlath Council" in home.readable
    assert "POV-03" not in home.readable
    assert labels(home) == []


def test_a_contact_with_nothing_is_told_kindly_what_will_come(standing: Stage) -> None:
    standing.types(
        "Catriona Muir",
        "contact add Nora New, Analyst, Inverlath Library Trust, nora@nhs-inverlath.example.org",
    )
    standing.team.add_person("UNORA", "Nora New", email="nora@nhs-inverlath.example.org")
    home = opens_home(standing, "Nora New")
    assert "Nothing here is yours to see to just now." in home.readable
    assert labels(home) == ["Every action"]


def test_the_messages_tab_is_no_home(standing: Stage) -> None:
    before = len(standing.slack.calls("views.publish"))
    standing.team.open_home(standing.person("Gregor Mathers"), tab="messages")
    assert len(standing.slack.calls("views.publish")) == before


# -- lists, pages and filters


def test_every_action_is_there_by_page_priority_and_status(standing: Stage) -> None:
    name = "Jean Halcrow"
    home = opens_home(standing, name)
    standing.taps(name, home, "Every action")
    total = int(home.readable.split("1–10 of ")[1].split()[0])
    standing.taps(name, home, "Next")
    assert f"11–20 of {total} · page 2 of" in home.readable
    picks(standing, name, "priority", "Poverty")
    poverty = home.readable
    assert "POV-03 Cash First referral route" in poverty
    assert "HWB-" not in poverty
    picks(standing, name, "status", "🔵 Complete")
    assert "POV-01" in home.readable
    assert "POV-03" not in home.readable
    standing.taps(name, home, "Back to the start")
    assert "Good morning, Jean" in home.readable


def test_show_opens_a_window_to_read_and_home_stays_where_it_was(standing: Stage) -> None:
    name = "Donald Keir"
    home = opens_home(standing, name)
    standing.taps(name, home, "Every action")
    standing.taps(name, home, "Show", near="CPP-01")
    window = standing.form(name)
    assert "CPP-01" in window.readable
    assert labels(window) == []
    assert "page 1 of" in home.readable
    standing.team.close(standing.person(name), window)


# -- what is recorded from Home


def test_no_change_is_recorded_with_one_tap_and_home_says_so_with_a_way_back(standing: Stage) -> None:
    name = "Eilidh Strang"
    home = opens_home(standing, name)
    assert "1 action needs a word from you." in home.readable
    standing.taps(name, home, "No change", near="HWB-05")
    assert standing.said("HWB-05").kind == "no_change"
    assert "✅ 08:30 · HWB-05 · No change" in home.readable
    assert "Nothing needs a word from you" in home.readable
    standing.team.repeat_last(standing.person(name))
    assert len(standing.updates("HWB-05")) == 1, "the same tap twice is one answer"
    standing.taps(name, home, "Undo")
    assert [update.kind for update in standing.updates("HWB-05")] == ["no_change", "undo"]
    assert "↩ Taken back · HWB-05" in home.readable
    assert "1 action needs a word from you." in home.readable


def test_an_update_by_form_from_home_is_shown_there_when_it_is_saved(standing: Stage) -> None:
    name = "Ailsa Reid"
    home = opens_home(standing, name)
    standing.taps(name, home, "Update", near="HWB-02")
    standing.submits(name, words="paths mapped & <walked>", status="on_track")
    assert standing.said("HWB-02").words == "paths mapped & <walked>"
    assert "✅ Saved · HWB-02" in standing.form(name).readable
    assert '✅ 08:30 · HWB-02 · 🟢 On track: "paths mapped & <walked>"' in home.readable
    standing.team.close(standing.person(name), standing.form(name))
    standing.taps(name, home, "Correct words", near="HWB-02")
    standing.submits(name, words="paths mapped")
    assert standing.updates("HWB-02")[-1].kind == "correction"
    assert '"paths mapped"' in home.readable
    assert "walked" not in home.readable
    standing.team.close(standing.person(name), standing.form(name))


def test_a_milestone_is_met_from_home_with_one_tap(standing: Stage) -> None:
    home = opens_home(standing, "Niamh Ogilvie")
    standing.taps("Niamh Ogilvie", home, "Yes, met", near="EMP-02")
    assert standing.milestones("EMP-02")[0].met_on == standing.now.date()
    assert "✅ 08:30 · EMP-02 · Milestone" in home.readable


def test_a_second_person_confirms_from_the_list_and_it_is_gone_from_there(standing: Stage) -> None:
    name = "Fergus Pirie"
    home = opens_home(standing, name)
    standing.taps(name, home, "List", near="Complete, awaiting a second person")
    standing.taps(name, home, "Confirm", near="DIG-01")
    assert standing.action("DIG-01").confirmed_by_id is not None
    assert "DIG-01" not in home.readable


def test_a_tap_on_home_that_is_refused_is_told_in_a_window(stage: Stage) -> None:
    home = opens_home(stage, "Eilidh Strang")
    other = id_of(stage.contact("Gregor Mathers"))
    stage.changes(Action, id_of(stage.action("HWB-05")), officer_id=other, lead_body_id=None)
    stage.taps("Eilidh Strang", home, "No change", near="HWB-05")
    assert stage.updates("HWB-05") == []
    assert "in others' hands" in stage.form("Eilidh Strang").readable
    stage.changes(Contact, id_of(stage.contact("Eilidh Strang")), left_on=stage.now.date())
    stage.taps("Eilidh Strang", home, "Every action")
    assert "I don't have you among its contacts" in home.readable


def test_no_change_on_an_old_home_hears_who_answered_since_it_was_shown(stage: Stage) -> None:
    home = opens_home(stage, "Eilidh Strang")
    stage.later(minutes=1)
    stage.types("Fergus Pirie", "update HWB-05 amber the lease is late")
    stage.taps("Eilidh Strang", home, "No change", near="HWB-05")
    assert [update.words for update in stage.updates("HWB-05")] == ["the lease is late"]
    told = stage.form("Eilidh Strang").readable
    assert "was first" in told
    assert "the lease is late" in told
    assert "Nothing needs a word from you" in home.readable, "the old Home is shown anew"


@pytest.mark.parametrize("error", ["ratelimited", "error:internal_error", "drop_before"])
def test_what_is_said_is_kept_although_home_cannot_be_shown(standing: Stage, error: str) -> None:
    name, code = "Gregor Mathers", "POV-02"
    standing.changes(Action, id_of(standing.action(code)), heard_at=None)
    home = opens_home(standing, name)
    standing.taps(name, home, "Update", near=code)
    standing.slack.fail("views.publish", error)
    answer = standing.submits(name, words=f"on our way, {error}")
    assert answer.error is None
    assert standing.updates(code)[-1].words == f"on our way, {error}"
    assert "✅ Saved" in standing.form(name).readable
    assert error not in home.readable
    standing.team.close(standing.person(name), standing.form(name))
    assert f"on our way, {error}" in opens_home(standing, name).readable
