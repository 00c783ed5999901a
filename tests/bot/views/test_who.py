"""Whom to speak to."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.filtering import LONGEST_WORDS, NotUnderstood
from bot.rules.paging import page_of
from bot.rules.screens import Seat, WhoIsWho
from bot.services.find_people import SEATS_ON_A_PAGE
from bot.views import verbs
from bot.views.who import not_known, who
from tests.bot.views.samples import TODAY, a_contact, assert_slack_takes, long_words, ways
from tests.commands.asking import buttons, texts


def shown(*seats: Seat, words: str = "", total: int | None = None) -> WhoIsWho:
    count = len(seats) if total is None else total
    return WhoIsWho(words, page_of(1, count, SEATS_ON_A_PAGE), seats)


def test_contacts_stand_under_their_group_with_post_body_role_and_email() -> None:
    seats = [Seat("Board", a_contact(), ("chair",)), Seat("Board", a_contact(name="Rory Bell"))]

    said = texts(who(shown(*seats, Seat("Taskforce", None)), ways(), TODAY))

    assert said.startswith(
        "*Board*\n"
        "• Ailsa Reid, Health Improvement Manager, NHS Inverlath · chair · ailsa@example.org\n"
        "• Rory Bell, Health Improvement Manager, NHS Inverlath · ailsa@example.org\n\n"
        "*Taskforce*\nnobody named yet"
    )


def test_whoever_is_away_is_said_to_be() -> None:
    away = a_contact(away_from=date(2026, 11, 1), away_to=date(2026, 11, 9))

    assert "away until Mon 9 Nov" in texts(who(shown(Seat("Board", away)), ways(), TODAY))


def test_the_address_of_somebody_who_objects_is_kept_back() -> None:
    assert "ailsa@" not in texts(who(shown(Seat("Board", a_contact(can_contact=False))), ways(), TODAY))


def test_seats_of_the_whole_partnership_stand_under_its_name() -> None:
    assert "*Inverlath Community Planning Partnership*" in texts(
        who(shown(Seat("", a_contact())), ways(), TODAY)
    )


def test_next_carries_the_words() -> None:
    message = who(shown(Seat("NHS", a_contact()), words="nhs", total=40), ways(), TODAY)

    assert verbs.read(buttons(message)[0]["value"]) == {"list": "who", "page": 2, "words": "nhs"}


def test_an_unknown_name_is_answered_with_the_nearest_as_buttons() -> None:
    refused = NotUnderstood("Glen Colege", "Glen Colege", (("Glen College", "Glen College"),))

    message = not_known(refused, ways(priority_term="theme"))

    assert "is no body, group or theme I know for certain" in texts(message)
    assert verbs.read(buttons(message)[0]["value"]) == {"list": "who", "words": "Glen College", "page": 1}


@given(long_words, long_words, st.booleans())
def test_slack_takes_anybody(text: str, words: str, same: bool) -> None:
    contact = a_contact(name=text, post=words, body=text, email="a" * 240 + "@example.org")
    seats = [
        Seat(text if same else f"{number}{text}", contact, (words,) * 5) for number in range(SEATS_ON_A_PAGE)
    ]

    assert_slack_takes(who(shown(*seats, words="🔴" * LONGEST_WORDS, total=90), ways(name=text), TODAY))
    assert_slack_takes(not_known(NotUnderstood(text, text), ways(priority_term=words)))
