"""What a practice workspace begins with: the sample register, imported once and copied, and everybody in it.

What may live here: the sample's cast and the files of its register. Nothing runs here.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.rehearsal import Member, slack_id_of
from bot.sample import SAMPLE_REGISTER
from bot.services.import_register import import_register
from bot.services.register_file import read_register_file
from storage.engine import Database
from storage.migrations import migrate
from storage.records import Group, id_of
from storage.records.glance import ContactGlance
from storage.repositories import Register
from storage.unit_of_work import Author, reading

START = datetime(2026, 11, 2, 8, 55, tzinfo=UTC)
"""Five minutes before the sample's first weekly nudge: its time zone is then on UTC."""

IMPORTED = START - timedelta(minutes=25)
"""When the sample register was put in; nothing due before that is caught up."""

PARTNERSHIP, NEIGHBOUR = "inv", "cal"
"""The partnership that is practised with, and the other one of the same register."""

NOT_ON_SLACK = (
    "isla.renwick@police-inverlath.example.org",
    "donald.keir@inverlath-foodbank.example.org",
)
"""Two of its contacts have no Slack: their organisations allow no other workspace."""

MEMBER, NOT_A_MEMBER, STRANGER, OTHER_PARTNERSHIP = "member", "not_on_slack", "stranger", "other_partnership"

IMPORTER = Author(None, by="the practice workspace")


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody of the practice workspace. `groups` are the names of the groups they hold a role in.

    `kind` is what they begin as: on Slack, not on Slack, in nobody's register, or in the other partnership's.
    """

    key: str
    member: Member
    post: str
    body: str
    kind: str
    groups: frozenset[str] = frozenset()

    @property
    def in_post(self) -> str:
        """Name and post, as the trainer reads them: "Ailsa Reid, Health Improvement Manager"."""
        return f"{self.member.name}, {self.post}" if self.post else self.member.name


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, and whose: everybody's, or those of the `group` and whoever runs the register."""

    channel_id: str
    name: str
    group: str | None = None


PLACES = (
    Place("C0GENERAL", "general"),
    Place("C0BOARD", "loip-board", "CPP Board"),
    Place("C0HEALTH", "health-and-wellbeing", "Health & Wellbeing Partnership"),
)
"""The channels of the sample's workspace; an empty one has the first."""

PASSER_BY = Character(
    "stranger",
    Member("U0VALE", "Robin Vale", "robin.vale@visiting-consultants.example.org"),
    "Visiting consultant",
    "",
    STRANGER,
)

NEIGHBOURS_POST = "Communities and Partnership Manager"
"""Which contact of the other partnership is a member of this workspace: they work with both."""


ADMINISTRATOR, IN_NONE = "Administers this workspace", "In no register yet"
"""What is said of people in an empty workspace, in place of a post."""


class Scene:
    """The sample's files in a folder, and its cast. Making one takes about a second."""

    def __init__(self, folder: Path) -> None:
        self._empty, self._sample = folder / "empty.db", folder / "sample.db"
        migrate(_url(self._empty))
        _copy(self._empty, self._sample)
        with closing(Database(_url(self._sample))) as database:
            self._import(database)
            self.characters, self.contact_ids = _cast(database)

    @staticmethod
    def _import(database: Database) -> None:
        report = import_register(database, read_register_file(SAMPLE_REGISTER), None, IMPORTER, IMPORTED)
        if report.refused:
            raise ValueError("the sample register cannot be imported")

    def new_register(self, folder: Path, empty: bool) -> str:
        """The address of a register of its own in the folder: a copy of the sample, or migrated and empty."""
        path = folder / "loip.db"
        _copy(self._empty if empty else self._sample, path)
        return _url(path)

    def cast(self, empty: bool) -> tuple[Character, ...]:
        """Whoever can be acted as; where there is no register nobody is another's, or without an account.

        There whoever runs the sample's register administers the workspace, and is met first.
        """
        if not empty:
            return self.characters
        members = [each for each in self.characters if each.kind == MEMBER]
        first = next(each for each in members if RUNS_THE_REGISTER in each.groups)
        others = (replace(each, post=IN_NONE, body="") for each in members if each is not first)
        return (_administrator(first), *others)


def members_of(place: Place, cast: Iterable[Character], support: str) -> list[Character]:
    """Who is in a channel; `support` is the name that marks whoever runs the register."""
    wanted = {place.group, support}
    return [each for each in cast if place.group is None or each.groups & wanted]


RUNS_THE_REGISTER = "the whole partnership"
"""In `Character.groups`: a support officer of no group in particular."""


def _cast(database: Database) -> tuple[tuple[Character, ...], frozenset[int]]:
    with reading(database) as look:
        own, neighbour = (look.everywhere.partnership(code) for code in (PARTNERSHIP, NEIGHBOUR))
        if own is None or neighbour is None:
            raise LookupError("the sample register lacks one of its partnerships")
        register = look.register(id_of(own))
        contacts, groups = register.people.glances(), _groups(register)
        neighbours = look.register(id_of(neighbour)).people.glances()
    theirs = next(each for each in neighbours if each.post == NEIGHBOURS_POST)
    here = [
        _character(each, _kind(each), groups.get(each.id, frozenset())) for each in contacts if each.email
    ]
    cast = (*here, PASSER_BY, _character(theirs, OTHER_PARTNERSHIP))
    return cast, frozenset(contact.id for contact in contacts)


def _administrator(character: Character) -> Character:
    """The same before there is a register: whoever can set it up."""
    member = replace(character.member, is_admin=True)
    return replace(character, member=member, post=ADMINISTRATOR, body="")


def _kind(contact: ContactGlance) -> str:
    return NOT_A_MEMBER if contact.email in NOT_ON_SLACK else MEMBER


def _character(contact: ContactGlance, kind: str, groups: frozenset[str] = frozenset()) -> Character:
    email = contact.email or ""
    member = Member(slack_id_of(contact.id), contact.name or email, email)
    return Character(f"contact-{contact.id}", member, contact.post or "", contact.body or "", kind, groups)


def _groups(register: Register) -> dict[int, frozenset[str]]:
    """The names of the groups each contact holds a role in at the start."""
    names = {id_of(group): group.name for group in register.rows.all(Group)}
    found: dict[int, set[str]] = {}
    for role in register.people.roles_on(START.date()):
        whole = role.role == "support" and role.group_id is None
        name = RUNS_THE_REGISTER if whole else names.get(role.group_id or 0)
        if name is not None:
            found.setdefault(role.contact_id, set()).add(name)
    return {contact_id: frozenset(held) for contact_id, held in found.items()}


def _url(path: Path) -> str:
    return f"sqlite:///{path}"


def _copy(source: Path, target: Path) -> None:
    """A whole database, with what still stands in its write-ahead log."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
