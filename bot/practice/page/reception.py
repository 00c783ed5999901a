"""What showing and doing share: the room, the keys of its forms, the notices, and each person's last act.

What may live here: finding who and where a request means, and going back to a page.
"""

from http import HTTPStatus
from threading import Lock

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.practice.entities import Channel, Person
from bot.practice.page.address import HOME, LONGEST_DRAFT, Where, read_note, start_link
from bot.practice.page.guard import new_token
from bot.practice.page.intake import Posted
from bot.practice.page.notices import Notice, Notices
from bot.practice.page.rendering import Keys
from bot.practice.page.room import Room
from bot.practice.page.seen import can_be_acted_as, place_of
from bot.practice.slack import Exchange


class Reception:
    """One room's. `stopping` is set when the server is about to end, so that open streams end too."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.stopping = False
        self.token = new_token()
        self._notices = Notices()
        self._last_acts: dict[str, tuple[int, int, int]] = {}
        self._lock = Lock()

    def keys(self) -> Keys:
        """What the forms drawn now carry."""
        return Keys(self.token, self.room.generation)

    def is_old(self, posted: Posted) -> bool:
        """Whether a form was drawn before the workspace was started afresh."""
        return posted.one("generation") != str(self.room.generation)

    def notice(self, request: Request) -> Notice:
        """What is to be told on this page, or a draft its address brings."""
        name = read_note(request.query_params)
        draft = request.query_params.get("draft", "")[:LONGEST_DRAFT]
        return self._notices.find(name) if name else Notice(draft=draft)

    def person(self, request: Request) -> Person:
        """Whoever the address names. Raises HTTPException."""
        person = can_be_acted_as(self.room.team.workspace, request.path_params["person"])
        if person is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return person

    def place(self, request: Request, person: Person) -> Channel:
        """The place of theirs the address names. Raises HTTPException."""
        place = place_of(self.room.team.workspace, person, request.path_params["place"])
        if place is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return place

    def remember_act(self, person: Person, first: int) -> None:
        """The person's last act was exchanged with Slack after the line of the log with this number."""
        last = self.room.slack.last_exchange
        with self._lock:
            self._last_acts[person.id] = self.room.generation, first, last

    def exchanges(self, person: Person) -> list[Exchange]:
        """What was exchanged with Slack for the person's last act."""
        with self._lock:
            generation, first, last = self._last_acts.get(person.id, (-1, 0, 0))
        if generation != self.room.generation:
            return []
        return [each for each in self.room.slack.exchanges_since(first) if each.number <= last]

    def to(self, where: Where | None, notice: Notice, anchor: str = "") -> Response:
        """Go to a page, None being the start page, and tell them there."""
        note = self._notices.keep(notice)
        link = where.link(note=note, anchor=anchor, stay=where.place == HOME) if where else start_link(note)
        return RedirectResponse(link, HTTPStatus.SEE_OTHER)


def where_of(request: Request) -> Where:
    """Where a request under `/as/{person}/{place}` is."""
    return Where.read(request.path_params["person"], request.path_params["place"], request.query_params)
