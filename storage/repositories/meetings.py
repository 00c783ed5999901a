"""Queries about meetings and the digests frozen before them."""

from collections.abc import Sequence

from sqlmodel import col, select

from storage.records import DigestHold, DigestNote, DigestSnapshot, Group, Meeting
from storage.repositories.base import OWN, Repository


class Meetings(Repository):
    """The meetings of one partnership."""

    def with_digest(self) -> Sequence[Meeting]:
        """Meetings of groups whose chair gets a digest, dated ones, oldest first."""
        query = select(Meeting).join(Group, col(Group.id) == col(Meeting.group_id))
        query = query.where(
            col(Meeting.partnership_id) == self._partnership_id,
            col(Group.digest).is_(True),
            col(Meeting.precision) == "day",
        )
        return self._session.exec(query.order_by(col(Meeting.latest))).all()

    def boards(self) -> Sequence[Meeting]:
        """Meetings of the partnership's Board, oldest first, the undated last."""
        return self._session.exec(_BOARDS, params=self._own()).all()

    def snapshots(self, meeting_id: int) -> Sequence[DigestSnapshot]:
        """The digests of a meeting, newest first."""
        query = select(DigestSnapshot).where(
            col(DigestSnapshot.partnership_id) == self._partnership_id,
            col(DigestSnapshot.meeting_id) == meeting_id,
        )
        return self._session.exec(query.order_by(col(DigestSnapshot.id).desc())).all()

    def notes(self, meeting_id: int) -> Sequence[DigestNote]:
        """The lines added to a meeting's digest, as they were written."""
        query = select(DigestNote).where(
            col(DigestNote.partnership_id) == self._partnership_id, col(DigestNote.meeting_id) == meeting_id
        )
        return self._session.exec(query.order_by(col(DigestNote.id))).all()

    def holds(self) -> dict[int, DigestHold]:
        """The newest hold of each meeting's digest, or its letting go, by meeting."""
        query = select(DigestHold).where(col(DigestHold.partnership_id) == self._partnership_id)
        return {hold.meeting_id: hold for hold in self._session.exec(query.order_by(col(DigestHold.id)))}

    def locked(self, meeting_id: int) -> Meeting | None:
        """A meeting, held until the work ends: whoever else would change it waits, then sees this."""
        query = select(Meeting).where(
            col(Meeting.partnership_id) == self._partnership_id, col(Meeting.id) == meeting_id
        )
        return self._session.exec(query.with_for_update().execution_options(populate_existing=True)).first()

    def last_snapshot(self) -> DigestSnapshot | None:
        """The partnership's last digest."""
        query = select(DigestSnapshot).where(col(DigestSnapshot.partnership_id) == self._partnership_id)
        return self._session.exec(query.order_by(col(DigestSnapshot.id).desc()).limit(1)).first()


# Every update asks it, so it is put together once.
_BOARDS = (
    select(Meeting)
    .join(Group, col(Group.id) == col(Meeting.group_id))
    .where(col(Meeting.partnership_id) == OWN, col(Group.kind) == "board")
    .order_by(col(Meeting.latest).is_(None), col(Meeting.latest))
)
