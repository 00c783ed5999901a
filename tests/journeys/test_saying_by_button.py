"""What people say with a button, in the menu, under an answer, in a nudge: recorded once, and the screen changes."""

from bot.practice import Message
from storage.records import Action, id_of
from tests.journeys.acting import Stage, labels
from tests.journeys.town import comes_in_order


def _answer(stage: Stage, typed: str, name: str = "Ailsa Reid") -> Message:
    message = stage.types(name, typed).message
    assert message is not None
    return message


def test_the_menu_lists_my_actions_each_with_its_buttons(stage: Stage) -> None:
    menu = _answer(stage, "update")
    assert "POV-03 Cash First referral route" in menu.readable
    assert {"Update", "No change", "Blocked"} <= set(labels(menu))


def test_no_change_records_at_once_and_leaves_the_words_standing(stage: Stage) -> None:
    menu = _answer(stage, "update", "Eilidh Strang")
    stage.taps("Eilidh Strang", menu, "No change", near="HWB-05")
    said = stage.said("HWB-05")
    assert (said.kind, said.way, said.words) == ("no_change", "button", "")
    assert stage.action("HWB-05").heard_at == stage.now
    told = stage.last_seen("Eilidh Strang")
    assert "✅ Saved · HWB-05" in told.readable
    assert "And the status?" not in told.readable, "it was said that nothing changed"
    assert "two tutors left" in stage.told("Eilidh Strang", "show HWB-05")


def test_update_opens_the_form_and_the_form_ends_as_one_update(stage: Stage) -> None:
    menu = _answer(stage, "update", "Eilidh Strang")
    stage.taps("Eilidh Strang", menu, "Update", near="HWB-05")
    stage.submits("Eilidh Strang", words="one tutor back")
    assert stage.said("HWB-05").words == "one tutor back"
    assert "✅ Saved · HWB-05" in stage.last_seen("Eilidh Strang").readable


def test_yes_met_records_the_milestone_with_one_tap(stage: Stage) -> None:
    menu = _answer(stage, "update", "Niamh Ogilvie")
    stage.taps("Niamh Ogilvie", menu, "Yes, met", near="EMP-02")
    assert stage.milestones("EMP-02")[0].met_on == stage.now.date()
    assert stage.said("EMP-02").kind == "milestone"


def test_a_status_offered_is_given_with_one_tap_and_keeps_the_words(stage: Stage) -> None:
    answer = _answer(stage, "update POV-03 a new lead has started")
    stage.taps("Ailsa Reid", answer, "🟠 At risk")
    words, status = stage.updates("POV-03")
    assert (status.kind, status.words, status.corrects_id) == ("correction", words.words, words.id)
    assert stage.action("POV-03").status == "at_risk"
    assert "✅ Corrected · POV-03" in answer.readable


def test_one_tap_says_that_it_was_only_words(stage: Stage) -> None:
    answer = _answer(stage, "update POV-03 amber green space audit done")
    stage.taps("Ailsa Reid", answer, "Just words")
    assert stage.action("POV-03").status == "on_track"
    assert stage.updates("POV-03")[-1].words == "amber green space audit done"
    assert "> amber green space audit done" in answer.readable


def test_words_are_corrected_in_the_form_and_both_stay_in_the_history(stage: Stage) -> None:
    answer = _answer(stage, "update POV-03 amber wating on funding")
    stage.taps("Ailsa Reid", answer, "Correct words")
    assert "wating on funding" in stage.form("Ailsa Reid").readable
    stage.submits("Ailsa Reid", words="waiting on funding")
    first, second = stage.updates("POV-03")
    assert (first.words, second.words) == ("wating on funding", "waiting on funding")
    assert second.corrects_id == first.id
    assert "> waiting on funding" in answer.readable


def test_change_status_opens_the_same_form(stage: Stage) -> None:
    answer = _answer(stage, "update POV-03 amber waiting on funding")
    stage.taps("Ailsa Reid", answer, "Change status")
    stage.submits("Ailsa Reid", status="off_track")
    assert stage.action("POV-03").status == "off_track"
    assert stage.updates("POV-03")[-1].words == "waiting on funding"


def test_ask_for_help_raises_an_ask_and_just_noting_it_only_the_barrier(stage: Stage) -> None:
    asked = _answer(stage, "update POV-03 amber waiting on funding")
    stage.taps("Ailsa Reid", asked, "Ask for help")
    stage.submits("Ailsa Reid", ask="Who funds it after March?")
    assert stage.asks("POV-03")[-1].words == "Who funds it after March?"
    assert "Your ask is raised" in asked.readable
    assert asked.readable.endswith("The Executive Officer Group sees it first."), "no answer is promised"
    before = len(stage.asks("HWB-02"))
    noted = _answer(stage, "update HWB-02 amber waiting for a map")
    stage.taps("Ailsa Reid", noted, "Just noting it")
    assert len(stage.asks("HWB-02")) == before
    assert stage.barriers("HWB-02")[-1].words == "waiting for a map"
    assert "Nothing is asked of the Board" in noted.readable


def test_a_barrier_is_sorted_where_people_speak_and_stands_again_when_that_is_undone(stage: Stage) -> None:
    stage.taps("Ailsa Reid", _answer(stage, "update POV-03 amber waiting on funding"), "Just noting it")
    assert 'Waiting: "waiting on funding"' in stage.told("Ailsa Reid", "list stuck poverty")
    answer = _answer(stage, "update POV-03 green the council funds it")
    assert comes_in_order(stage.told("Ailsa Reid", "mine"), "\nWaiting\n", "POV-03")
    assert 'Still in the way? "waiting on funding"' in answer.readable
    stage.taps("Ailsa Reid", answer, "Sorted")
    (barrier,) = stage.barriers("POV-03")
    assert (barrier.resolution, barrier.resolved_at is None) == ("the council funds it", False)
    told = stage.last_seen("Ailsa Reid")
    assert "✅ Sorted: waiting on funding" in told.readable
    assert "Nothing stands in the way" in stage.told("Ailsa Reid", "barrier POV-03")
    stage.taps("Ailsa Reid", told, "Undo")
    assert stage.barriers("POV-03")[0].resolved_at is None
    assert "↩️ Taken back" in told.readable
    assert "[Undo]" not in told.readable
    listed = _answer(stage, "barrier POV-03")
    stage.taps("Ailsa Reid", listed, "Sorted")
    assert stage.barriers("POV-03")[0].resolution == "Sorted"
    told = stage.last_seen("Ailsa Reid")
    stage.later(minutes=11)
    stage.taps("Ailsa Reid", told, "Undo")
    assert "sorted more than ten minutes ago" in stage.last_seen("Ailsa Reid").readable
    assert stage.barriers("POV-03")[0].resolved_at is not None
    assert "Still in the way?" not in _answer(stage, "update POV-03 amber again").readable


def test_undo_puts_everything_back_and_hands_the_words_back(stage: Stage) -> None:
    answer = _answer(stage, "update POV-03 amber waiting on funding")
    stage.taps("Ailsa Reid", answer, "Undo")
    assert stage.action("POV-03").status == "on_track"
    assert "Taken back · POV-03" in answer.readable
    assert "> waiting on funding" in answer.readable
    assert [update.kind for update in stage.updates("POV-03")] == ["update", "undo"]


def test_undo_pressed_twice_undoes_once(stage: Stage) -> None:
    answer = _answer(stage, "update POV-03 amber waiting on funding")
    stage.taps("Ailsa Reid", answer, "Undo")
    stage.team.repeat_last(stage.person("Ailsa Reid"))
    stage.rehearsal.settle()
    assert [update.kind for update in stage.updates("POV-03")] == ["update", "undo"]


def test_undo_after_ten_minutes_says_how_to_put_it_right(stage: Stage) -> None:
    answer = _answer(stage, "update POV-03 amber waiting on funding")
    stage.later(minutes=11)
    stage.taps("Ailsa Reid", answer, "Undo")
    assert stage.said("POV-03").status == "at_risk"
    assert "more than ten minutes ago" in stage.last_seen("Ailsa Reid").readable


def test_the_nudges_buttons_record_and_change_the_nudge_in_place(stage: Stage) -> None:
    nudge = stage.monday_nudge("Ailsa Reid")
    assert "HWB-02 Walking groups" in nudge.readable
    stage.taps("Ailsa Reid", nudge, "No change", near="HWB-02")
    assert stage.said("HWB-02").kind == "no_change"
    assert "✅ No change" in nudge.readable
    stage.taps("Ailsa Reid", nudge, "Update", near="POV-03")
    stage.submits("Ailsa Reid", words="pilot nearly agreed")
    assert stage.said("POV-03").words == "pilot nearly agreed"
    assert "pilot nearly agreed" in nudge.readable


def test_permission_is_judged_when_the_button_is_pressed(stage: Stage) -> None:
    menu = _answer(stage, "update", "Eilidh Strang")
    action = stage.action("HWB-05")
    other = id_of(stage.contact("Gregor Mathers"))
    stage.changes(Action, id_of(action), officer_id=other, lead_body_id=None)
    stage.taps("Eilidh Strang", menu, "No change", near="HWB-05")
    assert stage.updates("HWB-05") == []
    told = stage.last_seen("Eilidh Strang").readable
    assert "in others' hands" in told
    assert "Group Commander, Inverlath Fire and Rescue" in told


def test_a_button_pressed_months_later_still_works(stage: Stage) -> None:
    nudge = stage.monday_nudge("Ailsa Reid")
    stage.later(days=120)
    stage.taps("Ailsa Reid", nudge, "No change", near="HWB-02")
    assert stage.said("HWB-02").kind == "no_change"
    assert stage.action("HWB-02").heard_at == stage.now
