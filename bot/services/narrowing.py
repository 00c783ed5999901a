"""Narrow a register's actions to words, as lists do, for the other questions that may be narrowed too."""

from datetime import datetime, timedelta

from bot.rules.filtering import Narrowed, NotUnderstood, listable, read_filter
from bot.rules.ways import Ways
from storage.repositories import Register


def narrowed_to(register: Register, ways: Ways, words: str, at: datetime) -> Narrowed | NotUnderstood:
    """The filter that words mean, as `/loip list` reads them; no words mean every action."""
    today = ways.day_of(at)
    stale_before = ways.at_hour(today - timedelta(days=ways.partnership.freshness_days), 0)
    places = register.places
    names = listable(ways.key, places.priorities(), places.bodies(), places.groups(), places.localities())
    return read_filter(words, names, ways.key, today, stale_before)
