"""What the ladder and leave add to a letter, as the register stands when it is sent."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.rules.freshness import STALE
from bot.rules.ladder import DEPUTY, LADDER, SUPPORT
from bot.rules.letter import Letter
from bot.services.compose_letter import read_letter
from bot.services.letter_desk import Sending
from storage.engine import Database
from storage.records import Action, Contact, Snooze, id_of
from storage.records.glance import PlannedLine
from storage.unit_of_work import reading
from tests.builders import MONDAY, RegisterBuilder

A_WEEK_LATER = MONDAY + timedelta(days=7)
TODAY = A_WEEK_LATER.date()


class Story:
    """Ailsa was asked a week ago; Rory, her deputy, is asked now."""

    def __init__(self, database: Database) -> None:
        self.register = RegisterBuilder(database)
        nhs = self.register.body("NHS Inverlath")
        self.ailsa = self.register.contact("Ailsa Reid", "U1", nhs, post="Manager", phone="01632 960100")
        self.rory = self.register.contact("Rory Adair", "U2", nhs, post="Officer")
        self.action: Action = self.register.action(
            "POV-03", "Cash First", officer=self.ailsa, deputy=self.rory
        )

    def letter(
        self, line: PlannedLine, to: Contact | None = None, sent: Sending | None = None
    ) -> Letter | None:
        with reading(self.register.database) as look:
            its = look.register(self.register.id)
            contact_id = id_of(to or self.rory)
            return read_letter(its, contact_id, "day 2026-11-09", [line], A_WEEK_LATER, sent=sent)

    def turned(self, rung: str = DEPUTY) -> PlannedLine:
        facts = {"heard": None, "rung": rung, "asked": "2026-11-02", "of": self.ailsa.id}
        return PlannedLine(LADDER, f"action {self.action.id}", "x", id_of(self.rory), TODAY, facts)

    def covers(self, first: date, last: date) -> PlannedLine:
        days: dict[str, Any] = {"first": str(first), "last": str(last)}
        return PlannedLine("cover", f"contact {self.ailsa.id}", "x", id_of(self.rory), TODAY, days)


@pytest.fixture
def story(database: Database) -> Story:
    return Story(database)


def test_somebody_further_up_reads_whose_it_is_and_when_they_were_asked(story: Story) -> None:
    letter = story.letter(story.turned())
    assert letter is not None
    (turned,) = letter.turned
    assert (turned.whose, turned.asked_on, turned.reach) == ("Manager, NHS Inverlath", MONDAY.date(), "")


def test_only_the_support_officer_reads_how_to_reach_them(story: Story) -> None:
    letter = story.letter(story.turned(SUPPORT))
    assert letter is not None
    assert letter.turned[0].reach == "01632 960100"


def test_a_milestone_whose_day_is_over_is_what_the_next_is_asked_after(story: Story) -> None:
    pilot = story.register.milestone(story.action, "Pilot agreed", MONDAY.date() - timedelta(days=3))
    letter = story.letter(story.turned())
    assert letter is not None
    assert [each.id for each in letter.turned[0].passed] == [pilot.id]


def test_an_answer_leaves_nothing_to_ask(story: Story) -> None:
    story.register.say(story.action, MONDAY, "Under way.", story.ailsa)
    assert story.letter(story.turned()) is None


def test_nothing_is_asked_of_others_once_it_is_put_off_or_somebody_elses(story: Story) -> None:
    snooze: dict[str, Any] = {"action_id": id_of(story.action), "contact_id": id_of(story.ailsa)}
    story.register.add(Snooze(until=TODAY + timedelta(days=3), at=MONDAY, submission_key="s", **snooze))
    assert story.letter(story.turned()) is None
    story.register.add(Snooze(until=MONDAY.date(), at=MONDAY, submission_key="t", **snooze))
    assert story.letter(story.turned()) is not None
    story.action.officer_id = id_of(story.register.contact("Una Weir", "U3"))
    story.register.add(story.action)
    assert story.letter(story.turned()) is None


def test_what_the_next_puts_off_is_shown_in_the_letter_that_asked(story: Story) -> None:
    tapped = A_WEEK_LATER + timedelta(hours=1)
    snooze: dict[str, Any] = {"action_id": id_of(story.action), "contact_id": id_of(story.rory)}
    story.register.add(Snooze(until=TODAY + timedelta(days=3), at=tapped, submission_key="s", **snooze))
    again = story.letter(story.turned(), sent=Sending(A_WEEK_LATER, tapped))
    assert again is not None
    answer = again.turned[0].answer
    assert answer is not None
    assert (answer.kind, answer.until) == ("snoozed", TODAY + timedelta(days=3))
    assert story.letter(story.turned(), sent=Sending(tapped + timedelta(hours=1))) is None


def test_a_nudge_knows_why_it_asks_and_that_a_word_without_words_was_heard_since(story: Story) -> None:
    story.register.say(story.action, MONDAY - timedelta(days=40), "Under way.", story.ailsa)
    story.action.heard_at = MONDAY - timedelta(days=30)
    story.register.add(story.action)
    heard = story.action.heard_at.isoformat()
    line = PlannedLine("nudge", f"action {story.action.id}", "x", id_of(story.ailsa), TODAY, {"heard": heard})
    letter = story.letter(line, to=story.ailsa)
    assert letter is not None
    (entry,) = letter.own
    days = (MONDAY.date() - timedelta(days=40), MONDAY.date() - timedelta(days=30))
    assert (entry.heard_on, entry.heard_again_on) == days
    assert entry.why == (STALE,)


def test_a_cover_is_told_what_may_be_asked_as_long_as_it_is_so(story: Story) -> None:
    first, last = date(2026, 11, 11), date(2026, 11, 20)
    story.ailsa.away_from, story.ailsa.away_to, story.ailsa.cover_id = first, last, id_of(story.rory)
    story.register.add(story.ailsa)
    letter = story.letter(story.covers(first, last))
    assert letter is not None
    (covering,) = letter.covering
    assert (covering.whose, covering.first, covering.last, covering.codes) == (
        "Manager, NHS Inverlath",
        first,
        last,
        ("POV-03",),
    )
    assert story.letter(story.covers(first, date(2026, 11, 18))) is None, "it was said anew since"
    story.ailsa.cover_id = None
    story.register.add(story.ailsa)
    assert story.letter(story.covers(first, last)) is None
