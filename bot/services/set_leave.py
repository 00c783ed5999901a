"""Leave: kept, shown and ended, one's own or, by a support officer, another's. Whoever covers is told once."""

from datetime import date, datetime

from bot.rules.asking import can_be_written_to
from bot.rules.leave import (
    NO_CONTACT,
    NO_COVER,
    SEVERAL,
    SUPPORT_ONLY,
    WHICH_DAYS,
    Held,
    Leave,
    LeaveEnded,
    LeaveKept,
    LeaveRefused,
    days_after_return,
    leave_of,
    problem_with,
    problem_with_cover,
)
from bot.rules.permission import is_support
from bot.rules.posts import in_post
from bot.rules.ways import ways_of
from bot.services.find_contact import contacts_fitting
from bot.services.speaking import author_of
from bot.services.who_may import support_of
from storage.engine import Database
from storage.records import Contact, id_of
from storage.records.glance import ContactGlance, Person, PlannedLine
from storage.repositories import Register
from storage.unit_of_work import reading, working

COVER = "cover"
"""The kind of line that tells somebody for whom they cover."""

Named = Contact | str | None
"""A contact already found, or words of a post or name; None for nobody."""


def read_leave_held(database: Database, person: Person, whose: Named, today: date) -> Held | LeaveRefused:
    """What is held of somebody's leave; of another's only a support officer is told."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        contact = _whose(register, person, whose)
        return contact if isinstance(contact, LeaveRefused) else _held(register, contact, today)


def why_not_kept(
    database: Database, person: Person, whose: Named, leave: Leave, cover: Named, today: date
) -> LeaveRefused | None:
    """Why `set_leave` would refuse whose leave it is, the days or the cover; None where it would keep them."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        contact = _whose(register, person, whose)
        if isinstance(contact, LeaveRefused):
            return contact
        problem = problem_with(leave, today)
        if problem is not None:
            return LeaveRefused(problem)
        covering = _cover(register, contact, cover, leave, today)
        return covering if isinstance(covering, LeaveRefused) else None


def set_leave(
    database: Database,
    person: Person,
    whose: Named,
    leave: Leave | None,
    cover: Named,
    today: date,
    at: datetime,
) -> LeaveKept | LeaveRefused:
    """Keep the days and the cover, in place of what was held. Without `leave`, the cover alone is changed."""
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        contact = _whose(register, person, whose)
        if isinstance(contact, LeaveRefused):
            return contact
        leave = leave or leave_of(contact, today)
        problem = problem_with(leave, today) if leave is not None else WHICH_DAYS
        if leave is None or problem is not None:
            return LeaveRefused(problem or WHICH_DAYS)
        covering = _cover(register, contact, cover, leave, today)
        if isinstance(covering, LeaveRefused):
            return covering
        _keep(register, contact.id, leave.first, leave.last, covering)
        _take_back_letters(register, contact, leave, today, at)
        is_told = _tell(register, contact, covering, leave, today)
        register.flush()
        held = _held(register, register.people.glance(contact.id) or contact, today)
        work.commit()
        return LeaveKept(held, contact.id == person.contact_id, is_told)


def end_leave(
    database: Database, person: Person, whose: Named, today: date, at: datetime
) -> LeaveEnded | LeaveRefused:
    """Somebody is back: asked again from today on. What is over of the leave stays known, so that nothing is rushed."""
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        contact = _whose(register, person, whose)
        if isinstance(contact, LeaveRefused):
            return contact
        had = leave_of(contact, today) is not None
        if had:
            _keep(register, contact.id, *days_after_return(contact, today), None)
            work.commit()
        return LeaveEnded(contact, contact.id == person.contact_id, had)


def _whose(register: Register, person: Person, whose: Named) -> ContactGlance | LeaveRefused:
    own = register.people.glance(person.contact_id)
    if whose is None or (isinstance(whose, Contact) and whose.id == person.contact_id):
        return own or LeaveRefused(NO_CONTACT)
    if not is_support(person):
        return LeaveRefused(SUPPORT_ONLY, support=support_of(register))
    return _find(register, whose, NO_CONTACT)


def _find(register: Register, wanted: Contact | str, why: str) -> ContactGlance | LeaveRefused:
    if isinstance(wanted, Contact):
        contact = register.people.glance(id_of(wanted))
        return contact or LeaveRefused(why)
    fits = contacts_fitting(register, wanted)
    if len(fits) == 1:
        return fits[0]
    return LeaveRefused(SEVERAL if fits else why, wanted, tuple(map(in_post, fits[:5])))


def _cover(
    register: Register, away: ContactGlance, wanted: Named, leave: Leave, today: date
) -> ContactGlance | LeaveRefused | None:
    if wanted is None:
        return None
    cover = _find(register, wanted, NO_COVER)
    if isinstance(cover, LeaveRefused):
        return cover
    problem = problem_with_cover(cover, away.id, leave, today)
    return LeaveRefused(problem, in_post(cover)) if problem is not None else cover


def _keep(
    register: Register, contact_id: int, first: date | None, last: date | None, cover: ContactGlance | None
) -> None:
    row = register.rows.get(Contact, contact_id)
    if row is not None:
        row.away_from, row.away_to, row.cover_id = first, last, cover.id if cover else None


def _take_back_letters(
    register: Register, away: ContactGlance, leave: Leave, today: date, at: datetime
) -> None:
    """A letter that waits for an hour of theirs does not go out on their leave: what it says waits, as it is."""
    ways = ways_of(register.places.partnership())
    for letter in register.messages.unprompted([away.id], at):
        on = ways.day_of(max(letter.not_before, at))
        is_in_leave = leave.first <= on and (leave.last is None or on <= leave.last)
        if letter.kind == "lines" and not letter.attempts and is_in_leave:
            for row in (letter, *register.messages.following(letter.key)):
                if register.messages.move(id_of(row), "waiting", "withdrawn", last_error="away"):
                    register.messages.loosen(id_of(row), today)


def _tell(
    register: Register, away: ContactGlance, cover: ContactGlance | None, leave: Leave, today: date
) -> bool:
    """A line for whoever covers, in their next message; the same leave is told once."""
    if cover is None or not can_be_written_to(cover):
        return False
    days = {"first": str(leave.first), "last": str(leave.last)}
    occasion = f"{leave.first} {leave.last}"
    line = PlannedLine(COVER, f"contact {away.id}", occasion, cover.id, today, days)
    register.messages.add_lines([line])
    return True


def _held(register: Register, contact: ContactGlance, today: date) -> Held:
    leave = leave_of(contact, today)
    cover = register.people.glance(contact.cover_id) if leave and contact.cover_id else None
    theirs = [each for each in register.people.glances() if each.cover_id == contact.id]
    covering = tuple(each for each in theirs if leave_of(each, today) is not None)
    return Held(contact, leave, cover, covering)
