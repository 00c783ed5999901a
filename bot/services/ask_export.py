"""Ask for the register as a file: it comes to the person who asked, in private, made when it is sent."""

from datetime import datetime

from bot.rules.permission import is_support
from bot.services.attach_file import ATTACH, wanted
from bot.services.put_message import put_message
from storage.engine import Database
from storage.records import Outbox
from storage.records.glance import Person

WHOLE = "json"
"""The format that is the register itself, everybody's details and all."""


def ask_export(
    database: Database, person: Person, slack_id: str, form: str, comment: str, key: str, at: datetime
) -> bool:
    """Put it in the outbox; False where only a support officer may have it.

    Anybody in the register may have the workbook or the CSV files; how people are reached is in a support officer's
    alone. `comment` is what is said with the file.
    """
    may_all = is_support(person)
    if form == WHOLE and not may_all:
        return False
    row = Outbox(
        key=f"export {key}",
        contact_id=person.contact_id,
        channel=slack_id,
        payload={"text": comment, ATTACH: wanted(form, with_details=may_all)},
        not_before=at,
        created_at=at,
    )
    put_message(database, person.partnership_id, row, at)
    return True
