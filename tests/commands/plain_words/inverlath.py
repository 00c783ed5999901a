"""The names of the sample register's first partnership, straight from its file: sentences are read against them."""

from functools import cache
from typing import Any

import yaml

from bot.rules.status import DEFAULT_KEY
from bot.sample import SAMPLE_REGISTER
from commands.plain_words.names import Names
from commands.plain_words.register_names import names_of
from storage.records import Body, Group, Locality, Priority
from storage.records.glance import ContactGlance


@cache
def inverlath() -> dict[str, Any]:
    """The partnership as the file has it."""
    document = yaml.safe_load(SAMPLE_REGISTER.read_text(encoding="utf-8"))
    partnership: dict[str, Any] = document["partnerships"][0]
    return partnership


@cache
def names() -> Names:
    """Its names, as the import would have them; actions by the code their file id ends in."""
    file = inverlath()
    bodies = [
        Body(id=n, name=each["name"], abbreviation=each.get("abbreviation"), kind=each.get("kind"))
        for n, each in enumerate(file["bodies"], 1)
    ]
    called = {each["id"]: body.name for each, body in zip(file["bodies"], bodies, strict=True)}
    return names_of(
        DEFAULT_KEY,
        list(_priorities(file)),
        bodies,
        [
            Group(
                id=n, name=each["name"], aka=each.get("aka", []), kind=each.get("kind"), state=each["state"]
            )
            for n, each in enumerate(file["groups"], 1)
        ],
        [Locality(id=n, name=each["name"]) for n, each in enumerate(file["localities"], 1)],
        [_contact(n, each, called) for n, each in enumerate(file["people"], 1)],
        [(n, code_of(each), each["title"]) for n, each in enumerate(file["actions"], 1)],
    )


def code_of(action: dict[str, Any]) -> str:
    """`POV-03` for `inv-a-pov-03`."""
    return str(action["id"]).removeprefix("inv-a-").upper()


def _priorities(file: dict[str, Any]) -> Any:
    for n, a_set in reversed(list(enumerate(file["priority_sets"], 1))):
        for m, each in enumerate(a_set["priorities"], 1):
            topics = each.get("sub_topics", [])
            yield Priority(
                id=10 * n + m, priority_set_id=n, name=each["name"], prefix=each["prefix"], sub_topics=topics
            )


def _contact(number: int, each: dict[str, Any], bodies: dict[str, str]) -> ContactGlance:
    unset: dict[str, Any] = dict.fromkeys(ContactGlance._fields)
    return ContactGlance(
        **unset
        | {
            "id": number,
            "name": each["name"],
            "post": each["post"],
            "body": bodies[each["body"]],
            "can_contact": True,
        }
    )
