"""What is said of an action: "cash first is held up, no funding" as an offer to record, for somebody to tap.

What may live here: telling a statement from a question, the status it says for certain, and which of its words are
kept. Nothing is guessed: a status that is denied, hoped for, past or conditional is no status, and the words kept are a
part of the sentence, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.rules.status import StatusKey
from commands.plain_words.hearing import folded
from commands.plain_words.names import Found
from commands.plain_words.readings import Offer
from commands.plain_words.sentence import Sentence

_ASSERTS = frozenset(
    "is are now still gone went turned moved back to at as remains remain stays stay staying "
    "status rag currently again going "
    "very firmly definitely it be back's down up be goes into now's been looking to".split()
)
"""What stands right before a status that is said to be so."""

_DENIES = frozenset(
    "not no never nearly almost if unless when once until till before could might should would "
    "may will hope hopes hoping hoped hopefully "
    "expect expects expecting expected aim aiming was were had previously formerly from by than "
    "instead want wants wanted try "
    "trying tried risk soon towards toward avoid maybe perhaps possibly probably likely unlikely "
    "neither nor without can cannot "
    "whether suppose supposed meant think thinks thought wish or either bit somewhat some "
    "another other next shortly about "
    "ask asks asked asking claims apparently rumour wrongly mistakenly why how who used hardly "
    "barely scarcely far anything less half part partly mostly percent".split()
)
"""What takes a status back: denial, hope, condition, the past, somebody else's guess."""

_FOLLOWS = frozenset(
    "because as since due but and with now again for until waiting while this at owing given so "
    "still we they the no not i it "
    "pending after following although though thanks please today a an our there awaiting having "
    "if unless per despite overall too also".split()
)
"""What may follow a status without a mark between; "red tape" and "green space" are no statuses."""

_LINKING = frozenset(
    "is are has have had been be now still gone went turned moved moving back to at as remains "
    "remain stays status rag currently again "
    "going slid sunk crept jumped shot swung shifted edged flipped switched slipped dropped fallen fell "
    "improved changed progressed worsened come came note noting know "
    "it its our the a an for of on and just so hi hello please update updates an re with can "
    "could you we would "
    "mark set put change make turn record log flag down up should i want like need say that this "
    "action report reporting "
    "morning afternoon all here latest quick from me us my will be call it's moves goes into let".split()
)
"""Words between the start, the action and its status that say nothing of their own."""

_ORDERS = re.compile(
    r"(?:(?:please|can|could|would|will|you|i|we|want|need|would like|like|to|hi|hello|just|let "
    r"us|let|us|should|have) )*"
    r"(?:mark|set|put|change|make|move|turn|record|log|flag|update|show|call|class|report)\b"
)
_MARKS = re.compile(r"[\s,:;.!\u2012-\u2015-]+")
_ENDS = re.compile(r"\s*[,:;.!(\n](?![^\W_])|\s*[,:;.!(\n]\s*|\s*[\u2012-\u2015]|\s+-\s|-(?=\s)")
_COURTESY = re.compile(rf"(?:{_MARKS.pattern})?(?:(?:please|pls)(?:{_MARKS.pattern}|\Z))?", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:.!?()\n\u2012-\u2015]|\s-\s")


@dataclass(frozen=True, slots=True)
class _Said:
    """A status as it stands in the sentence: the numbers of its words, and its place as typed."""

    status: str
    first: int
    last: int
    start: int
    end: int


def is_order(sentence: Sentence) -> bool:
    """Whether it asks for something to be recorded: "can you mark POV-03 as amber"."""
    return _ORDERS.match(sentence.plain) is not None and bool(list(_statuses(sentence)))


def statuses_asserted(sentence: Sentence, action: Found) -> list[str]:
    """The statuses the sentence says of the action for certain, in the order said, without repeats."""
    return list(dict.fromkeys(said.status for said in _asserted(sentence, action)))


def read_statement(sentence: Sentence, action: Found, code: str) -> Offer:
    """What the sentence says of the action, as an offer."""
    asserted = _asserted(sentence, action)
    statuses = {said.status for said in asserted}
    if len(statuses) != 1:
        return Offer(code, None, sentence.text.strip())
    said = asserted[0]
    return Offer(code, said.status, _words_after(sentence, action, said))


def looks_like_statement(sentence: Sentence, action: Found, explained: set[int]) -> bool:
    """Whether the sentence tells something of the action rather than asks: it is no question, and says more."""
    if sentence.is_question:
        return False
    if _asserted(sentence, action):
        return True
    if _speaks_of_a_status(sentence, action):
        return True
    following = sentence.words[action.last + 1 :]
    if any(word.text in _NOTHING_NEW for word in sentence.words[: min(3, action.first)]):
        return True
    if following and following[0].text in _TELLS:
        return True
    return len(sentence.unexplained(explained)) >= 1


def _speaks_of_a_status(sentence: Sentence, action: Found) -> bool:
    """Whether a status stands outside the name; a few words only look something up: "poverty off track"."""
    outside = (said for said in _statuses(sentence) if not action.first <= said.first <= action.last)
    return len(sentence.words) > _FEW_WORDS and any(outside)


def speaks_of_a_status(sentence: Sentence) -> bool:
    """Whether any status is named in it, for whatever."""
    return any(_statuses(sentence))


def begins_with_action(sentence: Sentence, action: Found) -> bool:
    """Whether the action opens the sentence, or a clause of it, as it does where something is told of it."""
    return opens_with_action(sentence, action) or bool(statuses_asserted(sentence, action))


def opens_with_action(sentence: Sentence, action: Found) -> bool:
    """The same, where nothing of weight stands before it: nobody else is said to have said so."""
    begins = _clause_start(sentence, action.start)
    opening = [word.text for word in sentence.words[: action.first] if word.start >= begins]
    tells_nothing = bool(_NOTHING_NEW & {*opening}) and len(opening) <= _FEW_WORDS + 1
    by_whom = bool(opening) and (opening[0] in _OF_US or bool(sentence.named & set(range(action.first))))
    of_us = by_whom and not _DENIES & {*opening} and action.strength == 1.0
    return bool(tells_nothing or of_us) or all(word in _LINKING for word in opening)


_FEW_WORDS = 4
_OF_US = frozenset("we i our they".split())
"""Who tells how an action goes, beside whoever is named: "we have got stuck on POV-03"."""

_NOTHING_NEW = frozenset("no nothing".split())
"""How a sentence begins that tells of nothing new: "no change on Cash First"."""

_TELLS = frozenset(
    "is are has have had was were will need now remains continues still went going gone needs cannot "
    "can could might should may did does do not".split()
)
"""What follows the action where something is told of it."""


def _asserted(sentence: Sentence, action: Found) -> list[_Said]:
    found = [said for said in _statuses(sentence) if _is_asserted(sentence, action, said)]
    if len({said.status for said in found}) == 1:
        return found
    return [said for said in found if _is_the_new_one(sentence, said)] or found


def _is_the_new_one(sentence: Sentence, said: _Said) -> bool:
    return said.first > 0 and sentence.words[said.first - 1].text in ("to", "now")


def _statuses(sentence: Sentence) -> Iterator[_Said]:
    """Every status phrase and symbol, longest first where they overlap, in the order typed."""
    key, taken, found = sentence.names.key, set[int](), list[_Said]()
    for phrase, status in key.phrases():
        parts = folded(phrase).split()
        for first in range(len(sentence.words) - len(parts) + 1):
            run = sentence.words[first : first + len(parts)]
            numbers = set(range(first, first + len(parts)))
            if [word.text for word in run] == parts and not numbers & taken and not _is_mended_short(run):
                taken |= numbers
                found.append(_Said(status, first, first + len(parts) - 1, run[0].start, run[-1].end))
    found += _symbols(sentence, key)
    yield from sorted(found, key=lambda said: said.start)


def _is_mended_short(run: object) -> bool:
    return any(word.is_mended and len(word.text) < 5 for word in run)  # type: ignore[attr-defined]


def _symbols(sentence: Sentence, key: StatusKey) -> Iterator[_Said]:
    for status in key.statuses:
        symbol = key.symbol(status)
        place = sentence.text.find(symbol) if symbol else -1
        if place >= 0:
            before = sum(word.end <= place for word in sentence.words)
            yield _Said(status, before, before - 1, place, place + len(symbol))


def _is_asserted(sentence: Sentence, action: Found, said: _Said) -> bool:
    if action.first <= said.first <= action.last:
        return False
    if _stands_by_itself(sentence, action, said):
        return True
    return _is_led_up_to(sentence, action, said) and _is_let_stand(sentence, action, said)


def _stands_by_itself(sentence: Sentence, action: Found, said: _Said) -> bool:
    """ "Cash First - forms are out, on track", "… so it is closed now": the status in a clause of its own.

    The action opens the sentence, and the clause has a word for it, or is nothing but the status at the end.
    """
    clause = _clause_before(sentence, said)
    opening = [word.text for word in sentence.words[: action.first]]
    between = [word.text for word in sentence.words[action.last + 1 : said.first]]
    if len({other.status for other in _statuses(sentence)}) > 1 or _DENIES & {*clause}:
        return False
    if len(clause) >= len(between) or not all(word in _LINKING for word in (*opening, *clause)):
        return False
    if clause and clause[0] in _FOR_IT:
        return _is_let_stand(sentence, action, said)
    if _DENIES & {*between} or said.status not in _OF_THE_WHOLE or _names_a_part(sentence, action, said):
        return False
    is_at_the_end = said.last == len(sentence.words) - 1
    return is_at_the_end and sentence.words[action.last + 1].is_after_mark


_OF_THE_WHOLE = frozenset(("on_track", "at_risk", "off_track"))
"""What is said of an action even where a part of it was spoken of last; a part may be complete or closed by itself."""


def _names_a_part(sentence: Sentence, action: Found, said: _Said) -> bool:
    """Whether a place or a body is named between, or a list of things ends in a colon: the status may be theirs."""
    between = set(range(action.last + 1, said.first))
    before = sentence.text[action.end : said.start].rstrip()
    return bool(sentence.named & between) or before.endswith(":")


_FOR_IT = frozenset("it its it's this that".split())


def _is_led_up_to(sentence: Sentence, action: Found, said: _Said) -> bool:
    """The word before the status says that it is so, and nothing in its clause takes it back."""
    before = _clause_before(sentence, said)
    order = _ORDERS.match(sentence.plain)
    if order and said.first and before == [word.text for word in sentence.words[: said.first]]:
        before = before[len(order[0].split()) :]
    if any(word in _DENIES for word in _without_from_to(before)):
        return False
    if before[-2:] == ["to", "be"] or not _is_of_the_action(sentence, action, said):
        return False
    if action.first > said.last:
        return _is_said_first(sentence, action, said)
    return said.first - 1 == action.last or (bool(before) and before[-1] in _ASSERTS)


_TURNING = frozenset("from was were but though although however".split())
"""What may stand between an action and what it is now: what it was."""

_WELL = frozenset("all good fine ok okay well great grand doing".split())
"""What may stand there too: "all good, still green"."""

_REPORTED = frozenset(
    "rang called emailed phoned texted says reports confirms tells said reported confirmed reckons".split()
)


def _is_of_the_action(sentence: Sentence, action: Found, said: _Said) -> bool:
    """Whether the action is what the status is said of: not "80% of it", nor "the leaflet for it"."""
    words = sentence.words
    between = (
        words[action.last + 1 : said.first]
        if action.last < said.first
        else words[said.last + 1 : action.first]
    )
    before = words[: min(action.first, said.first)]
    said_too = {number for other in _statuses(sentence) for number in range(other.first, other.last + 1)}
    offset = action.last + 1 if action.last < said.first else said.last + 1
    begins = _clause_start(sentence, said.start)
    if any(
        word.start >= begins
        and word.text not in _LINKING
        and word.text not in _TURNING
        and word.text not in _WELL
        and number not in said_too
        for number, word in enumerate(between, offset)
    ):
        return False
    begins = _clause_start(sentence, min(action.start, said.start))
    clause = _after_a_turn([word.text for word in before if word.start >= begins])
    return all(word in _LINKING for word in clause) or bool(set(clause) & _REPORTED)


def _is_said_first(sentence: Sentence, action: Found, said: _Said) -> bool:
    """ "Amber for cash first", "red: cash first": the status at the beginning, the action right behind it."""
    between = [word.text for word in sentence.words[said.last + 1 : action.first]]
    is_marked = re.match(r"\s*[:,\u2012-\u2015-]", sentence.text[said.end :]) is not None
    return said.first <= 1 and len(between) <= 2 and (is_marked or between[:1] in (["for"], ["on"]))


def _clause_start(sentence: Sentence, place: int) -> int:
    return max((match.end() for match in _CLAUSE.finditer(sentence.text, 0, place)), default=0)


def _without_from_to(before: list[str]) -> list[str]:
    """ "From green to amber": what is left is what it went to."""
    if "from" in before and before[-1] == "to":
        return [word for word in before if word != "from"]
    return before


def _clause_before(sentence: Sentence, said: _Said) -> list[str]:
    begins = _clause_start(sentence, said.start)
    clause = [word.text for word in sentence.words[: said.first] if word.start >= begins]
    return _after_a_turn(clause)


def _after_a_turn(words: list[str]) -> list[str]:
    """What follows the last word with which a clause takes another way."""
    turns = [number for number, word in enumerate(words) if word in _TURNS]
    return words[turns[-1] + 1 :] if turns else words


_TURNS = frozenset("but however though although so".split())


def _is_let_stand(sentence: Sentence, action: Found, said: _Said) -> bool:
    """What follows lets the phrase be a status: an end, a mark, or a word that begins something new."""
    after = sentence.text[said.end :]
    if not after.strip() or _ENDS.match(after):
        return True
    if not after[0].isspace() or after.lstrip().startswith("?"):
        return False
    following = sentence.words[said.last + 1 :]
    if said.status == "paused" and following and following[0].text in ("over", "during"):
        return True
    return not following or following[0].text in _FOLLOWS or said.last + 1 == action.first


def _words_after(sentence: Sentence, action: Found, said: _Said) -> str:
    """The words that follow the status, where nothing of weight stands before it; else the whole sentence."""
    last = max(said.last, action.last)
    before = (
        set(range(last + 1))
        - set(range(said.first, said.last + 1))
        - set(range(action.first, action.last + 1))
    )
    end = max(said.end, action.end)
    if any(sentence.words[number].text not in _LINKING for number in before):
        return sentence.text.strip()
    tail = sentence.text[end:]
    courtesy = _COURTESY.match(tail)
    return (tail[courtesy.end() :] if courtesy else tail).strip()
