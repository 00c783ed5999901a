"""What one line of a list says of a row besides its name: a risk's score, an indicator's way, who sees to a log entry.

What may live here: those facts in plain words, and the order of a list, purely. What a row is called is `calling`'s.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.rules.dates import date_in_words
from bot.rules.subjects.calling import Names, Values, say, when_words
from bot.rules.subjects.shapes import Kind, Subject

_MOST_FACTS = 4
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Around:
    """What facts are read with: names, the day, and how many hold each role and sit in each kind of seat of a group."""

    names: Names
    today: date
    readings: Mapping[int, Sequence[Values]] = field(default_factory=dict)
    filled: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    seated: Mapping[tuple[int, str], int] = field(default_factory=dict)


def facts(subject: Subject, row: Values, around: Around) -> tuple[str, ...]:
    """A few words each, the most telling first."""
    special = _SPECIAL.get(subject.table)
    said = special(subject, row, around) if special else _usual(subject, row, around)
    return tuple(_short(words) for words in said if words)[: _MOST_FACTS + 1]


def ordered(subject: Subject, rows: Sequence[Values]) -> list[Values]:
    """The rows as a reader wants them: risks by score, log entries by number, meetings by day, groups under theirs."""
    order = _ORDER.get(subject.table)
    return order(rows) if order else list(rows)


def score(risk: Values) -> int | None:
    """Likelihood times impact; None while either is not scored."""
    likelihood, impact = risk.get("likelihood"), risk.get("impact")
    return likelihood * impact if likelihood and impact else None


def matrix(risks: Sequence[Values], scale: int) -> tuple[tuple[int, ...], ...]:
    """How many risks have each impact (rows, highest first) and likelihood (columns); empty where none is scored."""
    scored = Counter((risk["impact"], risk["likelihood"]) for risk in risks if score(risk) is not None)
    if not scored:
        return ()
    marks = range(1, scale + 1)
    return tuple(tuple(scored[impact, likelihood] for likelihood in marks) for impact in reversed(marks))


def way(indicator: Values, readings: Sequence[Values]) -> str:
    """Where an indicator went between the last two numbers there are: improving, worsening, or the same."""
    numbers = [each["value"] for each in by_period(readings) if each["value"] is not None]
    if indicator.get("baseline") is not None:
        numbers = [indicator["baseline"], *numbers]
    if len(numbers) < 2 or indicator.get("better") is None:
        return ""
    before, now = numbers[-2:]
    if before == now:
        return "the same"
    return "improving" if (now > before) == (indicator["better"] == "higher") else "worsening"


def by_period(readings: Sequence[Values]) -> list[Values]:
    """Readings, the earliest period first; one with no period as it was added."""
    return sorted(readings, key=lambda each: (each["latest"] or date.max, each["id"]))


def number(value: float) -> str:
    """`21.5`, `1200`: no more noughts than were given."""
    return f"{value:.10g}"


def _short(words: str, most: int = _LONGEST) -> str:
    one = " ".join(words.split())
    return one if len(one) <= most else one[: most - 1].rstrip() + "…"


def _usual(subject: Subject, row: Values, around: Around) -> list[str]:
    """The brief fields, long texts and what the row is called by left out."""
    kinds = (Kind.TEXT, Kind.LINES, Kind.MANY)
    shown = [each for each in subject.fields if each.brief and each.kind not in kinds]
    said = {each.name: say(each, row, around.names) for each in shown}
    called = next(
        (each for each in (say(subject.field(name), row, around.names) for name in subject.title) if each), ""
    )
    return [words for words in said.values() if words != called]


def _words(subject: Subject, row: Values, around: Around, *names: str) -> list[str]:
    return [say(subject.field(name), row, around.names) for name in names]


def _risk(subject: Subject, row: Values, around: Around) -> list[str]:
    total = score(row)
    scored = f"score {total} ({row['likelihood']} × {row['impact']})" if total else "not scored"
    trend, owner, state = _words(subject, row, around, "trend", "owner_id", "state")
    review = row.get("review_on")
    due = f"review {date_in_words(review, around.today)}" if review else "no review date"
    late = " (passed)" if review and review < around.today else ""
    return [scored, trend, due + late, owner, state if row["state"] != "open" else ""]


def _indicator(subject: Subject, row: Values, around: Around) -> list[str]:
    readings = by_period(around.readings.get(row["id"], ()))
    unit = f" {row['unit']}" if row.get("unit") else ""
    begins = _valued(row, "baseline")
    latest = readings[-1] if readings else None
    now = ""
    if latest is not None:
        value = number(latest["value"]) if latest["value"] is not None else latest["words"] or ""
        period = when_words(latest)
        now = f"{value} ({period})" if period else value
    steps = [
        f"baseline {begins}" if begins else "",
        f"latest {now}" if now else "no reading yet",
        f"target {_valued(row, 'target')}" if _valued(row, "target") else "",
    ]
    better = say(subject.field("better"), row, around.names).lower()
    went = way(row, readings)
    return [" → ".join(step for step in steps if step) + unit, f"{better}: {went}" if went else better]


def _valued(row: Values, name: str) -> str:
    return number(row[name]) if row[name] is not None else row[f"{name}_words"] or ""


def _log_entry(subject: Subject, row: Values, around: Around) -> list[str]:
    state, owner, group = _words(subject, row, around, "state", "owner_id", "group_id")
    due = when_words(row)
    return [
        state,
        f"due {due}" if due else "",
        owner or group,
        f"minute {row['minute']}" if row["minute"] else "",
    ]


def _group(subject: Subject, row: Values, around: Around) -> list[str]:
    state, reach, parent = _words(subject, row, around, "state", "reach", "parent_id")
    seats = around.filled.get(row["id"], {})
    review = row.get("review_on")
    due = f"membership review {date_in_words(review, around.today)}" if review else ""
    late = " (passed)" if review and review < around.today else ""
    most = row.get("most_representatives")
    filled = f"{seats.get('representative', 0)} of at most {most} representatives" if most else ""
    return [state, reach, f"reports to {parent}" if parent else "", filled, due + late if due else ""]


def _barrier(subject: Subject, row: Values, around: Around) -> list[str]:
    action, owner, group = _words(subject, row, around, "action_id", "owner_id", "group_id")
    done = f"resolved: {row['resolution'] or 'yes'}" if row["resolved_at"] else ""
    lies = f"lies with {group}" if group else ""
    return [action, done or (f"taken on by {owner}" if owner else "nobody has taken it on"), lies]


def _milestone(subject: Subject, row: Values, around: Around) -> list[str]:
    (action,) = _words(subject, row, around, "action_id")
    met = f"met {date_in_words(row['met_on'], around.today)}" if row["met_on"] else ""
    return [action, met or when_words(row)]


def _contribution(subject: Subject, row: Values, around: Around) -> list[str]:
    body, action = _words(subject, row, around, "body_id", "action_id")
    on = row["confirmed_on"]
    return [body, action, f"confirmed {date_in_words(on, around.today)}" if on else "not confirmed yet"]


def _role(subject: Subject, row: Values, around: Around) -> list[str]:
    who, seat = _words(subject, row, around, "contact_id", "seat")
    return [who, f"{seat.lower()} seat" if seat else ""]


def _contact(_: Subject, row: Values, __: Around) -> list[str]:
    """No phone number: those are for whoever runs the register."""
    return [row["email"] or ""]


def _meeting(subject: Subject, row: Values, around: Around) -> list[str]:
    time, place, state = _words(subject, row, around, "local_time", "place", "state")
    closing = row["papers_due"]
    papers = f"papers close {date_in_words(closing, around.today)}" if closing else ""
    return [time, place, papers, state if row["state"] != "planned" else ""]


def _seat(subject: Subject, row: Values, around: Around) -> list[str]:
    group, kind, body = _words(subject, row, around, "group_id", "kind", "body_id")
    filled = around.seated.get((row["group_id"], row["kind"]), 0)
    number = row["number"]
    # Where nobody is known to sit in one, nothing is said of how many are filled: few papers tell.
    said = f"{filled} of {number} filled" if filled and number else f"{filled} filled" if filled else ""
    return [group, kind, said or (f"{number} in all" if number else ""), body]


def _duty(subject: Subject, row: Values, around: Around) -> list[str]:
    who, to, how_often = _words(subject, row, around, "group_id", "to_group_id", "cadence")
    kind, period = _words(subject, row, around, "kind", "period_words")
    due, done, latest = when_words(row), row["done_on"], row["latest"]
    late = " (passed)" if latest and latest < around.today and not done else ""
    said = f"done {date_in_words(done, around.today)}" if done else f"due {due}{late}" if due else ""
    period = f" for {period}" if period else ""
    what = kind if row["words"] else ""
    return [f"{who} to {to}" if to else who, said, f"{what}{period}".strip(), how_often]


def _dependency(subject: Subject, row: Values, around: Around) -> list[str]:
    action, needs = _words(subject, row, around, "action_id", "needs_id")
    return [f"{_short(action, 40)} waits for {_short(needs, 40)}"]


def _leaning(subject: Subject, row: Values, around: Around) -> list[str]:
    action, plan = _words(subject, row, around, "action_id", "plan_id")
    return [f"{_short(action, 40)} leans on {_short(plan, 40)}"]


_SPECIAL: dict[str, Callable[[Subject, Values, Around], list[str]]] = {
    "contacts": _contact,
    "meetings": _meeting,
    "seats": _seat,
    "risks": _risk,
    "indicators": _indicator,
    "log_entries": _log_entry,
    "groups": _group,
    "barriers": _barrier,
    "milestones": _milestone,
    "action_bodies": _contribution,
    "roles": _role,
    "duties": _duty,
    "dependencies": _dependency,
    "leanings": _leaning,
}


def _by_day(rows: Sequence[Values]) -> list[Values]:
    return sorted(rows, key=lambda row: (row["latest"] or date.max, row["id"]))


def _by(*names: str) -> Callable[[Sequence[Values]], list[Values]]:
    def order(rows: Sequence[Values]) -> list[Values]:
        return sorted(rows, key=lambda row: tuple(_place(row[name]) for name in names))

    return order


def _place(value: Any) -> tuple[bool, Any]:
    """What is not said comes last."""
    return value is None, value if value is not None else 0


def _under_theirs(rows: Sequence[Values]) -> list[Values]:
    """Every group after the one it reports to."""
    below: dict[int | None, list[Values]] = {}
    ids = {row["id"] for row in rows}
    for row in rows:
        below.setdefault(row["parent_id"] if row["parent_id"] in ids else None, []).append(row)
    placed: list[Values] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        row = waiting.pop()
        placed.append(row)
        waiting += reversed(below.get(row["id"], []))
    return placed + [row for row in rows if row not in placed]


_ORDER: dict[str, Callable[[Sequence[Values]], list[Values]]] = {
    "risks": lambda rows: sorted(rows, key=lambda row: (-(score(row) or 0), row["id"])),
    "log_entries": _by("serial"),
    "groups": _under_theirs,
    "meetings": _by_day,
    "duties": _by_day,
    "milestones": _by_day,
    "measurements": lambda rows: by_period(rows)[::-1],
    "approvals": _by("plan_id", "position", "id"),
    "priorities": _by("priority_set_id", "position", "id"),
    "recommendations": _by("report_id", "position", "id"),
    "findings": _by("consultation_id", "position", "id"),
    "learning_points": _by("kind", "position", "id"),
    "decisions": lambda rows: list(rows)[::-1],
    "reports": lambda rows: list(rows)[::-1],
    "engagements": lambda rows: list(rows)[::-1],
}
