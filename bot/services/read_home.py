"""Read what a person's Home shows: its front, or a page of one of its lists. In bulk, never action by action."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.rules.digest_preview import Preview
from bot.rules.freshness import Situation
from bot.rules.group_kinds import BOARD
from bot.rules.home import (
    ACTION_QUEUES,
    CALLS,
    DATELESS,
    EVERY,
    FREE,
    GONE,
    LEAVERS,
    OTHER_QUEUES,
    OWED,
    OWN,
    QUEUES,
    STUCK,
    Front,
    HomeList,
    Line,
    Look,
    Overseen,
    Own,
    Place,
    Queue,
    Scene,
    ToCall,
    fits,
    is_board_chair,
    moved_since,
    next_milestones,
    overseen_ids,
    own_parts,
    queued,
    sights_of,
    stuck_codes,
)
from bot.rules.leavers import Leaver
from bot.rules.letter import Sight
from bot.rules.meetings import boards_around
from bot.rules.nudging import GROUP
from bot.rules.owed import Owed
from bot.rules.paging import Page, page_of
from bot.rules.permission import is_support, leads
from bot.rules.questions import ASKING_ROLES, may_ask
from bot.rules.reaching import Unreached
from bot.rules.screens import ActionLine, MyAction, MyActions
from bot.rules.set_up import SetUpNow, is_sample
from bot.rules.ways import Ways
from bot.services.hand_over import read_leavers
from bot.services.list_actions import lines_of
from bot.services.list_calls import list_calls
from bot.services.lose_touch import read_unreached
from bot.services.preview_digest import previews_near
from bot.services.read_dateless import dateless
from bot.services.read_lately import Lately
from bot.services.read_mine import read_mine
from bot.services.read_owed import owed_by_group, owed_on_home
from bot.services.replacing_sets import under_way
from bot.services.show_board import show_board
from bot.services.take_on import leading_in
from bot.services.welcome import not_welcomed
from storage.engine import Database
from storage.records import Group, Meeting, Priority, id_of
from storage.records.glance import (
    ActionFilter,
    ActionGlance,
    ActionTies,
    ContactGlance,
    MilestoneGlance,
    Person,
)
from storage.repositories import Register
from storage.unit_of_work import reading

FIRST_FEW = 3
"""Entries of a queue on the front."""

MILESTONES = 5
"""Milestones to come on the front."""

TO_ASK = 5
"""Actions a chair is offered to ask about."""


def read_home(database: Database, ways: Ways, person: Person, look: Look, at: datetime) -> Front | HomeList:
    """What the person looks at now; a list that is not theirs, or not there any more, gives way to the front."""
    mine = read_mine(database, ways, person, at)
    if look.list == STUCK:
        return _read_stuck(database, ways, person, look, at, mine)
    with reading(database) as open_reading:
        desk = _Desk(open_reading.register(person.partnership_id), ways, person, at, mine)
        shown = desk.page_of_list(look) or desk.front()
        chairs = isinstance(shown, Front) and desk.chairs_the_board
    if not isinstance(shown, Front) or not chairs:
        return shown
    board = show_board(database, ways, at)
    with reading(database) as open_reading:
        desk = _Desk(open_reading.register(person.partnership_id), ways, person, at, mine)
        return replace(shown, board=board, to_ask=desk.to_ask_about(stuck_codes(board.coming)))


def _read_stuck(
    database: Database, ways: Ways, person: Person, look: Look, at: datetime, mine: MyActions
) -> Front | HomeList:
    """What the Board's chair may ask about, all of it; anybody else is shown the front."""
    with reading(database) as open_reading:
        desk = _Desk(open_reading.register(person.partnership_id), ways, person, at, mine)
        chairs = desk.chairs_the_board
    if not chairs:
        return read_home(database, ways, person, Look(), at)
    codes = stuck_codes(show_board(database, ways, at).coming)
    with reading(database) as open_reading:
        desk = _Desk(open_reading.register(person.partnership_id), ways, person, at, mine)
        return desk.of_codes(look, codes)


@dataclass(frozen=True)
class _Desk:
    """One Home being read: whose it is, when, and what of the register it takes, each read once."""

    register: Register
    ways: Ways
    person: Person
    at: datetime
    mine: MyActions

    # -- the front

    def front(self) -> Front:
        """The first page; the Board's part is read apart."""
        today, places = self._now.today, self._overseen()
        pressing = [sight.action for each in places for sight in each.pressing[:FIRST_FEW]]
        return Front(
            name=self.person.name,
            hour=self.at.astimezone(self.ways.zone).hour,
            just_said=self._said.just_said(),
            own=self._own,
            milestones=next_milestones(self._own, today, MILESTONES),
            last_board_on=self.mine.last_board_on,
            board_on=self._coming.latest if self._coming else None,
            papers_due=self._coming.papers_due if self._coming else None,
            places=places,
            queues=self._queues_in_short(),
            setting_up=self._setting_up(),
            just_taken=self._said.just_taken(),
            free=Queue(FREE, len(self._free), self._lines(FREE, self._free[:FIRST_FEW]))
            if self._free
            else None,
            not_welcomed=self._not_welcomed(),
            digests=self._digests(),
            askable=self._askable(pressing),
            to_decide=self._to_decide(),
        )

    @property
    def chairs_the_board(self) -> bool:
        """Whether the person chairs the Board, or deputises."""
        return is_board_chair(self.person.roles, self._board_ids)

    def _overseen(self) -> tuple[Overseen, ...]:
        ids = overseen_ids(self.person.roles, self._board_ids)
        places = [self._place(*each) for each in ids]
        reader = self.person.contact_id
        return tuple(
            Overseen(place, self._sights(place), reader, self._owed_by(place))
            for place in places
            if place is not None
        )

    def _owed_by(self, place: Place) -> tuple[Owed, ...]:
        return owed_by_group(self.register, place.id, self._now.today) if place.kind == GROUP else ()

    def _setting_up(self) -> SetUpNow | None:
        """How far the setting up has come, where that is still to be said."""
        invented = is_sample(self.ways.partnership.code)
        if not is_support(self.person) or (self._actions and not invented):
            return None
        return SetUpNow(len(self._contacts), (), len(self._actions), is_sample=invented)

    def _queues_in_short(self) -> tuple[Queue, ...]:
        if not is_support(self.person):
            return ()
        found = []
        for name in QUEUES:
            if name in ACTION_QUEUES:
                actions = self._queued[name]
                found.append(Queue(name, len(actions), self._lines(name, actions[:FIRST_FEW])))
            else:
                people = self._people(name)
                found.append(Queue(name, len(people), tuple(people[:FIRST_FEW])))
        return tuple(found)

    # -- a list

    def page_of_list(self, look: Look) -> HomeList | None:
        """A page of the list; None where there is no such list for this person."""
        if look.list == EVERY:
            return self._every(look)
        if look.list in OWN:
            return self._narrowed(look, self._own.part(look.list))
        if look.list == FREE:
            return self._of_actions(look, self._free)
        if look.list in QUEUES:
            return self._of_queue(look) if is_support(self.person) else None
        place = self._place(*look.place) if look.place else None
        if place is None:
            return None
        return replace(self._narrowed(look, self._sights(place)), place=place)

    def _every(self, look: Look) -> HomeList:
        wanted = ActionFilter(
            statuses=frozenset({look.status} if look.status else ()),
            priority_ids=frozenset({look.priority} if look.priority is not None else ()),
        )
        page = page_of(look.page, self.register.actions.count(wanted))
        actions = self.register.actions.glances(wanted, limit=page.size, offset=page.offset)
        return self._made(look, page, lines_of(self.register, actions))

    def _of_queue(self, look: Look) -> HomeList:
        if look.list in OTHER_QUEUES:
            return self._listed(look, self._people(look.list))
        return self._of_actions(look, self._queued[look.list])

    def of_codes(self, look: Look, codes: Sequence[str]) -> HomeList:
        """The actions of these codes, in this order."""
        return self._of_actions(look, self._with_codes(codes))

    def _with_codes(self, codes: Sequence[str]) -> list[ActionGlance]:
        by_code = {action.code: action for action in self._actions}
        return [by_code[code] for code in codes if code in by_code]

    def _of_actions(self, look: Look, among: Sequence[ActionGlance]) -> HomeList:
        actions = [action for action in among if self._fits(action, look)]
        page = page_of(look.page, len(actions))
        return self._made(look, page, self._lines(look.list, actions[page.offset : page.last]))

    def _narrowed(self, look: Look, lines: Sequence[MyAction] | Sequence[Sight]) -> HomeList:
        return self._listed(look, [line for line in lines if self._fits(line.action, look)])

    def _listed(self, look: Look, lines: Sequence[Line]) -> HomeList:
        """A page of lines that are all there already."""
        page = page_of(look.page, len(lines))
        return self._made(look, page, lines[page.offset : page.last])

    def _made(self, look: Look, page: Page, lines: Iterable[Line]) -> HomeList:
        shown = tuple(lines)
        return HomeList(
            look=look.turned(page.number),
            page=page,
            lines=shown,
            just_said=self._said.just_said(),
            last_board_on=self.mine.last_board_on,
            papers_due=self.mine.papers_due,
            priorities=() if look.list in OTHER_QUEUES else self._priorities_in_use(),
            just_taken=self._said.just_taken(),
            board_on=self.mine.board_on,
            askable=self._askable([each.action for each in shown if isinstance(each, Sight | ActionLine)]),
        )

    def _fits(self, action: ActionGlance, look: Look) -> bool:
        return fits(action, look, self._in_priority(look.priority))

    # -- what is read, each once

    @property
    def _said(self) -> Lately:
        """What the person did a moment ago."""
        return Lately(self.register, self.person, self.mine, self.at)

    @cached_property
    def _boards(self) -> tuple[Meeting | None, Meeting | None]:
        return boards_around(self.register.meetings.boards(), self.ways.day_of(self.at))

    @property
    def _coming(self) -> Meeting | None:
        return self._boards[1]

    @cached_property
    def _now(self) -> Situation:
        return self.ways.situation(self.at, *self._boards)

    @cached_property
    def _own(self) -> Own:
        return own_parts(self.mine)

    @cached_property
    def _groups(self) -> dict[int, Group]:
        return {id_of(group): group for group in self.register.places.groups()}

    @property
    def _board_ids(self) -> frozenset[int]:
        return frozenset(group_id for group_id, group in self._groups.items() if group.kind == BOARD)

    @cached_property
    def _priorities(self) -> dict[int, Priority]:
        return {id_of(priority): priority for priority in self.register.places.priorities()}

    @cached_property
    def _pairs(self) -> Sequence[tuple[int, int]]:
        return self.register.actions.priority_pairs()

    @cached_property
    def _contacts(self) -> dict[int, ContactGlance]:
        """Everybody who has not left."""
        return {contact.id: contact for contact in self.register.people.glances()}

    @cached_property
    def _scene(self) -> Scene:
        since = moved_since(self._now)
        pressing = self.register.milestones.pressing(self._now.today, since)
        return Scene(self._now, self._contacts, pressing)

    @cached_property
    def _actions(self) -> list[ActionGlance]:
        """Every action: one reading of them is quicker than asking the database for each place's."""
        return self.register.actions.glances()

    @cached_property
    def _queued(self) -> dict[str, tuple[ActionGlance, ...]]:
        dated = {
            milestone.action_id
            for milestone in self._milestones
            if milestone.latest is not None and milestone.action_id is not None
        }
        return queued(self._actions, dated, self._contacts.keys())

    @cached_property
    def _milestones(self) -> list[MilestoneGlance]:
        return self.register.milestones.unmet()

    @cached_property
    def _free(self) -> tuple[ActionGlance, ...]:
        """What nobody is there to coordinate and the reader's body or groups lead."""
        nobodys = self.register.actions.uncoordinated()
        leading = leading_in(self._pairs, self._priorities.values()) if nobodys else {}
        return tuple(each for each in nobodys if leads(self.person, each, leading.get(each.id, frozenset())))

    @cached_property
    def _calls(self) -> tuple[ToCall, ...]:
        return list_calls(self.register, self.ways, self.at)

    @cached_property
    def _owed(self) -> tuple[Owed, ...]:
        return owed_on_home(self.register, self._coming, self._now.today)

    @cached_property
    def _unreached(self) -> tuple[Unreached, ...]:
        return read_unreached(self.register)

    @cached_property
    def _leavers(self) -> tuple[Leaver, ...]:
        """Who has left and still holds something."""
        today = self._now.today
        names = {("group", each): group.name for each, group in self._groups.items()}
        names |= {("priority", each): priority.name for each, priority in self._priorities.items()}
        return read_leavers(self.register, self.ways, today, self._actions, names)

    def _people(self, name: str) -> Sequence[Line]:
        """The lines of a queue of `OTHER_QUEUES`."""
        if name == CALLS:
            return self._calls
        if name == OWED:
            return self._owed
        if name == DATELESS:
            return dateless(self.register, self._actions, self._milestones)
        return self._leavers if name == GONE else self._unreached

    def _to_decide(self) -> int:
        """The open actions whose priorities were replaced, still to be decided on."""
        walk = under_way(self.register) if is_support(self.person) else None
        return len(walk.left) if walk is not None else 0

    def _digests(self) -> tuple[Preview, ...]:
        """What waits for the support officer's eye before it goes."""
        return previews_near(self.register, self.ways, self.at) if is_support(self.person) else ()

    def to_ask_about(self, codes: Sequence[str]) -> tuple[ActionGlance, ...]:
        """The actions of these codes the person may ask about, in this order, the first few."""
        found = self._with_codes(codes)
        askable = self._askable(found)
        return tuple(action for action in found if action.id in askable)[:TO_ASK]

    def _askable(self, actions: Sequence[ActionGlance]) -> frozenset[int]:
        """Which of these somebody else speaks for, whom the person may ask."""
        asks = any(role.role in ASKING_ROLES for role in self.person.roles)
        if not actions or not asks:
            return frozenset()
        with_digest = {group_id for group_id, group in self._groups.items() if group.digest}
        return frozenset(
            action.id
            for action in actions
            if action.officer_id in self._contacts
            and self.person.contact_id not in (action.officer_id, action.deputy_id)
            and action.officer_id not in self.person.covers
            and may_ask(self.person, action.lead_group_id, self._ties(action), self._led(action), with_digest)
        )

    def _ties(self, action: ActionGlance) -> ActionTies:
        return ActionTies(frozenset(), tuple(priority for each, priority in self._pairs if each == action.id))

    def _led(self, action: ActionGlance) -> frozenset[int]:
        """The groups that lead an action's priorities."""
        leading = (self._priorities[each].lead_group_id for each in self._ties(action).priority_ids)
        return frozenset(group_id for group_id in leading if group_id is not None)

    def _in_priority(self, priority_id: int | None) -> frozenset[int]:
        if priority_id is None:
            return frozenset()
        if priority_id not in self._of_priority:
            found = (action_id for action_id, priority in self._pairs if priority == priority_id)
            self._of_priority[priority_id] = frozenset(found)
        return self._of_priority[priority_id]

    @cached_property
    def _of_priority(self) -> dict[int, frozenset[int]]:
        return {}

    def _priorities_in_use(self) -> tuple[tuple[int, str], ...]:
        used = {priority_id for _, priority_id in self._pairs}
        return tuple((each, priority.name) for each, priority in self._priorities.items() if each in used)

    def _place(self, kind: str, place_id: int) -> Place | None:
        if kind == GROUP:
            group = self._groups.get(place_id)
            return Place(GROUP, place_id, GROUP, group.name) if group else None
        priority = self._priorities.get(place_id)
        term = self.ways.partnership.priority_term
        return Place(kind, place_id, term, priority.name) if priority else None

    def _sights(self, place: Place) -> tuple[Sight, ...]:
        """The actions of a place: those a group leads itself, or that serve a priority it leads."""
        if place.kind == GROUP:
            led = {each for each, priority in self._priorities.items() if priority.lead_group_id == place.id}
        else:
            led = {place.id}
        serving = {action_id for action_id, priority_id in self._pairs if priority_id in led}
        of_group = place.id if place.kind == GROUP else None
        found = [
            action
            for action in self._actions
            if action.id in serving or (of_group is not None and action.lead_group_id == of_group)
        ]
        return sights_of(found, self._scene)

    def _lines(self, queue: str, actions: Sequence[ActionGlance]) -> tuple[ActionLine, ...]:
        """The actions of a queue; a leaver's name the leaver, whose post somebody has to take on."""
        lines = lines_of(self.register, actions)
        if queue != LEAVERS:
            return lines
        left = self.register.people.glances_of({line.action.officer_id or 0 for line in lines})
        return tuple(replace(line, officer=left.get(line.action.officer_id or 0)) for line in lines)

    def _not_welcomed(self) -> int:
        """How many contacts have heard nothing yet; for the support officer."""
        return len(not_welcomed(self.register, self.person.contact_id)) if is_support(self.person) else 0
