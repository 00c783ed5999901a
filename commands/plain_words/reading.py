"""Choosing what a sentence means: sure, unsure with two or three meanings, or not read with the nearest questions.

What may live here: the choice. A question is sure where its shape explains nearly all of the sentence and its names are
clear; a statement never is more than an offer.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bot.rules.filtering import BODY, GROUP
from commands.plain_words.asked import Asked
from commands.plain_words.hearing import EVERYDAY, LONGEST, stems_of
from commands.plain_words.lexicon import OF_THE_FIELD
from commands.plain_words.names import ACTION, PERSON, Found, Name, Names
from commands.plain_words.readings import (
    AskAlso,
    AskBoard,
    AskHelp,
    AskLead,
    AskList,
    AskMeeting,
    AskMine,
    AskSaid,
    AskShow,
    AskSupport,
    NotRead,
    Offer,
    Question,
    Reading,
    Sure,
    Unsure,
)
from commands.plain_words.sentence import Sentence, clear, heard
from commands.plain_words.shapes import all_questions, read_question
from commands.plain_words.statements import (
    begins_with_action,
    is_order,
    looks_like_statement,
    opens_with_action,
    read_statement,
    statuses_asserted,
)
from commands.plain_words.titles import SURE_NAME
from commands.plain_words.wishes import read_wish

MOST_MEANINGS = 3
"""Meanings offered where it is unsure."""

USUAL: tuple[Question, ...] = (AskMine(), AskBoard(), AskList("overdue"))
"""What is offered where nothing in the sentence is like a question that can be answered."""


def read_plain(text: str, names: Names, today: date) -> Reading:
    """What a plain sentence means. Never raises, whatever the text; never more than an offer of a change."""
    if not text.strip() or len(text) > LONGEST * 2:
        return NotRead(USUAL)
    sentence = heard(text, names, today)
    if not sentence.words:
        return NotRead(USUAL)
    wish = read_wish(sentence)
    if wish is not None:
        return wish
    if _CANNOT.match(sentence.plain):
        return NotRead(tuple(AskShow(name.code) for name in _first_actions(sentence)) or USUAL)
    return _as_statement(sentence) or _as_question(sentence)


def tells(text: str, names: Names, today: date) -> bool:
    """Whether a text tells something rather than asks for it: a sentence of some words, and no question."""
    sentence = heard(text, names, today)
    asks = sentence.is_question or sentence.asks_in_passing or _CANNOT.match(sentence.plain) is not None
    return len(sentence.words) >= _A_SENTENCE and not asks


_A_SENTENCE = 4
"""Words of the shortest sentence taken for one."""

_CANNOT = re.compile(
    r"(?:(?:please|can|could|would|will|you|i|we|want|need|like|to|just) )*"
    r"(?:delete|remove|erase|wipe|cancel|rename|merge|create|scrap|order|book|buy|print|archive|"
    r"forget|reset|reopen)\b|"
    r"(?:can|could|would|will) (?:someone|somebody|anyone|anybody|you|one of you) "
    r"(?:please )?(?:ring|call|phone|email|text|visit|come|meet|fax|post)\b"
)
"""What is wished for and not in anybody's power here by a sentence."""


def _first_actions(sentence: Sentence) -> list[Name]:
    return [one.names[0] for one in sentence.actions if one.kind == ACTION][:MOST_MEANINGS]


# --- statements --------------------------------------------------------------------------------------------


def _as_statement(sentence: Sentence) -> Reading | None:
    actions = sentence.actions
    if len(actions) != 1:
        return None
    action = actions[0]
    meant = [name for name in action.names if name.kind == ACTION]
    if is_order(sentence) and statuses_asserted(sentence, action):
        return _offered(sentence, action, meant)
    if sentence.is_question or (sentence.asks_in_passing and not statuses_asserted(sentence, action)):
        return None
    asked = read_question(sentence, [*_first_names(sentence, skip=action), meant[0]])
    explained = set(asked.explained) if asked else set()
    if not looks_like_statement(sentence, action, explained):
        return None
    return _offered(sentence, action, meant)


def _offered(sentence: Sentence, action: Found, meant: list[Name]) -> Reading | None:
    offers = tuple(read_statement(sentence, action, name.code) for name in meant)
    if len(action.names) == 1 and _is_plainly_of(sentence, action):
        return Sure(offers[0])
    if len(offers) == 1:
        return Unsure((*offers, *_other_questions(action)))
    return Unsure(offers[:MOST_MEANINGS])


def _is_plainly_of(sentence: Sentence, action: Found) -> bool:
    """Whether the sentence is plainly about the action: the less of its name was said, the sooner it has to come."""
    if action.strength > SURE_NAME:
        return begins_with_action(sentence, action)
    return action.strength == SURE_NAME and opens_with_action(sentence, action)


def _other_questions(action: Found) -> tuple[Question, ...]:
    """What else a word that may name an action may name."""
    others = [name for name in action.names if name.kind != ACTION]
    shown: list[Question] = [AskList(name.name) for name in others if name.kind != PERSON]
    return (*shown[:1], AskShow(next(name.code for name in action.names if name.kind == ACTION)))


def _first_names(sentence: Sentence, skip: Found | None = None) -> list[Name]:
    return [one.names[0] for one in (*sentence.places, *sentence.people) if one is not skip]


# --- questions ---------------------------------------------------------------------------------------------


def _as_question(sentence: Sentence) -> Reading:
    mentions = [_settled(sentence, one) for one in _mentions(sentence)]
    unclear = [one for one in mentions if clear(one) is None]
    if unclear:
        return _among(sentence, mentions, unclear[0])
    chosen = [one.names[0] for one in mentions]
    codes = [name for name in chosen if name.kind == ACTION]
    if len(codes) > 1:
        return Unsure(tuple(AskShow(name.code) for name in codes[:MOST_MEANINGS]))
    asked = read_question(sentence, chosen)
    if asked is None:
        return _searched(sentence) or NotRead(tuple(_near(sentence, chosen)) or USUAL)
    return _judged(sentence, asked, chosen)


_SEARCHES = re.compile(r"(?:please )?(?:find|search(?:ing)?|look|show)(?: me| for| up)*\b")


def _searched(sentence: Sentence) -> Reading | None:
    """The one to three actions in whose titles every word stands that is looked for."""
    if not _SEARCHES.match(sentence.plain):
        return None
    wanted = {sentence.words[number].stem for number in sentence.unexplained(set())}
    titled = sentence.names.codes.values() if wanted else ()
    shown = [AskShow(name.code) for name in titled if wanted <= set(stems_of(name.name))][: MOST_MEANINGS + 1]
    if not shown or len(shown) > MOST_MEANINGS:
        return None
    return Sure(shown[0]) if len(shown) == 1 else Unsure(tuple(shown))


def _mentions(sentence: Sentence) -> tuple[Found, ...]:
    kept = {id(one) for one in (*sentence.actions, *sentence.places, *sentence.people)}
    return tuple(one for one in sentence.found if id(one) in kept)


def _settled(sentence: Sentence, one: Found) -> Found:
    """After "with the" or "from the" stands a body or group, whatever an action is called."""
    before = [word.text for word in sentence.words[max(0, one.first - 2) : one.first]]
    places = tuple(name for name in one.names if name.kind in (BODY, GROUP))
    after = sentence.words[one.last + 1].text if one.last + 1 < len(sentence.words) else ""
    is_of_a_body = bool(set(before) & _OF_A_BODY) or after in _BODIES_DO
    if len(one.names) > 1 and places and is_of_a_body:
        return replace(one, names=places)
    return one


_OF_A_BODY = frozenset("with from by at for".split())
_BODIES_DO = frozenset(
    "told tell say says said reported think want wants promised agreed contribute lead".split()
)
"""What stands before a body, and what bodies do, though an action may be called alike."""


def _among(sentence: Sentence, mentions: list[Found], unclear: Found) -> Reading:
    """One meaning for each thing a name may be; where they come to the same, there is no doubt."""
    meanings: list[Question] = []
    for name in unclear.names:
        chosen = [name if one is unclear else one.names[0] for one in mentions]
        asked = read_question(sentence, chosen)
        if asked and asked.question not in meanings:
            meanings.append(asked.question)
    if not meanings:
        return NotRead(USUAL)
    return Sure(meanings[0]) if len(meanings) == 1 else Unsure(tuple(meanings[:MOST_MEANINGS]))


def _judged(sentence: Sentence, asked: Asked, chosen: list[Name]) -> Reading:
    """How sure a question is: by the words it leaves unexplained, and whether they may be a name unknown here."""
    left = sentence.unexplained(set(asked.explained))
    if isinstance(asked.question, (AskAlso, AskHelp)):
        return Sure(asked.question)
    if getattr(asked.question, "code", "") and _is_clear_action(sentence):
        return Sure(asked.question)
    strange = _strange_name(sentence, left)
    weight = sum(
        1
        for number, word in enumerate(sentence.words)
        if number in asked.explained or number in sentence.named
    )
    own = isinstance(asked.question, (AskMine, AskBoard, AskSupport, AskMeeting)) and len(left) <= weight
    if not left or (not strange and (own or len(left) * 2 <= weight + 1)):
        return Sure(asked.question, _unused(sentence, left))
    if weight == 0 or (len(left) > 3 * weight and not sentence.named):
        return NotRead(tuple(_near(sentence, chosen)) or USUAL)
    return _doubted(sentence, asked, chosen, strange)


def _unused(sentence: Sentence, left: list[int]) -> tuple[str, ...]:
    """The words of a sentence that narrowed nothing and may have been meant to."""
    words = (sentence.words[number].text for number in left)
    return tuple(word for word in words if word not in _NO_LOSS)


_NO_LOSS = frozenset(
    "hi whit help lead leads led leading signed sit belong remain happened went name state due top planned "
    "responsible working work doing".split()
)
"""What a list of actions answers all the same."""


_BEFORE_A_NAME = frozenset(
    "in with at for from about on of by to regarding within across around leads lead leading "
    "chairs chair".split()
)


def _is_clear_action(sentence: Sentence) -> bool:
    """Whether one action is named beyond doubt: whatever is asked of it, showing it all answers."""
    return len(sentence.actions) == 1 and sentence.actions[0].strength >= SURE_NAME


def _strange_name(sentence: Sentence, left: list[int]) -> set[int]:
    """Unexplained words where a name would stand: after "in" or "with", or beside a body's name ("NHS Tayside")."""
    beside = {one.last + 1 for one in sentence.places}
    strange: set[int] = set()
    for number in left:
        before = [
            word.text for word in sentence.words[max(0, number - 2) : number] if word.text not in _ARTICLES
        ]
        after_a_name = number in beside and _is_new(sentence, number)
        is_a_thing = sentence.words[number].text not in (EVERYDAY if before[-1:] == ["to"] else OF_THE_FIELD)
        follows = before and before[-1] in _BEFORE_A_NAME and is_a_thing
        if follows or number - 1 in strange or after_a_name:
            strange.add(number)
    return strange


_ARTICLES = frozenset(("the", "our", "a"))


def _is_new(sentence: Sentence, number: int) -> bool:
    """Whether a word is neither common nor of any name here."""
    stem = sentence.words[number].stem
    return stem not in EVERYDAY and stem not in sentence.names.stems


def _doubted(sentence: Sentence, asked: Asked, chosen: list[Name], strange: set[int]) -> Reading:
    meanings: list[Question] = [asked.question]
    places = [name for name in chosen if name.kind != ACTION]
    for name in _like(sentence, strange):
        again = read_question(sentence, [*(one for one in chosen if one not in places), name])
        if again and again.question not in meanings:
            meanings.append(again.question)
    if strange and len(meanings) > 1 and not chosen:
        meanings = [*meanings[1:], meanings[0]]
    without = read_question(sentence, [name for name in chosen if name not in places]) if places else None
    if without and without.question not in meanings:
        meanings.append(without.question)
    for other in all_questions(sentence, chosen):
        if other.question not in meanings:
            meanings.append(other.question)
    meanings = [meaning for meaning in meanings if not isinstance(meaning, AskAlso)]
    if len(meanings) == 1:
        meanings += [question for question in USUAL if question not in meanings][:1]
    return Unsure(tuple(meanings[:MOST_MEANINGS]))


_ALIKE = 72


def _like(sentence: Sentence, numbers: Iterable[int]) -> Iterator[Name]:
    """Names of the register like words that name nothing here."""
    from rapidfuzz import fuzz, process

    places = [name for name in sentence.names.places if name.is_current and name.kind != PERSON]
    called = [(called.casefold(), name) for name in places for called in (name.name, *name.also)]
    typed = " ".join(sentence.words[number].text for number in sorted(numbers))
    if len(typed) < 4:
        return
    found = process.extract(
        typed, [text for text, _ in called], scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=3
    )
    yield from dict.fromkeys(called[place][1] for _, _, place in found)


def _near(sentence: Sentence, chosen: list[Name]) -> Iterator[Question]:
    """Questions that can be answered and have something of the sentence in them."""
    near: list[Question] = [asked.question for asked in all_questions(sentence, chosen)]
    for name in chosen:
        if name.kind == ACTION:
            near += [AskShow(name.code), AskSaid(code=name.code), AskLead(code=name.code)]
        elif name.kind != PERSON:
            near += [AskList(name.name), AskLead(words=name.name)]
    wanted = (question for question in dict.fromkeys(near) if not isinstance(question, (AskAlso, Offer)))
    yield from itertools.islice(wanted, MOST_MEANINGS)
