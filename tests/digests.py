"""Builders for digests: values of a register that stands in no database, and the one the messages are
measured by.
"""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from bot.rules.digest import OpenBarrier, RegisterView, compose
from bot.rules.digest_value import Digest
from bot.rules.ways import Ways, ways_of
from storage.records import Meeting, Partnership
from storage.records.glance import ActionGlance, AskGlance, ContactGlance, MilestoneGlance, StatusChange

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
"""Thursday 26 November 2026, nine in the morning in Edinburgh: a week before the Board."""

HELD = datetime(2026, 9, 10, 13, tzinfo=UTC)
"""When the Board last met: 10 September, 2 pm in Edinburgh."""

BOARD_DAY = date(2026, 12, 3)

COUNCIL, COLLEGE, FOODBANK, NHS = 1, 2, 3, 4
BODIES = {
    COUNCIL: "Inverlath Council",
    COLLEGE: "Glen College",
    FOODBANK: "Inverlath Foodbank",
    NHS: "NHS Inverlath",
}
GROUPS = {1: "CPP Board", 2: "Health & Wellbeing Partnership"}

_ids = count(1)


def ways(**settings: Any) -> Ways:
    """An invented partnership's ways, its bank holidays left out."""
    named: dict[str, Any] = {
        "code": "inv",
        "name": "Inverlath Community Planning Partnership",
        "holidays": "none",
    }
    created = {"created_at": datetime(2026, 1, 5, tzinfo=UTC)}
    return ways_of(Partnership(id=1, **(named | created | settings)))


def meeting(on: date | None = BOARD_DAY, **fields: Any) -> Meeting:
    """A Board on a day, at two."""
    dated = {"earliest": on, "latest": on, "precision": "day" if on else "none", "local_time": "14:00"}
    return Meeting(**({"id": 7, "partnership_id": 1, "group_id": 1} | dated | fields))


def action(code: str, status: str = "on_track", **fields: Any) -> ActionGlance:
    """An action heard of a fortnight ago, led by the council."""
    stands: dict[str, Any] = {
        "id": next(_ids),
        "title": f"Work on {code}",
        "confirmed_by_id": None,
        "officer_id": 90,
        "deputy_id": None,
        "lead_group_id": None,
        "lead_body_id": COUNCIL,
        "latest": None,
        "date_words": None,
        "heard_at": datetime(2026, 11, 12, 10, tzinfo=UTC),
        "words": "Under way.",
        "said_by": "Robin Secret, Project Officer",
    }
    return ActionGlance(**({"code": code, "status": status} | stands | fields))


def milestone(of: ActionGlance | None, title: str, latest: date | None, **fields: Any) -> MilestoneGlance:
    """A milestone due on a day and never moved."""
    stands: dict[str, Any] = {
        "earliest": latest,
        "latest": latest,
        "precision": "day" if latest else "none",
        "date_words": None,
        "met_on": None,
        "moves": 0,
        "first_latest": None,
        "first_words": None,
        "last_moved_at": None,
    }
    return MilestoneGlance(
        **({"id": next(_ids), "action_id": of.id if of else None, "title": title} | stands | fields)
    )


def ask(words: str, kind: str = "decide", about: ActionGlance | None = None, **fields: Any) -> AskGlance:
    """An ask on the agenda of the meeting."""
    stands: dict[str, Any] = {
        "id": next(_ids),
        "state": "on_agenda",
        "meeting_id": 7,
        "item": None,
        "raised_at": HELD,
        "update_words": None,
        "outcome": None,
    }
    named = {"action_id": about.id if about else None, "code": about.code if about else None}
    return AskGlance(**({"kind": kind, "words": words} | named | stands | fields))


def change(of: ActionGlance, before: str, at: datetime = NOW) -> StatusChange:
    """A change of status after the last Board, to what the action is now."""
    return StatusChange(of.id, before, of.status, at)


def contact(contact_id: int, name: str, slack_id: str | None = None, **fields: Any) -> ContactGlance:
    """Somebody in a post."""
    stands: dict[str, Any] = {
        "post": "Convener",
        "body_id": COUNCIL,
        "body": BODIES[COUNCIL],
        "email": f"{name.partition(' ')[0].lower()}@inverlath.example.org",
        "time_zone": None,
        "can_contact": True,
        "away_from": None,
        "away_to": None,
        "cover_id": None,
        "left_on": None,
    }
    return ContactGlance(id=contact_id, name=name, slack_id=slack_id, **(stands | fields))


def view(*actions: ActionGlance, **fields: Any) -> RegisterView:
    """A register of these actions, before the Board of 3 December."""
    named: dict[str, Any] = {
        "ways": ways(),
        "meeting": meeting(),
        "group": "CPP Board",
        "bodies": BODIES,
        "groups": GROUPS,
    }
    return RegisterView(**(named | {"actions": actions} | fields))


def digest_of(*actions: ActionGlance, **fields: Any) -> Digest:
    """Their digest, a week before the Board."""
    return compose(view(*actions, **fields), HELD, NOW)


def a_full_register() -> RegisterView:
    """A register in which every line of the chair's digest has something to say."""
    pov3 = action("POV-03", "at_risk", title="Cash First referral route", lead_body_id=NHS)
    emp4 = action("EMP-04", "at_risk", title="One list of vacancies", words="")
    hwb5 = action(
        "HWB-05", "off_track", title="Tutors in every school", lead_body_id=COLLEGE, words="two tutors left"
    )
    hwb1 = action("HWB-01", "at_risk", title="Walking football", lead_body_id=None, lead_group_id=2)
    pov1 = action(
        "POV-01",
        "complete",
        title="Larder network",
        lead_body_id=FOODBANK,
        confirmed_by_id=5,
        words="All open.",
    )
    done = [action("DIG-01", "complete"), action("DIG-02", "complete")]
    old = [action("EMP-01", "complete", confirmed_by_id=5), action("EMP-07", "closed")]
    long_ago = datetime(2026, 9, 2, 10, tzinfo=UTC)
    silent = [
        action("EMP-02", "on_track", heard_at=None, words=None, officer_id=None),
        action("DIG-04", "on_track", heard_at=long_ago),
    ]
    green = [action(f"CPP-{number:02d}") for number in range(1, 11)]
    waiting = [action(f"CPP-{number:02d}", "not_started") for number in (11, 12, 13)]
    worse = action("CPP-14", "at_risk")
    everything = sorted(
        (pov3, emp4, hwb5, hwb1, pov1, *done, *old, *silent, *green, *waiting, worse), key=lambda a: a.code
    )
    pov2 = green[0]
    moved = {
        "moves": 2,
        "first_latest": date(2026, 10, 30),
        "last_moved_at": datetime(2026, 11, 2, tzinfo=UTC),
    }
    return view(
        *everything,
        executive="CPP Executive Officer Group",
        milestones=[
            milestone(pov2, "winter spaces open", date(2026, 12, 7)),
            milestone(hwb1, "first session", date(2027, 1, 29), **moved),
            milestone(pov3, "pilot agreed", date(2026, 11, 13)),
        ],
        asks=[
            ask("which locality pilots first", "direct", item="6"),
            ask("whether to sign the data agreement", about=emp4, item="5"),
            ask(
                "who funds the referral worker after March",
                about=pov3,
                item="4",
                update_words="waiting on funding",
            ),
        ],
        raised=[
            ask("a door to the figures", "add_value", state="raised"),
            ask("a voice in Edinburgh", state="raised"),
        ],
        barriers={emp4.id: OpenBarrier("no data agreement", date(2026, 6, 11))},
        changes=[
            *(change(each, "at_risk") for each in green[:6]),
            change(hwb5, "on_track"),
            change(worse, "on_track"),
            *(change(each, "on_track") for each in (pov1, *done)),
        ],
        confirmed_since=frozenset({pov1.id}),
        priorities=[(1, "Poverty"), (2, "Health & Wellbeing")],
        priority_of={pov1.id: 1, pov3.id: 1, hwb1.id: 2, hwb5.id: 2},
        contributors={pov3.id: [FOODBANK, COUNCIL]},
        posts={90: "Project Officer, Inverlath Council"},
    )
