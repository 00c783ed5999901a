"""A digest as lines of text: the front page, and the detail behind it.

What may live here: which line says what, in the order a chair reads. `Marks` decides whether the lines are
Slack's mrkdwn or bare text; `width` is how many characters of somebody's words one entry may take.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.rules.dates import date_in_words, due_in_words
from bot.rules.digest_value import ActionDetail, AskLine, Digest, NoteLine, OffTrack, Silent, Slip, Thanks
from bot.rules.digest_words import (
    FOR_NOTING,
    RAISED,
    VERBS,
    asked_in_words,
    asked_words,
    count_in_words,
    counted,
    dates_in_words,
    elsewhere_in_words,
    item_in_words,
    legible,
    month_in_words,
    overdue_in_words,
    sentence,
    silence_in_words,
    since_in_words,
    status_in_words,
)
from bot.rules.owed import falls, in_words
from bot.views.blocks import clip
from bot.views.escape import mrkdwn

SHOWN = 3
"""Entries a section shows before it says how many more there are."""

_COUNTED_FIRST = {
    status: place for place, status in enumerate(("on_track", "at_risk", "off_track", "complete"))
}
"""How many stand where begins with these; then what is not started, paused or closed, as the key has them."""

_NAME_WIDTH = 60
_WORD_WIDTH = 24
_POST_WIDTH = 80
_OWED_WIDTH = 180


class Marks(NamedTuple):
    """How typed words are made safe, and how a word is made to stand out."""

    typed: Callable[[str], str]
    strong: Callable[[str], str]


SLACK = Marks(mrkdwn, lambda text: f"*{text}*")
PLAIN = Marks(str, str)


class Part(NamedTuple):
    """A paragraph: its title, where it has one, and its lines."""

    title: str | None
    lines: Sequence[str]


def named_briefly(digest: Digest) -> Digest:
    """The digest with the names that stand in every message kept short: the group's and the key's."""
    meeting = replace(digest.meeting, called=_brief(digest.meeting.called, _NAME_WIDTH))
    key = tuple(
        replace(line, word=_brief(line.word, _WORD_WIDTH), symbol=legible(line.symbol)[:8])
        for line in digest.key
    )
    elsewhere = _brief(digest.elsewhere, _NAME_WIDTH) if digest.elsewhere else None
    return replace(digest, meeting=meeting, key=key, elsewhere=elsewhere)


def front(digest: Digest, width: int, marks: Marks) -> list[Part]:
    """The front page: what is asked, what is stuck, what changed, and the counts. It stands alone."""
    return [
        *_notes_part(digest, width, marks),
        _asked_part(digest, width, marks),
        *_raised_part(digest, width, marks),
        _stuck_part(digest, width, marks),
        Part(None, list(_news(digest, width, marks))),
        Part(None, [_counts(digest, marks)]),
    ]


# --- what the support officer adds


def _notes_part(digest: Digest, width: int, marks: Marks) -> list[Part]:
    lines = [note_in_line(note, 2 * width, marks) for note in digest.notes[:SHOWN]]
    return [Part(None, [*lines, *_more(digest.notes)])] if lines else []


def note_in_line(note: NoteLine, width: int, marks: Marks) -> str:
    """`A line from the Community Planning Manager, Inverlath Council: "Item 4 comes first."`."""
    post = _typed(note.post, min(max(width // 2, _WORD_WIDTH), _POST_WIDTH), marks)
    return f"A line from the {post}: {_quoted(note.words, width, marks)}"


# --- what is owed to the meeting


def owed_heading(digest: Digest) -> str:
    """`Owed to this Board`."""
    return f"Owed to this {digest.meeting.called}"


def owed_lines(digest: Digest, marks: Marks, most: int) -> list[str]:
    """What other groups owe the meeting, each with its day; empty where nothing is."""
    shown = digest.owed[:most]
    lines = [
        f"• {_typed(in_words(each), _OWED_WIDTH, marks)}, {marks.typed(falls(each, digest.today))}"
        for each in shown
    ]
    more = len(digest.owed) - len(shown)
    return [*lines, f"+{more} more"] if more > 0 else lines


# --- what is asked


def _asked_part(digest: Digest, width: int, marks: Marks) -> Part:
    lines = [ask_in_lines(ask, digest, width, marks) for ask in digest.asks[:SHOWN]]
    lines += _more(digest.asks)
    elsewhere = elsewhere_in_words(digest)
    lines += [marks.typed(elsewhere)] if elsewhere else []
    if digest.asks:
        return Part(f"The {digest.meeting.called} is asked to", lines)
    return Part(f"Nothing is on the agenda for the {digest.meeting.called} to decide", lines)


def _raised_part(digest: Digest, width: int, marks: Marks) -> list[Part]:
    """To the executive group alone: what is on no agenda yet, each in a line, the longest waiting first."""
    lines = [_raised(ask, width, marks) for ask in digest.raised[:SHOWN]]
    return [Part(RAISED, [*lines, *_more(digest.raised)])] if lines else []


def _raised(ask: AskLine, width: int, marks: Marks) -> str:
    """`DECIDE who funds the referral worker · POV-03`."""
    code = f" · {marks.typed(legible(ask.code))}" if ask.code else ""
    return f"{marks.strong(VERBS[ask.kind])} {_typed(asked_words(ask), width, marks)}{code}"


def ask_in_lines(ask: AskLine, digest: Digest, width: int, marks: Marks) -> str:
    """`1 DECIDE who funds the referral worker`, and under it the action, a partner's words and the item."""
    line = f"{ask.number} {marks.strong(VERBS[ask.kind])} {_typed(asked_words(ask), width, marks)}"
    item = [marks.typed(item_in_words(_brief(ask.item, _WORD_WIDTH)))] if ask.item else []
    noting = [FOR_NOTING] if ask.kind == "note" else []
    about = [marks.typed(legible(ask.code))] if ask.code else []
    if ask.quote:
        about.append(_quoted(ask.quote, width, marks))
    elif ask.held_up_since:
        about.append(f"held up since {month_in_words(ask.held_up_since, digest.today)}")
    if not about:
        return " · ".join([line, *noting, *item])
    return f"{line}\n  " + " · ".join([*about, *noting, *item])


# --- what is stuck


def _stuck_part(digest: Digest, width: int, marks: Marks) -> Part:
    lines = [_off_track(each, digest, width, marks) for each in digest.off_track[:SHOWN]]
    lines += _more(digest.off_track)
    if digest.redated:
        slips = [_redated(slip, digest, width, marks) for slip in digest.redated[:SHOWN]]
        lines.append(f"Re-dated: {_joined(slips, digest.redated, '; ')}")
    if digest.silent:
        codes = [_unheard(each, marks) for each in digest.silent[:SHOWN]]
        lines.append(f"Not heard of: {_joined(codes, digest.silent, ', ')}")
    return (
        Part("Stuck", lines)
        if lines
        else Part("Nothing is stuck", ["None off track, re-dated or unheard of."])
    )


def _off_track(each: OffTrack, digest: Digest, width: int, marks: Marks) -> str:
    status = digest.label("off_track")
    who = f" ({_typed(each.body, width, marks)})" if each.body else ""
    words = f": {_quoted(each.words, width, marks)}" if each.words else ""
    start = " ".join(part for part in (status.symbol, legible(each.code), status.word) if part)
    return f"{marks.typed(start)}{who}{words}"


def _unheard(silent: Silent, marks: Marks) -> str:
    asked = " (all asked)" if silent.asked else ""
    return f"{marks.typed(legible(silent.code))}{asked}"


def _redated(slip: Slip, digest: Digest, width: int, marks: Marks) -> str:
    what = marks.typed(legible(slip.code)) if slip.code else _typed(slip.title, width, marks)
    return f"{what}, {dates_in_words(slip, digest.today)}"


# --- what changed


def _news(digest: Digest, width: int, marks: Marks) -> Iterator[str]:
    since = since_in_words(digest)
    if since:
        yield since
    if digest.thanks:
        thanked = [thanks_in_words(each, width, marks) for each in digest.thanks[:SHOWN]]
        yield f"To thank: {_joined(thanked, digest.thanks, '; ')}"
    coming = digest.next_milestone
    if coming:
        about = f" ({marks.typed(legible(coming.code))})" if coming.code else ""
        due = marks.typed(_brief(due_in_words(coming.due, digest.today), width))
        yield f"Next: {_typed(coming.title, width, marks)}{about}, {due}"


def thanks_in_words(each: Thanks, width: int, marks: Marks) -> str:
    """`Inverlath Foodbank (POV-01, confirmed)`."""
    codes = _joined([marks.typed(legible(code)) for code in each.codes[:SHOWN]], each.codes, ", ")
    return f"{_typed(each.body, width, marks)} ({codes}, confirmed)"


def _counts(digest: Digest, marks: Marks) -> str:
    in_order = sorted(digest.counts, key=lambda count: _COUNTED_FIRST.get(count.status, len(_COUNTED_FIRST)))
    counts = " · ".join(count_in_words(digest, count) for count in in_order)
    said = f"{counted(digest.total, 'action')}: {counts}" if counts else "No action is open."
    return marks.typed(said)


# --- the detail


def key_in_words(digest: Digest, marks: Marks) -> str:
    """The status key, and what silence means beside it."""
    words = " · ".join(line.label for line in digest.key)
    silence = f"Not heard of: no word in {counted(digest.limit_days, 'day')}, whatever the status."
    return f"{marks.strong('Key')}  {marks.typed(words)}\n{silence}"


def action_in_lines(action: ActionDetail, digest: Digest, width: int, marks: Marks) -> str:
    """One action in the detail: code and title, status and lead, last words, what is late or was moved."""
    title = f"{marks.strong(marks.typed(legible(action.code)))} {_typed(action.title, width, marks)}"
    lines = [title, _standing(action, digest, width, marks), _heard(action, digest, width, marks)]
    if action.held_up:
        lines.append(f"Held up: {_quoted(action.held_up, width, marks)}")
    if action.overdue:
        lines.append(_overdue(action, digest, width, marks))
    if action.slips:
        moved = [
            f"{_quoted(s.title, width, marks)}, {dates_in_words(s, digest.today)}"
            for s in action.slips[:SHOWN]
        ]
        lines.append(f"Re-dated: {_joined(moved, action.slips, '; ')}")
    return "\n".join(lines)


def _standing(action: ActionDetail, digest: Digest, width: int, marks: Marks) -> str:
    parts = [marks.typed(status_in_words(digest, action))]
    if action.lead:
        partners = [_typed(name, width, marks) for name in action.partners[:SHOWN]]
        with_them = f", with {_joined(partners, action.partners, ', ')}" if partners else ""
        parts.append(f"{_typed(action.lead, width, marks)}{with_them}")
    if not action.owned:
        parts.append("no officer yet")
    return " · ".join(parts)


def _heard(action: ActionDetail, digest: Digest, width: int, marks: Marks) -> str:
    quoted = _quoted(action.words, width, marks) if action.words else ""
    quoted += f" ({_typed(action.whose, width, marks)})" if quoted and action.whose else ""
    if action.silent or action.heard_on is None:
        silence = silence_in_words(action.heard_on, digest.today)
        said = sentence(silence)
        lines = [f"{said}: {quoted}" if quoted else said]
    else:
        day = date_in_words(action.heard_on, digest.today)
        lines = [f"{day}: {quoted}" if quoted else f"{day}: no words"]
    silent = next((each for each in digest.silent if each.code == action.code), None)
    if silent is not None and silent.asked:
        lines.append(sentence(_typed(asked_in_words(silent, digest.today), 3 * width, marks)))
    elif action.silent and action.post:
        lines.append(f"Speak to: {_typed(action.post, width, marks)}")
    return "\n".join(lines)


def _overdue(action: ActionDetail, digest: Digest, width: int, marks: Marks) -> str:
    late = []
    for each in action.overdue[:SHOWN]:
        due = marks.typed(_brief(overdue_in_words(each, digest.today), width))
        late.append(f"{_quoted(each.title, width, marks)}, {due}" if each.title else f"the action, {due}")
    return f"Past its date: {_joined(late, action.overdue, '; ')}"


# --- small things


def _brief(text: str, width: int) -> str:
    return clip(legible(text), width)


def _typed(text: str, width: int, marks: Marks) -> str:
    return marks.typed(_brief(text, width))


def _quoted(text: str, width: int, marks: Marks) -> str:
    return f'"{_typed(text, width, marks)}"'


def _more(entries: Sequence[object]) -> list[str]:
    return [f"+{len(entries) - SHOWN} more"] if len(entries) > SHOWN else []


def _joined(shown: Iterable[str], entries: Sequence[object], between: str) -> str:
    return between.join([*shown, *_more(entries)])
