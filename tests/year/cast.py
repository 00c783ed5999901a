"""An invented partnership for a year: who is in it and what they are like, as a register file's values. Pure.

What may live here: the cast, its actions, milestones and Boards, all drawn from a seed. Nothing is played here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from tests.registers import Values
from tests.year.counting import Board
from tests.year.habits import BY_PHONE, OFFICERS, PROMPT, USUAL, Habit

ZONE = ZoneInfo("Europe/London")
START = date(2026, 10, 5)
"""A Monday: in the 52 weeks from it lie both changes of the clocks, and every holiday once."""

WEEKS = 52
ACTIONS = 120
UNOWNED = 4
LIMIT_DAYS = 28
EARLY_DAYS, BEFORE_BOARD_DAYS = 7, 18
"""How early the bot may ask for a word anew, as the README has it: in days before the limit is over, and before a Board
on whose day the word would be older than the limit."""

LAST_BOARD = date(2026, 9, 10)
BOARDS = (
    date(2026, 11, 19),
    date(2027, 1, 21),
    date(2027, 3, 18),
    date(2027, 5, 20),
    date(2027, 7, 22),
    date(2027, 9, 16),
)
"""Six Thursdays."""

CLOSED_DAYS = (
    date(2026, 10, 12),  # the local autumn holiday, a Monday
    *(date(2026, 12, day) for day in (24, 29, 30, 31)),
    date(2027, 1, 5),
    date(2027, 3, 29),  # Easter Monday, which is no bank holiday in Scotland
    date(2027, 5, 31),  # the local spring holiday, a Monday
    date(2027, 9, 20),
)
"""The partnership's own closed days, beside the bank holidays of Scotland."""

_BODIES = (
    "Council",
    "NHS",
    "Voluntary Action",
    "Police",
    "Fire and Rescue",
    "Enterprise",
    "College",
    "Housing",
)
_PRIORITIES = (
    ("Poverty", "POV"),
    ("Health and wellbeing", "HWB"),
    ("Employability", "EMP"),
    ("Climate", "CLI"),
    ("Community safety", "SAF"),
    ("Digital", "DIG"),
)
_FIRST = "Ailsa Rory Una Fergus Morag Euan Catriona Iain Shona Callum Eilidh Hamish Isla Struan Mhairi Angus".split()
_LAST = "Adair Blair Corrie Dunnet Esslemont Fyfe Geddes Halcrow Innes Jarvie Kinloch Lorimer Mather Naismith".split()
_POSTS = "Manager Officer Coordinator Adviser Lead Planner".split()
_FIELDS = (
    "Improvement Inclusion Partnerships Outreach Training Transport Housing Learning Safety Data".split()
)
_TITLES = (
    "referral route|walking groups|drop-ins|apprenticeships|warm spaces|data hub|larders|repair cafes".split(
        "|"
    )
)
_ELSEWHERE = ("America/Halifax", "Europe/Madrid")


@dataclass(frozen=True, slots=True)
class Leave:
    """One leave: its first and last day, who covers (a key of the cast, or nobody), and whether the bot is told."""

    first: date
    last: date
    cover: str | None
    told: bool


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody of the partnership. `hasty`: what they send arrives twice at the same moment."""

    key: str
    name: str
    post: str
    body: str
    habit: Habit
    zone: ZoneInfo = ZONE
    roles: tuple[tuple[str, str | None], ...] = ()
    leaves: tuple[Leave, ...] = ()
    preferences: dict[str, str] = field(default_factory=dict)
    hasty: bool = False

    @property
    def email(self) -> str:
        """Where they can be matched."""
        return f"{self.key}@inverlath.example.org"

    @property
    def is_on_slack(self) -> bool:
        """Whether they have an account."""
        return self.habit is not BY_PHONE

    def is_away(self, day: date) -> bool:
        """Whether they are on leave, told or not."""
        return any(leave.first <= day <= leave.last for leave in self.leaves)


@dataclass(frozen=True, slots=True)
class Deed:
    """One action of the register, and who has it."""

    code: str
    priority: int
    officer: str | None
    deputy: str | None
    status: str
    heard_on: date | None
    milestones: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """The whole partnership."""

    players: tuple[Player, ...]
    deeds: tuple[Deed, ...]

    def player(self, key: str) -> Player:
        """Somebody by key."""
        return next(player for player in self.players if player.key == key)

    def with_role(self, role: str, group: str | None = None) -> Player:
        """Whoever holds a role."""
        return next(player for player in self.players if (role, group) in player.roles)

    @property
    def officers_by_code(self) -> dict[str, str | None]:
        """Who coordinates each action at the start."""
        return {deed.code: deed.officer for deed in self.deeds}

    def values(self) -> Values:
        """The register file at the start."""
        return {
            "id": "inv",
            "name": "Inverlath Community Planning Partnership",
            "short_name": "CPP",
            "area": "Inverlath",
            "time_zone": "Europe/London",
            "holidays": "GB-SCT",
            "closed_days": [day.isoformat() for day in CLOSED_DAYS],
            "freshness_days": LIMIT_DAYS,
            "bodies": [{"id": name, "name": f"{name}, Inverlath"} for name in _BODIES],
            "groups": [*_groups()],
            "people": [_person(player) for player in self.players],
            "plans": [{"id": "loip", "title": "LOIP"}],
            "priority_sets": [{"id": "set", "plan": "loip", "priorities": [*_priorities()]}],
            "actions": [_action(deed) for deed in self.deeds],
            "milestones": [each for deed in self.deeds for each in _milestones(deed)],
            "meetings": [*_meetings()],
        }


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by the partnership's wall clock."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE).astimezone(UTC)


@lru_cache(maxsize=2000)
def is_worked(day: date) -> bool:
    """Whether the partnership's offices are open: the bank holidays of Scotland and its own closed days left out."""
    is_free = day in holidays.country_holidays("GB", subdiv="SCT", years=day.year)
    return day.weekday() < 5 and not is_free and day not in CLOSED_DAYS


def worked_before(day: date, count: int) -> date:
    """So many working days before a day."""
    while count:
        day -= timedelta(days=1)
        count -= is_worked(day)
    return day


def board_of(day: date) -> Board:
    """A Board at two o'clock; its papers close ten working days before."""
    return Board(at(day, 14), worked_before(day, 10))


def cast_of(seed: int, officers: Sequence[tuple[Habit, int]] = OFFICERS, actions: int = ACTIONS) -> Cast:
    """The cast of a seed: the officers of a table of habits, and four more who run the register and chair."""
    draw = Random(f"cast {seed}")
    players = _players(officers, draw)
    return Cast(
        tuple(_with_leaves(player, players, draw) for player in players),
        tuple(_deeds(players, actions, draw)),
    )


# -- people


def _players(officers: Sequence[tuple[Habit, int]], draw: Random) -> list[Player]:
    names = [f"{first} {last}" for last in _LAST for first in _FIRST]
    draw.shuffle(names)
    posts = [f"{field_} {post}" for post in _POSTS for field_ in _FIELDS]
    habits = [habit for habit, number in officers for _ in range(number)]
    draw.shuffle(habits)
    special = [
        ("Community Planning Manager", PROMPT, ("support", None)),
        ("Chief Executive", USUAL, ("chair", "board")),
        ("Chief Superintendent", USUAL, ("deputy", "board")),
        ("Director of Communities", USUAL, ("chair", "eog")),
    ]
    found = []
    leads = iter(range(len(_PRIORITIES)))
    for number, habit in enumerate([each[1] for each in special] + habits):
        name = names[number]
        key = name.lower().replace(" ", ".")
        if number < len(special):
            found.append(
                Player(key, name, special[number][0], _BODIES[0], habit, roles=(special[number][2],))
            )
            continue
        group = next(leads, None) if habit.week >= USUAL.week and habit is not BY_PHONE else None
        roles = (("lead_officer", f"group{group}"),) if group is not None else ()
        post, body = posts[number % len(posts)], _BODIES[number % len(_BODIES)]
        found.append(Player(key, name, post, body, habit, roles=roles, hasty=draw.random() < 0.1))
    return list(_with_wishes(found))


def _with_wishes(players: list[Player]) -> Iterator[Player]:
    """Some live elsewhere, and some like to be asked in their own way."""
    wishes = iter(
        ({"quiet_from": "9", "quiet_to": "11"}, {"day": "2", "hour": "14"}, {"often": "due"}, {"hour": "11"})
    )
    zones = iter(map(ZoneInfo, _ELSEWHERE))
    for number, player in enumerate(players):
        wished = next(wishes, {}) if number >= 6 and player.is_on_slack and not player.roles else {}
        zone = next(zones, ZONE) if number >= 12 and player.is_on_slack and not wished else ZONE
        yield _changed(player, zone=zone, preferences=wished)


def _with_leaves(player: Player, players: Sequence[Player], draw: Random) -> Player:
    """Three leaves a year, the longest in summer; two in three are told, half of them with cover."""
    if not player.is_on_slack:
        return player
    starts = [
        START + timedelta(days=7 * draw.randint(2, 18) + draw.randint(0, 4)),
        START + timedelta(days=7 * draw.randint(22, 35) + draw.randint(0, 4)),
        date(2027, 6, 28) + timedelta(days=7 * draw.randint(0, 7)),
    ]
    leaves = []
    for first, days in zip(
        starts, (draw.randint(2, 8), draw.randint(4, 9), draw.choice((11, 18))), strict=True
    ):
        beside = [
            each for each in players if each is not player and each.body == player.body and each.is_on_slack
        ]
        cover = draw.choice(beside).key if beside and draw.random() < 0.5 else None
        leaves.append(Leave(first, first + timedelta(days=days), cover, draw.random() < 0.67))
    return _changed(player, leaves=tuple(leaves))


def _changed(player: Player, **fields: Any) -> Player:
    return Player(**{name: getattr(player, name) for name in player.__slots__} | fields)


# -- actions


def _deeds(players: Sequence[Player], actions: int, draw: Random) -> Iterator[Deed]:
    officers = [
        player
        for player in players
        if not any(role in ("support", "chair", "deputy") for role, _ in player.roles)
    ]
    for number in range(actions):
        priority = number % len(_PRIORITIES)
        code = f"{_PRIORITIES[priority][1]}-{number // len(_PRIORITIES) + 1:02d}"
        officer = officers[number % len(officers)]
        beside = [
            each
            for each in officers
            if each.body == officer.body and each is not officer and each.is_on_slack
        ]
        deputy = draw.choice(beside).key if beside and draw.random() < 0.8 else None
        unowned = number >= actions - max(1, UNOWNED * actions // ACTIONS)
        begun = draw.random() < 0.85
        heard_on = LAST_BOARD - timedelta(days=draw.randint(-20, 25)) if begun else None
        status = (
            draw.choices(("on_track", "at_risk", "off_track"), (0.75, 0.2, 0.05))[0]
            if begun
            else "not_started"
        )
        milestones = tuple(
            (
                f"{_TITLES[number % len(_TITLES)]} stage {stage + 1}",
                _working(START + timedelta(days=draw.randint(3, 350)), draw),
            )
            for stage in range(draw.choice((0, 1, 1, 2)))
        )
        yield Deed(
            code,
            priority,
            None if unowned else officer.key,
            None if unowned else deputy,
            status,
            heard_on,
            milestones,
        )


def _working(day: date, draw: Random) -> date:
    while not is_worked(day):
        day += timedelta(days=draw.randint(1, 3))
    return day


# -- the register file


def _groups() -> Iterator[Values]:
    yield {"id": "board", "name": "CPP Board", "kind": "board", "digest": True}
    yield {
        "id": "eog",
        "name": "CPP Executive Officer Group",
        "kind": "executive_group",
        "parent": "board",
        "digest": True,
    }
    for number, (name, _) in enumerate(_PRIORITIES):
        group = {
            "id": f"group{number}",
            "name": f"{name} Group",
            "kind": "thematic_partnership",
            "parent": "board",
        }
        yield group | {"leads_priority": f"priority{number}"}


def _priorities() -> Iterator[Values]:
    for number, (name, prefix) in enumerate(_PRIORITIES):
        yield {"id": f"priority{number}", "name": name, "prefix": prefix, "lead": f"group{number}"}


def _person(player: Player) -> Values:
    roles = [{"role": role, **({"group": group} if group else {})} for role, group in player.roles]
    known = {
        "id": player.key,
        "name": player.name,
        "post": player.post,
        "body": player.body,
        "email": player.email,
    }
    return known | {"phone": "01632 960199", "roles": roles}


def _action(deed: Deed) -> Values:
    title = _TITLES[int(deed.code[-2:]) % len(_TITLES)]
    row: Values = {"id": deed.code, "code": deed.code, "title": f"{deed.code[:3].title()} {title}"}
    row |= {"priorities": [f"priority{deed.priority}"], "lead": f"group{deed.priority}"}
    if deed.officer:
        row |= {"lead_officer": deed.officer, **({"deputy": deed.deputy} if deed.deputy else {})}
    if deed.heard_on:
        words = {
            "id": f"{deed.code} first",
            "on": deed.heard_on.isoformat(),
            "status": deed.status,
            "words": "Under way.",
        }
        row["updates"] = [words | ({"by": deed.officer} if deed.officer else {})]
    return row


def _milestones(deed: Deed) -> Iterator[Values]:
    for number, (title, day) in enumerate(deed.milestones):
        dated = {"date": day.isoformat(), "precision": "day", "action": deed.code}
        yield {"id": f"{deed.code} m{number}", "title": title, **dated}


def _meetings() -> Iterator[Values]:
    for day in (LAST_BOARD, *BOARDS):
        state = "held" if day == LAST_BOARD else "planned"
        papers = board_of(day).papers_due.isoformat()
        yield _meeting(f"board {day}", "board", day, state) | {"papers_due": papers}
        if day != LAST_BOARD:
            yield _meeting(f"eog {day}", "eog", worked_before(day, 12), "planned")


def _meeting(key: str, group: str, day: date, state: str) -> Values:
    dated = {"date": day.isoformat(), "time": "14:00", "precision": "day", "state": state}
    return {"id": key, "group": group, **dated}
