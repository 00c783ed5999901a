"""`make demo SCRIPT=1`: a fortnight of the bot's work on this machine, printed as each person saw it.

What may live here: the script and its printing. The bot is the real one, over its real Socket Mode connection.
"""

import shutil
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.log import configure_log
from bot.papers.digest_html import digest_html, file_name
from bot.practice import Answer, Message, Person, View
from bot.rehearsal import Rehearsal
from bot.rules.date_reading import MONTHS, WEEKDAYS
from bot.rules.digest_value import from_json
from bot.sample import SAMPLE_REGISTER
from bot.services.import_register import import_register
from bot.services.register_file import read_register_file
from bot.training.scene import IMPORTED, NOT_ON_SLACK, PARTNERSHIP, START
from bot.views.import_report import rows_in_words
from storage.engine import Database
from storage.migrations import migrate
from storage.records import id_of
from storage.unit_of_work import Author, reading

OUTPUT = Path("demo-output")
ZONE = ZoneInfo("Europe/London")
WIDTH = 96


def main() -> None:
    """Set the scene, play the fortnight, say where things are."""
    configure_log("error")
    database_url = _fresh_database()
    _import_sample(database_url)
    with Rehearsal.begin(database_url, PARTNERSHIP, START, NOT_ON_SLACK) as rehearsal:
        stage = Stage(rehearsal)
        for scene in FORTNIGHT:
            scene(stage)
        digest = _keep_digest(rehearsal)
    _title("That was a fortnight")
    print(f"The register, with all of its history:  {OUTPUT / 'loip.db'}")
    print(f"The chair's digest, as a page to print: {digest}")


@dataclass(slots=True)
class Stage:
    """The rehearsal, and what of it has been printed."""

    rehearsal: Rehearsal
    printed: set[tuple[str, str]] = field(default_factory=set)

    def day(self, day: date, at: time, what: str) -> None:
        """Move the clock, run what falls due on the way, and print what everybody saw of it."""
        for moment in self.rehearsal.move_to(_at(day, at)):
            here = moment.astimezone(ZONE)
            if here.date() == day:
                _title(f"{_day_in_words(day)}, {at:%H:%M} · {what}")
            elif self._has_news():
                _title(f"{_day_in_words(here.date())}, {here:%H:%M} · on the way")
            self.show()

    def person(self, name: str) -> Person:
        """Somebody of the workspace, by name."""
        return next(person for person in self.rehearsal.people.values() if person.name == name)

    def types(self, name: str, text: str) -> None:
        """Somebody types a slash command, and sees the answer."""
        print(f"\n{name} types  /loip {text}")
        self._answered(name, self.rehearsal.team.command(self.person(name), "/loip", text))

    def taps(self, name: str, label: str, near: str) -> None:
        """Somebody taps a button: the one with this label, in the newest message that says `near`, after it."""
        person = self.person(name)
        message = next(each for each in reversed(self._seen(person)) if near in each.readable)
        block_id, action_id = _button(message, label, near)
        print(f"\n{name} taps  [{label}]  at “{near}”")
        team = self.rehearsal.team
        answer = team.press(person, message, action_id, block_id=block_id)
        views = team.views(person)
        if views:
            _print_box(f"{name} sees a form", views[-1].readable)
        self._answered(name, answer)
        self._show_changed(person, message)

    def fills_in(self, name: str, **fields: Any) -> None:
        """Somebody fills in the form on their screen and saves it."""
        person, team = self.person(name), self.rehearsal.team
        view: View = team.views(person)[-1]
        print(f"\n{name} fills in  " + "; ".join(f"{key}: {value}" for key, value in fields.items()))
        team.submit(person, view, {block_id: {"value": value} for block_id, value in fields.items()})
        saved = team.views(person)[-1]
        _print_box(f"{name} sees", saved.readable)
        team.close(person, saved)
        before = {message.ts: message.readable for message in self._seen(person)}
        self.rehearsal.settle()
        for message in self._seen(person):
            if before.get(message.ts, message.readable) != message.readable:
                _print_box(f"{name}'s message now reads", message.readable)
        self.show(quiet=True)

    def writes(self, name: str, text: str) -> None:
        """Somebody writes to the bot in a direct message."""
        print(f"\n{name} writes to the bot  {text}")
        self.rehearsal.team.say(self.person(name), None, text)
        self.show()

    def _has_news(self) -> bool:
        people = self.rehearsal.people.values()
        return any(
            (person.id, each.ts) not in self.printed for person in people for each in self._seen(person)
        )

    def show(self, quiet: bool = False) -> None:
        """Send what is due and print every message nobody has seen printed yet, person by person."""
        self.rehearsal.settle()
        for person in self.rehearsal.people.values():
            for message in self._seen(person):
                key = (person.id, message.ts)
                if key not in self.printed:
                    self.printed.add(key)
                    if not quiet and message.user != person.id:
                        _print_box(_heading(person, message), message.readable)

    def _answered(self, name: str, answer: Answer) -> None:
        if answer.message is not None:
            self.printed.add((self.person(name).id, answer.message.ts))
            _print_box(f"Only {name} sees", answer.readable)
        self.show()

    def _show_changed(self, person: Person, message: Message) -> None:
        if message.edited:
            _print_box(f"{person.name}'s message now reads", message.readable)

    def _seen(self, person: Person) -> list[Message]:
        return self.rehearsal.team.seen_by(person)


# -- the fortnight


def _first_monday(stage: Stage) -> None:
    stage.day(date(2026, 11, 2), time(9, 0), "the weekly nudge, and a reminder")
    stage.types("Ailsa Reid", "update POV-03 amber waiting on funding")
    stage.taps("Ailsa Reid", "Ask for help", "POV-03")
    stage.fills_in("Ailsa Reid", ask="Who funds the referral worker between January and March?")
    stage.taps("Ailsa Reid", "No change", "HWB-02")
    stage.types("Eilidh Strang", "update HWB-50 red two tutors left")
    stage.types("Eilidh Strang", "update HWB-05: two tutors left, drop-ins close until January")
    stage.taps("Niamh Ogilvie", "New date", "EMP-02")
    stage.fills_in(
        "Niamh Ogilvie",
        day="2026-11-27",
        reason="Two employers asked for a month",
        agreed_by="Lathside Enterprise",
    )


def _support_officer(stage: Stage) -> None:
    stage.day(date(2026, 11, 3), time(9, 0), "the executive group's digest; words taken by phone")
    stage.types(
        "Catriona Muir",
        'for "Superintendent" by phone on 2 Nov CPP-05 on track evidence is in, two places stand out',
    )
    stage.types("Catriona Muir", 'milestone CPP-05 met "Locality evidence"')
    stage.types("Catriona Muir", "list unowned")
    stage.types("Catriona Muir", "assign HWB-06 Iain Soutar")
    stage.types("Ailsa Reid", "assign HWB-06 me")


def _second_monday(stage: Stage) -> None:
    stage.day(date(2026, 11, 9), time(9, 0), "the second nudge: only who has something to answer")
    stage.writes("Jean Halcrow", "DIG-04 green paper drafted & with the clerk")


def _reminder(stage: Stage) -> None:
    stage.day(date(2026, 11, 10), time(9, 0), "three days to a milestone")
    stage.types("Ailsa Reid", 'milestone POV-03 met "Pilot agreed"')


def _digest_day(stage: Stage) -> None:
    stage.day(date(2026, 11, 12), time(9, 0), "five working days to the Board: the chair's digest")
    stage.types("Moira Galbraith", "board")


def _last_monday(stage: Stage) -> None:
    stage.day(date(2026, 11, 16), time(9, 0), "the third nudge")
    stage.types("Ailsa Reid", "mine")


FORTNIGHT: tuple[Callable[[Stage], None], ...] = (
    _first_monday,
    _support_officer,
    _second_monday,
    _reminder,
    _digest_day,
    _last_monday,
)


# -- setting the scene, and printing


def _fresh_database() -> str:
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir()
    url = f"sqlite:///{OUTPUT / 'loip.db'}"
    migrate(url)
    return url


def _import_sample(database_url: str) -> None:
    _title("A register is imported")
    database = Database(database_url)
    values = read_register_file(SAMPLE_REGISTER)
    report = import_register(database, values, None, Author(None, by="the demo"), IMPORTED)
    database.close()
    for one in report.partnerships:
        added = ", ".join(
            f"{count.added} {rows_in_words(table, count.added)}" for table, count in one.counts.items()
        )
        print(textwrap.fill(f"{one.name}: {added}", WIDTH, subsequent_indent="  "))


def _keep_digest(rehearsal: Rehearsal) -> Path:
    """Write the last digest as the page a chair who is not on Slack is sent."""
    with reading(rehearsal.bot.database) as look:
        snapshot = look.register(id_of(rehearsal.partnership)).meetings.last_snapshot()
    if snapshot is None:
        raise LookupError("no Board meets in the fortnight")
    digest = from_json(snapshot.value)
    path = OUTPUT / file_name(digest)
    path.write_text(digest_html(digest), encoding="utf-8")
    return path


def _day_in_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=ZONE).astimezone(UTC)


def _heading(person: Person, message: Message) -> str:
    only = "Only " if message.ephemeral_to else ""
    return f"{only}{person.name} sees" + (" in the thread" if message.is_reply else "")


def _button(message: Message, label: str, near: str) -> tuple[str, str]:
    """The first button with this label in or below the block that says `near`."""
    reached = False
    for block in message.blocks:
        reached = reached or near in str(block.get("text", "")) or near in str(block.get("elements", ""))
        for element in block.get("elements", ()) if reached else ():
            if element.get("type") == "button" and element["text"]["text"] == label:
                return str(block["block_id"]), str(element["action_id"])
    raise LookupError(f"no [{label}] at {near!r}")


def _title(text: str) -> None:
    print(f"\n{'━' * WIDTH}\n{text}\n{'━' * WIDTH}")


def _print_box(heading: str, text: str) -> None:
    print(f"\n  ┌ {heading}")
    for line in text.splitlines():
        for part in textwrap.wrap(line, WIDTH - 4, subsequent_indent="  ") or [""]:
            print(f"  │ {part}")
    print("  └")


if __name__ == "__main__":
    main()
