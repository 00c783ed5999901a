"""The headings of the field: every wording under which partnerships keep a field of an action, contact or meeting.

What may live here: tables of words. How a heading is compared with them is `bot.sheets.headings`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the columns of one kind of table may be. `phrases` are in small letters, words alone.

    A table has one of the fields `needed`. Where it `replaces`, rows are called by the first of them, and where that
    is missing the next takes its place. Of the `repeatable` fields several columns may be read; of any other, one.
    """

    kind: str
    phrases: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    repeatable: frozenset[str]
    replaces: bool = False


def _phrases(**fields: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(phrase.strip() for phrase in text.split(",")) for name, text in fields.items()}


ACTIONS = Vocabulary(
    "actions",
    _phrases(
        reference="ref, ref no, ref number, reference, reference number, no, number, action no, action number, "
        "action ref, action reference, id, action id, unique id, code, action code, item, item no",
        title="action, actions, action title, action description, description of action, key action, key actions, "
        "priority action, agreed action, improvement action, activity, key activity, activities, task, deliverable, "
        "commitment, project, intervention, title, what, what we will do, what will we do, we will, action required, "
        "what needs to happen, how will we do this, action name, specific action",
        why="why, rationale, purpose, background, context, description, detail, details, why it needs the partnership",
        outcome="outcome, outcomes, intended outcome, expected outcome, desired outcome, impact, intended impact, "
        "what difference will it make, success measure, success measures, measure of success, measure, measures, "
        "what success looks like, what will success look like, performance indicator, performance measure, kpi",
        lead="lead, leads, lead agency, lead partner, lead organisation, lead body, lead group, lead service, "
        "owner, action owner, responsible, responsibility, responsible body, responsible agency, responsible partner, "
        "accountable, who, by whom, who is responsible, who will do it, delivery lead, action lead, "
        "lead officer agency, lead officer organisation, lead officer partner, lead officer and agency, "
        "lead person organisation, lead agency officer, lead agency partners, lead and partners, "
        "lead partner officer, lead agencies, lead partners",
        officer="lead officer, lead officers, responsible officer, lead person, responsible person, named lead, "
        "lead contact, coordinating officer, co ordinating officer, named officer, officer, contact, lead name",
        deputy="deputy, deputy lead, deputy officer, cover, substitute",
        partners="partners, partner, contributing partners, key partners, other partners, supporting partners, "
        "partners involved, delivery partners, partner agencies, partner organisations, supported by, support, "
        "contributors, with whom, who else, working with",
        due="timescale, timescales, time scale, target date, due, due date, due by, by when, when, deadline, "
        "completion date, target completion date, target completion, expected completion date, end date, "
        "finish date, timeframe, time frame, timeline, end, delivery date, date due, target, complete by, "
        "planned completion",
        revised_due="revised date, revised timescale, revised due date, revised target date, revised deadline, "
        "new date, new timescale, revised completion date, new target date, revised end, revised end date, revised",
        start="start, start date, from, begins, date started, planned start",
        status="rag, brag, rag status, brag status, status, rag rating, brag rating, current status, current rag, "
        "progress status, delivery status, overall status, action status, traffic light, colour, state, on track, "
        "ragb, rygb, rag brag, progress rag, rag assessment",
        second_status="second status",
        progress="progress, progress update, progress updates, progress to date, progress made, update, updates, "
        "latest update, latest progress, status update, quarterly update, commentary, comment, comments, narrative, "
        "current position, latest position, position, position statement, what have we done, achievements, "
        "supporting commentary, action update",
        said_on="date of update, last updated, updated, update date, date updated, as at, date of last update",
        said_by="updated by, update by, update from, update provided by, author",
        priority="priority, priorities, theme, objective, strategic priority, strategic objective, priority area, "
        "priority theme, workstream, work stream, outcome area, strand, pillar, loip priority, loip outcome, "
        "local outcome, key priority",
        milestone="milestone, milestones, key milestones, key milestone, next steps, next step, next milestone, steps",
        evidence="evidence, evidence link, evidence of progress, supporting evidence, link, links",
        barrier="barrier, barriers, issue, issues, barriers issues, issues barriers, challenges, blockers, "
        "obstacles, issues risks, risks issues, risk, risks, barriers and challenges, what is getting in the way, "
        "issues for escalation, escalation",
        locality="locality, localities, area, place, geography, where, ward, local area, locality area",
        cross_cutting="cross cutting, cross cutting issue, cross cutting issues, cross cutting theme, "
        "cross cutting themes",
        quick_win="quick win, quick wins",
        kind="type, action type, kind, category, type of action",
    ),
    ("title", "why", "outcome", "milestone"),
    frozenset(("lead", "partners", "progress", "milestone", "evidence", "barrier")),
    replaces=True,
)
"""The columns of a tracker of actions."""

CONTACTS = Vocabulary(
    "contacts",
    _phrases(
        name="name, full name, contact, contact name, representative, member, officer, person, representative name",
        first_name="first name, forename, given name, firstname",
        surname="surname, last name, family name, lastname",
        post="post, job title, title, position, designation, job, role in organisation, post title",
        body="organisation, organization, agency, partner, body, employer, company, partner organisation, "
        "representing, department, service, organisation name",
        email="email, e mail, email address, e mail address, mail, contact email",
        phone="phone, telephone, tel, tel no, phone number, telephone number, mobile, mobile number, contact number, "
        "mobile phone, business phone",
        group="group, groups, board, partnership, committee, forum, membership, groups boards, member of, group name, "
        "name of group",
        role="role, group role, role on group, role in group, chair, capacity, role on board",
    ),
    ("name", "first_name", "surname", "email"),
    frozenset(("phone",)),
)
"""The columns of a list of contacts."""

MEETINGS = Vocabulary(
    "meetings",
    _phrases(
        name="meeting, meetings, meeting name, name of meeting, group, board, committee, event, forum, partnership, "
        "name of group, body",
        day="date, meeting date, date of meeting, dates, day, when, date and time",
        time="time, start time, meeting time, from, starts, start, time of meeting",
        place="venue, location, place, where, room, meeting place, venue location",
        papers_due="papers due, papers deadline, paper deadline, deadline for papers, papers due date, papers by, "
        "papers, deadline for reports, report deadline, agenda deadline, papers issued, deadline",
        state="status, state, cancelled",
    ),
    ("day",),
    frozenset(),
)
"""The columns of a list of meeting dates. The meeting itself may be named above the table, or by the sheet."""

BY_KIND = {one.kind: one for one in (ACTIONS, CONTACTS, MEETINGS)}

ONLY_ALONE = frozenset(
    (
        "area chair code end colour contact cover detail details due from id item job kind link links mail member no "
        "number place position post start state steps support target title type what when where who why "
        "board partnership department service measure measures impact category ward officer "
        "person begins escalation risk risks date dates day meeting meetings event group forum committee papers"
    ).split()
) | {"on track"}
"""Words too common to be recognised inside a longer heading; alone they are a heading."""
