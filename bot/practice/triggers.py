"""Trigger ids: the right to open a form, for three seconds and once.

Pure: the time (seconds of a monotonic clock) is an argument.
"""

from dataclasses import dataclass, field
from itertools import count

LIFETIME = 3.0


@dataclass(frozen=True)
class Trigger:
    """What a trigger id stands for: who did something, when, and the view it was done in, if any."""

    person: str
    at: float
    root_view: str | None = None


class TriggerRefused(Exception):
    """A trigger id Slack does not honour; `code` is Slack's error."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Triggers:
    """The triggers handed out by one workspace."""

    lifetime: float = LIFETIME
    _live: dict[str, Trigger] = field(default_factory=dict)
    _spent: set[str] = field(default_factory=set)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def issue(self, person: str, now: float, root_view: str | None = None) -> str:
        """A new trigger id for what this person just did."""
        number = next(self._numbers)
        trigger_id = f"{1000000000000 + number}.{2000000000 + number}.{number:032x}"
        self._live[trigger_id] = Trigger(person, now, root_view)
        return trigger_id

    def spend(self, trigger_id: object, now: float) -> Trigger:
        """What the id stands for, never again. Refuses an unknown, expired or exchanged id."""
        if not isinstance(trigger_id, str) or trigger_id not in self._live:
            raise TriggerRefused("invalid_trigger_id")
        if trigger_id in self._spent:
            raise TriggerRefused("exchanged_trigger_id")
        trigger = self._live[trigger_id]
        if now - trigger.at > self.lifetime:
            raise TriggerRefused("expired_trigger_id")
        self._spent.add(trigger_id)
        return trigger
