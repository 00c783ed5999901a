"""What is told once at the top of the page after an act, kept between the act and the page that shows it.

In memory and bounded: a notice that is no longer there is simply not shown.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from bot.practice.page.room import Told

MOST_KEPT = 200
MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Notice:
    """Words for the top of the page, and what somebody typed that is to be given back.

    `alert` is for what went wrong. `draft` goes back into the composer, the thread's if `in_thread`. `untold` is
    how many messages there were before those `told`.
    """

    words: str = ""
    alert: bool = False
    told: tuple[Told, ...] = ()
    untold: int = 0
    draft: str = ""
    in_thread: bool = False


class Notices:
    """The notices of the last while, each under a name that cannot be guessed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[str, Notice] = OrderedDict()

    def keep(self, notice: Notice) -> str:
        """Keep a notice; its name. Nothing to say has the name ""."""
        if notice == Notice():
            return ""
        name = secrets.token_urlsafe(12)
        with self._lock:
            self._kept[name] = notice
            while len(self._kept) > MOST_KEPT or (
                len(self._kept) > 1 and self._characters() > MOST_CHARACTERS
            ):
                self._kept.popitem(last=False)
        return name

    def find(self, name: str) -> Notice:
        """The notice of this name, or one that says nothing."""
        with self._lock:
            return self._kept.get(name, Notice())

    def _characters(self) -> int:
        return sum(len(notice.draft) for notice in self._kept.values())
