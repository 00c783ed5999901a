"""What tests of the courier stand on: a partnership with a workspace, messages in its outbox, and couriers."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from bot.clock import MovableClock, SystemClock
from schedules.courier import Compose, Courier, Sender
from schedules.settlement import Timing
from storage.engine import Database
from storage.records import Outbox, Workspace, id_of
from storage.repositories import Register
from storage.unit_of_work import reading, working
from tests.builders import CLERK, MONDAY, RegisterBuilder

QUICK = Timing(lease=0.4, channel_rest=0, back_off=(0.02, 0.02, 0.02), idle=0.05)


def no_file(partnership_id: int, payload: dict[str, Any]) -> dict[str, Any]:
    """For messages that ask for no file."""
    raise AssertionError("no file was asked for")


def no_words(register: Register, row: Outbox) -> dict[str, Any] | None:
    """For tests without lines."""
    raise AssertionError(f"nothing here is of kind lines: {row.key}")


@dataclass
class Stage:
    """A partnership's outbox, which may share its database with others. `clock` is the partnership's."""

    database: Database
    clock: MovableClock = field(default_factory=lambda: MovableClock(MONDAY))
    team_id: str = field(default_factory=lambda: f"T{uuid4().hex[:10].upper()}")

    def __post_init__(self) -> None:
        self.builder = RegisterBuilder(self.database, code=self.team_id.lower())
        self.workspace: Workspace = self.builder.workspace(self.team_id, token_digest=self.team_id)

    def put(self, key: str, channel: str | None = "UAILSA", text: str | None = None, **fields: Any) -> Outbox:
        """A message that is due."""
        given: dict[str, Any] = {
            "payload": {"text": text or f"The words of {key}"},
            "not_before": MONDAY,
            "created_at": MONDAY,
        } | fields
        return self.builder.add(Outbox(key=key, channel=channel, **given))

    def row(self, key: str) -> Outbox:
        """A message as it stands."""
        with reading(self.database) as look:
            found = look.register(self.builder.id).messages.with_key(key)
        assert found is not None
        return found

    def state(self, key: str) -> str:
        """A message's state."""
        return self.row(key).state

    def everything(self) -> list[Outbox]:
        """The whole outbox, oldest first."""
        with reading(self.database) as look:
            return list(look.register(self.builder.id).rows.all(Outbox))

    def courier(
        self, sender: Sender, compose: Compose = no_words, timing: Timing = QUICK, owner: str = "here"
    ) -> Courier:
        """A courier of this partnership's messages, with quick habits."""
        return Courier(
            self.database, self.clock, SystemClock(), self.only(sender), owner, compose, no_file, timing
        )

    def only(self, sender: Sender) -> Callable[[Workspace], Sender | None]:
        """The sender, for this partnership's workspace alone."""
        return lambda workspace: sender if workspace.team_id == self.team_id else None

    def claim(self, lease: float = QUICK.lease, owner: str = "somebody who died") -> Outbox:
        """Claim the next message as a courier would, and do nothing about it."""
        with working(self.database, CLERK, MONDAY) as work:
            row = work.register(self.builder.id).messages.claim(self.clock.now(), real_now(), lease, owner)
            work.commit()
        assert row is not None
        return row

    def change_workspace(self, **fields: Any) -> None:
        """Change the workspace's record."""
        with working(self.database, CLERK, MONDAY) as work:
            same = work.register(self.builder.id).rows.get(Workspace, id_of(self.workspace))
            for name, value in fields.items():
                setattr(same, name, value)
            work.commit()


def real_now() -> datetime:
    """Real time."""
    return SystemClock().now()


def until(done: Callable[[], bool], act: Callable[[], object], seconds: float = 10) -> None:
    """Repeat an act until something holds."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it never came about"
        act()
        time.sleep(0.01)
