"""The digest as one page: whole in itself, readable by anybody, and nothing in it runs."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers.digest_html import digest_html, file_name
from bot.papers.digest_style import STYLE
from bot.rules.dates import Due
from bot.rules.digest import AskedInVain, compose
from bot.rules.digest_value import Digest
from bot.rules.owed import Owed
from tests.digests import BODIES, HELD, NOW, a_full_register, action, ask, digest_of

EMPTY = {"meta", "br"}


class Page(HTMLParser):
    """What a browser would make of the page: every tag with its attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data


def full() -> Digest:
    return compose(a_full_register(), HELD, NOW)


def test_the_page_of_the_executive_group_has_every_ask_that_was_raised() -> None:
    raised = [ask(f"who pays for {number}", state="raised") for number in range(1, 6)]
    text = Page(digest_html(digest_of(raised=raised, settles=True))).text
    assert "Raised by partners, for you to settle or send to the Board" in text
    assert all(f"DECIDE who pays for {number}" in text for number in range(1, 6))
    assert "Raised by partners" not in Page(digest_html(digest_of(raised=raised))).text


def test_the_page_says_what_is_owed_to_the_meeting_with_its_day() -> None:
    day = date(2026, 11, 27)
    owed = Owed("duties", 1, "Delivery Group", "A report", Due(day, day, "day"), "1 Apr to 30 Sep")
    text = Page(digest_html(replace(digest_of(), owed=(owed,)))).text
    assert "Owed to this BoardDelivery Group: a report (1 Apr to 30 Sep), due Fri 27 Nov" in text
    assert "Owed" not in Page(digest_html(digest_of())).text


def test_the_page_says_what_the_message_says() -> None:
    text = Page(digest_html(full())).text
    for words in (
        "Board",
        "Thursday 3 December 2026, 2 pm",
        "As at Thu 26 Nov, 9 am",
        "DECIDE who funds the referral worker after March",
        "POV-03 · “waiting on funding” · item 4",
        "held up since June",
        "2 more asks are with the Executive Officer Group.",
        "HWB-05",
        "Glen College: “two tutors left”",
        "Oct → Jan, second move",
        "nothing heard yet",
        "6 improved, 2 worsened, 3 done",
        "To thank: Inverlath Foodbank (POV-01, confirmed)",
        "winter spaces open",
        "23 actions",
        "2 actions finished earlier",
        "Health & Wellbeing",
        "Speak to: Project Officer, Inverlath Council",
    ):
        assert words in text


def test_the_page_has_a_language_a_title_headings_and_scoped_headers() -> None:
    tags = Page(digest_html(full())).tags
    assert tags[0] == ("html", {"lang": "en-GB"})
    names = [name for name, _ in tags]
    assert names.count("h1") == names.count("title") == 1
    assert names.count("h2") >= 6
    assert {attributes.get("scope") for name, attributes in tags if name == "th"} == {"row", "col"}


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = Page(digest_html(full()))
    assert {name for name, _ in page.tags} & {
        "script",
        "img",
        "link",
        "iframe",
        "a",
        "form",
        "object",
    } == set()
    assert not any(
        key.startswith("on") or key in ("src", "href") for _, attributes in page.tags for key in attributes
    )
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_a_status_is_said_in_words_beside_its_colour() -> None:
    page = digest_html(digest_of(action("POV-01", "off_track")))
    assert '<span class="status off_track">Off track</span>' in page


def test_every_action_is_told_once_and_in_full() -> None:
    words = "a sentence that goes on " * 40
    page = Page(digest_html(digest_of(action("POV-01", words=words), action("POV-02", "paused")))).text
    assert words.strip() in page
    assert (page.count("Work on POV-01"), page.count("Work on POV-02")) == (1, 1)


def test_nobody_is_named_but_bodies_and_posts() -> None:
    assert "Secret" not in digest_html(full())


@settings(max_examples=60)
@given(st.text(st.sampled_from("<>&\"'/=;! \n\x00\u202e-") | st.characters(), max_size=40))
def test_whatever_was_typed_the_page_keeps_its_shape(typed: str) -> None:
    hostile = f"{typed}</style></td><script>alert(1)</script>{typed}"
    plain = digest_html(digest_of(action("POV-01", "off_track", title="x", words="x"), asks=[ask("x")]))
    page = digest_html(
        digest_of(
            action("POV-01", "off_track", title=hostile, words=hostile),
            asks=[ask(hostile)],
            group=hostile,
            bodies=BODIES | {1: hostile},
        )
    )
    assert Page(page).tags == Page(plain).tags
    assert "\x00" not in page
    page.encode()


def test_the_file_has_a_name_any_system_takes() -> None:
    assert file_name(full()) == "board-digest-2026-12-03.html"
    assert file_name(digest_of(group="../../Ä /\\:*?")) == "meeting-digest-2026-12-03.html"


def test_what_everybody_was_asked_about_says_who_was_asked() -> None:
    silent = action("POV-01", heard_at=None)
    asked = AskedInVain(date(2026, 10, 26), ("Ranger, Inverlath Council", "Support Officer"))
    page = Page(digest_html(digest_of(silent, in_vain={silent.id: asked})))
    assert "all asked since Mon 26 Oct: Ranger, Inverlath Council; Support Officer" in page.text
