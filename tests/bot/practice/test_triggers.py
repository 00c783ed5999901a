"""The right to open a form."""

import pytest

from bot.practice.triggers import Trigger, TriggerRefused, Triggers


def test_a_trigger_says_whose_it_is() -> None:
    triggers = Triggers()
    trigger_id = triggers.issue("U1", now=10.0, root_view="V1")
    assert triggers.spend(trigger_id, now=12.9) == Trigger("U1", 10.0, "V1")


def test_a_trigger_serves_once() -> None:
    triggers = Triggers()
    trigger_id = triggers.issue("U1", now=10.0)
    triggers.spend(trigger_id, now=10.5)
    with pytest.raises(TriggerRefused, match="exchanged_trigger_id"):
        triggers.spend(trigger_id, now=10.6)


def test_a_trigger_lives_three_seconds() -> None:
    triggers = Triggers()
    first, second = triggers.issue("U1", now=10.0), triggers.issue("U1", now=10.0)
    assert triggers.spend(first, now=13.0).person == "U1"
    with pytest.raises(TriggerRefused, match="expired_trigger_id"):
        triggers.spend(second, now=13.01)


@pytest.mark.parametrize("made_up", ["1.2.3", "", None, 7])
def test_a_made_up_trigger_is_refused(made_up: object) -> None:
    with pytest.raises(TriggerRefused, match="invalid_trigger_id"):
        Triggers().spend(made_up, now=0.0)


def test_no_two_triggers_are_alike() -> None:
    triggers = Triggers()
    assert len({triggers.issue("U1", now=0.0) for _ in range(100)}) == 100
