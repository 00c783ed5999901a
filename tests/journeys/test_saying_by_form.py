"""What people say in a form: opened by a command or a button, saved whole, or kept open with what is missing."""

from tests.journeys.acting import Stage


def test_the_form_asks_all_of_it_and_warns_beside_the_words(stage: Stage) -> None:
    assert stage.types("Ailsa Reid", "update POV-03").readable == ""
    shown = stage.form("Ailsa Reid").readable
    for asked in ("How is it going?", "In your own words", "Milestones met", "What stands in the way?"):
        assert asked in shown
    assert "Ask the Board" in shown
    assert "Evidence" in shown
    assert "No names of service users. May be released under freedom of information." in shown


def test_every_field_of_the_form_is_saved_at_once(stage: Stage) -> None:
    stage.types("Ailsa Reid", "update POV-03")
    stage.submits(
        "Ailsa Reid",
        status="at_risk",
        words="“Draft” out & with <partners>\nsecond line",
        met=[str(stage.milestones("POV-03")[0].id)],
        barrier_kind="resources",
        barrier="nobody funds the worker",
        ask_kind="decide",
        ask="who funds the worker",
        evidence="https://example.org/pilot",
        participation="the food network chose the menu",
    )
    said = stage.said("POV-03")
    assert (said.status, said.words) == ("at_risk", "“Draft” out & with <partners>\nsecond line")
    assert (said.way, said.evidence) == ("form", "https://example.org/pilot")
    assert stage.milestones("POV-03")[0].met_on == stage.now.date()
    barrier = stage.barriers("POV-03")[-1]
    assert (barrier.kind, barrier.words) == ("resources", "nobody funds the worker")
    ask = stage.asks("POV-03")[-1]
    assert (ask.kind, ask.words, ask.state) == ("decide", "who funds the worker", "raised")
    assert "✅ Saved · POV-03" in stage.form("Ailsa Reid").readable
    shown = stage.told("Moira Galbraith", "show POV-03")
    assert "second line" in shown
    assert "Communities took part: the food network chose the menu" in shown


def test_what_is_missing_is_said_under_its_field_and_the_form_stays(stage: Stage) -> None:
    stage.types("Ailsa Reid", "update POV-03")
    answer = stage.submits("Ailsa Reid", words="waiting on funding", ask_kind="decide")
    assert set(answer.errors) == {"ask"}
    assert "waiting on funding" in stage.form("Ailsa Reid").readable
    assert stage.updates("POV-03") == []
    stage.submits("Ailsa Reid", ask="who funds it")
    assert stage.said("POV-03").words == "waiting on funding"


def test_blocked_opens_the_form_with_what_stands_in_the_way_first(stage: Stage) -> None:
    menu = stage.types("Ailsa Reid", "update").message
    assert menu is not None
    stage.taps("Ailsa Reid", menu, "Blocked", near="HWB-02")
    shown = stage.form("Ailsa Reid").readable
    for asked in ("What stands in the way?", "Who could move it?", "Ask the Board?"):
        assert asked in shown
    assert "How is it going?" not in shown, "blocked leaves the status alone"
    stage.submits(
        "Ailsa Reid", barrier_kind="data_sharing", barrier="no agreement yet", mover="NHS Inverlath"
    )
    said = stage.said("HWB-02")
    assert (said.words, said.status) == ("no agreement yet", None)
    assert stage.action("HWB-02").status == "not_started"
    barrier = stage.barriers("HWB-02")[-1]
    assert (barrier.kind, barrier.words) == ("data_sharing", "no agreement yet\nCould move it: NHS Inverlath")


def test_blocked_asks_the_board_in_the_same_breath_where_it_is_wanted(stage: Stage) -> None:
    menu = stage.types("Ailsa Reid", "update").message
    assert menu is not None
    stage.taps("Ailsa Reid", menu, "Blocked", near="HWB-02")
    answer = stage.submits("Ailsa Reid", barrier="no agreement yet", ask_kind="direct")
    assert set(answer.errors) == {"ask"}
    assert stage.updates("HWB-02") == []
    stage.submits("Ailsa Reid", ask="Say who signs")
    ask, barrier = stage.asks("HWB-02")[-1], stage.barriers("HWB-02")[-1]
    assert (ask.kind, ask.words, ask.update_id) == ("direct", "Say who signs", barrier.update_id)
    assert barrier.update_id == stage.said("HWB-02").id
    stage.types("Ailsa Reid", "update HWB-02")
    assert "Still in the way? Tick what is sorted" in stage.form("Ailsa Reid").readable
    stage.submits("Ailsa Reid", words="It is signed.", sorted=[str(barrier.id)])
    assert stage.barriers("HWB-02")[-1].resolution == "It is signed."


def test_a_new_date_keeps_the_first_one_the_reason_and_who_agreed(stage: Stage) -> None:
    menu = stage.types("Niamh Ogilvie", "update").message
    assert menu is not None
    stage.taps("Niamh Ogilvie", menu, "New date", near="EMP-02")
    stage.submits("Niamh Ogilvie", day="2026-11-27", reason="Two employers asked", agreed_by="Lathside")
    (milestone,) = stage.milestones("EMP-02")
    assert str(milestone.latest) == "2026-11-27"
    move = stage.moves()[-1]
    assert (str(move.from_latest), move.reason, move.agreed_by) == (
        "2026-10-16",
        "Two employers asked",
        "Lathside",
    )
    assert "now Fri 27 Nov, was Fri 16 Oct" in stage.form("Niamh Ogilvie").readable


def test_a_new_date_that_is_past_is_asked_again_and_nothing_is_lost(stage: Stage) -> None:
    menu = stage.types("Niamh Ogilvie", "update").message
    assert menu is not None
    stage.taps("Niamh Ogilvie", menu, "New date", near="EMP-02")
    answer = stage.submits("Niamh Ogilvie", day="2026-10-27", reason="Two employers asked")
    assert set(answer.errors) == {"day"}
    assert "Two employers asked" in stage.form("Niamh Ogilvie").readable
    assert stage.moves()[-1].reason != "Two employers asked"


def test_a_form_filled_in_by_a_contributing_body_keeps_the_words_and_the_status(stage: Stage) -> None:
    stage.types("Jean Halcrow", "update POV-03")
    stage.submits("Jean Halcrow", words="our tenants are told")
    said = stage.said("POV-03")
    assert (said.words, said.status) == ("our tenants are told", None)
    assert "The status stays" not in stage.form("Jean Halcrow").readable, "they named no other status"


def test_a_form_sent_by_somebody_who_left_meanwhile_is_handed_back(stage: Stage) -> None:
    stage.types("Ailsa Reid", "update POV-03")
    stage.leaves("Ailsa Reid")
    stage.submits("Ailsa Reid", words="the pilot is agreed")
    assert stage.updates("POV-03") == []
    assert "> the pilot is agreed" in stage.form("Ailsa Reid").readable


def test_a_form_for_an_action_reassigned_meanwhile_is_refused_and_handed_back(stage: Stage) -> None:
    stage.types("Eilidh Strang", "update HWB-05")
    stage.types("Catriona Muir", "assign HWB-05 Rory Tulloch")
    stage.later(minutes=1)
    action = stage.action("HWB-05")
    stage.changes(type(action), action.id or 0, lead_body_id=None)
    stage.submits("Eilidh Strang", words="two tutors left", barrier="no rooms")
    shown = stage.form("Eilidh Strang").readable
    assert stage.updates("HWB-05") == []
    assert "in others' hands" in shown
    assert "> two tutors left" in shown
    assert "> no rooms" in shown
