"""Dates that do not break across lines on a phone, and what is left as it was typed."""

from datetime import date

import pytest

from bot.rules.dates import read_due, read_past_day
from bot.rules.leave import read_leave
from bot.rules.status import DEFAULT_KEY
from bot.views.blocks import button, context, section
from bot.views.unbroken import unbroken
from commands.grammar import read

TODAY = date(2026, 11, 16)
NB = "\u00a0"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("close Thu 19 Nov.", f"close Thu{NB}19{NB}Nov."),
        ("(Fri 3 Dec 2027)", f"(Fri{NB}3{NB}Dec{NB}2027)"),
        ("since 2 Sep and Jan 2027", f"since 2{NB}Sep and Jan{NB}2027"),
        ("Mon 9 Nov to Sun 15 Nov", f"Mon{NB}9{NB}Nov to Sun{NB}15{NB}Nov"),
        ("say `away 9 Nov`, or not", "say `away 9 Nov`, or not"),
        ('12 Oct: "Draft by 3 Nov."', f'12{NB}Oct: "Draft by 3 Nov."'),
        ("&gt; we meet on 3 Nov", "&gt; we meet on 3 Nov"),
        ("3 Marches, 12 October", "3 Marches, 12 October"),
    ],
)
def test_a_short_date_is_held_together_and_what_is_typed_is_left(text: str, shown: str) -> None:
    (paragraph, small) = unbroken([section(text), context(text)])
    assert paragraph["text"]["text"] == small["elements"][0]["text"] == shown


def test_buttons_and_what_they_carry_stay_as_they_are() -> None:
    block = section("Thu 19 Nov", button("Thu 19 Nov", "show", '{"w":"3 Nov"}'))
    (shown,) = unbroken([block])
    assert shown["accessory"] == block["accessory"]
    assert block["text"]["text"] == "Thu 19 Nov", "the block given is not changed"


def test_a_date_copied_from_a_message_is_read_like_one_that_was_typed() -> None:
    plain, copied = "13 Nov", f"13{NB}Nov"
    assert read_due(copied, TODAY).latest == read_due(plain, TODAY).latest == date(2026, 11, 13)
    assert read_due(f"Jan{NB}2027", TODAY).latest == date(2027, 1, 31)
    assert read_past_day(copied, TODAY) == date(2026, 11, 13)
    assert read_leave(f"Mon{NB}23{NB}Nov to Fri{NB}27{NB}Nov", TODAY) == read_leave("23-27 Nov", TODAY)


def test_a_line_copied_with_no_break_spaces_is_read_like_one_that_was_typed() -> None:
    for line in (
        "update POV-03 amber waiting",
        'milestone POV-03 "Pilot agreed" by 13 Nov',
        'milestone POV-03 move "Pilot agreed" to Jan 2027 because late',
        "show POV-03 as at 1 June 2026",
    ):
        copied = read(line.replace(" ", NB), DEFAULT_KEY, ["POV-03"])
        assert type(copied) is type(read(line, DEFAULT_KEY, ["POV-03"])), line
