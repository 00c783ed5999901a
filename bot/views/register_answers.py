"""What a support officer or an officer sees after changing the register: assigned, milestone changed, contact added.

What may live here: views of those outcomes. Pure.
"""

from collections.abc import Sequence
from datetime import date, datetime

from bot.rules.date_shown import unread_note
from bot.rules.dates import NO_DATE, Due, date_in_words, due_in_words
from bot.rules.outcomes import (
    Added,
    Assigned,
    Confirmed,
    GivenBack,
    MilestoneChanged,
    MilestoneRefused,
    NotConfirmed,
    NotGivenBack,
    NotTakenOn,
    Raised,
    Recorded,
    TakenOn,
)
from bot.rules.posts import in_post
from bot.rules.ways import Ways
from bot.rules.whose import whose_in_words
from bot.views import verbs
from bot.views.blocks import Block, actions, button, clip, context, message, section
from bot.views.escape import inline, mrkdwn
from bot.views.moments import moment_in_words
from bot.views.refusals import no_such_milestone, not_yours_to_change, unknown_code
from bot.views.refused import refused as said_no
from bot.views.update_answer import status_label
from storage.records.glance import MilestoneGlance


def assigned(outcome: Assigned) -> Block:
    """An action has its officer."""
    action, officer = outcome.action, mrkdwn(in_post(outcome.officer))
    if outcome.same:
        return _told(f"{action.code} is already with {officer}.")
    before = f" (before: {mrkdwn(outcome.before)})" if outcome.before else ""
    return _told(f"✅ *{action.code}* {mrkdwn(action.title)}\nNow with {officer}{before}.")


def taken_on(outcome: TakenOn, asked: str) -> Block:
    """An action is the reader's own now; for ten minutes it can be given back. `asked` is the asking's key."""
    action = outcome.action
    about = f"*{mrkdwn(action.code)}* {mrkdwn(clip(action.title, 200))}"
    if outcome.same:
        return _told(f"{about}\nThis is yours already.")
    value = verbs.value(code=action.code, asked=asked)
    buttons = [button("Update", verbs.UPDATE, value), button("Undo", verbs.GIVE_BACK, value)]
    text = (
        f"✅ {about}\nThank you. It is with you now, {mrkdwn(in_post(outcome.officer))}: you speak for it, and I ask "
        "you about it. The support officer hears of it."
    )
    return message(f"{action.code} is with you now", [section(text), actions("taken", buttons)])


def not_taken_on(refused: NotTakenOn, ways: Ways, now: datetime, support: str | None) -> Block:
    """Why an action was not taken on; of one that somebody has, who was first and when."""
    code = f"*{mrkdwn(refused.code)}*"
    if refused.why == "no_action":
        return unknown_code(refused.code, (), "")
    if refused.why == "settled":
        to_do = f"If it isn't finished after all, an update says so: `/loip update {mrkdwn(refused.code)} …`"
        return said_no(f"{code} is finished, so there is nothing to take on.", to_do)
    if refused.why == "taken":
        since = f", since {moment_in_words(refused.at, ways.zone, now)}" if refused.at else ""
        return said_no(
            f"{code} is with {mrkdwn(refused.by or 'somebody')}{since}. Nothing was changed.",
            f"A word with them will do, if it should be yours. `/loip show {mrkdwn(refused.code)}` has it all.",
        )
    who = mrkdwn((refused.who_may and refused.who_may.anybody_of) or "the body or group that leads it")
    return said_no(
        f"{code} can be taken on by a contact of {who}. Nothing was changed.",
        f"{mrkdwn(support) if support else 'The support officer'} can give it to anybody.",
    )


def given_back(outcome: GivenBack) -> Block:
    """It was not taken on after all."""
    code = f"*{mrkdwn(outcome.action.code)}*"
    return _told(f"↩ {code} waits for somebody to take it on, as before. The history keeps both.")


def not_given_back(refused: NotGivenBack) -> Block:
    """Why it stays."""
    if refused.why == "late":
        return said_no(
            f"{refused.code} is with you for more than ten minutes, so it stays.",
            "To hand it on, choose *Not mine…* beside it: `/loip mine`.",
        )
    return said_no(
        f"{refused.code} isn't with you any more, so there is nothing to undo.",
        f"`/loip show {refused.code}` has who speaks for it now.",
    )


def answers_recorded(recorded: Sequence[Recorded], ways: Ways, today: date) -> Block:
    """What somebody who is not on Slack said of their actions, as it is kept."""
    first = recorded[0].update
    whose = mrkdwn(whose_in_words(first.whose, first.route, first.said_on, today))
    lines = [f"✅ Saved in the words of {whose}. You are named as whoever wrote it down."]
    for each in recorded:
        action = each.action
        label = mrkdwn(status_label(ways, action.status, action.confirmed_by_id is not None))
        words = f": {inline(each.update.words, 300)}" if each.update.words.strip() else ""
        lines.append(f"*{mrkdwn(action.code)}* {label}{words}")
    return message("Saved", [section(clip("\n".join(lines), 2900))])


def nothing_to_ask() -> Block:
    """Somebody was answered for meanwhile."""
    return said_no(
        "There is nothing to ask of them any more: it was answered meanwhile.",
        'What they say all the same goes in with `/loip for "post" code status words`.',
    )


def handed_over(leaver: str, to: str, number: int) -> Block:
    """What went from somebody who has left to whoever follows them."""
    things = "1 thing is" if number == 1 else f"{number} things are"
    said = (
        f"{mrkdwn(things)} handed over from {mrkdwn(leaver)} to {mrkdwn(to)}."
        if number
        else (f"There was nothing to hand over from {mrkdwn(leaver)}.")
    )
    return message(
        said,
        [
            section(said),
            context("Actions they coordinated are offered to whoever follows, to take on or not."),
        ],
    )


def settled_already() -> Block:
    """A message that came back was seen to before."""
    return said_no(
        "That has been seen to already, so nothing was changed.",
        "My Home tab has what is still to be seen to.",
    )


def welcomed(number: int) -> Block:
    """How many get a word of welcome."""
    if not number:
        return _told("Everybody has been welcomed, or heard from me already.")
    whom = "1 person gets" if number == 1 else f"{number} people get"
    return _told(
        f"{whom} a short welcome, at their own working hours, with whatever else that day has for them."
    )


def for_support_only(support: str | None, typed: str = "") -> Block:
    """Somebody who does not run the register; what they typed is handed back."""
    whom = f", which is {mrkdwn(support)}" if support else ""
    what = f"That is for whoever runs the register{whom}. Nothing was changed."
    return said_no(what, "A word with them will do it.", typed)


def added(outcome: Added) -> Block:
    """A contact is in the register, or was already."""
    who = mrkdwn(outcome.contact.name or in_post(outcome.contact))
    post = mrkdwn(in_post(outcome.contact))
    if outcome.already:
        return _told(
            f"{mrkdwn(outcome.contact.email or '')} is here already: {who}, {post}. Nothing was changed."
        )
    new = " That body is new in the register: check its spelling." if outcome.new_body else ""
    return _told(f"✅ Added {who}, {post}.{new}")


def milestone_changed(outcome: MilestoneChanged, today: date) -> Block:
    """A milestone is new, met, or has another date; the first date is never hidden."""
    milestone, about = outcome.milestone, f"*{outcome.code}* {mrkdwn(outcome.title)}"
    title = inline(milestone.title, 120)
    if milestone.met_on is not None:
        already = "had already been met" if outcome.same else "met"
        return _told(f"✅ {about}\n{title}: {already}, {date_in_words(milestone.met_on, today)}.")
    if outcome.before is None:
        return _told(f"✅ {about}\n{title} is added, {_due_or_not(milestone, today)}")
    if outcome.same:
        return _told(f"{about}\n{title} already has that date: {due_words(milestone, today)}.")
    was = due_words(outcome.before, today)
    return _told(
        f"✅ {about}\n{title}: now {due_words(milestone, today)}, was {was}. Both stay in the history."
    )


def _due_or_not(milestone: MilestoneGlance, today: date) -> str:
    due = due_words(milestone, today)
    if due != NO_DATE:
        return f"due {due}."
    note = unread_note(milestone.date_words, today)
    return f"with no date set. {mrkdwn(note)}" if note else "with no date set."


def milestone_refused(refused: MilestoneRefused, raw: str) -> Block:
    """Why a milestone was not changed."""
    if refused.why == "not_yours" and refused.who_may:
        return not_yours_to_change(refused.code, refused.who_may, raw)
    if refused.why == "no_action":
        return unknown_code(refused.code, (), raw)
    titles = "; ".join(inline(title) for title in refused.titles[:10])
    has = (
        f"Its milestones are: {titles}. Say a little more of the title."
        if titles
        else "It has no milestones yet: the support officer can add one."
    )
    return no_such_milestone(refused.code, has, raw)


def raised(outcome: Raised) -> Block:
    """An ask of the Board is raised, or a barrier noted."""
    about = f"*{outcome.action.code}* {mrkdwn(outcome.action.title)}"
    if outcome.kind is None:
        return _told(f"📝 {about}\nNoted as standing in the way. Nothing is asked of the Board.")
    already = "was already raised" if outcome.already else "is raised"
    return _told(
        f"✅ {about}\nYour ask {already}: {inline(outcome.words, 300)}\n"
        "The Executive Officer Group sees it first."
    )


def confirmed(outcome: Confirmed, ways: Ways) -> Block:
    """A completion is confirmed."""
    action = outcome.action
    label = status_label(ways, action.status, confirmed=True)
    return _told(f"✅ *{action.code}* {mrkdwn(action.title)}\n{label}, confirmed. Thank you.")


def not_confirmed(refused: NotConfirmed) -> Block:
    """Why a completion was not confirmed."""
    if refused.why == "not_complete":
        return said_no(
            f"{refused.code} isn't recorded as complete now, so there is nothing to confirm.",
            f"`/loip show {refused.code}` has how it stands.",
        )
    return said_no(
        f"It takes a second person to confirm {refused.code}, so nothing was changed.",
        "Somebody who leads it can, not who reported it.",
    )


def due_words(milestone: MilestoneGlance, today: date) -> str:
    """When a milestone is due, in words, escaped."""
    due = Due(milestone.earliest, milestone.latest, milestone.precision, milestone.date_words or "")
    return mrkdwn(due_in_words(due, today))


def _told(text: str) -> Block:
    return message(text.replace("*", "").splitlines()[0], [section(text)])
