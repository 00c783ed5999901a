"""A question put in private to whoever coordinates an action, and its answer: who may ask, and the values of both.

What may live here: pure functions and frozen values. Nothing is delivered here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.rules.permission import is_support
from storage.records.glance import ActionGlance, ActionTies, Person

QUESTION_LIMIT = 1000
"""Characters of a question, and of an answer in a form."""

KEY = "question "
_AFTER = " after "
_KEY_LIMIT = 255


ASKED_FOR = timedelta(days=7)
"""How long a question about an action is enough: *Ask kindly* is not offered again before."""


ASKING_ROLES = ("lead_officer", "critical_friend", "chair", "deputy", "support")
"""Roles some of whose holders may ask."""


@dataclass(frozen=True, slots=True)
class AskedLately:
    """A question put about the action in the last days. Whose it was is told to nobody but them: `is_own`."""

    on: date
    is_own: bool
    is_answered: bool


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """What the form of a question shows: the action, who is asked, by post, and whether they were asked of late."""

    action: ActionGlance
    to: str
    lately: AskedLately | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """A question on its way: to whom, by post; `through` passes it on to somebody who is not on Slack.

    `about` is what of the action was asked about, where something was. `already`: this very submission put it before.
    """

    code: str
    title: str
    words: str
    by: str
    to: str
    through: str | None = None
    about: str = ""
    already: bool = False


@dataclass(frozen=True, slots=True)
class NotPut:
    """Why not: `no_action`, `not_yours` to ask, `yourself` (it is the asker who is in charge), `no_words`, or
    `unreached` (`to` is not on Slack, and nobody can pass it on; `reach` is their email)."""

    why: str
    code: str
    to: str | None = None
    reach: str | None = None


@dataclass(frozen=True, slots=True)
class Questioned:
    """A question as it is kept: by whom, to whom, of what, and the answer, None while there is none."""

    id: int
    code: str
    title: str
    words: str
    by: str
    to: str
    at: datetime
    answer: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer on its way back. `through` recorded it for whoever was asked; `adds` to an earlier one.

    `already`: this very submission answered it before.
    """

    question: Questioned
    words: str
    through: str | None = None
    adds: bool = False
    already: bool = False


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """Why not: `gone`, `not_yours` to answer (`to` is whose), or `no_words`."""

    why: str
    to: str | None = None


def may_ask(
    person: Person,
    lead_group_id: int | None,
    ties: ActionTies,
    leading_group_ids: Collection[int],
    digest_group_ids: Collection[int],
) -> bool:
    """Whether somebody may ask of an action: who leads or befriends its group or priority, who chairs, who supports.

    A chair or deputy is one of a group that leads it, or that gets a digest. Whoever covers for one of them may too,
    where the person is given with their roles.
    """
    groups = {*leading_group_ids, *({lead_group_id} if lead_group_id else ())}

    def asks(role: str, group_id: int | None, priority_id: int | None) -> bool:
        if role in ("lead_officer", "critical_friend"):
            return group_id in groups or priority_id in ties.priority_ids
        return role in ("chair", "deputy") and (group_id in groups or group_id in digest_group_ids)

    return is_support(person) or any(
        asks(role.role, role.group_id, role.priority_id) for role in person.roles
    )


def question_key(submission_key: str, origin: str | None) -> str:
    """The outbox key of a question; `origin` is the message in whose thread its answer belongs."""
    after = f"{_AFTER}{origin}" if origin else ""
    return f"{KEY}{submission_key[: _KEY_LIMIT - len(KEY) - len(after)]}{after}"


def origin_of(key: str) -> str | None:
    """The message in whose thread the answer to a question belongs; None where it is a message of its own."""
    before, _, origin = key.rpartition(_AFTER)
    return origin if before else None
