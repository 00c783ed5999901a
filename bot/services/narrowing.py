"""Narrow a register's actions to words, as lists do, for the other questions that may be narrowed too."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta

from bot.rules.filtering import (
    CODE,
    COMMUNITY,
    ISSUE,
    KIND,
    Label,
    Narrowed,
    NotUnderstood,
    listable,
    read_filter,
)
from bot.rules.subjects.acting import ACTION_KINDS
from bot.rules.ways import Ways
from bot.services.decide_succession import once_served
from storage.records import PrioritySet
from storage.repositories import Register

_KINDS = dict(ACTION_KINDS)


def narrowed_to(register: Register, ways: Ways, words: str, at: datetime) -> Narrowed | NotUnderstood:
    """The filter that words mean, as `/loip list` reads them; no words mean every action.

    What actions are labelled with is looked through only where the words name something else than the usual, or what
    no action has: "climate" is the issue rather than a group that leads nothing.
    """
    today = ways.day_of(at)
    stale_before = ways.at_hour(today - timedelta(days=ways.partnership.freshness_days), 0)
    places = register.places
    names = listable(ways.key, places.priorities(), places.bodies(), places.groups(), places.localities())
    read = read_filter(words, names, ways.key, today, stale_before)
    if isinstance(read, Narrowed):
        read = with_what_was(register, read)
        if not words.strip() or any(register.actions.tally(read.wanted).values()):
            return read
    labels = labels_of(register)
    again = read_filter(words, names, ways.key, today, stale_before, labels, isinstance(read, Narrowed))
    if isinstance(again, Narrowed):
        again = with_what_was(register, again)
        is_better = isinstance(read, NotUnderstood) or any(register.actions.tally(again.wanted).values())
        return again if is_better else read
    return again


def labels_of(register: Register) -> tuple[Label, ...]:
    """What actions are labelled with, each with the actions that are: issues, communities, kinds, and their codes."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for action_id, code, kind, issues, communities in register.actions.labels():
        found[CODE, code].add(action_id)
        for sort, names in ((ISSUE, issues), (COMMUNITY, communities), (KIND, [kind] if kind else [])):
            for name in names:
                found[sort, name].add(action_id)
    return tuple(_label(sort, name, frozenset(ids)) for (sort, name), ids in found.items())


def _label(sort: str, name: str, ids: frozenset[int]) -> Label:
    called = _KINDS.get(name, name) if sort == KIND else name
    return Label(sort, called, ids, (name.replace("_", " "),) if sort == KIND else ())


def with_what_was(register: Register, read: Narrowed) -> Narrowed:
    """The same, so that the name of a priority that was replaced also finds what served it until then."""
    if not read.wanted.priority_ids:
        return read
    replaced = {each.id for each in register.rows.all(PrioritySet) if each.replaced_by_id is not None}
    of_those = [each.id for each in register.places.priorities() if each.priority_set_id in replaced]
    old = read.wanted.priority_ids & {each for each in of_those if each is not None}
    once = once_served(register, old)
    return replace(read, wanted=read.wanted._replace(once_served=once)) if once else read
