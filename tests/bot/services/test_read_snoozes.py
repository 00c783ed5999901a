"""Until when questions are put off, as the Board's papers and people's leave stand on a day."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.rules.snoozing import is_snoozed
from bot.services.read_snoozes import read_snoozes
from schedules.planning import plan_ladder
from schedules.slots import LADDER, Run, Slot
from storage.engine import Database
from storage.records import Action, Contact, Snooze, id_of
from storage.records.glance import PlannedLine
from storage.unit_of_work import reading
from tests.builders import MONDAY, RegisterBuilder

UNTIL = date(2026, 11, 16)
CLOSING = date(2026, 11, 10)


class Story:
    """Ailsa put POV-03 off on Monday the 2nd, until the 16th."""

    def __init__(self, database: Database) -> None:
        self.register = RegisterBuilder(database)
        self.ailsa: Contact = self.register.contact("Ailsa Reid", "U1")
        self.action: Action = self.register.action("POV-03", officer=self.ailsa)
        named: dict[str, Any] = {"action_id": id_of(self.action), "contact_id": id_of(self.ailsa)}
        self.register.add(Snooze(until=UNTIL, at=MONDAY, submission_key="s", **named))

    def is_put_off(self, on: date) -> bool:
        with reading(self.register.database) as look:
            its = look.register(self.register.id)
            return is_snoozed(read_snoozes(its, self.register.ways, on)[id_of(self.action)], on)

    def asked(self, day: int) -> list[PlannedLine]:
        """The lines planned on a day of November."""
        now = MONDAY + timedelta(days=day - 2)
        run = Run(Slot(f"ladder {now.date()}", LADDER, now.date(), now, now.date()), now.date())
        with reading(self.register.database) as look:
            its = look.register(self.register.id)
            return list(plan_ladder(its, self.register.ways, run, now).lines)


@pytest.fixture
def story(database: Database) -> Story:
    return Story(database)


def test_a_board_that_is_brought_forward_ends_a_snooze_when_its_papers_close(story: Story) -> None:
    assert story.is_put_off(CLOSING)
    story.register.meeting(story.register.board(), date(2026, 11, 17), papers_due=CLOSING)
    assert story.is_put_off(CLOSING - timedelta(days=1))
    assert not story.is_put_off(CLOSING)


def test_a_board_that_was_cancelled_ends_no_snooze(story: Story) -> None:
    board = story.register.board()
    story.register.meeting(board, date(2026, 11, 17), "cancelled", papers_due=CLOSING)
    assert story.is_put_off(CLOSING)


def test_the_question_comes_back_on_the_day_papers_close_after_all(story: Story) -> None:
    assert story.asked(10) == []
    story.register.meeting(story.register.board(), date(2026, 11, 17), papers_due=CLOSING)
    assert story.asked(9) == []
    (line,) = story.asked(10)
    assert (line.kind, line.contact_id, line.due_on) == ("nudge", story.ailsa.id, CLOSING)


def test_a_snooze_does_not_bind_whoever_covers_while_its_contact_is_away(story: Story) -> None:
    story.ailsa.away_from, story.ailsa.away_to = date(2026, 11, 5), date(2026, 11, 12)
    story.register.add(story.ailsa)
    assert story.is_put_off(date(2026, 11, 4))
    assert not story.is_put_off(date(2026, 11, 5))
    assert story.is_put_off(date(2026, 11, 13)), "back, and it is theirs again"
