"""The program's entry: `python -m bot` is `loip`.

What may live here: how the interpreter is set before anything else is loaded.
"""

import gc

from bot.collecting import COLLECT_EVERY, loading


def main() -> None:
    """Run the program."""
    gc.set_threshold(COLLECT_EVERY)
    with loading():
        from bot.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
