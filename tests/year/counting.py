"""Counting over what people saw and said. Pure: a log of messages read and words said in, counts out.

What may live here: what a year is judged by. Everything is worked out from what was on people's screens and when; the
bot's own tables, rules and calendar have no part in it.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

WORD, MILESTONE = "word", "milestone"
MET, NEW_DATE, SNOOZED, HANDED = "met", "new_date", "snoozed", "handed"

SETTLED = ("complete", "closed", "paused")
"""Statuses of which nobody has to be heard."""

WORKING_HOURS = (9, 17)
PAPERS_DAYS = 10
"""Working days before papers close from which an action silent since the last Board may be asked about."""

REMINDED_DAYS = 14
"""Days before a milestone's new date from which a reminder of it is no question that had been answered."""

ACTED_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a message asked: for a word about an action, or after a milestone of it by its title."""

    code: str
    milestone: str | None = None

    def __str__(self) -> str:
        return self.code if self.milestone is None else f'{self.code} "{self.milestone}"'


@dataclass(frozen=True, slots=True)
class Read:
    """A message of the bot's on somebody's screen. `prompted`: it came in answer to what the same person did.

    `key` is the sending key it carried, or nothing; `words` are all that could be read in it.
    """

    person: str
    at: datetime
    asked: tuple[Question, ...] = ()
    prompted: bool = False
    key: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Something said of an action that the bot told it had kept. `kind` is `WORD`, `MET`, `NEW_DATE` or `SNOOZED`.

    `until` is the day of a new date or the end of a snooze. `by` is the way it was said.
    """

    person: str
    at: datetime
    code: str
    kind: str = WORD
    milestone: str | None = None
    status: str | None = None
    until: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """A meeting of the Board: its instant, the day its papers closed."""

    at: datetime
    papers_due: date


@dataclass(frozen=True, slots=True)
class Reader:
    """How a person may be written to: their zone, the days of leave they have told of, and their quiet hours.

    A leave is (told at, first day, last day): before it was told nobody could know.
    """

    zone: ZoneInfo
    leave: tuple[tuple[datetime, date, date], ...] = ()
    quiet: tuple[tuple[datetime, frozenset[int]], ...] = ()

    def is_away(self, at: datetime) -> bool:
        """Whether an instant lies in a leave that had been told of by then."""
        day = at.astimezone(self.zone).date()
        return any(told <= at and first <= day <= last for told, first, last in self.leave)

    def is_quiet(self, at: datetime) -> bool:
        """Whether it lies in quiet hours that had been asked for by then."""
        hour = at.astimezone(self.zone).hour
        return any(told <= at and hour in hours for told, hours in self.quiet)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the year is judged by: the partnership's zone and working days, its limit of days, its Boards.

    A word stands for `limit_days`. `early_days` before that it may be asked for anew; and `before_board_days` before a
    Board, where it would be older than the limit on the day.
    """

    zone: ZoneInfo
    is_worked: Callable[[date], bool]
    limit_days: int
    boards: tuple[Board, ...]
    readers: Mapping[str, Reader]
    early_days: int = 0
    before_board_days: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """A message that ought not to have come: to whom, when, and why."""

    read: Read
    why: str

    def __str__(self) -> str:
        at = self.read.at.strftime("%a %d %b %Y %H:%M UTC")
        return f"{at} to {self.read.person} [{self.read.key}]: {self.why}"


@dataclass(slots=True)
class Log:
    """Everything read and everything said, in order."""

    read: list[Read] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def unprompted(self) -> list[Read]:
        """What came without the reader having done anything."""
        return [read for read in self.read if not read.prompted]


# -- what must be 0


def asked_what_was_answered(log: Log, rules: Rules) -> list[Broken]:
    """Asked about something that stood answered, by whomever, and that nothing had reopened since."""
    memory = _Memory(log.said)
    return [
        Broken(read, f"asked about {question}: {why}")
        for read in log.unprompted()
        for question in read.asked
        if (why := memory.answered(question, read.at, rules))
    ]


def asked_twice_in_a_day(log: Log, rules: Rules) -> list[Broken]:
    """Asked about the same thing twice on one day, be it in one message or in two."""
    found: list[Broken] = []
    seen: Counter[tuple[str, date, Question]] = Counter()
    for read in log.unprompted():
        for question in read.asked:
            which = read.person, _day(read, rules), question
            seen[which] += 1
            if seen[which] > 1:
                found.append(Broken(read, f"asked about {question} a second time that day"))
    return found


def outside_hours(log: Log, rules: Rules) -> list[Broken]:
    """Written to on a closed day, outside nine to five on the reader's own clock, or in their quiet hours."""
    return [Broken(read, why) for read in log.unprompted() if (why := _untimely(read, rules))]


def on_leave(log: Log, rules: Rules) -> list[Broken]:
    """Written to on a day of leave that the reader had told of."""
    return [
        Broken(read, "on leave") for read in log.unprompted() if rules.readers[read.person].is_away(read.at)
    ]


def second_of_a_day(log: Log, rules: Rules) -> list[Broken]:
    """Any message that was the reader's second or later of the day."""
    seen: dict[tuple[str, date], Read] = {}
    found = []
    for read in log.unprompted():
        first = seen.setdefault((read.person, _day(read, rules)), read)
        if first is not read:
            found.append(Broken(read, f"the second that day, after [{first.key}]"))
    return found


def sent_twice(log: Log, rules: Rules) -> list[Broken]:
    """The same message again: by its sending key ever, or by every word of it on one day."""
    keys: set[tuple[str, str]] = set()
    texts: set[tuple[str, date, str]] = set()
    found = []
    for read in log.unprompted():
        by_key, by_words = (read.person, read.key), (read.person, _day(read, rules), read.words)
        if (read.key and by_key in keys) or by_words in texts:
            found.append(Broken(read, "the same message again"))
        keys.add(by_key)
        texts.add(by_words)
    return found


ZEROS: Mapping[str, Callable[[Log, Rules], list[Broken]]] = {
    "asked about what had been answered": asked_what_was_answered,
    "asked twice about the same thing in a day": asked_twice_in_a_day,
    "written to outside their working or quiet hours": outside_hours,
    "written to on leave": on_leave,
    "more than one unprompted message in a day": second_of_a_day,
    "sent twice": sent_twice,
}
"""Every count that must be 0, by what it is called."""


def broken(log: Log, rules: Rules) -> dict[str, list[Broken]]:
    """Every zero, and each message that breaks it."""
    return {name: count(log, rules) for name, count in ZEROS.items()}


# -- what is aimed at


def messages_a_week(log: Log, people: int, weeks: float) -> float:
    """Unprompted messages per person and week."""
    return len(log.unprompted()) / people / weeks


def acted_on(log: Log, within: timedelta = ACTED_WITHIN) -> tuple[int, int]:
    """How many unprompted messages that asked something were acted on by their reader in time, and of how many."""
    spoke: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for said in sorted(log.said, key=lambda one: one.at):
        spoke[said.person, said.code].append(said.at)
    asking = [read for read in log.unprompted() if read.asked]
    acted = sum(
        any(_any_between(spoke[read.person, each.code], read.at, read.at + within) for each in read.asked)
        for read in asking
    )
    return acted, len(asking)


def confirmed_at(
    said: Iterable[Said], actions: Iterable[str], at: datetime, rules: Rules
) -> tuple[int, int, tuple[str, ...]]:
    """How many open actions had been heard of within the limit at an instant, of how many, and which had not.

    What is complete, closed or paused is not open: nobody is asked about it.
    """
    last: dict[str, Said] = {}
    status: dict[str, str] = {}
    for each in sorted(said, key=lambda one: one.at):
        if each.at <= at and each.kind in (WORD, MET, NEW_DATE):
            last[each.code] = each
            status[each.code] = each.status or status.get(each.code, "")
    open_ones = [code for code in actions if status.get(code) not in SETTLED]
    today = at.astimezone(rules.zone).date()
    silent = tuple(
        code
        for code in open_ones
        if code not in last or (today - last[code].at.astimezone(rules.zone).date()).days > rules.limit_days
    )
    return len(open_ones) - len(silent), len(open_ones), silent


def answering(log: Log, people: Iterable[str], within: timedelta = ACTED_WITHIN) -> float:
    """The share of people who act on at least half of the messages that ask them something, in time."""
    shares = []
    for person in people:
        own = Log(
            [read for read in log.read if read.person == person],
            [each for each in log.said if each.person == person],
        )
        acted, of = acted_on(own, within)
        if of:
            shares.append(acted * 2 >= of)
    return sum(shares) / len(shares) if shares else 0.0


def by_person(log: Log) -> Counter[str]:
    """Unprompted messages by person."""
    return Counter(read.person for read in log.unprompted())


# -- looking back


class _Memory:
    """What had been said of each action and milestone by an instant."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._of_action: dict[str, list[Said]] = defaultdict(list)
        self._of_milestone: dict[Question, list[Said]] = defaultdict(list)
        for each in sorted(said, key=lambda one: one.at):
            self._of_action[each.code].append(each)
            if each.milestone is not None:
                self._of_milestone[Question(each.code, each.milestone)].append(each)

    def answered(self, question: Question, at: datetime, rules: Rules) -> str:
        """Why there was no need to ask; empty where there was."""
        snooze = self._last(self._of_action[question.code], at, (SNOOZED,))
        today = at.astimezone(rules.zone).date()
        if snooze is not None and today < (ends := _snoozed_until(snooze, rules)):
            return f"snoozed until {ends} by {snooze.person}"
        if question.milestone is not None:
            return self._milestone(question, at, today)
        last = self._last(self._of_action[question.code], at, (WORD, MET, NEW_DATE))
        return _still_answers(last, today, rules) if last is not None else ""

    def _milestone(self, milestone: Question, at: datetime, today: date) -> str:
        last = self._last(self._of_milestone[milestone], at, (MET, NEW_DATE))
        if last is None or (last.kind == NEW_DATE and last.until is not None and today >= last.until):
            return ""
        if last.kind == NEW_DATE and last.until is not None and (last.until - today).days <= REMINDED_DAYS:
            return ""
        return f"{last.kind} was said by {last.person} on {last.at:%d %b %Y}"

    @staticmethod
    def _last(of: Sequence[Said], at: datetime, kinds: tuple[str, ...]) -> Said | None:
        place = bisect_left(of, at, key=lambda said: said.at)
        return next((said for said in reversed(of[:place]) if said.kind in kinds), None)


def _still_answers(last: Said, today: date, rules: Rules) -> str:
    """Why a word still stands: it is within the limit, and no Board has met since whose successor's papers are near."""
    on = last.at.astimezone(rules.zone).date()
    if (today - on).days > rules.limit_days - rules.early_days:
        return ""
    coming = _next_board(today, rules)
    if (coming - today).days <= rules.before_board_days and (coming - on).days > rules.limit_days:
        return ""
    if _papers_near(today, rules) and on <= _last_board(today, rules):
        return ""
    return f"{last.person} said {last.kind} by {last.by or 'the register'} on {on:%d %b %Y}"


def _snoozed_until(snooze: Said, rules: Rules) -> date:
    """The day a snooze ends: as it was wished, but never after the papers of the next Board close."""
    said_on = snooze.at.astimezone(rules.zone).date()
    closing = next((board.papers_due for board in rules.boards if board.papers_due >= said_on), date.max)
    return min(snooze.until or said_on, closing)


def _papers_near(today: date, rules: Rules) -> bool:
    closing = next((board.papers_due for board in rules.boards if board.papers_due >= today), None)
    return closing is not None and _worked_between(today, closing, rules) <= PAPERS_DAYS


def _last_board(today: date, rules: Rules) -> date:
    days = (board.at.astimezone(rules.zone).date() for board in rules.boards)
    return max((day for day in days if day < today), default=date.min)


def _next_board(today: date, rules: Rules) -> date:
    days = (board.at.astimezone(rules.zone).date() for board in rules.boards)
    return min((day for day in days if day >= today), default=date.max)


def _worked_between(first: date, last: date, rules: Rules) -> int:
    return sum(
        rules.is_worked(first + timedelta(days=number)) for number in range(1, (last - first).days + 1)
    )


def _untimely(read: Read, rules: Rules) -> str:
    reader = rules.readers[read.person]
    local = read.at.astimezone(reader.zone)
    first, last = WORKING_HOURS
    if not rules.is_worked(local.date()):
        return f"{local:%a %d %b} is a closed day"
    if not first <= local.hour < last:
        return f"{local:%H:%M} on the reader's own clock"
    return f"{local:%H:%M} is in their quiet hours" if reader.is_quiet(read.at) else ""


def _day(read: Read, rules: Rules) -> date:
    return read.at.astimezone(rules.readers[read.person].zone).date()


def _any_between(instants: Sequence[datetime], first: datetime, last: datetime) -> bool:
    return bisect_right(instants, last) > bisect_left(instants, first)


def lines(found: Mapping[str, Sequence[Broken]], most: int = 10) -> Iterator[str]:
    """Each message that broke a zero, for a person."""
    for name, each in found.items():
        yield from (f"  {name}: {one}" for one in each[:most])
        if len(each) > most:
            yield f"  {name}: and {len(each) - most} more"
