"""Look around in the sample register, and put it away again: the workspace is bound to it, and then back.

What may live here: these two. The sample is a partnership of its own, marked by its code and its name, so that
nothing invented ever stands among what is real.
"""

from datetime import datetime
from typing import Any

from bot.rules.permission import is_support
from bot.rules.set_up import AlreadySetUp, Founded, RegisterThere, is_sample, own_code, renamed, sample_code
from bot.sample import SAMPLE_REGISTER
from bot.services.import_register import import_register
from bot.services.match_people import match_people
from bot.services.register_file import read_register_file
from bot.services.set_up_partnership import bind, founder_author
from storage.engine import Database
from storage.records import Partnership, id_of
from storage.records.glance import Account, Person, Team
from storage.unit_of_work import Author, DuplicateError, reading, working

MARK = "(sample)"
"""What ends the name of an invented partnership."""


def use_sample(
    database: Database, team: Team, by: Account, at: datetime
) -> Founded | AlreadySetUp | RegisterThere:
    """Bind the workspace to the sample, imported anew or as it was left; `by` runs it.

    Where there is a register of its own, that waits meanwhile; whether `by` may do this was asked before.
    """
    try:
        return _use(database, team, by, at)
    except DuplicateError:
        return _use(database, team, by, at)


def _use(database: Database, team: Team, by: Account, at: datetime) -> Founded | RegisterThere:
    with reading(database) as look:
        workspace = look.everywhere.workspace(team.team_id)
        partnerships = {id_of(each): each.code for each in look.everywhere.partnerships()}
    current = partnerships[workspace.partnership_id] if workspace is not None else None
    if workspace is not None and current is not None and is_sample(current):
        return Founded(workspace.partnership_id)
    if workspace is None and any(not is_sample(code) for code in partnerships.values()):
        return RegisterThere()
    sample = _imported(database, sample_code(current), by, at)
    match_people(database, id_of(sample), [by], [by.slack_id], at, founder_author(by))
    with working(database, founder_author(by), at) as work:
        bind(work, work.everywhere.workspace(team.team_id), team, id_of(sample))
        work.commit()
    return Founded(id_of(sample))


def put_sample_away(database: Database, person: Person, team_id: str, at: datetime) -> Partnership | None:
    """Bind the workspace back to its own partnership, and say which; None where there is none, or they may not."""
    if not is_support(person):
        return None
    # No contact of the sample can be named in another register's history.
    author = Author(None, by=f"{person.name} ({person.slack_id}), putting the sample away in Slack")
    with working(database, author, at) as work:
        workspace = work.everywhere.workspace(team_id)
        if workspace is None or workspace.partnership_id != person.partnership_id:
            return None
        stands_for = own_code(work.register(person.partnership_id).places.partnership().code)
        own = work.everywhere.partnership(stands_for) if stands_for else None
        if own is None:
            return None
        workspace.partnership_id = id_of(own)
        work.commit()
        return own


def _imported(database: Database, code: str, by: Account, at: datetime) -> Partnership:
    """The sample partnership; what is there of it already is left as people changed it."""
    with reading(database) as look:
        known = look.everywhere.partnership(code)
    if known is not None:
        return known
    as_filed = read_register_file(SAMPLE_REGISTER)[0]
    values: dict[Any, Any] = renamed(as_filed, str(as_filed["id"]), code)
    values |= {"name": f"{values['name']} {MARK}"}
    report = import_register(database, [values], None, founder_author(by), at)
    with reading(database) as look:
        found = look.everywhere.partnership(code)
    if found is None:
        raise LookupError(f"the sample register was not imported: {[*map(str, report.findings)][:3]}")
    return found
