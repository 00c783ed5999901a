"""Read what somebody did so lately that Home offers to take it back: said, took on, or handed on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.rules.home import JustSaid, JustTaken
from bot.rules.posts import in_post
from bot.rules.screens import MyActions
from bot.services.take_on import is_taking
from bot.services.undo_handing import can_be_undone
from bot.services.undo_update import UNDO_WITHIN
from storage.records import Update, id_of
from storage.records.glance import Person
from storage.repositories import Register

JUST_SAID = 3
"""As many of the things just said can be taken back from Home."""


@dataclass(frozen=True)
class Lately:
    """One person's last moments, at an instant; `mine` are their actions."""

    register: Register
    person: Person
    mine: MyActions
    at: datetime

    def just_taken(self) -> tuple[JustTaken, ...]:
        """What the person took on so lately that it can be given back."""
        own = {one.action.id: one.action for one in self.mine.actions if not one.as_deputy}
        since = self.at - UNDO_WITHIN
        changes = self.register.history.of_field("actions", own.keys(), "officer_id", since) if own else ()
        newest = {change.subject_id: change for change in changes}
        mine = (each for each in newest.values() if is_taking(each, self.person.contact_id))
        taken = [(own[each.subject_id], each.at) for each in mine]
        found = [JustTaken(action.id, action.code, action.title, at) for action, at in taken]
        return tuple([*found, *self._just_handed(since)][-JUST_SAID:])

    def _just_handed(self, since: datetime) -> Iterator[JustTaken]:
        """What the person handed on so lately that it can be undone, and nothing has happened to since."""
        reader = self.person.contact_id
        made = self.register.history.made_lately_by(reader, "actions", "officer_id", since)
        actions = self.register.actions.glances_of({each.subject_id for each in made})
        for action_id, change in {each.subject_id: each for each in made}.items():
            action = actions.get(action_id)
            if (
                action is None
                or action.officer_id != change.after
                or not can_be_undone(change, reader, self.at)
            ):
                continue
            to = self.register.people.glance(change.after) if change.after else None
            named = (action.id, action.code, action.title, change.at)
            yield JustTaken(*named, handing_id=change.id, to=in_post(to) if to else None)

    def _is_barrier(self, update: Update) -> bool:
        """Whether it told of a barrier and left the status alone."""
        if update.status is not None or update.kind != "update":
            return False
        barriers = self.register.updates.open_barriers(update.action_id)
        return any(barrier.update_id == update.id for barrier in barriers)

    def just_said(self) -> tuple[JustSaid, ...]:
        """What the person recorded so lately that it can be taken back; what was corrected since left out."""
        updates = self.register.updates
        recent = updates.recorded_by(self.person.contact_id, self.at - UNDO_WITHIN)
        codes = self.register.actions.glances_of({update.action_id for update in recent})
        found = []
        for update in recent:
            undone = updates.is_undone(id_of(update))
            if update.action_id in codes and (undone or not updates.is_corrected(id_of(update))):
                said = (update.kind, update.words, update.status, update.at, undone, self._is_barrier(update))
                found.append(JustSaid(id_of(update), codes[update.action_id].code, *said))
            if len(found) == JUST_SAID:
                break
        return tuple(found)
