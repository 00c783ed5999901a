"""A gate: many may be inside at once; whoever changes everything waits until they are out.

What may live here: that, and nothing of what it guards.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, get_ident


class Gate:
    """Keeps those who use a thing apart from whoever replaces it.

    A thread inside may go in again, also while the gate is about to close; and it may close the gate itself.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._inside: Counter[int] = Counter()
        self._closing: int | None = None

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Be inside; waits while the gate is closed, or somebody waits to close it."""
        me = get_ident()
        with self._changed:
            self._changed.wait_for(lambda: self._closing in (None, me) or me in self._inside)
            self._inside[me] += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside[me] -= 1
                self._inside += Counter()  # forgets who is not inside any more
                self._changed.notify_all()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Have the inside to oneself: waits until everybody else is out, and keeps them out."""
        me = get_ident()
        with self._changed:
            self._changed.wait_for(lambda: self._closing is None)
            self._closing = me
        try:
            with self._changed:
                self._changed.wait_for(lambda: not set(self._inside) - {me})
            yield
        finally:
            with self._changed:
                self._closing = None
                self._changed.notify_all()
