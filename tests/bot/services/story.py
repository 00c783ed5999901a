"""What people do to a small register, one thing after another, by the services they do it by: for property tests.

What may live here: the doing, and keeping in mind what was held after it. What is expected stands in the tests.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.rules.dates import read_due
from bot.rules.keeping import KeptRow, RowForm
from bot.rules.keeping_entries import Entry, Names
from bot.rules.ways import ways_of
from bot.services.add_action import add_action
from bot.services.assign_action import assign_action
from bot.services.change_milestone import Adding, Meeting, Moving, change_milestone
from bot.services.change_partnership import change_partnership
from bot.services.confirm_completion import confirm_completion
from bot.services.hand_on import hand_on
from bot.services.import_register import import_register
from bot.services.keep_subject import Keeping, keep
from bot.services.read_row_form import Wanted, read_row_form
from bot.services.record_update import Saying, record_update
from bot.services.snooze_action import snooze_action
from bot.services.take_on import take_on
from bot.services.undo_update import undo_update
from storage.engine import Database
from storage.records import Contact, Update, id_of
from storage.records.glance import Person
from storage.unit_of_work import Author, reading, working
from tests.as_it_stood import Dump, dump
from tests.builders import MONDAY
from tests.registers import small_register

CLERK = Author(None, by="the test")


class Story:
    """The small register, its officer and its support officer, and what was held after everything they did."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.at = MONDAY
        self.file = small_register()
        self._import()
        with reading(database) as look:
            partnership = look.everywhere.partnership("inv")
        assert partnership is not None
        self.id = id_of(partnership)
        self.people = self._people()
        self.moments: list[tuple[Any, Dump]] = [(self.at, dump(database, self.id))]

    def _people(self) -> tuple[Person, Person]:
        with working(self.database, CLERK, self.at) as work:
            contacts = {each.post: each for each in work.register(self.id).people.glances()}
            rows = work.register(self.id).rows
            for account, post in (("UREID", "Manager"), ("UMUIR", "Planning Manager")):
                row = rows.get(Contact, contacts[post].id)
                assert row is not None
                row.slack_id = account
            work.commit()
        with reading(self.database) as look:
            people = look.register(self.id).people
            found = [people.person(account, self.at.date()) for account in ("UREID", "UMUIR")]
        assert found[0] is not None
        assert found[1] is not None
        return found[0], found[1]

    @property
    def ways(self) -> Any:
        with reading(self.database) as look:
            return ways_of(look.register(self.id).places.partnership())

    def goes_on(self, deed: "Deed", number: int) -> None:
        """One thing is done."""
        self.at += timedelta(minutes=1 + number % 7)
        deed(self, number)

    def does(self, deed: "Deed", number: int) -> None:
        """One thing is done, and what is held then is kept in mind."""
        self.goes_on(deed, number)
        self.moments.append((self.at, dump(self.database, self.id)))

    def _code(self, number: int) -> str:
        with reading(self.database) as look:
            codes = look.register(self.id).actions.codes()
        return sorted(codes)[number % len(codes)]

    def _import(self) -> None:
        import_register(self.database, [self.file], None, CLERK, self.at)

    # -- what people do

    def says(self, number: int) -> None:
        status = (None, "at_risk", "complete", "on_track")[number % 4]
        barrier = "no fridge" if number % 3 == 0 else None
        saying = Saying(self._code(number), f"say {self.at}", f"Words {number}", status, barrier=barrier)
        record_update(self.database, self.ways, self.people[1], saying, self.at)

    def says_no_change(self, number: int) -> None:
        saying = Saying(self._code(number), f"same {self.at}", kind="no_change")
        record_update(self.database, self.ways, self.people[1], saying, self.at)

    def takes_back(self, _number: int) -> None:
        with reading(self.database) as look:
            last = look.register(self.id).rows.all(Update)[-1]
        undo_update(self.database, self.people[1], id_of(last), f"undo {self.at}", self.at)

    def corrects(self, number: int) -> None:
        with reading(self.database) as look:
            register = look.register(self.id)
            last = register.rows.all(Update)[-1]
            code = register.actions.glance(last.action_id).code
        saying = Saying(code, f"right {self.at}", f"Rather {number}", kind="correction", corrects_id=last.id)
        record_update(self.database, self.ways, self.people[1], saying, self.at)

    def changes_a_milestone(self, number: int) -> None:
        due = read_due(f"{1 + number % 28} Dec 2026", self.at.date())
        changes: tuple[Any, ...] = (
            Adding(f"Step {number}", due),
            Moving("Pilot agreed", due, "late", "the Board"),
            Meeting("Pilot agreed", self.at.date()),
        )
        key = f"milestone {self.at}"
        change_milestone(self.database, self.people[1], "POV-01", changes[number % 3], key, self.at)

    def changes_hands(self, number: int) -> None:
        person, code = self.people[number % 2], self._code(number)
        if number % 3 == 0:
            assign_action(self.database, person, code, "Manager", self.at)
        elif number % 3 == 1:
            take_on(self.database, person, code, self.at.date(), self.at)
        else:
            hand_on(self.database, person, code, None, "not mine", self.at.date(), self.at, f"hand {self.at}")

    def confirms(self, number: int) -> None:
        confirm_completion(self.database, self.people[number % 2], self._code(number), self.at)

    def snoozes(self, number: int) -> None:
        until = self.at.date() + timedelta(days=1 + number % 9)
        key = f"snooze {self.at}"
        snooze_action(self.database, self.ways, self.people[1], self._code(number), until, key, self.at)

    def sets_up(self, number: int) -> None:
        if number % 2:
            add_action(self.database, self.people[1], f"Action {number}", "Poverty", self.at)
        else:
            change_partnership(self.database, self.people[1], {"freshness_days": 1 + number % 90}, self.at)

    def imports_again(self, number: int) -> None:
        action = self.file["actions"][0]
        action["title"] = f"Food larders {number}"
        action["localities"] = [["lathmouth"], ["upper"], []][number % 3]
        said = {
            "id": f"u{number}",
            "on": f"2026-10-{1 + number % 28:02d}",
            "by": "reid",
            "words": f"Late {number}",
        }
        if said["id"] not in [each["id"] for each in action["updates"]]:
            action["updates"].append(said)
        self._import()

    # -- what people keep by forms

    def fills_in_a_form(self, number: int) -> None:
        table, filled = FORMS[number % len(FORMS)]
        named = {
            name: f"{words} {self.at:%H:%M}" if words.endswith(".") else words
            for name, words in filled.items()
        }
        self._keeps(Keeping(table, named, f"form {self.at}"))

    def changes_an_action_by_its_form(self, number: int) -> None:
        with reading(self.database) as look:
            action = look.register(self.id).actions.by_code(self._code(number))
        assert action is not None
        wanted = Wanted("actions", id_of(action), is_full=True)
        form = read_row_form(self.database, self.ways, self.people[1], wanted, self.at)
        assert isinstance(form, RowForm)
        filled: dict[str, Entry | Names] = {each.name: form.entries[each.name] for each in form.fields}
        filled |= {"title": f"=1+{number} “new” <&>", "why": f"Line one\nline two\té {number}"}
        self._keeps(Keeping("actions", filled, f"form {self.at}", id_of(action), form.stamp, "agreed"))

    def _keeps(self, keeping: Keeping) -> None:
        kept = keep(self.database, self.ways, self.people[1], keeping, self.at)
        assert isinstance(kept, KeptRow), kept


FORMS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "risks",
        {"words": "Unsigned <&> “maybe”.", "likelihood": "3", "impact": "5", "review_on": "2026-12-03"},
    ),
    ("groups", {"name": "Taskforce."}),
    ("meetings", {"when": "spring 2027", "name": "=A1\nin due course."}),
    ("localities", {"name": "Über-Glen."}),
)
"""Forms filled in; what ends in a full stop gets the time behind it, so that none is there twice."""


Deed = Callable[[Story, int], None]

DEEDS: tuple[Deed, ...] = (
    Story.says,
    Story.says_no_change,
    Story.takes_back,
    Story.corrects,
    Story.changes_a_milestone,
    Story.changes_hands,
    Story.confirms,
    Story.snoozes,
    Story.sets_up,
    Story.imports_again,
)
"""Whatever anybody does by a button, a command, a message or a file."""

FORM_DEEDS: tuple[Deed, ...] = (Story.fills_in_a_form, Story.changes_an_action_by_its_form)
"""Whatever they do by the forms of the register."""
