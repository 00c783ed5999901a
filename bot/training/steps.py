"""Try this: short steps for four people of the sample partnership, and how the register shows that each was done.

What may live here: the table of steps. Pure: what the register shows, the day and the cast are arguments.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.practice.page.room import Step
from bot.rules.date_reading import MONTHS
from bot.training.progress import Progress, Said

AILSA, NIAMH, CATRIONA, MOIRA = "Ailsa Reid", "Niamh Ogilvie", "Catriona Muir", "Moira Galbraith"

ROLES = {
    AILSA: "Partner officer",
    NIAMH: "Lead officer",
    CATRIONA: "Support officer",
    MOIRA: "Chair",
}
"""The four people who are followed, in the order of the steps."""

_LATER = timedelta(days=25)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One step. `draft` may hold {today} and {later}: a day some weeks on, as it is typed ("27 Nov").

    `is_done` tells it from the register alone.
    """

    key: str
    who: str
    title: str
    how: str
    draft: str
    is_done: Callable[[Progress], bool]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody sits in the workspace: their Slack id, and their conversation with the bot."""

    person_id: str
    conversation: str


def steps(progress: Progress, today: date, seats: Mapping[str, Seat]) -> tuple[Step, ...]:
    """Every step of whoever has a seat, by name, with whether the register shows it done."""
    return tuple(_step(each, progress, today, seats[each.who]) for each in LESSONS if each.who in seats)


def first_steps(name: str, seat: Seat, is_set_up: bool, has_actions: bool) -> tuple[Step, ...]:
    """What to try in a workspace that began without a register, for whoever administers it."""
    told = (
        (
            "set-up",
            "Set the bot up",
            "Send this, press Set up our partnership and fill in five short forms.",
            is_set_up,
        ),
        (
            "first-action",
            "Put an action in",
            "Send this, press Add an action and say what is to be done.",
            has_actions,
        ),
    )
    drafts = ("/loip", "/loip set-up")
    return tuple(
        Step(key, f"Administrator: {name}", title, how, seat.person_id, seat.conversation, draft, done)
        for (key, title, how, done), draft in zip(told, drafts, strict=True)
    )


def _step(lesson: Lesson, progress: Progress, today: date, seat: Seat) -> Step:
    return Step(
        key=lesson.key,
        role=ROLES[lesson.who],
        title=lesson.title,
        how=lesson.how,
        person_id=seat.person_id,
        place=seat.conversation,
        draft=lesson.draft.format(today=_typed(today), later=_typed(today + _LATER)),
        done=lesson.is_done(progress),
    )


def _typed(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


# -- what the register shows


def _said(
    who: str, *, kind: str = "update", way: str = "command", code: str = ""
) -> Callable[[Progress], bool]:
    def is_done(progress: Progress) -> bool:
        return any(_fits(said, who, kind, way, code) for said in progress.said)

    return is_done


def _fits(said: Said, who: str, kind: str, way: str, code: str) -> bool:
    is_theirs = said.by == who and code in ("", said.code)
    return is_theirs and said.kind == kind and way in ("", said.way)


def _asked_the_board(progress: Progress) -> bool:
    return any(who == AILSA for _, who in progress.asked)


def _gave_a_new_date(progress: Progress) -> bool:
    return any(who == NIAMH for _, who in progress.moved)


def _called_one_met(progress: Progress) -> bool:
    return "EMP-02" in progress.met


def _gave_an_officer(progress: Progress) -> bool:
    return any(code == "HWB-06" for code, _ in progress.officers)


def _added_a_contact(progress: Progress) -> bool:
    return bool(progress.newcomers)


def _digest_came(progress: Progress) -> bool:
    return progress.digest_at is not None


def _something_changed_since(progress: Progress) -> bool:
    at = progress.digest_at
    return at is not None and any(said.at >= at for said in progress.said)


LESSONS = (
    Lesson(
        "nudge",
        AILSA,
        "Answer the weekly nudge with one tap",
        "Move the clock to the next weekly nudge, then press No change at one of Ailsa's actions.",
        "",
        _said(AILSA, kind="no_change", way="button"),
    ),
    Lesson(
        "command",
        AILSA,
        "Say how an action is going",
        "Send this as it stands, or in words of your own: the status is optional.",
        "/loip update POV-03 amber waiting on funding",
        _said(AILSA, way="command", code="POV-03"),
    ),
    Lesson(
        "ask",
        AILSA,
        "Ask the Board for help",
        "Say what stands in the way, press Ask for help under the answer and write what you need.",
        "/loip update POV-03 amber waiting on a decision about the referral worker",
        _asked_the_board,
    ),
    Lesson(
        "form",
        AILSA,
        "Use the form instead",
        "Send the code alone: a form opens; write a sentence in it and save it.",
        "/loip update HWB-02",
        _said(AILSA, way="form"),
    ),
    Lesson(
        "words",
        AILSA,
        "Say it in a direct message",
        "Write to the bot as to a colleague, without any command.",
        "HWB-02 on track first walk went out on Saturday",
        _said(AILSA, way="reply"),
    ),
    Lesson(
        "date",
        NIAMH,
        "Give a milestone a new date",
        "Send this, and the old date, the new one and the reason are all kept.",
        '/loip milestone EMP-02 move "First ten placements" to {later} because two employers asked for a month',
        _gave_a_new_date,
    ),
    Lesson(
        "met",
        NIAMH,
        "Call a milestone met",
        "Send this: the milestone is met as of today.",
        '/loip milestone EMP-02 met "First ten placements"',
        _called_one_met,
    ),
    Lesson(
        "undo",
        NIAMH,
        "Take something back",
        "Send this, then press Undo under the answer.",
        "/loip update EMP-02 off track the first employer has pulled out",
        _said(NIAMH, kind="undo", way=""),
    ),
    Lesson(
        "phone",
        CATRIONA,
        "Record what somebody said by phone",
        "The Superintendent is not on Slack: send this, and the words count as theirs.",
        '/loip for "Superintendent" by phone on {today} CPP-05 on track evidence is in, two places stand out',
        _said(CATRIONA, way="on_behalf"),
    ),
    Lesson(
        "officer",
        CATRIONA,
        "Give an unowned action its officer",
        "Nobody coordinates HWB-06 yet: send this, and it is Iain Soutar's.",
        "/loip assign HWB-06 Iain Soutar",
        _gave_an_officer,
    ),
    Lesson(
        "contact",
        CATRIONA,
        "Add a contact",
        "Send this: name, post, body and, if they have one, the email they use on Slack.",
        "/loip contact add Una Weir, Data Officer, NHS Inverlath, una.weir@nhs-inverlath.example.org",
        _added_a_contact,
    ),
    Lesson(
        "digest",
        MOIRA,
        "Read what the Board is asked",
        "Move the clock to the digest day of the next Board and read the message Moira gets.",
        "",
        _digest_came,
    ),
    Lesson(
        "since",
        MOIRA,
        "See what has changed since the digest",
        "Once the digest is there have Ailsa update POV-03, then send this as Moira.",
        "/loip board",
        _something_changed_since,
    ),
)
"""Every step, person by person, in the order to try them."""
