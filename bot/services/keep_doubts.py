"""What looks like a slip in a row that was kept: a state nobody knows, an approval out of turn, papers after a meeting.

What may live here: those sentences, each said once, when it comes about. Nothing here stops or changes anything.
"""

from collections.abc import Callable, Iterator
from datetime import date

from bot.rules.approving import APPROVED, IN_PRINCIPLE
from bot.rules.choosing import FINISHED
from bot.rules.posts import in_post
from bot.rules.subjects import BY_TABLE, Subject
from bot.rules.subjects.calling import Values, day_words, when_words
from bot.services.call_rows import Called
from bot.services.read_row_form import is_past
from storage.records import Action, Approval, Duty, Group, Meeting, Priority, Seat
from storage.repositories import Register

_OVER = ("replaced", "wound up")
_COMING = ("planned", "moved")


def doubts(
    register: Register, subject: Subject, row: Values, before: Values | None, today: date
) -> Iterator[str]:
    """What is worth a second look in a row as it is now; `before` is what stood in one that was changed."""
    check = _CHECKS.get(subject.table)
    if check is not None:
        yield from check(register, row, before or {}, today)


def _of_plan(_: Register, row: Values, before: Values, __: date) -> Iterator[str]:
    for name in ("state", "kind"):
        field = BY_TABLE["plans"].field(name)
        said, known = row[name], dict(field.known)
        if said and said not in known and said != before.get(name):
            *some, last = dict.fromkeys(
                words.lower() if name == "state" else words for words in known.values()
            )
            yield (
                f"I don't know the {name} “{said}”, so it is kept as you typed it. I know {', '.join(some)} and {last}."
            )


def _of_approval(register: Register, row: Values, before: Values, today: date) -> Iterator[str]:
    if row["decision"] is None or _same(row, before, "decision", "position", "latest"):
        return
    if row["earliest"] is not None and row["earliest"] > today:
        yield (
            f"It is entered as said on {when_words(row)}, which is still to come. "
            "Until then, “Decision” can stay empty."
        )
    if row["decision"] not in (APPROVED, IN_PRINCIPLE):
        return
    every = register.subjects.values(Approval, None, plan_id=row["plan_id"])
    waiting = [each for each in every if each["position"] < row["position"] and not each["decision"]]
    if waiting:
        first = min(waiting, key=lambda each: (each["position"], each["id"]))
        yield (
            f"In the order, place {row['position']} comes after place {first['position']} "
            f"({_approver(register, first)}), which has not said anything yet."
        )


def _approver(register: Register, row: Values) -> str:
    called = Called(register)
    tied = (("groups", row["group_id"]), ("bodies", row["body_id"]))
    named = (called.one(table, row_id) for table, row_id in tied if row_id)
    return row["approver_words"] or next(named, "") or "not said who"


def _of_meeting(register: Register, row: Values, before: Values, today: date) -> Iterator[str]:
    day = row["latest"]
    if (
        day is None
        or row["state"] == "cancelled"
        or _same(row, before, "latest", "papers_due", "state", "group_id")
    ):
        return
    same_day = [
        each
        for each in register.subjects.values(Meeting, None, group_id=row["group_id"], latest=day)
        if each["id"] != row["id"] and each["state"] != "cancelled" and each["precision"] == "day"
    ]
    if same_day and row["group_id"] and row["precision"] == "day":
        group = Called(register).one("groups", row["group_id"])
        yield f"{group} has another meeting on {day_words(day)}. If it is the same, one of them can be cancelled."
    if row["papers_due"] is not None and row["papers_due"] > day:
        yield f"Its papers close on {day_words(row['papers_due'])}, after the meeting."
    if day < today and row["state"] in _COMING:
        yield f"{day_words(day)} is over. If it was held, “State” can say so."


def _of_group(register: Register, row: Values, before: Values, today: date) -> Iterator[str]:
    if row["state"] not in _OVER or before.get("state") in _OVER:
        return
    own = row["id"]
    actions = [
        each
        for each in register.subjects.values(Action, None, lead_group_id=own)
        if each["status"] not in FINISHED
    ]
    led = [
        each
        for each in register.subjects.values(Priority, None, lead_group_id=own)
        if not is_past(register, BY_TABLE["priorities"], each, today)
    ]
    counts = (
        (len(led), "priority", "priorities"),
        (len(actions), "open action", "open actions"),
        (
            len(register.subjects.values(Duty, None, group_id=own, done_on=None)),
            "reporting duty",
            "reporting duties",
        ),
        (len(register.subjects.values(Seat, None, group_id=own)), "kind of seat", "kinds of seats"),
    )
    still = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    if still:
        yield f"{row['name']} still leads or holds: {', '.join(still)}. They stay with it until another has them."


def _of_role(register: Register, row: Values, before: Values, today: date) -> Iterator[str]:
    if (
        row["role"] != "chair"
        or not row["group_id"]
        or _same(row, before, "role", "group_id", "contact_id", "ends_on")
    ):
        return
    held = {
        role.contact_id
        for role in register.people.roles_of_those_here(today)
        if role.role == "chair" and role.group_id == row["group_id"]
    }
    if len(held) > 1 and row["contact_id"] in held:
        group = register.rows.get(Group, row["group_id"])
        posts = sorted(in_post(each) for each in register.people.glances_of(held).values())
        yield f"{group.name if group else 'It'} has {len(held)} chairs now: {'; '.join(posts)}."


def _same(row: Values, before: Values, *names: str) -> bool:
    return bool(before) and all(row[name] == before[name] for name in names)


_CHECKS: dict[str, Callable[[Register, Values, Values, date], Iterator[str]]] = {
    "plans": _of_plan,
    "approvals": _of_approval,
    "meetings": _of_meeting,
    "groups": _of_group,
    "roles": _of_role,
}
