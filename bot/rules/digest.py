"""The digest of a meeting: what to decide, what is stuck, what changed, whom to thank.

What may live here: composing one frozen `Digest` from the register's values. Nothing is worded, clipped or
escaped here: that is for whoever shows it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from bot.rules.dates import Due
from bot.rules.digest_value import (
    ActionDetail,
    AskLine,
    Changes,
    Count,
    Digest,
    KeyLine,
    MeetingLine,
    NextMilestone,
    NoteLine,
    OffTrack,
    Overdue,
    PriorityDetail,
    Silent,
    Slip,
    Thanks,
)
from bot.rules.digest_words import called
from bot.rules.freshness import SETTLED, is_unconfirmed, passed
from bot.rules.movement import FINISHED, Moved, moved
from bot.rules.numbering import code_order
from bot.rules.owed import Owed
from bot.rules.ways import Ways
from bot.rules.whose import whose_in_words
from storage.records import Meeting, id_of
from storage.records.glance import ActionGlance, AskGlance, MilestoneGlance, StatusChange

ASKED = frozenset({"on_agenda", "answered"})
"""The states of an ask a meeting is, or was, really asked: only the support officer or the EOG puts one
there.
"""


@dataclass(frozen=True, slots=True)
class OpenBarrier:
    """What stands in the way of an action, in words, and the day it was first told."""

    words: str
    since: date


@dataclass(frozen=True, slots=True)
class AskedInVain:
    """Everybody was asked about an action since a day, each by post and body, and there was no word."""

    since: date
    posts: tuple[str, ...]


@dataclass(frozen=True)
class RegisterView:
    """What a digest is composed from: the register's values as they stand.

    `changes` are the changes of status since the last held meeting, oldest first; `confirmed_since` the
    actions confirmed complete since then. `priorities` is in the order they are shown; `priority_of` an
    action's first one. `notes` are what the support officer adds, `owed` what the meeting is owed. `posts` words
    a contact as post and body, never by name. `executive` names the executive group, None where there is none or
    it is this meeting's own;
    `settles` tells that it is.
    """

    ways: Ways
    meeting: Meeting
    group: str
    executive: str | None = None
    settles: bool = False
    actions: Sequence[ActionGlance] = ()
    milestones: Sequence[MilestoneGlance] = ()
    asks: Sequence[AskGlance] = ()
    raised: Sequence[AskGlance] = ()
    changes: Sequence[StatusChange] = ()
    confirmed_since: frozenset[int] = frozenset()
    bodies: Mapping[int, str] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    priorities: Sequence[tuple[int, str]] = ()
    priority_of: Mapping[int, int] = field(default_factory=dict)
    contributors: Mapping[int, Sequence[int]] = field(default_factory=dict)
    barriers: Mapping[int, OpenBarrier] = field(default_factory=dict)
    posts: Mapping[int, str] = field(default_factory=dict)
    in_vain: Mapping[int, AskedInVain] = field(default_factory=dict)
    notes: Sequence[NoteLine] = ()
    owed: Sequence[Owed] = ()

    @cached_property
    def codes(self) -> Mapping[int, str]:
        """The code of each action."""
        return {action.id: action.code for action in self.actions}

    def lead_of(self, action: ActionGlance) -> str | None:
        """Who leads an action, by name: its body, its group, else the first body that contributes."""
        named = self.bodies.get(action.lead_body_id or 0) or self.groups.get(action.lead_group_id or 0)
        return named or next(iter(self.partners_of(action)), None)

    def partners_of(self, action: ActionGlance) -> tuple[str, ...]:
        """The bodies that contribute to an action, by name, its lead left out."""
        ids = self.contributors.get(action.id, ())
        return tuple(self.bodies[body] for body in ids if body in self.bodies and body != action.lead_body_id)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A composing: the register, its two moments, and what moved between them."""

    view: RegisterView
    since: datetime | None
    as_of: datetime
    moved: Mapping[int, Moved]

    @property
    def today(self) -> date:
        return self.view.ways.day_of(self.as_of)

    def heard_on(self, action: ActionGlance) -> date | None:
        return self.view.ways.day_of(action.heard_at) if action.heard_at else None

    def worded_on(self, action: ActionGlance) -> date | None:
        """The day of the words that stand; where there are none, the day it was last heard of."""
        said_at = action.said_at if action.words else None
        return self.view.ways.day_of(said_at) if said_at else self.heard_on(action)

    def is_silent(self, action: ActionGlance) -> bool:
        limit = self.view.ways.partnership.freshness_days
        silent = is_unconfirmed(self.heard_on(action), self.today, limit) or action.id in self.view.in_vain
        return action.status not in SETTLED and silent

    def is_news(self, action: ActionGlance) -> bool:
        """Whether a finished action was finished, or confirmed, since the last held meeting; all are before
        any.
        """
        return self.since is None or action.id in self.moved or action.id in self.view.confirmed_since


def compose(view: RegisterView, since: datetime | None, as_of: datetime) -> Digest:
    """The digest of the view's meeting. `since` is when the group last met and held it, None where it never
    has.

    `ValueError` for a meeting without a day: there is nothing to say when it is.
    """
    moment = _Moment(view, since, as_of, moved(view.actions, view.changes) if since else {})
    still_open = [action for action in view.actions if action.status not in FINISHED]
    finished = [action for action in view.actions if action.status in FINISHED]
    news = [action for action in finished if moment.is_news(action)]
    partnership = view.ways.partnership
    of_action = _milestones_by_action(view)
    return Digest(
        partnership=partnership.name,
        priority_term=partnership.priority_term,
        meeting=meeting_line(view.ways, view.meeting, view.group),
        as_of=as_of.astimezone(view.ways.zone),
        since=since.astimezone(view.ways.zone) if since else None,
        limit_days=partnership.freshness_days,
        asks=_asks(view),
        asks_elsewhere=0 if view.settles else len(view.raised),
        elsewhere=called(view.executive, partnership.short_name) if view.executive else None,
        off_track=_off_track(view),
        redated=_redated(moment, still_open),
        silent=_silent(moment, still_open),
        changes=_changes(moment),
        thanks=_thanks(moment, news),
        next_milestone=_next_milestone(moment, still_open),
        counts=_counts(view, [*still_open, *news]),
        finished_before=len(finished) - len(news),
        key=tuple(KeyLine(entry.status, entry.word, entry.symbol) for entry in view.ways.key.entries),
        details=_by_priority(moment, still_open, of_action),
        finished=tuple(_detail(moment, action, of_action.get(action.id, [])) for action in news),
        raised=_raised(view) if view.settles else (),
        notes=tuple(view.notes),
        owed=tuple(view.owed),
    )


def meeting_line(ways: Ways, meeting: Meeting, group: str) -> MeetingLine:
    """The meeting as a digest names it; `ValueError` for one without a day."""
    if meeting.latest is None:
        raise ValueError(f"meeting {meeting.id} has no day")
    return MeetingLine(
        id=id_of(meeting),
        group=group,
        called=called(group, ways.partnership.short_name),
        on=meeting.latest,
        local_time=meeting.local_time,
        papers_due=meeting.papers_due,
        version=meeting.version,
    )


# --- what the meeting is asked


def _asks(view: RegisterView) -> tuple[AskLine, ...]:
    """In the order of the agenda, what is only for noting last."""
    asked = [ask for ask in view.asks if ask.state in ASKED]
    ordered = sorted(asked, key=lambda ask: (ask.kind == "note", agenda_order(ask.item), ask.id))
    return tuple(_ask(view, number, ask) for number, ask in enumerate(ordered, start=1))


def _raised(view: RegisterView) -> tuple[AskLine, ...]:
    """In the order they were raised: what has waited longest first."""
    ordered = sorted(view.raised, key=lambda ask: (ask.raised_at, ask.id))
    return tuple(_ask(view, number, ask) for number, ask in enumerate(ordered, start=1))


def _ask(view: RegisterView, number: int, ask: AskGlance) -> AskLine:
    barrier = view.barriers.get(ask.action_id or 0)
    said = ask.update_words
    if not said and barrier is None:
        said = next((action.words for action in view.actions if action.id == ask.action_id), None)
    return AskLine(
        number=number,
        kind=ask.kind,
        words=ask.words,
        code=ask.code,
        quote=said or None,
        held_up_since=barrier.since if barrier and not said else None,
        item=ask.item,
    )


def agenda_order(item: str | None) -> tuple[bool, list[tuple[bool, int, str]]]:
    """Item 10 after item 9, 4b after 4a, and what has no item last."""
    parts = re.findall(r"([0-9]{1,9})|([^0-9]+)", item or "")
    return (not item, [(not digits, int(digits or 0), words.casefold()) for digits, words in parts])


# --- what is stuck


def _off_track(view: RegisterView) -> tuple[OffTrack, ...]:
    return tuple(
        OffTrack(action.code, view.lead_of(action), action.words or _held_up(view, action))
        for action in view.actions
        if action.status == "off_track"
    )


def _held_up(view: RegisterView, action: ActionGlance) -> str | None:
    barrier = view.barriers.get(action.id)
    return barrier.words if barrier else None


def _redated(moment: _Moment, still_open: Iterable[ActionGlance]) -> tuple[Slip, ...]:
    """What slipped since the last held meeting, or ever where there was none; the most often moved first."""
    wanted = {action.id for action in still_open} | {None}
    recent = [
        slip
        for milestone in moment.view.milestones
        if milestone.action_id in wanted and _moved_since(milestone, moment.since)
        for slip in _slips(moment.view, [milestone])
    ]
    return tuple(sorted(recent, key=lambda slip: (-slip.moves, code_order(slip.code or "~"), slip.title)))


def _moved_since(milestone: MilestoneGlance, since: datetime | None) -> bool:
    return milestone.last_moved_at is not None and (since is None or milestone.last_moved_at > since)


def _slips(view: RegisterView, milestones: Iterable[MilestoneGlance]) -> tuple[Slip, ...]:
    """The milestones later than they first were, or no longer dated; one brought forward has not slipped."""
    return tuple(
        Slip(view.codes.get(each.action_id or 0), each.title, each.first_latest, each.latest, each.moves)
        for each in milestones
        if each.met_on is None
        and each.moves
        and each.first_latest is not None
        and (each.latest is None or each.latest > each.first_latest)
    )


def _silent(moment: _Moment, still_open: Iterable[ActionGlance]) -> tuple[Silent, ...]:
    """The longest silence first: never heard, then the oldest word."""
    found = [_unheard(moment, action) for action in still_open if moment.is_silent(action)]
    return tuple(sorted(found, key=lambda each: (each.heard_on or date.min, code_order(each.code))))


def _unheard(moment: _Moment, action: ActionGlance) -> Silent:
    """A silent action, with who was asked where the ladder has run out."""
    asked = moment.view.in_vain.get(action.id)
    return Silent(action.code, moment.heard_on(action), *((asked.posts, asked.since) if asked else ()))


# --- what changed, and what comes


def _changes(moment: _Moment) -> Changes:
    counted = Counter(each.movement.value for each in moment.moved.values() if each.movement)
    return Changes(**counted)


def _thanks(moment: _Moment, news: Iterable[ActionGlance]) -> tuple[Thanks, ...]:
    """Whoever brought an action to a confirmed end since the last held meeting, by the body that led it."""
    codes = defaultdict(list)
    for action in news:
        lead = moment.view.lead_of(action)
        if action.status == "complete" and action.confirmed_by_id is not None and lead:
            codes[lead].append(action.code)
    return tuple(Thanks(body, tuple(done)) for body, done in codes.items())


def _next_milestone(moment: _Moment, still_open: Iterable[ActionGlance]) -> NextMilestone | None:
    live = {action.id for action in still_open if action.status != "paused"} | {None}
    coming = [
        (each.latest, each.id, each)
        for each in moment.view.milestones
        if each.action_id in live and each.met_on is None and each.latest and each.latest >= moment.today
    ]
    if not coming:
        return None
    first = min(coming)[2]
    return NextMilestone(first.title, moment.view.codes.get(first.action_id or 0), _due(first))


def _due(milestone: MilestoneGlance) -> Due:
    return Due(milestone.earliest, milestone.latest, milestone.precision, milestone.date_words or "")


def _counts(view: RegisterView, counted: Iterable[ActionGlance]) -> tuple[Count, ...]:
    numbers = Counter(action.status for action in counted)
    return tuple(Count(status, numbers[status]) for status in view.ways.key.statuses if numbers[status])


# --- the detail


def _milestones_by_action(view: RegisterView) -> Mapping[int, list[MilestoneGlance]]:
    found: dict[int, list[MilestoneGlance]] = defaultdict(list)
    for milestone in view.milestones:
        if milestone.action_id is not None:
            found[milestone.action_id].append(milestone)
    return found


def _by_priority(
    moment: _Moment, still_open: Iterable[ActionGlance], of_action: Mapping[int, list[MilestoneGlance]]
) -> tuple[PriorityDetail, ...]:
    """Every open action once, under its first priority; those of none come last."""
    found = defaultdict(list)
    names = dict(moment.view.priorities)
    for action in still_open:
        priority = moment.view.priority_of.get(action.id)
        detail = _detail(moment, action, of_action.get(action.id, []))
        found[priority if priority in names else None].append(detail)
    shown = [(names[priority], found[priority]) for priority in names if priority in found]
    unplaced = [(None, found[None])] if None in found else []
    return tuple(PriorityDetail(name, tuple(details)) for name, details in [*shown, *unplaced])


def _detail(moment: _Moment, action: ActionGlance, milestones: Sequence[MilestoneGlance]) -> ActionDetail:
    view = moment.view
    was = moment.moved.get(action.id)
    live = action.status not in FINISHED
    return ActionDetail(
        code=action.code,
        title=action.title,
        status=action.status,
        was=was.before if was else None,
        confirmed=action.status == "complete" and action.confirmed_by_id is not None,
        lead=view.lead_of(action),
        partners=tuple(name for name in view.partners_of(action) if name != view.lead_of(action)),
        owned=action.officer_id is not None,
        post=view.posts.get(action.officer_id or 0),
        heard_on=moment.heard_on(action) if moment.is_silent(action) else moment.worded_on(action),
        silent=moment.is_silent(action),
        words=action.words or None,
        held_up=_held_up(view, action) if live else None,
        overdue=_overdue(action, milestones, moment.today) if live else (),
        slips=_slips(view, milestones) if live else (),
        whose=whose_in_words(action.whose, action.route, action.said_on, moment.today) or None,
    )


def _overdue(action: ActionGlance, milestones: Iterable[MilestoneGlance], today: date) -> tuple[Overdue, ...]:
    late = [Overdue(milestone.title, _due(milestone)) for milestone in passed(milestones, today)]
    if action.latest is not None and action.latest < today and action.status != "paused":
        late.append(
            Overdue(None, Due(action.earliest, action.latest, action.precision, action.date_words or ""))
        )
    return tuple(late)
