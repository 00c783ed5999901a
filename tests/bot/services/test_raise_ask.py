"""An ask of the Board: once an update, with what stands in the way, by whoever may speak of the action."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.rules.outcomes import NotRaised, Raised
from bot.services.raise_ask import raise_ask
from bot.services.undo_update import undo_update
from storage.records import ASK_KINDS, Contact, id_of
from tests.bot.services.inverlath import NOW, Inverlath
from tests.builders import RegisterBuilder


@pytest.fixture
def said(here: Inverlath) -> int:
    return id_of(here.saved(here.officer, "waiting on funding", status="at_risk").update)


def _raise(
    here: Inverlath, update_id: int, who: Contact | None = None, kind: str | None = "decide"
) -> Raised | NotRaised:
    person = here.person(who or here.officer)
    return raise_ask(here.database, person, update_id, kind, "Who funds the worker?", NOW)


def test_an_ask_is_raised_with_the_barrier_it_is_about(here: Inverlath, said: int) -> None:
    assert _raise(here, said) == Raised(here.glance, "decide", "Who funds the worker?")
    [ask] = here.asks
    assert (ask.kind, ask.words, ask.state, ask.update_words, ask.meeting_id) == (
        "decide",
        "Who funds the worker?",
        "raised",
        "waiting on funding",
        None,
    )
    assert here.open_barriers == ["waiting on funding"]


def test_the_same_update_raises_one_ask(here: Inverlath, said: int) -> None:
    _raise(here, said)
    again = _raise(here, said, kind="direct")
    assert again == Raised(here.glance, "decide", "Who funds the worker?", already=True)
    assert len(here.asks) == 1


def test_two_taps_at_once_raise_one_ask(here: Inverlath, said: int) -> None:
    ready = Barrier(3)

    def tap(_: int) -> Raised | NotRaised:
        ready.wait(10)
        return _raise(here, said)

    with ThreadPoolExecutor(3) as threads:
        outcomes = list(threads.map(tap, range(3)))
    assert sorted(isinstance(outcome, Raised) and outcome.already for outcome in outcomes) == [
        False,
        True,
        True,
    ]
    assert (len(here.asks), len(here.open_barriers)) == (1, 1)


def test_a_barrier_named_already_is_not_named_twice(here: Inverlath) -> None:
    update = here.saved(here.officer, "waiting on funding", barrier="funding after March").update
    _raise(here, id_of(update))
    assert here.open_barriers == ["funding after March"]


def test_just_noting_it_keeps_the_barrier_and_asks_nothing(here: Inverlath, said: int) -> None:
    assert _raise(here, said, kind=None) == Raised(here.glance, None, "Who funds the worker?")
    assert (here.asks, here.open_barriers) == ([], ["waiting on funding"])


def test_a_contributor_may_ask_and_a_stranger_may_not(here: Inverlath, said: int) -> None:
    assert _raise(here, said, here.stranger) == NotRaised("POV-03")
    assert (here.asks, here.open_barriers) == ([], [])
    assert isinstance(_raise(here, said, here.contributor), Raised)


def test_nothing_is_asked_for_words_that_were_taken_back(here: Inverlath, said: int) -> None:
    undo_update(here.database, here.person(here.officer), said, "undo", NOW)
    assert _raise(here, said) == NotRaised("POV-03")
    assert (here.asks, here.open_barriers) == ([], [])


def test_another_partnerships_update_is_not_there(here: Inverlath) -> None:
    other = RegisterBuilder(here.database, code=f"beside {here.register.id}")
    theirs = other.action("POV-03", heard=NOW)
    assert _raise(here, theirs.latest_update_id or 0, here.support) == NotRaised("")


def test_every_kind_of_ask_can_be_raised(here: Inverlath) -> None:
    for number, kind in enumerate(ASK_KINDS):
        _raise(here, id_of(here.saved(here.officer, f"waiting {number}").update), kind=kind)
    assert sorted(ask.kind for ask in here.asks) == sorted(ASK_KINDS)
