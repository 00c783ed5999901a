"""What else goes into a service's transaction: the messages that follow from it, written before the commit."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from storage.repositories import Register

Outcome = TypeVar("Outcome")

Also: TypeAlias = Callable[[Register, Outcome], None]
"""Called with the register and the outcome, just before the commit. It may add rows; it may not send."""


def nothing_else(_register: Register, _outcome: object) -> None:
    """The usual: nothing follows that has to be sent."""
