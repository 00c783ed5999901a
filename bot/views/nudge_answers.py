"""What came of a nudge's buttons where it is no update: snoozed, handed on, or somebody else was first. Pure.

What may live here: those outcomes in words, the refusals among them.
"""

from datetime import date, datetime

from bot.rules.dates import date_in_words
from bot.rules.outcomes import (
    AnsweredFirst,
    Finished,
    HandedOn,
    Lifted,
    MilestoneChanged,
    NotHandedOn,
    NotSnoozed,
    Snoozed,
)
from bot.rules.posts import in_post
from bot.rules.snoozing import CLOSED, LIMIT, PAPERS
from bot.rules.ways import Ways
from bot.views.blocks import Block, message, section
from bot.views.escape import inline, mrkdwn
from bot.views.moments import moment_in_words
from bot.views.refusals import handed_back
from bot.views.update_answer import who_may_words
from storage.records.glance import ActionGlance

_WHY = {
    PAPERS: "The Board's papers close then, so it can't be later.",
    LIMIT: "That is as long as a question can wait here.",
    CLOSED: "Nobody works on the day itself.",
}


def snoozed(outcome: Snoozed, today: date) -> Block:
    """The question comes back on a day."""
    day = date_in_words(outcome.until, today)
    why = f" {_WHY[outcome.why]}" if outcome.why in _WHY else ""
    return _told(
        f"💤 {_titled(outcome.action)}\nI'll ask you again on {day}.{why} It doesn't count as an answer."
    )


def lifted(outcome: Lifted) -> Block:
    """The question stands again."""
    return _told(f"↩️ {_titled(outcome.action)}\nNot snoozed any more: I'll ask as usual.")


def not_snoozed(refused: NotSnoozed, today: date, closing: date | None = None) -> Block:
    """Why a question is not put off."""
    about = f"*{mrkdwn(refused.code)}* {mrkdwn(refused.title)}".strip()
    if refused.why == "not_yours" and refused.who_may:
        return _told(
            f"{about} is in others' hands, so it isn't yours to snooze: {who_may_words(refused.who_may)}."
        )
    if refused.why == "settled":
        return _told(f"Nobody is asked about {about} as it stands, so there is nothing to snooze.")
    if refused.why == "moved_on":
        return _told(f"{about} isn't snoozed any more.")
    if refused.why == "too_soon":
        when = f" close {date_in_words(closing, today)}" if closing else " close very soon"
        return _told(
            f"{about} can't wait: the Board's papers{when}. A word is plenty: `/loip update {refused.code} …`"
        )
    return _told(f"There is no action {mrkdwn(refused.code)} any more.")


def handed_on(outcome: HandedOn) -> Block:
    """Whose it is now."""
    if outcome.to is None:
        return _told(
            f"👋 {_titled(outcome.action)}\nIt is in the unowned queue now. The support officer sees it there."
        )
    return _told(
        f"👋 {_titled(outcome.action)}\nHanded on to {mrkdwn(in_post(outcome.to))}. Thank you for looking after it."
    )


def not_handed_on(refused: NotHandedOn) -> Block:
    """Why an action stays where it is."""
    about = f"*{mrkdwn(refused.code)}* {mrkdwn(refused.title)}".strip()
    if refused.why == "not_yours" and refused.who_may:
        return _told(
            f"{about} is in others' hands, so it isn't yours to hand on: {who_may_words(refused.who_may)}."
        )
    if refused.why == "settled":
        return _told(f"{about} is finished, so it stays with whoever brought it there.")
    if refused.why == "no_contact":
        return _told(f"{about} stays with you: that colleague isn't among the contacts of the body any more.")
    return _told(f"There is no action {mrkdwn(refused.code)} any more.")


def answered_first(first: AnsweredFirst, ways: Ways, now: datetime, raw: str = "") -> Block:
    """Who was first, with what and when; nothing more was recorded, and what was typed (`raw`) is handed back."""
    what = ways.key.label(first.status) if first.status else "no change" if first.kind == "no_change" else ""
    words = inline(first.words, 200) if first.words.strip() else ""
    said = ": ".join(part for part in (mrkdwn(what), words) if part)
    when = moment_in_words(first.at, ways.zone, now)
    return _told(
        f"*{mrkdwn(first.code)}* {mrkdwn(first.title)}\n{mrkdwn(first.by)} was first, {when}"
        + (f": {said}." if said else ".")
        + f"\nNothing more was recorded. To add to it: `/loip update {first.code} …`",
        raw,
    )


def finished(refused: Finished, ways: Ways, raw: str = "") -> Block:
    """An action that nobody is asked about any more; what was typed (`raw`) is handed back."""
    code = mrkdwn(refused.code)
    return _told(
        f"*{code}* {mrkdwn(refused.title)}\nIt is {mrkdwn(ways.key.label(refused.status))} now, so there was nothing "
        f"left to answer and nothing was recorded. If that is wrong: `/loip update {code} …`",
        raw,
    )


def met_first(changed: MilestoneChanged, ways: Ways, now: datetime) -> Block:
    """Who called a milestone met before."""
    when = moment_in_words(changed.first_at, ways.zone, now) if changed.first_at else "before"
    return _told(
        f"*{mrkdwn(changed.code)}* {mrkdwn(changed.title)}\n{mrkdwn(changed.first_by or 'Somebody')} was first, "
        f"{when}: {inline(changed.milestone.title, 120)} is met. Nothing more was recorded."
    )


def no_milestone(action: ActionGlance) -> Block:
    """Nothing is left to be met or moved."""
    return _told(f"{_titled(action)}\nEvery milestone of it is met, so there is none to choose.")


def _titled(action: ActionGlance) -> str:
    return f"*{mrkdwn(action.code)}* {mrkdwn(action.title)}"


def _told(text: str, raw: str = "") -> Block:
    return message(text.replace("*", "").splitlines()[0], [section(text), *handed_back(raw)])
