"""The only place with queries.

`Register` is one partnership's; `Everywhere` is what comes before knowing whose.
"""

from functools import cached_property

from sqlmodel import Session

from storage.repositories.actions import Actions
from storage.repositories.asks import Asks
from storage.repositories.base import Rows
from storage.repositories.everywhere import Everywhere
from storage.repositories.history import History
from storage.repositories.meetings import Meetings
from storage.repositories.milestones import Milestones
from storage.repositories.outbox import Messages
from storage.repositories.people import People
from storage.repositories.places import Places
from storage.repositories.questions import Questions
from storage.repositories.snoozes import Snoozes
from storage.repositories.subjects import Subjects
from storage.repositories.updates import Updates
from storage.repositories.whole import Whole


class Register:
    """Every repository of one partnership, made when first used."""

    def __init__(self, session: Session, partnership_id: int) -> None:
        self._session = session
        self.partnership_id = partnership_id

    def flush(self) -> None:
        """Write what is there so far, still uncommitted, so that new rows have their ids."""
        self._session.flush()

    @cached_property
    def rows(self) -> Rows:
        """Any record, by type: adding, getting by id, the imported file's memory."""
        return Rows(self._session, self.partnership_id)

    @cached_property
    def actions(self) -> Actions:
        """Actions."""
        return Actions(self._session, self.partnership_id)

    @cached_property
    def updates(self) -> Updates:
        """Updates and barriers."""
        return Updates(self._session, self.partnership_id)

    @cached_property
    def snoozes(self) -> Snoozes:
        """Snoozes: who asked not to be asked before a day."""
        return Snoozes(self._session, self.partnership_id)

    @cached_property
    def questions(self) -> Questions:
        """Questions put in private, and their answers."""
        return Questions(self._session, self.partnership_id)

    @cached_property
    def milestones(self) -> Milestones:
        """Milestones and their re-datings."""
        return Milestones(self._session, self.partnership_id)

    @cached_property
    def asks(self) -> Asks:
        """Asks of the Board."""
        return Asks(self._session, self.partnership_id)

    @cached_property
    def meetings(self) -> Meetings:
        """Meetings and digest snapshots."""
        return Meetings(self._session, self.partnership_id)

    @cached_property
    def people(self) -> People:
        """Contacts and the roles they hold."""
        return People(self._session, self.partnership_id)

    @cached_property
    def places(self) -> Places:
        """Bodies, groups, localities and priorities: what an action is attached to."""
        return Places(self._session, self.partnership_id)

    @cached_property
    def subjects(self) -> Subjects:
        """Any subject, by table: what its forms, lists and pages are made of."""
        return Subjects(self._session, self.partnership_id)

    @cached_property
    def messages(self) -> Messages:
        """Slots, lines and the outbox."""
        return Messages(self._session, self.partnership_id)

    @cached_property
    def history(self) -> History:
        """What changed, and when."""
        return History(self._session, self.partnership_id)

    @cached_property
    def whole(self) -> Whole:
        """Every row of the partnership, to be written out or put back."""
        return Whole(self._session, self.partnership_id)


__all__ = ["Everywhere", "Register"]
