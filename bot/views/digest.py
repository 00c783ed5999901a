"""The chair's digest on Slack: a first message that stands alone, and the detail in its thread.

What may live here: packing a digest's lines into messages within Slack's limits, and the few words sent about
a digest: late, moved, cancelled, to be sent on. Pure.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from bot.rules.dates import date_in_words
from bot.rules.digest_value import ActionDetail, AskLine, Digest
from bot.rules.digest_words import (
    RAISED,
    as_at,
    counted,
    legible,
    meeting_in_words,
    notification,
    when_in_words,
)
from bot.views import digest_lines, verbs
from bot.views.action_words import within
from bot.views.blocks import (
    MESSAGE_BLOCKS,
    SECTION_LIMIT,
    Block,
    actions,
    button,
    clip,
    context,
    header,
    message,
    section,
)
from bot.views.digest_lines import PLAIN, SHOWN, SLACK, Marks, Part
from bot.views.escape import mrkdwn, unescaped

FRONT_LIMIT = 1500
"""Characters a chair sees in the first message, at most."""

PART_LIMIT = 12_000
"""Characters of blocks in one message of the thread. Slack refuses very long messages without saying how
long.
"""

FRONT_WIDTHS = (160, 120, 90, 70, 50, 35, 24, 16, 10, 6)
DETAIL_WIDTHS = (300, 160, 90, 50, 30, 20)
"""How much of somebody's words an entry may take: the widest that fits is used."""

TO_AGENDA = "Put on the agenda"

_ROOM_FOR_BUTTONS = 50
"""Characters of the first message that are the words of its buttons."""

TEXT_WIDTH = 300
TITLE_WIDTH = 100
NOTE_WIDTH = 500
OWED_SHOWN = 10
"""What is owed to a meeting, at most: the rest is counted."""


def digest_messages(digest: Digest, late_since: date | None = None, asked: str | None = None) -> list[Block]:
    """The messages of a digest: the first stands alone, the rest thread under it, in reading order.

    `late_since` is the day it should have come, where it comes late; the first message says so. `asked` is the key
    of the first message, for the buttons under it; without, it has none.
    """
    brief = digest_lines.named_briefly(digest)
    told = mrkdwn(notification(brief))
    buttons = [_buttons(digest.meeting.id, asked)] if asked else []
    front = message(f"Late: {told}" if late_since else told, [*front_blocks(brief, late_since), *buttons])
    parts = _packed(_detail_blocks(brief))
    meeting = mrkdwn(meeting_in_words(brief.meeting, brief.today))
    return [front, *(_thread_part(meeting, number, parts) for number in range(1, len(parts) + 1))]


def digest_text(digest: Digest) -> list[str]:
    """The digest as lines of bare text: what the command line prints."""
    brief = digest_lines.named_briefly(digest)
    lines = [_headline(brief)]
    for part in digest_lines.front(brief, TEXT_WIDTH, PLAIN):
        lines += ["", *([part.title] if part.title else []), *part.lines]
    owed = digest_lines.owed_lines(brief, PLAIN, len(brief.owed))
    lines += ["", digest_lines.owed_heading(brief), *owed] if owed else []
    for title, of_it in _groups(brief):
        lines += ["", title]
        for action in of_it:
            lines += ["", *digest_lines.action_in_lines(action, brief, TEXT_WIDTH, PLAIN).split("\n")]
    lines += ["", *digest_lines.key_in_words(brief, PLAIN).split("\n")]
    return [line for text in lines for line in text.split("\n")]


# --- the first message


def front_blocks(digest: Digest, late_since: date | None = None) -> list[Block]:
    """The first message without its buttons, as wide as the limit allows; the digest's names are brief already."""
    late = f"This comes late: it was due {date_in_words(late_since, digest.today)}." if late_since else None
    head = _headline(digest)
    paragraphs: list[str] = []
    for width in FRONT_WIDTHS:
        paragraphs = [_paragraph(part) for part in digest_lines.front(digest, width, SLACK) if any(part)]
        longest = max(map(len, paragraphs))
        if (
            longest <= SECTION_LIMIT
            and _visible_length([head, late or "", *paragraphs]) <= FRONT_LIMIT - _ROOM_FOR_BUTTONS
        ):
            break
    return [header(head), *([context(late)] if late else []), *map(section, paragraphs)]


def _buttons(meeting_id: int, asked: str) -> Block:
    """What a chair can do about it: ask, thank, and wish for the agenda."""
    value = verbs.value(meeting=meeting_id, asked=asked)
    offered = [("Ask for more", verbs.ASK_FOR_MORE), ("Thank", verbs.THANK), (TO_AGENDA, verbs.TO_AGENDA)]
    return actions("digest", [button(words, verb, value) for words, verb in offered])


def _headline(digest: Digest) -> str:
    return f"{meeting_in_words(digest.meeting, digest.today)} · {as_at(digest.as_of)}"


def _paragraph(part: Part) -> str:
    title = [f"*{mrkdwn(part.title)}*"] if part.title else []
    return "\n".join([*title, *part.lines])


def _visible_length(texts: Iterable[str]) -> int:
    """How many characters a person sees, line ends counted; the marks for bold count too, to be safe."""
    return sum(len(unescaped(text)) + 1 for text in texts)


# --- the thread


def _detail_blocks(digest: Digest) -> Iterator[Block]:
    """The key, every ask where the first message could not show them all, what was raised, and every action
    once.
    """
    yield section(digest_lines.key_in_words(digest, SLACK))
    yield from (section(digest_lines.note_in_line(note, NOTE_WIDTH, SLACK)) for note in digest.notes)
    if len(digest.asks) > SHOWN:
        yield header(f"Everything the {digest.meeting.called} is asked")
        yield from _ask_blocks(digest.asks, digest)
    if digest.raised:
        yield header(RAISED)
        yield from _ask_blocks(digest.raised, digest)
    owed = digest_lines.owed_lines(digest, SLACK, OWED_SHOWN)
    if owed:
        yield header(digest_lines.owed_heading(digest))
        yield section(within(owed))
    for title, of_it in _groups(digest):
        yield header(title)
        yield from (section(_fitted(partial(digest_lines.action_in_lines, each, digest))) for each in of_it)


def _ask_blocks(asks: Iterable[AskLine], digest: Digest) -> Iterator[Block]:
    return (section(_fitted(partial(digest_lines.ask_in_lines, ask, digest))) for ask in asks)


def _groups(digest: Digest) -> Iterator[tuple[str, Sequence[ActionDetail]]]:
    """The open actions by priority, then those finished since the last meeting, each with its heading."""
    for priority in digest.details:
        named = clip(legible(priority.name), TITLE_WIDTH) if priority.name else f"No {digest.priority_term}"
        yield f"{named} · {counted(len(priority.actions), 'open action')}", priority.actions
    if digest.finished:
        since = f" since {date_in_words(digest.since.date(), digest.today)}" if digest.since else ""
        yield f"Finished{since} · {counted(len(digest.finished), 'action')}", digest.finished


def _fitted(lines: Callable[[int, Marks], str]) -> str:
    """The entry at the widest that fits in a section."""
    texts = (lines(width, SLACK) for width in DETAIL_WIDTHS)
    return next((text for text in texts if len(text) <= SECTION_LIMIT), lines(DETAIL_WIDTHS[-1], SLACK))


def _packed(blocks: Iterable[Block]) -> list[list[Block]]:
    """Blocks in as few messages as their limits allow, in order, none ending with a heading."""
    parts: list[list[Block]] = [[]]
    length = 0
    for block in blocks:
        size = len(block["text"]["text"])
        # One block is kept free for the line that numbers the part.
        if parts[-1] and (len(parts[-1]) >= MESSAGE_BLOCKS - 1 or length + size > PART_LIMIT):
            heading = [parts[-1].pop()] if parts[-1][-1]["type"] == "header" else []
            parts.append(heading)
            length = 0
        parts[-1].append(block)
        length += size
    return parts


def _thread_part(meeting: str, number: int, parts: Sequence[Sequence[Block]]) -> Block:
    said = f"{meeting} · detail {number} of {len(parts)}"
    return message(said, [context(said), *parts[number - 1]])


# --- words about a digest


def forward_message(digest: Digest, greeting: str, reader: str, address: str | None) -> Block:
    """To the support officer: whom to send the attached digest on to. `reader` says
    for whom it is.
    """
    told = mrkdwn(notification(digest_lines.named_briefly(digest)))
    to = f" Could you send it on to {mrkdwn(address)}?" if address else " Could you send it on?"
    words = f"{mrkdwn(greeting)} {mrkdwn(reader)} The digest is attached, as one page to read or print.{to}"
    # A message with a file shows its `text` alone, so everything is in it.
    return message(f"{words}\n{told}", [section(words), context(told)])


def cancelled_message(
    called: str, on: date, today: date, digest_went: bool, greeting: str, reader: str = ""
) -> Block:
    """The meeting is cancelled: no digest will come, or the one that came needs no reading."""
    what = f"The {clip(legible(called), TITLE_WIDTH)} of {date_in_words(on, today)} is cancelled."
    then = (
        "The digest you have for it can be left aside." if digest_went else "No digest will be sent for it."
    )
    return _correction(what, then, greeting, reader)


def moved_message(
    called: str, was: date, now: tuple[date, str | None] | None, today: date, greeting: str, reader: str = ""
) -> Block:
    """The meeting moved after its digest went out; `now` is its new day and time, None where it has none."""
    name = clip(legible(called), TITLE_WIDTH)
    when = f"is on {when_in_words(*now, today)}" if now else "has no new day yet"
    what = f"The {name} your digest was for, {date_in_words(was, today)}, has moved: it {when}."
    if now and now[0] == was:
        what = f"The {name} your digest was for {when}."
    return _correction(
        what, "The digest you have still stands; no second one will be sent.", greeting, reader
    )


def _correction(what: str, then: str, greeting: str, reader: str) -> Block:
    passing = f"\n{mrkdwn(reader)} Could you tell them?" if reader else ""
    return message(mrkdwn(what), [section(f"{mrkdwn(greeting)} {mrkdwn(what)}\n{mrkdwn(then)}{passing}")])
