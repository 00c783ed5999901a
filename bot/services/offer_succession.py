"""Offer what somebody who has left coordinated to whoever follows them: planned here, said with their next message."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from bot.rules.succeeding import SUCCESSOR, WITHIN, Follows, Held, InPost, who_follows
from bot.rules.ways import Ways, ways_of
from storage.records import Action, Change, Contact, Role, id_of
from storage.records.glance import ActionGlance, PlannedLine
from storage.repositories import Register


def offer_to_successors(register: Register, at: datetime) -> None:
    """Plan a line for every action a leaver coordinated and everybody who follows them; each is planned once."""
    register.flush()
    theirs = [each for each in register.actions.uncoordinated() if each.officer_id is not None]
    if not theirs:
        return
    ways = ways_of(register.places.partnership())
    register.messages.add_lines(_lines(register, ways, theirs, ways.day_of(at) + WITHIN))


def was_offered(register: Register, contact_id: int, action: Action) -> bool:
    """Whether an action was offered to somebody because they follow whoever coordinated it."""
    lines = register.messages.lines_about(SUCCESSOR, f"action {action.id}")
    return any(line.contact_id == contact_id for line in lines)


def followers_of(register: Register, ways: Ways, leavers: Collection[int]) -> tuple[Follows, ...]:
    """Who follows these leavers, each pair once."""
    return who_follows(*_people_and_roles(register, ways, leavers)) if leavers else ()


def _lines(
    register: Register, ways: Ways, theirs: Sequence[ActionGlance], due_on: date
) -> Iterable[PlannedLine]:
    leavers = {each.officer_id for each in theirs if each.officer_id is not None}
    for follows in followers_of(register, ways, leavers):
        for action in theirs:
            if action.officer_id == follows.leaver_id:
                occasion, facts = f"of contact {follows.leaver_id}", {"leaver": follows.leaver_id}
                to = follows.successor_id
                yield PlannedLine(SUCCESSOR, f"action {action.id}", occasion, to, due_on, facts)


def _people_and_roles(
    register: Register, ways: Ways, leavers: Collection[int]
) -> tuple[list[InPost], list[Held]]:
    """These leavers and everybody who might follow them, with the days the register has them from."""
    roles = register.rows.all(Role)
    places = {_place(each) for each in roles if each.contact_id in leavers}
    roles = [each for each in roles if _place(each) in places]
    contacts = register.rows.all(Contact)
    seats = {_seat(each) for each in contacts if each.id in leavers}
    wanted = {each.contact_id for each in roles} | {id_of(each) for each in contacts if _seat(each) in seats}
    changes = register.history.of_rows({"roles": [id_of(each) for each in roles], "contacts": wanted})
    people = [
        InPost(id_of(each), each.post, each.body_id, _came(changes, each, ways), each.left_on)
        for each in contacts
        if each.id in wanted and (each.left_on is None or each.id in leavers)
    ]
    return people, [_held(each, changes, ways) for each in roles]


def _place(role: Role) -> tuple[str, int | None, int | None]:
    return role.role, role.group_id, role.priority_id


def _seat(contact: Contact) -> tuple[str, int | None]:
    return (contact.post or "").casefold(), contact.body_id


def _held(role: Role, changes: Sequence[Change], ways: Ways) -> Held:
    entered = _newest(changes, "roles", id_of(role), ("*", "contact_id"), ways)
    return Held(role.contact_id, *_place(role), entered, role.starts_on, role.ends_on)


def _came(changes: Sequence[Change], contact: Contact, ways: Ways) -> date:
    """The day the register first had somebody in the post they are in."""
    return _newest(changes, "contacts", id_of(contact), ("*", "post", "body_id"), ways)


def _newest(changes: Sequence[Change], table: str, row_id: int, fields: Collection[str], ways: Ways) -> date:
    """The day of the newest change of these fields; for a row older than the history, long ago."""
    about = (each for each in changes if (each.subject, each.subject_id) == (table, row_id))
    days = [ways.day_of(each.at) for each in about if each.field in fields]
    return days[-1] if days else date.min
