"""Everything of one action, the people in it by post. Pure."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.rules.date_shown import stood
from bot.rules.dates import NO_DATE, date_in_words, due_in_words, read_due
from bot.rules.freshness import SETTLED, is_unconfirmed, passed
from bot.rules.permission import Say
from bot.rules.screens import Shown, ShownAsk
from bot.rules.subjects.acting import CLOSING_REASONS
from bot.rules.subjects.wording import plural_of
from bot.rules.ways import Ways
from bot.rules.whose import whose_in_words
from bot.views import verbs
from bot.views.action_words import (
    FINISHED,
    due_of,
    due_or_was,
    one_line,
    post_of,
    quoted,
    quoted_whole,
    within,
)
from bot.views.blocks import Block, actions, button, divider, message, section
from bot.views.escape import mrkdwn
from bot.views.ladder import standing_words
from bot.views.moments import moment_in_words
from bot.views.update_answer import status_label
from bot.views.update_buttons import take_on_button, update_buttons
from storage.records import Update
from storage.records.glance import MilestoneGlance

ASKED_TO = {"decide": "DECIDE", "direct": "DIRECT", "add_value": "ADD VALUE", "note": "FOR NOTING"}
ASK_STATES = {
    "raised": "with the executive group",
    "settled_below": "settled below the Board",
    "on_agenda": "on the agenda",
    "answered": "answered",
    "withdrawn": "withdrawn",
}
BARRIERS = {
    "decision": "a decision",
    "data_sharing": "data sharing",
    "resources": "resources",
    "another_partner": "another partner",
    "other": "",
}
_HALF = 1400


def show(shown: Shown, ways: Ways, now: datetime, asked: str) -> Block:
    """The whole action. `asked` is the key of this asking, for the buttons the reader may use."""
    action = shown.action
    label = status_label(ways, action.status, action.confirmed_by_id is not None)
    title = f"{mrkdwn(action.code)} {one_line(action.title, 300)}"
    texts = [f"*{title}*\n{mrkdwn(label)}\n{within(_state(shown, ways, now), _HALF)}"]
    texts += [text for text in _sections(shown, ways, now) if text]
    blocks = [section(text) for text in texts]
    if shown.updates:
        blocks += [divider(), *(section(text) for text in _updates(shown, ways, now))]
    return message(f"{title} · {mrkdwn(label)}", [*blocks, *_buttons(shown, ways, now, asked)])


def _state(shown: Shown, ways: Ways, now: datetime) -> Iterator[str]:
    action, today = shown.action, ways.day_of(now)
    heard_on = ways.day_of(action.heard_at) if action.heard_at else None
    if shown.confirmed_by is not None:
        yield f"Confirmed by: {post_of(shown.confirmed_by)}"
    yield from _closing(shown)
    if heard_on is None:
        yield "Nothing heard yet"
    elif action.status not in SETTLED and is_unconfirmed(heard_on, today, ways.partnership.freshness_days):
        yield f"Unconfirmed: not heard of since {date_in_words(heard_on, today)}"
    else:
        yield f"Last heard of {date_in_words(heard_on, today)}"
    if shown.question is not None:
        yield from standing_words(shown.question, today)
    if action.starts_words:
        yield f"Starts: {one_line(_starts(action.starts_words, today), 160)}"
    due = due_or_was(action, today, is_over=action.status in FINISHED)
    yield due[:1].upper() + due[1:]


def _starts(words: str, today: date) -> str:
    """When it starts as people write it; in the words it was given in where they say more than a date."""
    due = read_due(words, today)
    return words if due_in_words(due, today) == NO_DATE else due_in_words(due, today)


def _closing(shown: Shown) -> Iterator[str]:
    """Why it was closed, and into which other it was merged."""
    if shown.merged_into is not None:
        yield f"Closed: merged into *{mrkdwn(shown.merged_into.code)}* {one_line(shown.merged_into.title, 160)}"
    elif shown.action.closing_reason:
        yield f"Closed: {dict(CLOSING_REASONS)[shown.action.closing_reason].lower()}"


def _sections(shown: Shown, ways: Ways, now: datetime) -> Iterator[str]:
    yield f"*Why it needs the partnership*\n{quoted(shown.action.why, _HALF)}" if shown.action.why else ""
    yield within(_people(shown))
    yield within(_places(shown, ways))
    yield _headed("Milestones", [_milestone(one, ways, now) for one in shown.milestones])
    yield _headed("In the way", [_barrier(one.kind, one.words) for one in shown.barriers])
    yield _headed("Asked of the Board", [_ask(one, ways, now) for one in shown.asks])
    yield f"*Note*\n{quoted(shown.action.note, _HALF)}" if shown.action.note else ""


def _headed(heading: str, lines: list[str]) -> str:
    return f"*{heading}*\n{within(lines)}" if lines else ""


def _people(shown: Shown) -> Iterator[str]:
    if shown.lead:
        yield f"*Lead:* {one_line(shown.lead, 200)}"
    officer = post_of(shown.officer) if shown.officer else "nobody has taken this on yet"
    yield f"*Coordinating officer:* {officer}"
    if shown.deputy:
        yield f"*Deputy:* {post_of(shown.deputy)}"
    if shown.contributions:
        yield "*Contributing:*"
    for body, brings in shown.contributions:
        yield f"• {one_line(body)}" + (f": {one_line(brings, 200)}" if brings else "")


def _places(shown: Shown, ways: Ways) -> Iterator[str]:
    partnership = ways.partnership
    for term, names in (
        (partnership.priority_term, shown.priorities),
        (partnership.locality_term, shown.localities),
    ):
        if names:
            word = term if len(names) == 1 else plural_of(term)
            yield f"*{one_line(word[:1].upper() + word[1:], 60)}:* {one_line('; '.join(names), 500)}"


def _milestone(milestone: MilestoneGlance, ways: Ways, now: datetime) -> str:
    """`Pilot agreed · due Jan 2027, was Oct 2026, moved twice`."""
    today = ways.day_of(now)
    if milestone.met_on is not None:
        return f"✅ {one_line(milestone.title)} · met {date_in_words(milestone.met_on, today)}"
    said = f"• {one_line(milestone.title)} · {due_or_was(milestone, today)}"
    if not milestone.moves:
        return said
    before = stood(milestone.first_words, milestone.first_latest) or (
        date_in_words(milestone.first_latest, today) if milestone.first_latest else "no date set"
    )
    return f"{said}, was {one_line(before, 60)}, moved {_times(milestone.moves)}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _barrier(kind: str, words: str) -> str:
    about = BARRIERS.get(kind, "")
    return f"• {one_line(words, 200)}" + (f" ({about})" if about else "")


def _ask(shown: ShownAsk, ways: Ways, now: datetime) -> str:
    ask = shown.ask
    state = ASK_STATES.get(ask.state, ask.state)
    if shown.meeting is not None and ask.state in ("on_agenda", "answered"):
        state += f", {one_line(shown.meeting.name or shown.group or 'the meeting', 80)}"
        state += f" {due_of(shown.meeting, ways.day_of(now))}"
    item = f", item {one_line(ask.item, 20)}" if ask.item else ""
    outcome = f": {one_line(ask.outcome, 200)}" if ask.outcome else ""
    return f"• {ASKED_TO.get(ask.kind, ask.kind)} {one_line(ask.words, 200)} · {state}{item}{outcome}"


def _updates(shown: Shown, ways: Ways, now: datetime) -> Iterator[str]:
    """The last updates, word for word, each in blocks of its own; the newest first."""
    later = {update.corrects_id: update.kind for update in shown.updates if update.corrects_id}
    for number, update in enumerate(shown.updates):
        heading = "*Last updates*\n" if number == 0 else ""
        yield heading + _who_and_when(update, later.get(update.id or 0), ways, now)
        yield from quoted_whole(update.words)
        beside = "\n".join(_beside_the_words(update, ways, now))
        if beside:
            yield beside


def _who_and_when(update: Update, made_good_by: str | None, ways: Ways, now: datetime) -> str:
    said = [
        moment_in_words(update.at, ways.zone, now),
        one_line(update.by, 160) if update.by else "author not recorded",
        mrkdwn(ways.key.label(update.status)) if update.status else "",
        _KINDS.get(update.kind, ""),
        {"undo": "taken back since", "correction": "corrected since"}.get(made_good_by or "", ""),
    ]
    return " · ".join(filter(None, said))


def _beside_the_words(update: Update, ways: Ways, now: datetime) -> Iterator[str]:
    if update.whose:
        yield f"In the words of: {mrkdwn(whose_in_words(update.whose, update.route, update.said_on, ways.day_of(now)))}"
    if update.evidence:
        yield f"Evidence: {one_line(update.evidence, 300)}"
    if update.participation:
        yield f"Communities took part: {one_line(update.participation, 300)}"


_KINDS = {"no_change": "no change", "correction": "a correction", "undo": "took an update back"}


def _sayable(shown: Shown) -> tuple[str, ...]:
    """The buttons the reader may press: a contributing body's word counts, the status is not its to keep."""
    if shown.say is Say.NOTHING:
        return ()
    if shown.action.status in FINISHED:
        return (verbs.UPDATE,)
    if shown.say is Say.WORDS:
        return (verbs.UPDATE, verbs.BLOCKED)
    return (verbs.UPDATE, verbs.BLOCKED, verbs.NO_CHANGE, verbs.MET, verbs.NEW_DATE)


def _buttons(shown: Shown, ways: Ways, now: datetime, asked: str) -> Iterator[Block]:
    code = shown.action.code
    offered = []
    if shown.may_confirm:
        confirm = verbs.value(code=code, asked=asked)
        offered.append(button("Confirm complete", verbs.CONFIRM, confirm, style="primary"))
    if shown.may_take_on:
        offered.append(take_on_button(code, asked))
    sayable = _sayable(shown)
    late = passed(shown.milestones, ways.day_of(now)) if verbs.MET in sayable else ()
    offered += [one for one in update_buttons(code, asked, late) if one["action_id"] in sayable]
    offered.append(button("History", verbs.HISTORY, verbs.value(code=code, asked=asked)))
    offered.append(
        button(
            "Everything held", verbs.SUBJECT_SHOW, verbs.value(t="actions", i=shown.action.id, asked=asked)
        )
    )
    yield actions("say", offered)
