"""List everything of a register that has a name, in a few bulk reads: plain sentences are read against it."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.engine import Database
from storage.records import Body, Group, Locality, Priority
from storage.records.glance import ContactGlance
from storage.unit_of_work import reading


@dataclass(frozen=True, slots=True)
class EveryName:
    """What one partnership's register calls things. `titles` has (id, code, title) of every action."""

    priorities: Sequence[Priority]
    bodies: Sequence[Body]
    groups: Sequence[Group]
    localities: Sequence[Locality]
    contacts: Sequence[ContactGlance]
    titles: Sequence[tuple[int, str, str]]


def list_names(database: Database, partnership_id: int) -> EveryName:
    """Every name of the partnership's register, people who have left excepted."""
    with reading(database) as look:
        register = look.register(partnership_id)
        places = register.places
        return EveryName(
            priorities=places.priorities(),
            bodies=places.bodies(),
            groups=places.groups(),
            localities=places.localities(),
            contacts=register.people.glances(),
            titles=register.actions.titles(),
        )
