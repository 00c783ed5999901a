"""The buttons and the menu of a nudge: recorded at once, or a short form; and who was first, where somebody was.

What may live here: what each of those taps does. The forms are saved in `commands.nudge_forms`.
"""

from dataclasses import replace
from datetime import date

from bot.rules.outcomes import (
    AnsweredFirst,
    FormFacts,
    HandingFacts,
    HandingNotUndone,
    Lifted,
    MilestoneChanged,
    NotYours,
    Recorded,
    SnoozeFacts,
)
from bot.services.change_milestone import Meeting, change_milestone
from bot.services.find_message import find_letter
from bot.services.hand_on import read_handing_facts
from bot.services.read_form_facts import read_form_facts
from bot.services.read_standing import wants_a_sentence
from bot.services.record_update import Saying, record_update, who_was_first
from bot.services.snooze_action import lift_snooze, read_snooze_facts
from bot.services.undo_handing import undo_handing
from bot.views import (
    forms,
    nudge_answers,
    nudge_forms,
    refusals,
    register_answers,
    thread_answers,
    update_answer,
    verbs,
)
from bot.views.blocks import Block
from bot.views.forms import NewDate
from bot.views.update_buttons import shown_at
from commands import mine
from commands.requests import Mine
from commands.tapped import Tap
from commands.update import outcome_view, who
from storage.records.glance import MilestoneGlance


def facts_of(tap: Tap) -> FormFacts | None:
    """What a form needs, or None once the person was told why there is none."""
    facts = read_form_facts(tap.asked.database, tap.asked.person, tap.code, tap.asked.at)
    if isinstance(facts, FormFacts):
        return facts
    tap.say(refusals.not_yours(facts, "") if isinstance(facts, NotYours) else refusals.too_old())
    return None


# -- what records at once


def no_change(tap: Tap) -> None:
    """Record it; the third time running, ask for one sentence with it. Who was first is told, and kept."""
    asked = tap.asked
    shown = shown_at(tap.asking)
    saying = Saying(
        tap.code, tap.key, kind="no_change", way="button", asked=tap.asking or None, shown_at=shown
    )
    if wants_a_sentence(asked.database, asked.person, tap.code):
        first = who_was_first(asked.database, asked.person, saying)
        return _tell_who(tap, first) if first is not None else _ask_for_a_sentence(tap)

    def view(recorded: Recorded) -> Block:
        return update_answer.answer(recorded, asked.ways, asked.at, who(asked.person))

    outcome = record_update(asked.database, asked.ways, asked.person, saying, asked.at, tap.showing(view))
    if isinstance(outcome, AnsweredFirst):
        return _tell_who(tap, outcome)
    return None if isinstance(outcome, Recorded) else tap.say(outcome_view(asked, outcome, ""))


def _tell_who(tap: Tap, first: AnsweredFirst) -> None:
    tap.show_again()
    tap.say(nudge_answers.answered_first(first, tap.asked.ways, tap.asked.at))


def _ask_for_a_sentence(tap: Tap) -> None:
    facts = facts_of(tap)
    if facts is not None:
        tap.open(nudge_forms.sentence_form(facts.action, tap.memory()))


def milestone_met(tap: Tap) -> None:
    """Record that the milestone is met; a form asks which, where several may be meant."""
    if tap.milestone_id or "m" in tap.fields:
        return _meet(tap)
    facts = facts_of(tap)
    unmet = _unmet(facts)
    if facts is None:
        return None
    if not unmet:
        return tap.say(nudge_answers.no_milestone(facts.action))
    return tap.open(nudge_forms.met_form(facts.action, unmet, tap.memory()))


def _meet(tap: Tap) -> None:
    asked = tap.asked
    outcome = change_milestone(
        asked.database,
        asked.person,
        tap.code,
        Meeting(tap.milestone_id, asked.today),
        tap.key,
        asked.at,
        tap.showing(lambda changed: register_answers.milestone_changed(changed, asked.today)),
    )
    if not isinstance(outcome, MilestoneChanged):
        return tap.say(register_answers.milestone_refused(outcome, ""))
    return tap.say(nudge_answers.met_first(outcome, asked.ways, asked.at)) if outcome.first_by else None


def lift(tap: Tap) -> None:
    """Take a snooze back."""
    asked = tap.asked
    shown = tap.showing(nudge_answers.lifted)
    outcome = lift_snooze(
        asked.database, asked.ways, asked.person, tap.code, tap.snooze_id, tap.key, asked.at, shown
    )
    if not isinstance(outcome, Lifted):
        tap.show_again()
        tap.say(nudge_answers.not_snoozed(outcome, asked.today))


def undo_handing_on(tap: Tap) -> None:
    """Give an action back to whoever had it before it was handed on."""
    asked = tap.asked
    shown = tap.showing(nudge_answers.handing_undone)
    outcome = undo_handing(asked.database, asked.person, tap.code, tap.handing_id, asked.at, shown)
    if isinstance(outcome, HandingNotUndone):
        tap.show_again()
        tap.say(nudge_answers.handing_not_undone(outcome, asked.ways, asked.at))


# -- what opens a form


def blocked(tap: Tap) -> None:
    """The short form of what stands in the way; where somebody has answered since, it says who was first."""
    facts = facts_of(tap)
    if facts is not None:
        memory = tap.memory(seen_at=tap.asked.at.isoformat())
        first, written = _first_said(tap), _words_said(tap)
        tap.open(nudge_forms.blocked_form(facts.action, memory, first=first, written=written))


def new_date(tap: Tap) -> None:
    """The form of a milestone's new date: of the one asked after, or of any that is not met."""
    facts = facts_of(tap)
    if facts is None:
        return None
    one = [each for each in facts.milestones if each.id == tap.milestone_id]
    among = one if "m" in tap.fields else _unmet(facts)
    if not among:
        return tap.say(refusals.too_old() if "m" in tap.fields else nudge_answers.no_milestone(facts.action))
    only = among[0].id if len(among) == 1 else None
    memory = tap.memory(milestone_id=only, seen_at=tap.asked.at.isoformat())
    offered = [forms.milestone_named(each, tap.asked.today) for each in among]
    return tap.open(forms.new_date_form(memory, offered, _date_said(tap), first=_first_said(tap)))


def _date_said(tap: Tap) -> NewDate | None:
    """The day and the reason where a sentence said them; None where the button carries neither."""
    said = NewDate(_day_said(tap), _words_said(tap))
    return said if said != NewDate() else None


def _day_said(tap: Tap) -> date | None:
    day = tap.fields.get("d")
    try:
        return date.fromisoformat(day) if isinstance(day, str) else None
    except ValueError:
        return None


def _words_said(tap: Tap) -> str:
    return str(tap.fields.get("w") or "")


def snooze(tap: Tap) -> None:
    """Until when the question is put off."""
    asked = tap.asked
    facts = read_snooze_facts(asked.database, asked.ways, asked.person, tap.code, asked.at)
    if isinstance(facts, SnoozeFacts):
        return tap.open(nudge_forms.snooze_form(facts, asked.today, tap.memory(), _day_said(tap)))
    return tap.say(nudge_answers.not_snoozed(facts, asked.today))


def not_mine(tap: Tap) -> None:
    """Whose it is instead; below a letter of several, which of them first."""
    if not tap.code:
        return _which_is_not_mine(tap)
    facts = read_handing_facts(tap.asked.database, tap.asked.person, tap.code, tap.asked.at)
    if isinstance(facts, HandingFacts):
        officer_id = facts.officer.id if facts.officer is not None else None
        return tap.open(nudge_forms.not_mine_form(facts, tap.memory(officer_id=officer_id)))
    tap.show_again()
    return tap.say(nudge_answers.not_handed_on(facts, tap.asked.ways, tap.asked.at))


def _which_is_not_mine(tap: Tap) -> None:
    """What the letter still asks about, to be handed on by the short form."""
    asked, place = tap.asked, tap.place
    found = find_letter(asked.database, asked.partnership_id, place.channel or "", place.ts or "")
    open_still = (
        [each.action.code for each in found.own if each.action and each.answer is None] if found else []
    )
    if not open_still:
        return tap.say(refusals.too_old())
    if len(open_still) == 1:
        return not_mine(replace(tap, fields=tap.fields | {"code": open_still[0]}))
    values = [(code, verbs.value(code=code, asked=tap.asking)) for code in open_still[:_MOST]]
    return tap.say(thread_answers.hand_on(values))


_MOST = 5
"""Actions offered as buttons in a row."""

# -- what shows something


def show_mine(tap: Tap) -> None:
    """The reader's own actions, those that need a word and those that are fine."""
    answer = mine.answer(tap.asked, Mine())
    if answer is not None:
        tap.say(answer)


def _unmet(facts: FormFacts | None) -> list[MilestoneGlance]:
    return [each for each in facts.milestones if each.met_on is None] if facts else []


def _first_said(tap: Tap) -> str:
    """Who answered what is tapped before, in words; nothing where nobody did."""
    asked, shown = tap.asked, shown_at(tap.asking)
    saying = Saying(tap.code, tap.key, kind="no_change", asked=tap.asking or None, shown_at=shown)
    first = who_was_first(asked.database, asked.person, saying)
    return nudge_answers.first_in_words(first, asked.ways, asked.at) if first is not None else ""


TAPS = {
    verbs.NO_CHANGE: no_change,
    verbs.MET: milestone_met,
    verbs.NEW_DATE: new_date,
    verbs.BLOCKED: blocked,
    verbs.SNOOZE: snooze,
    verbs.LIFT_SNOOZE: lift,
    verbs.NOT_MINE: not_mine,
    verbs.UNDO_HANDING: undo_handing_on,
    verbs.SHOW_MINE: show_mine,
}
"""What each verb does."""

NEEDS: dict[str, tuple[str, ...]] = {
    verbs.LIFT_SNOOZE: ("code", "s"),
    verbs.UNDO_HANDING: ("code", "h"),
    verbs.SHOW_MINE: (),
    verbs.NOT_MINE: (),
}
"""What a verb's button has to carry; the others, the action's code."""
