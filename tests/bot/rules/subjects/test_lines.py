"""What lists say of rows, and where risks lie."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.subjects.lines import matrix, score

MARKS = st.none() | st.integers(1, 5)
RISKS = st.lists(st.fixed_dictionaries({"likelihood": MARKS, "impact": MARKS}))


def test_risks_lie_by_impact_upwards_and_likelihood_to_the_right() -> None:
    risks: list[dict[str, int | None]] = [
        {"likelihood": 1, "impact": 3},
        {"likelihood": 1, "impact": 3},
        {"likelihood": 3, "impact": 1},
        {"likelihood": 2, "impact": None},
    ]
    assert matrix(risks, 3) == ((2, 0, 0), (0, 0, 0), (0, 0, 1))


def test_without_a_score_there_is_no_matrix() -> None:
    assert matrix([{"likelihood": 2, "impact": None}], 5) == ()


@given(RISKS)
def test_the_matrix_counts_every_scored_risk_once(risks: list[dict[str, int | None]]) -> None:
    rows = matrix(risks, 5)
    assert sum(map(sum, rows)) == sum(score(risk) is not None for risk in risks)
