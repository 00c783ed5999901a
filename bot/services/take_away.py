"""Take away a row that only ties others together: a contribution, a dependency, a seat; its history stays."""

from datetime import datetime

from bot.rules.keeping import REMOVABLE, Gone, KeptRow, NotTheirs
from bot.rules.permission import ALL
from bot.rules.subjects import BY_TABLE
from bot.services.also import Also, nothing_else
from bot.services.call_rows import Called
from bot.services.keep_standing import kept_by, who_keeps
from bot.services.speaking import author_of
from bot.services.who_may import support_of
from storage.engine import Database
from storage.records.glance import Person
from storage.unit_of_work import working


def take_away(
    database: Database,
    person: Person,
    table: str,
    row_id: int,
    at: datetime,
    also: Also[KeptRow] = nothing_else,
) -> KeptRow | NotTheirs | Gone:
    """Take it away, where the person may change all of it; what it was stands in the history.

    `Gone` for what others rest on as well: that is closed, ended or wound up instead.
    """
    if table not in REMOVABLE:
        return Gone()
    subject = BY_TABLE[table]
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        row = register.subjects.locked(subject.record, row_id)
        values = register.subjects.one(subject.record, row_id)
        if row is None or values is None:
            return Gone()
        if kept_by(register, person, subject, values, {}) != ALL:
            return NotTheirs(subject, who_keeps(subject), support_of(register))
        name = Called(register).one(table, row_id)
        gone = KeptRow(subject, row_id, name, added=False, action_id=values.get("action_id"))
        register.rows.delete(row)
        work.flush()
        also(register, gone)
        work.commit()
        return gone
