"""Whatever people do, through the services they do it by: each moment as it stood is what was there then."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rules.dates import read_due
from bot.rules.ways import ways_of
from bot.services.add_action import add_action
from bot.services.assign_action import assign_action
from bot.services.change_milestone import Adding, Meeting, Moving, change_milestone
from bot.services.change_partnership import change_partnership
from bot.services.confirm_completion import confirm_completion
from bot.services.hand_on import hand_on
from bot.services.import_register import import_register
from bot.services.look_back import Then, TooLarge, end_of, look_back
from bot.services.record_update import Saying, record_update
from bot.services.snooze_action import snooze_action
from bot.services.take_on import take_on
from bot.services.undo_update import undo_update
from storage.as_at import as_at
from storage.engine import Database
from storage.records import Contact, Partnership, Update, id_of
from storage.records.glance import Person
from storage.unit_of_work import Author, reading, working
from tests.as_it_stood import Dump, dump, in_memory, loose_ends
from tests.builders import MONDAY, RegisterBuilder
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

    def does(self, pick: int, number: int) -> None:
        """One thing is done, and what is held then is kept in mind."""
        self.at += timedelta(minutes=1 + number % 7)
        DEEDS[pick % len(DEEDS)](self, number)
        self.moments.append((self.at, dump(self.database, self.id)))

    def check(self) -> None:
        for instant, held in self.moments:
            with as_at(self.database, self.id, instant) as copy:
                assert dump(copy, self.id) == held
                assert loose_ends(copy) == []

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


DEEDS: tuple[Callable[[Story, int], None], ...] = (
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

_deeds = st.lists(st.tuples(st.integers(0, len(DEEDS) - 1), st.integers(0, 60)), min_size=3, max_size=5)


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(deeds=_deeds)
def test_as_it_stood_is_what_was_there_whatever_people_did_since(deeds: list[tuple[int, int]]) -> None:
    database = in_memory()
    try:
        story = Story(database)
        for pick, number in deeds:
            story.does(pick, number)
        story.check()
    finally:
        database.close()


def test_as_it_stood_is_what_was_there_after_one_of_everything(database: Database) -> None:
    story = Story(database)
    for number in range(2 * len(DEEDS)):
        story.does(number, number)
    story.moments = story.moments[::4] + story.moments[-1:]
    story.check()


# -- which instant a day is


@pytest.fixture
def register(sqlite_database_url: str) -> Any:
    opened = Database(sqlite_database_url)
    yield RegisterBuilder(opened)
    opened.close()


def test_a_day_is_shown_as_it_ended_and_today_as_it_stands(register: RegisterBuilder) -> None:
    now = MONDAY + timedelta(days=3)
    ended = end_of(register.ways, MONDAY.date(), now)
    assert ended == MONDAY.replace(hour=23, minute=59, second=59, microsecond=999999)
    assert end_of(register.ways, now.date(), now) == now


def test_a_day_in_summer_ends_by_the_partnership_s_own_clock(register: RegisterBuilder) -> None:
    ended = end_of(register.ways, date(2027, 6, 1), MONDAY + timedelta(days=300))
    assert (ended.day, ended.hour) == (1, 22)


def test_the_partnership_s_own_words_are_those_of_the_day(register: RegisterBuilder) -> None:
    with working(register.database, CLERK, MONDAY + timedelta(days=1)) as work:
        partnership: Partnership = work.register(register.id).places.partnership()
        partnership.priority_term = "theme"
        work.commit()
    now = MONDAY + timedelta(days=3)
    with look_back(register.database, register.ways, MONDAY.date(), now) as then:
        assert isinstance(then, Then)
        assert then.ways.partnership.priority_term == "priority"


def test_a_day_before_the_register_says_when_it_began(register: RegisterBuilder) -> None:
    before = MONDAY.date() - timedelta(days=1)
    with look_back(register.database, register.ways, before, MONDAY) as then:
        assert then == MONDAY.date()


def test_a_register_of_more_than_one_can_wait_for_says_how_much_there_is(register: RegisterBuilder) -> None:
    register.action("POV-01")
    with look_back(register.database, register.ways, MONDAY.date(), MONDAY, most=1) as then:
        assert isinstance(then, TooLarge)
        assert then.size == 2  # the partnership and the action, each a change
