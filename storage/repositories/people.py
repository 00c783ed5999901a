"""Queries about contacts and the roles they hold."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from storage.records import Body, Contact, Role
from storage.records.glance import ContactGlance, Person, RoleGlance
from storage.repositories.base import OWN, Repository


class People(Repository):
    """The contacts of one partnership."""

    def glances(self) -> list[ContactGlance]:
        """Every contact who has not left, by post."""
        query = _GLANCE.where(self._owned, col(Contact.left_on).is_(None))
        return list(map(ContactGlance._make, self._plainly(query.order_by(col(Contact.id)))))

    def glance(self, contact_id: int) -> ContactGlance | None:
        """One contact, also one who has left."""
        row = self._session.execute(_GLANCE.where(self._owned, col(Contact.id) == contact_id)).first()
        return ContactGlance._make(row) if row else None

    def gone(self, day: date) -> list[ContactGlance]:
        """Every contact who has left by a day."""
        query = _GLANCE.where(self._owned, col(Contact.left_on) <= day).order_by(col(Contact.id))
        return list(map(ContactGlance._make, self._session.execute(query)))

    def glances_of(self, contact_ids: Collection[int]) -> dict[int, ContactGlance]:
        """These contacts by id, those who have left among them."""
        if not contact_ids:
            return {}
        rows = self._session.execute(_GLANCE.where(self._owned, col(Contact.id).in_(contact_ids)))
        return {contact.id: contact for contact in map(ContactGlance._make, rows)}

    def with_slack_id(self, slack_id: str) -> Contact | None:
        """The contact matched to this Slack account."""
        return self._session.exec(
            select(Contact).where(self._owned, col(Contact.slack_id) == slack_id)
        ).first()

    def with_email(self, email: str) -> Contact | None:
        """The contact with this email, in any case of letters; kept in lower case."""
        return self._session.exec(
            select(Contact).where(self._owned, col(Contact.email) == email.lower())
        ).first()

    def support(self) -> ContactGlance | None:
        """The support officer of the whole partnership: the first who can be written to, else the first.

        A role with an end is left out from the day the end is entered: whoever takes over is asked instead.
        """
        query = (
            _GLANCE.join(
                Role,
                and_(
                    col(Role.partnership_id) == col(Contact.partnership_id),
                    col(Role.contact_id) == col(Contact.id),
                ),
            )
            .where(
                self._owned,
                col(Role.role) == "support",
                col(Role.group_id).is_(None),
                col(Role.ends_on).is_(None),
            )
            .where(col(Contact.left_on).is_(None))
            .order_by(col(Contact.slack_id).is_(None), col(Role.id))
        )
        row = self._session.execute(query.limit(1)).first()
        return ContactGlance._make(row) if row else None

    def unmatched(self) -> Sequence[Contact]:
        """Contacts with an email and no Slack account yet."""
        query = select(Contact).where(
            self._owned,
            col(Contact.slack_id).is_(None),
            col(Contact.email).is_not(None),
            col(Contact.left_on).is_(None),
        )
        return self._session.exec(query).all()

    def roles_on(self, day: date) -> list[RoleGlance]:
        """Every role held on a day."""
        query = select_columns(*_ROLE).where(col(Role.partnership_id) == self._partnership_id, *_held_on(day))
        return list(map(RoleGlance._make, self._plainly(query.order_by(col(Role.id)))))

    def roles_of_those_here(self, day: date) -> list[RoleGlance]:
        """The same, without those of people who had left by then: what nobody has ended ends with their leaving."""
        gone = {contact.id for contact in self.gone(day)}
        return [role for role in self.roles_on(day) if role.contact_id not in gone]

    def person(self, slack_id: str, day: date) -> Person | None:
        """Who is behind a Slack account, with today's roles, in one query.

        Whoever covers for a support officer of the partnership has that role too for as long as the leave lasts; it
        names whose it is. None for a stranger or a leaver.
        """
        rows = self._plainly(_PERSON_WITH_ROLES, self._own(slack_id=slack_id, day=day))
        if not rows:
            return None
        own, held = len(_PERSON), len(_PERSON) + len(_ROLE)
        # Somebody who covers for two comes once for each role and each of the two.
        found = [RoleGlance._make(row[own:held]) for row in rows if row[own] is not None]
        found += [RoleGlance(row[held], SUPPORT, None, None) for row in rows if row[held + 1] is not None]
        roles = dict.fromkeys(found)
        covers = frozenset(row[held] for row in rows if row[held] is not None)
        return Person._make((self._partnership_id, *rows[0][:own], tuple(roles), covers))

    @property
    def _owned(self) -> Any:
        return col(Contact.partnership_id) == self._partnership_id


def _held_on(day: Any, role: Any = Role) -> tuple[Any, Any]:
    started = or_(col(role.starts_on).is_(None), col(role.starts_on) <= day)
    lasting = or_(col(role.ends_on).is_(None), col(role.ends_on) >= day)
    return started, lasting


SUPPORT = "support"

_AWAY = aliased(Contact)
_THEIRS = aliased(Role)


def _away_on(day: Any) -> tuple[Any, Any, Any]:
    """As `bot.rules.asking.is_away` has it: both days included, a missing one leaves it open."""
    begun = or_(col(_AWAY.away_from).is_(None), col(_AWAY.away_from) <= day)
    lasting = or_(col(_AWAY.away_to).is_(None), col(_AWAY.away_to) >= day)
    return begun, lasting, or_(col(_AWAY.away_from).is_not(None), col(_AWAY.away_to).is_not(None))


_ROLE = (col(Role.contact_id), col(Role.role), col(Role.group_id), col(Role.priority_id))

_PERSON = (
    col(Contact.id),
    col(Contact.name),
    col(Contact.post),
    col(Contact.body_id),
    col(Body.name),
    col(Contact.slack_id),
)

_PERSON_WITH_ROLES = (
    select_columns(*_PERSON, *_ROLE, col(_AWAY.id), col(_THEIRS.id))
    .select_from(Contact)
    .outerjoin(
        Body,
        and_(
            col(Body.partnership_id) == col(Contact.partnership_id),
            col(Body.id) == col(Contact.body_id),
        ),
    )
    .outerjoin(
        Role,
        and_(
            col(Role.partnership_id) == col(Contact.partnership_id),
            col(Role.contact_id) == col(Contact.id),
            *_held_on(bindparam("day")),
        ),
    )
    .outerjoin(
        _AWAY,
        and_(
            col(_AWAY.partnership_id) == col(Contact.partnership_id),
            col(_AWAY.cover_id) == col(Contact.id),
            col(_AWAY.left_on).is_(None),
            *_away_on(bindparam("day")),
        ),
    )
    .outerjoin(
        _THEIRS,
        and_(
            col(_THEIRS.partnership_id) == col(_AWAY.partnership_id),
            col(_THEIRS.contact_id) == col(_AWAY.id),
            col(_THEIRS.role) == SUPPORT,
            col(_THEIRS.group_id).is_(None),
            *_held_on(bindparam("day"), _THEIRS),
        ),
    )
    .where(
        col(Contact.partnership_id) == OWN,
        col(Contact.slack_id) == bindparam("slack_id"),
        col(Contact.left_on).is_(None),
    )
)

_GLANCE = select_columns(
    col(Contact.id),
    col(Contact.name),
    col(Contact.post),
    col(Contact.body_id),
    col(Body.name),
    col(Contact.email),
    col(Contact.slack_id),
    col(Contact.time_zone),
    col(Contact.can_contact),
    col(Contact.away_from),
    col(Contact.away_to),
    col(Contact.cover_id),
    col(Contact.left_on),
    col(Contact.nudge_day),
    col(Contact.nudge_hour),
    col(Contact.quiet_from),
    col(Contact.quiet_to),
    col(Contact.only_when_due),
).outerjoin(
    Body, and_(col(Body.partnership_id) == col(Contact.partnership_id), col(Body.id) == col(Contact.body_id))
)
