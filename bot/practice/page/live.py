"""Telling a page that something changed: server-sent events. What changed is not said; the page asks again.

Looks a few times a second at numbers that are there anyway, and never waits for anything.
"""

import asyncio
from collections.abc import AsyncIterator, Callable

from starlette.responses import StreamingResponse

from bot.practice.page.room import Room

LOOK_SECONDS = 0.3
HEARTBEAT_LOOKS = 50


def marker(room: Room) -> str:
    """The state of a room as one word: different as soon as anybody could see something different.

    The clock is asked of the practice Slack, which is told of every move: the room's own words may take a look
    into a database, and this is asked often.
    """
    return f"{room.generation}-{room.team.workspace.changes}-{int(room.slack.clock())}"


def live_answer(room: Room, since: str, stopping: Callable[[], bool]) -> StreamingResponse:
    """An answer that says "changed" whenever the room is no longer as it was at `since`, until `stopping`."""
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(_changes(room, since, stopping), media_type="text/event-stream", headers=headers)


async def _changes(room: Room, since: str, stopping: Callable[[], bool]) -> AsyncIterator[str]:
    yield "retry: 1000\n: hello\n\n"
    looks = 0
    while not stopping():
        now = marker(room)
        if now != since:
            since, looks = now, 0
            yield f"id: {now}\nevent: changed\ndata: {now}\n\n"
        elif looks >= HEARTBEAT_LOOKS:
            looks = 0
            yield ": still here\n\n"
        looks += 1
        await asyncio.sleep(LOOK_SECONDS)
