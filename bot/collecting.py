"""How often Python looks for garbage. What may live here: when it looks, and when it does not."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

COLLECT_EVERY = 50_000
"""New objects between two looks for garbage. Python's own 700 spends a fifth of the start, and as much of planning a
nudge, looking through what is not garbage."""


@contextmanager
def loading() -> Iterator[None]:
    """While modules are loaded nothing is garbage: what they made is looked through neither now nor later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
