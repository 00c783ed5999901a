"""Who may ask of an action, and how a question's message says where its answer belongs."""

import pytest

from bot.rules.questions import may_ask, origin_of, question_key
from storage.records.glance import ActionTies, Person, RoleGlance

LEADS, OF_PRIORITY, WITH_DIGEST, OTHER = 1, 2, 3, 4
POVERTY, HEALTH = 7, 8
TIES = ActionTies(frozenset(), (POVERTY,))


@pytest.mark.parametrize(
    ("role", "group", "priority", "may"),
    [
        ("lead_officer", LEADS, None, True),
        ("lead_officer", OF_PRIORITY, None, True),
        ("lead_officer", OTHER, None, False),
        ("critical_friend", None, POVERTY, True),
        ("critical_friend", None, HEALTH, False),
        ("chair", WITH_DIGEST, None, True),
        ("deputy", LEADS, None, True),
        ("chair", OTHER, None, False),
        ("support", None, None, True),
        ("support", OTHER, None, False),
        ("representative", LEADS, None, False),
    ],
)
def test_who_leads_befriends_chairs_or_supports_may_ask(
    role: str, group: int | None, priority: int | None, may: bool
) -> None:
    person = Person(1, 12, None, None, None, None, "U12", (RoleGlance(12, role, group, priority),))
    assert may_ask(person, LEADS, TIES, {OF_PRIORITY}, {WITH_DIGEST}) is may


def test_the_answer_goes_to_the_thread_the_question_came_from() -> None:
    digest = "digest meeting 7 2026-12-03 contact 12 part 0"
    assert origin_of(question_key("view V1 after tea", digest)) == digest
    assert origin_of(question_key("view V1", None)) is None
    assert len(question_key("x" * 300, digest)) == 255
