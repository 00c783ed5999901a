"""Three weeks of the year with a dozen people, through the bot: what has to be 0 is 0, and people are heard."""

import shutil
from datetime import date

import pytest

from tests.conftest import MigratedTemplates
from tests.journeys.acting import refused_payloads
from tests.year.cast import START, cast_of
from tests.year.counting import acted_on, broken
from tests.year.habits import BY_PHONE, PROMPT, SILENT, USUAL
from tests.year.playing import Year
from tests.year.telling import Played

A_DOZEN = ((PROMPT, 4), (USUAL, 2), (SILENT, 1), (BY_PHONE, 1))
"""With the four who run the register and chair, twelve."""

LAST_DAY = date(2026, 10, 25)
"""The Sunday on which the clocks go back."""


@pytest.fixture(scope="module")
def played(migrated_templates: MigratedTemplates, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Three weeks from the first Monday of October."""
    folder = tmp_path_factory.mktemp("year")
    shutil.copyfile(migrated_templates.sqlite, folder / "year.db")
    year = Year.begin(cast_of(2, A_DOZEN, actions=14), 2, folder)
    try:
        played = year.play_until(LAST_DAY).played(weeks=3)
        assert refused_payloads(year.rehearsal.slack) == []
        return played
    finally:
        year.end()


def test_nobody_is_asked_amiss(played: Played) -> None:
    assert {name: [*map(str, each)] for name, each in broken(played.log, played.rules).items() if each} == {}


def test_people_are_asked_answer_and_see_it_kept(played: Played) -> None:
    acted, asking = acted_on(played.log)
    assert asking >= 8
    assert acted >= asking / 2
    assert played.unkept == ()
    assert {each.by for each in played.log.said} > {"import", "tap", "form"}
    assert played.notes["actions the register heard of on another day"] == 0


def test_the_report_has_every_figure_and_says_that_every_zero_is_one(played: Played) -> None:
    report = "\n".join(played.report())
    assert "messages per person and week (aim: at most 1.2)" in report
    assert "      0  asked about what had been answered" in report
    assert "Which messages" not in report
    assert played.is_clean
    assert START < LAST_DAY
