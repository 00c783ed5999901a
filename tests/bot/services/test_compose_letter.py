"""A person's lines become a message, from the register as it stands then."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.rules.dates import read_due
from bot.services.change_milestone import Meeting, Moving, change_milestone
from bot.services.compose_letter import compose, recompose
from bot.services.record_update import Saying, record_update
from bot.views import verbs
from schedules.tick import tick
from storage.engine import Database
from storage.records import Action, Contact, Outbox, id_of
from storage.unit_of_work import reading, working
from tests.builders import CLERK, MONDAY, RegisterBuilder

BEFORE = MONDAY - timedelta(hours=1)
SENT = MONDAY + timedelta(minutes=1)
LATER = MONDAY + timedelta(minutes=42)


class Story:
    """Ailsa has three actions and, at nine on Monday, a message about them in the outbox."""

    def __init__(self, database: Database) -> None:
        self.register = RegisterBuilder(database, at=BEFORE)
        self.ailsa = self.register.contact("Ailsa Reid", "U1", post="Health Improvement Manager")
        self.pilot_action = self.register.action("POV-03", "Cash First", officer=self.ailsa, heard=BEFORE)
        self.pilot = self.register.milestone(self.pilot_action, "Pilot agreed", date(2026, 10, 30))
        self.walking = self.register.action("HWB-02", "Walking groups", officer=self.ailsa)
        tick(database, MONDAY)

    def row(self) -> Outbox:
        with reading(self.register.database) as look:
            return look.register(self.register.id).rows.all(Outbox)[0]

    def letter(self) -> dict[str, Any] | None:
        with reading(self.register.database) as look:
            return compose(look.register(self.register.id), self.row(), MONDAY)

    def again(self) -> dict[str, Any] | None:
        with reading(self.register.database) as look:
            return recompose(look.register(self.register.id), self.row())

    def send(self) -> None:
        with working(self.register.database, CLERK, SENT) as work:
            row = work.register(self.register.id).rows.all(Outbox)[0]
            row.state, row.sent_at = "sent", SENT
            work.commit()

    def say(self, code: str, at: datetime = LATER, by: Contact | None = None, **fields: Any) -> None:
        saying = Saying(code=code, submission_key=f"{code} {at} {fields}", **fields)
        person = self.register.person(by or self.ailsa)
        record_update(self.register.database, self.register.ways, person, saying, at)

    def change(self, change: Meeting | Moving) -> None:
        person = self.register.person(self.ailsa)
        change_milestone(self.register.database, person, "POV-03", change, f"{change}", LATER)

    def set(self, action: Action, **fields: Any) -> None:
        with working(self.register.database, CLERK, MONDAY) as work:
            row = work.register(self.register.id).rows.get(Action, id_of(action))
            for name, value in fields.items():
                setattr(row, name, value)
            work.commit()


@pytest.fixture
def story(database: Database) -> Story:
    return Story(database)


def offered(payload: dict[str, Any] | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in payload["blocks"] if payload else ():
        for each in block.get("elements", ()) if block["type"] == "actions" else ():
            if each["type"] == "button" and "code" in verbs.read(each["value"]):
                found.setdefault(verbs.read(each["value"])["code"], []).append(each["action_id"])
    return found


def test_what_passed_comes_first_and_what_was_never_heard_of_after_it(story: Story) -> None:
    assert offered(story.letter()) == {
        "POV-03": [verbs.MET, verbs.NEW_DATE, verbs.UPDATE],
        "HWB-02": [verbs.UPDATE, verbs.NO_CHANGE, verbs.BLOCKED],
    }


def test_what_was_answered_before_it_was_sent_is_left_out(story: Story) -> None:
    story.say("HWB-02", words="Two groups a week now")
    assert list(offered(story.letter())) == ["POV-03"]
    story.say("POV-03", milestones_met=(id_of(story.pilot),))
    assert story.letter() is None


def test_a_milestone_is_still_asked_about_when_words_came_without_it(story: Story) -> None:
    story.say("POV-03", words="Nearly there")
    assert offered(story.letter())["POV-03"] == [verbs.MET, verbs.NEW_DATE, verbs.UPDATE]
    assert "1 milestone to look at" in repr(story.letter())


def test_what_is_no_longer_the_readers_is_left_out(story: Story) -> None:
    rory = story.register.contact("Rory Bell", "U2")
    story.set(story.walking, officer_id=rory.id)
    assert list(offered(story.letter())) == ["POV-03"]


def test_an_action_that_was_closed_meanwhile_is_left_out(story: Story) -> None:
    story.set(story.walking, status="closed")
    assert list(offered(story.letter())) == ["POV-03"]


def test_an_answer_takes_the_place_of_its_buttons_and_the_others_stay(story: Story) -> None:
    story.send()
    story.say("HWB-02", kind="no_change", way="button")
    again = story.again()
    assert list(offered(again)) == ["POV-03"]
    assert "✅ No change · Health Improvement Manager, 09:42" in repr(again)


def test_no_line_moves_when_another_is_answered(story: Story) -> None:
    def order() -> list[str]:
        words = repr(story.again())
        return sorted(("POV-03", "HWB-02"), key=words.index)

    story.send()
    before = order()
    story.say("HWB-02", kind="no_change", way="button")
    assert order() == before
    story.say("POV-03", milestones_met=(id_of(story.pilot),))
    assert order() == before


def test_an_answer_by_command_shows_in_the_message_too(story: Story) -> None:
    story.send()
    story.say("HWB-02", words="Two groups a week now", status="on_track")
    assert '✅ 🟢 On track: "Two groups a week now" · Health Improvement Manager, 09:42' in repr(
        story.again()
    ).replace("\\", "")


def test_a_milestone_met_or_moved_is_shown_as_such(story: Story) -> None:
    story.send()
    story.change(Meeting(id_of(story.pilot), MONDAY.date()))
    assert '✅ Met: "Pilot agreed" · Health Improvement Manager, 09:42' in repr(story.again())


def test_a_new_date_is_shown_where_the_question_stood(story: Story) -> None:
    story.send()
    story.change(Moving(id_of(story.pilot), read_due("20 Jan 2027", MONDAY.date()), "the data came late"))
    again = story.again()
    assert "✅ New date: Wed 20 Jan · Health Improvement Manager, 09:42" in repr(again)
    assert list(offered(again)) == ["HWB-02"]


def test_what_was_answered_before_the_message_went_does_not_come_back_in_it(story: Story) -> None:
    story.say("HWB-02", at=MONDAY + timedelta(seconds=30), words="Two groups a week now")
    story.send()
    story.say("POV-03", words="Signed last week")
    assert "HWB-02" not in repr(story.again())


def test_a_message_that_was_not_sent_is_not_composed_again(story: Story) -> None:
    assert story.again() is None


def test_a_reader_who_has_left_gets_nothing(story: Story) -> None:
    with working(story.register.database, CLERK, MONDAY) as work:
        contact = work.register(story.register.id).rows.get(Contact, id_of(story.ailsa))
        assert contact is not None
        contact.left_on = MONDAY.date()
        work.commit()
    assert story.letter() is None


def test_a_message_that_goes_a_day_after_it_was_meant_to_says_so(story: Story) -> None:
    with reading(story.register.database) as look:
        tomorrow = compose(look.register(story.register.id), story.row(), MONDAY + timedelta(days=1))
    assert "This is late: it should have come on Mon 2 Nov." in repr(tomorrow)


def test_a_reminder_of_a_milestone_re_dated_since_is_withdrawn(database: Database) -> None:
    register = RegisterBuilder(database, at=BEFORE)
    ailsa = register.contact("Ailsa Reid", "U1")
    action = register.action("POV-03", officer=ailsa, heard=BEFORE)
    pilot = register.milestone(action, "Pilot agreed", date(2026, 11, 5))
    tick(database, MONDAY)
    moving = Moving(id_of(pilot), read_due("20 Jan 2027", MONDAY.date()))
    change_milestone(database, register.person(ailsa), "POV-03", moving, "key", MONDAY)
    with reading(database) as look:
        its = look.register(register.id)
        assert compose(its, its.rows.all(Outbox)[0]) is None
