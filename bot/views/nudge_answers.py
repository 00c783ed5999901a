"""What came of a nudge's buttons where it is no update: snoozed, handed on, or somebody else was first. Pure.

What may live here: those outcomes in words, the refusals among them.
"""

from datetime import date, datetime

from bot.rules.dates import date_in_words
from bot.rules.outcomes import (
    AnsweredFirst,
    Finished,
    HandedOn,
    HandingNotUndone,
    HandingUndone,
    Lifted,
    MilestoneChanged,
    NotHandedOn,
    NotSnoozed,
    Snoozed,
)
from bot.rules.posts import in_post
from bot.rules.snoozing import CLOSED, LIMIT, PAPERS
from bot.rules.ways import Ways
from bot.views.blocks import Block, actions, message, section
from bot.views.escape import inline, mrkdwn
from bot.views.moments import moment_in_words
from bot.views.refused import refused as said_no
from bot.views.update_answer import who_may_words
from bot.views.update_buttons import undo_handing_button
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
    """Why a question is not put off, and what to do instead."""
    code = mrkdwn(refused.code)
    about = f"*{code}* {mrkdwn(refused.title)}".strip()
    if refused.why == "not_yours":
        whose = who_may_words(refused.who_may) if refused.who_may else "whoever coordinates it"
        return said_no(
            f"{about} is in others' hands, so it isn't yours to snooze.",
            f"It is for {whose}. A word with any of them will do it.",
        )
    if refused.why == "settled":
        return said_no(
            f"Nobody is asked about {about} as it stands, so there is nothing to snooze.",
            f"If it should be asked about, an update says how it stands: `/loip update {code} …`",
        )
    if refused.why == "moved_on":
        return said_no(f"{about} isn't snoozed any more.", "There is nothing to do: I ask about it as usual.")
    if refused.why == "too_soon":
        when = f" close {date_in_words(closing, today)}" if closing else " close very soon"
        return said_no(
            f"{about} can't wait: the Board's papers{when}.", f"A word is plenty: `/loip update {code} …`"
        )
    return _no_action(refused.code)


def handed_on(outcome: HandedOn, offer: bool = True) -> Block:
    """Whose it is now. `offer`: for ten minutes it can be undone from here."""
    if outcome.to is None:
        what = "Nobody has it for now. The support officer hears of it."
    else:
        what = f"Handed on to {mrkdwn(in_post(outcome.to))}. Thank you for looking after it."
    told = _told(f"👋 {_titled(outcome.action)}\n{what}")
    if offer and outcome.handing_id is not None:
        asked = f"answer handed {outcome.handing_id}"
        undo = undo_handing_button(outcome.action.code, asked, outcome.handing_id)
        told["blocks"].append(actions("handed", [undo]))
    return told


def not_handed_on(refused: NotHandedOn, ways: Ways, now: datetime, raw: str = "") -> Block:
    """Why an action stays where it is, and what to do; of one that somebody else handed on, who and when."""
    code = mrkdwn(refused.code)
    about = f"*{code}* {mrkdwn(refused.title)}".strip()
    if refused.why == "first":
        when = moment_in_words(refused.at, ways.zone, now) if refused.at else "before"
        whom = f"handed on to {mrkdwn(refused.to)}" if refused.to else "handed back, so nobody has it for now"
        return said_no(
            f"{about}\n{mrkdwn(refused.by or 'Somebody')} was first, {when}: {whom}. Nothing more was changed.",
            f"If that isn't right, a word with them will do. `/loip show {code}` has who speaks for it now.",
            raw,
        )
    if refused.why == "not_yours":
        whose = who_may_words(refused.who_may) if refused.who_may else "whoever coordinates it"
        return said_no(
            f"{about} is in others' hands, so it isn't yours to hand on.",
            f"It is for {whose}. A word with any of them will do it.",
            raw,
        )
    if refused.why == "settled":
        return said_no(
            f"{about} is finished, so it stays with whoever brought it there.",
            f"If it isn't finished after all, an update says so: `/loip update {code} …`",
            raw,
        )
    if refused.why == "no_contact":
        return said_no(
            f"{about} stays with you: that colleague isn't among the contacts of the body any more.",
            "Choose *Not mine…* again for a colleague who is, or for nobody you know of.",
            raw,
        )
    return _no_action(refused.code, raw)


def handing_undone(outcome: HandingUndone) -> Block:
    """It was not handed on after all."""
    whose = f"with {mrkdwn(in_post(outcome.officer))}" if outcome.officer else "with nobody"
    return _told(f"↩️ {_titled(outcome.action)}\nIt is {whose} again, as before. The history keeps both.")


def handing_not_undone(refused: HandingNotUndone, ways: Ways, now: datetime) -> Block:
    """Why it stays handed on, and what to do."""
    code = mrkdwn(refused.code)
    if refused.why == "late":
        return said_no(
            f"*{code}* was handed on more than ten minutes ago, so it stays where it is.",
            "Whoever has it now can hand it back, and the support officer can give it to anybody.",
        )
    if refused.why == "others":
        return said_no(
            f"Only whoever handed *{code}* on can undo it.",
            f"A word with them will do it. `/loip show {code}` has who speaks for it now.",
        )
    by, at = refused.by, refused.at
    since = f": by {mrkdwn(by)}, {moment_in_words(at, ways.zone, now)}" if by and at else ""
    return said_no(
        f"*{code}* has changed hands again since{since}. Nothing was changed.",
        f"`/loip show {code}` has who speaks for it now.",
    )


def first_in_words(first: AnsweredFirst, ways: Ways, now: datetime) -> str:
    """`Officer, NHS Inverlath was first, Mon 2 Nov, 09:42: 🟠 At risk: "waiting on funding".`"""
    what = ways.key.label(first.status) if first.status else "no change" if first.kind == "no_change" else ""
    words = inline(first.words, 200) if first.words.strip() else ""
    said = ": ".join(part for part in (mrkdwn(what), words) if part)
    when = moment_in_words(first.at, ways.zone, now)
    return f"{mrkdwn(first.by)} was first, {when}" + (f": {said}." if said else ".")


def answered_first(first: AnsweredFirst, ways: Ways, now: datetime, raw: str = "") -> Block:
    """Who was first, with what and when; nothing more was recorded, and what was typed (`raw`) is handed back."""
    about = f"*{mrkdwn(first.code)}* {mrkdwn(first.title)}"
    return said_no(
        f"{about}\n{first_in_words(first, ways, now)}\nNothing more was recorded.",
        f"To add to it: `/loip update {mrkdwn(first.code)} …`",
        raw,
    )


def finished(refused: Finished, ways: Ways, raw: str = "") -> Block:
    """An action that nobody is asked about any more; what was typed (`raw`) is handed back."""
    code = mrkdwn(refused.code)
    return said_no(
        f"*{code}* {mrkdwn(refused.title)}\nIt is {mrkdwn(ways.key.label(refused.status))} now, so there was nothing "
        "left to answer and nothing was recorded.",
        f"If that is wrong: `/loip update {code} …`",
        raw,
    )


def met_first(changed: MilestoneChanged, ways: Ways, now: datetime) -> Block:
    """Who called a milestone met before."""
    when = moment_in_words(changed.first_at, ways.zone, now) if changed.first_at else "before"
    code = mrkdwn(changed.code)
    return said_no(
        f"*{code}* {mrkdwn(changed.title)}\n{mrkdwn(changed.first_by or 'Somebody')} was first, "
        f"{when}: {inline(changed.milestone.title, 120)} is met. Nothing more was recorded.",
        f"To add to it: `/loip update {code} …`",
    )


def no_milestone(action: ActionGlance) -> Block:
    """Nothing is left to be met or moved."""
    return said_no(
        f"{_titled(action)}\nEvery milestone of it is met, so there is none to choose.",
        f"`/loip show {mrkdwn(action.code)}` has them. A new one comes from the support officer.",
    )


def _no_action(code: str, raw: str = "") -> Block:
    return said_no(
        f"There is no action {mrkdwn(code)} any more.", "`/loip list` shows every action and its code.", raw
    )


def _titled(action: ActionGlance) -> str:
    return f"*{mrkdwn(action.code)}* {mrkdwn(action.title)}"


def _told(text: str) -> Block:
    return message(text.replace("*", "").splitlines()[0], [section(text)])
