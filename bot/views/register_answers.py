"""What a support officer or an officer sees after changing the register: assigned, milestone changed, contact added.

What may live here: views of those outcomes. Pure.
"""

from datetime import date

from bot.rules.dates import Due, date_in_words, due_in_words
from bot.rules.outcomes import (
    Added,
    Assigned,
    Confirmed,
    MilestoneChanged,
    MilestoneRefused,
    NotConfirmed,
    Raised,
)
from bot.rules.posts import in_post
from bot.rules.ways import Ways
from bot.views.blocks import Block, message, section
from bot.views.escape import inline, mrkdwn
from bot.views.refusals import no_such_milestone, not_yours_to_change, unknown_code
from bot.views.update_answer import status_label
from storage.records.glance import MilestoneGlance


def assigned(outcome: Assigned) -> Block:
    """An action has its officer."""
    action, officer = outcome.action, mrkdwn(in_post(outcome.officer))
    if outcome.same:
        return _told(f"{action.code} is already with {officer}.")
    before = f" (before: {mrkdwn(outcome.before)})" if outcome.before else ""
    return _told(f"✅ *{action.code}* {mrkdwn(action.title)}\nNow with {officer}{before}.")


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
        return _told(f"✅ {about}\n{title} is added, due {due_words(milestone, today)}.")
    if outcome.same:
        return _told(f"{about}\n{title} already has that date: {due_words(milestone, today)}.")
    was = due_words(outcome.before, today)
    return _told(
        f"✅ {about}\n{title}: now {due_words(milestone, today)}, was {was}. Both stay in the history."
    )


def milestone_refused(refused: MilestoneRefused, raw: str) -> Block:
    """Why a milestone was not changed."""
    if refused.why == "not_yours" and refused.who_may:
        return not_yours_to_change(refused.code, refused.who_may, raw)
    if refused.why == "no_action":
        return unknown_code(refused.code, (), raw)
    titles = "; ".join(inline(title) for title in refused.titles[:10])
    has = f"Its milestones are: {titles}." if titles else "It has no milestones yet."
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
        return _told(f"{refused.code} isn't recorded as complete now, so there is nothing to confirm.")
    return _told(
        f"It takes a second person to confirm {refused.code}: somebody who leads it, not who reported it."
    )


def due_words(milestone: MilestoneGlance, today: date) -> str:
    """When a milestone is due, in words, escaped."""
    due = Due(milestone.earliest, milestone.latest, milestone.precision, milestone.date_words or "")
    return mrkdwn(due_in_words(due, today))


def _told(text: str) -> Block:
    return message(text.replace("*", "").splitlines()[0], [section(text)])
