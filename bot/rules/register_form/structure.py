"""The sections of a register file that describe who is in the partnership: groups, seats, places, people, roles.

What may live here: one function a section, from its rows to drafts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.rules.group_kinds import WITH_DIGEST
from bot.rules.register_form.by_catalogue import read_row
from bot.rules.register_form.cadence import cadence_in, reported_to, states_a_report
from bot.rules.register_form.drafts import Draft, Drafts, draft_of, short_source
from bot.rules.register_form.rows import Link, Row
from storage.records import GROUP_STATES, ROLES, SEAT_KINDS, DutyBase, RoleBase, SeatBase

_ENDED = frozenset(("replaced", "wound up"))
_CALLED_IN = "name_in_"


def group(row: Row, replaced_by: Link | None) -> Draft | None:
    """A group. One that was replaced or has ended is so, where no state is given.

    `replaced_by` is the group that says it replaces this one, where it does not say so itself.
    """
    kind, digest = row.text("kind"), row.flag("digest")
    replaced_by = row.link("replaced_by", "groups") or replaced_by
    state = row.choice("state", GROUP_STATES)
    names, doubts = _other_names(row)
    parent, body = _above(row)
    given: dict[str, object] = {
        "aka": list(dict.fromkeys((*row.texts("aka"), *row.texts("expansion"), *names))),
        "state": state or ("replaced" if replaced_by else "wound up" if row.has("ended") else None),
        "digest": kind in WITH_DIGEST if digest is None else digest,
        "note": "; ".join(filter(None, (*doubts, row.remarks("plan_documents")))) or None,
    }
    links = {"parent_id": parent, "lead_body_id": body, "replaced_by_id": replaced_by}
    # Read with the priorities, people and seats they belong to.
    row.elsewhere("leads_priority", "chair", "lead_officer", "replaces", "representatives", "seats")
    return read_row(row, "groups", given, links)


def _above(row: Row) -> tuple[Link | None, Link | None]:
    """The group above and the body that leads it: a team of a body has the body above it, which is no group."""
    above = row.link("parent", "groups", "bodies")
    body = row.link("lead_body", "bodies")
    if above is None or above[0] == "groups":
        return above, body
    if body and body != above:
        row.note(
            "parent", above[1], f"led by {body[1]}", "a group is above a group: name the body that leads it"
        )
    return None, body or above


def _other_names(row: Row) -> tuple[list[str], list[str]]:
    """Names it had in some year, and what is not known of them: two names may not be one thing."""
    names, doubts = [], []
    for key in [key for key in row.keys(_CALLED_IN) if not key.endswith("_same_thing")]:
        name, same = row.text(key), row.flag(f"{key}_same_thing")
        if name and same is not False:
            names.append(name)
        if name and not same:
            doubt = "another thing" if same is False else "not said to be the same thing"
            doubts.append(f"{name} in {key.removeprefix(_CALLED_IN)}: {doubt}")
    return names, doubts


def seats(row: Row, drafts: Drafts) -> None:
    """The seats of a group: those listed, and those its representatives are said to be of."""
    of_group = {"group_id": ("groups", row.source)}
    for one in row.rows("seats", "seat"):
        words = one.text("words") or one.text("kind")
        source = drafts.source(one, row.source, words)
        drafts.add(one, read_row(one, "seats", links=of_group, source=source))
    for words in row.texts("representatives"):
        kind = _seat(words)
        if kind is None:
            row.note(
                "representatives", words, "partner", f"list them under seats, each {' or '.join(SEAT_KINDS)}"
            )
        source = f"{row.source}/representatives/{words}"
        values: dict[str, object] = {"kind": kind or "partner", "words": words}
        drafts.add(row, draft_of(row, "seats", SeatBase, values, label=words, source=source, links=of_group))


def _seat(words: str) -> str | None:
    folded = words.casefold()
    fits = (("elected", "elected_member"), ("councillor", "elected_member"), ("communit", "community"))
    found = next((kind for part, kind in fits if part in folded), None)
    return found or ("partner" if "partner" in folded or "bod" in folded else None)


def duties(row: Row, drafts: Drafts, names: Mapping[str, Sequence[str]], boards: Sequence[str]) -> None:
    """What a group owes by the words of its cadence and of its membership review, unless it is over.

    `names` are all names of each group by its id.
    """
    said, review = row.text("cadence"), row.text("membership_review")
    of_group = next((one for one in drafts.of("groups") if one.source == short_source(row.source)), None)
    if of_group is None or of_group.said["state"] in _ENDED:
        return
    if said and states_a_report(said):
        others = {group: called for group, called in names.items() if group != row.source}
        to = reported_to(said, others, boards)
        _owe(row, drafts, "report", said, ("groups", to) if to else None)
    if review:
        _owe(row, drafts, "membership_review", review, None)


def _owe(row: Row, drafts: Drafts, kind: str, words: str, to: Link | None) -> None:
    values: dict[str, object] = {"kind": kind, "cadence": cadence_in(words), "words": words}
    links = {"group_id": ("groups", row.source), "to_group_id": to}
    source = f"{row.source}/duty/{kind}"
    drafts.add(row, draft_of(row, "duties", DutyBase, values, label=words, source=source, links=links))


def locality(row: Row, position: int, held: Sequence[str]) -> Draft | None:
    """A locality; one the papers do not name is numbered until it has a name.

    `held` is who chairs and leads it, in words, where no group of its own is there to hold the role.
    """
    name = row.text("name")
    if name is None:
        row.note("name", "no name", f"Locality {position}", "give it its name when it has one")
    row.elsewhere("chair", "lead_officer")
    note = "; ".join(filter(None, (*held, row.remarks("population")))) or None
    given = {"name": name or f"Locality {position}", "note": note}
    return read_row(row, "localities", given, said={"name": name})


def person(row: Row) -> Draft | None:
    """A contact: a person in a post of a body. Emails are kept in lower case; nobody is matched by name."""
    name, post = row.text("name"), row.text("post")
    if not (name or post):
        row.note("name", "neither a name nor a post", row.source, "give at least the post")
    row.elsewhere("roles")
    left_on, leaving = _left(row)
    note = "; ".join(filter(None, (_known_of(row), leaving))) or None
    given = {"name": name, "post": post, "email": _email(row), "left_on": left_on, "note": note}
    label = ", ".join(part for part in (post, name) if part) or row.source
    return read_row(row, "contacts", given, label=label)


def _left(row: Row) -> tuple[date | None, str | None]:
    """The day somebody left. Whoever has left is asked nothing, so a day still to come is kept in words alone."""
    said, day = row.text("left_on"), row.day("left_on")
    if day is None or day <= row.setting.today:
        return day, None
    row.note("left_on", said, "still here", "say so once they have gone, or give their roles a last day")
    return None, f"leaves on {said}"


def _known_of(row: Row) -> str | None:
    """What a paper says of somebody, and the day it said so."""
    as_at, current = row.text("as_at"), row.flag("current")
    still = {True: "still in post", False: "no longer in post", None: None}[current]
    said = (row.text("role_in_seed"), f"as at {as_at}" if as_at else None, still, row.remarks())
    return "; ".join(part for part in said if part) or None


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
            "seat": role.choice("seat", SEAT_KINDS),
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
