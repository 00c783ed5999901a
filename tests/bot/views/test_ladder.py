"""The words of the ladder and of leave: who is next, what others were asked, how a question stands."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.practice.limits import message_faults
from bot.rules.ladder import (
    ANSWERED,
    ASKED,
    CHAIR,
    DEPUTY,
    ESCALATED,
    LEAD,
    NOT_ASKED,
    RUN_OUT,
    SUPPORT,
    WAITING,
    Escalation,
    QuestionStanding,
)
from bot.rules.letter import Call, Covering, Entry, Handed, Letter, Overview, Sight, Turned, Upcoming
from bot.rules.nudging import OFF_TRACK
from bot.rules.status import DEFAULT_KEY
from bot.views.ladder import closing_line, covering_words, standing_words, turned_words
from bot.views.letter import letter
from tests.bot.rules.glances import TODAY, action, milestone

MONDAY = date(2026, 11, 23)
RORY = Upcoming(MONDAY, DEPUTY, "Rory", ("POV-03",), is_own_deputy=True)
CASH_FIRST = action(1, "POV-03", "Cash First")
TURNED = Turned(CASH_FIRST, DEPUTY, "Health Improvement Manager, NHS Inverlath", TODAY)


def test_the_readers_own_deputy_is_named_and_others_by_their_post() -> None:
    assert closing_line([RORY], TODAY) == "If it's quiet until Mon 23 Nov I'll also ask Rory, your deputy."
    lead = Upcoming(MONDAY, LEAD, "Head of Health, NHS Inverlath", ("POV-03",), "Anti-Poverty Taskforce")
    said = "I'll also ask the lead officer of the Anti-Poverty Taskforce (Head of Health, NHS Inverlath)."
    assert closing_line([lead], TODAY).endswith(said)
    assert closing_line([replace(lead, group="")], TODAY).endswith(
        "the lead officer (Head of Health, NHS Inverlath)."
    )
    cover = replace(RORY, who="Head of Health", is_own_deputy=False)
    assert closing_line([cover], TODAY).endswith("I'll also ask the deputy (Head of Health).")


def test_several_who_are_next_are_all_named_with_their_actions() -> None:
    support = Upcoming(MONDAY, SUPPORT, "Support Officer", ("HWB-01", "HWB-02"))
    digest = Upcoming(MONDAY, CHAIR, "", ("EMP-01",))
    assert closing_line([RORY, support, digest], TODAY) == (
        "If POV-03 stays quiet until Mon 23 Nov I'll also ask Rory, your deputy. "
        "If HWB-01 and HWB-02 stay quiet until Mon 23 Nov I'll also ask the support officer (Support Officer). "
        "If EMP-01 stays quiet until Mon 23 Nov I'll add a line to the chair's next digest."
    )


def test_where_a_milestone_has_passed_whoever_is_asked_next_is_asked_after_that() -> None:
    passed = milestone(31, 1, date(2026, 11, 13))
    turned = replace(TURNED, heard_on=TODAY, passed=(passed,))
    assert turned_words(turned, TODAY).endswith("was asked about it on Mon 16 Nov.")
    said = Letter("k", "Rory Adair", TODAY, 9, DEFAULT_KEY, turned=(turned,))
    text, buttons = letter(said)["blocks"][1:3]
    assert text["text"]["text"].endswith("was due Fri 13 Nov. Did it happen?")
    assert [each["text"]["text"] for each in buttons["elements"][:3]] == ["Yes, met", "New date", "Update"]


def test_what_others_were_asked_about_has_the_status_the_last_words_and_the_menu() -> None:
    coming = milestone(33, 1, date(2026, 12, 18))
    told = CASH_FIRST._replace(words="Draft out.")
    deputys = replace(TURNED, action=told, heard_on=date(2026, 10, 12), unmet=(coming,))
    menus = {}
    for rung in (DEPUTY, LEAD, SUPPORT):
        said = Letter("k", "Rory Adair", TODAY, 9, DEFAULT_KEY, turned=(replace(deputys, rung=rung),))
        text, row = letter(said)["blocks"][1:3]
        menus[rung] = [option["text"]["text"] for option in row["elements"][3]["options"]]
    assert text["text"]["text"].splitlines()[2] == '🟢 On track · 12 Oct: "Draft out."'
    asked = ["Milestone met", "New date…", "Snooze until…", "Tell me more"]
    assert menus == {DEPUTY: asked, SUPPORT: asked, LEAD: [each for each in asked if "Snooze" not in each]}


def test_whoever_is_asked_next_reads_who_was_asked_and_when() -> None:
    whose = "The Health Improvement Manager, NHS Inverlath, was asked about it on Mon 16 Nov"
    assert turned_words(TURNED, TODAY) == f"{whose}. Can you say a word?"
    to_call = replace(TURNED, rung=SUPPORT, heard_on=date(2026, 10, 12), reach="01632 960100 · a@b.org")
    assert turned_words(to_call, TODAY) == f"{whose}. A call may help · 01632 960100 · a@b.org"


def test_whoever_covers_reads_for_whom_and_until_when() -> None:
    away = Covering("Health Improvement Manager", TODAY, None, ("POV-03", "HWB-02"))
    assert "is away from Mon 16 Nov until further notice. You may be asked about POV-03 and HWB-02." in (
        covering_words(away, TODAY)
    )
    assert "is away on Mon 16 Nov. Nothing waits there now." in (
        covering_words(replace(away, last=TODAY, codes=()), TODAY)
    )


def test_a_question_is_shown_as_it_stands() -> None:
    def shown(state: str, **fields: Any) -> list[str]:
        return list(standing_words(QuestionStanding(state, **fields), MONDAY))

    asked = {"asked_on": TODAY, "next_rung": CHAIR, "next_on": MONDAY}
    assert shown(NOT_ASKED) == []
    assert shown(WAITING, until=MONDAY) == ["Nobody is asked about it until Mon 23 Nov"]
    assert shown(ANSWERED, asked_on=TODAY, answered_on=MONDAY) == [
        "Asked about on Mon 16 Nov, answered on Mon 23 Nov"
    ]
    assert shown(ASKED, **asked) == [
        "Asked about on Mon 16 Nov, not answered yet",
        "Next: the chair's digest, on Mon 23 Nov, unless there is a word before",
    ]
    escalated = (Escalation(DEPUTY, "Officer <1>", MONDAY),)
    assert shown(ESCALATED, asked_on=TODAY, escalated=escalated)[1] == (
        "Also asked: the deputy (Officer &lt;1&gt;) on Mon 23 Nov"
    )
    assert shown(RUN_OUT, asked_on=TODAY)[-1] == "Everybody was asked: the chair's next digest has a line"


def test_a_letter_with_everything_in_it_is_one_slack_takes() -> None:
    hostile, days = "<!channel>&*_" * 40, [date(2026, 11, 1 + number) for number in range(12)]
    actions = [action(number, f"POV-{number:02d}", hostile) for number in range(1, 21)]
    said = Letter(
        key="day 2026-11-16 contact 1",
        name=hostile,
        today=TODAY,
        hour=9,
        status_key=DEFAULT_KEY,
        entries=(
            *(Entry(each) for each in actions),
            *(
                Entry(each, milestones=(milestone(each.id, 1, days[0]),), needs_word=False)
                for each in actions
            ),
        ),
        overviews=tuple(
            Overview(hostile, hostile, (Sight(actions[0], (OFF_TRACK,), None, (), (), hostile),) * 4)
            for _ in range(5)
        ),
        handed=tuple(Handed(each, hostile, hostile) for each in actions[:5]),
        calls=tuple(Call(hostile, hostile, hostile, hostile, (Entry(each),)) for each in actions[:16]),
        counted=True,
        fine=5,
        turned=tuple(replace(TURNED, action=each, whose=hostile) for each in actions[6:12]),
        upcoming=tuple(Upcoming(day, LEAD, hostile, (hostile,) * 9, hostile) for day in days),
        covering=(Covering(hostile, TODAY, None, (hostile,) * 9),) * 4,
    )
    shown = letter(said)
    assert not message_faults(shown)
    assert len(shown["blocks"]) <= 50
    assert "closing" in [block.get("block_id") for block in shown["blocks"]], "nothing was cut off"
