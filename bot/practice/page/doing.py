"""What is done by each form: read it, hold the room, act, and go back to a page. The acts are in `acts`."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.practice.entities import Channel, Person
from bot.practice.forms import NotOnScreen
from bot.practice.page import acts
from bot.practice.page.address import Where, read_back
from bot.practice.page.guard import OTHER_TOKEN, same_token
from bot.practice.page.intake import TEXT_BYTES, Posted, TooLong, read_form, too_many_characters
from bot.practice.page.notices import Notice
from bot.practice.page.reception import Reception, where_of
from bot.practice.page.rendering import refuse, refuse_too_long
from bot.practice.page.room import Moved, Room, Told
from bot.practice.page.seen import can_be_acted_as, place_of

MOST_TOLD = 40
AFRESH = "The workspace was started afresh since this page was drawn, so nothing was done."

Act = Callable[[Room, Person, Channel, Request, Posted], Notice]
Handler = Callable[[Request, Posted], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


class Done:
    """Answers that do something."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._room = reception.room

    def posting(self, handle: Handler, most: int = TEXT_BYTES) -> Endpoint:
        """An endpoint that reads a form of at most so many bytes, looks at its token, and then may wait."""

        async def endpoint(request: Request) -> Response:
            try:
                posted = await read_form(request, most)
            except ClientDisconnect:
                return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody is there to read it
            if isinstance(posted, TooLong):
                return refuse_too_long(posted, _back(request))
            if not same_token(posted.one("token"), self._reception.token):
                return refuse(HTTPStatus.FORBIDDEN, "Not done", OTHER_TOKEN)
            return await run_in_threadpool(handle, request, posted)

        return endpoint

    def as_person(self, act: Act, anchor: str = "") -> Handler:
        """A form of somebody's: do it, let what follows from it happen, and go back to their page."""

        def handle(request: Request, posted: Posted) -> Response:
            where = where_of(request)
            too_long = too_many_characters(posted.one("text"))
            if too_long is not None:
                return refuse_too_long(too_long, where.link())
            with self._room.reading():
                if self._reception.is_old(posted):
                    return self._afresh(where, posted)
                notice, in_modal = self._do(act, request, posted)
            if anchor:  # whoever wrote something wants to see it, not the earlier messages they were at
                where = where.but(before="")
            # A browser that is sent to a part of a page puts the focus there, and not into an open modal.
            at = "" if in_modal else _anchor(request, posted) or anchor
            return self._reception.to(where, notice, at)

        return handle

    def _do(self, act: Act, request: Request, posted: Posted) -> tuple[Notice, bool]:
        """What is to be told, and whether a modal is open now."""
        person = self._reception.person(request)
        place, first = self._reception.place(request, person), self._room.slack.last_exchange
        try:
            notice = act(self._room, person, place, request, posted)
        except NotOnScreen:
            notice = Notice(acts.GONE, alert=True, draft=acts.typed_words(posted.fields))
        self._room.settle()
        self._reception.remember_act(person, first)
        return notice, bool(self._room.team.views(person))

    def _afresh(self, where: Where, posted: Posted) -> Response:
        """Nothing is done, and what was typed goes back into the composer if there still is one."""
        draft = posted.one("text") or acts.typed_words(posted.fields)
        workspace = self._room.team.workspace
        person = can_be_acted_as(workspace, where.person)
        there = person is not None and place_of(workspace, person, where.place) is not None
        notice = Notice(AFRESH, alert=True, draft=draft)
        return self._reception.to(where.at(where.place) if there else None, notice)

    # --- the practice tools

    def move_clock(self, posted: Posted) -> Response:
        """Move the clock, and say what was sent to whom."""
        back = read_back(posted.one("back"))
        with self._room.reading():
            if self._reception.is_old(posted):
                return self._reception.to(back, Notice(AFRESH, alert=True))
            looking = can_be_acted_as(self._room.team.workspace, back.person) if back else None
            first = self._room.slack.last_exchange
            moved = self._moved(posted)
            if looking is not None:
                self._reception.remember_act(looking, first)
            return self._reception.to(back, self._told(moved, looking))

    def _moved(self, posted: Posted) -> Moved:
        if posted.one("move"):
            return self._room.move(posted.one("move"))
        if posted.one("when"):
            return self._room.move_to(posted.one("when"))
        return Moved("Choose a date first.", refused=True)

    def _told(self, moved: Moved, looking: Person | None) -> Notice:
        """What a move says: of a long one the last messages, and how many were before them."""
        last = moved.told[-MOST_TOLD:]
        told = tuple(self._to_be_found(each, looking) for each in last)
        return Notice(moved.words, moved.refused, told, untold=len(moved.told) - len(last))

    def _to_be_found(self, told: Told, looking: Person | None) -> Told:
        """What went to a channel is shown as whoever is looking sees it, or else somebody who is in it."""
        workspace = self._room.team.workspace
        channel = workspace.channels.get(told.channel_id)
        if told.person_id or channel is None:
            return told
        inside = sorted(filter(lambda each: can_be_acted_as(workspace, each), channel.members))
        reader = looking.id if looking and looking.id in inside else next(iter(inside), "")
        return replace(told, person_id=reader)

    def join(self, posted: Posted) -> Response:
        """Bring somebody who is not on Slack into the workspace."""
        back, key = read_back(posted.one("back")), posted.one("key")
        with self._room.reading():
            if self._reception.is_old(posted):
                return self._reception.to(back, Notice(AFRESH, alert=True))
            outside = {actor.key: actor.name for actor in self._room.actors() if actor.person_id is None}
            if key not in outside:
                return self._reception.to(back, Notice(acts.GONE, alert=True))
            self._room.join(key)
            return self._reception.to(back, Notice(f"{outside[key]} is on Slack now."))

    def reset(self, posted: Posted) -> Response:
        """Start afresh, once nobody is using the room."""
        wanted = posted.one("with")
        if self._reception.is_old(posted):
            return self._reception.to(None, Notice(AFRESH, alert=True))
        if wanted not in ("sample", "empty"):
            return self._reception.to(None, Notice("Choose what to start with.", alert=True))
        self._room.reset(empty=wanted == "empty")
        words = (
            "This is an empty workspace." if wanted == "empty" else "The sample is as it was at the start."
        )
        return self._reception.to(None, Notice(words))


# --- somebody's forms


def say(room: Room, person: Person, place: Channel, request: Request, posted: Posted) -> Notice:
    """Send what is in the composer."""
    return acts.say(room, person, place, posted)


def on_message(room: Room, person: Person, place: Channel, request: Request, posted: Posted) -> Notice:
    """Press or choose in a message."""
    message = room.team.workspace.find_seen(person.id, place.id, request.path_params["ts"])
    return acts.act_on_message(room, person, message, posted)


def on_home(room: Room, person: Person, place: Channel, request: Request, posted: Posted) -> Notice:
    """Press or choose on the Home tab."""
    return acts.act_on_home(room, person, posted)


def on_view(room: Room, person: Person, place: Channel, request: Request, posted: Posted) -> Notice:
    """Submit, close, press or choose in a modal."""
    return acts.act_on_view(room, person, request.path_params["view"], posted)


def shortcut(room: Room, person: Person, place: Channel, request: Request, posted: Posted) -> Notice:
    """Use a shortcut, of a message if one is named."""
    message = room.team.workspace.find_message(place.id, posted.one("ts"))
    return acts.use_shortcut(room, person, message, posted)


def _back(request: Request) -> str:
    return where_of(request).link() if "place" in request.path_params else "/"


def _anchor(request: Request, posted: Posted) -> str:
    """Where on the page to go: to the thread written in, or the message whose button was pressed."""
    if posted.one("thread"):
        return "thread"
    ts = request.path_params.get("ts", "")
    return f"m-{ts.replace('.', '-')}" if ts else ""
