"""`make bench`: every benchmark, one after the other, and one table at the end."""

import gc
import os
import platform
import sqlite3
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.collecting import COLLECT_EVERY
from tests.benchmarks import (
    at_rest,
    fifty_at_once,
    nudge_planning,
    plain_reading,
    practice_page,
    sheet_reading,
    update_cost,
    update_growth,
)
from tests.benchmarks.measuring import BLOCKS, Finding, table

BENCHMARKS: dict[str, Callable[[Path], list[Finding]]] = {
    "at_rest": at_rest.measure,
    "update_cost": update_cost.measure,
    "update_growth": update_growth.measure,
    "nudge_planning": nudge_planning.measure,
    "plain_reading": plain_reading.measure,
    "practice_page": practice_page.measure,
    "fifty_at_once": fifty_at_once.measure,
    "sheet_reading": sheet_reading.measure,
}


def main(chosen: list[str]) -> None:
    """Run the benchmarks named, or all of them."""
    findings: list[Finding] = []
    gc.set_threshold(COLLECT_EVERY)  # as the program has it, and what is loaded is not looked through
    gc.freeze()
    for name in chosen or list(BENCHMARKS):
        begun = perf_counter()
        print(f"{name} …", end=" ", flush=True)
        with TemporaryDirectory(prefix="loip-bench-") as folder:
            findings += BENCHMARKS[name](Path(folder))
        print(f"{perf_counter() - begun:.0f} s")
    print(f"\n{table(findings)}\n\n{_footnote()}")


def _footnote() -> str:
    return (
        "Ratio: median of the rounds over the median(s) of the yardstick, taken in turn in the same run. "
        f"It repeats within\nthe lowest and highest ratio of {BLOCKS} stretches of the rounds. "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, Bolt {version('slack-bolt')}, "
        f"SQLAlchemy {version('sqlalchemy')};\n{os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f} at the end."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
