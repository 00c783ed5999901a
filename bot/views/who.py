"""Whom to speak to: contacts by name, post and roles, for people inside the partnership only. Pure."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from bot.rules.asking import is_away
from bot.rules.dates import date_in_words
from bot.rules.filtering import NotUnderstood
from bot.rules.screens import Seat, WhoIsWho
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import one_line, packed
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import mrkdwn
from bot.views.paging import turning
from bot.views.refused import refused
from storage.records.glance import ContactGlance

WHO = "who"
"""The name of this list in the value of its page buttons."""


def who(shown: WhoIsWho, ways: Ways, today: date, of_chair: bool = False) -> Block:
    """A page of contacts under the names of their groups, bodies or priorities.

    With `of_chair` it is said where none of them chairs: the members alone are no answer to who does.
    """
    place = one_line(ways.partnership.name, 100)
    if not shown.seats:
        return message("No contacts yet", [section(f"{place} has no contacts in the register yet.")])
    blocks = []
    if of_chair and not any(_is_chair(role) for seat in shown.seats for role in seat.roles):
        blocks.append(section("No chair is entered in the register. These are there:"))
    for heading, seats in groupby(shown.seats, key=lambda seat: seat.heading):
        lines = [f"*{one_line(heading, 200) if heading else place}*"]
        lines += [_seat(seat, today) for seat in seats]
        blocks += [section(text) for text in packed(lines)]
    blocks += turning(shown.page, WHO, words=shown.words)
    blocks.append(context("For the partnership's own use: please don't pass addresses on."))
    about = one_line(shown.words, 160) if shown.words.strip() else "Who leads what"
    return message(about, blocks)


def not_known(unread: NotUnderstood, ways: Ways) -> Block:
    """No body, group or priority of this name; the nearest as buttons."""
    unknown = f"`{mrkdwn(' '.join(unread.unknown.split())[:80]).replace('`', chr(39))}`"
    kinds = f"body, group or {one_line(ways.partnership.priority_term, 60)}"
    what = f"{unknown} is no {kinds} I know for certain."
    if not unread.nearest:
        return refused(what, "`/loip who` shows who leads what.", title="Nobody of that name")
    buttons = [
        button(name, f"{verbs.PAGE}:{number}", verbs.value(list=WHO, words=words, page=1))
        for number, (name, words) in enumerate(unread.nearest)
    ]
    said = refused(what, "Did you mean:", title="Did you mean another name?")
    return said | {"blocks": [*said["blocks"], actions("near", buttons)]}


def _is_chair(role: str) -> bool:
    return role.split(" ", maxsplit=1)[0] == "chair"


def _seat(seat: Seat, today: date) -> str:
    contact = seat.contact
    if contact is None:
        return "nobody named yet"
    roles = one_line("; ".join(seat.roles), 300) if seat.roles else ""
    return " · ".join(filter(None, ("• " + _named(contact), roles, *_reached(contact, today))))


def _named(contact: ContactGlance) -> str:
    known = (contact.name, contact.post, contact.body)
    return one_line(", ".join(part for part in known if part) or "a contact", 200)


def _reached(contact: ContactGlance, today: date) -> Iterator[str]:
    if is_away(contact, today):
        yield f"away until {date_in_words(contact.away_to, today)}" if contact.away_to else "away"
    if contact.email and contact.can_contact:
        yield one_line(contact.email, 254)
