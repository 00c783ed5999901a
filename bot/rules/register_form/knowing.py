"""The sections of a register file that say what is known: the risk profile, indicators, engagement, what was learnt.

What may live here: one function a section, from its rows to drafts; most are read by the catalogue alone.
"""

from __future__ import annotations

from bot.rules.register_form.by_catalogue import first_words, read_row
from bot.rules.register_form.cadence import cadence_in
from bot.rules.register_form.drafts import Drafts, draft_of
from bot.rules.register_form.rows import Link, Row, plain
from bot.rules.subjects import BY_TABLE
from storage.records import DutyBase

PLAIN = (
    ("duties", "duties"),
    ("external_recommendations", "audit_recommendations"),
    ("risks", "risks"),
    ("indicators", "indicators"),
    ("engagement", "engagements"),
    ("consultations", "consultations"),
    ("evidence", "evidence"),
)
"""Sections read by the catalogue alone, and their tables."""

PARTS = {"indicators": ("readings", "measurements"), "consultations": ("findings", "findings")}
"""Rows within these rows: their key, and their table."""

LEARNT = {"learning": "learning", "ways_of_working": "way_of_working", "approach_to_business": "approach"}
"""Sections of what was learnt or agreed of how to work, and the kind of each."""

FOCUS = "change_focus_"
"""What begins the key of a section of focuses of change; what follows says when they were agreed."""


def plain_section(row: Row, key: str, table: str, drafts: Drafts) -> None:
    """A section whose rows need nothing but the catalogue, each with its parts."""
    for one in row.rows(key, plain(BY_TABLE[table].name), bare=BY_TABLE[table].title[0]):
        part = PARTS.get(key)
        if part:
            one.elsewhere(part[0])
        source = drafts.source(one, "", first_words(one, table))
        if drafts.add(one, read_row(one, table, source=source)) and part:
            _parts(one, part, (table, source), drafts)


def _parts(row: Row, part: tuple[str, str], whole: Link, drafts: Drafts) -> None:
    key, table = part
    subject = BY_TABLE[table]
    for number, one in enumerate(row.rows(key, subject.name, bare="text"), 1):
        has_place = any(field.name == "position" for field in subject.fields)
        given = {"position": one.number("position") or number} if has_place else {}
        words = first_words(one, table) if has_place else one.text("date")
        source = drafts.source(one, whole[1], words)
        drafts.add(one, read_row(one, table, given, {subject.parent: whole}, source=source))


def learning(row: Row, drafts: Drafts) -> None:
    """What was learnt, the ways of working, how business is done and what change was to focus on."""
    focuses = dict.fromkeys(row.keys(FOCUS), "focus")
    for key, kind in (LEARNT | focuses).items():
        when = plain(key.removeprefix(FOCUS)) if key in focuses else None
        for number, one in enumerate(row.rows(key, "learning point", bare="name"), 1):
            said = (one.text("words"), one.text("text"), "; ".join(one.texts("kinds")))
            words = "; ".join(filter(None, said)) or when
            one.elsewhere("text")
            given: dict[str, object] = {
                "kind": kind,
                "position": one.number("position") or number,
                "words": words,
            }
            source = drafts.source(one, "", one.text("name"))
            drafts.add(one, read_row(one, "learning_points", given, source=source))


def risk_profile(row: Row, drafts: Drafts) -> None:
    """The risk profile: a duty of the group that watches it, and its risks, watched by that group."""
    for profile in row.rows("risk_profile", "risk profile"):
        watched_by, to = profile.link("monitored_by", "groups"), profile.link("reported_to", "groups")
        scoring, cadence = profile.text("scoring"), profile.text("cadence")
        for one in profile.rows("risks", "risk", bare="words"):
            source = drafts.source(one, "", one.text("words"))
            links = {"group_id": one.link("group", "groups") or watched_by}
            drafts.add(one, read_row(one, "risks", links=links, source=source))
        words = "; ".join(
            filter(None, (cadence, f"scored {scoring}" if scoring else None, profile.remarks()))
        )
        profile.finish()
        if watched_by:
            values: dict[str, object] = {
                "kind": "risk_profile",
                "cadence": cadence_in(cadence or ""),
                "words": words or None,
            }
            draft = draft_of(
                profile,
                "duties",
                DutyBase,
                values,
                label="the risk profile",
                source="risk_profile",
                links={"group_id": watched_by, "to_group_id": to},
            )
            drafts.add(profile, draft)
        elif scoring or to:
            profile.note("monitored_by", "no group", "", "say which group watches the risk profile")
