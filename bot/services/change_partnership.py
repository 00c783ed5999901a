"""Change a partnership's own words, or when it is nudged; and read how far its setting up has come."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.rules.permission import is_support
from bot.rules.set_up import PEOPLE_AT_ONCE, Postless, SetUpNow, is_sample, own_code
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import Partnership
from storage.records.glance import Person
from storage.unit_of_work import reading, working


def change_partnership(
    database: Database, person: Person, fields: Mapping[str, Any], at: datetime
) -> Partnership | None:
    """The partnership with these of its columns changed; None where the person does not run the register."""
    if not is_support(person):
        return None
    with working(database, author_of(person), at) as work:
        partnership = work.register(person.partnership_id).places.partnership()
        for field, value in fields.items():
            setattr(partnership, field, value)
        work.commit()
        return partnership


def read_set_up(database: Database, partnership_id: int) -> tuple[Partnership, SetUpNow]:
    """The partnership as it stands, and what is there of its people and its register."""
    with reading(database) as look:
        register = look.register(partnership_id)
        partnership = register.places.partnership()
        people, codes = register.people.glances(), register.actions.codes()
        priorities = tuple(dict.fromkeys(each.name for each in register.places.priorities()))
        stands_for = own_code(partnership.code)
        own = look.everywhere.partnership(stands_for) if stands_for else None
    lacking = [each for each in people if not (each.post and each.body)]
    postless = (Postless(each.id, each.name or each.email or "?", each.post) for each in lacking)
    now = SetUpNow(
        people=len(people),
        postless=tuple(postless)[:PEOPLE_AT_ONCE],
        actions=len(codes),
        first=codes[0] if codes else None,
        priorities=priorities,
        is_sample=is_sample(partnership.code),
        own=own.name if own else None,
    )
    return partnership, now
