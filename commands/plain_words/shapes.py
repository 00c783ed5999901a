"""What is asked: the shapes of questions in their order. The first that fits is what is meant.

What may live here: that order. A shape looks at the words of a `Sentence` and at the names found in it, and answers
with a question or with nothing; whether it explains enough of the sentence is judged in `reading`.
"""

from __future__ import annotations

from collections.abc import Iterator

from commands.plain_words.asked import Asked, Chosen, Shape
from commands.plain_words.sentence import Sentence
from commands.plain_words.shapes_of_actions import everything, listing, of_place, show
from commands.plain_words.shapes_of_help import also, help_wanted, mine, support
from commands.plain_words.shapes_of_meetings import board, meeting
from commands.plain_words.shapes_of_people import away, leads, person_asked, who
from commands.plain_words.shapes_of_times import changes, due, said, to_thank
from commands.plain_words.subjects import line_asked

SHAPES: tuple[Shape, ...] = (
    also,
    support,
    line_asked,
    help_wanted,
    mine,
    to_thank,
    away,
    leads,
    who,
    board,
    meeting,
    said,
    due,
    changes,
    listing,
    show,
    person_asked,
    of_place,
    everything,
)


def read_question(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """What is asked, its names taken as chosen; None where no shape fits."""
    return next(all_questions(sentence, chosen), None)


def all_questions(sentence: Sentence, chosen: Chosen) -> Iterator[Asked]:
    """Every shape that fits, the likeliest first."""
    return (asked for shape in SHAPES if (asked := shape(sentence, chosen)))
