"""What came of putting a register back, in a line. Pure."""

from bot.rules.register_json import UnreadableDocument
from bot.rules.restoring import HeldOtherwise, IdsTaken, Restored, RestoreOutcome


def restore_line(outcome: RestoreOutcome) -> str:
    """What happened, and where nothing did, what to do."""
    match outcome:
        case Restored(already=True):
            return f"{outcome.name} ({outcome.code}) is in the database just as the file has it. Nothing was changed."
        case Restored():
            return f"Put back {outcome.name} ({outcome.code}): {outcome.rows:,} rows, history included."
        case HeldOtherwise():
            return (
                f"The database holds {outcome.code} already, and not as the file has it, so nothing was changed. "
                "Put the file into an empty database: set DATABASE_URL, run loip migrate, then import again."
            )
        case IdsTaken():
            return (
                f"Another partnership in this database has the row numbers {outcome.code} needs, so nothing was "
                "changed. Put the file into a database of its own: set DATABASE_URL, run loip migrate, import again."
            )
        case UnreadableDocument():
            return f"Nothing was changed: {outcome.what}. To do: {outcome.to_do}."
