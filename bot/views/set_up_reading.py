"""What was filled in, read from the forms of setting up. Pure.

What may live here: from what Slack sends to plain values. What would do for an answer is `bot.rules.set_up`.
"""

from collections.abc import Mapping
from typing import Any

from bot.rules.set_up import (
    LATER,
    InPost,
    read_in_post,
)
from bot.views.form_fields import field, picked, typed


def read_texts(values: Mapping[str, Any], *names: str) -> dict[str, str | None]:
    """What was typed in these fields."""
    return {name: typed(dict(values), name) for name in names}


def read_week(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a week: what was not picked is left out."""
    said = {name: picked(values, name) for name in ("time_zone", "holidays", "nudge_day", "nudge_hour")}
    return {
        name: int(value) if name.startswith("nudge") else value
        for name, value in said.items()
        if value is not None
    }


def read_people(values: dict[str, Any]) -> list[str]:
    """The Slack ids picked, each once."""
    return list(dict.fromkeys(field(values, "people").get("selected_users") or []))


def read_posts(values: dict[str, Any]) -> tuple[dict[int, InPost], dict[str, str]]:
    """Posts by contact, and a kind sentence under each field that could not be read."""
    posts, problems = {}, {}
    for block_id in values:
        said = typed(values, block_id)
        if said is None or not block_id.startswith("post "):
            continue
        in_post = read_in_post(said)
        if in_post is None:
            problems[block_id] = (
                "The post, a comma, and the body, for example: Health Improvement Manager, NHS Inverlath."
            )
        else:
            posts[int(block_id.removeprefix("post "))] = in_post
    return posts, problems


def read_register(values: dict[str, Any]) -> str:
    """How the actions come in."""
    return picked(values, "register") or LATER


def read_action(values: dict[str, Any]) -> tuple[str, str | None]:
    """The title and the priority, each on one line; the fields' ids end in the action added before."""
    said = {block_id.partition(" ")[0]: typed(values, block_id) for block_id in values}
    title, priority = (" ".join((said.get(name) or "").split()) for name in ("title", "priority"))
    return title, priority or None
