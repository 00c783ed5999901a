"""The sections of a register file that say how delivery goes: actions, updates, milestones, meetings, asks.

What may live here: one function a section, from its rows to drafts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.numbering import canonical
from bot.rules.register_form.by_catalogue import read_row
from bot.rules.register_form.dating import When, read_when
from bot.rules.register_form.drafts import Draft, Drafts, Move, draft_of
from bot.rules.register_form.rows import Link, Row
from storage.records import ASK_KINDS, STATUSES, BarrierBase, UpdateBase

STATED = "/status"
"""What ends the source of the update that an action's own `status` and `progress` make."""

ENABLING = "enabling"
"""The kind of an action agreed to make the others possible."""

_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1}
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\b")

Said = Callable[[str], str | None]
"""From a person's id in the file to how they are named: "post, body"."""


def action(row: Row, issues: Mapping[str, str], kind: str | None = None) -> Draft | None:
    """An action, without its updates. `issues` are the names of the cross-cutting issues, by the file's id.

    `kind` is that of all of the section, where a row does not say. An enabling action has a name and a day it was
    agreed.
    """
    lead, code = row.link("lead", "bodies", "groups"), _code(row)
    agreed = f"agreed {row.text('agreed')}" if row.has("agreed") else None
    given: dict[str, object] = {
        "title": row.text("title", "name"),
        "kind": row.text("kind") or kind,
        "cross_cutting": [
            issues.get(source, source) for _, source in row.links("cross_cutting", "cross_cutting_issues")
        ],
        "starts_words": "; ".join(filter(None, (row.worded("start_text", "start"), agreed))) or None,
        "code": code or "",
    }
    links = {
        "lead_body_id": lead if lead and lead[0] == "bodies" else None,
        "lead_group_id": lead if lead and lead[0] == "groups" else None,
    }
    ties = {
        "contributors": dict(_tied(row, "contributors", "contributor", "body", "bodies", "contribution")),
        "depends_on": dict(_tied(row, "depends_on", "dependency", "action", "actions", "words")),
        "leans_on": dict(_tied(row, "leans_on", "plan leaned on", "plan", "plans", "words")),
    }
    row.elsewhere("updates", "status", "progress", "resources")
    return read_row(row, "actions", given, links, said={"code": code}, ties=ties)


def _code(row: Row) -> str | None:
    said = row.text("code")
    code = canonical(said) if said else None
    if said and code is None:
        row.note("code", said, "the next number is given", "write a code as POV-03")
    return code


def _tied(row: Row, key: str, what: str, to: str, table: str, words: str) -> Iterator[tuple[str, str | None]]:
    """What an action is tied to, each with words where the row has any: an id alone is a tie without."""
    for one in row.rows(key, what, bare=to):
        link, said = one.link(to, table), one.text(words)
        one.finish()
        if link:
            yield link[1], said


def resources(row: Row, drafts: Drafts) -> None:
    """What bodies promised an action."""
    for one in row.rows("resources", "resource", bare="words"):
        source = drafts.source(one, row.source, one.text("words"))
        drafts.add(
            one, read_row(one, "resources", links={"action_id": ("actions", row.source)}, source=source)
        )


def updates(row: Row, action_link: Link, named: Said) -> Iterator[Draft]:
    """What an action's row says was said of it, oldest first, each followed by the barrier it names.

    `status` and `progress` alone are one first word, whose author and day nobody knows.
    """
    dated: list[tuple[datetime, list[Draft]]] = []
    for number, one in enumerate(row.rows("updates", "update"), 1):
        source = one.source or f"{action_link[1]}/update-{number}"
        dated.append(_update(one, action_link, source, named))
    for _, drafts in sorted(dated, key=lambda pair: pair[0]):
        yield from drafts
    yield from _stated(row, action_link, dated)


def _update(row: Row, action_link: Link, source: str, named: Said) -> tuple[datetime, list[Draft]]:
    raw_on, at = row.text("on"), row.moment("on") or row.setting.at
    by, voice = row.link("by", "contacts"), row.link("for", "contacts")
    values: dict[str, object] = {
        "at": at,
        "by": (named(by[1]) if by else None) or "",
        "way": "import",
        "words": row.words("words") or "",
        "status": row.choice("status", STATUSES),
        "evidence": row.text("evidence"),
        "participation": row.text("participation"),
        "whose": named(voice[1]) if voice else None,
        "route": row.text("route"),
        "said_on": at.astimezone(row.setting.zone).date() if voice else None,
    }
    links = {"action_id": action_link, "contact_id": by, "on_behalf_of_id": voice}
    barrier = row.words("barrier")
    row.finish()
    # How a person is named, and the day of an instant, may change without the file: they are not its sayings.
    said = {"at": raw_on, "by": None, "whose": None, "said_on": None}
    label = f"of {action_link[1]}, {raw_on or 'undated'}"
    update = draft_of(row, "updates", UpdateBase, values, label=label, source=source, links=links, said=said)
    drafts = [update, _barrier(row, barrier, at, action_link, source) if barrier else None]
    return at, [draft for draft in drafts if draft]


def _barrier(row: Row, words: str, at: datetime, action_link: Link, update: str) -> Draft | None:
    links = {"action_id": action_link, "update_id": ("updates", update)}
    values: dict[str, object] = {"words": words, "raised_at": at}
    said = {"raised_at": None}
    source = f"{update}/barrier"
    return draft_of(row, "barriers", BarrierBase, values, label=words, source=source, links=links, said=said)


def _stated(row: Row, action_link: Link, dated: Sequence[tuple[datetime, list[Draft]]]) -> Iterator[Draft]:
    status, words = row.choice("status", STATUSES), row.words("progress")
    if dated:
        _compare_with_updates(row, status, words, [draft for _, drafts in dated for draft in drafts])
        return
    if not (status or words):
        return
    values: dict[str, object] = {
        "at": row.setting.at,
        "way": "import",
        "words": words or "",
        "status": status,
    }
    draft = draft_of(
        row,
        "updates",
        UpdateBase,
        values,
        label=f"of {action_link[1]}, its status",
        source=f"{action_link[1]}{STATED}",
        links={"action_id": action_link},
        said={"at": None},
    )
    if draft:
        yield draft


def _compare_with_updates(row: Row, status: str | None, words: str | None, drafts: Sequence[Draft]) -> None:
    said = [draft.said["status"] for draft in drafts if draft.said.get("status")]
    if status and said[-1:] != [status]:
        row.note(
            "status", status, said[-1] if said else "", "the last update says otherwise, and stands: add one"
        )
    if words:
        row.note("progress", words, "the updates alone", "write it as an update")


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting as what is due at it is bound to it. `held_by` is whose it is, by the file's id."""

    link: Link
    held_by: str | None
    is_board: bool
    when: When


def meeting_of(gatherings: Sequence[Gathering], held_by: str | None, when: When) -> Link | None:
    """The one meeting a group, body or partnership has within some days; None where it has several, or none."""
    if held_by is None or when.earliest is None or when.latest is None:
        return None
    theirs = [one for one in gatherings if one.held_by == held_by and one.when.earliest and one.when.latest]
    inside = [
        one.link
        for one in theirs
        if one.when.earliest
        and one.when.latest
        and when.earliest <= one.when.earliest <= one.when.latest <= when.latest
    ]
    return inside[0] if len(inside) == 1 else None


def meeting(row: Row, boards: frozenset[str], places: Mapping[str, str]) -> tuple[Draft | None, Gathering]:
    """A meeting of a group, or of none: the Council's or the whole partnership's keeps its name alone.

    `places` are the names of bodies and groups, and of the partnership, by the file's id.
    """
    of_group = row.link("group", "groups", "bodies", "partnerships")
    held_by = of_group[1] if of_group else None
    group = of_group if of_group and of_group[0] == "groups" else None
    name, note = row.text("name"), row.remarks("report_numbers_shared_with_council")
    if held_by and group is None:
        place = places.get(held_by, held_by)
        note = "; ".join(part for part in (place, note) if part) if name else note
        name = name or place
    when = row.when()
    row.elsewhere("group", "reports", "decisions")
    label = f"{name or places.get(held_by or '', row.source)} {when.said[0] or ''}".strip()
    given = {"name": name, "note": note}
    draft = read_row(row, "meetings", given, {"group_id": group}, when=when, label=label)
    is_board = group is not None and group[1] in boards
    return draft, Gathering(("meetings", row.source), held_by, is_board, when)


def milestone(row: Row, gatherings: Sequence[Gathering]) -> tuple[Draft | None, list[Move]]:
    """A milestone and its re-datings. One due at "the first meeting in 2025" is bound to it, if the file has it."""
    when = row.when()
    meeting_link = row.link("meeting", "meetings") or _bound(when, gatherings)
    when = _dated_by(meeting_link, when, gatherings)
    moves = list(_moves(row))
    return read_row(row, "milestones", links={"meeting_id": meeting_link}, when=when), moves


def _bound(when: When, gatherings: Sequence[Gathering]) -> Link | None:
    """The Board meeting a milestone means: the one of its day, else the one its words count to."""
    if when.precision != "meeting" or when.earliest is None or when.latest is None:
        return None
    inside = [one for one in gatherings if _lies_within(one.when, when.earliest, when.latest)]
    boards = [one for one in inside if one.is_board]
    if when.earliest == when.latest:
        return next((one.link for one in [*boards, *inside]), None)
    ordinal = _ORDINAL.search((when.words or "").casefold())
    named = [one for one in boards if one.when.precision == "meeting"]
    listed = named or sorted(boards, key=lambda one: one.when.latest or date.max)
    place = _ORDINALS[ordinal[1]] if ordinal else -1
    fits = ordinal is not None and -1 <= place < len(listed) and bool(listed)
    return listed[place].link if fits else None


def _lies_within(when: When, earliest: date, latest: date) -> bool:
    if when.earliest is None or when.latest is None or when.precision not in ("day", "meeting"):
        return False
    return earliest <= when.earliest and when.latest <= latest


def _dated_by(link: Link | None, when: When, gatherings: Sequence[Gathering]) -> When:
    """A milestone bound to a meeting that has its day falls on that day, and moves when the file moves it."""
    bound = next((one.when for one in gatherings if one.link == link and one.when.precision == "day"), None)
    if bound is None or when.precision != "meeting":
        return when
    day = bound.latest.isoformat() if bound.latest else None
    return When(bound.earliest, bound.latest, "meeting", when.words, [*when.said, day])


def _moves(row: Row) -> Iterator[Move]:
    seen: dict[str, int] = {}
    for one in row.rows("moved", "re-dating"):
        raw_on = one.text("on") or "undated"
        seen[raw_on] = seen.get(raw_on, 0) + 1
        today = row.setting.today
        move = Move(
            source=f"{row.source}/moved/{raw_on}/{seen[raw_on]}",
            milestone=("milestones", row.source),
            moved_at=one.moment("on") or row.setting.at,
            from_when=read_when(one.text("from_date"), one.words("from_text"), None, today),
            to_when=read_when(one.text("to_date"), one.words("to_text"), None, today),
            reason=one.text("reason"),
            agreed_by=one.text("agreed_by"),
            by=one.link("by", "contacts"),
        )
        for problem in filter(None, (move.from_when.problem, move.to_when.problem)):
            one.note("from_date, to_date", problem, "", "write the date as YYYY-MM-DD, YYYY-MM or YYYY")
        one.finish()
        yield move


def ask(row: Row) -> Draft | None:
    """An ask of the Board. `raised_on` unsaid is the day of the import."""
    raw_on, words = row.text("raised_on"), row.words("words")
    if not row.has("kind"):
        row.note("kind", "no kind", ASK_KINDS[0], f"use one of: {', '.join(ASK_KINDS)}")
    given = {"words": words, "raised_at": row.moment("raised_on") or row.setting.at}
    label = words or row.source
    return read_row(row, "asks", given, label=label, said={"raised_at": raw_on})
