"""A screen of another day: it says of which, and nothing on it can be changed."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.practice import message_faults
from bot.views import verbs
from bot.views.as_it_stood import as_it_stood, no_such_day, not_begun, still_to_come, too_large
from bot.views.blocks import Block, actions, button, message, overflow, section

DAY = date(2026, 6, 1)
END = datetime(2026, 6, 1, 22, 59, 59, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def _stood(*blocks: Block, day: date = DAY, today: date = date(2026, 11, 2)) -> Block:
    return as_it_stood(message("POV-03", blocks), day, END, LONDON, today)


def test_it_says_which_day_it_is_of_to_eye_and_ear() -> None:
    screen = _stood(section("An action"))
    assert screen["blocks"][0]["text"]["text"] == "*As it stood on Monday 1 June 2026 (end of day)*"
    assert screen["text"] == "As it stood on Monday 1 June 2026 (end of day): POV-03"
    assert screen["blocks"][-1] == section("An action")


def test_a_day_that_is_not_over_is_shown_as_of_the_hour() -> None:
    screen = _stood(section("An action"), today=DAY)
    assert "As it stood on Monday 1 June 2026, 23:59" in screen["blocks"][0]["text"]["text"]


def test_buttons_that_act_are_gone_and_those_that_show_keep_to_the_day() -> None:
    show = button("Show", verbs.SHOW, verbs.value(code="POV-03"))
    act = button("Take it on", verbs.TAKE_ON, verbs.value(code="POV-03"))
    following = button("Next", f"{verbs.PAGE}:next", verbs.value(list="list", page=2))
    more = overflow(verbs.MORE, [("Away", "x")])
    screen = _stood(
        section("One", show), section("Two", act), actions("a", [act, more]), actions("b", [following, act])
    )
    one, two, turning = screen["blocks"][3:]
    assert verbs.read(one["accessory"]["value"]) == {"code": "POV-03", "as_at": "2026-06-01"}
    assert "accessory" not in two
    assert [each["text"]["text"] for each in turning["elements"]] == ["Next"]
    assert verbs.read(turning["elements"][0]["value"])["as_at"] == "2026-06-01"


def test_a_screen_of_as_many_blocks_as_slack_takes_is_still_taken() -> None:
    assert not list(message_faults(_stood(*(section(str(number)) for number in range(50)))))


def test_a_day_that_cannot_be_shown_is_answered_with_what_can() -> None:
    assert "`/loip list as at 1 June 2026`" in str(no_such_day("<Shrovetide>", "list")["blocks"])
    assert "&lt;Shrovetide&gt;" in str(no_such_day("<Shrovetide>", "list")["blocks"])
    assert "up to today" in str(still_to_come(date(2027, 6, 1))["blocks"])
    assert "holds 600,000 updates" in str(too_large(600_000)["blocks"])
    assert "began on Monday 2 November 2026" in str(not_begun(DAY, date(2026, 11, 2))["blocks"])
