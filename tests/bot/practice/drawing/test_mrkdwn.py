"""Slack's markup drawn as HTML."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.drawing import Ink, draw_mrkdwn
from bot.practice.payloads import escaped, linked
from tests.bot.practice.drawing.kitchen import INK, Reader


def drawn(text: str, ink: Ink = INK) -> str:
    return str(draw_mrkdwn(text, ink))


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("*POV-03* is _late_", "<strong>POV-03</strong> is <em>late</em>"),
        ("~gone~ and *_both_*", "<del>gone</del> and <strong><em>both</em></strong>"),
        ("(*bold*), *bold*.", "(<strong>bold</strong>), <strong>bold</strong>."),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("**not Slack's**", "**not Slack&#39;s**"),
        ("*over\nlines*", "*over<br>lines*"),
        ("*a _b* c_", "<strong>a _b</strong> c_"),
        ("*a *b*", "<strong>a *b</strong>"),
        ("* a*", "* a*"),
        ("~5 to ~6 weeks", "~5 to ~6 weeks"),
    ],
)
def test_emphasis_needs_a_pair_of_signs_about_words(written: str, seen: str) -> None:
    assert drawn(written) == seen


def test_nothing_is_markup_inside_code() -> None:
    assert drawn("`*a* :tada: <@U1> &lt;b&gt;`") == (
        '<code class="b-code">*a* :tada: &lt;@U1&gt; &lt;b&gt;</code>'
    )
    assert drawn("a ```\n*x*\n> :tada:\n``` b") == 'a <pre class="b-pre">\n*x*\n&gt; :tada:</pre> b'


def test_a_code_block_keeps_its_blank_first_line() -> None:
    assert drawn("```\n\nx```") == '<pre class="b-pre">\n\nx</pre>'


def test_code_stands_within_emphasis() -> None:
    assert drawn("_`/loip assign` gives one_ ~`x`~") == (
        '<em><code class="b-code">/loip assign</code> gives one</em> <del><code class="b-code">x</code></del>'
    )


def test_apostrophes_that_are_backticks_are_not_code() -> None:
    assert "<code" not in drawn("Tom`s and Ann`s")


@pytest.mark.parametrize("mark", [">", "&gt;"])
def test_quoted_lines_stand_together(mark: str) -> None:
    assert drawn(f"She said:\n{mark} waiting on *funding*\n{mark}and staff\nNoted") == (
        'She said:<blockquote class="b-quote">waiting on <strong>funding</strong><br>and staff</blockquote>Noted'
    )


def test_three_marks_quote_all_that_follows() -> None:
    assert drawn("&gt;&gt;&gt; one\n\ntwo") == '<blockquote class="b-quote">one<br><br>two</blockquote>'


def test_a_sign_in_the_middle_of_a_line_quotes_nothing() -> None:
    assert drawn("5 &gt; 4") == "5 &gt; 4"


def test_lines_and_bullets_stay_where_they_are() -> None:
    assert drawn("• one\n• two\n\n  - three") == "• one<br>• two<br><br>  - three"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("<@U1>", "@Ailsa Reid"),
        ("<@U9|callum>", "@callum"),
        ("<@U9>", "@U9"),
        ("<#C1>", "#board"),
        ("<#C9|other>", "#other"),
        ("<!here>", "@here"),
        ("<!subteam^S1|@support>", "@support"),
    ],
)
def test_a_mention_shows_the_name(written: str, seen: str) -> None:
    reader = Reader(drawn(f"ask {written} today"))
    assert reader.text == f"ask {seen} today"
    assert "b-mention" in str(reader.one("span")["class"])


def test_a_mention_that_wakes_everybody_is_marked() -> None:
    assert "b-broadcast" in drawn("<!channel>")
    assert "b-broadcast" not in drawn("<@U1>")


@pytest.mark.parametrize(
    ("written", "address", "words"),
    [
        ("<https://example.org/a_b_c|the *paper*>", "https://example.org/a_b_c", "the *paper*"),
        (
            "<https://example.org/?a=1&amp;b=2>",
            "https://example.org/?a=1&b=2",
            "https://example.org/?a=1&b=2",
        ),
        ("<mailto:a@example.org|a@example.org>", "mailto:a@example.org", "a@example.org"),
        ("<mailto:a@example.org>", "mailto:a@example.org", "a@example.org"),
        ("<tel:+441234|call>", "tel:+441234", "call"),
        ("<slack://open|Slack>", "slack://open", "Slack"),
        ("https://example.org/_x_", "https://example.org/_x_", "https://example.org/_x_"),
    ],
)
def test_a_link_opens_beside_the_page_and_tells_nobody_where_from(
    written: str, address: str, words: str
) -> None:
    reader = Reader(drawn(written))
    link = reader.one("a")
    assert (link["href"], reader.text) == (address, words)
    assert (link["target"], link["rel"]) == ("_blank", "noreferrer noopener nofollow")


def test_a_bare_address_ends_before_the_full_stop() -> None:
    assert Reader(drawn("see https://example.org/a.")).one("a")["href"] == "https://example.org/a"


@pytest.mark.parametrize(
    "written",
    [
        "<javascript:alert(1)|press>",
        "<JAVASCRIPT:alert(1)>",
        "<data:text/html,x|press>",
        "<//example.org|press>",
        "<java\tscript:alert(1)|press>",
        "<https:// x|press>",
        "<b>",
    ],
)
def test_what_is_no_safe_address_stays_as_typed(written: str) -> None:
    reader = Reader(drawn(written))
    assert reader.tags == []
    assert reader.text == written


def test_entities_are_undone_once_and_then_escaped() -> None:
    assert drawn("&amp;lt; &lt;b&gt; &quot;") == "&amp;lt; &lt;b&gt; &amp;quot;"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (":red_circle: late", "🔴 late"),
        (":large_green_circle::tada:", "🟢🎉"),
        (":wave::skin-tone-3:", "👋🏼"),
        (":calendar::skin-tone-3:", "📆"),
        (":+1: :thumbsup:", "👍 👍"),
        (":no_such_sign: here", ":no_such_sign: here"),
        (":no_such_sign:tada:", ":no_such_sign🎉"),
        ("at 10:30:45 or 12:100:3", "at 10:30:45 or 12:100:3"),
        ("no : here: or ::", "no : here: or ::"),
        ("🔴 as typed", "🔴 as typed"),
    ],
)
def test_emoji_show_by_slacks_names(written: str, seen: str) -> None:
    assert Reader(drawn(written)).text == seen


def test_an_emoji_says_its_name_to_those_who_cannot_see_it() -> None:
    mark = Reader(drawn(":red_circle:")).one("span")
    assert (mark["role"], mark["aria-label"]) == ("img", "red circle")


def test_a_date_is_written_in_the_readers_zone() -> None:
    ink = Ink(zone=ZoneInfo("Europe/London"))
    written = "<!date^1783000800^{date_long} at {time} ({date_num}, {nonsense})|soon>"
    assert Reader(drawn(written, ink)).text == "Thursday 2 July 2026 at 15:00 (2026-07-02, {nonsense})"


def test_a_date_may_be_a_link() -> None:
    reader = Reader(drawn("<!date^1783000800^{date_short}^https://example.org/|soon>"))
    assert (reader.text, reader.one("a")["href"]) == ("2 Jul 2026", "https://example.org/")


@pytest.mark.parametrize("instant", ["x", "", "9" * 40, "1e5"])
def test_what_is_no_instant_shows_its_fallback(instant: str) -> None:
    assert Reader(drawn(f"<!date^{instant}^{{date}}|soon &amp; sure>")).text == "soon & sure"


def test_half_a_surrogate_pair_can_be_sent_to_a_browser() -> None:
    assert drawn("*a\ud83d*").encode() == b"<strong>a?</strong>"


typed = st.text(st.characters(codec="utf-8", exclude_characters="*_~`:\r"), max_size=80)


@given(typed.filter(lambda text: "\n>" not in "\n" + text))
def test_whatever_is_typed_is_seen_as_typed(text: str) -> None:
    assert Reader(drawn(escaped(text))).text == text


@given(st.text(alphabet="*_~`>:<|@!# \nab&;", max_size=120))
def test_any_heap_of_signs_makes_well_formed_html(text: str) -> None:
    for written in (text, linked(text)):
        reader = Reader(drawn(written))
        assert {tag for tag, _ in reader.tags} <= {
            *("strong", "em", "del", "code", "pre", "br", "blockquote", "span", "a")
        }


@pytest.mark.parametrize("unit", ["*a ", "_*~", "`", "```", ":a", "<", "> ", "\n", "https://!", "*_a"])
def test_a_very_long_message_of_signs_is_no_trouble(unit: str) -> None:
    """Anything worse than linear would keep the run waiting."""
    assert drawn((unit * 20_000)[:20_000])
