"""What can come of putting a register back, as values."""

from dataclasses import dataclass

from bot.rules.register_json import UnreadableDocument


@dataclass(frozen=True, slots=True)
class Restored:
    """The register stands as the document has it; `already`: it did before. `rows` counts them all."""

    code: str
    name: str
    rows: int
    already: bool


@dataclass(frozen=True, slots=True)
class HeldOtherwise:
    """The database holds that partnership already, and says other things of it. Nothing was written."""

    code: str


@dataclass(frozen=True, slots=True)
class IdsTaken:
    """Another partnership's rows have the ids this register's have. Nothing was written."""

    code: str


RestoreOutcome = Restored | HeldOtherwise | IdsTaken | UnreadableDocument
