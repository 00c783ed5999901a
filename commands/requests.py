"""What can be asked of the bot, as values: one class a request, and `Misread` for what could not be read.

What may live here: frozen values and what follows from their own fields. How text becomes one of them is
`commands.grammar`; what comes of it is decided by the services.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|@([UW](?=[A-Z]*[0-9])[A-Z0-9]+)")
_EMAIL = re.compile(r"<mailto:([^|>]+)(?:\|[^>]*)?>|([^\s<>@,]+@[^\s<>@,]+)")


def email_in(text: str) -> str | None:
    """The address, where `text` is one: plain, or `<mailto:…|…>` as Slack links it."""
    match = _EMAIL.fullmatch(text.strip())
    return (match[1] or match[2]) if match else None


def mention_in(text: str) -> str | None:
    """The id in a mention such as `<@U123>`, `<@U123|ailsa>` or, from a message, `@U123`; None where it is none."""
    match = _MENTION.fullmatch(text.strip())
    return (match[1] or match[2]) if match else None


@dataclass(frozen=True)
class Typed:
    """What every result of reading has: the whole text as it came. It takes no part in comparison."""

    raw: str = field(default="", kw_only=True, compare=False)


@dataclass(frozen=True)
class Help(Typed):
    """How to speak to the bot; `topic` is what follows "help", or nothing."""

    topic: str = ""


@dataclass(frozen=True)
class Mine(Typed):
    """The actions of the person who asks."""


@dataclass(frozen=True)
class SetUp(Typed):
    """How far the setting up has come, and its forms."""


@dataclass(frozen=True)
class List(Typed):
    """The actions that match all of `words` (a priority, a status, overdue …); pages count from 1."""

    words: str = ""
    page: int = 1


@dataclass(frozen=True)
class Show(Typed):
    """One action."""

    code: str


@dataclass(frozen=True)
class UpdateMenu(Typed):
    """My actions, each with its buttons."""


@dataclass(frozen=True)
class UpdateForm(Typed):
    """The form for one action."""

    code: str


@dataclass(frozen=True)
class Update(Typed):
    """An update of one action.

    `status` is None where none was read: the status stays. `words` follow the status; `words_if_only_words`
    is all that follows the code, for the person who says that the status was only a word.
    """

    code: str
    status: str | None = None
    words: str = ""
    status_as_typed: str = ""
    words_if_only_words: str = ""


@dataclass(frozen=True)
class Who(Typed):
    """Whom to speak to at a body or in a group; no words: everybody who leads something."""

    words: str = ""


@dataclass(frozen=True)
class Board(Typed):
    """The next meeting and its asks, the last digest and what has changed since."""


@dataclass(frozen=True)
class Assign(Typed):
    """Give an action an officer. `person` is a Slack mention, an email address or plain words, as typed."""

    code: str
    person: str

    @property
    def slack_user(self) -> str | None:
        """The id in a mention such as `<@U123>`, `<@U123|ailsa>` or, from a message, `@U123`."""
        match = _MENTION.fullmatch(self.person)
        return (match[1] or match[2]) if match else None

    @property
    def email(self) -> str | None:
        """The address, where an address was given, plain or as Slack links it."""
        return email_in(self.person)


@dataclass(frozen=True)
class MilestoneWords(Typed):
    """A new milestone of an action; no `due_words` means that no date is set."""

    code: str
    title: str
    due_words: str = ""


@dataclass(frozen=True)
class MilestoneMet(Typed):
    """A milestone was met; `title` as typed, to be matched with the action's. No `day_words` means today."""

    code: str
    title: str
    day_words: str = ""


@dataclass(frozen=True)
class MilestoneMove(Typed):
    """A milestone gets a new date; `reason` is empty where none was given."""

    code: str
    title: str
    due_words: str
    reason: str = ""


@dataclass(frozen=True)
class ContactAdd(Typed):
    """A person for the register. Without an email they are reached by phone or post only."""

    name: str
    post: str
    body: str
    email: str | None = None


@dataclass(frozen=True)
class ForAnother(Typed):
    """Another's words, recorded for them: whose (a post or a name), by what route, on which day, as typed."""

    post_or_name: str
    route: str
    day_words: str
    update: Update


@dataclass(frozen=True)
class Away(Typed):
    """When somebody is away and who covers, as typed; all empty shows what is held. `whose` is empty for one's own."""

    days_words: str = ""
    cover: str = ""
    whose: str = ""


@dataclass(frozen=True)
class Back(Typed):
    """Somebody is back; `whose` is empty for oneself."""

    whose: str = ""


@dataclass(frozen=True)
class Preferences(Typed):
    """How one likes to be asked."""


@dataclass(frozen=True)
class Export(Typed):
    """The register as a file; `words` say in which format, nothing for a workbook."""

    words: str = ""


@dataclass(frozen=True)
class History(Typed):
    """What changed of a subject: an action by its code, anything else by its kind and name (`words`, as typed).

    Pages count from 1.
    """

    code: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True)
class AsAt(Typed):
    """Something that only shows, as the register stood on a day. `asked` is its text, `meant` what it reads as."""

    asked: str
    day_words: str
    meant: Typed


@dataclass(frozen=True)
class Add(Typed):
    """Add something: what, and words to begin with; nothing shows what there is to add.

    `table` is of the subject where the verb alone says it, `code` the action it belongs to; `given` are fields of the
    form by name.
    """

    words: str = ""
    table: str = ""
    code: str = ""
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Edit(Typed):
    """Change something: an action by its code, anything else by what it is and its name."""

    words: str = ""
    code: str = ""


@dataclass(frozen=True)
class Held(Typed):
    """The rows of one subject, by table, or those that words fit."""

    table: str
    words: str = ""
    page: int = 1


@dataclass(frozen=True)
class Replace(Typed):
    """Replace the priorities that stand by a new set, or go on deciding on their open actions."""


@dataclass(frozen=True)
class Measure(Typed):
    """Indicators; or a reading, where a number follows the name of one."""

    words: str = ""


@dataclass(frozen=True)
class Misread(Typed):
    """What could not be read.

    `understood` is the part that made sense, `not_understood` the part that did not (empty: something is
    missing), `suggestion` a command that would be read, `nearest` real codes or verbs like what was typed.
    """

    understood: str
    not_understood: str
    suggestion: str
    nearest: tuple[str, ...] = ()


Request: TypeAlias = (
    Help
    | Mine
    | List
    | Show
    | UpdateMenu
    | UpdateForm
    | Update
    | Who
    | Board
    | Assign
    | MilestoneWords
    | MilestoneMet
    | MilestoneMove
    | ContactAdd
    | ForAnother
    | Away
    | Back
    | Preferences
    | SetUp
    | Add
    | Edit
    | Held
    | Replace
    | Measure
    | History
    | AsAt
    | Export
)
