"""Rounds taken in turn, their medians and how well they repeat. Nothing of the bot is known here."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

BLOCKS = 5
"""A ratio is taken anew from each fifth of the rounds: between the lowest and the highest it repeats."""

Prepare = Callable[[int], Callable[[], object]]
"""Makes, outside the time taken, what one round does. The argument is the round's number, from 0."""


@dataclass(frozen=True, slots=True)
class Samples:
    """What each round of one subject came to, in the order of the rounds. The unit is the benchmark's own."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of all rounds."""
        return statistics.median(self.values)

    def blocks(self) -> list[float]:
        """The medians of `BLOCKS` runs of consecutive rounds."""
        size = max(1, len(self.values) // BLOCKS)
        return [statistics.median(self.values[n * size : (n + 1) * size]) for n in range(BLOCKS)]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table: a subject against its yardsticks' sum, and the most it is meant to come to."""

    what: str
    aim: float
    subject: Samples
    yardsticks: tuple[Samples, ...]
    medians: str

    @property
    def ratio(self) -> float:
        """The subject's median over the sum of the yardsticks' medians."""
        return self.subject.median / sum(yardstick.median for yardstick in self.yardsticks)

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest ratio of any block of rounds."""
        beneath = zip(*(yardstick.blocks() for yardstick in self.yardsticks), strict=True)
        ratios = [above / sum(below) for above, below in zip(self.subject.blocks(), beneath, strict=True)]
        return min(ratios), max(ratios)

    @property
    def is_met(self) -> bool:
        """Whether the aim is met."""
        return self.ratio <= self.aim

    @property
    def rounds(self) -> int:
        """How many rounds the subject had."""
        return len(self.subject.values)


def in_turn(rounds: int, subjects: Mapping[str, Prepare], warm_up: int = 0) -> dict[str, Samples]:
    """Milliseconds of every subject, one round of each after the other. The `warm_up` rounds do not count."""
    taken: dict[str, list[float]] = {name: [] for name in subjects}
    for number in range(warm_up + rounds):
        for name, prepare in subjects.items():
            act = prepare(number)
            begun = perf_counter()
            act()
            taken[name].append((perf_counter() - begun) * 1000)
    return {name: Samples(tuple(values[warm_up:])) for name, values in taken.items()}


def milliseconds(samples: Samples) -> str:
    """A median to read."""
    return f"{samples.median:.3f} ms" if samples.median < 100 else f"{samples.median:.0f} ms"


def table(findings: Sequence[Finding]) -> str:
    """The findings, for a person: two lines each."""
    width = max(len(finding.what) for finding in findings)
    lines = [f"{'':{width}}   ratio     aim            repeats within   rounds"]
    for finding in findings:
        low, high = finding.spread
        verdict = "met" if finding.is_met else "MISSED"
        lines.append(
            f"{finding.what:{width}}  {finding.ratio:6.2f}  {finding.aim:6.2f}  {verdict:6}"
            f"   {low:6.2f} to {high:5.2f}   {finding.rounds:6}"
        )
        lines.append(f"    {finding.medians}")
    return "\n".join(lines)
