"""What an update costs as the register grows: 100,000 actions (and a million updates) against 100 (and a thousand)."""

from pathlib import Path

from tests.benchmarks.large_register import large_register
from tests.benchmarks.measuring import Finding, in_turn, milliseconds
from tests.benchmarks.slack_requests import Officers

LARGE, SMALL, ACTIONS_AN_OFFICER = 100_000, 100, 10
ROUNDS, WARM_UP = 600, 50


def measure(folder: Path) -> list[Finding]:
    """The ratio of the two."""
    with (
        Officers(large_register(folder / "small.db", SMALL, SMALL // ACTIONS_AN_OFFICER)) as few,
        Officers(large_register(folder / "large.db", LARGE, LARGE // ACTIONS_AN_OFFICER)) as many,
    ):
        taken = in_turn(ROUNDS, {"small": few.say, "large": many.say}, WARM_UP)
    large, small = taken["large"], taken["small"]
    words = f"{LARGE:,} actions {milliseconds(large)}; {SMALL} actions {milliseconds(small)}"
    return [Finding(f"Update at {LARGE:,} actions : at {SMALL}", 1.2, large, (small,), words)]
