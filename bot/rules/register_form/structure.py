"""The sections of a register file that describe the partnership: bodies, groups, places, people, plans, priorities.

What may live here: one function a section, from its rows to drafts.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.rules.register_form.drafts import Draft, draft_of
from bot.rules.register_form.rows import Link, Row
from storage.records import (
    GROUP_STATES,
    ROLES,
    BodyBase,
    ContactBase,
    GroupBase,
    LocalityBase,
    PlanBase,
    PriorityBase,
    PrioritySetBase,
    RoleBase,
)

DIGEST_KINDS = ("board", "executive_group")
"""The groups whose chair is sent a digest unless the file says otherwise."""

_GROUP_KEPT = frozenset(
    (
        *("cadence", "first_met", "focus", "replaces", "replaced_by", "count", "max_representatives"),
        *("representatives", "membership_review", "chair_and_lead_officer_rule", "plan_documents"),
        *("open_forum", "name_in_2022", "name_in_2022_same_thing", "expansion"),
    )
)
_PLAN_KEPT = frozenset(
    ("approvals", "revised_by", "action_plan", "action_plan_period", "period_text", "refresh", "note")
)
_LOCALITY_KEPT = frozenset(
    ("chair", "lead_officer", "story_of_place", "plan_for_place", "population", "note")
)


def body(row: Row) -> Draft | None:
    """A body."""
    values = {
        "name": row.text("name"),
        "abbreviation": row.text("abbreviation"),
        "kind": row.text("kind"),
        "statutory": row.flag("statutory"),
    }
    row.finish()
    return draft_of(row, "bodies", BodyBase, values)


def group(row: Row) -> Draft | None:
    """A group. One that was replaced or has ended is so, where no state is given."""
    kind, ended, digest = row.text("kind"), row.text("ended"), row.flag("digest")
    state = row.choice("state", GROUP_STATES)
    values = {
        "name": row.text("name"),
        "aka": row.texts("aka"),
        "kind": kind,
        "state": state or _state_by_its_end(row, ended),
        "established": row.text("established"),
        "ended": ended,
        "digest": kind in DIGEST_KINDS if digest is None else digest,
    }
    links = {"parent_id": _parent(row), "lead_body_id": row.link("lead_body", "bodies")}
    # Read with the priorities and the people they belong to.
    row.elsewhere("leads_priority", "chair", "lead_officer")
    row.finish(_GROUP_KEPT)
    return draft_of(row, "groups", GroupBase, values, links=links)


def _parent(row: Row) -> Link | None:
    """The group above; a team of a body has the body above it, which is no group."""
    above = row.link("parent", "groups", "bodies")
    return above if above and above[0] == "groups" else None


def _state_by_its_end(row: Row, ended: str | None) -> str | None:
    if row.has("replaced_by"):
        return "replaced"
    return "wound up" if ended else None


def locality(row: Row, position: int) -> Draft | None:
    """A locality; one the papers do not name is numbered until it has a name."""
    name = row.text("name")
    if name is None:
        row.note("name", "no name", f"Locality {position}", "give it its name when it has one")
    row.finish(_LOCALITY_KEPT)
    values = {"name": name or f"Locality {position}"}
    return draft_of(row, "localities", LocalityBase, values, said={"name": name})


def person(row: Row) -> Draft | None:
    """A contact: a person in a post of a body. Emails are kept in lower case; nobody is matched by name."""
    values = {
        "name": row.text("name"),
        "post": row.text("post"),
        "email": _email(row),
        "phone": row.text("phone"),
        "slack_id": row.text("slack_user"),
        "can_contact": row.flag("can_contact"),
        "left_on": row.day("left_on"),
    }
    if not (values["name"] or values["post"]):
        row.note("name", "neither a name nor a post", row.source, "give at least the post")
    label = ", ".join(str(part) for part in (values["post"], values["name"]) if part) or row.source
    links = {"body_id": row.link("body", "bodies")}
    row.elsewhere("roles")
    row.finish()
    return draft_of(row, "contacts", ContactBase, values, label=label, links=links)


def _email(row: Row) -> str | None:
    said = row.text("email")
    if said is None:
        return None
    name, at, domain = said.partition("@")
    if at and name and "." in domain.strip(".") and "@" not in domain and not any(map(str.isspace, said)):
        return said.lower()
    row.note("email", said, "no email", "write it as name@organisation.example")
    return None


def roles(row: Row, person_row: Link) -> Iterator[tuple[Row, dict[str, object], dict[str, Link | None]]]:
    """The roles a person's own row lists: each as its row, values and links."""
    for role in row.rows("roles", "role"):
        kind = role.choice("role", ROLES)
        values: dict[str, object] = {
            "role": kind,
            "starts_on": role.day("from"),
            "ends_on": role.day("to", last=True),
        }
        links = {
            "contact_id": person_row,
            "group_id": role.link("group", "groups"),
            "priority_id": role.link("priority", "priorities"),
        }
        role.finish()
        if kind:
            yield role, values, links
        elif not role.has("role"):
            role.note("role", "no role", "", f"use one of: {', '.join(ROLES)}")


def role_draft(
    row: Row, values: dict[str, object], links: dict[str, Link | None], source: str, of: str
) -> Draft | None:
    """A role, dated. `of` is the name of what it is held in."""
    label = f"{str(values['role']).replace('_', ' ')} of {of}"
    return draft_of(row, "roles", RoleBase, values, label=label, source=source, links=links)


def plan(row: Row) -> Draft | None:
    """A plan."""
    names = ("title", "kind", "period_start", "period_end", "state")
    values = {name: row.text(name) for name in names}
    links = {"superseded_by_id": row.link("superseded_by", "plans")}
    row.finish(_PLAN_KEPT)
    return draft_of(row, "plans", PlanBase, values, links=links)


def priority_set(row: Row) -> Draft | None:
    """A priority set, without its priorities."""
    values = {
        "label": row.text("label"),
        "kind": row.text("kind"),
        "agreed": row.text("agreed_text", "agreed"),
    }
    links = {"plan_id": row.link("plan", "plans")}
    row.elsewhere("agreed", "priorities")
    row.finish(("note",))
    return draft_of(row, "priority_sets", PrioritySetBase, values, label=row.text("label"), links=links)


def priority(row: Row, of_set: Link, led_by: Link | None) -> Draft | None:
    """A priority of a set. `led_by` is the group that says it leads it, where the priority itself does not say."""
    prefix = _prefix(row)
    lead = row.link("lead", "groups", "bodies")
    if lead and lead[0] == "bodies":
        row.note("lead", lead[1], "no lead group", "a priority is led by a group: name the group")
        lead = None
    values = {
        "position": row.number("position"),
        "name": row.text("name"),
        "sub_topics": row.texts("sub_topics"),
    }
    if row.has("succeeded_by"):
        row.setting.notebook.keep("succession", "")
    row.elsewhere("critical_friend", "succeeded_by")
    row.finish(("note",))
    return draft_of(
        row,
        "priorities",
        PriorityBase,
        values | {"prefix": prefix or ""},
        links={"priority_set_id": of_set, "lead_group_id": lead or led_by},
        said={"prefix": prefix},
    )


def _prefix(row: Row) -> str | None:
    said = row.text("prefix")
    if said is None:
        return None
    if said.isascii() and said.isalpha() and 2 <= len(said) <= 4:
        return said.upper()
    row.note("prefix", said, "one is made from the name", "write two to four letters")
    return None
