"""`/loip board`: the next meeting and its asks, and what changed since the last digest. A small message;
pure.
"""

from collections.abc import Iterator
from datetime import date

from bot.rules.board import BoardNow, ChangedAction, LastDigest
from bot.rules.dates import date_in_words
from bot.rules.digest_value import Digest
from bot.rules.digest_words import counted, elsewhere_in_words, legible, meeting_in_words
from bot.rules.ways import Ways
from bot.views.action_words import day_ahead, within
from bot.views.blocks import SECTION_LIMIT, Block, clip, header, message, section
from bot.views.board_news import came_line
from bot.views.digest_lines import SHOWN, SLACK, ask_in_lines, named_briefly, owed_heading, owed_lines
from bot.views.escape import mrkdwn

WIDTHS = (120, 40, 20)
CODE_WIDTH = 40
NO_MEETING = "No meeting of the Board is dated yet. A support officer enters it."


def board_message(now: BoardNow, ways: Ways | None = None) -> Block:
    """The next meeting in full, the last digest in a line or two; with `ways`, days also in working days from today."""
    if now.coming is None:
        return message(NO_MEETING, [section(NO_MEETING), *_last(now), *_met(now)])
    coming = named_briefly(now.coming)
    head = meeting_in_words(coming.meeting, coming.today)
    asked = _fitted(coming)
    facts = " ".join(_facts(now, coming, ways))
    known = [section(facts)] if facts else []
    blocks = [header(head), section(asked), *known, *_owed(coming), *_last(now), *_met(now)]
    return message(f"{mrkdwn(head)}: {counted(len(coming.asks), 'ask')}", blocks)


def _fitted(coming: Digest) -> str:
    """The asks, each at a width that fits; beyond six they are counted."""
    texts = (_asked(coming, width) for width in WIDTHS)
    return next((text for text in texts if len(text) <= SECTION_LIMIT), _asked(coming, WIDTHS[-1]))


def _asked(coming: Digest, width: int) -> str:
    name = mrkdwn(coming.meeting.called)
    elsewhere = elsewhere_in_words(coming)
    after = [mrkdwn(elsewhere)] if elsewhere else []
    if not coming.asks:
        return "\n".join([f"Nothing is on the agenda for the {name} to decide yet.", *after])
    shown = [ask_in_lines(ask, coming, width, SLACK) for ask in coming.asks[: SHOWN * 2]]
    more = [f"+{len(coming.asks) - len(shown)} more"] if len(coming.asks) > len(shown) else []
    return "\n".join([f"*The {name} is asked to*", *shown, *more, *after])


def _facts(now: BoardNow, coming: Digest, ways: Ways | None) -> Iterator[str]:
    """In how long it meets, when papers close, and when the chair's digest comes."""
    if ways is not None:
        yield f"It meets {day_ahead(coming.meeting.on, ways, now.today)}."
    papers = coming.meeting.papers_due
    if papers is not None:
        verb = "close" if papers >= now.today else "closed"
        yield f"Papers {verb} {_day(papers, now.today, ways)}."
    if now.digest_due is not None and now.digest_due >= now.today:
        yield f"The chair's digest goes out {_day(now.digest_due, now.today, ways)}."


def _day(day: date, today: date, ways: Ways | None) -> str:
    return day_ahead(day, ways, today) if ways is not None else date_in_words(day, today)


def _owed(coming: Digest) -> list[Block]:
    lines = owed_lines(coming, SLACK, SHOWN * 2)
    return [section(within([f"*{mrkdwn(owed_heading(coming))}*", *lines]))] if lines else []


def _last(now: BoardNow) -> list[Block]:
    if now.last is None:
        return []
    meeting = named_briefly(now.last.digest).meeting
    sent = date_in_words(now.last.digest.today, now.today)
    about = f"Last digest: {sent}, for the {meeting.called} of {date_in_words(meeting.on, now.today)}"
    return [section(f"*{mrkdwn(about)}*\n{_since(now.last)}")]


def _met(now: BoardNow) -> list[Block]:
    """What came of what the last meeting was asked."""
    if now.met is None:
        return []
    lines = [came_line(each, now.today) for each in now.met.came[: SHOWN * 2]]
    more = len(now.met.came) - len(lines)
    heading = f"*What came of it, {date_in_words(now.met.on, now.today)}*"
    return [section(within([heading, *lines, *([f"+{more} more"] if more > 0 else [])]))]


def _since(last: LastDigest) -> str:
    if not last.changed:
        return "No status has changed since."
    lines = [_changed(each, last.digest) for each in last.changed[:SHOWN]]
    more = [f"+{len(last.changed) - SHOWN} more"] if len(last.changed) > SHOWN else []
    number = len(last.changed)
    heading = f"{counted(number, 'action')} {'has' if number == 1 else 'have'} changed status since:"
    return "\n".join([heading, *lines, *more])


def _changed(each: ChangedAction, digest: Digest) -> str:
    brief = named_briefly(digest)
    before, after = (brief.label(status).label for status in (each.before, each.after))
    return mrkdwn(f"{clip(legible(each.code), CODE_WIDTH)}: {before} → {after}")
