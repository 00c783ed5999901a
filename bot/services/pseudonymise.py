"""Take people who left long ago out of the register: their name, addresses and number, wherever they are held.

Posts, roles, what was said and what was decided stay. What was taken out cannot be had back.
"""

from datetime import date, datetime
from typing import Any

from bot.rules.posts import in_post
from storage.engine import Database
from storage.records import Change, id_of
from storage.repositories.forgetting import FORMER
from storage.unit_of_work import Author, working

WHY = "personal details taken out after they had left"


def pseudonymise(
    database: Database,
    partnership_id: int,
    left_before: date,
    by: Author,
    at: datetime,
    dry_run: bool = False,
) -> tuple[str, ...]:
    """Everybody who left before a day, by post and body; with `dry_run` nothing is changed.

    The history keeps that it was done, and by whom. Raises `BusyError` where the database is held too long.
    """
    with working(database, by, at) as work:
        register = work.register(partnership_id)
        gone = register.forgetting.to_forget(left_before)
        glances = register.people.glances_of({id_of(each) for each in gone})
        told = tuple(in_post(glances[id_of(each)]) for each in gone)
        for contact in () if dry_run else gone:
            contact_id = id_of(contact)
            register.forgetting.forget(contact)
            note: dict[str, Any] = {
                "subject": "contacts",
                "subject_id": contact_id,
                "field": "name",
                "before": FORMER,
                "after": FORMER,
            }
            register.rows.add(Change(**note, at=at, contact_id=by.contact_id, by=by.by, why=WHY))
        if gone and not dry_run:
            work.commit()
    return told
