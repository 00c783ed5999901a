"""The outbox as lines of text, for the command line."""

from collections.abc import Sequence

from bot.rules.outbox import Moved, NoSuchMessage, OutboxEntry, WrongState


def outbox_lines(entries: Sequence[OutboxEntry]) -> list[str]:
    """One line a message, the parked ones' reasons under them."""
    if not entries:
        return ["Nothing waits and nothing is parked."]
    lines = []
    for entry in entries:
        lines.append(f"{entry.state:8}  {entry.key}  to {entry.to}  ({_tries(entry.attempts)})")
        if entry.why:
            lines.append(f"          {entry.why}")
    return lines


def moved_line(outcome: Moved | NoSuchMessage | WrongState) -> tuple[str, bool]:
    """What came of retry or drop, and whether it was done."""
    match outcome:
        case Moved(key, state, along):
            with_it = f", and {along} that follow it" if along else ""
            return f"{key} is {state} now{with_it}.", True
        case NoSuchMessage(key):
            return f"No message has the key {key!r}; `loip outbox list` shows them.", False
        case WrongState(key, state):
            return f"{key} is {state}: that cannot be changed.", False


def _tries(attempts: int) -> str:
    return "not tried yet" if attempts == 0 else f"tried {attempts} time{'' if attempts == 1 else 's'}"
