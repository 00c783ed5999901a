"""What one person sees of a channel, page by page, and what of it is new to them."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice import Channel, Message, Person
from bot.practice.workspace import Workspace
from tests.bot.practice.examples import home, modal

NOON = 1_793_577_600.0
LONG_AGO = "1700000000.000001"
KINDS = ("said", "own", "to her", "to him", "reply", "reply to her", "deleted", "deleted to her")


@pytest.fixture
def workspace() -> Workspace:
    return inhabited()


def inhabited() -> Workspace:
    """Ailsa and Ben, who share a channel in which somebody has asked something."""
    workspace = Workspace("T1", "Inverlath", "U0BOT")
    workspace.add_person(Person("U1", "Ailsa Reid"))
    workspace.add_person(Person("U2", "Ben Orr"))
    workspace.add_channel(Channel("C1", "board", {"U1", "U2", "U0BOT"}))
    return workspace


def posted(
    workspace: Workspace,
    text: str = "Words",
    channel: str = "C1",
    user: str = "U0BOT",
    ts: str | None = None,
    **more: Any,
) -> Message:
    return workspace.post(Message(channel, ts or workspace.new_ts(NOON), user, text, **more))


def of_kind(workspace: Workspace, kind: str, ts: str, root: str) -> Message:
    """A message of one of KINDS, in its place."""
    return posted(
        workspace,
        kind,
        user="U1" if kind == "own" else "U0BOT",
        ts=ts,
        ephemeral_to="U1" if kind.endswith("to her") else "U2" if kind.endswith("to him") else None,
        thread_ts=root if kind.startswith("reply") else None,
        deleted=kind.startswith("deleted"),
    )


def pages(workspace: Workspace, size: int) -> Iterator[list[Message]]:
    """Ailsa's pages of the channel, the newest first, as she turns back."""
    before = None
    while page := workspace.stream("U1", "C1", before, size):
        yield page
        before = page[0].ts
        if not workspace.has_earlier("U1", "C1", before):
            return


@given(
    kinds=st.lists(st.sampled_from(KINDS), max_size=30),
    order=st.randoms(use_true_random=False),
    size=st.integers(1, 7),
)
def test_turning_pages_never_loses_or_repeats_a_message(kinds: list[str], order: Random, size: int) -> None:
    workspace = inhabited()
    root = posted(workspace, "root")
    stamped = [(workspace.new_ts(NOON), kind) for kind in kinds]
    order.shuffle(stamped)
    made = [root, *(of_kind(workspace, kind, ts, root.ts) for ts, kind in stamped)]
    expected = sorted(m.ts for m in made if m.text in ("root", "said", "own", "to her"))
    turned = list(pages(workspace, size))
    assert [m.ts for page in reversed(turned) for m in page] == expected
    assert all(len(page) == size for page in turned[:-1])


@given(
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=20),
    size=st.integers(1, 4),
    gone=st.sets(st.integers(0, 19)),
)
def test_what_comes_and_goes_while_pages_are_turned_changes_only_itself(
    kinds: list[str], size: int, gone: set[int]
) -> None:
    workspace = inhabited()
    made = [of_kind(workspace, kind, workspace.new_ts(NOON), LONG_AGO) for kind in kinds]
    seen_then = [m for m in made if m.text in ("said", "own", "to her")]
    met: list[Message] = []
    for page in pages(workspace, size):
        met += page
        posted(workspace, "newer")
        for index in gone & set(range(len(made))):
            workspace.delete(made[index])
    assert len({m.ts for m in met}) == len(met)
    assert {m.ts for m in met} >= {m.ts for m in seen_then if not m.deleted}
    assert {m.text for m in met} <= {"said", "own", "to her"}


@given(
    kinds=st.lists(st.sampled_from(KINDS), max_size=20),
    read_after=st.integers(0, 20),
    most=st.integers(1, 25),
)
def test_the_unread_are_counted_as_they_are_listed(kinds: list[str], read_after: int, most: int) -> None:
    workspace = inhabited()
    for number, kind in enumerate(kinds):
        if number == read_after:
            workspace.mark_channel_read("U1", "C1")
        of_kind(workspace, kind, workspace.new_ts(NOON), LONG_AGO)
        posted(workspace, channel=workspace.dm_channel("U1").id)
    for channel in ("C1", "D1"):
        listed = [m for m in workspace.unread("U1") if m.channel == channel]
        assert workspace.unread_count("U1", channel, most) == min(most, len(listed))
    assert workspace.unread_total("U1", most) == min(most, len(workspace.unread("U1")))


def test_reading_one_channel_leaves_the_others_and_other_people_unread(workspace: Workspace) -> None:
    posted(workspace)
    posted(workspace, channel=workspace.dm_channel("U1").id)
    workspace.mark_channel_read("U1", "C1")
    assert (workspace.unread_count("U1", "C1"), workspace.unread_count("U1", "D1")) == (0, 1)
    assert (workspace.unread_total("U1"), workspace.unread_total("U2")) == (1, 1)


def test_nobody_is_told_of_their_own_words_or_of_a_channel_they_are_not_in(workspace: Workspace) -> None:
    workspace.add_person(Person("U3", "Cara Lind"))
    posted(workspace, user="U1")
    assert workspace.unread_total("U1") == 0
    assert workspace.unread_total("U2") == 1
    assert (workspace.unread_total("U3"), workspace.stream("U3", "C1")) == (0, [])


def test_a_reply_is_unread_until_its_channel_is_opened(workspace: Workspace) -> None:
    root = posted(workspace)
    workspace.mark_channel_read("U1", "C1")
    posted(workspace, thread_ts=root.ts)
    assert workspace.unread_count("U1", "C1") == 1
    assert workspace.stream("U1", "C1") == [root]
    workspace.mark_channel_read("U1", "C1")
    assert workspace.unread_count("U1", "C1") == 0


def test_a_message_may_be_found_by_those_who_see_it(workspace: Workspace) -> None:
    for_all, for_her = posted(workspace), posted(workspace, ephemeral_to="U1")
    assert workspace.find_seen("U1", "C1", for_all.ts) is for_all
    assert workspace.find_seen("U1", "C1", for_her.ts) is for_her
    assert workspace.find_seen("U2", "C1", for_her.ts) is None
    assert workspace.find_seen("U3", "C1", for_all.ts) is None
    assert workspace.find_seen("U1", "C1", "1.000000") is None
    assert workspace.find_seen("U1", "C9", for_all.ts) is None
    workspace.delete(for_all)
    assert workspace.find_seen("U1", "C1", for_all.ts) is None


def test_a_thread_holds_what_only_this_person_was_answered_in_it(workspace: Workspace) -> None:
    root = posted(workspace, "root")
    posted(workspace, "for her", thread_ts=root.ts, ephemeral_to="U1")
    posted(workspace, "for all", thread_ts=root.ts)
    posted(workspace, "elsewhere")
    assert [m.text for m in workspace.thread_seen("U1", "C1", root.ts)] == ["root", "for her", "for all"]
    assert [m.text for m in workspace.thread_seen("U2", "C1", root.ts)] == ["root", "for all"]
    assert [m.text for m in workspace.thread("C1", root.ts)] == ["root", "for all"]
    assert workspace.thread_seen("U3", "C1", root.ts) == []


def test_a_persons_places_end_with_the_bot(workspace: Workspace) -> None:
    workspace.add_channel(Channel("C2", "elsewhere", {"U2"}))
    workspace.add_channel(Channel("C3", "chairs", private=True))
    workspace.add_member("C3", "U1")
    assert [place.id for place in workspace.places("U1")] == ["C1", "C3", "D1"]


def test_every_change_somebody_could_see_moves_the_counter(workspace: Workspace) -> None:
    message = posted(workspace)
    form = workspace.new_view("U1", modal(), NOON)
    tab = workspace.new_view("U1", home(), NOON)
    acts: list[Callable[[], object]] = [
        lambda: posted(workspace),
        lambda: workspace.edit(message, workspace.new_ts(NOON), "Other words"),
        lambda: workspace.mark_channel_read("U1", "C1"),
        lambda: workspace.delete(message),
        lambda: workspace.show_alone(form),
        lambda: workspace.redefine(form, modal(title="Other"), NOON),
        lambda: workspace.take_down(form),
        lambda: workspace.show_home(tab),
        lambda: workspace.add_person(Person("U3", "Cara Lind")),
        lambda: workspace.add_member("C1", "U3"),
        lambda: workspace.add_channel(Channel("C2", "elsewhere")),
    ]
    for number, act in enumerate(acts):
        before = workspace.changes
        act()
        assert workspace.changes > before, number


def test_looking_changes_nothing(workspace: Workspace) -> None:
    posted(workspace)
    workspace.mark_channel_read("U1", "C1")
    before = workspace.changes
    workspace.mark_channel_read("U1", "C1")
    workspace.mark_channel_read("U1", "D1")
    workspace.places("U1")
    workspace.stream("U1", "C1")
    assert (workspace.unread_total("U1"), workspace.changes) == (0, before)


def test_an_edit_shows_where_the_message_was_seen_and_keeps_its_place(workspace: Workspace) -> None:
    first, _ = posted(workspace, "first"), posted(workspace, "second")
    workspace.edit(first, workspace.new_ts(NOON), "changed")
    assert [m.readable for m in workspace.stream("U2", "C1")] == ["changed", "second"]
