"""How fast Slack lets an app post: about one message a second in a channel, a small burst tolerated.

Pure: the time (seconds of a monotonic clock) is an argument.
"""

import math
from dataclasses import dataclass, field


@dataclass
class Pace:
    """A bucket per channel holding `burst` messages, refilled at `per_second`."""

    per_second: float = 1.0
    burst: int = 4
    _left: dict[str, tuple[float, float]] = field(default_factory=dict, repr=False)

    def wait(self, channel: str, now: float) -> int:
        """Take one message's place; 0 if there was one, else the whole seconds to wait (`Retry-After`)."""
        left = self._refilled(channel, now)
        if left >= 1:
            self._left[channel] = (left - 1, now)
            return 0
        self._left[channel] = (left, now)
        return max(1, math.ceil((1 - left) / self.per_second))

    def _refilled(self, channel: str, now: float) -> float:
        left, then = self._left.get(channel, (float(self.burst), now))
        if math.isinf(self.per_second):
            return float(self.burst)
        return min(float(self.burst), left + (now - then) * self.per_second)


def unlimited() -> Pace:
    """A pace which refuses nothing, for tests of something else."""
    return Pace(per_second=math.inf, burst=1)
