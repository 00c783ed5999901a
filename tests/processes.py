"""Processes for tests that need more than one, begun from a process in which what takes long is loaded already.

What may live here: starting them. That the program starts in a Python of its own is for other tests to show.
"""

import multiprocessing
import os
import runpy
import sys
import warnings
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerContext
from pathlib import Path

LOADED = [
    "bot.assembly",
    "storage.migrations",
    "alembic.command",
    "alembic.config",
    "dateutil.relativedelta",
    "holidays",
    "psycopg",
    "pydantic_settings",
    "rapidfuzz",
    "slack_bolt.adapter.socket_mode",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite",
    "sqlmodel",
    "yaml",
]
"""What takes long to load, and looks at nothing of its surroundings while it is loaded."""


def context() -> ForkServerContext:
    """What makes such processes. They know nothing of each other, nor of the test's threads and connections."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(LOADED)
    return made


def run_module(
    module: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float = 60
) -> tuple[int, str, str]:
    """Run a module to its end, with warnings as errors and nothing to read; its exit code, and what it wrote.

    Raises TimeoutError where it does not end in time.
    """
    output, errors = folder / ".stdout", folder / ".stderr"
    process = context().Process(
        target=_become, args=(module, list(arguments), dict(environment), folder, output, errors)
    )
    process.start()
    process.join(seconds)
    try:
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutError(f"{module} {arguments} did not end in {seconds} s")
        return process.exitcode, output.read_text(), errors.read_text()
    finally:
        process.close()
        output.unlink(missing_ok=True)
        errors.unlink(missing_ok=True)


def _become(
    module: str, arguments: list[str], environment: dict[str, str], folder: Path, output: Path, errors: Path
) -> None:
    """In the process itself: as if it had been started with this, and nothing else."""
    for path, number in ((output, 1), (errors, 2)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [module, *arguments]
    warnings.resetwarnings()
    warnings.simplefilter("error")
    runpy.run_module(module, run_name="__main__", alter_sys=True)
