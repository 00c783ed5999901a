"""What became of each priority when a new set replaced them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.succession import Line, Open, lines_of, suggested, undecided

OLD = {1: "Poverty", 2: "Mental and physical wellbeing", 3: "Skills", 4: "Employability", 5: "Digital"}
NEW = {11: "poverty", 12: "Health & wellbeing", 13: "Employability"}


def test_five_priorities_become_three() -> None:
    ended = {1: frozenset({11}), 2: frozenset({12}), 3: frozenset({13}), 4: frozenset({13}), 5: None}
    assert lines_of(ended, OLD, NEW) == (
        Line(1, 11, "continued"),
        Line(2, 12, "renamed"),
        Line(3, 13, "merged"),
        Line(4, 13, "merged"),
        Line(5, None, "unknown"),
    )


def test_a_priority_can_be_split_or_retired() -> None:
    ended: dict[int, frozenset[int] | None] = {1: frozenset({11, 12}), 2: frozenset()}
    assert lines_of(ended, OLD, NEW) == (
        Line(1, 11, "split"),
        Line(1, 12, "split"),
        Line(2, None, "retired"),
    )


def test_an_action_is_decided_once_it_serves_a_new_priority() -> None:
    actions = [Open(1, frozenset({1})), Open(2, frozenset({1, 11})), Open(3, frozenset())]
    assert undecided(actions, NEW) == (1, 3)


def test_where_the_succession_leaves_one_way_it_is_suggested() -> None:
    lines = (Line(1, 11, "continued"), Line(2, 12, "split"), Line(2, 13, "split"), Line(3, None, "retired"))
    assert [suggested(Open(9, frozenset(ids)), lines) for ids in ({1}, {2}, {3}, {1, 3}, {1, 2})] == [
        11,
        None,
        None,
        11,
        None,
    ]


@given(
    st.dictionaries(
        st.sampled_from(sorted(OLD)),
        st.none() | st.frozensets(st.sampled_from(sorted(NEW))),
    )
)
def test_every_old_priority_has_its_line_and_no_new_one_comes_from_nowhere(
    ended: dict[int, frozenset[int] | None],
) -> None:
    lines = lines_of(ended, OLD, NEW)
    assert {line.from_id for line in lines} == set(ended)
    for old, into in ended.items():
        assert {line.to_id for line in lines if line.from_id == old} == (set(into) if into else {None})
