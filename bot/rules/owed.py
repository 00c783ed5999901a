"""What groups owe the Board, and reviews whose day is over: what stands, to whom it is told, and in which words. Pure.

What may live here: judging kept rows (`Values` by column) of duties, groups and risks against a day. A duty with no
day ("at regular intervals") is shown to who runs the register and who leads the group, and is never late.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.rules.dates import Due, date_in_words, due_in_words
from bot.rules.subjects import BY_TABLE
from bot.rules.subjects.calling import Values, day_words

AHEAD = relativedelta(months=1)
"""How long before its day what is owed is told."""

REVIEW = "a review of its membership"
_OVER = ("wound_up", "wound up", "replaced")
_INTERVALS = {"monthly": 1, "quarterly": 3, "six_monthly": 6, "yearly": 12}
"""Months between one and the next, where the cadence says."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is due. `table` and `id` are of its row; `who` owes it, `post` is whom to speak to there.

    `due` has no days where it is due at a meeting and no day is said; `often` says how often where neither is known.
    """

    table: str
    id: int
    who: str
    what: str
    due: Due
    period: str | None = None
    post: str | None = None
    to: str = "the Board"
    often: str | None = None


def owed_to(
    duties: Iterable[Values], meeting_id: int, group_id: int | None, is_board: bool, on: date
) -> list[Values]:
    """The duties not done that a meeting on this day is owed, the earliest first.

    Those tied to it, and those due by then to its group. What is owed to no group that is named is the Board's.
    """
    to_it = (group_id, None) if is_board else (group_id,)
    found = [
        duty
        for duty in _open(duties)
        if duty["meeting_id"] == meeting_id
        or (duty["to_group_id"] in to_it and duty["latest"] is not None and duty["latest"] <= on)
    ]
    return sorted(found, key=_by_day)


def due_soon(duties: Iterable[Values], today: date, coming_id: int | None) -> list[Values]:
    """The duties not done whose day is over, comes within a month, or is the coming Board's; the earliest first."""
    until = today + AHEAD
    found = [
        duty
        for duty in _open(duties)
        if (duty["latest"] is not None and duty["latest"] <= until)
        or (coming_id is not None and duty["meeting_id"] == coming_id)
    ]
    return sorted(found, key=_by_day)


def owed_by(duties: Iterable[Values], group_ids: Collection[int], today: date) -> list[Values]:
    """What these groups owe, from a month before its day until it is done; the earliest first."""
    return [duty for duty in due_soon(duties, today, None) if duty["group_id"] in group_ids]


def undated(duties: Iterable[Values]) -> list[Values]:
    """The duties not done that have neither a day nor a meeting: those at regular intervals, mostly."""
    return [duty for duty in _open(duties) if _is_undated(duty)]


def often_of(duty: Values) -> str | None:
    """How often a duty with neither a day nor a meeting is owed, in a sentence; None for one that has either."""
    if not _is_undated(duty):
        return None
    said = str(dict(BY_TABLE["duties"].field("cadence").choices).get(duty["cadence"], duty["cadence"]))
    return str(duty["date_words"] or _first_down(said.partition(" (")[0]))


def reviews_passed(rows: Iterable[Values], today: date) -> list[Values]:
    """The groups or risks whose review was due before today; those wound up, replaced or closed are left out."""
    late = [
        row
        for row in rows
        if row["review_on"] is not None
        and row["review_on"] < today
        and row["state"] not in (*_OVER, "closed")
    ]
    return sorted(late, key=lambda row: (row["review_on"], row["id"]))


def what_of(duty: Values) -> str:
    """What a duty is for, in its own words or as its kind is called."""
    kinds = dict(BY_TABLE["duties"].field("kind").choices)
    return str(duty["words"] or kinds.get(duty["kind"], duty["kind"]))


def due_of(row: Values) -> Due:
    """When a duty is due."""
    return Due(row["earliest"], row["latest"], row["precision"], row["date_words"] or "")


def in_words(owed: Owed) -> str:
    """`Outcome Delivery Groups: six-monthly report (1 Oct to 31 Mar)`; when it is due is said apart."""
    return f"{owed.who}: {_what_and_period(owed)}"


def to_lead(owed: Owed, today: date) -> str:
    """What the owing group's lead officer is told: `From your group (…) to the Board, due Fri 10 Jun: a report`."""
    return f"From your group ({owed.who}) to {owed.to}, {falls(owed, today)}: {_what_and_period(owed)}"


def of_group(owed: Owed, today: date) -> str:
    """What stands under the group itself: `To the Board: a report (1 Oct to 31 Mar), due Fri 10 Jun`."""
    return f"To {owed.to}: {_what_and_period(owed)}, {falls(owed, today)}"


def falls(owed: Owed, today: date) -> str:
    """When it is due; `at regular intervals (no day set)` where only that is known, said once."""
    if not owed.often:
        return when(owed.due, today)
    is_said = owed.often.casefold() in owed.what.casefold()
    return "no day set" if is_said else f"{owed.often} (no day set)"


def when(due: Due, today: date) -> str:
    """`due Fri 10 Jun`, `was due Fri 10 Jun`, or `due at the meeting` where no day is said."""
    if due.latest is None:
        return "due at the meeting"
    said = date_in_words(due.latest, today) if due.precision == "day" else due_in_words(due, today)
    return f"{'was due' if due.latest < today else 'due'} {said}"


def next_due(duty: Values) -> Due | None:
    """When the next is due after one that is done; None where the cadence or the day does not say."""
    months = _INTERVALS.get(duty["cadence"])
    if months is None or duty["latest"] is None or duty["precision"] == "meeting":
        return None
    later = relativedelta(months=months)
    earliest = duty["earliest"] or duty["latest"]
    return Due(earliest + later, duty["latest"] + later, duty["precision"])


def notes_on_done(duty: Values, before: Values | None) -> Iterator[str]:
    """What is offered once a duty is done: the day of the next, where that is known."""
    newly = duty["done_on"] is not None and (before is None or before["done_on"] != duty["done_on"])
    following = next_due(duty) if newly else None
    if following is None or following.latest is None:
        return
    exact = following.precision == "day"
    said = day_words(following.latest) if exact else due_in_words(following, following.latest)
    yield (
        f"The next would be due {said}. To have it asked for then, put that under “Next due” and empty “Done on”."
    )


def _open(duties: Iterable[Values]) -> Iterator[Values]:
    return (duty for duty in duties if duty["done_on"] is None)


def _is_undated(duty: Values) -> bool:
    return duty["latest"] is None and duty["meeting_id"] is None


def _by_day(duty: Values) -> tuple[date, int]:
    return duty["latest"] or date.max, duty["id"]


def _what_and_period(owed: Owed) -> str:
    return _first_down(owed.what) + (f" ({owed.period})" if owed.period else "")


def _first_down(words: str) -> str:
    """`A report` within a sentence is `a report`; `ODG report` stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
