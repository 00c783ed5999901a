"""The messages of one channel, kept in order of their ts: what lasts, and what only one person was shown.

Pure: who is a member is an argument. The workspace holds the lock.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge

from bot.practice.entities import Message


def _ts(message: Message) -> str:
    return message.ts


@dataclass
class Stream:
    """One channel's messages. Deleted ones stay in the lists and are never handed out."""

    _lasting: list[Message] = field(default_factory=list)
    _shown: dict[str, list[Message]] = field(default_factory=dict)
    _replies: dict[str, list[Message]] = field(default_factory=dict)

    def add(self, message: Message) -> None:
        """Put a message in its place; one stamped earlier than others goes before them."""
        alone = message.ephemeral_to
        insort(self._lasting if alone is None else self._shown.setdefault(alone, []), message, key=_ts)
        if message.is_reply and alone is None:
            insort(self._replies.setdefault(str(message.thread_ts), []), message, key=_ts)

    def lasting(self) -> list[Message]:
        """What everybody in the channel sees, replies included, oldest first."""
        return [message for message in self._lasting if not message.deleted]

    def find(self, ts: object) -> Message | None:
        """A lasting message by its ts."""
        return _find(self._lasting, ts)

    def find_shown(self, person_id: str, ts: object) -> Message | None:
        """A message only this person was shown, by its ts."""
        return _find(self._shown.get(person_id, []), ts)

    def thread(self, ts: str) -> list[Message]:
        """A lasting message and the lasting replies to it, oldest first."""
        root = self.find(ts)
        replies = [message for message in self._replies.get(ts, []) if not message.deleted]
        return [root, *replies] if root else replies

    def shown_in_thread(self, person_id: str, ts: str) -> list[Message]:
        """The replies to a message only this person was shown, oldest first."""
        shown = self._shown.get(person_id, [])
        return [m for m in shown if m.is_reply and m.thread_ts == ts and not m.deleted]

    def before(self, person_id: str, member: bool, ts: str | None) -> Iterator[Message]:
        """What the person sees at top level earlier than `ts` (of all, if None), newest first."""
        for message in merge(
            *(_back(kept, ts) for kept in self._seen(person_id, member)), key=_ts, reverse=True
        ):
            if not message.is_reply and not message.deleted:
                yield message

    def unread(self, person_id: str, member: bool, after: str) -> Iterator[Message]:
        """What others wrote later than `after` that the person sees, replies included, in no one order."""
        for kept in self._seen(person_id, member):
            for index in range(bisect_right(kept, after, key=_ts), len(kept)):
                if kept[index].user != person_id and not kept[index].deleted:
                    yield kept[index]

    def last(self, person_id: str, member: bool) -> str:
        """The ts of the last thing the person could have seen; nothing if there is none."""
        return max((kept[-1].ts for kept in self._seen(person_id, member) if kept), default="")

    def _seen(self, person_id: str, member: bool) -> list[list[Message]]:
        alone = self._shown.get(person_id, [])
        return [self._lasting, alone] if member else [alone]


def _find(kept: list[Message], ts: object) -> Message | None:
    if not isinstance(ts, str):
        return None
    index = bisect_left(kept, ts, key=_ts)
    found = kept[index] if index < len(kept) else None
    return found if found is not None and found.ts == ts and not found.deleted else None


def _back(kept: list[Message], ts: str | None) -> Iterator[Message]:
    for index in range(len(kept) if ts is None else bisect_left(kept, ts, key=_ts), 0, -1):
        yield kept[index - 1]
