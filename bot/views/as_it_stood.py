"""A screen as it stood: the same blocks under a heading that says when, and no button that acts. Pure."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.rules.digest_value import Digest
from bot.rules.digest_words import whole_day
from bot.views import verbs
from bot.views.action_words import one_line
from bot.views.blocks import MESSAGE_BLOCKS, Block, context, divider, message, section
from bot.views.digest import digest_messages

AS_AT = "as_at"
"""Where a button carries the day of the screen it stands on."""

SHOWING = frozenset((verbs.PAGE, verbs.SHOW, verbs.READING, verbs.SUBJECT_SHOW, verbs.SUBJECT_LIST))
"""Verbs that show something and change nothing."""


def as_it_stood(screen: Block, day: date, at: datetime, zone: ZoneInfo, today: date) -> Block:
    """The screen under its day. Buttons that act are gone; those that show something show it as of the same day."""
    when = f"As it stood on {whole_day(day)}"
    when += " (end of day)" if day < today else f", {at.astimezone(zone):%H:%M}"
    blocks = [one for block in screen["blocks"] for one in _without_acting(block, day)]
    head = [
        section(f"*{when}*"),
        context("What the register held then; nothing can be changed here."),
        divider(),
    ]
    return message(f"{when}: {screen['text']}", [*head, *blocks][:MESSAGE_BLOCKS])


def with_digest(screen: Block, digest: Digest, was_sent: bool) -> Block:
    """The Board's screen with the chair's digest of the day under it."""
    title = "The digest as it went out" if was_sent else "The digest as it would have read"
    front = digest_messages(digest)[0]
    return screen | {"blocks": [*screen["blocks"], divider(), section(f"*{title}*"), *front["blocks"]]}


def no_such_day(words: str, asked: str) -> Block:
    """The day could not be read."""
    text = (
        f"I can't read a day in “{one_line(words, 60)}”. Try `/loip {one_line(asked, 80)} as at 1 June 2026`."
    )
    return message("Which day?", [section(text)])


def still_to_come(day: date) -> Block:
    """The day is not here yet."""
    text = f"{whole_day(day)} is still to come: I can show how the register stood on any day up to today."
    return message("That day is still to come", [section(text)])


def too_large(size: int) -> Block:
    """There is more than can be looked back through while somebody waits."""
    text = (
        f"This register holds {size:,} updates and changes, more than I can look back through while you wait. "
        "`/loip history CODE` has all that was said and changed of one action, each with its day."
    )
    return message("That is too much to look back through at once", [section(text)])


def not_begun(day: date, began: date) -> Block:
    """The register was not there yet."""
    text = (
        f"This register began on {whole_day(began)}, so I can't show how it stood on {whole_day(day)}. "
        "What was said before is in the updates, each with its own day: `/loip history CODE` has them."
    )
    return message(f"The register began on {whole_day(began)}", [section(text)])


def _without_acting(block: Block, day: date) -> Iterator[Block]:
    if block["type"] == "actions":
        kept = [_dated(each, day) for each in block["elements"] if _shows(each)]
        if kept:
            yield block | {"elements": kept}
        return
    accessory = block.get("accessory")
    if accessory is None:
        yield block
        return
    bare = {name: value for name, value in block.items() if name != "accessory"}
    yield bare | {"accessory": _dated(accessory, day)} if _shows(accessory) else bare


def _shows(element: Block) -> bool:
    return element["type"] == "button" and _verb_of(element) in SHOWING


def _verb_of(element: Block) -> str:
    return str(element["action_id"]).partition(":")[0]


def _dated(element: Block, day: date) -> Block:
    return element | {"value": verbs.value(**verbs.read(element["value"]) | {AS_AT: day.isoformat()})}
