"""Queries about what actions are attached to: bodies, groups, localities, priorities and their names."""

from collections.abc import Collection, Sequence

from sqlmodel import col, select

from storage.records import Body, Group, Locality, Partnership, Priority
from storage.repositories.base import Repository


class Places(Repository):
    """The structure of one partnership."""

    def partnership(self) -> Partnership:
        """The partnership itself."""
        return self._session.exec(
            select(Partnership).where(col(Partnership.id) == self._partnership_id)
        ).one()

    def bodies(self) -> Sequence[Body]:
        """Every body."""
        owned = select(Body).where(col(Body.partnership_id) == self._partnership_id)
        return self._session.exec(owned.order_by(col(Body.id))).all()

    def groups(self) -> Sequence[Group]:
        """Every group."""
        owned = select(Group).where(col(Group.partnership_id) == self._partnership_id)
        return self._session.exec(owned.order_by(col(Group.id))).all()

    def localities(self) -> Sequence[Locality]:
        """Every locality."""
        owned = select(Locality).where(col(Locality.partnership_id) == self._partnership_id)
        return self._session.exec(owned.order_by(col(Locality.id))).all()

    def priorities(self) -> Sequence[Priority]:
        """Every priority of every set, the newest set first."""
        owned = select(Priority).where(col(Priority.partnership_id) == self._partnership_id)
        newest = col(Priority.priority_set_id).desc()
        return self._session.exec(owned.order_by(newest, col(Priority.position), col(Priority.id))).all()

    def leading_groups(self, priority_ids: Collection[int]) -> frozenset[int]:
        """The groups that lead any of these priorities."""
        if not priority_ids:
            return frozenset()
        query = select(Priority.lead_group_id).where(
            col(Priority.partnership_id) == self._partnership_id, col(Priority.id).in_(priority_ids)
        )
        return frozenset(group_id for group_id in self._session.exec(query) if group_id is not None)
