"""The program's entry: `python -m bot` is `loip`.

What may live here: how the interpreter is set before anything else is loaded.
"""

import gc

COLLECT_EVERY = 50_000
"""New objects between two looks for garbage. Python's own 700 spends a fifth of the start, and as much of planning a
nudge, looking through what is not garbage."""


def main() -> None:
    """Run the program."""
    gc.set_threshold(COLLECT_EVERY)
    from bot.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
