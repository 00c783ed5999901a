"""How the facts of a digest are put into words, the same on Slack, on paper and on the command line.

What may live here: plain words from a digest's values. What people typed passes through unescaped and
unclipped; whoever shows it clips and escapes.
"""

import unicodedata
from datetime import date, datetime

from bot.rules.date_reading import MONTHS, WEEKDAYS, WITHOUT_YEAR
from bot.rules.dates import date_in_words, due_in_words
from bot.rules.digest_value import (
    ActionDetail,
    AskLine,
    Changes,
    Count,
    Digest,
    MeetingLine,
    Overdue,
    Silent,
    Slip,
)

VERBS = {"decide": "DECIDE", "direct": "DIRECT", "add_value": "ADD VALUE", "note": "NOTE"}
"""What a Board does with an item; `note` is for noting, and said so."""

FOR_NOTING = "for noting"

RAISED = "Raised by partners, for you to settle or send to the Board"
"""What the executive group is to do with the asks that are on no agenda yet: the heading over them."""

_COUNTED_KINDS = {
    "decide": "to decide",
    "direct": "to direct",
    "add_value": "to add value",
    "note": "to note",
}
_ORDINALS = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_NOON = 12
_TURNED_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn writing around, so that a reader sees other words than were typed."""


def legible(text: str) -> str:
    """Somebody's words on one line, without control characters or marks that turn writing around."""
    clean = (letter for letter in text if letter.isspace() or _is_legible(letter))
    return " ".join("".join(clean).split())


def _is_legible(letter: str) -> bool:
    # Joiners inside emoji and in some scripts are format characters too, and stay.
    return letter not in _TURNED_AROUND and unicodedata.category(letter) not in ("Cc", "Cs")


def sentence(words: str) -> str:
    """The words with their first letter a capital, the others as they were."""
    return words[:1].upper() + words[1:]


def counted(number: int, noun: str) -> str:
    """`1 ask`, `2 asks`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def called(group: str, short_name: str) -> str:
    """A group as its own people call it: "CPP Board", of the CPP, is the Board."""
    return group.removeprefix(short_name).strip() or group


def hour_in_words(local_time: str) -> str:
    """`2 pm`, `9.30 am`, `12 noon`; what is not HH:MM is left as it is."""
    hours, _, minutes = local_time.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal()) or int(hours) > 23:
        return local_time
    hour = int(hours)
    if (hour, int(minutes)) == (_NOON, 0):
        return "12 noon"
    past = f".{minutes}" if int(minutes) else ""
    return f"{(hour - 1) % _NOON + 1}{past} {'am' if hour < _NOON else 'pm'}"


def when_in_words(on: date, local_time: str | None, today: date) -> str:
    """`Thu 3 Dec, 2 pm`."""
    day = date_in_words(on, today)
    return f"{day}, {hour_in_words(local_time)}" if local_time else day


def whole_day(day: date) -> str:
    """`Thursday 3 December 2026`: for a page that is read without knowing when it was written."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def meeting_in_words(meeting: MeetingLine, today: date) -> str:
    """`Board · Thu 3 Dec, 2 pm`."""
    return f"{meeting.called} · {when_in_words(meeting.on, meeting.local_time, today)}"


def as_at(moment: datetime) -> str:
    """`as at Thu 26 Nov, 9 am`."""
    return f"as at {when_in_words(moment.date(), f'{moment:%H:%M}', moment.date())}"


def notification(digest: Digest) -> str:
    """What a phone shows: `Board Thu 3 Dec: 2 to decide, 1 to direct, 1 off track`."""
    kinds = [ask.kind for ask in digest.asks]
    asked = [f"{kinds.count(kind)} {words}" for kind, words in _COUNTED_KINDS.items() if kind in kinds]
    asked += [f"{len(digest.raised)} raised by partners"] if digest.raised else []
    red = [f"{len(digest.off_track)} {digest.label('off_track').word.lower()}"] if digest.off_track else []
    day = date_in_words(digest.meeting.on, digest.today)
    return f"{digest.meeting.called} {day}: {', '.join([*(asked or ['nothing to decide']), *red])}"


def asked_words(ask: AskLine) -> str:
    """The words of an ask after its verb: `DECIDE` and "Decide who funds…" is not said twice."""
    first, _, rest = ask.words.strip().partition(" ")
    return rest.strip() if rest.strip() and first.casefold().rstrip(":,") == ask.kind else ask.words.strip()


def item_in_words(item: str) -> str:
    """`item 4`, also where the agenda itself says "Item 4"."""
    return item if item.casefold().startswith("item") else f"item {item}"


def elsewhere_in_words(digest: Digest) -> str | None:
    """`2 more asks are with the Executive Officer Group.`; None where there are none."""
    number = digest.asks_elsewhere
    if not number:
        return None
    more = "more " if digest.asks else ""
    noun, verb = ("ask", "is") if number == 1 else ("asks", "are")
    if digest.elsewhere:
        return f"{number} {more}{noun} {verb} with the {digest.elsewhere}."
    return f"{number} {more}{noun} {verb} not on an agenda yet."


def month_in_words(day: date, today: date) -> str:
    """`June`; with its year where that is not this one's; the day itself within its own month."""
    if (day.year, day.month) == (today.year, today.month):
        return date_in_words(day, today)
    return MONTHS[day.month - 1] + ("" if abs(day - today) <= WITHOUT_YEAR else f" {day.year}")


def slip_in_words(slip: Slip, today: date) -> str:
    """`Oct → Jan`, `13 → 27 Nov`, `Oct 2026 → Oct 2027`, `Oct → no date set`: its first date and now."""
    first, now = slip.first, slip.now
    if now is None:
        return f"{_short_month(first, today)} → no date set"
    if (first.year, first.month) == (now.year, now.month):
        return f"{first.day} → {now.day} {_short_month(now, today)}"
    far = max(abs(first - today), abs(now - today), now - first) > WITHOUT_YEAR
    return f"{_short_month(first, today, far)} → {_short_month(now, today, far)}"


def moves_in_words(slip: Slip) -> str:
    """Nothing for a first move, then `second move`, `third move`."""
    if slip.moves < 2:
        return ""
    ordinal = _ORDINALS[slip.moves] if slip.moves < len(_ORDINALS) else f"{slip.moves}th"
    return f"{ordinal} move"


def dates_in_words(slip: Slip, today: date) -> str:
    """`Oct → Jan, second move`."""
    return ", ".join(part for part in (slip_in_words(slip, today), moves_in_words(slip)) if part)


def _short_month(day: date, today: date, with_year: bool = False) -> str:
    far = with_year or abs(day - today) > WITHOUT_YEAR
    return MONTHS[day.month - 1][:3] + (f" {day.year}" if far else "")


def changes_in_words(changes: Changes) -> str:
    """`6 improved, 2 worsened, 3 done`, then what was closed, paused or resumed; what is nought is left
    out, `nothing moved` where all are.
    """
    said = [("improved", changes.improved), ("worsened", changes.worsened), ("done", changes.done)]
    said += [("closed", changes.closed), ("paused", changes.paused), ("resumed", changes.resumed)]
    return ", ".join(f"{number} {word}" for word, number in said if number) or "nothing moved"


def since_in_words(digest: Digest) -> str | None:
    """`Since 10 Sep: 6 improved, 2 worsened, 3 done`; None before the first meeting that was held."""
    if digest.since is None:
        return None
    # The weekday of a meeting weeks ago tells nobody anything.
    day = date_in_words(digest.since.date(), digest.today).partition(" ")[2]
    return f"Since {day}: {changes_in_words(digest.changes)}"


def count_in_words(digest: Digest, count: Count) -> str:
    """`12 🟢 On track`."""
    return f"{count.number} {digest.label(count.status).label}"


def status_in_words(digest: Digest, action: ActionDetail) -> str:
    """`🟠 At risk (was 🟢 On track)`; `🔵 Complete, to be confirmed`."""
    said = digest.label(action.status).label
    if action.status == "complete":
        said += ", confirmed" if action.confirmed else ", to be confirmed"
    return f"{said} (was {digest.label(action.was).label})" if action.was else said


def asked_in_words(silent: Silent, today: date) -> str:
    """`all asked since Mon 2 Nov: Support Officer; …`, by post; nothing while somebody is left to ask."""
    if not silent.asked or silent.asked_on is None:
        return ""
    return f"all asked since {date_in_words(silent.asked_on, today)}: {'; '.join(silent.asked)}"


def silence_in_words(heard_on: date | None, today: date) -> str:
    """`not heard of since Wed 2 Sep`, or `nothing heard yet`."""
    return f"not heard of since {date_in_words(heard_on, today)}" if heard_on else "nothing heard yet"


def overdue_in_words(overdue: Overdue, today: date) -> str:
    """`due Fri 13 Nov`."""
    return f"due {due_in_words(overdue.due, today)}"
