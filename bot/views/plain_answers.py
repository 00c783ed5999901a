"""Answers to questions in plain words that no verb answers: what was said, what changed, what is due, who leads. Pure.

What may live here: those messages. People are named by post; a name is given only where somebody asks whom to speak to,
in an answer that the person who asks sees alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from bot.rules.asked_values import Changed, Due, Dues, Led, MeetingAsked, OfPerson, Said
from bot.rules.date_shown import stood
from bot.rules.dates import date_in_words
from bot.rules.digest_words import sentence
from bot.rules.movement import Moved, Movement
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import (
    counted,
    due_of,
    last_words,
    one_line,
    packed,
    quoted,
    status_of,
    title_of,
    within,
)
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import inline, mrkdwn
from bot.views.moments import moment_in_words
from storage.records import Meeting
from storage.records.glance import ActionGlance, ContactGlance, MilestoneGlance, UpdateGlance

_SHOWN = 8
"""Entries under a heading; more are counted."""


# --- what was said -----------------------------------------------------------------------------------------


def said(found: Said, ways: Ways, now: datetime) -> Block:
    """The words that stand, verbatim, newest first, each with who said them by post and when."""
    today = ways.day_of(now)
    about = _about(found.about, "the whole register")
    head = f"*{about}*{_days_in_words(found.first, found.last, today)}"
    if not found.updates:
        return _one(f"{head}\nNothing was said in words then.", f"Nothing was said: {about}")
    several = len(found.actions) > 1
    lines = [_update(each, found, several, ways, now) for each in found.updates]
    more = [f"+{found.more} more"] if found.more else []
    blocks = [section(text) for text in packed([head, *lines, *more])]
    return message(f"{about}: {counted(len(found.updates) + found.more, 'update')}", blocks)


def _update(update: UpdateGlance, found: Said, several: bool, ways: Ways, now: datetime) -> str:
    code, title = found.actions[update.action_id]
    facts = [
        f"*{mrkdwn(code)}* {one_line(title, 80)}" if several else "",
        moment_in_words(update.at, ways.zone, now),
        mrkdwn(ways.key.label(update.status)) if update.status else "",
        one_line(update.whose or update.by, 120) if (update.whose or update.by) else "",
    ]
    return f"{' · '.join(filter(None, facts))}\n{quoted(update.words, 900)}"


def _days_in_words(first: date | None, last: date | None, today: date) -> str:
    if first is None and last is None:
        return ""
    if first == last and first is not None:
        return f" · {date_in_words(first, today)}"
    begins = f"from {date_in_words(first, today)}" if first else ""
    ends = f"to {date_in_words(last, today)}" if last else "until now"
    return f" · {' '.join(filter(None, (begins, ends)))}"


# --- what changed ------------------------------------------------------------------------------------------

_MOVEMENTS = (
    ((Movement.DONE,), "Done"),
    ((Movement.IMPROVED, Movement.RESUMED), "Better"),
    ((Movement.WORSENED,), "Worse"),
    ((Movement.PAUSED, Movement.CLOSED), "Paused or closed"),
)


def changed(found: Changed, ways: Ways, today: date) -> Block:
    """What moved, under a heading each; how many were heard of, and since when."""
    head = f"*{_since(found, ways, today)}*{_narrowed(found.narrowed)}"
    parts = [text for text in _changes(found, ways, today) if text]
    heard = f"{counted(found.heard, 'action')} {'was' if found.heard == 1 else 'were'} heard of."
    if not parts:
        return _one(f"{head}\nNo status and no date has changed. {heard}", f"Nothing changed · {heard}")
    texts = [head, *parts, heard]
    total = counted(len(found.moved) + len(found.met) + len(found.redated), "change")
    return message(f"{total} · {_since(found, ways, today)}", [section(text) for text in texts])


def _since(found: Changed, ways: Ways, today: date) -> str:
    first, last = ways.day_of(found.since), ways.day_of(found.until)
    if found.board is not None:
        return f"Since the Board of {date_in_words(found.board.latest or first, today)}"
    if last >= today:
        return f"Since {date_in_words(first, today)}"
    return f"From {date_in_words(first, today)} to {date_in_words(last, today)}"


def _changes(found: Changed, ways: Ways, today: date) -> Iterator[str]:
    for movements, heading in _MOVEMENTS:
        moved = [(action, move) for action, move in found.moved if move.movement in movements]
        yield _headed(heading, (_moved(action, move, ways) for action, move in moved))
    yield _headed("Milestones met", (_milestone(action, one) for action, one in found.met))
    yield _headed("New dates", (_redated(action, one, today) for action, one in found.redated))


def _moved(action: ActionGlance, move: Moved, ways: Ways) -> str:
    before, after = mrkdwn(ways.key.label(move.before)), mrkdwn(ways.key.label(move.after))
    said = (action.words or "").strip()
    words = f": {inline(said, 120)}" if said else ""
    return f"• {title_of(action)} · {before} → {after}{words}"


def _milestone(action: ActionGlance, one: MilestoneGlance) -> str:
    return f"• *{mrkdwn(action.code)}* {inline(one.title, 100)}"


def _redated(action: ActionGlance, one: MilestoneGlance, today: date) -> str:
    before = stood(one.first_words, one.first_latest)
    before = before or (date_in_words(one.first_latest, today) if one.first_latest else "no date")
    return f"{_milestone(action, one)} now {due_of(one, today)}, first {one_line(before, 60)}"


def _headed(heading: str, lines: Iterable[str]) -> str:
    listed = list(lines)
    if not listed:
        return ""
    more = [f"+{len(listed) - _SHOWN} more"] if len(listed) > _SHOWN else []
    return within([f"*{heading}*", *listed[:_SHOWN], *more])


# --- what is due -------------------------------------------------------------------------------------------


def dues(found: Dues, ways: Ways, today: date) -> Block:
    """What falls due, the earliest first, a line each."""
    head = f"*{_until(found, today)}*{_narrowed(found.narrowed)}"
    if not found.due:
        return _one(f"{head}\nNothing in the register falls due then.", "Nothing falls due then")
    lines = [_due(each, ways, today) for each in found.due]
    total = counted(len(found.due), "date")
    return message(f"{total} · {_until(found, today)}", [section(within([head, *lines]))])


def _until(found: Dues, today: date) -> str:
    if found.board is not None:
        return f"Due before the Board of {date_in_words(found.last, today)}"
    return f"Due from {date_in_words(found.first, today)} to {date_in_words(found.last, today)}"


def _due(each: Due, ways: Ways, today: date) -> str:
    day = due_of(each.milestone or each.action, today)
    what = f"{inline(each.milestone.title, 100)}, " if each.milestone else ""
    return f"• {day} · {what}{title_of(each.action)} · {status_of(each.action, ways)}"


# --- who ---------------------------------------------------------------------------------------------------


def led(found: Led) -> Block:
    """Who leads it: the group or body, then each role by name, post and body."""
    about = one_line(found.name, 200)
    by = f"Led by {one_line(found.by, 200)}." if found.by else ""
    seats = [f"• {one_line(role)}: {_named(contact)}" for role, contact in found.seats]
    nobody = "The register names nobody who leads it." if not by and not seats else ""
    lines = [f"*{about}*", by, *seats, nobody]
    return message(f"Who leads {about}", [section(within(filter(None, lines))), _own_use()])


def of_person(found: OfPerson, ways: Ways, today: date) -> Block:
    """One contact: how they are reached, their roles, and the actions they coordinate or deputise for."""
    contact = found.contact
    reached = one_line(contact.email, 254) if contact.email and contact.can_contact else ""
    lines = [f"*{_named(contact)}*", reached, one_line("; ".join(found.roles), 400) if found.roles else ""]
    speaks = counted(len(found.actions), "action")
    held = [
        f"• {status_of(each, ways)} · {title_of(each)} · {last_words(each, ways, today)}"
        for each in found.actions
    ]
    texts = [within(filter(None, lines)), within([f"Speaks for {speaks}" + (":" if held else "."), *held])]
    return message(f"{_named(contact)}: {speaks}", [*(section(text) for text in texts), _own_use()])


def support(post: str | None) -> Block:
    """Who runs the register."""
    whom = f"the {mrkdwn(post)}" if post else "nobody named yet"
    return _one(
        f"The register is run by {whom}. They can add people, and record for those who aren't on Slack.",
        "Who runs the register",
    )


def _named(contact: ContactGlance | None) -> str:
    if contact is None:
        return "nobody yet"
    known = (contact.name, contact.post, contact.body)
    return one_line(", ".join(part for part in known if part) or "a contact", 200)


def _own_use() -> Block:
    return context("For the partnership's own use: please don't pass addresses on.")


# --- meetings, courtesy, nothing ---------------------------------------------------------------------------


def meeting(found: MeetingAsked, today: date) -> Block:
    """When a group meets next, or last met."""
    group = one_line(found.group, 120)
    if found.meeting is None:
        known = "meeting that was held" if found.is_last else "meeting to come"
        return _one(f"The register has no {known} of the {group}.", f"No meeting of the {group}")
    day = _day_of(found.meeting, today)
    verb = "last met" if found.is_last else "meets next"
    papers = found.meeting.papers_due
    close = (
        ""
        if papers is None or found.is_last
        else f" Its papers {'close' if papers >= today else 'closed'} {date_in_words(papers, today)}."
    )
    return _one(f"The {group} {verb} on {day}.{close}", f"The {group} {verb} on {day}")


def _day_of(one: Meeting, today: date) -> str:
    return due_of(one, today) + (f" at {one.local_time}" if one.local_time else "")


def also() -> Block:
    """A word back."""
    return _one("Any time. `/loip mine` shows what is yours; or just ask me.", "Any time")


def no_board(to_come: bool = False) -> Block:
    """There is no Board to count from, or to."""
    known = "to come is dated yet" if to_come else "has been held yet, as far as the register knows"
    return _one(f"No Board {known}, so I have nothing to count {'to' if to_come else 'from'}.", "No Board")


def gone() -> Block:
    """What a button asked about is not in the register any more."""
    return _one(
        "That has left the register since. Ask me again in your own words.", "That has left the register"
    )


def _one(text: str, notification: str) -> Block:
    return message(notification, [section(text)])


def _about(words: str, otherwise: str) -> str:
    return one_line(sentence(words), 200) if words.strip() else sentence(otherwise)


def _narrowed(said: Sequence[str]) -> str:
    return f" · {one_line(' · '.join(said), 300)}" if said else ""


# --- readings ----------------------------------------------------------------------------------------------


def choices(offered: Sequence[tuple[str, str]], raw: str) -> Block:
    """Two or three meanings as buttons, `offered` as (words, value); nothing has been done."""
    asked = inline(raw, 200)
    text = f"I can read {asked} in more than one way. Which did you mean?"
    return message("Which did you mean?", [section(text), actions("readings", _buttons(offered))])


def near(offered: Sequence[tuple[str, str]]) -> list[Block]:
    """Questions that can be answered, as buttons below a refusal; none, nothing."""
    if not offered:
        return []
    return [section("I can answer these, though:"), actions("readings", _buttons(offered))]


def of_which(offered: Sequence[tuple[str, str]]) -> list[Block]:
    """The reader's own actions as buttons below a refusal, for words that tell of one and name none."""
    if not offered:
        return []
    return [section("If it tells how one of yours is going, which?"), actions("readings", _buttons(offered))]


def _buttons(offered: Sequence[tuple[str, str]]) -> list[Block]:
    return [
        button(words, f"{verbs.READING}:{number}", value) for number, (words, value) in enumerate(offered)
    ]


def understood(code: str, title: str, status: str | None, words: str, value: str, has_words: bool) -> Block:
    """What a sentence seems to say, to be recorded by a tap. `status` is a label; `value` goes with each button."""
    about = f"*{mrkdwn(code)}* {one_line(title, 200)}"
    lines = [f"I understood: {about}", mrkdwn(status) if status else "Status: as it was"]
    body = [section("\n".join(lines))]
    if words.strip():
        body.append(section(quoted(words, 2400)))
    offered = [
        button("Record", verbs.RECORD_READING, value, style="primary"),
        button("Change it", verbs.CHANGE_READING, value),
    ]
    if has_words:
        offered.append(button("Just words", verbs.WORDS_READING, value))
    body += [actions("record", offered), context("Nothing is recorded until you tap.")]
    return message(f"I understood: {mrkdwn(code)} {one_line(title, 80)}. Nothing is recorded yet.", body)


def one_at_a_time(lines: Sequence[str]) -> Block:
    """One line that says how several actions stand: nothing is recorded, and each part is handed back."""
    texts = [
        f"That says how {len(lines)} actions stand. Nothing is recorded yet.",
        "Send each on its own, so that each keeps its own words:",
    ]
    parts = [section(quoted(line, 600)) for line in lines[:10]]
    return message(texts[0], [section("\n".join(texts)), *parts])


def with_unused(answered: Block, words: Sequence[str]) -> Block:
    """An answer, and below its heading the words of the question that told me nothing."""
    told = context(f"I didn't use: {', '.join(inline(word, 40) for word in words[:5])}.")
    first, *rest = answered["blocks"]
    return answered | {"blocks": [first, told, *rest]}


def too_long_to_tap(code: str, raw: str) -> Block:
    """A statement too long for a button to carry: the strict way to say it, and the words back."""
    texts = [
        f"That reads like an update of *{mrkdwn(code)}*. Nothing is recorded yet.",
        f"To record it, put `{mrkdwn(code)}` in front and send it again.",
    ]
    return message(f"An update of {mrkdwn(code)}?", [section("\n".join(texts)), section(quoted(raw, 2400))])
