"""A misspelt sentence read against a register of 2,000 actions, beside the same sentence against the sample's twelve.

Names and all are read afresh each time, as for a message. Slack waits three seconds for everything together; the
milliseconds stand in the table.
"""

from collections.abc import Callable
from pathlib import Path

from bot.rules.status import DEFAULT_KEY
from commands.plain_words.names import ACTION, Name, Names
from commands.plain_words.reading import read_plain
from tests.benchmarks.measuring import Finding, Prepare, in_turn, milliseconds
from tests.commands.plain_words.coverage import TODAY
from tests.commands.plain_words.inverlath import names

SENTENCE = "whats overdeu in povrety with the colege?"
ROUNDS, WARM_UP = 40, 3
FIRST = "Warm Green Quiet Early Shared Rural Winter Open Local Steady".split()
SECOND = "kitchen library allotment bursary helpline corridor workshop orchard laundry archive".split()
THIRD = "scheme pathway network charter toolkit voucher rota passport census lantern".split()


def measure(_folder: Path) -> list[Finding]:
    """The ratio of a sentence read against a large register to the same against a small one."""
    taken = in_turn(ROUNDS, {"small": _read(0), "large": _read(2_000)}, WARM_UP)
    ours, beside = taken["large"], taken["small"]
    words = f"2,000 actions {milliseconds(ours)}, meant to be below 100 ms; twelve {milliseconds(beside)}"
    return [Finding("A sentence read, large register : small", 5, ours, (beside,), words)]


def _read(more: int) -> Prepare:
    own = names().all
    titles = (
        f"{FIRST[n % 10]} {SECOND[n // 10 % 10]} {THIRD[n // 100 % 10]} number{n} for ward{n % 97}"
        for n in range(more)
    )
    named = [Name(ACTION, 10_000 + n, title, code=f"XYZ-{n:04d}") for n, title in enumerate(titles, 1)]

    def prepare(_number: int) -> Callable[[], None]:
        register = Names((*own, *named), DEFAULT_KEY)  # heard afresh: it remembers what it was asked
        return lambda: _check(read_plain(SENTENCE, register, TODAY))

    return prepare


def _check(read: object) -> None:
    assert read


_: Callable[[Path], list[Finding]] = measure
