"""The Board's part of its chair's Home: the next meeting, what is stuck and why, and whom to thank. Pure.

What may live here: that wording. Whom of it the chair may ask is decided elsewhere.
"""

from collections.abc import Iterator
from datetime import date

from bot.rules.board import BoardNow
from bot.rules.dates import date_in_words
from bot.rules.digest_value import ActionDetail, Digest
from bot.rules.digest_words import dates_in_words, since_in_words
from bot.rules.home import STUCK, Look, stuck_codes
from bot.rules.nudging import OFF_TRACK
from bot.rules.ways import Ways
from bot.views.action_words import one_line, within
from bot.views.blocks import Block, divider, section
from bot.views.board import board_message
from bot.views.digest_lines import SLACK, named_briefly, thanks_in_words
from bot.views.escape import inline, mrkdwn
from bot.views.home_lines import goto

STUCK_SHOWN = 5
THANKED = 5
STUCK_SAID = "Off track, re-dated or not heard of"
_ROOM = 2800


def of_the_board(now: BoardNow, ways: Ways) -> Iterator[Block]:
    """What the chair is shown: the next meeting and its asks, what changed, and whom to thank."""
    yield divider()
    yield from board_message(now, ways)["blocks"]
    if now.coming is None:
        return
    since = since_in_words(now.coming)
    if since:
        yield section(mrkdwn(since))
    if now.coming.thanks:
        brief = named_briefly(now.coming)
        thanked = [f"• {thanks_in_words(each, 120, SLACK)}" for each in brief.thanks[:THANKED]]
        more = [f"+{len(brief.thanks) - THANKED} more"] if len(brief.thanks) > THANKED else []
        yield section(within(["*To thank*", *thanked, *more], _ROOM))


def stuck(coming: Digest | None, ways: Ways, today: date) -> Iterator[Block]:
    """What the chair may ask about and why, the first few, and a way to all of it."""
    codes = stuck_codes(coming)
    if coming is None or not codes:
        return
    details = {each.code: each for priority in coming.details for each in priority.actions}
    lines = [_stuck_line(code, details.get(code), coming, ways, today) for code in codes[:STUCK_SHOWN]]
    more = [f"+{len(codes) - STUCK_SHOWN} more"] if len(codes) > STUCK_SHOWN else []
    heading = f"*{STUCK_SAID}: {len(codes)}*"
    yield section(within([heading, *lines, *more], _ROOM), goto("List", Look(STUCK)))


def _stuck_line(code: str, detail: ActionDetail | None, coming: Digest, ways: Ways, today: date) -> str:
    """`• 🔴 Off track · POV-03 Cash First: "two tutors left"; date moved, Oct → Jan`."""
    slips = [
        f"date moved, {mrkdwn(dates_in_words(each, today))}" for each in coming.redated if each.code == code
    ]
    unheard = [_unheard_in_words(each.heard_on, today) for each in coming.silent if each.code == code]
    if detail is None:
        return f"• {mrkdwn(code)}: {'; '.join([*slips, *unheard])}"
    said = detail.held_up or (detail.words if detail.status == OFF_TRACK else None)
    whys = "; ".join([*([inline(said, 120)] if said else []), *slips[:1], *unheard])
    about = f"{mrkdwn(ways.key.label(detail.status))} · *{mrkdwn(code)}* {one_line(detail.title, 120)}"
    return f"• {about}" + (f": {whys}" if whys else "")


def _unheard_in_words(heard_on: date | None, today: date) -> str:
    return f"no word since {date_in_words(heard_on, today)}" if heard_on else "nothing heard yet"
