"""Setting a partnership up in Slack: who may, what would do for an answer, and what comes first. Pure.

What may live here: the rules of the first run, over plain text and values. What is asked in which words is the
view's; what is written is the services'.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.rules.numbering import prefix_for
from bot.rules.ways import Ways, zone_of
from storage.records.glance import Account

PARTNERSHIP, WORDS, WEEK, PEOPLE, POSTS = "partnership", "words", "week", "people", "posts"
REGISTER, ACTION, SAMPLE, AWAY = "register", "action", "sample", "away"
"""The steps; the last four are ways to a register: how, an action by hand, the sample, and putting that away."""

BY_HAND, BY_FILE, LATER = "hand", "file", "later"
"""Ways to a register, beside the sample."""

STEPS_AFTER = {PARTNERSHIP: WORDS, WORDS: WEEK, WEEK: PEOPLE, PEOPLE: POSTS, POSTS: REGISTER}
"""Which step follows which, in the walk."""

PEOPLE_AT_ONCE = 10
"""As many people as are looked up in Slack for one form, inside the three seconds it waits."""

LIMITS = {
    "name": 120,
    "short_name": 20,
    "area": 60,
    "plan_term": 60,
    "plan_abbreviation": 12,
    "priority_term": 30,
    "locality_term": 60,
}
"""Characters that each word of a partnership's own may have."""

TITLE_LIMIT, PRIORITY_LIMIT, POST_LIMIT = 200, 80, 160

_MISSING = {
    "name": "The name as it stands on its papers, please, for example Inverlath Community Planning Partnership.",
    "short_name": "A word or two of letters that people will know it by, for example CPP.",
    "area": "The place it plans for, please, for example Inverlath.",
    "plan_term": "What the plan is called where you are, for example Local Outcomes Improvement Plan.",
    "plan_abbreviation": "An abbreviation has letters in it, for example LOIP. It may be left empty.",
    "priority_term": "One of them, as you would say it, for example priority, theme or objective.",
    "locality_term": "One of them, as you would say it, for example locality or area partnership.",
}
_OPTIONAL = frozenset(("plan_abbreviation",))

ZONES = {
    "Europe/London": "London, Edinburgh, Cardiff, Belfast",
    "Europe/Dublin": "Dublin",
    "Europe/Isle_of_Man": "Isle of Man",
    "Europe/Jersey": "Jersey",
    "Europe/Guernsey": "Guernsey",
    "Atlantic/Reykjavik": "Reykjavik",
    "Europe/Lisbon": "Lisbon",
    "Europe/Paris": "Paris",
    "Europe/Berlin": "Berlin",
    "Europe/Helsinki": "Helsinki",
    "America/Toronto": "Toronto",
    "Australia/Sydney": "Sydney",
    "Pacific/Auckland": "Auckland",
}
"""Time zones on offer, by the places people know them by."""

USUAL_ZONE = "Europe/London"

HOLIDAYS = {
    "GB-SCT": "Scotland",
    "GB-ENG": "England",
    "GB-WLS": "Wales",
    "GB-NIR": "Northern Ireland",
    "IE": "Ireland",
    "none": "None: I am told our closed days",
}
"""Bank holidays on offer, as `bot.rules.workdays` names them."""

WORKING_WEEK = 5
"""Days a nudge may fall on, from Monday."""

NUDGE_HOURS = range(8, 17)
"""Hours a nudge may fall on, on the partnership's clock."""


# -- who may


def is_administrator(account: Account, named: Collection[str]) -> bool:
    """Whether this member sets the bot up: one of those `named` (Slack ids or emails), or where nobody is named,
    whoever administers or owns the workspace.
    """
    if not named:
        return account.is_admin
    wanted = {each.casefold() for each in named}
    return bool(wanted & {account.slack_id.casefold(), (account.email or "").casefold()} - {""})


# -- what would do for an answer


def tidied(said: Mapping[str, str | None]) -> dict[str, str]:
    """What was typed, each on one line and without blanks around it; nothing where nothing was."""
    return {field: " ".join((typed or "").split()) for field, typed in said.items()}


def problems_of(said: Mapping[str, str]) -> dict[str, str]:
    """By field, a kind sentence for each of a partnership's own words that would not do. `said` is tidied."""
    return {field: problem for field, words in said.items() if (problem := _problem(field, words))}


def _problem(field: str, words: str) -> str | None:
    if not words and field in _OPTIONAL:
        return None
    if sum(letter.isalpha() for letter in words) < (3 if field == "name" else 2):
        return _MISSING[field]
    if len(words) > LIMITS[field]:
        return f"A little shorter, please: up to {LIMITS[field]} characters."
    return None


@dataclass(frozen=True, slots=True)
class InPost:
    """A post of a body, as it was typed."""

    post: str
    body: str


def read_in_post(typed: str) -> InPost | None:
    """ "Health Improvement Manager, NHS Inverlath": the body stands after the last comma. None where it does not."""
    post, _, body = (part.strip() for part in " ".join(typed.split()).rpartition(","))
    return InPost(post, body) if post and body else None


# -- what follows from an answer


def zones_for(own: str | None) -> dict[str, str]:
    """The zones on offer, the person's own first; one this machine does not know is left out."""
    first = own if own is not None and zone_of(own) is not None else USUAL_ZONE
    return {first: ZONES.get(first) or first.rpartition("/")[2].replace("_", " ")} | ZONES


def usual_holidays(zone: str) -> str:
    """The bank holidays a zone suggests: somewhere else than on these islands, none."""
    if zone == "Europe/Dublin":
        return "IE"
    return "GB-SCT" if zone == USUAL_ZONE else "none"


def code_for(area: str, taken: Collection[str]) -> str:
    """The partnership's code, which files and the command line name it by: the area in plain letters.

    At most thirty characters, unlike any that is taken, and never like a sample's.
    """
    plain = unicodedata.normalize("NFKD", area).encode("ascii", "ignore").decode().casefold()
    wanted = "-".join(re.findall(r"[a-z0-9]+", plain))[:26].strip("-") or "cpp"
    if is_sample(wanted):
        wanted = f"our-{wanted}"[:26]
    return next(code for code in (wanted, *(f"{wanted}-{n}" for n in range(2, 999))) if code not in taken)


def code_prefix_for(short_name: str) -> str:
    """What the codes of actions of no priority begin with: the short name, where it would do as a prefix."""
    letters = short_name.upper()
    return letters if re.fullmatch(r"[A-Z]{2,4}", letters) else prefix_for(short_name, ())


def next_nudge(ways: Ways, now: datetime) -> datetime:
    """The next weekly nudge after `now`; a closed day moves it on."""
    today = ways.day_of(now)
    monday = today - timedelta(days=today.weekday())
    weeks = (monday + timedelta(days=ways.partnership.nudge_day, weeks=week) for week in range(9))
    moments = (_nudge_on(ways, day) for day in weeks)
    return next(moment for moment in moments if moment > now)


def _nudge_on(ways: Ways, day: date) -> datetime:
    return ways.at_hour(ways.calendar.next_working_day(day), ways.partnership.nudge_hour)


# -- the sample


def is_sample(code: str) -> bool:
    """Whether a partnership is the invented one, there to look around in."""
    return code == SAMPLE or code.startswith(f"{SAMPLE}-")


def sample_code(own: str | None) -> str:
    """The code of the sample that stands in for a partnership of one's own, or for none yet."""
    return f"{SAMPLE}-{own}" if own else SAMPLE


def own_code(code: str) -> str | None:
    """The code of the partnership a sample stands in for; None where there is none."""
    return code.removeprefix(f"{SAMPLE}-") if code.startswith(f"{SAMPLE}-") else None


def renamed(values: Any, before: str, after: str) -> Any:
    """A register file's values with one id for another, wherever it is referred to."""
    if isinstance(values, Mapping):
        return {key: renamed(each, before, after) for key, each in values.items()}
    if isinstance(values, list):
        return [renamed(each, before, after) for each in values]
    return after if values == before else values


def is_out_of_sight(code: str, bound: Collection[str]) -> bool:
    """Whether a partnership waits: a sample put away, or a register of one's own behind one. `bound` are the codes
    of the partnerships a workspace is bound to.
    """
    return code not in bound if is_sample(code) else sample_code(code) in bound


# -- how far it has come, and what came of a step


@dataclass(frozen=True, slots=True)
class Postless:
    """A contact whose post or body nobody has said yet."""

    contact_id: int
    name: str
    post: str | None


@dataclass(frozen=True, slots=True)
class SetUpNow:
    """How far the setting up has come. `first` is the first action's code; `own` the name of the partnership that a
    sample stands in for.
    """

    people: int
    postless: tuple[Postless, ...]
    actions: int
    first: str | None = None
    priorities: tuple[str, ...] = ()
    is_sample: bool = False
    own: str | None = None

    @property
    def next_step(self) -> str:
        """What is most worth doing next."""
        if self.people < 2:
            return PEOPLE
        return ACTION if not self.actions else POSTS if self.postless else WORDS


@dataclass(frozen=True, slots=True)
class Founded:
    """A partnership was set up, and the workspace bound to it."""

    partnership_id: int


@dataclass(frozen=True, slots=True)
class AlreadySetUp:
    """Somebody was first: when, and who runs the register (a Slack id, and post and body)."""

    name: str
    at: datetime
    slack_id: str | None
    in_post: str | None


@dataclass(frozen=True, slots=True)
class RegisterThere:
    """There is a register already that this workspace could be joined to."""


@dataclass(frozen=True, slots=True)
class PeopleAdded:
    """Who was added, and who was there already, by name."""

    added: tuple[str, ...]
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionAdded:
    """An action was added, or `already` there under the same title. `new_priority`: the first of its priority."""

    code: str
    title: str
    priority: str | None
    already: bool = False
    new_priority: bool = False


def in_a_row(names: Sequence[str]) -> str:
    """ "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def of_accounts(accounts: Iterable[Account | None]) -> tuple[Account, ...]:
    """Those who can be written to: no bot, nobody who left, nobody of another workspace."""
    return tuple(account for account in accounts if account is not None)
