"""What is shown at each address. What a page says is decided in `seen`, `tools` and `scene`."""

import re
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from bot.practice.page.address import HOME, Where
from bot.practice.page.live import live_answer
from bot.practice.page.pictures import picture_type
from bot.practice.page.reception import Reception, where_of
from bot.practice.page.rendering import render
from bot.practice.page.scene import see_scene, see_start

STATIC = Path(__file__).parent / "static"
MEDIA = {".css": "text/css", ".js": "text/javascript"}


class Shown:
    """Answers that show something."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._room = reception.room

    def start(self, request: Request) -> Response:
        """The start page."""
        with self._room.reading():
            keys, notice = self._reception.keys(), self._reception.notice(request)
            return render("landing.html", scene=see_start(self._room), keys=keys, notice=notice)

    def person(self, request: Request) -> Response:
        """Somebody's workspace opens at their messages with the app."""
        with self._room.reading():
            person = self._reception.person(request)
            place = self._room.team.workspace.dm_channel(person.id).id
        return RedirectResponse(Where(person.id, place).link(), HTTPStatus.SEE_OTHER)

    def workspace(self, request: Request) -> Response:
        """The workspace as somebody sees it, which marks the place read.

        Opening the Home tab tells the app so; the script's looking again does not, or it would never end.
        """
        reception, room, where = self._reception, self._room, where_of(request)
        with room.reading():
            person = reception.person(request)
            place, notice = reception.place(request, person), reception.notice(request)
            if where.place != HOME:
                room.team.workspace.mark_channel_read(person.id, place.id)
            elif _is_opened(request):
                first = room.slack.last_exchange
                room.team.open_home(person)
                room.settle()
                reception.remember_act(person, first)
            scene = see_scene(room, person, place, where, notice, reception.exchanges(person))
            return render("workspace.html", scene=scene, keys=reception.keys(), notice=notice)

    def file(self, request: Request) -> Response:
        """A file, for somebody who may have it; always to be kept, never shown as a page."""
        with self._room.reading():
            person = self._reception.person(request)
            upload = self._room.team.workspace.file_seen_by(person.id, request.path_params["file"])
        if upload is None or upload.content is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        kind = picture_type(upload.content) or "application/octet-stream"
        return Response(
            upload.content, media_type=kind, headers={"Content-Disposition": kept_as(upload.name)}
        )

    def static(self, request: Request) -> Response:
        """The page's own styles and script, nothing else."""
        name = request.path_params["file"]
        known = {path.name: path for path in STATIC.iterdir() if path.suffix in MEDIA}
        if name not in known:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return FileResponse(known[name], media_type=MEDIA[known[name].suffix])

    async def live(self, request: Request) -> Response:
        """Says "changed" when there is something new to see."""
        since = request.headers.get("last-event-id") or request.query_params.get("since", "")
        return live_answer(self._room, since, lambda: self._reception.stopping)


def _is_opened(request: Request) -> bool:
    """Whether somebody goes to a page, rather than coming back from a form or the script looking at it again."""
    fetched = request.headers.get("sec-fetch-dest", "document") != "document"
    return not fetched and "stay" not in request.query_params


def kept_as(name: str) -> str:
    """A `Content-Disposition` that offers a file under its name, whatever is in it."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", name)[:100]
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='', errors='replace')}"
