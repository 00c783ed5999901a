"""Whose words somebody wrote down for them: who, by what route, on which day. Pure."""

from datetime import date

from bot.rules.dates import date_in_words

_HOW = {"meeting": "in a meeting", "a meeting": "in a meeting"}
_WHOSE, _ROUTE = 160, 60


def whose_in_words(whose: str | None, route: str | None, said_on: date | None, today: date) -> str:
    """`Superintendent, Police Inverlath, by phone, Tue 3 Nov`; nothing where they are the writer's own."""
    if not whose:
        return ""
    how = (_HOW.get(route.casefold()) or f"by {_cut(route, _ROUTE)}") if route else ""
    day = date_in_words(said_on, today) if said_on else ""
    return ", ".join(part for part in (_cut(whose, _WHOSE), how, day) if part)


def _cut(text: str, limit: int) -> str:
    together = " ".join(text.split())
    return together if len(together) <= limit else together[: limit - 1].rstrip() + "…"
