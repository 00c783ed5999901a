"""The page's addresses: what is shown at each, and what is done by each form."""

from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.practice.page import doing
from bot.practice.page.doing import Done
from bot.practice.page.intake import FILE_BYTES, TEXT_BYTES
from bot.practice.page.reception import Reception
from bot.practice.page.rendering import refuse
from bot.practice.page.showing import Shown

PLACE = "/as/{person}/{place}"
NOT_THERE = "There is nothing at this address. The workspace may have been started afresh."


def application(reception: Reception) -> Starlette:
    """The whole page as an ASGI application, without its guard."""
    routes = [*_shown(Shown(reception)), *_done(Done(reception))]
    return Starlette(routes=routes, exception_handlers={HTTPException: _refused, Exception: _failed})


def _shown(shown: Shown) -> list[Route]:
    return [
        Route("/", shown.start),
        Route("/live", shown.live),
        Route("/static/{file}", shown.static),
        Route("/as/{person}", shown.person),
        Route("/as/{person}/live", shown.live),
        Route("/as/{person}/files/{file}/{name:path}", shown.file),
        Route(PLACE, shown.workspace),
    ]


def _done(done: Done) -> list[Route]:
    posts = {
        f"{PLACE}/say": done.posting(done.as_person(doing.say, "composer"), FILE_BYTES + TEXT_BYTES),
        f"{PLACE}/message/{{ts}}": done.posting(done.as_person(doing.on_message)),
        f"{PLACE}/home": done.posting(done.as_person(doing.on_home)),
        f"{PLACE}/view/{{view}}": done.posting(done.as_person(doing.on_view)),
        f"{PLACE}/shortcut": done.posting(done.as_person(doing.shortcut)),
        "/clock": done.posting(lambda _, posted: done.move_clock(posted)),
        "/join": done.posting(lambda _, posted: done.join(posted)),
        "/reset": done.posting(lambda _, posted: done.reset(posted)),
    }
    return [Route(path, endpoint, methods=["POST"]) for path, endpoint in posts.items()]


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    if status == HTTPStatus.NOT_FOUND:
        return refuse(status, "Not here", NOT_THERE)
    return refuse(status, HTTPStatus(status).phrase, "Nothing was done.")


def _failed(request: Request, error: Exception) -> Response:
    """The fault itself is logged by the server; whoever looks is not left with a blank page."""
    return refuse(
        500, "This page failed", "The practice page itself has a fault here; what you did may be half done."
    )
