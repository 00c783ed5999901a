"""Addresses and names that come from a browser or an app, whatever they are."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.practice.page.address import Where, file_link, read_back
from bot.practice.page.intake import file_name
from bot.practice.page.showing import kept_as

PATHS = st.one_of(
    st.text(), st.from_regex(r"/+as/[^?]*", fullmatch=True), st.text().map("/as/U1/D1?thread=".__add__)
)
IDS = st.from_regex(r"[A-Z0-9]{1,12}", fullmatch=True)
STAMPS = st.sampled_from(["", "1793609700.000001"])


@given(PATHS)
def test_a_way_back_never_leaves_the_page(text: str) -> None:
    back = read_back(text)
    assert back is None or re.fullmatch(r"/as/\w+/\w+(\?[\w.=&]+)?", back.link(), re.ASCII)


@given(IDS, IDS, STAMPS, STAMPS, st.booleans())
def test_a_page_is_found_again_by_its_address(
    person: str, place: str, thread: str, before: str, panel: bool
) -> None:
    where = Where(person, place, thread, before, panel)
    assert read_back(where.link()) == where


@given(st.text(st.characters(codec=None)))
def test_any_file_name_makes_a_sound_header_and_link(name: str) -> None:
    header, link = kept_as(name), file_link("U1", "F1", name)
    assert re.fullmatch(
        r"attachment; filename=\"[A-Za-z0-9._-]*\"; filename\*=UTF-8''[\w.%~-]*", header, re.ASCII
    )
    assert re.fullmatch(r"/as/U1/files/F1/(?!\.)[\w.%-]+", link, re.ASCII)


@given(st.text())
def test_a_file_has_a_name_of_one_line_that_is_not_empty(name: str) -> None:
    kept = file_name(name)
    assert kept
    assert kept.isprintable()
    assert len(kept) <= 255
