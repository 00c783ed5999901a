"""The sections of a register file that say what was agreed: plans, their approvals, priority sets, succession.

What may live here: one function a section, from its rows to drafts, and the words papers have for what the register
calls otherwise. A paper's own word is kept in the row's note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.rules.register_form.by_catalogue import read_row
from bot.rules.register_form.codes import folded_name
from bot.rules.register_form.delivery import Gathering, meeting_of
from bot.rules.register_form.drafts import Draft, Drafts, draft_of
from bot.rules.register_form.rows import Link, Row, plain
from storage.records import APPROVALS, PLAN_STATES, SUCCESSIONS, PlanBase, SuccessionBase

STATES_IN_PAPERS: Mapping[str, str] = {
    "put to board for approval": "draft",
    "not started": "draft",
    "approved in principle": "in_principle",
    "agreed": "approved",
    "current": "approved",
}
"""What papers say of a plan's state, and the state of the register that is nearest.

A plan put to the Board is a draft until the Board has said something; one that is "current" is worked to, so somebody
approved it, whether or not a paper says who.
"""

DECISIONS_IN_PAPERS: Mapping[str, str] = {"approved in principle": "in_principle", "agreed": "approved"}

INSIDE: Mapping[str, str] = {"action_plan": "annual_action_plan", "short_term_focus": "short_term_focus"}
"""The plans a plan's row may say it holds, and their kinds; `…_period` is the child's period."""


def plan(row: Row, drafts: Drafts) -> None:
    """A plan, with the plans inside it."""
    own = ("plans", row.source)
    for key, kind in INSIDE.items():
        title, period = row.text(key), row.text(f"{key}_period")
        if title or period:
            values: dict[str, object] = {"title": title, "kind": kind, "period_words": period}
            source, links = f"{row.source}/{key}", {"parent_id": own}
            label = title or plain(key)
            inside = draft_of(row, "plans", PlanBase, values, label=label, source=source, links=links)
            drafts.add(row, inside)
    state, worded = _in_our_words(row, "state", PLAN_STATES, STATES_IN_PAPERS)
    row.elsewhere("approvals")
    note = "; ".join(filter(None, (worded, row.remarks("refresh")))) or None
    drafts.add(row, read_row(row, "plans", {"state": state, "note": note}))


def _in_our_words(
    row: Row, key: str, words: Sequence[str], papers: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """One of the register's words, and the paper's own where that is another."""
    said = row.text(key)
    ours = papers.get(" ".join(folded_name(said or "").replace("_", " ").replace("-", " ").split()))
    if said and ours:
        return ours, f"{plain(key)}: {plain(said)}"
    return row.choice(key, words), None


def approvals(row: Row, drafts: Drafts, holders: Mapping[str, str], gatherings: Sequence[Gathering]) -> None:
    """A plan's approvals in their order. `holders` are the names of bodies, groups and the partnership by id."""
    for number, one in enumerate(row.rows("approvals", "approval"), 1):
        by = one.link("by", "groups", "bodies", "partnerships")
        holder = by[1] if by else None
        words, note = _approver(one, by, holders)
        decision, worded = _in_our_words(one, "decision", APPROVALS, DECISIONS_IN_PAPERS)
        when = one.when(("text", "date_text"))
        given: dict[str, object] = {
            "position": one.number("position") or number,
            "approver_words": words,
            "decision": decision,
            "note": "; ".join(filter(None, (worded, note))) or None,
        }
        links = {
            "plan_id": ("plans", row.source),
            "group_id": by if by and by[0] == "groups" else None,
            "body_id": by if by and by[0] == "bodies" else None,
            "meeting_id": one.link("meeting", "meetings") or meeting_of(gatherings, holder, when),
        }
        label = f"of {row.text('title') or row.source} by {holders.get(holder or '') or words or 'somebody'}"
        source = drafts.source(one, row.source, f"{holder} {when.said[0]}")
        one.elsewhere("by")
        drafts.add(one, read_row(one, "approvals", given, links, label=label, source=source, when=when))


def _approver(row: Row, by: Link | None, holders: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Who approves, in words where it is no group and no body, and the note that is left."""
    words, note = row.text("approver_words"), row.remarks()
    if by and by[0] == "partnerships":
        return words or holders[by[1]], note
    # Where no id is named the note says who: "individual partners through their own governance".
    return (note, None) if not (by or words) else (words, note)


def replacements(plans: Sequence[Row], sets: Sequence[tuple[Row, Sequence[Row]]]) -> dict[str, Link]:
    """The set that took each one's place: that of the plan after its own, or of what followed its priorities."""
    following = {plan.source: plan.text("superseded_by", "revised_by") for plan in plans}
    of_plan: dict[str | None, str] = {
        one.text("plan"): one.source for one, _ in reversed(sets) if one.has("plan")
    }
    of_priority = {each.source: one.source for one, priorities in sets for each in priorities}
    found = {}
    for one, priorities in sets:
        after = [of_plan.get(following.get(one.text("plan") or ""))] if one.has("plan") else []
        after += [of_priority.get(to) for each in priorities for to in each.texts("succeeded_by")]
        others = [source for source in after if source and source != one.source]
        if others:
            found[one.source] = ("priority_sets", others[0])
    return found


def priority_set(row: Row, replaced_by: Link | None) -> Draft | None:
    """A priority set, without its priorities. `replaced_by` is the set its plans or priorities lead on to."""
    row.elsewhere("priorities")
    given = {"agreed": row.worded("agreed_text", "agreed")}
    links = {"replaced_by_id": row.link("replaced_by", "priority_sets") or replaced_by}
    return read_row(row, "priority_sets", given, links)


def priority(row: Row, of_set: Link, led_by: Link | None) -> Draft | None:
    """A priority of a set. `led_by` is the group that says it leads it, where the priority itself does not say."""
    prefix = _prefix(row)
    lead = row.link("lead", "groups", "bodies")
    if lead and lead[0] == "bodies":
        row.note("lead", lead[1], "no lead group", "a priority is led by a group: name the group")
        lead = None
    row.elsewhere("critical_friend", *_SUCCESSION)
    links = {"priority_set_id": of_set, "lead_group_id": lead or led_by}
    return read_row(row, "priorities", {"prefix": prefix or ""}, links, said={"prefix": prefix})


_SUCCESSION = ("succeeded_by", "succession", "succession_basis", "succession_decision", "succession_date")


def successions(row: Row, drafts: Drafts, is_replaced: bool) -> None:
    """What became of a priority: a line to each that followed it, or one to none where its set is replaced.

    Its kind is the file's (`succession`), else the word its basis begins with; one of the same name continued.
    """
    names = drafts.names("priorities")
    followed: Sequence[Link | None] = row.links("succeeded_by", "priorities")
    basis = row.text("succession_basis")
    stated = row.choice("succession", SUCCESSIONS) or _first_word(basis)
    if not followed and (is_replaced or basis or stated):
        followed = [None]
    for number, to in enumerate(followed):
        same = to is not None and folded_name(names.get(to[1], "")) == folded_name(names.get(row.source, "?"))
        values: dict[str, object] = {
            "kind": stated or ("continued" if same else "unknown"),
            "basis": basis,
            "decided_on": row.day("succession_date"),
        }
        links = {
            "from_id": ("priorities", row.source),
            "to_id": to,
            "decision_id": row.link("succession_decision", "decisions"),
        }
        source = f"{row.source}/became" + (f"/{number + 1}" if number else "")
        label = f"of {names.get(row.source, row.source)}: {values['kind']}"
        draft = draft_of(row, "successions", SuccessionBase, values, label=label, source=source, links=links)
        drafts.add(row, draft)


def _first_word(basis: str | None) -> str | None:
    word = folded_name(basis or "").replace(";", " ").replace(",", " ").partition(" ")[0]
    return word if word in SUCCESSIONS else None


def _prefix(row: Row) -> str | None:
    said = row.text("prefix")
    if said is None:
        return None
    if said.isascii() and said.isalpha() and 2 <= len(said) <= 4:
        return said.upper()
    row.note("prefix", said, "one is made from the name", "write two to four letters")
    return None
