"""How a person likes to be asked: the form, the reading of it, and what is kept in words. Pure."""

from collections.abc import Sequence
from typing import Any

from bot.rules.date_reading import WEEKDAYS
from bot.rules.preferences import LEAST_HOURS, Preferences, leaves_enough, quiet_hours
from bot.rules.ways import WORKING_HOURS, Ways
from bot.views import verbs
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.form_fields import choice_of, form, input_block, picked
from bot.views.forms import FormMemory

PREFERENCES_FORM = "preferences_form"

AS_USUAL = "usual"
WEEKLY, WHEN_DUE = "weekly", "due"
_REQUIRED = (
    "Milestones, papers closing and what nobody else has answered still come, whatever you choose here. "
    "Times are in your own time zone."
)


def preferences_form(now: Preferences, ways: Ways, memory: FormMemory) -> Block:
    """Day and hour, quiet hours, and whether weekly or only when something is due."""
    often = {WEEKLY: "Weekly, where something needs a word", WHEN_DUE: "Only when something is due"}
    return form(
        PREFERENCES_FORM,
        "How I ask you",
        memory,
        [
            input_block("often", "How often?", choice_of(often, WHEN_DUE if now.only_when_due else WEEKLY)),
            input_block("day", "On which day?", choice_of(_days(ways), _kept(now.nudge_day))),
            input_block("hour", "At what time?", choice_of(_hours(ways), _kept(now.nudge_hour))),
            input_block("quiet_from", "Quiet from", _quiet(now.quiet_from), optional=True),
            input_block("quiet_to", "Quiet until", _quiet(now.quiet_to), optional=True),
            context(_REQUIRED),
        ],
    )


def read_preferences_form(values: dict[str, Any]) -> Preferences:
    """What was chosen; what is as usual is the partnership's to say."""
    return Preferences(
        nudge_day=_number(picked(values, "day")),
        nudge_hour=_number(picked(values, "hour")),
        quiet_from=_number(picked(values, "quiet_from")),
        quiet_to=_number(picked(values, "quiet_to")),
        only_when_due=picked(values, "often") == WHEN_DUE,
    )


def preferences_errors(wished: Preferences) -> dict[str, str]:
    """What cannot be kept, by field; empty where it can."""
    if (wished.quiet_from is None) != (wished.quiet_to is None):
        return {"quiet_to": "Quiet hours have a beginning and an end; leave both empty for none."}
    if not leaves_enough(wished.quiet_from, wished.quiet_to):
        first, last = WORKING_HOURS
        return {"quiet_to": f"Please leave me at least {LEAST_HOURS} hours between {first}:00 and {last}:00."}
    if wished.nudge_hour in quiet_hours(wished.quiet_from, wished.quiet_to):
        return {"hour": "That hour is among your quiet ones. Choose another, or other quiet hours."}
    return {}


def preferences_kept(kept: Preferences, ways: Ways) -> Block:
    """What is kept, in words."""
    lines = [f"✅ {_when(kept, ways)}", *_early_words(kept, ways), *_quiet_words(kept), _REQUIRED]
    return message(lines[0], [section("\n".join(lines))])


def preferences_offer(kept: Preferences, ways: Ways) -> Block:
    """What is kept and a button to change it, where no form can be opened at once."""
    text = "\n".join([_when(kept, ways), *_early_words(kept, ways), *_quiet_words(kept)])
    change = button("Change", verbs.PREFERENCES, verbs.value(v=1))
    return message(_when(kept, ways), [section(text), actions("preferences", [change])])


def _when(kept: Preferences, ways: Ways) -> str:
    day = WEEKDAYS[kept.nudge_day if kept.nudge_day is not None else ways.partnership.nudge_day]
    hour = kept.nudge_hour if kept.nudge_hour is not None else ways.partnership.nudge_hour
    often = "only when something is due" if kept.only_when_due else "weekly, where something needs a word"
    return f"I write to you {often}, on a {day} at {hour}:00."


def _early_words(kept: Preferences, ways: Ways) -> list[str]:
    """What an hour before the partnership's own cannot do: what there is to say is only known at that one."""
    usual = ways.partnership.nudge_hour
    if kept.nudge_hour is None or kept.nudge_hour >= usual:
        return []
    return [f"Everybody's questions are put together at {usual}:00, so some of yours may come then."]


def _quiet_words(kept: Preferences) -> list[str]:
    if kept.quiet_from is None or kept.quiet_to is None:
        return []
    return [f"Never between {kept.quiet_from}:00 and {kept.quiet_to}:00."]


def _days(ways: Ways) -> dict[str, str]:
    usual = f"As the partnership does: {WEEKDAYS[ways.partnership.nudge_day]}"
    return {AS_USUAL: usual} | {str(number): WEEKDAYS[number] for number in range(5)}


def _hours(ways: Ways) -> dict[str, str]:
    """Every working hour: one before the partnership's own is kept on every day but the one it is decided on."""
    usual = f"As the partnership does: {ways.partnership.nudge_hour}:00"
    return {AS_USUAL: usual} | _clock(range(*WORKING_HOURS))


def _quiet(kept: int | None) -> Block:
    return choice_of(_clock(range(24)), str(kept) if kept is not None else None)


def _clock(hours: Sequence[int]) -> dict[str, str]:
    return {str(hour): f"{hour}:00" for hour in hours}


def _kept(number: int | None) -> str:
    return AS_USUAL if number is None else str(number)


def _number(chosen: str | None) -> int | None:
    return int(chosen) if chosen is not None and chosen.isdecimal() else None
