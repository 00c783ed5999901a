"""Whom the clock turns to: officers, whoever covers for them, lead officers and the support officer.

What may live here: choosing a person, as pure functions of contacts and the roles they hold that day. Nothing is
decided here of what is asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from storage.records.glance import ContactGlance, RoleGlance


class Coordinated(Protocol):
    """What choosing a person reads of an action, whether a record, a glance or a pulse."""

    @property
    def officer_id(self) -> int | None:
        """The coordinating officer; None while unowned."""
        ...

    @property
    def deputy_id(self) -> int | None:
        """The deputy."""
        ...

    @property
    def lead_group_id(self) -> int | None:
        """The group that leads it."""
        ...


@dataclass(frozen=True, slots=True)
class People:
    """Everybody who has not left, on one day.

    `stands_for` has, for every contact, who is written to instead: the contact itself, its cover while it is away,
    or None while it is away without one. `group_leads` and `priority_leads` are who reads of a group or a priority:
    lead officers and critical friends (or their cover). `support_id` is the support officer of the partnership.
    """

    by_id: Mapping[int, ContactGlance]
    stands_for: Mapping[int, int | None]
    group_leads: Mapping[int, Sequence[int]]
    priority_leads: Mapping[int, Sequence[int]]
    support_id: int | None

    def coordinator(self, action: Coordinated) -> int | None:
        """Who is asked about an action: its officer, the cover, the deputy; None for nobody, or until one is back."""
        officer_id = action.officer_id
        if officer_id not in self.by_id or officer_id is None:
            return None
        return self.stands_for[officer_id] or self._deputy(action)

    def in_charge(self, action: Coordinated | None) -> int | None:
        """Who is told of an action that has to be told: who is asked, or else a lead officer, or else support."""
        if action is None:
            return self.support_id
        if action.officer_id in self.by_id:
            return self.coordinator(action)
        leads = self.group_leads.get(action.lead_group_id or 0, ())
        return leads[0] if leads else self.support_id

    def is_reachable(self, contact_id: int) -> bool:
        """Whether the bot may and can write to a contact."""
        return can_be_written_to(self.by_id[contact_id])

    def _deputy(self, action: Coordinated) -> int | None:
        return self.stands_for.get(action.deputy_id) if action.deputy_id is not None else None


def people_on(contacts: Iterable[ContactGlance], roles: Iterable[RoleGlance], today: date) -> People:
    """Who is there on a day. `roles` are the ones held that day; contacts who have left take no part."""
    by_id = {contact.id: contact for contact in contacts if contact.left_on is None}
    stands_for = {contact.id: _stand_in(contact, by_id, today) for contact in by_id.values()}
    groups: dict[int, list[int]] = defaultdict(list)
    priorities: dict[int, list[int]] = defaultdict(list)
    support = []
    for role in roles:
        reader = stands_for.get(role.contact_id)
        if reader is None:
            continue
        if role.role == "support" and role.group_id is None:
            support.append(reader)
        elif role.role in ("lead_officer", "critical_friend"):
            _add_reader(groups, role.group_id, reader)
            _add_reader(priorities, role.priority_id, reader)
    return People(by_id, stands_for, groups, priorities, _first_reachable(support, by_id))


def is_away(contact: ContactGlance, today: date) -> bool:
    """Whether a contact is on leave on a day; both days of the leave are included, a missing one leaves it open."""
    if contact.away_from is None and contact.away_to is None:
        return False
    begun = contact.away_from is None or contact.away_from <= today
    return begun and (contact.away_to is None or today <= contact.away_to)


def can_be_written_to(contact: ContactGlance) -> bool:
    """Whether a contact is on Slack and has not objected to being written to."""
    return contact.slack_id is not None and contact.can_contact and contact.left_on is None


def _stand_in(contact: ContactGlance, by_id: Mapping[int, ContactGlance], today: date) -> int | None:
    if not is_away(contact, today):
        return contact.id
    cover = by_id.get(contact.cover_id) if contact.cover_id is not None else None
    return cover.id if cover is not None and not is_away(cover, today) else None


def _add_reader(readers: dict[int, list[int]], place_id: int | None, reader: int) -> None:
    if place_id is not None and reader not in readers[place_id]:
        readers[place_id].append(reader)


def _first_reachable(support: Sequence[int], by_id: Mapping[int, ContactGlance]) -> int | None:
    reachable = (contact_id for contact_id in support if can_be_written_to(by_id[contact_id]))
    return next(reachable, support[0] if support else None)
