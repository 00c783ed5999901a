"""A support officer's desk in an empty workspace: set up, type, fill in forms by their labels, read what comes back.

What may live here: acting and looking by the words people see, for the journeys of the papers. What is expected
stands in the journeys themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from bot.practice import Answer, Message, View, unlimited
from bot.rehearsal import Member, Rehearsal
from bot.rules.subjects.calling import Values
from storage.records import Owned
from tests.journeys.acting import Stage, labels, refused_payloads
from tests.journeys.town import QUICK, ZONE

Label = str | tuple[str, str]
"""What stands over an input; where several are called alike, with words that stand above the one that is meant."""

Fields = Mapping[Any, Any]
"""What is filled in, by its `Label`: text, a day, the words of a choice, or a list of those."""

THE_WEEK: Fields = {}
"""The week of the set-up, as it is suggested."""


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """An hour of a day, on the partnership's clock."""
    return datetime(year, month, day, hour, tzinfo=ZONE)


@dataclass
class Desk:
    """Whoever runs the register, `clerk`, and everybody else of the workspace."""

    stage: Stage
    clerk: str

    # -- setting up

    def sets_up(self, partnership: Fields, words: Fields, posts: Mapping[str, str], first: Fields) -> str:
        """The first run, from `/loip` by an administrator to the `first` action; what the last message says."""
        self.stage.types(self.clerk, "")
        self.presses("Set up our partnership")
        for fields in (partnership, words, THE_WEEK):
            self.saves(fields)
        colleagues = [self.stage.person(name).id for name in posts if name != self.clerk]
        self.saves({self._labels()[0]: colleagues})
        self.saves({label: posts[name] for label in self._labels() for name in posts if name in label})
        self.saves({"How do they come in?": "Add the first actions by hand"})
        self.saves(first)
        self.stage.rehearsal.settle()
        self.closes()
        return self.stage.last_seen(self.clerk).readable

    # -- acting

    def says(self, text: str, who: str = "") -> str:
        """Somebody types `/loip` and this; what they read. A form that opens is left open."""
        return self.stage.told(who or self.clerk, text)

    def adds(self, what: str, fields: Fields | None = None, who: str = "") -> str:
        """Somebody adds something: `add group CPP Board`, and the form it opens, filled in and saved."""
        return self.fills(f"add {what}", fields or {}, who)

    def edits(self, what: str, fields: Fields, why: str = "", who: str = "") -> str:
        """Somebody changes something: `edit group CPP Board`, and the form it opens."""
        return self.fills(f"edit {what}", {**fields, **({"Why": why} if why else {})}, who)

    def fills(self, text: str, fields: Fields, who: str = "") -> str:
        """Somebody types this, fills in the form that opens and saves it; what it then says."""
        answer = self.stage.types(who or self.clerk, text)
        assert self.stage.forms(who or self.clerk) == 1, f"no form for {text!r}: {answer.readable}"
        said = self.saves(fields, who)
        self.closes(who)
        return said

    def saves(self, fields: Fields, who: str = "") -> str:
        """Somebody fills in the form on their screen and sends it; what it then says. Nothing may be amiss."""
        answer = self.sends(fields, who)
        assert not answer.errors, f"{fields}: {answer.errors}"
        return self.stage.form(who or self.clerk).readable if self.stage.forms(who or self.clerk) else ""

    def sends(self, fields: Fields, who: str = "") -> Answer:
        """The same, whatever comes of it."""
        name = who or self.clerk
        if any(label not in self._labels(name) for label in fields if isinstance(label, str)):
            self.stage.taps(name, self.stage.form(name), "More…")
        filled = {
            self._block(label, name)["block_id"]: {"value": self._entry(label, said, name)}
            for label, said in fields.items()
        }
        answer = self.stage.team.submit(self.stage.person(name), self.stage.form(name), filled)
        assert answer.error is None, answer
        return answer

    def presses(self, label: str, who: str = "", near: str = "") -> str:
        """Somebody presses a button of the newest thing they were shown; what they see then."""
        name = who or self.clerk
        self.stage.taps(name, self.newest(label, name), label, near)
        if self.stage.forms(name):
            return self.stage.form(name).readable
        return self.stage.last_seen(name).readable

    def newest(self, label: str, who: str = "") -> Message | View:
        """The newest form, else message, with this button."""
        team, person = self.stage.team, self.stage.person(who or self.clerk)
        forms = [view for view in team.views(person) if label in labels(view)]
        return forms[-1] if forms else [seen for seen in team.seen_by(person) if label in labels(seen)][-1]

    def closes(self, who: str = "") -> None:
        """Somebody closes every window on their screen."""
        person = self.stage.person(who or self.clerk)
        for view in reversed(self.stage.team.views(person)):
            self.stage.team.close(person, view)

    def until(self, moment: datetime) -> None:
        """Time passes, and everything that falls due in it happens."""
        for _ in self.stage.rehearsal.move_to(moment):
            pass

    # -- looking

    def page(self, subject: str, name: str, who: str = "") -> str:
        """The page of a row, opened from the list that its name finds."""
        reader = who or self.clerk
        listed = self.stage.types(reader, f"list {subject} {name}")
        assert listed.message is not None
        self.stage.taps(reader, listed.message, "Open", near=name.replace("&", "&amp;"))
        return self.stage.last_seen(reader).readable

    def written_to(self, who: str) -> list[str]:
        """What the bot wrote somebody in private, oldest first."""
        return [message.readable for message in self.stage.team.dm(self.stage.person(who))]

    def sheet(self, name: str, who: str = "") -> list[dict[str, Any]]:
        """A sheet of the workbook that somebody asks for and is sent, row by row, by its headings."""
        reader = who or self.clerk
        self.says("export", reader)
        self.stage.rehearsal.settle()
        sent = [each for each in self.stage.team.dm(self.stage.person(reader)) if each.files][-1]
        content = self.stage.team.workspace.uploads[sent.files[0]].content
        assert content is not None
        heading, *rows = load_workbook(BytesIO(content))[name].iter_rows(values_only=True)
        return [dict(zip(map(str, heading), row, strict=True)) for row in rows]

    def rows(self, record: type[Owned], **equal: Any) -> list[Values]:
        """The rows of a table as they are committed now."""
        found: list[Values] = self.stage.look(
            lambda register: register.subjects.values(record, None, **equal)
        )
        return found

    def row(self, record: type[Owned], **equal: Any) -> Values:
        """The one row there is."""
        (found,) = self.rows(record, **equal)
        return found

    # -- a form, by the words on it

    def _labels(self, who: str = "") -> list[str]:
        view = self.stage.form(who or self.clerk)
        return [block["label"]["text"] for block in view.blocks if block["type"] == "input"]

    def _block(self, label: Label, who: str = "") -> dict[str, Any]:
        above, name = label if isinstance(label, tuple) else ("", label)
        reached = False
        for block in self.stage.form(who or self.clerk).blocks:
            reached = reached or above in str(block)
            if reached and block["type"] == "input" and block["label"]["text"] == name:
                return block
        raise AssertionError(f"no {label!r} among {self._labels(who)}")

    def _entry(self, label: Label, said: Any, who: str = "") -> Any:
        element = self._block(label, who)["element"]
        if element["type"] == "static_select":
            return _option(element, said)
        if element["type"] == "multi_static_select":
            return [_option(element, each) for each in said]
        return said


def _option(element: Mapping[str, Any], words: str) -> str:
    """The value of the option that says this, or of the one that alone begins with it or holds it."""
    said: dict[str, str] = {option["value"]: option["text"]["text"] for option in element["options"]}
    for fits in (_is_same, _begins, _holds):
        found = [value for value, text in said.items() if fits(text, words)]
        if len(found) == 1:
            return found[0]
    raise AssertionError(f"{words!r} is not one of {list(said.values())}")


def _is_same(text: str, words: str) -> bool:
    return text == words


def _begins(text: str, words: str) -> bool:
    return text.startswith(words)


def _holds(text: str, words: str) -> bool:
    return words.casefold() in text.casefold()


@contextmanager
def opened(url: str, start: datetime, members: Sequence[Member]) -> Iterator[Desk]:
    """An empty workspace of these people, the first of them an administrator; whatever was sent was fit to be shown."""
    with Rehearsal.begin(url, None, start, members=members, pace=unlimited(), timing=QUICK) as rehearsal:
        stage = Stage(rehearsal)
        stage.slack.ack_seconds = 10
        yield Desk(stage, members[0].name)
        refused = refused_payloads(stage.slack)
    assert not refused
