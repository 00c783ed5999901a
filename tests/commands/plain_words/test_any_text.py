"""Whatever is typed is read or not read, never a fault, and nothing in it is a change before somebody taps."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.status import DEFAULT_KEY
from bot.views import verbs
from commands.plain_words.names import Names
from commands.plain_words.reading import MOST_MEANINGS, read_plain
from commands.plain_words.readings import NotRead, Offer, Sure, Unsure, pack, unpack
from commands.plain_words.wording import LONGEST, in_words
from tests.commands.plain_words.coverage import PUBLISHED, TODAY, cases
from tests.commands.plain_words.inverlath import names

WORDS = sorted({word for corpus in PUBLISHED for case in cases(corpus) for word in case.sentence.split()})
SALAD = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
TEXT = st.one_of(st.text(max_size=120), SALAD, st.builds("{} {}".format, SALAD, st.text(max_size=20)))


@settings(max_examples=60)
@given(TEXT, st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_any_text_on_any_day_has_a_reading_that_can_be_shown_and_tapped(text: str, today: date) -> None:
    reading = read_plain(text, names(), today)
    meanings = (reading.meaning,) if isinstance(reading, Sure) else getattr(reading, "meanings", ())
    near = reading.near if isinstance(reading, NotRead) else ()
    assert len(meanings) <= MOST_MEANINGS
    assert not isinstance(reading, Unsure) or len(meanings) > 1 or len(set(meanings)) == 1
    for meaning in (*meanings, *near):
        assert 0 < len(in_words(meaning, names(), today)) <= LONGEST
        if isinstance(meaning, Offer):
            assert meaning.words in text
            assert meaning.code in names().codes
        else:
            assert unpack(verbs.read(verbs.value(**pack(meaning)))) == meaning


@settings(max_examples=60)
@given(TEXT)
def test_a_register_without_any_name_reads_everything_too(text: str) -> None:
    reading = read_plain(text, Names((), DEFAULT_KEY), TODAY)
    assert not (isinstance(reading, Sure) and isinstance(reading.meaning, Offer))


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["ask", "words", "code", "period", "contact_id", "is_last"]),
        st.none() | st.text() | st.integers() | st.lists(st.none() | st.text(), max_size=4),
    )
)
def test_a_button_that_is_none_of_ours_asks_nothing_and_breaks_nothing(fields: dict[str, object]) -> None:
    question = unpack(fields)
    assert question is None or unpack(pack(question)) == question
