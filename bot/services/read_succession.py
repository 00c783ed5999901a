"""Read what became of a priority when its set was replaced, and which earlier ones go on in it."""

from collections.abc import Mapping, Sequence

from bot.rules.replacing import Became, Story
from bot.rules.succession import MERGED
from storage.engine import Database
from storage.records import Succession, id_of
from storage.records.glance import Person
from storage.unit_of_work import reading


def read_story(database: Database, person: Person, priority_id: int) -> Story:
    """What became of this priority and of those merged with it, and what it came from; empty where nothing did."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        lines = register.rows.all(Succession)
        names = {id_of(each): each.name for each in register.places.priorities()}
    own = [each for each in lines if each.from_id == priority_id]
    merged = {each.to_id for each in own if each.kind == MERGED}
    together = {each.from_id for each in lines if each.kind == MERGED and each.to_id in merged}
    sources = {each.from_id for each in lines if each.to_id == priority_id}
    return Story(
        became=_became(lines, names, together | {each.from_id for each in own}),
        came_from=_became(lines, names, sources),
    )


def _became(lines: Sequence[Succession], names: Mapping[int, str], from_ids: set[int]) -> tuple[Became, ...]:
    found = []
    for from_id in sorted(from_ids):
        own = [each for each in lines if each.from_id == from_id]
        into = tuple(names[each.to_id] for each in own if each.to_id is not None)
        found.append(Became(names[from_id], own[0].kind, into))
    return tuple(found)
