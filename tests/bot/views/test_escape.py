"""Text of a message event, read back to what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.payloads import escaped, linked
from bot.views.escape import mrkdwn, unescaped


@pytest.mark.parametrize(
    ("delivered", "typed"),
    [
        ("see <https://a.example.org/x?a=1&amp;b=2> please", "see https://a.example.org/x?a=1&b=2 please"),
        ("<https://a.example.org|a.example.org> is up", "a.example.org is up"),
        ("<http://A.example.org/|A.example.org> is up", "A.example.org is up"),
        ("<https://a.example.org/x|the report>", "https://a.example.org/x"),
        ("<mailto:ina@a.example.org|ina@a.example.org>", "ina@a.example.org"),
        ("<mailto:ina@a.example.org>", "ina@a.example.org"),
        ("<tel:01234567890|01234567890>", "01234567890"),
        ("ask <@U0001>", "ask @U0001"),
        ("in <#C1|board-support> or <#C2>", "in #board-support or #C2"),
        ("<!here> and <!subteam^S1|@officers> and <!subteam^S2>", "@here and @officers and @S2"),
        ("<!date^1392734382^{date}|18 Feb>", "18 Feb"),
        ("&lt;<https://a.example.org>&gt;", "<https://a.example.org>"),
        ("&lt;!channel&gt; &amp;lt; 3 &lt; 4", "<!channel> &lt; 3 < 4"),
        ("<|odd>", ""),
        ("", ""),
    ],
)
def test_what_slack_made_of_it_reads_as_it_was_typed(delivered: str, typed: str) -> None:
    assert unescaped(delivered) == typed


@given(st.text() | st.text(alphabet="<>&;|@#!lt amp"))
def test_whatever_is_typed_comes_back_word_for_word(typed: str) -> None:
    assert unescaped(escaped(typed)) == typed


@given(st.text(alphabet="ab.:/@<>&, ") | st.sampled_from(["https://a.b/c.", "(http://a.b)", "a@b.cd, e"]))
def test_addresses_among_the_words_come_back_as_well(typed: str) -> None:
    assert unescaped(linked(escaped(typed))) == typed


def test_what_is_shown_again_wakes_nobody() -> None:
    assert mrkdwn(unescaped("&lt;!channel&gt;")) == "&lt;!channel&gt;"
