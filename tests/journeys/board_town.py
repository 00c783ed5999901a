"""A town with a Board, an Executive Officer Group and their meetings: for journeys of the digest and of what follows.

What may live here: that register, opening it, and acting on the messages of it. What is expected stands in the
journeys themselves.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

from bot.practice import Answer, Message, View
from tests.journeys.acting import button_of
from tests.journeys.town import EARLY, Town, november
from tests.registers import Values

HOSTILE = '<script>alert(1)</script><!channel> & "quoted" <https://evil.example|here>'

DUE = november(12)
"""Five working days before the Board of Thursday 19 November."""

Open = Callable[..., Town]


def board_register() -> Values:
    """A Board and an Executive Officer Group with their digest on, a taskforce with it off, and their meetings."""
    return {
        "id": "inv",
        "name": "Inverlath Community Planning Partnership",
        "short_name": "CPP",
        "holidays": "GB-SCT",
        "bodies": [{"id": "nhs", "name": "NHS Inverlath"}, {"id": "college", "name": "Glen College"}],
        "groups": [
            {"id": "board", "name": "CPP Board", "kind": "board", "digest": True},
            {"id": "eog", "name": "CPP Executive Officer Group", "kind": "executive_group", "digest": True},
            {"id": "apt", "name": "Anti-Poverty Taskforce", "kind": "thematic_partnership", "digest": False},
        ],
        "people": [
            person("moira", "Moira Galbraith", "Chief Executive", chair="board"),
            person("hamish", "Hamish Orr", "Chief Superintendent", deputy="board"),
            person("sheila", "Sheila Corrigall", "Director", chair="eog"),
            person("una", "Una Weir", "Poverty Manager", chair="apt"),
            person("catriona", "Catriona Muir", "Planning Manager", support=None),
            person("ailsa", "Ailsa Reid", "Health Improvement Manager"),
        ],
        "actions": [
            action("1", "POV-01", "Foodbanks", ("on_track", "Shelves are up.")),
            action("2", "HWB-05", "Drop-ins", ("off_track", f"two tutors left {HOSTILE}")),
            action("3", "EMP-02", "Placements", None),
        ],
        "meetings": [
            a_meeting("last", "board", "2026-09-10", state="held"),
            a_meeting("next", "board", "2026-11-19", papers_due="2026-11-05"),
            a_meeting("officers", "eog", "2026-11-10"),
            a_meeting("taskforce", "apt", "2026-11-19"),
        ],
        "asks": [
            {
                "id": "ask",
                "action": "2",
                "kind": "decide",
                "words": "who pays for tutors <b>now</b>",
                "raised_by": "ailsa",
                "raised_on": "2026-10-02",
                "state": "on_agenda",
                "meeting": "next",
                "item": "4",
            }
        ],
    }


def person(key: str, name: str, post: str, **roles: str | None) -> Values:
    held = [{"role": role, **({"group": group} if group else {})} for role, group in roles.items()]
    return {"id": key, "name": name, "post": post, "email": f"{key}@inverlath.example.org", "roles": held}


def action(key: str, code: str, title: str, said: tuple[str, str] | None) -> Values:
    updates = [
        {"id": f"u{key}", "on": "2026-10-20", "by": "ailsa", "status": status, "words": words}
        for status, words in ([said] if said else [])
    ]
    body = {"lead": "college", "lead_officer": "ailsa"}
    return {"id": key, "code": code, "title": title, "updates": updates, **body}


def a_meeting(key: str, group: str, day: str, **more: Any) -> Values:
    return {"id": key, "group": group, "date": day, "time": "14:00", "precision": "day", **more}


def meeting(values: Values, key: str) -> Values:
    """One meeting's row of a register file, to be changed in place."""
    return next(row for row in values["meetings"] if row["id"] == key)


@contextmanager
def towns_on(database_url: str) -> Iterator[Open]:
    """Opens towns on a database, each closed at the end."""
    with ExitStack() as towns:

        def open_one(
            values: Values, start: datetime = EARLY, not_on_slack: tuple[str, ...] = (), mode: str = "socket"
        ) -> Town:
            town = towns.enter_context(Town.imported(database_url, values, start))
            town.strangers |= {f"{key}@inverlath.example.org" for key in not_on_slack}
            return town.open(mode=mode)

        yield open_one


def digests(town: Town, name: str) -> list[Message]:
    """Digests and what was said of them; letters and previews left out."""
    left_out = ("Good ", "This goes to ", "The digest of ", "The Board of ")
    return [message for message in town.messages(name) if not message.readable.startswith(left_out)]


def previews(town: Town, name: str) -> list[Message]:
    """Digests shown before they go, as they read now."""
    begins = ("This goes to ", "The digest of ", "The Board of ")
    return [message for message in town.messages(name) if message.text.startswith(begins)]


def press(town: Town, name: str, screen: Message | View, label: str, near: str = "") -> Answer:
    """Somebody presses the first button with these words in or below the block that says `near`."""
    block_id, action_id = button_of(screen, label, near)
    answer = town.rehearsal.team.press(town.person(name), screen, action_id, block_id=block_id)
    town.rehearsal.settle()
    return answer


def the_form(town: Town, name: str) -> View:
    """The form on top of somebody's screen."""
    return town.rehearsal.team.views(town.person(name))[-1]


def fills_in(town: Town, name: str, **fields: Any) -> Answer:
    """Somebody fills in the form on their screen and saves it; `came_7` is the block `came 7`."""
    values = {block_id.replace("_", " "): {"value": value} for block_id, value in fields.items()}
    answer = town.rehearsal.team.submit(town.person(name), the_form(town, name), values)
    town.rehearsal.settle()
    return answer


def beside(town: Town, name: str) -> str:
    """The newest thing somebody alone was shown."""
    person = town.person(name)
    return [each for each in town.rehearsal.team.seen_by(person) if each.user != person.id][-1].readable


def home_of(town: Town, name: str) -> View:
    """Somebody opens the bot's Home tab, and sees it."""
    person = town.person(name)
    town.rehearsal.team.open_home(person)
    view = town.rehearsal.team.home(person)
    assert view is not None
    return view
