"""What is asked: the shapes of questions, each a few patterns and the reading it gives.

What may live here: the table of shapes. A shape looks at the words of a `Sentence` and at the names found in it, and
answers with a question or with nothing; which shape wins is their order, and whether it explains enough of the
sentence is judged in `reading`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.rules.filtering import GROUP, LOCALITY
from commands.plain_words.cues import (
    BOARD,
    CHANGED,
    DUE,
    EVERYTHING,
    HELLO,
    HELP,
    LAST_MEETING,
    LATEST,
    LEADS,
    MEETS,
    MINE,
    SAID,
    SUPPORT,
    THANKING,
    THANKS,
    WHO,
    patterns,
)
from commands.plain_words.names import ACTION, PERSON, Name
from commands.plain_words.narrowing import OPEN, TROUBLE, WELL, narrowing_of
from commands.plain_words.readings import (
    EVER,
    AskAlso,
    AskBoard,
    AskChanges,
    AskDue,
    AskHelp,
    AskLead,
    AskList,
    AskMeeting,
    AskMine,
    AskPerson,
    AskSaid,
    AskShow,
    AskSupport,
    AskWho,
    Period,
    Question,
)
from commands.plain_words.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """A question read, and the numbers of the words it explains."""

    question: Question
    explained: frozenset[int]


Chosen = Sequence[Name]
"""What the names of a sentence are taken to be, one name each."""


def _names_in_words(chosen: Chosen) -> str:
    return " ".join(dict.fromkeys(name.name for name in chosen if name.kind not in (ACTION, PERSON)))


def _action(chosen: Chosen) -> str:
    """The code of the action named, if one is."""
    return next((name.code for name in chosen if name.kind == ACTION), "")


def _person(chosen: Chosen) -> int:
    return next((name.id for name in chosen if name.kind == PERSON), 0)


# --- the shapes --------------------------------------------------------------------------------------------


def _also(sentence: Sentence, _: Chosen) -> Asked | None:
    plain = sentence.plain
    thanked = THANKS.fullmatch(plain) and THANKING.search(plain)
    if plain and (thanked or HELLO.fullmatch(plain)) and not sentence.found:
        return Asked(AskAlso(), frozenset(range(len(sentence.words))))
    return None


def _help(sentence: Sentence, chosen: Chosen) -> Asked | None:
    explained = sentence.matched(HELP) - sentence.named
    if not explained or (_action(chosen) and not sentence.plain.startswith("how")):
        return None
    verbs = ("update", "assign", "milestone", "contact", "board", "list", "who", "show")
    said = {word.stem for number, word in enumerate(sentence.words)}
    topic = next((verb for verb in verbs if verb in said), "")
    everything = frozenset(range(len(sentence.words)))
    return Asked(
        AskHelp(topic if "how" in said else ""),
        everything if len(sentence.words) < 16 else frozenset(explained),
    )


def _support(sentence: Sentence, _: Chosen) -> Asked | None:
    explained = sentence.matched(SUPPORT)
    return Asked(AskSupport(), frozenset(explained)) if explained else None


def _mine(sentence: Sentence, chosen: Chosen) -> Asked | None:
    explained = sentence.matched(MINE)
    plain = sentence.plain
    if not explained or re.search(
        r"(?:who|whom) (?:do|can|should|would|to) i|how (?:do|can|should|would) i|(?:can|could|"
        r"may|should|would) i (?:see|get|have|ask)|what have i missed|did i miss",
        plain,
    ):
        return None
    if not re.search(r"\bmy\b|\bmine\b|\bme\b", plain) and (_action(chosen) or sentence.matched(TROUBLE)):
        return None
    narrowing, more = narrowing_of(sentence)
    del narrowing
    return Asked(AskMine(), frozenset(explained | more | sentence.matched(DUE)))


def _board(sentence: Sentence, chosen: Chosen) -> Asked | None:
    if _action(chosen) or sentence.when.period.since_board:
        return None
    others = [name for name in chosen if not _is_board(name)]
    explained = sentence.matched(BOARD)
    if not explained or others:
        return None
    if (
        re.search(r"\bwho\b|\bsaid\b|\bchair|\bdid (?:we|they|it|the board)\b", sentence.plain)
        and "when" not in sentence.plain
    ):
        return None
    if re.search(r"\bwho\b|\bsaid\b|\bchair", sentence.plain) or _before_board(sentence):
        return None
    if sentence.matched(LAST_MEETING) and "last" in sentence.plain and "next" not in sentence.plain:
        return Asked(AskMeeting(0, is_last=True), frozenset(explained | sentence.matched(LAST_MEETING)))
    if not _speaks_of_board(sentence, chosen):
        return None
    return Asked(AskBoard(), frozenset(explained | sentence.matched(MEETS) | sentence.matched(DUE)))


def _speaks_of_board(sentence: Sentence, chosen: Chosen) -> bool:
    said = {word.stem for word in sentence.words}
    return bool(chosen) or bool(
        said & {"board", "paper", "agenda", "meeting", "decide", "meet", "asked", "decision"}
    )


def _is_board(name: Name) -> bool:
    return name.kind == GROUP and "board" in name.also


def _before_board(sentence: Sentence) -> bool:
    return (
        re.search(
            r"(?:before|by|in time for|ahead of) (?:the |our )?(?:next )?(?:cpp )?board", sentence.plain
        )
        is not None
    )


def _meeting(sentence: Sentence, chosen: Chosen) -> Asked | None:
    groups = [name for name in chosen if name.kind == GROUP]
    short = sentence.matched(patterns("next|when")) if len(sentence.words) <= 4 else set()
    explained = sentence.matched(MEETS) | short
    if (
        len(groups) != 1
        or not explained
        or not re.search(r"\b(?:when|next|last|date|dates|meet|meets|meeting)\b", sentence.plain)
    ):
        return None
    if re.search(r"\bwho\b", sentence.plain) or sentence.when.period.since_board:
        return None
    is_last = re.search(r"\blast\b|\bdid\b|\bwas\b", sentence.plain) is not None
    if _is_board(groups[0]):
        return Asked(AskMeeting(0, True) if is_last else AskBoard(), frozenset(explained))
    return Asked(AskMeeting(groups[0].id, is_last), frozenset(explained))


_LISTS = re.compile(r"(?:what|which|list|show|how many)\b(?! (?:is |are )?(?:the )?lead)")
"""What a body leads is a list of actions, not who leads it."""


def _leads(sentence: Sentence, chosen: Chosen) -> Asked | None:
    explained = sentence.matched(LEADS)
    if not explained or not re.search(
        r"\bwho\b|\bwhose\b|\blead|\bresponsible|\bcharge\b|\bcritical friend|\bowned by\b|"
        r"\baccountable\b|\bdeputy\b",
        sentence.plain,
    ):
        return None
    if re.search(r"who (?:has|have) (?:not|gone|been)|who is (?:late|behind|overdue|stuck)", sentence.plain):
        return None
    code = _action(chosen)
    if code:
        return Asked(AskLead(code=code), frozenset(explained))
    if "unowned" in narrowing_of(sentence)[0]:
        return None
    places = [name for name in chosen if name.kind not in (ACTION, PERSON)]
    if places and all(name.kind == LOCALITY for name in places):
        return Asked(AskList(_names_in_words(places)), frozenset(explained))
    if _LISTS.match(sentence.plain) and "officer" not in sentence.plain:
        return None
    if len(places) == 1:
        return Asked(AskLead(words=places[0].name), frozenset(explained))
    if places:
        return Asked(AskWho(_names_in_words(chosen)), frozenset(explained))
    if re.search(
        r"who (?:leads?|is leading|runs|chairs|has) (?:what|each|the (?:groups|priorities)|"
        r"everything|which)|who does what|who is who|lead officers",
        sentence.plain,
    ):
        return Asked(AskWho(), frozenset(explained))
    return None


def _who(sentence: Sentence, chosen: Chosen) -> Asked | None:
    explained = sentence.matched(WHO)
    if not explained or not re.search(
        r"\bwho\b|\bcontacts?\b|\bmembers?\b|\bmembership\b|\bchair|\bspeak to\b|\bphone\b|"
        r"\bemail\b|\bperson\b|\breps?\b|\brepresent",
        sentence.plain,
    ):
        return None
    if re.search(
        r"who (?:has|have) (?:not|gone|been|missed|said|updated)|who is (?:late|behind|overdue|"
        r"stuck|holding)|who are we (?:waiting|still)|who said",
        sentence.plain,
    ):
        return None
    code, person = _action(chosen), _person(chosen)
    if person:
        return Asked(AskPerson(person), frozenset(explained))
    if code:
        return Asked(AskLead(code=code), frozenset(explained))
    places = _names_in_words(chosen)
    if places:
        return Asked(AskWho(places), frozenset(explained))
    if re.search(
        r"who is who|who does what|who (?:do|can|should) (?:i|we) (?:speak|talk|contact|ask|ring|"
        r"call)|contacts|contact list|who is (?:involved|everyone|everybody)",
        sentence.plain,
    ):
        return Asked(AskWho(), frozenset(explained))
    return None


def _said(sentence: Sentence, chosen: Chosen) -> Asked | None:
    explained = sentence.matched(SAID)
    past = sentence.when.period
    changed = sentence.matched(CHANGED)
    asked_of_action = (
        _action(chosen) and sentence.when.is_said and (changed or explained or sentence.is_question)
    )
    if re.search(
        r"\bwho\b.*\bnot\b|\bnot (?:been )?(?:heard|updated|reported|said|given|sent|had)|\bno "
        r"(?:recent )?(?:updates?|word|news)\b|nothing (?:heard|from)|without (?:an )?update|not "
        r"had|(?:nobody|no one|none) (?:\w+ )?(?:heard|updated|said)",
        sentence.plain,
    ):
        return None
    if asked_of_action and not re.search(r"\bdue\b|\bdeadline", sentence.plain):
        return Asked(
            AskSaid(code=_action(chosen), period=past),
            frozenset(explained | changed | sentence.matched(LATEST)),
        )
    if not explained or not (
        re.search(
            r"\bsa(?:id|y|ys|ying)\b|report|told|wrote|written|discussed|mentioned|quote|words|"
            r"wording|comment|history|narrative|feedback|minuted|stated",
            sentence.plain,
        )
        or sentence.when.is_said
    ):
        return None
    code, words = _action(chosen), _names_in_words(chosen)
    if code:
        return Asked(AskSaid(code=code, period=past), frozenset(explained | sentence.matched(LATEST)))
    if words:
        return Asked(AskSaid(words=words, period=past), frozenset(explained | sentence.matched(LATEST)))
    if sentence.when.is_said:
        return Asked(AskSaid(period=past), frozenset(explained))
    return None


def _changes(sentence: Sentence, chosen: Chosen) -> Asked | None:
    explained = sentence.matched(CHANGED)
    since = sentence.when.period
    if (not explained and not since.since_board) or sentence.matched(WELL):
        return None
    if not (sentence.is_question or sentence.when.is_said or len(sentence.words) <= 4):
        return None
    code = _action(chosen)
    period = since if sentence.when.is_said else Period(since_board=True)
    more = sentence.matched(LATEST) | narrowing_of(sentence)[1]
    if code:
        return (
            Asked(AskSaid(code=code, period=since), frozenset(explained | more))
            if sentence.when.is_said
            else None
        )
    if not explained and narrowing_of(sentence)[0]:
        return None
    return Asked(
        AskChanges(_names_in_words([name for name in chosen if not _is_board(name)]), period),
        frozenset(explained | more),
    )


def _due(sentence: Sentence, chosen: Chosen) -> Asked | None:
    explained = sentence.matched(DUE)
    before_board = _before_board(sentence)
    if (
        (not explained and not before_board)
        or _action(chosen)
        or re.search(r"\boverdue\b|\bpast (?:its |their )?due|paper|\bmiss", sentence.plain)
    ):
        return None
    when = sentence.when_to_come
    words = _names_in_words([name for name in chosen if not (before_board and _is_board(name))])
    if before_board:
        return Asked(
            AskDue(words, Period(sentence.today, None, until_board=True)),
            frozenset(explained) | sentence.matched(BOARD) | sentence.matched(patterns("before|ahead")),
        )
    if not when.is_said and not re.search(
        r"milestone|coming up|upcoming|deadline|due (?:next|soon)|horizon|look(?:ing)? ahead|what "
        r"is due|next",
        sentence.plain,
    ):
        return None
    period = (
        when.period if when.is_said else Period(sentence.today, sentence.today + timedelta(days=NEAR_DAYS))
    )
    if period.first is None and period.last is not None:
        period = Period(sentence.today, period.last)
    return Asked(AskDue(words, period), frozenset(explained | sentence.numbers(when.start, when.end)))


NEAR_DAYS = 30
"""How far ahead "coming up" looks."""


def _listing(sentence: Sentence, chosen: Chosen) -> Asked | None:
    narrowing, explained = narrowing_of(sentence)
    places = _names_in_words([name for name in chosen if not _is_board(name)])
    if _action(chosen) or not narrowing:
        return None
    if "stale" in narrowing and re.search(r"\bwho\b|\bwhom\b", sentence.plain):
        explained |= sentence.matched(WHO)
    words = " ".join([*narrowing, *([places] if places else [])])
    return Asked(
        AskList(words),
        frozenset(
            explained
            | sentence.matched(
                patterns("heard|hear|last|given|sent|had|months?|weeks?|while|ages|schedule|track|risk")
            )
        ),
    )


def _show(sentence: Sentence, chosen: Chosen) -> Asked | None:
    code = _action(chosen)
    if not code:
        return None
    _, narrowing = narrowing_of(sentence)
    explained = sentence.matched(LATEST) | narrowing | sentence.matched(SAID) | sentence.matched(CHANGED)
    return Asked(AskShow(code), frozenset(explained | sentence.matched(DUE)))


def _person_asked(sentence: Sentence, chosen: Chosen) -> Asked | None:
    person = _person(chosen)
    if not person:
        return None
    _, narrowing = narrowing_of(sentence)
    return Asked(AskPerson(person), frozenset(narrowing | sentence.matched(LATEST) | sentence.matched(DUE)))


def _place(sentence: Sentence, chosen: Chosen) -> Asked | None:
    words = _names_in_words(chosen)
    if not words or all(_is_board(name) for name in chosen):
        return None
    return Asked(
        AskList(words),
        frozenset(sentence.matched(LATEST) | sentence.matched(EVERYTHING) | sentence.matched(OPEN)),
    )


def _everything(sentence: Sentence, chosen: Chosen) -> Asked | None:
    explained = sentence.matched(EVERYTHING)
    return (
        Asked(AskList(), frozenset(explained | sentence.matched(LATEST)))
        if explained and not chosen
        else None
    )


SHAPES: tuple[Callable[[Sentence, Chosen], Asked | None], ...] = (
    _also,
    _support,
    _help,
    _mine,
    _leads,
    _who,
    _board,
    _meeting,
    _said,
    _due,
    _changes,
    _listing,
    _show,
    _person_asked,
    _place,
    _everything,
)
"""In order: the first that fits is what is asked."""


def read_question(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """What is asked, its names taken as chosen; None where no shape fits."""
    return next((asked for shape in SHAPES if (asked := shape(sentence, chosen))), None)


def all_questions(sentence: Sentence, chosen: Chosen) -> Iterable[Asked]:
    """Every shape that fits, the likeliest first."""
    return (asked for shape in SHAPES if (asked := shape(sentence, chosen)))


__all__ = ["EVER", "Asked", "all_questions", "read_question"]
