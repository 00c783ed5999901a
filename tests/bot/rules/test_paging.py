"""Pages of a list."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.paging import page_of

numbers = st.integers(min_value=-3, max_value=10_000)


@given(total=st.integers(0, 500), size=st.integers(1, 30))
def test_every_entry_stands_on_exactly_one_page(total: int, size: int) -> None:
    entries = list(range(total))
    first = page_of(1, total, size)
    pages = [page_of(number, total, size) for number in range(1, first.pages + 1)]

    assert [entry for page in pages for entry in entries[page.offset : page.last]] == entries


@given(number=numbers, total=st.integers(0, 500), size=st.integers(1, 30))
def test_a_page_there_is_not_is_the_nearest_there_is(number: int, total: int, size: int) -> None:
    page = page_of(number, total, size)

    assert 1 <= page.number <= page.pages
    assert page.number == number or number < 1 or number > page.pages
    assert total == 0 or page.offset < page.last <= total


@given(number=numbers, total=st.integers(0, 500))
def test_next_and_back_are_there_where_there_is_more(number: int, total: int) -> None:
    page = page_of(number, total)

    assert page.has_next == (page.last < total)
    assert page.has_back == (page.offset > 0)


def test_an_empty_list_has_one_empty_page() -> None:
    page = page_of(4, 0)

    assert (page.number, page.pages, page.offset, page.last) == (1, 1, 0, 0)
