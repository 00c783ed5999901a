"""A small register file, as YAML would give it, for tests to change a line of."""

from typing import Any

Values = dict[Any, Any]


def small_register() -> Values:
    """One partnership: a Board, a priority, three people, two actions, a milestone, two meetings and an ask."""
    return {
        "id": "inv",
        "name": "Inverlath Community Planning Partnership",
        "bodies": [{"id": "council", "name": "Inverlath Council"}, {"id": "nhs", "name": "NHS Inverlath"}],
        "groups": [
            {"id": "board", "name": "CPP Board", "kind": "board"},
            {"id": "taskforce", "name": "Anti-Poverty Taskforce", "kind": "thematic", "parent": "board"},
        ],
        "localities": [{"id": "lathmouth", "name": "Lathmouth"}, {"id": "upper", "name": "Upper Lath"}],
        "people": [
            {
                "id": "reid",
                "name": "Ailsa Reid",
                "post": "Manager",
                "body": "nhs",
                "email": "A.Reid@nhs.example.org",
            },
            {"id": "muir", "post": "Planning Manager", "body": "council", "roles": [{"role": "support"}]},
            {"id": "keir", "post": "Foodbank Manager"},
        ],
        "plans": [{"id": "loip", "title": "LOIP"}],
        "priority_sets": [
            {
                "id": "set",
                "plan": "loip",
                "priorities": [
                    {"id": "poverty", "name": "Poverty", "lead": "taskforce", "critical_friend": "muir"}
                ],
            }
        ],
        "actions": [
            {
                "id": "larders",
                "title": "Food larders",
                "priorities": ["poverty"],
                "lead": "nhs",
                "lead_officer": "reid",
                "localities": ["lathmouth"],
                "contributors": [{"body": "council", "contribution": "premises"}],
                "updates": [
                    {
                        "id": "u1",
                        "on": "2026-09-01",
                        "by": "reid",
                        "status": "on_track",
                        "words": "Two are open.",
                    },
                    {
                        "id": "u2",
                        "on": "2026-10-20",
                        "by": "muir",
                        "for": "keir",
                        "route": "phone",
                        "status": "at_risk",
                        "words": "The third waits for a fridge.",
                        "barrier": "no fridge",
                    },
                ],
            },
            {"id": "map", "title": "Map of groups", "status": "at_risk", "progress": "Begun."},
        ],
        "milestones": [
            {
                "id": "pilot",
                "title": "Pilot agreed",
                "date": "2026-11-13",
                "precision": "day",
                "action": "larders",
            }
        ],
        "meetings": [
            {"id": "next", "group": "board", "date": "2026-11-19", "time": "14:00", "state": "planned"},
            {"id": "full", "group": "council", "date": "2026-12", "precision": "month", "state": "planned"},
        ],
        "asks": [
            {
                "id": "who-funds",
                "action": "larders",
                "kind": "decide",
                "words": "who funds the third larder",
                "raised_by": "reid",
                "raised_on": "2026-10-21",
                "state": "on_agenda",
                "meeting": "next",
                "item": "4",
            }
        ],
    }
