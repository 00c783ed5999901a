"""What a tick did, or would do, as lines of text for the command line. Pure."""

from collections.abc import Iterator

from bot.views.plain_text import as_lines
from schedules.tick import TickReport


def report_lines(report: TickReport) -> Iterator[str]:
    """Each run taken, each message a dry run would send, and what has to wait."""
    for ran in report.ran:
        superseded = f", superseded by {ran.run.superseded_by}" if ran.run.superseded_by else ""
        yield f"{ran.partnership}: {ran.run.slot.name}, {ran.lines} lines{superseded}"
        if ran.out_of_reach:
            yield f"{ran.partnership}: {ran.out_of_reach} people are not on Slack and nobody is there to ask them"
    for said in report.said:
        yield f"{said.partnership}: to {said.to}"
        yield from (f"    {line}" for line in as_lines(said.payload))
    for code in report.busy:
        yield f"{code}: the database was busy; this waits for the next tick"
    for code in report.faulty:
        yield f"{code}: something failed; the log says what"
    if not report.ran and not report.said:
        yield "Nothing is due."
    elif report.messages:
        yield f"Put in the outbox: {report.messages}"
