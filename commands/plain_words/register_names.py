"""From the register's rows to the names a sentence is read against: also what people call things without being told.

What may live here: the aliases of bodies, groups, priorities and people. They are made from the register alone: the
council is "the council" where there is one, a group goes by its initials.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.rules.filtering import BODY, GROUP, LOCALITY, PRIORITY
from bot.rules.posts import in_post
from bot.rules.status import StatusKey
from commands.plain_words.hearing import SILENT, folded
from commands.plain_words.lexicon import COMMON
from commands.plain_words.names import ACTION, PERSON, SAYS_LITTLE, Name, Names
from storage.records import Body, Group, Locality, Priority
from storage.records.glance import ContactGlance

OVER = ("replaced", "wound up")
"""States of groups that no longer meet."""

_KINDS_CALLED = {
    "council": ("council", "local authority"),
    "health": ("nhs", "health board", "health service"),
    "police": ("police", "police scotland"),
    "fire": ("fire", "fire service", "fire and rescue", "fire brigade"),
    "college": ("college",),
    "university": ("university", "uni"),
    "housing": ("housing association", "housing"),
    "enterprise": ("enterprise", "enterprise agency"),
    "third_sector": ("third sector", "voluntary sector", "tsi", "third sector interface"),
    "community": ("community councils",),
}
"""What a body of a kind is called where it is the only one."""

_GROUPS_CALLED = {
    "board": ("board", "cpp board", "the board"),
    "executive_group": ("executive group", "executive officers", "exec group", "eog"),
    "locality_partnership": (
        "local partnerships",
        "locality partnerships",
        "locality lead",
        "locality leads",
    ),
}


def names_of(
    key: StatusKey,
    priorities: Sequence[Priority],
    bodies: Sequence[Body],
    groups: Sequence[Group],
    localities: Iterable[Locality],
    contacts: Iterable[ContactGlance],
    titles: Iterable[tuple[int, str, str]],
) -> Names:
    """Every name of a register. `priorities` come the newest set first; `titles` are (id, code, title)."""
    return Names(
        (
            *_priorities(priorities),
            *_groups(groups),
            *_bodies(bodies),
            *(Name(LOCALITY, place.id or 0, place.name) for place in localities),
            *_people(contacts),
            *(Name(ACTION, action_id, title, code=code) for action_id, code, title in titles),
        ),
        key,
    )


def _priorities(priorities: Sequence[Priority]) -> Iterator[Name]:
    """The newest set is what people mean; what an older set called things is still found."""
    newest = priorities[0].priority_set_id if priorities else None
    for one in priorities:
        is_current = one.priority_set_id == newest
        yield Name(PRIORITY, one.id or 0, one.name, (one.prefix, *one.sub_topics), is_current=is_current)


def _groups(groups: Sequence[Group]) -> Iterator[Name]:
    initials = Counter(_initials(group.name) for group in groups)
    boards = sum(group.kind == "board" for group in groups)
    for group in groups:
        short = _initials(group.name)
        called = _GROUPS_CALLED.get(group.kind or "", ()) if group.kind != "board" or boards == 1 else ()
        also = [
            *group.aka,
            *called,
            *_first_and_last(group.name),
            *([short] if len(short) > 2 and initials[short] == 1 else []),
        ]
        yield Name(GROUP, group.id or 0, group.name, tuple(also), is_current=group.state not in OVER)


def _first_and_last(name: str) -> Iterator[str]:
    """What a long name is cut down to: "the health partnership"."""
    words = [word for word in re.findall(r"[\w-]+", folded(name)) if word not in SILENT]
    if len(words) > 2 and words[-1] in _KINDS_OF_GROUP and words[0] not in SAYS_LITTLE:
        yield f"{words[0]} {words[-1]}"


_KINDS_OF_GROUP = frozenset("partnership taskforce group board team forum network alliance committee".split())


def _initials(name: str) -> str:
    words = re.findall(r"[a-z]+", folded(name))
    return "".join(word[0] for word in words if word not in SILENT)


def _bodies(bodies: Sequence[Body]) -> Iterator[Name]:
    kinds = Counter(body.kind for body in bodies)
    for body in bodies:
        called = _KINDS_CALLED.get(body.kind or "", ()) if kinds[body.kind] == 1 else ()
        short = (body.abbreviation,) if body.abbreviation else ()
        yield Name(BODY, body.id or 0, body.name, (*short, *called))


def _people(contacts: Iterable[ContactGlance]) -> Iterator[Name]:
    """People by post; a name typed finds the post, and it is the post that is said."""
    for contact in contacts:
        words = (contact.name or "").split()
        parts = [word for word in words if folded(word) not in COMMON and len(word) > 2]
        whole = [contact.name] if contact.name else []
        post = [contact.post] if contact.post else []
        yield Name(PERSON, contact.id, in_post(contact), tuple(dict.fromkeys((*post, *whole, *parts))))
