"""What every list says of an action, a milestone or a person, in the same words. Pure.

What may live here: phrases of one line, escaped and cut to a length, and ways to keep many within a block.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from bot.rules.dates import NO_DATE, Due, date_in_words, due_in_words
from bot.rules.posts import in_post
from bot.rules.subjects.wording import plural_of
from bot.rules.ways import Ways
from bot.rules.whose import whose_in_words
from bot.views.blocks import SECTION_LIMIT
from bot.views.escape import inline, mrkdwn, quote
from bot.views.update_answer import status_label
from storage.records import Dated
from storage.records.glance import ActionGlance, ContactGlance, MilestoneGlance

ROOM = SECTION_LIMIT - 100
"""Characters a block is filled with: a little less than Slack allows, for what is said around them."""

FINISHED = ("complete", "closed")

COUNTED_DAYS = 92
"""Days ahead within which a date also says in how many working days it is."""


DatedThing: TypeAlias = ActionGlance | MilestoneGlance | Dated
"""Whatever has an honest date: a glance or a record."""


def one_line(text: str, limit: int = 120) -> str:
    """Somebody's text on one line, cut before it is escaped, so that no mark is cut in two."""
    together = " ".join(text.split())
    cut = together if len(together) <= limit else together[: limit - 1].rstrip() + "…"
    return mrkdwn(cut) or "–"


def quoted(text: str, room: int = ROOM - 600) -> str:
    """Words verbatim as a quotation of at most `room` characters once escaped (not below 100)."""
    limit = room
    said = quote(text, limit)
    while len(said) > room:
        limit = limit * 4 // 5
        said = quote(text, limit)
    return said


def quoted_whole(text: str, room: int = ROOM - 100, most: int = 4) -> Iterator[str]:
    """Words verbatim, in as many quotations as they need, up to `most`; only the last of those may be cut."""
    rest = text if text.strip() else ""
    for _ in range(most - 1):
        size = room
        while len(quote(rest[:size], size)) > room:
            size = size * 4 // 5
        if len(rest) <= size:
            break
        size = rest.rfind(" ", size // 2, size) + 1 or size
        yield quote(rest[:size], size)
        rest = rest[size:]
    if rest:
        yield quoted(rest, room)


def within(lines: Iterable[str], room: int = ROOM) -> str:
    """As many whole lines as there is room for, and how many more there are."""
    listed = list(lines)
    taken: list[str] = []
    for number, line in enumerate(listed):
        more = f"+{len(listed) - number} more"
        if len("\n".join([*taken, line, more])) > room:
            return "\n".join([*taken, more])
        taken.append(line)
    return "\n".join(taken)


def packed(lines: Iterable[str], room: int = ROOM) -> Iterator[str]:
    """Every line, in as few texts as hold them; a line longer than the room has a text of its own."""
    together = ""
    for line in lines:
        if together and len(together) + len(line) + 1 > room:
            yield together
            together = line
        else:
            together = f"{together}\n{line}" if together else line
    if together:
        yield together


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 action`, `2 actions`."""
    return f"{number} {noun if number == 1 else plural or plural_of(noun)}"


def title_of(action: ActionGlance) -> str:
    """`*POV-03* Cash First referral route`."""
    return f"*{mrkdwn(action.code)}* {one_line(action.title)}"


def status_of(action: ActionGlance, ways: Ways) -> str:
    """`🟠 At risk`; complete and not confirmed yet says so."""
    return mrkdwn(status_label(ways, action.status, action.confirmed_by_id is not None))


def last_words(action: ActionGlance, ways: Ways, today: date) -> str:
    """`Mon 12 Oct: "Draft out for comment."`; the day alone where no words came with it.

    Words written down for somebody else say whose they are, by what route and on which day they came.
    """
    if action.heard_at is None:
        return "nothing heard yet"
    words = (action.words or "").strip()
    day = date_in_words(ways.day_of((words and action.said_at) or action.heard_at), today)
    whose = mrkdwn(whose_in_words(action.whose, action.route, action.said_on, today)) if words else ""
    return f"{day}: {inline(words, 140)}{f' ({whose})' if whose else ''}" if words else f"heard {day}"


def waiting_words(words: str) -> str:
    """`Waiting: "no rooms"`."""
    return f"Waiting: {inline(words, 120)}"


def post_of(contact: ContactGlance | None) -> str:
    """`Health Improvement Manager, NHS Inverlath`, or `nobody yet`."""
    return one_line(in_post(contact), 160) if contact else "nobody yet"


def aside(post: str) -> str:
    """A post before its verb: with its body it is set off, `Manager, NHS Inverlath,`; alone it is not."""
    return f"{post}," if ", " in post else post


def day_ahead(day: date, ways: Ways, today: date) -> str:
    """`Thu 3 Dec, in 9 working days`; `today`; the day alone where it is far away or over."""
    if day == today:
        return "today"
    said = date_in_words(day, today)
    if not 0 < (day - today).days <= COUNTED_DAYS:
        return said
    days = ways.calendar.working_days_between(today, day)
    return f"{said}, in {days} working day{'' if days == 1 else 's'}" if days else said


def due_of(thing: DatedThing, today: date) -> str:
    """`Thu 3 Dec`, `Spring 2027`; `no date set ("in due course")` keeps words that set no date."""
    words = thing.date_words or ""
    said = due_in_words(Due(thing.earliest, thing.latest, thing.precision, words), today)
    if said == NO_DATE and words.strip():
        return f"{NO_DATE} ({inline(words, 60)})"
    return one_line(said, 100)


def due_line(action: ActionGlance, milestone: MilestoneGlance | None, today: date) -> str:
    """What is due next: a milestone past its day, else the action itself, else its next milestone."""
    passed = milestone is not None and milestone.latest is not None and milestone.latest < today
    if milestone is not None and (passed or action.latest is None) and action.status not in FINISHED:
        return f"{inline(milestone.title, 80)} {due_or_was(milestone, today)}"
    if due_of(action, today).startswith(NO_DATE):
        return due_of(action, today)
    return due_or_was(action, today, is_over=action.status in FINISHED)


def due_or_was(thing: DatedThing, today: date, is_over: bool = False) -> str:
    """`due Thu 3 Dec`, or `was due Thu 3 Dec` once its latest day is over, unless it is finished."""
    due = due_of(thing, today)
    if due.startswith(NO_DATE):
        return due
    passed = thing.latest is not None and thing.latest < today
    return f"was due {due}" if passed and not is_over else f"due {due}"
