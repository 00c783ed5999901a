"""What a person sees after saying something of an action: what was saved, and the few things to do about it.

What may live here: views of an update recorded, taken back or confirmed. Pure.
"""

from collections.abc import Iterator
from datetime import date, datetime

from bot.rules.barrier_hint import barrier_in, help_is_welcome
from bot.rules.dates import date_in_words
from bot.rules.freshness import passed
from bot.rules.outcomes import Recorded, Undone, WhoMay
from bot.rules.subjects.acting import CLOSING_REASONS
from bot.rules.ways import Ways
from bot.rules.whose import whose_in_words
from bot.views import verbs
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import inline, mrkdwn, quote
from bot.views.moments import clock_time, moment_in_words
from bot.views.update_buttons import sorted_button

COMPLETE_UNCONFIRMED = "to be confirmed"

_FEW_WORDS = 2
_FEW_BARRIERS = 3
_OWN_WORDS = frozenset("i me my we us our you your it this that them they to".split())

_QUOTE_ROOM = 2400
_ESCAPED_AT_MOST = 5
"""Characters one of them can become: `&amp;`."""


def status_label(ways: Ways, status: str, confirmed: bool) -> str:
    """`🟠 At risk`; a completion nobody confirmed yet is `🔵 Complete, to be confirmed`."""
    label = ways.key.label(status)
    return f"{label}, {COMPLETE_UNCONFIRMED}" if status == "complete" and not confirmed else label


def answer(recorded: Recorded, ways: Ways, now: datetime, who: str, offer: bool = True) -> Block:
    """The answer to an update, which only its author sees. `who` is the author's name and post.

    `offer` leaves the buttons out, for a place where they would not work.
    """
    blocks = [section(_title(recorded, ways)), section(_said(recorded, ways, now, who))]
    blocks += [section(text) for text in _remarks(recorded, ways)]
    if recorded.overtaken_by is not None:
        again = list(_second_thoughts(recorded, f"answer {recorded.update.id}"))
        blocks += [actions("again", again)] if offer else []
    elif offer:
        blocks += _offers(recorded, ways, now)
    else:
        blocks += [section(text) for text in _goes_to(recorded, ways, now)]
        if recorded.action.status == "closed" and recorded.may_set_status:
            blocks += why_closed(recorded.action.code, "", recorded.update.id)
    heading = _title(recorded, ways).replace("*", "")
    status = status_label(ways, recorded.action.status, recorded.action.confirmed_by_id is not None)
    return message(f"{heading} · {mrkdwn(status)}", blocks)


def taken_back(undone: Undone, ways: Ways) -> Block:
    """What is shown in place of an update that was undone."""
    action = undone.action
    standing = status_label(ways, action.status, action.confirmed_by_id is not None)
    words = _quoted(undone.update.words) if undone.update.words.strip() else ""
    again = "again" if undone.update.status_before is not None else "as before"
    lines = [
        f"↩️ *Taken back* · {action.code} {mrkdwn(action.title)}",
        f"It stands at {mrkdwn(standing)} {again}."
        + (" What you had written, in case you want it:" if words else ""),
        words,
    ]
    return message(f"Taken back · {action.code}", [section("\n".join(filter(None, lines)))])


def who_may_words(who: WhoMay) -> str:
    """Who may change a status, as a list of posts in words."""
    named = [
        f"the coordinating officer ({mrkdwn(who.officer)})" if who.officer else "",
        f"the deputy ({mrkdwn(who.deputy)})" if who.deputy else "",
        f"the lead officer of {mrkdwn(who.lead)}" if who.lead else "",
        f"anybody of {mrkdwn(who.anybody_of)} while nobody coordinates it" if who.anybody_of else "",
        f"the support officer ({mrkdwn(who.support)})" if who.support else "",
    ]
    posts = [name for name in named if name]
    return (
        " or ".join([", ".join(posts[:-1]), posts[-1]] if len(posts) > 1 else posts) or "the support officer"
    )


def _title(recorded: Recorded, ways: Ways) -> str:
    action = recorded.action
    if recorded.already_at is not None:
        at = clock_time(recorded.already_at, ways.zone)
        return f"✅ *Already recorded at {at}* · {action.code} {mrkdwn(action.title)}"
    saved = "Corrected" if recorded.update.kind == "correction" else "Saved"
    saved = "Kept in the history" if recorded.overtaken_by is not None else saved
    return f"✅ *{saved}* · {action.code} {mrkdwn(action.title)}"


def _said(recorded: Recorded, ways: Ways, now: datetime, who: str) -> str:
    update = recorded.update
    lines = [line for line in [_status_line(recorded, ways)] if line]
    if update.words.strip():
        lines.append(_quoted(update.words))
    lines.append(f"{mrkdwn(who)} · {moment_in_words(update.at, ways.zone, now)}")
    if update.whose:
        whose = mrkdwn(whose_in_words(update.whose, update.route, update.said_on, ways.day_of(now)))
        lines.append(f"In the words of: {whose}")
    return "\n".join(lines)


def _status_line(recorded: Recorded, ways: Ways) -> str:
    action = recorded.action
    label = mrkdwn(status_label(ways, action.status, action.confirmed_by_id is not None))
    if recorded.overtaken_by is not None:
        return f"{mrkdwn(ways.key.label(recorded.update.status))} then" if recorded.update.status else ""
    if recorded.update.status is None:
        return f"{label} (as it was)"
    if recorded.status_before == action.status:
        return f"{label} (as before)"
    return f"{label} (was {mrkdwn(ways.key.label(recorded.status_before))})"


def _quoted(words: str) -> str:
    """The words within what a block has room for, whatever escaping makes of them; the history has them all."""
    said = quote(words)
    return said if len(said) <= _QUOTE_ROOM else quote(words, _QUOTE_ROOM // _ESCAPED_AT_MOST)


def _remarks(recorded: Recorded, ways: Ways) -> Iterator[str]:
    if recorded.overtaken_by is not None:
        newer = date_in_words(ways.day_of(recorded.overtaken_by), ways.day_of(recorded.update.at))
        yield f"What was said {newer} is newer and stands, with its status."
    if recorded.status_kept and recorded.who_may:
        yield f"Your words are in. The status stays: it is for {who_may_words(recorded.who_may)} to change."


def _goes_to(recorded: Recorded, ways: Ways, now: datetime) -> Iterator[str]:
    """Where the words are seen next: the Board's papers, once those closed the chair's digest, then the Board after."""
    board, today = recorded.next_board, ways.day_of(now)
    if board is None or board.latest is None:
        return
    day = date_in_words(board.latest, today)
    digest_on = ways.calendar.working_days_before(board.latest, ways.partnership.digest_lead_days)
    if board.papers_due is None or board.papers_due >= today:
        yield f"Goes to: {mrkdwn(board.name or 'Board')} papers, {day}."
    elif digest_on >= today:
        yield f"Goes to: the chair's digest for the Board of {day} (its papers have closed)."
    else:
        yield f"Goes to: the Board after {day}, whose papers have closed."


def _when_asked_again(recorded: Recorded, today: date) -> str:
    action = recorded.action
    if recorded.ask_again_on is not None:
        return f"Otherwise I won't ask again before {date_in_words(recorded.ask_again_on, today)}."
    if action.status == "complete" and action.confirmed_by_id is None:
        return "A second person confirms it. I won't ask you about it again."
    return "I won't ask about it while it stands like this."


def _offers(recorded: Recorded, ways: Ways, now: datetime) -> Iterator[Block]:
    update, action = recorded.update, recorded.action
    key = f"answer {update.id}"
    if help_is_welcome(update.words, update.status) and recorded.already_at is None:
        yield from _help_offer(update.words, action.code, key, update.id)
    yield from (section(text) for text in _goes_to(recorded, ways, now))
    today = ways.day_of(now)
    late = passed(recorded.milestones, today) if recorded.may_set_status else ()
    for milestone in late[:3]:
        yield from _milestone_offer(
            milestone.id, milestone.title, date_in_words(milestone.latest or today, today), action.code, key
        )
    yield from _still_in_the_way(recorded, key)
    yield context(_when_asked_again(recorded, today))
    if action.status == "closed" and recorded.may_set_status:
        yield from why_closed(action.code, key, update.id)
    if update.status is None and update.kind != "no_change" and recorded.may_set_status:
        yield section("And the status?")
        yield actions("status", list(_status_buttons(ways, action.code, key, update.id)))
    yield actions("again", list(_second_thoughts(recorded, key)))


def why_closed(code: str, asked: str, update_id: int | None) -> Iterator[Block]:
    """The gentle question beside an action just closed: the update stands whether it is answered or not."""
    yield section("Why was it closed?")
    values = {
        reason: verbs.value(code=code, asked=asked, u=update_id, r=reason) for reason, _ in CLOSING_REASONS
    }
    yield actions(
        "why_closed",
        [button(words, f"{verbs.CLOSE_WHY}:{reason}", values[reason]) for reason, words in CLOSING_REASONS],
    )


def _help_offer(words: str, code: str, key: str, update_id: int | None) -> Iterator[Block]:
    barrier = barrier_in(words)
    about = f" with {_as_said(barrier)}" if barrier else ""
    value = verbs.value(code=code, asked=key, u=update_id)
    yield section(f"Could the partnership help{about}?")
    yield actions(
        "help",
        [button("Ask for help", verbs.ASK_BOARD, value), button("Just noting it", verbs.NOTE_ONLY, value)],
    )


def _as_said(barrier: str) -> str:
    """A word or two in the sentence itself; what is longer, or speaks of *us*, as the quotation it is."""
    words = barrier.lower().split()
    is_short = len(words) <= _FEW_WORDS and all(word.isalpha() for word in words)
    return mrkdwn(barrier) if is_short and not _OWN_WORDS & set(words) else inline(barrier)


def _still_in_the_way(recorded: Recorded, key: str) -> Iterator[Block]:
    """What stood in the way before, to be said gone with a tap; not beside a word that nothing has changed."""
    if recorded.update.kind == "no_change":
        return
    for barrier in recorded.barriers[:_FEW_BARRIERS]:
        sorted_now = sorted_button(barrier.id, recorded.action.code, key, recorded.update.id)
        yield section(f"Still in the way? {inline(barrier.words, 200)}", sorted_now)


def _milestone_offer(milestone_id: int, title: str, day: str, code: str, key: str) -> Iterator[Block]:
    value = verbs.value(code=code, asked=key, m=milestone_id)
    yield section(f"{inline(title, 120)} was due {day}. Did it happen?")
    yield actions(
        f"milestone {milestone_id}",
        [button("Yes, met", verbs.MET, value), button("New date", verbs.NEW_DATE, value)],
    )


def _status_buttons(ways: Ways, code: str, key: str, update_id: int | None) -> Iterator[Block]:
    for status in ways.key.statuses:
        value = verbs.value(code=code, asked=key, u=update_id, status=status)
        yield button(ways.key.label(status), f"{verbs.SET_STATUS}:{status}", value)


def _second_thoughts(recorded: Recorded, key: str) -> Iterator[Block]:
    update = recorded.update
    value = verbs.value(code=recorded.action.code, asked=key, u=update.id)
    if update.status is not None and update.way in ("command", "reply") and update.words.strip():
        yield button("Just words", verbs.ONLY_WORDS, value)
    if recorded.may_set_status and recorded.overtaken_by is None:
        yield button("Change status", verbs.CHANGE_STATUS, value)
    yield button("Correct words", verbs.CORRECT, value)
    yield button("Undo", verbs.UNDO, value)
