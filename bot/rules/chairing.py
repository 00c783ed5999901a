"""What a chair can do about a digest: ask for more, thank, and wish something onto the agenda. Pure.

What may live here: who may, what there is to choose from, and the values of what came of it.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.rules.digest_value import ActionDetail, AskLine, Digest
from bot.rules.digest_words import VERBS, asked_words
from bot.rules.movement import Movement, movement
from bot.rules.permission import is_support
from storage.records import Meeting
from storage.records.glance import AskGlance, Person

MOST = 100
"""Choices a menu of Slack's has room for."""

ITEM_LIMIT = 20
WORDS_LIMIT = 500

BETTER = (Movement.IMPROVED, Movement.DONE)


@dataclass(frozen=True, slots=True)
class Topic:
    """Something of a digest to ask about: an ask or an action. `code` is the action's."""

    value: str
    words: str
    code: str


@dataclass(frozen=True, slots=True)
class Thankable:
    """An action to give thanks for, and the body that leads it. `confirmed`: a second person said it is done."""

    code: str
    title: str
    body: str | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A digest that went out, for somebody who reads it. `occasion` names it."""

    digest: Digest
    occasion: str


@dataclass(frozen=True, slots=True)
class NotChairing:
    """Why not: `no_digest` has gone out for that meeting, or it is `not_yours` to act on."""

    why: str


@dataclass(frozen=True, slots=True)
class Thanked:
    """Thanks on their way, to whom by post; `through` passes them on. `already`: this digest gave thanks for it."""

    code: str
    title: str
    words: str
    by: str
    to: str
    called: str
    body: str | None = None
    through: str | None = None
    already: bool = False


@dataclass(frozen=True, slots=True)
class NotThanked:
    """Why not: `no_action`, `not_yours`, `no_digest`, or `unreached` (nobody can be written to)."""

    why: str
    code: str


@dataclass(frozen=True, slots=True)
class Coming:
    """The meeting an ask is put to: its name, day and time."""

    id: int
    called: str
    on: date
    local_time: str | None


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """What the form of an agenda shows: the meeting, the asks raised, the stuck actions (code, title).

    `directly`: the person puts it there; else it is a wish.
    """

    coming: Coming
    asks: tuple[AskGlance, ...]
    stuck: tuple[tuple[str, str], ...]
    directly: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be put on an agenda: an ask by id, or an action by code with words and a kind of its own."""

    ask_id: int | None = None
    code: str | None = None
    kind: str = "decide"
    words: str = ""
    item: str | None = None


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """An ask on an agenda, or wished there (`wished`); `by` is whoever did so, by post. `already`: it was so before.

    `told` is the support officer's post a wish went to, None where nobody could be told.
    """

    ask_id: int
    kind: str
    words: str
    code: str | None
    coming: Coming
    by: str
    item: str | None = None
    wished: bool = False
    already: bool = False
    told: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """An ask that was settled below the Board, and how."""

    ask_id: int
    kind: str
    words: str
    code: str | None
    outcome: str
    by: str
    already: bool = False


@dataclass(frozen=True, slots=True)
class NotOnAgenda:
    """Why not: `not_yours`, `no_meeting` to come, `no_ask`, `no_action`, `no_words`, or `moved_on` (`state` says)."""

    why: str
    state: str | None = None


def reads_digest(person: Person, group_id: int | None) -> bool:
    """Whether somebody is one of those a group's digest is for: chair or deputy, or a support officer."""
    chairs = any(role.role in ("chair", "deputy") and role.group_id == group_id for role in person.roles)
    return group_id is not None and (chairs or is_support(person))


def may_put_on_agenda(person: Person, executive_ids: Collection[int]) -> bool:
    """Only a support officer or the executive group puts something on an agenda."""
    return is_support(person) or any(role.group_id in executive_ids for role in person.roles)


def target(
    meeting: Meeting, is_executive: bool, of_group: Iterable[Meeting], boards: Iterable[Meeting], today: date
) -> Meeting | None:
    """The meeting an ask is put to from a digest: its own, while that is to come; from the executive's, the next Board.

    Of a meeting that is over, the next of its group. Meetings are oldest first; None where none is to come.
    """
    if is_executive:
        return next((each for each in boards if _is_coming(each, today)), None)
    if _is_coming(meeting, today):
        return meeting
    return next((each for each in of_group if _is_coming(each, today)), None)


def next_item(items: Iterable[str | None]) -> str:
    """The number after those of an agenda: 5 after 4 and "Item 4b"; what stands there without a number is counted."""
    there = list(items)
    numbers = [int(found[0]) for item in there if (found := re.search(r"[0-9]{1,9}", item or ""))]
    return str(max([len(there), *numbers]) + 1)


def _is_coming(meeting: Meeting, today: date) -> bool:
    dated = meeting.precision == "day" and meeting.latest is not None and meeting.latest >= today
    return dated and meeting.state in ("planned", "moved")


def topics(digest: Digest) -> tuple[Topic, ...]:
    """What there is to ask about: the asks of an action, then what is stuck, then every other action."""
    found = [*_asks("ask", digest.asks), *_asks("raised", digest.raised)]
    titles = {detail.code: detail.title for detail in _details(digest)}
    codes = [*stuck_codes(digest), *titles]
    found += [Topic(code, f"{code} {titles[code]}", code) for code in dict.fromkeys(codes) if code in titles]
    return tuple(found[:MOST])


def topic_of(digest: Digest, value: str | None) -> Topic | None:
    """What was chosen."""
    return next((topic for topic in topics(digest) if topic.value == value), None)


def stuck_codes(digest: Digest) -> list[str]:
    """The actions a digest says are stuck, as it orders them: off track, re-dated, not heard of, held up."""
    redated = [slip.code for slip in digest.redated if slip.code]
    held_up = [detail.code for detail in _details(digest) if detail.held_up]
    silent = [each.code for each in digest.silent]
    return list(dict.fromkeys([*(each.code for each in digest.off_track), *redated, *silent, *held_up]))


def thankable(digest: Digest) -> tuple[Thankable, ...]:
    """Whom there is to thank: what was confirmed first, as the digest names it, then what has improved or is done."""
    confirmed = [code for each in digest.thanks for code in each.codes]
    details = {detail.code: detail for detail in _details(digest)}
    better = [code for code, detail in details.items() if _is_better(detail)]
    return tuple(
        Thankable(code, details[code].title, details[code].lead, code in confirmed)
        for code in dict.fromkeys([*confirmed, *better])
        if code in details
    )[:MOST]


def _is_better(detail: ActionDetail) -> bool:
    return detail.was is not None and movement(detail.was, detail.status) in BETTER


def _asks(name: str, asks: Sequence[AskLine]) -> list[Topic]:
    return [
        Topic(f"{name} {ask.number}", f"{VERBS[ask.kind]} {asked_words(ask)} ({ask.code})", ask.code)
        for ask in asks
        if ask.code
    ]


def _details(digest: Digest) -> list[ActionDetail]:
    return [*(detail for part in digest.details for detail in part.actions), *digest.finished]
