"""Lists and pages of any subject, and what is answered to whoever keeps one: fit to be shown, whatever they hold."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.practice import message_faults
from bot.rules.keeping import Crossed, KeptRow, NotTheirs
from bot.rules.keeping_screens import Line, Listed, Meant, OneRow, Parts
from bot.rules.paging import page_of
from bot.rules.permission import MAY_KEEP
from bot.rules.subjects import SUBJECTS, Subject
from bot.rules.subjects.wording import Terms, another, is_several
from bot.views import subject_answers, subject_list
from bot.views.blocks import Block
from bot.views.refused import WHAT_HAPPENED, WHAT_TO_DO
from tests.bot.views.samples import NOW, ways

TERMS = Terms("theme", "area", "Community Plan", 5)
HOSTILE = "<!channel> *x* `y` & <https://a.b|c> 🧭\n" * 100
RISK = next(subject for subject in SUBJECTS if subject.table == "risks")


def fits(message: Block) -> str:
    """Every text of it, where Slack takes it and nothing in it wakes anybody."""
    assert message_faults(message) == []
    shown = list(texts(message["blocks"]))
    assert not any("<!channel>" in text for is_marked, text in shown if is_marked)
    return "\n".join(text for _, text in shown)


def texts(part: Any) -> Iterator[tuple[bool, str]]:
    """Every text object inside, with whether marks in it mean something."""
    if isinstance(part, list):
        for each in part:
            yield from texts(each)
    elif isinstance(part, dict):
        if part.get("type") in ("mrkdwn", "plain_text"):
            yield part["type"] == "mrkdwn", part["text"]
        for each in part.values():
            yield from texts(each)


def lines(number: int) -> tuple[Line, ...]:
    """Rows of hostile names and facts."""
    return tuple(
        Line(each, f"{each} {HOSTILE}", (HOSTILE, "a fact", HOSTILE)) for each in range(1, number + 1)
    )


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.table)
def test_any_list_and_any_page_is_taken(subject: Subject) -> None:
    every = Listed(subject, TERMS, HOSTILE, False, page_of(2, 95), lines(10), 7, True)
    fits(subject_list.listed(every))
    fits(subject_list.listed(Listed(subject, TERMS, HOSTILE, True, page_of(1, 0), (), 3, True, (HOSTILE,))))
    fits(subject_list.listed(Listed(subject, TERMS, "", False, page_of(1, 0), (), 0, False)))
    parts = tuple(Parts(each, each.fields[0].name, 40, lines(8), True) for each in SUBJECTS[:12])
    fields = tuple((f"Field {number}", HOSTILE) for number in range(26))
    page = OneRow(subject, TERMS, 7, HOSTILE, fields, (HOSTILE,), parts, True, "POV-03", True, True)
    fits(subject_list.one(page))


def test_a_menu_of_what_may_be_added_speaks_the_partnerships_words() -> None:
    said = fits(subject_list.addable(SUBJECTS, TERMS))
    assert "Theme" in said
    assert "Area" in said
    assert "riority" not in said
    fits(subject_list.addable((), TERMS))


def test_several_rows_or_none_are_told_apart() -> None:
    several = fits(subject_list.which(Meant(None, lines(8)), RISK, TERMS, HOSTILE, "subject_edit"))
    assert "More than one risk fits" in several
    none = fits(subject_list.which(Meant(None, (), (HOSTILE,)), RISK, TERMS, HOSTILE, "subject_edit"))
    assert "Did you mean" in none


def test_what_was_kept_is_told_with_what_changed_and_what_to_know() -> None:
    changes = tuple((f"Field {number}", HOSTILE, HOSTILE) for number in range(26))
    questions = (("when", "By when?"), ("why", "Why does it take the partnership?"))
    outcome = KeptRow(RISK, 7, HOSTILE, True, changes, (HOSTILE,), questions=questions)
    assert "Add another risk" in fits(subject_answers.kept(outcome, TERMS))


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.table)
def test_whoever_may_not_is_told_who_may_and_what_to_do(subject: Subject) -> None:
    who = tuple(part.value for part in MAY_KEEP[subject.table])[1:]
    message = subject_answers.not_theirs(NotTheirs(subject, who, "Planning <Manager>"), TERMS, "my words")
    said = fits(message)
    assert [block.get("block_id") for block in message["blocks"]][:2] == [WHAT_HAPPENED, WHAT_TO_DO]
    assert "Planning &lt;Manager&gt;" in said
    assert "priority" not in said
    assert len(subject_answers.not_theirs_briefly(NotTheirs(subject, who, None), TERMS)) < 400


def test_a_log_is_one_and_there_is_more_evidence() -> None:
    assert not any(map(is_several, ("Board action log", "engagement log", "evidence")))
    assert all(map(is_several, ("risks", "plans leaned on", "auditors' recommendations")))
    assert (another("evidence", "evidence"), another("risk", "risks")) == ("more evidence", "another risk")


def test_who_was_first_is_told_by_post_and_time() -> None:
    said = subject_answers.crossed(Crossed("Chief <Executive>", NOW, ("Controls",)), ways(), NOW)
    assert said.startswith("Chief &lt;Executive&gt; changed “Controls” at ")
    assert "Yours isn't saved yet" in said
    fits(subject_answers.gone(HOSTILE))
