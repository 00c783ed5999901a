"""Somebody cannot be reached on Slack any more, or a channel; and somebody can be again.

The support officer hears of it in one line, once, until a message gets through again. Whoever's account is gone is no
longer matched, so that they are asked by phone or email; when the account is back, what they missed comes with their
next message.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.rules.posts import in_post
from bot.rules.reaching import (
    ACCOUNT_GONE,
    BACK,
    LET_BE,
    TRIED_AGAIN,
    UNREACHED,
    Unreached,
    by_place,
    place_of,
)
from bot.rules.ways import ways_of
from storage.records import AnyLine, Contact, Line, Outbox, id_of
from storage.records.glance import ContactGlance, PlannedLine
from storage.repositories import Register

SAID = 200
"""Characters kept of what did not get through."""

PASSING = ("edit", "respond")
"""Kinds of message whose loss takes nothing from anybody: what was tapped is recorded all the same."""


def lose_touch(
    register: Register, contact_id: int | None, channel: str | None, why: str, said: str, at: datetime
) -> None:
    """Note that a contact, or else a channel, cannot be reached, and plan the line that says so.

    `why` is Slack's word for it, `said` the beginning of what did not get through.
    """
    contact = register.rows.get(Contact, contact_id) if contact_id is not None else None
    if contact is None and channel and channel[0] in "UW":
        contact = register.people.with_slack_id(channel)
    if contact is not None and why in ACCOUNT_GONE:
        contact.slack_id = None
        register.flush()
    place = place_of(contact.id if contact else None, channel)
    support = register.people.support()
    if support is None or place == place_of(support.id, None):
        return
    if not _is_told(register, place, contact.id if contact else None, channel):
        today = ways_of(register.places.partnership()).day_of(at)
        facts = {"why": why, "at": at.isoformat(), "said": said[:SAID]}
        line = PlannedLine(UNREACHED, place, f"since {at.isoformat()}", support.id, today, facts)
        register.messages.add_lines([line])


def back_in_touch(register: Register, contact: Contact, at: datetime) -> None:
    """The contact has an account again: what they missed is said with their next message, and nothing twice."""
    today = ways_of(register.places.partnership()).day_of(at)
    register.flush()
    for message in register.messages.parked_for(id_of(contact), None):
        if message.kind == "lines":
            register.messages.loosen(id_of(message), today)
            register.messages.move(id_of(message), "parked", "withdrawn", last_error="said again later")
        elif message.kind == "message":
            fresh = {"attempts": 0, "lease_until": None, "channel": contact.slack_id}
            register.messages.move(id_of(message), "parked", "waiting", last_error=None, **fresh)


def read_unreached(register: Register) -> tuple[Unreached, ...]:
    """Every person and place that cannot be reached now and nobody let be, one entry each; the newest trouble first."""
    parked = [row for row in register.messages.in_states("parked") if row.kind not in PASSING]
    lines = [line for line in register.messages.lines_of_kind(UNREACHED) if not line.facts.get("let_be")]
    named = {row.contact_id for row in parked} | {contact_of(line) for line in lines}
    contacts = register.people.glances_of({each for each in named if each is not None})
    return by_place([*_of_lines(lines, contacts), *_of_messages(parked, contacts)])


def still_unreached(register: Register, line: AnyLine) -> Unreached | None:
    """What a line has to say, as long as it is so: not of somebody who is matched again, or has left."""
    contact_id = contact_of(line)
    contact = register.people.glance(contact_id) if contact_id is not None else None
    channel = line.subject.partition(" ")[2] if contact_id is None else None
    gone = contact is not None and contact.slack_id is None and contact.left_on is None
    kept = [row for row in register.messages.parked_for(contact_id, channel) if row.kind not in PASSING]
    if line.facts.get("let_be") or not (gone or kept):
        return None
    return replace(_unreached(line, contact), kept=len(kept))


def once_unreached(register: Register, line: AnyLine) -> Unreached:
    """The same of what was said before, once it is so no longer: with what came of it."""
    contact_id = contact_of(line)
    contact = register.people.glance(contact_id) if contact_id is not None else None
    settled = next((name for name in (LET_BE, TRIED_AGAIN) if line.facts.get(name)), BACK)
    return replace(_unreached(line, contact), settled=settled)


def contact_of(line: AnyLine) -> int | None:
    """The contact a line is about; None where it is about a channel."""
    kind, _, number = line.subject.partition(" ")
    return int(number) if kind == "contact" else None


def _is_told(register: Register, place: str, contact_id: int | None, channel: str | None) -> bool:
    """Whether the support officer was told since a message last got through to them."""
    told = [
        datetime.fromisoformat(line.facts["at"]) for line in register.messages.lines_about(UNREACHED, place)
    ]
    return bool(told) and not register.messages.reached_since(contact_id, channel, max(told))


def _of_lines(lines: list[Line], contacts: dict[int, ContactGlance]) -> Iterator[Unreached]:
    """Whoever's account is gone, whether or not a message came back."""
    for line in lines:
        contact = contacts.get(contact_of(line) or 0)
        if contact is not None and contact.slack_id is None and contact.left_on is None:
            yield _unreached(line, contact)


def _of_messages(parked: list[Outbox], contacts: dict[int, ContactGlance]) -> Iterator[Unreached]:
    for row in parked:
        contact = contacts.get(row.contact_id or 0)
        who = in_post(contact) if contact else None
        place = place_of(row.contact_id, row.channel)
        yield Unreached(
            place, who, row.last_error or "", row.not_before, str(row.payload.get("text") or ""), 1
        )


def _unreached(line: AnyLine, contact: ContactGlance | None) -> Unreached:
    facts = line.facts
    who = in_post(contact) if contact else None
    since = datetime.fromisoformat(facts["at"])
    return Unreached(line.subject, who, str(facts["why"]), since, str(facts.get("said") or ""))
