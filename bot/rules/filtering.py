"""What a list is narrowed to: from "red poverty" or "NHS Inverlath overdue" to a filter of the register.

What may live here: the names a list knows, and the reading of words into a filter. Nothing is guessed: words
that name nothing come back with what is near, and how the words were read is always said.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.naming import Heard, Named, Unknown, read_names
from bot.rules.status import StatusKey
from storage.records import Body, Group, Locality, Priority
from storage.records.glance import ActionFilter

STATUS, PRIORITY, BODY, GROUP, LOCALITY = "status", "priority", "body", "group", "locality"
OVERDUE, STALE, UNOWNED = "overdue", "stale", "unowned"
ISSUE, COMMUNITY, KIND, CODE = "issue", "community", "kind", "code"
STUCK, UNDATED, QUICK_WIN = "stuck", "undated", "quick win"
OVERDUE_SAID, STALE_SAID, UNOWNED_SAID = "overdue", "not heard of lately", "unowned"
STUCK_SAID, UNDATED_SAID, QUICK_WIN_SAID = "stuck", "no date set", "quick wins"

LONGEST_WORDS = 160
"""Characters of the longest words read: they travel in the value of the button Next."""

_STATES = (
    Named(OVERDUE, 0, OVERDUE_SAID, ("late", "past its date", "past due", "slipped"), in_part=False),
    Named(
        STALE,
        0,
        STALE_SAID,
        ("stale", "unconfirmed", "not heard of", "unheard of", "silent"),
        in_part=False,
    ),
    Named(
        UNOWNED,
        0,
        UNOWNED_SAID,
        ("unowned", "not owned", "no officer", "without officer", "nobody"),
        in_part=False,
    ),
    Named(STUCK, 0, STUCK_SAID, ("blocked", "held up", "waiting"), in_part=False),
    Named(UNDATED, 0, UNDATED_SAID, ("undated", "not dated", "no date"), in_part=False),
    Named(QUICK_WIN, 0, QUICK_WIN_SAID, ("quick win", "quick-win", "quickwins"), in_part=False),
)


@dataclass(frozen=True, slots=True)
class Label:
    """What some actions have in common besides a row of the register: an issue, a community, a kind, or their code.

    `sort` is one of those, `name` is what it is called, `also` what else.
    """

    sort: str
    name: str
    action_ids: frozenset[int]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A filter, and how the words were read, in the partnership's own words; none means everything."""

    wanted: ActionFilter
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words that name nothing. `nearest` pairs a real name with the whole words, it put in their place."""

    words: str
    unknown: str
    nearest: tuple[tuple[str, str], ...] = ()


def listable(
    key: StatusKey,
    priorities: Iterable[Priority],
    bodies: Iterable[Body],
    groups: Iterable[Group],
    localities: Iterable[Locality],
) -> tuple[Named, ...]:
    """Everything a list can be narrowed to. Priorities of every set, the newest first as they come."""
    return (
        *_statuses(key),
        *_STATES,
        *name_priorities(priorities),
        *name_bodies(bodies),
        *name_groups(groups),
        *(Named(LOCALITY, locality.id or 0, locality.name) for locality in localities),
    )


def name_priorities(priorities: Iterable[Priority]) -> Iterator[Named]:
    """Priorities by name and by prefix."""
    for priority in priorities:
        yield Named(PRIORITY, priority.id or 0, priority.name, (priority.prefix,))


def name_bodies(bodies: Iterable[Body]) -> Iterator[Named]:
    """Bodies by name and by abbreviation."""
    for body in bodies:
        yield Named(BODY, body.id or 0, body.name, (body.abbreviation,) if body.abbreviation else ())


def name_groups(groups: Iterable[Group]) -> Iterator[Named]:
    """Groups by name and by what else they are called."""
    for group in groups:
        yield Named(GROUP, group.id or 0, group.name, tuple(group.aka))


def _statuses(key: StatusKey) -> Iterator[Named]:
    for number, entry in enumerate(key.entries):
        together = tuple(phrase.replace(" ", "") for phrase in entry.phrases)
        yield Named(STATUS, number, entry.word, (*entry.phrases, *together, entry.symbol), in_part=False)


def read_filter(
    words: str,
    names: Sequence[Named],
    key: StatusKey,
    today: date,
    stale_before: datetime,
    labels: Sequence[Label] = (),
    labels_first: bool = False,
) -> Narrowed | NotUnderstood:
    """Read what a list is narrowed to. Never raises on words; no words mean every action.

    `stale_before` is the instant before which an action last heard of is stale. What is named both by `names` and by
    `labels` is of the names, or with `labels_first` a label.
    """
    if len(words) > LONGEST_WORDS:
        return NotUnderstood(words, words)
    labelled = [Named(one.sort, place, one.name, one.also) for place, one in enumerate(labels)]
    heard = read_names(words, (*labelled, *names) if labels_first else (*names, *labelled))
    if heard.unknown is not None:
        return NotUnderstood(words, heard.unknown.typed, tuple(_suggested(heard.unknown)))
    wanted = _filter_of(heard, key, today, stale_before)._replace(only_ids=_only(heard, labels))
    return Narrowed(wanted, _said(heard, key))


def _only(heard: Heard, labels: Sequence[Label]) -> frozenset[int] | None:
    """The actions that have every sort of label named: of one sort, any of them."""
    found: frozenset[int] | None = None
    for sort in (ISSUE, COMMUNITY, KIND, CODE):
        ids = [labels[one.id].action_ids for one in heard.found if one.kind == sort]
        if ids:
            those = frozenset().union(*ids)
            found = those if found is None else found & those
    return found


def _suggested(unknown: Unknown) -> Iterator[tuple[str, str]]:
    for name in unknown.near:
        whole = " ".join(part for part in (unknown.before, name, unknown.after) if part)
        if len(whole) <= LONGEST_WORDS:
            yield name, whole


def _filter_of(heard: Heard, key: StatusKey, today: date, stale_before: datetime) -> ActionFilter:
    def ids(kind: str) -> frozenset[int]:
        return frozenset(one.id for one in heard.found if one.kind == kind)

    kinds = {one.kind for one in heard.found}
    return ActionFilter(
        statuses=frozenset(key.statuses[number] for number in ids(STATUS)),
        priority_ids=ids(PRIORITY),
        body_ids=ids(BODY),
        group_ids=ids(GROUP),
        locality_ids=ids(LOCALITY),
        overdue_on=today if OVERDUE in kinds else None,
        stale_before=stale_before if STALE in kinds else None,
        unowned=UNOWNED in kinds,
        stuck=STUCK in kinds,
        undated=UNDATED in kinds,
        quick_wins=QUICK_WIN in kinds,
    )


def _said(heard: Heard, key: StatusKey) -> tuple[str, ...]:
    """One phrase a kind, several of one kind joined by "or"; priorities of one name are said once."""
    by_kind: dict[str, list[str]] = {}
    for one in heard.found:
        name = key.label(key.statuses[one.id]) if one.kind == STATUS else one.name
        by_kind.setdefault(one.kind, []).append(name)
    return tuple(" or ".join(dict.fromkeys(names)) for names in by_kind.values())
