"""The weekly nudge: who hears of which actions, and why. Counted in one pass, so that a large register is no burden.

What may live here: deciding, as pure functions of values, what needs a word and what a lead officer should see.
How it is worded, and when it is sent, is not decided here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.rules.asking import People, people_on
from bot.rules.freshness import BOARD, BOARD_DAY, MILESTONE, NEVER, SETTLED, SOON, STALE, Situation
from storage.records.glance import ActionPulse, ContactGlance, MilestoneGlance, RoleGlance

OFF_TRACK, SLIPPED, UNHEARD, RE_DATED = "off_track", "slipped", "unheard", "re_dated"
CONCERNS = (OFF_TRACK, SLIPPED, UNHEARD, RE_DATED)
"""What a lead officer is shown, the most pressing first."""

GROUP, PRIORITY = "group", "priority"

Place = tuple[str, int]
"""`GROUP` or `PRIORITY`, and the id."""

SECTION_LIMIT = 12
"""As many actions of a group are named to its lead officer, should some of them be answered before they are read."""

_RANKS = {concern: rank for rank, concern in enumerate(CONCERNS)}
_RANK = itemgetter(0)
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def _told(stale: bool, board: bool, board_day: bool, soon: bool, late: bool) -> tuple[str, ...]:
    found = [reason for reason, holds in ((STALE, stale), (BOARD, board)) if holds]
    if not found:
        found = [BOARD_DAY] if board_day else [SOON] if soon else []
    return (*found, MILESTONE) if late else tuple(found)


_REASONS = {holds: _told(*holds) for holds in product((False, True), repeat=5)}
"""The reasons by which of them hold, so that no action needs them put together for itself."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A register as planning reads it, on one day: the actions in the order of their codes.

    `leads` has the lead group of a priority, `pairs` are (action, priority), `blocked` the words of an action's
    newest barrier. Milestones moved from `moved_from` on and before `moved_before` are told as re-dated. Nobody is
    asked about the actions in `snoozed`; who leads them sees them as ever. `due` is the day the nudge should have
    come, where it is late: it asks what it would have asked then, so that nobody hears sooner than they were told.
    """

    now: Situation
    actions: Sequence[ActionPulse]
    milestones: Sequence[MilestoneGlance]
    roles: Sequence[RoleGlance]
    contacts: Sequence[ContactGlance]
    leads: Mapping[int, int]
    pairs: Iterable[tuple[int, int]]
    blocked: Mapping[int, str]
    moved_from: date
    moved_before: date
    snoozed: Collection[int] = frozenset()
    due: Situation | None = None


class CutOffs(NamedTuple):
    """The instants the questions turn on: an action heard of before one of them is stale, will be on the Board's day,
    is soon, or is silent since a Board.

    `fresh_since` is the latest of them: what was heard of since then needs no further look.
    """

    stale_before: datetime
    board_day_before: datetime
    soon_before: datetime
    board_before: datetime
    fresh_since: datetime


class Need(NamedTuple):
    """An action that needs a word, when it was last heard of, why, and its milestones that have passed."""

    action_id: int
    heard_at: datetime | None
    reasons: tuple[str, ...]
    milestone_ids: tuple[int, ...]


class Section(NamedTuple):
    """What a person sees of one group or priority: actions, the most pressing first, and how many more there are."""

    place: Place
    action_ids: tuple[int, ...]
    more: int


class Nudge(NamedTuple):
    """What one person hears this week. `waiting` and `fine` count the person's other actions: blocked, or well."""

    contact_id: int
    own: tuple[Need, ...]
    sections: tuple[Section, ...]
    waiting: int
    fine: int


class ToAsk(NamedTuple):
    """Somebody who cannot be written to, and what they would have been asked."""

    contact_id: int
    needs: tuple[Need, ...]


class Nudges(NamedTuple):
    """Everything one week's nudge says. `support_id` is who asks by phone or email; None where nobody can be told."""

    nudges: tuple[Nudge, ...]
    to_ask: tuple[ToAsk, ...]
    support_id: int | None


def cut_offs(now: Situation) -> CutOffs:
    """The instants of a day's questions, so that no action needs a date worked out for itself."""
    stale, board_day, soon = (
        start_of_day(now.today - timedelta(days=days), now.zone)
        for days in (now.limit_days, now.stands_for_board_days, now.stands_days)
    )
    board = _EARLIEST
    if now.papers_near and now.last_board_on is not None:
        board = start_of_day(now.last_board_on + timedelta(days=1), now.zone)
    return CutOffs(stale, board_day, soon, board, max(stale, board_day, soon, board))


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day in a zone, in UTC."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def window(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants from the start of one day to the start of another, the last day left out."""
    return start_of_day(first, zone), start_of_day(last, zone)


def reasons_at(heard_at: datetime | None, overdue: bool, cuts: CutOffs) -> tuple[str, ...]:
    """Why an action that is not settled needs a word: `freshness.reasons`, by instants worked out beforehand."""
    if heard_at is None:
        return (NEVER, MILESTONE) if overdue else (NEVER,)
    stale, board_day, soon, board, _ = cuts
    return _REASONS[heard_at < stale, heard_at < board, heard_at < board_day, heard_at < soon, overdue]


def concerns_of(status: str, reasons: tuple[str, ...], passed: bool, moved: bool) -> tuple[str, ...]:
    """What of an action a lead officer should see; empty where there is nothing.

    A word that still stands is no silence, however soon a new one is asked for.
    """
    found = []
    if status == OFF_TRACK:
        found.append(OFF_TRACK)
    if passed:
        found.append(SLIPPED)
    if NEVER in reasons or STALE in reasons:
        found.append(UNHEARD)
    if moved:
        found.append(RE_DATED)
    return tuple(found)


def passed_by_action(
    milestones: Iterable[MilestoneGlance], today: date
) -> dict[int, tuple[MilestoneGlance, ...]]:
    """The milestones whose latest day is over and which nobody has called met, by action."""
    return _by_action(
        milestone
        for milestone in milestones
        if milestone.latest is not None and milestone.latest < today and milestone.met_on is None
    )


def moved_by_action(
    milestones: Iterable[MilestoneGlance], since: datetime, until: datetime
) -> dict[int, tuple[MilestoneGlance, ...]]:
    """The milestones re-dated from `since` on and before `until`, by action."""
    return _by_action(
        milestone
        for milestone in milestones
        if milestone.last_moved_at is not None and since <= milestone.last_moved_at < until
    )


def plan_nudges(picture: Picture) -> Nudges:
    """Who hears what this week. Whoever has nothing that needs a word, and nothing to see, hears nothing."""
    people = people_on(picture.contacts, picture.roles, picture.now.today)
    needs: dict[int, list[Need]] = defaultdict(list)
    waiting: dict[int, int] = defaultdict(int)
    fine: dict[int, int] = defaultdict(int)
    seen = _Overview(picture, people)
    cuts = cut_offs(picture.due or picture.now)
    passed = passed_by_action(picture.milestones, picture.now.today)
    moved = moved_by_action(
        picture.milestones, *window(picture.moved_from, picture.moved_before, picture.now.zone)
    )
    blocked, fresh_since = picture.blocked, cuts.fresh_since
    # The officers who are there to be asked themselves: nearly all of them, and the quickest way.
    present = {contact_id for contact_id, reader in people.stands_for.items() if contact_id == reader}
    for action in picture.actions:
        action_id, status, officer_id, _, _, heard_at = action
        if status in SETTLED:
            continue
        reader = officer_id if officer_id in present else people.coordinator(action)
        late = action_id in passed
        if late or heard_at is None or heard_at < fresh_since:
            reasons = reasons_at(heard_at, late, cuts)
            whys = concerns_of(status, reasons, late, action_id in moved)
            if whys:
                seen.look_at(action, whys, reader)
            if reader is not None and action_id not in picture.snoozed:
                milestone_ids = tuple([milestone.id for milestone in passed[action_id]]) if late else ()
                needs[reader].append(Need(action_id, heard_at, reasons, milestone_ids))
            continue
        if reader is not None:
            (waiting if action_id in blocked else fine)[reader] += 1
        if status == OFF_TRACK or action_id in moved:
            seen.look_at(action, concerns_of(status, (), late, action_id in moved), reader)
    due = _due(people, needs, seen.sections(), picture.now.papers_near)
    return _nudges(people, *due, waiting, fine)


_Found = list[tuple[int, int]]
"""Actions found for a section: how pressing each is, and its id."""


class _Overview:
    """What each reader sees of the groups and priorities led, gathered while the actions go by."""

    def __init__(self, picture: Picture, people: People) -> None:
        self._people = people
        self._leads = {prio: group for prio, group in picture.leads.items() if group in people.group_leads}
        watched = self._leads.keys() | people.priority_leads.keys()
        alone = {priority_id: (priority_id,) for priority_id in watched}
        self._priorities: dict[int, tuple[int, ...]] = {}
        priorities = self._priorities
        for action_id, priority_id in picture.pairs if watched else ():
            one = alone.get(priority_id)
            if one is not None:
                priorities[action_id] = priorities[action_id] + one if action_id in priorities else one
        self._found: dict[tuple[int, Place], _Found] = defaultdict(list)
        self._alike: dict[tuple[int | None, tuple[int, ...]], list[tuple[int, _Found]]] = {}

    def look_at(self, action: ActionPulse, whys: tuple[str, ...], own_reader: int | None) -> None:
        """Show an action to whoever leads a place of it; not to `own_reader`, who is asked about it anyway."""
        if not whys:
            return
        seen = _RANKS[whys[0]], action.id
        places = action.lead_group_id, self._priorities.get(action.id, ())
        if places not in self._alike:
            self._alike[places] = self._sections_for(*places)
        for reader, found in self._alike[places]:
            if reader != own_reader:
                found.append(seen)

    def sections(self) -> dict[int, list[Section]]:
        """What each reader sees, by reader."""
        by_reader: dict[int, list[Section]] = defaultdict(list)
        for (reader, place), found in self._found.items():
            if found:
                # Actions come in the order of their codes, which sorting by rank alone keeps.
                most_pressing = sorted(found, key=_RANK)[:SECTION_LIMIT]
                ids = tuple(action_id for _, action_id in most_pressing)
                by_reader[reader].append(Section(place, ids, len(found) - len(ids)))
        return by_reader

    def _sections_for(self, group_id: int | None, priorities: tuple[int, ...]) -> list[tuple[int, _Found]]:
        """Who leads a place of such an action, each with the first such place: once is enough for one action."""
        readers: dict[int, Place] = {}
        for led in (group_id, *(self._leads.get(priority) for priority in priorities)):
            if led is not None:
                for reader in self._people.group_leads.get(led, ()):
                    readers.setdefault(reader, (GROUP, led))
        for priority_id in priorities:
            for reader in self._people.priority_leads.get(priority_id, ()):
                readers.setdefault(reader, (PRIORITY, priority_id))
        return [(reader, self._found[reader, place]) for reader, place in readers.items()]


def _due(
    people: People,
    needs: Mapping[int, list[Need]],
    sections: Mapping[int, Sequence[Section]],
    papers_near: bool,
) -> tuple[dict[int, list[Need]], dict[int, Sequence[Section]]]:
    """Without what people are spared who want to hear only of what is due: what is merely quiet, until papers near."""
    spared = {contact_id for contact_id, contact in people.by_id.items() if contact.only_when_due}
    if papers_near or not spared:
        return dict(needs), dict(sections)
    kept = {
        contact_id: [need for need in own if contact_id not in spared or MILESTONE in need.reasons]
        for contact_id, own in needs.items()
    }
    kept = {contact_id: own for contact_id, own in kept.items() if own}
    seen = {reader: places for reader, places in sections.items() if reader not in spared or reader in kept}
    return kept, seen


def _nudges(
    people: People,
    needs: Mapping[int, list[Need]],
    sections: Mapping[int, Sequence[Section]],
    waiting: Mapping[int, int],
    fine: Mapping[int, int],
) -> Nudges:
    nudges, to_ask = [], []
    for contact_id in sorted(needs.keys() | sections.keys()):
        own = tuple(needs.get(contact_id, ()))
        if people.is_reachable(contact_id):
            counts = waiting.get(contact_id, 0), fine.get(contact_id, 0)
            nudges.append(Nudge(contact_id, own, tuple(sections.get(contact_id, ())), *counts))
        elif own:
            to_ask.append(ToAsk(contact_id, own))
    support_id = people.support_id
    told = support_id if support_id is not None and people.is_reachable(support_id) else None
    return Nudges(tuple(nudges), tuple(to_ask), told)


def _by_action(milestones: Iterable[MilestoneGlance]) -> dict[int, tuple[MilestoneGlance, ...]]:
    found: dict[int, list[MilestoneGlance]] = defaultdict(list)
    for milestone in milestones:
        if milestone.action_id is not None:
            found[milestone.action_id].append(milestone)
    return {action_id: tuple(of_action) for action_id, of_action in found.items()}
