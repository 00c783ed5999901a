"""People and places that messages do not get through to: one line each for the support officer, not one a message.

What may live here: the values, and what follows from Slack's own word for why. Nothing is fetched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

UNREACHED = "unreached"
"""The kind of line that tells the support officer of somebody, or a channel, that cannot be reached."""

ACCOUNT_GONE = frozenset({"user_disabled", "user_not_found", "users_not_found", "user_not_visible"})
"""Slack's words for an account that is not there any more: its contact is asked by phone or email from then on."""


LET_BE, TRIED_AGAIN, BACK = "let_be", "tried_again", "back"
SETTLED = (LET_BE, TRIED_AGAIN, BACK)
"""What comes of it: left undelivered, on its way once more, or to be reached again."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody, or a channel, that messages do not get through to.

    `place` is `contact 12` or `channel C123`; `who` a post and body, None for a channel. `why` is Slack's own word, or
    what happened; `said` the first words of the message that came back; `kept` how many messages wait for a decision.
    `settled` is what came of it, once it was seen to: one of `SETTLED`.
    """

    place: str
    who: str | None
    why: str
    since: datetime
    said: str = ""
    kept: int = 0
    settled: str = ""

    @property
    def contact_id(self) -> int | None:
        """The contact; None for a channel."""
        kind, _, number = self.place.partition(" ")
        return int(number) if kind == "contact" and number.isdecimal() else None

    @property
    def channel(self) -> str | None:
        """The channel; None for a contact."""
        kind, _, name = self.place.partition(" ")
        return name if kind == "channel" else None


def place_of(contact_id: int | None, channel: str | None) -> str:
    """How a recipient is named in lines and buttons."""
    return f"contact {contact_id}" if contact_id is not None else f"channel {channel or '?'}"


def by_place(found: Iterable[Unreached]) -> tuple[Unreached, ...]:
    """One entry a person or place, from the first time on and with the newest reason; the newest trouble first."""
    return tuple(sorted(_together(found), key=lambda each: each.since, reverse=True))


def _together(found: Iterable[Unreached]) -> Iterator[Unreached]:
    by_name: dict[str, Unreached] = {}
    for each in sorted(found, key=lambda one: one.since):
        before = by_name.get(each.place, each)
        kept = each.kept + (before.kept if before is not each else 0)
        by_name[each.place] = replace(each, since=before.since, said=before.said or each.said, kept=kept)
    yield from by_name.values()
