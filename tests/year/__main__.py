"""`make year`: play the year of a seed and print what came of it. Ends with 1 where a count that has to be 0 is not."""

import gc
import os
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.collecting import COLLECT_EVERY
from bot.log import configure_log
from tests.year.cast import START, WEEKS, cast_of
from tests.year.playing import Year


def main(seed: int, weeks: int) -> bool:
    """Play so many weeks; whether every zero is 0."""
    configure_log("critical")  # a payload that is delivered twice on purpose makes errors that belong to it
    gc.set_threshold(COLLECT_EVERY)  # as the program has it
    cast, begun = cast_of(seed), perf_counter()
    with TemporaryDirectory(prefix="loip-year-") as folder:
        year = Year.begin(cast, seed, Path(folder))
        try:
            for week in range(weeks):
                year.play_until(START + timedelta(days=7 * week + 6))
                sys.stderr.write(f"\rweek {week + 1} of {weeks} …")
            played = year.played(weeks)
        finally:
            year.end()
    whom = f"{len(cast.players)} people and {len(cast.deeds)} actions, seed {seed}"
    spent = f"{perf_counter() - begun:.0f} s; load {os.getloadavg()[0]:.1f} at the end."
    sys.stderr.write("\n")
    sys.stdout.write("\n".join([f"{weeks} weeks of {whom}", "", *played.report(), "", spent, ""]))
    return played.is_clean


if __name__ == "__main__":
    chosen = [int(word) for word in sys.argv[1:]]
    sys.exit(0 if main(*(chosen + [1, WEEKS][len(chosen) :])) else 1)
