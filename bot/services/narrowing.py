"""Narrow a register's actions to words, as lists do, for the other questions that may be narrowed too."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.rules.filtering import Narrowed, NotUnderstood, listable, read_filter
from bot.rules.ways import Ways
from bot.services.decide_succession import once_served
from storage.records import PrioritySet
from storage.repositories import Register


def narrowed_to(register: Register, ways: Ways, words: str, at: datetime) -> Narrowed | NotUnderstood:
    """The filter that words mean, as `/loip list` reads them; no words mean every action."""
    today = ways.day_of(at)
    stale_before = ways.at_hour(today - timedelta(days=ways.partnership.freshness_days), 0)
    places = register.places
    names = listable(ways.key, places.priorities(), places.bodies(), places.groups(), places.localities())
    read = read_filter(words, names, ways.key, today, stale_before)
    return with_what_was(register, read) if isinstance(read, Narrowed) else read


def with_what_was(register: Register, read: Narrowed) -> Narrowed:
    """The same, so that the name of a priority that was replaced also finds what served it until then."""
    if not read.wanted.priority_ids:
        return read
    replaced = {each.id for each in register.rows.all(PrioritySet) if each.replaced_by_id is not None}
    of_those = [each.id for each in register.places.priorities() if each.priority_set_id in replaced]
    old = read.wanted.priority_ids & {each for each in of_those if each is not None}
    once = once_served(register, old)
    return replace(read, wanted=read.wanted._replace(once_served=once)) if once else read
