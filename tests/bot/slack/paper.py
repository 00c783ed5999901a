"""A Slack on paper: keeps `SlackSender`'s contract without a network, for tests of what lies behind it."""

import math
from dataclasses import dataclass, field
from itertools import count
from threading import Lock

from bot.slack.outcomes import Outcome, Sent, Unknown, outcome_of_answer, outcome_of_fault
from bot.slack.sender import Letter

ARRIVES = ("drop_after_accepting", "accept_then_")


@dataclass(frozen=True)
class Delivered:
    """A message that arrived: its outbox key, where it is, the thread it is in, its words."""

    key: str
    channel: str
    ts: str
    thread_ts: str | None
    text: str


@dataclass
class PaperSlack:
    """Takes whatever is sent. `fail` has the next sends (or, with `search`, the next look) go wrong."""

    box: list[Delivered] = field(default_factory=list)
    sends: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    _orders: list[tuple[str, float]] = field(default_factory=list)
    _search_orders: list[str] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _lock: Lock = field(default_factory=Lock)

    def fail(self, how: str, times: int = 1, retry_after: float = 1, search: bool = False) -> None:
        """As `PracticeSlack.fail` has it, but for slowness."""
        if search:
            self._search_orders += [how] * times
        else:
            self._orders += [(how, retry_after)] * times

    def send(self, letter: Letter) -> Outcome:
        """Send it, or fail as asked."""
        with self._lock:
            self.sends.append(letter.row.key)
            how, retry_after = self._orders.pop(0) if self._orders else ("", math.nan)
            if how and not how.startswith(ARRIVES):
                return outcome_of(how, retry_after)
            sent = self._deliver(letter)
            return outcome_of(how, retry_after) if how else sent

    def find_sent(self, letter: Letter) -> Outcome | None:
        """Look among what arrived."""
        with self._lock:
            self.looks.append(letter.row.key)
            if self._search_orders:
                return outcome_of(self._search_orders.pop(0), math.nan)
            if letter.row.kind not in ("message", "lines"):
                return None
            found = [each for each in self.box if each.key == letter.row.key]
            return Sent(found[0].channel, found[0].ts) if found else None

    def _deliver(self, letter: Letter) -> Sent:
        if letter.row.kind == "respond":
            return Sent()
        ts = f"1793610000.{next(self._numbers):06d}"
        channel = letter.thread.channel if letter.thread else f"D{str(letter.row.channel)[1:]}"
        thread_ts = letter.thread.ts if letter.thread else None
        self.box.append(Delivered(letter.row.key, channel, ts, thread_ts, letter.payload.get("text", "")))
        return Sent(channel, ts)


def outcome_of(how: str, retry_after: float) -> Outcome:
    """What a failure asked for looks like to a sender."""
    if how == "ratelimited":
        return outcome_of_answer(429, "ratelimited", str(retry_after))
    if "http_" in how:
        return outcome_of_answer(int(how.partition("http_")[2]), "Internal Server Error")
    if "error:" in how:
        return outcome_of_answer(200, how.partition("error:")[2])
    if how == "refused_connection":
        return outcome_of_fault(ConnectionRefusedError())
    return Unknown("RemoteDisconnected")
