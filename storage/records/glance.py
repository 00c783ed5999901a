"""What lists, rules and plans read in bulk: columns as plain values, not records.

Instants are UTC, days are dates.
"""

from datetime import date, datetime
from typing import Any, NamedTuple


class ActionGlance(NamedTuple):
    """An action and the words that stand. `words`, `said_by` and `said_at` are None while nobody has said any.

    `heard_at` may be later than `said_at`: a "no change" is heard and leaves the words standing. Words written down
    for somebody else say `whose` they are, by what `route` they came and on which day.
    """

    id: int
    code: str
    title: str
    status: str
    confirmed_by_id: int | None
    officer_id: int | None
    deputy_id: int | None
    lead_group_id: int | None
    lead_body_id: int | None
    latest: date | None
    date_words: str | None
    heard_at: datetime | None
    words: str | None
    said_by: str | None
    earliest: date | None = None
    precision: str = "none"
    said_at: datetime | None = None
    whose: str | None = None
    route: str | None = None
    said_on: date | None = None


class ActionPulse(NamedTuple):
    """What planning reads of thousands of actions: whose each is, how it stands and when it was heard of."""

    id: int
    status: str
    officer_id: int | None
    deputy_id: int | None
    lead_group_id: int | None
    heard_at: datetime | None


class MilestoneGlance(NamedTuple):
    """A milestone not yet met, or met on a day.

    `moves` counts its re-datings; `first_latest` is where it began.
    """

    id: int
    action_id: int | None
    title: str
    earliest: date | None
    latest: date | None
    precision: str
    date_words: str | None
    met_on: date | None
    moves: int
    first_latest: date | None
    first_words: str | None
    last_moved_at: datetime | None


class AskGlance(NamedTuple):
    """An ask of the Board, with the code of its action and the words of the update it came from."""

    id: int
    action_id: int | None
    code: str | None
    kind: str
    words: str
    state: str
    meeting_id: int | None
    item: str | None
    raised_at: datetime
    update_words: str | None
    outcome: str | None


class ContactGlance(NamedTuple):
    """A contact with the body's name. `slack_id` is None for a person not matched to Slack.

    The last five are how they like to be asked, as on the record.
    """

    id: int
    name: str | None
    post: str | None
    body_id: int | None
    body: str | None
    email: str | None
    slack_id: str | None
    time_zone: str | None
    can_contact: bool
    away_from: date | None
    away_to: date | None
    cover_id: int | None
    left_on: date | None
    nudge_day: int | None = None
    nudge_hour: int | None = None
    quiet_from: int | None = None
    quiet_to: int | None = None
    only_when_due: bool = False


class RoleGlance(NamedTuple):
    """A role held now."""

    contact_id: int
    role: str
    group_id: int | None
    priority_id: int | None


class UpdateGlance(NamedTuple):
    """What was said of an action at an instant: words verbatim, who by, and the status given with them, if any."""

    id: int
    action_id: int
    at: datetime
    by: str
    words: str
    status: str | None
    whose: str | None


class StatusChange(NamedTuple):
    """An action's status, before and after, at an instant."""

    action_id: int
    before: str | None
    after: str | None
    at: datetime


class SnoozeGlance(NamedTuple):
    """A snooze: who put off being asked about an action, until which day, and when that was said."""

    id: int
    action_id: int
    contact_id: int
    until: date
    at: datetime


class AskingGlance(NamedTuple):
    """A line about an action that went out: a question to whoever coordinates it (`nudge`), or further up (`ladder`).

    `sent_at` is None where its message was not sent, or not yet; `facts` are the line's.
    """

    kind: str
    action_id: int
    occasion: str
    contact_id: int
    sent_at: datetime | None
    facts: dict[str, Any]


class Person(NamedTuple):
    """Who is speaking: a contact and the roles held today, with what permission needs of each.

    `covers` are the contacts who are away today and named this one as their cover.
    """

    partnership_id: int
    contact_id: int
    name: str | None
    post: str | None
    body_id: int | None
    body: str | None
    slack_id: str | None
    roles: tuple[RoleGlance, ...]
    covers: frozenset[int] = frozenset()


class Account(NamedTuple):
    """A member of the Slack workspace. `email` is in lower case; `time_zone` is an IANA name.

    `is_admin`: they administer the workspace, or own it.
    """

    slack_id: str
    name: str
    email: str | None
    time_zone: str | None
    is_admin: bool = False


class Team(NamedTuple):
    """What Slack says a token is: `auth.test`. `token_digest` is the token's fingerprint."""

    team_id: str
    name: str
    bot_user_id: str
    bot_id: str | None
    token_digest: str


class ActionTies(NamedTuple):
    """What permission is decided by, beside the action itself."""

    contributing_body_ids: frozenset[int]
    priority_ids: tuple[int, ...]


class ActionFilter(NamedTuple):
    """What a list is narrowed to; empty means everything. Within a field any fits, between fields all must.

    `only_ids` are the only actions it may have; none given: any. `once_served` are actions that count as serving one of
    the priorities too, because they did until it was replaced.

    A body leads or contributes; a group leads the action or one of its priorities. Stuck is what has a barrier or is
    off track.
    """

    statuses: frozenset[str] = frozenset()
    priority_ids: frozenset[int] = frozenset()
    body_ids: frozenset[int] = frozenset()
    group_ids: frozenset[int] = frozenset()
    locality_ids: frozenset[int] = frozenset()
    officer_id: int | None = None
    overdue_on: date | None = None
    stale_before: datetime | None = None
    unowned: bool = False
    stuck: bool = False
    undated: bool = False
    quick_wins: bool = False
    once_served: frozenset[int] = frozenset()
    only_ids: frozenset[int] | None = None


class PlannedLine(NamedTuple):
    """A `Line` before it is kept: a week plans thousands of them."""

    kind: str
    subject: str
    occasion: str
    contact_id: int
    due_on: date
    facts: dict[str, Any]
