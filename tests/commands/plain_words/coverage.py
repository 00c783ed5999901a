"""How much of the corpora is read rightly: `python -m tests.commands.plain_words.coverage` prints it.

A sentence is read rightly where its reading is the one written beside it; where a choice is wanted, where the choice
has what is written. It is within a tap where the right meaning is among the buttons. A wrong change is an update shown
as understood where none was said, or of another action, or with a status that was not said.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import yaml

from commands.plain_words.reading import read_plain
from commands.plain_words.readings import NotRead, Offer, Reading, Sure, Unsure
from tests.commands.plain_words.brief import brief, of_meaning
from tests.commands.plain_words.inverlath import names

TODAY = date(2026, 11, 2)
HERE = Path(__file__).parent
CORPUS, LEARNT, HOLD_OUT = HERE / "corpus.yaml", HERE / "learnt.yaml", HERE / "hold_out.yaml"


@dataclass(frozen=True)
class Published:
    """What is said of a set of sentences: its name, and the share read rightly, which is at least this much."""

    name: str
    share: float


PUBLISHED = {
    CORPUS: Published("Corpus, tuned on", 0.98),
    LEARNT: Published("Written meanwhile, tuned on (at first sight 75%)", 0.93),
    HERE / "hold_out_first.yaml": Published("First hold-out, tuned on since (at first sight 64%)", 0.96),
    HERE / "hold_out_second.yaml": Published("Second hold-out, tuned on since (at first sight 62%)", 0.96),
    HERE / "hold_out_third.yaml": Published("Third hold-out, tuned on since (at first sight 71%)", 0.96),
    HERE / "hold_out_fourth.yaml": Published("Fourth hold-out, tuned on since (at first sight 85%)", 0.93),
    HERE / "wishes.yaml": Published(
        "Second thoughts and wishes, tuned on (at first sight 34%, then 77% and 70%)", 0.93
    ),
    HOLD_OUT: Published("Hold-out, never tuned on", 0.91),
}
"""Every set of sentences. A hold-out that the grammar has learnt from is one no more; its first sight is kept here."""


@dataclass(frozen=True)
class Case:
    """A sentence, who says it, and the reading expected."""

    who: str
    sentence: str
    expected: str

    @cached_property
    def reading(self) -> Reading:
        return read_plain(self.sentence, names(), TODAY)

    @property
    def is_right(self) -> bool:
        if self.expected.startswith("unsure: "):
            return isinstance(self.reading, Unsure) and self._wanted <= self._offered
        return same(brief(self.reading), self.expected)

    @property
    def is_within_a_tap(self) -> bool:
        if self.is_right:
            return True
        return isinstance(self.reading, (Unsure, NotRead)) and bool(self._wanted & self._offered)

    @property
    def is_wrong_change(self) -> bool:
        """Whether an update is shown as understood that is not, or not just so, what was said."""
        sure = self.reading.meaning if isinstance(self.reading, Sure) else None
        if not isinstance(sure, Offer):
            return False
        wanted = [each.split(" ")[1:3] for each in self._wanted if each.startswith("offer ")]
        is_said = any(code == sure.code and sure.status in (None, status) for code, status in wanted)
        return not is_said or sure.words not in self.sentence

    @property
    def _wanted(self) -> set[str]:
        return set(self.expected.removeprefix("unsure: ").split(" / "))

    @property
    def _offered(self) -> set[str]:
        if isinstance(self.reading, Unsure):
            return set(map(of_meaning, self.reading.meanings))
        return set(map(of_meaning, self.reading.near)) if isinstance(self.reading, NotRead) else set()


def same(read: str, wanted: str) -> bool:
    """Whether two readings are one; a list is the same in whatever order it was narrowed."""
    if read.split(maxsplit=1)[0] == wanted.split(maxsplit=1)[0] and wanted.startswith(("list ", "who ")):
        return sorted(read.split()) == sorted(wanted.split())
    return read == wanted


@cache
def cases(corpus: Path) -> tuple[Case, ...]:
    """The sentences of a corpus, each read once however often it is asked for."""
    said = yaml.safe_load(corpus.read_text(encoding="utf-8"))
    return tuple(
        Case(who, sentence, expected) for who, entries in said.items() for sentence, expected in entries
    )


def share(found: Sequence[Case]) -> float:
    """The share read rightly, from 0 to 1."""
    return sum(case.is_right for case in found) / len(found)


def report(corpus: Path, name: str) -> str:
    """The shares in words, and what was read otherwise."""
    found = cases(corpus)
    right = sum(case.is_right for case in found)
    within = sum(case.is_within_a_tap for case in found)
    wrong = sum(case.is_wrong_change for case in found)
    shares = f"{right} read rightly ({right / len(found):.0%}), {within} rightly or within one tap"
    total = f"{name}: {len(found)} sentences, {shares} ({within / len(found):.0%}), {wrong} wrong changes"
    lines = [total]
    lines += [
        f"  {case.sentence!r}\n    wanted {case.expected}\n    read   {brief(case.reading)}"
        for case in found
        if not case.is_right
    ]
    return "\n".join(lines)


def main() -> None:
    """Print every set, the hold-out last."""
    for corpus, published in PUBLISHED.items():
        sys.stdout.write(report(corpus, published.name) + "\n")


if __name__ == "__main__":
    main()
