"""The small language that limits.py is written in: checks on JSON values, and ways to join them.

A check takes a value and its JSON pointer and yields problems, each a pair of Slack's words and the pointer.
Pure: no Slack rule is stated here, only how a rule can be stated.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Problem = tuple[str, str]
Check = Callable[[Any, str], Iterator[Problem]]


def anything(value: Any, at: str) -> Iterator[Problem]:
    """Refuse nothing."""
    return iter(())


def string(most: int, least: int = 1) -> Check:
    """A string of `least` to `most` characters; an empty one is refused unless `least` is 0."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield "must be a string", at
        elif len(value) < least:
            yield f"must be more than {least - 1} characters", at
        elif len(value) > most:
            yield f"must be less than {most + 1} characters", at

    return check


def boolean(value: Any, at: str) -> Iterator[Problem]:
    """True or false, not a number or a word."""
    if not isinstance(value, bool):
        yield "must be a boolean", at


def integer(least: int, most: int) -> Check:
    """A whole number between the two, both included."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield "must be an integer", at
        elif value < least:
            yield f"must be more than {least - 1}", at
        elif value > most:
            yield f"must be less than {most + 1}", at

    return check


def one_of(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if value not in allowed:
            yield f"must be one of: {', '.join(allowed)}", at

    return check


def matching(pattern: str, words: str, most: int = 3000) -> Check:
    """A string of at most `most` characters which matches the whole pattern, else `words`."""
    compiled = re.compile(pattern, re.DOTALL)
    length = string(most)

    def check(value: Any, at: str) -> Iterator[Problem]:
        problems = list(length(value, at))
        yield from problems
        if not problems and not compiled.fullmatch(value):
            yield words, at

    return check


def calendar_date(value: Any, at: str) -> Iterator[Problem]:
    """A real day written YYYY-MM-DD."""
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError(value)
        datetime.date.fromisoformat(value)
    except ValueError:
        yield "must be a valid date in the format YYYY-MM-DD", at


def items(each: Check, most: int, least: int = 1) -> Check:
    """A list of `least` to `most` items, each of which passes `each`."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield "must be an array", at
            return
        if len(value) < least:
            yield f"must provide at least {least} items", at
        if len(value) > most:
            yield f"no more than {most} items allowed", at
        for index, item in enumerate(value):
            yield from each(item, f"{at}/{index}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Check) -> Check:
    """An object with these fields and no others; `rules` look at the whole once the fields are sound."""
    fields = {**required, **optional}

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield "must be an object", at
            return
        problems = list(_field_problems(value, at))
        yield from problems
        if not problems:
            for rule in rules:
                yield from rule(value, at)

    def _field_problems(value: dict[str, Any], at: str) -> Iterator[Problem]:
        for name in required:
            if name not in value:
                yield f"missing required field: {name}", at
        for name, held in value.items():
            if name not in fields:
                yield f"invalid additional property: {name}", at
            else:
                yield from fields[name](held, f"{at}/{name}")

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` names which of the checks applies to it."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield "must be an object", at
        elif "type" not in value:
            yield "missing required field: type", at
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            yield f"unsupported type: {value['type']}", f"{at}/type"
        else:
            yield from kinds[value["type"]](value, at)

    return check


def all_of(*checks: Check) -> Check:
    """Every one of the checks."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        for each in checks:
            yield from each(value, at)

    return check


def exactly_one(*names: str) -> Check:
    """A rule for an object: one of these fields, and only one."""

    def check(value: dict[str, Any], at: str) -> Iterator[Problem]:
        held = [name for name in names if name in value]
        if not held:
            yield f"missing required field: one of {', '.join(names)}", at
        elif len(held) > 1:
            yield f"only one of these fields may be given: {', '.join(held)}", at

    return check


def distinct(field: str) -> Check:
    """A rule for a list of objects: no two hold the same value of `field`."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        seen: set[str] = set()
        for index, item in enumerate(value if isinstance(value, list) else []):
            held = item.get(field) if isinstance(item, dict) else None
            if isinstance(held, str) and held in seen:
                yield f'{field} "{held}" already exists', f"{at}/{index}/{field}"
            elif isinstance(held, str):
                seen.add(held)

    return check
