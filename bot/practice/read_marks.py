"""How far each person has read in each channel.

Pure bookkeeping of instants; what counts as unread is decided by the workspace.
"""

from dataclasses import dataclass, field


@dataclass
class ReadMarks:
    """For each person and channel, the ts up to which everything was read; an empty one for nothing."""

    _up_to: dict[str, dict[str, str]] = field(default_factory=dict)

    def up_to(self, person_id: str, channel_id: str) -> str:
        """The ts of the last message read, or nothing."""
        return self._up_to.get(person_id, {}).get(channel_id, "")

    def advance(self, person_id: str, channel_id: str, ts: str) -> None:
        """Everything up to `ts` was read; a mark never goes back."""
        marks = self._up_to.setdefault(person_id, {})
        marks[channel_id] = max(ts, marks.get(channel_id, ""))
