"""The practice page in a full workspace, 200 people and 2,000 messages, beside the same page in a small one.

Fetched over HTTP as a browser does, one nudge a message, as somebody with a full conversation and everybody's unread
counts beside it. The page is meant to take less than 200 ms; the milliseconds stand in the table.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from bot.practice import Message, PracticeSlack, unlimited
from bot.practice.page import Page
from bot.views.letter import letter
from tests.benchmarks.measuring import Finding, Prepare, in_turn, milliseconds
from tests.bot.practice.page.rooms import START, TriedRoom
from tests.bot.views.test_letter import NUDGE

FULL, SMALL = (200, 2_000), (10, 100)
ROUNDS, WARM_UP = 40, 3


def measure(_folder: Path) -> list[Finding]:
    """The ratio of a full workspace's page to a small one's."""
    with _served(*FULL) as full, _served(*SMALL) as small:
        taken = in_turn(ROUNDS, {"small": _fetch(small), "full": _fetch(full)}, WARM_UP)
    ours, beside = taken["full"], taken["small"]
    words = f"200 people, 2,000 messages {milliseconds(ours)}, meant to be below 200 ms; small {milliseconds(beside)}"
    return [Finding("The practice page, full : the same, small", 3, ours, (beside,), words)]


@contextmanager
def _served(people: int, messages: int) -> Iterator[str]:
    """A workspace of that size; the address of its fullest conversation."""
    with PracticeSlack(pace=unlimited(), clock=START.timestamp) as slack:
        room = TriedRoom(slack, slack.add_workspace("T0BENCH", "Inverlath"))
        crowd = [room.newcomer(f"Officer {number}") for number in range(people)]
        workspace, nudge = room.team.workspace, letter(NUDGE)
        for number in range(messages):
            # Every other message goes to the one who looks, so that their page is a full one.
            reader = crowd[0] if number % 2 else crowd[number % people]
            channel = workspace.dm_channel(reader.id).id
            ts = workspace.new_ts(START.timestamp())
            sent = Message(channel, ts, workspace.bot_user_id, nudge["text"], nudge["blocks"])
            workspace.post(sent)
        with Page(room, port=0) as page:
            yield f"{page.url}/as/{crowd[0].id}/{room.dm(crowd[0])}"


def _fetch(address: str) -> Prepare:
    def fetch() -> None:
        with urlopen(address) as answer:  # an address of this machine
            assert "Officer 0" in answer.read().decode()

    return lambda _number: fetch


_: Callable[[Path], list[Finding]] = measure
