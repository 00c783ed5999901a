"""What a year came to, for a person to read. Pure: figures in, lines out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from tests.year.counting import (
    Board,
    Log,
    Rules,
    acted_on,
    answering,
    broken,
    by_person,
    confirmed_at,
    lines,
    messages_a_week,
)

MESSAGES_AIM, CONFIRMED_AIM = 1.2, 0.95


@dataclass(frozen=True, slots=True)
class Played:
    """A year that was played. `people` are those on Slack, `unheard` what the register says otherwise of."""

    log: Log
    rules: Rules
    people: tuple[str, ...]
    actions: tuple[str, ...]
    boards: tuple[Board, ...]
    weeks: float
    acts: int
    unkept: tuple[str, ...] = ()
    notes: dict[str, int] = field(default_factory=dict)

    def report(self) -> Iterator[str]:
        """Every figure, the aim beside it; what breaks a zero, message by message."""
        yield from self._aims()
        found = broken(self.log, self.rules)
        yield "\nWhat has to be 0, of what people saw"
        for name, each in found.items():
            yield f"  {len(each):5}  {name}"
        if any(found.values()):
            yield "\nWhich messages"
            yield from lines(found)
        yield from self._unkept()

    @property
    def is_clean(self) -> bool:
        """Whether every zero is 0."""
        return not any(broken(self.log, self.rules).values())

    def _aims(self) -> Iterator[str]:
        rate = messages_a_week(self.log, len(self.people), self.weeks)
        yield f"{_verdict(rate <= MESSAGES_AIM)}  {rate:.2f} messages per person and week (aim: at most {MESSAGES_AIM})"
        most, number = by_person(self.log).most_common(1)[0]
        yield f"        {number / self.weeks:.2f} to whoever had most, {most}"
        for words, within in (("a day", timedelta(days=1)), ("a week", timedelta(days=7))):
            acted, asking = acted_on(self.log, within)
            yield f"        {_share(acted, asking)} of messages that asked something were acted on within {words}"
        share = answering(self.log, self.people)
        yield f"        {share:.0%} of people answer at least half of what they are asked within a week"
        yield f"        {self.acts} acts of {len(self.people)} people"
        for board in self.boards:
            confirmed, of, _ = confirmed_at(self.log.said, self.actions, board.at, self.rules)
            words = f"of open actions confirmed at the Board of {board.at:%d %b %Y}"
            met = _verdict(confirmed >= CONFIRMED_AIM * of)
            yield f"{met}  {_share(confirmed, of)} {words} (aim: {CONFIRMED_AIM:.0%})"
        yield from (f"        {name}: {number}" for name, number in self.notes.items() if number)

    def _unkept(self) -> Iterator[str]:
        if self.unkept:
            yield f"\n{len(self.unkept)} acts were not kept, and the person was told why; the first:"
            yield from (f"  {' '.join(each.split())[:300]}" for each in self.unkept[:8])


def _verdict(met: bool) -> str:
    return "met   " if met else "MISSED"


def _share(part: int, whole: int) -> str:
    return f"{part / whole if whole else 0:.1%} ({part} of {whole})"
