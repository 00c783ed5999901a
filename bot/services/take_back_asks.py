"""Take back the barrier and the ask an update raised: when it is undone, or put right with others in their place."""

from datetime import datetime

from storage.records import Ask
from storage.repositories import Register


def take_back_asks(register: Register, action_id: int, update_id: int, at: datetime) -> None:
    """Resolve the update's barrier and withdraw its ask, unless somebody has taken the ask further."""
    for barrier in register.updates.open_barriers(action_id):
        if barrier.update_id == update_id:
            barrier.resolved_at = at
    for glance in register.asks.of_update(update_id):
        ask = register.rows.get(Ask, glance.id)
        if ask is not None and ask.state == "raised":
            ask.state = "withdrawn"
