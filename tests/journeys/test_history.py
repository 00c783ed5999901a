"""What changed and how it stood: every change can be read, and every screen as of any day since the register began."""

from tests.journeys.acting import Stage, labels

AILSA, SUPPORT, CHAIR = "Ailsa Reid", "Catriona Muir", "Moira Galbraith"


def test_a_year_of_changes_reads_back_in_words_and_each_day_as_it_stood(stage: Stage) -> None:
    before = stage.told(AILSA, "show POV-03")
    stage.told(AILSA, "update POV-03 amber waiting on funding")
    stage.later(days=1)
    stage.told(AILSA, 'milestone POV-03 move "Pilot agreed" to Jan 2027 because the data came late')
    stage.told(SUPPORT, "assign POV-03 Student Support Manager")

    told = stage.told(AILSA, "history POV-03")
    assert "History of POV-03 Cash First referral route" in told
    assert "waiting on funding" in told
    assert "Status: 🟢 On track → 🟠 At risk" in told
    assert "“Pilot agreed” moved: Fri 13 Nov 2026 → Jan 2027, because the data came late" in told
    assert "Coordinating officer: Health Improvement Manager, NHS Inverlath → Student Support Manager" in told
    assert told.index("Coordinating officer") < told.index("Jan 2027") < told.index("waiting on funding")
    assert "@" not in told

    then = stage.types(AILSA, "show POV-03 as at 2 Nov 2026")
    assert then.message is not None
    assert "As it stood on Monday 2 November 2026 (end of day)" in then.readable
    assert "waiting on funding" in then.readable
    assert "Health Improvement Manager" in then.readable
    assert "Jan 2027" not in then.readable
    assert labels(then.message) == ["Everything held"]
    assert "🟢 On track" in before


def test_a_list_as_at_a_day_turns_its_pages_and_opens_its_actions_as_of_that_day(stage: Stage) -> None:
    stage.later(days=1)
    stage.told(SUPPORT, "update CPP-02 green all four are in")
    listed = stage.types(AILSA, "list as at yesterday")
    assert listed.message is not None
    assert set(labels(listed.message)) == {"Show", "Next"}
    stage.taps(AILSA, listed.message, "Next")
    assert "As it stood on" in listed.message.readable
    stage.taps(AILSA, listed.message, "Back")
    stage.taps(AILSA, listed.message, "Show", near="CPP-02")
    seen = stage.last_seen(AILSA)
    assert "As it stood on" in seen.readable
    assert "🟠 At risk" in seen.readable
    assert "all four are in" not in seen.readable
    assert "CPP-02" in stage.told(AILSA, "list amber as at 2 November 2026")
    assert "CPP-02" not in stage.told(AILSA, "list amber")


def test_the_board_and_its_digest_as_they_stood_are_for_whoever_they_were_for(stage: Stage) -> None:
    stage.later(days=2)
    chair = stage.told(CHAIR, "board as at 3 November 2026")
    assert "As it stood on Tuesday 3 November 2026 (end of day)" in chair
    assert "The digest as it would have read" in chair
    assert "The digest" not in stage.told("Eilidh Strang", "board as at 3 November 2026")


def test_what_cannot_be_shown_is_said_kindly(stage: Stage) -> None:
    assert "This register began on Monday 2 November 2026" in stage.told(
        AILSA, "show POV-03 as at 1 June 2026"
    )
    assert "is still to come" in stage.told(AILSA, "list as at 1 June 2027")
    assert "I can't read a day in “Shrovetide”" in stage.told(AILSA, "mine as at Shrovetide")
    assert "History of Anti-Poverty Taskforce" in stage.told(AILSA, "history taskforce")
    assert "Whose history?" in stage.told(AILSA, "history of nothing at all")
    assert "Which plan? Add its name" in stage.told(AILSA, "history plan")
    assert "Which log entry? Add its name" in stage.told(AILSA, "history of the Board action log")
    assert "did you mean" in stage.told(AILSA, "history POV-93").casefold()
    assert "History of Anti-Poverty Taskforce" in stage.told(AILSA, "history group Anti-Poverty Taskforce")
    who = stage.told(AILSA, "who as at 2 November 2026")
    assert "As it stood on" in who


def test_a_history_is_told_up_to_a_day_and_that_of_people_plans_and_groups_too(stage: Stage) -> None:
    stage.later(days=1)
    stage.told(AILSA, "update POV-03 amber waiting on funding")
    for asked in ("as at", "until"):
        then = stage.told(AILSA, f"history POV-03 {asked} 2 November 2026")
        assert "up to Monday 2 November 2026" in then
        assert "waiting on funding" not in then
    assert "waiting on funding" in stage.told(AILSA, "history POV-03 as at 3 Nov 2026")
    assert "Nothing is recorded of it by then" in stage.told(AILSA, "history POV-03 as at 1 March")
    for name in ("contact Ailsa Reid", "Ailsa Reid", "plan 2025-2035", "group Anti-Poverty Taskforce"):
        assert "Put in the register" in stage.told(AILSA, f"history {name}")
    for listed in ("list POV-03", "list actions POV-03"):
        assert "Cash First referral route" in stage.told(AILSA, listed)
        assert "Coordinating officer" in stage.told(AILSA, listed)


def test_show_has_a_button_for_the_history_and_its_pages_turn(stage: Stage) -> None:
    for number in range(10):
        stage.told(AILSA, f"update POV-03 step {number} is done")
        stage.later(minutes=20)
    shown = stage.types(AILSA, "show POV-03")
    assert shown.message is not None
    stage.taps(AILSA, shown.message, "History")
    history = stage.last_seen(AILSA)
    assert "step 9" in history.readable
    assert "step 0" not in history.readable
    stage.taps(AILSA, history, "Next")
    assert "step 0" in stage.last_seen(AILSA).readable
