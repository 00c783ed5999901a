"""Plain words answered: what a sentence was read as is looked up, or offered to be tapped; nothing is recorded by it.

What may live here: the way from a reading to an answer, the buttons that carry readings, and what a tap on them does.
Who may do what is judged when the button is tapped, by the service that records.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bot.rules.outcomes import FormFacts, NotYours, Recorded
from bot.services.list_names import list_names
from bot.services.read_form_facts import read_form_facts
from bot.services.read_mine import read_mine
from bot.services.record_update import Saying, record_update
from bot.views import plain_answers as view
from bot.views import refusals, update_answer, verbs, wishes
from bot.views.blocks import Block
from bot.views.forms import update_form
from bot.views.update_buttons import asking_key
from commands import away
from commands.asked import Asked
from commands.grammar import read
from commands.history import is_of_a_kind
from commands.plain_questions import answer_question
from commands.plain_words.names import Names
from commands.plain_words.reading import read_plain, tells
from commands.plain_words.readings import (
    AskHelp,
    AskList,
    AskShow,
    AskTyped,
    NotRead,
    Offer,
    Question,
    Reading,
    Sure,
    Unsure,
    pack,
    unpack,
)
from commands.plain_words.register_names import names_of
from commands.plain_words.wording import in_words
from commands.requests import (
    Assign,
    ContactAdd,
    ForAnother,
    Held,
    Help,
    History,
    List,
    MilestoneMet,
    MilestoneMove,
    MilestoneWords,
    Misread,
    Request,
    Show,
    Update,
    Who,
)
from commands.tapped import Tap
from commands.update import outcome_view, who
from commands.wished import typed_value

_PLAIN = re.compile(
    r"\?|\b(?:what|which|who|whose|when|where|why|how|is|are|was|has|have|do|does|did|can|any|anything|leads?|me|since|for|about"
    r"|\w+n['’]t|not|no longer|mine|ours|undo|snooze|remind|new (?:date|deadline)"
    r"|move|push|delay|postpone|wrong|mistake|nothing"
    r"|owns?|runs?|chairs?|sits?|heads?|speaks?|holds?|looks?|represents?|attends?|deals?|else|should|responsible)\b",
    re.IGNORECASE,
)
"""What may make a sentence of words that a strict verb would take for names."""

_STRICTLY = re.compile(r"\s*(?:/loip\s+)?(?:update|show|assign|milestone|contact|for)\b", re.IGNORECASE)


def answer(asked: Asked, text: str, request: Request | Misread) -> Block | None:
    """The answer to a plain sentence; None where the strict reading (`request`) stands.

    A line in the strict grammar is left to it. What it could not read, and what it would take for names or for bare
    words of an update though it is a sentence, is read here.
    """
    if not _may_be_plain(request, text) or (isinstance(request, History) and is_of_a_kind(asked, request)):
        return None
    leave = away.offer(asked, text) if isinstance(request, Misread) else None
    if leave is not None:
        return leave
    names = read_names(asked)
    if isinstance(request, Misread):
        return _as_meant(asked, text, request, names) or _of_misread(asked, text, request, names)
    reading = read_plain(text, names, asked.today)
    if isinstance(request, Update):
        return _of_update(asked, text, request, reading, names)
    if isinstance(reading, (Sure, Unsure)):
        return _worded(asked, text, reading, names)
    is_sentence = isinstance(request, Who) and _AUXILIARY.match(request.words)
    return (
        _refused(asked, Misread("", "", "who", raw=text), text, reading.near, names) if is_sentence else None
    )


_AUXILIARY = re.compile(
    r"(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|may|might)(?:n['’]?t)?\b",
    re.IGNORECASE,
)
"""How a question goes on after "who": no name begins so."""


def instead(asked: Asked, text: str) -> Block | None:
    """The answer to a line whose words name nothing by the strict rules, read as a sentence; None where it is none."""
    names = read_names(asked)
    reading = read_plain(text, names, asked.today)
    return _worded(asked, text, reading, names) if isinstance(reading, (Sure, Unsure)) else None


def read_names(asked: Asked) -> Names:
    """Every name of the register that is asked."""
    every = list_names(asked.database, asked.partnership_id)
    return names_of(
        asked.key,
        every.priorities,
        every.bodies,
        every.groups,
        every.localities,
        every.contacts,
        every.titles,
    )


def _may_be_plain(request: Request | Misread, text: str) -> bool:
    """Whether a line may be a sentence. Cheap: most lines are strict, and are not read twice."""
    if isinstance(request, Misread):
        return True
    if isinstance(request, Update):
        return request.status is None and not _STRICTLY.match(text) and _PLAIN.search(text) is not None
    if isinstance(request, History):
        return request.words.casefold().startswith(("of ", "for ", "on "))
    if isinstance(request, (Who, List)):
        return bool(request.words) and _PLAIN.search(request.words) is not None
    if isinstance(request, Held):
        return "?" in request.words
    return isinstance(request, Help) and len(request.topic.split()) > 1


def _of_misread(asked: Asked, text: str, request: Misread, names: Names) -> Block | None:
    """What the strict grammar could not read. A code mistyped is its business: it has the nearest real ones."""
    reading = read_plain(text, names, asked.today)
    mistyped = bool(request.nearest) and request.nearest[0] in names.codes
    if mistyped or (_offers(reading) and _is_of_another_change(request)):
        return _no(request, text)
    if isinstance(reading, NotRead):
        return _refused(asked, request, text, reading.near, names)
    return _worded(asked, text, reading, names)


def _no(request: Misread, text: str) -> Block:
    wanted, unread = request.suggestion, request.not_understood
    return refusals.misread(request.understood, unread, wanted, request.nearest, text)


def _refused(asked: Asked, request: Misread, text: str, near: tuple[Question, ...], names: Names) -> Block:
    """That it could not be read; below, the reader's own actions it may tell of, or questions that can be answered."""
    refused = _no(request, text)
    below = view.of_which(_own(asked, text, names)) if tells(text, names, asked.today) else []
    return refused | {"blocks": [*refused["blocks"], *(below or view.near(_offered(asked, near, names)))]}


_OTHER_CHANGES = ("assign", "milestone", "contact", "for")
"""Verbs that change something else than an update does: what follows them is never read as one."""


def _is_of_another_change(request: Misread) -> bool:
    """Whether such a verb was typed, or slipped while it was."""
    return request.understood.split(" ")[0] in _OTHER_CHANGES or bool({*request.nearest} & {*_OTHER_CHANGES})


def _own(asked: Asked, text: str, names: Names) -> list[tuple[str, str]]:
    """The reader's own actions, each as the one that a sentence may tell of; none where they have many."""
    mine = read_mine(asked.database, asked.ways, asked.person, asked.at).actions
    offers = [Offer(each.action.code, None, text.strip()) for each in mine if each.action.code in names.codes]
    with_values = [(in_words(each, names, asked.today), _value(asked, text, each)) for each in offers]
    fitting = [(words, value) for words, value in with_values if value is not None]
    return fitting if len(fitting) <= _FEW else []


_FEW = 5
"""Actions of one's own that are offered where a sentence names none."""


def _as_meant(asked: Asked, text: str, request: Misread, names: Names) -> Block | None:
    """The answer to a line whose verb has slipped, and nothing else; None where the line with the verb is no better.

    What only shows something is shown. What changes something is offered, to be done on a tap.
    """
    if request.understood or len(request.nearest) != 1 or request.nearest[0] in names.codes:
        return None
    meant = read(request.suggestion, asked.key, names.codes.keys())
    if isinstance(meant, Update):
        return _understood(asked, text, Offer(meant.code, meant.status, meant.words), names)
    if isinstance(meant, Show):
        return answer_question(asked, AskShow(meant.code))
    if not isinstance(meant, _CHANGES):
        return None
    value = typed_value(asked, request.suggestion)
    return wishes.meant(request.not_understood, request.suggestion, value) if value is not None else None


_CHANGES = (Assign, MilestoneWords, MilestoneMet, MilestoneMove, ContactAdd, ForAnother)
"""What changes the register and is read by the strict rules alone."""


def _offers(reading: Reading) -> bool:
    meanings = reading.meanings if isinstance(reading, Unsure) else (getattr(reading, "meaning", None),)
    return any(isinstance(meaning, Offer) for meaning in meanings)


def _of_update(asked: Asked, text: str, request: Update, reading: Reading, names: Names) -> Block | None:
    """A line that begins with a code and says no status by the strict rules: an update, as it stands.

    Where it says a status in a sentence ("POV-03 is amber, …") or asks something, it is shown to be tapped instead.
    """
    if isinstance(reading, NotRead):
        return None
    meant = reading.meaning if isinstance(reading, Sure) else None
    if isinstance(meant, Offer):
        return _worded(asked, text, reading, names) if meant.status else None
    if request.code not in names.codes:
        return _worded(asked, text, reading, names)
    questions = (meant,) if meant else reading.meanings if isinstance(reading, Unsure) else ()
    offer = Offer(request.code, None, request.words)
    return _choices(asked, text, (*questions[:2], offer), names)


# --- readings in words -------------------------------------------------------------------------------------


def _worded(asked: Asked, text: str, reading: Reading, names: Names) -> Block:
    if isinstance(reading, Unsure):
        return _choices(asked, text, reading.meanings, names)
    meaning = reading.meaning if isinstance(reading, Sure) else AskHelp()
    if isinstance(meaning, Offer):
        return _understood(asked, text, meaning, names)
    answered = answer_question(asked, meaning)
    unused = reading.unused if isinstance(reading, Sure) and isinstance(meaning, AskList) else ()
    return view.with_unused(answered, unused) if unused else answered


def _choices(asked: Asked, text: str, meanings: tuple[Question | Offer, ...], names: Names) -> Block:
    offered = []
    for meaning in meanings:
        value = _value(asked, text, meaning)
        if value is None:
            return view.too_long_to_tap(getattr(meaning, "code", "") or "CODE", text)
        offered.append((in_words(meaning, names, asked.today), value))
    return view.choices(offered, text)


def _offered(asked: Asked, questions: tuple[Question, ...], names: Names) -> list[tuple[str, str]]:
    with_values = ((in_words(each, names, asked.today), _value(asked, "", each)) for each in questions)
    return [(words, value) for words, value in with_values if value is not None]


def _understood(asked: Asked, text: str, offer: Offer, names: Names) -> Block:
    value = _value(asked, text, offer)
    if value is None:
        return view.too_long_to_tap(offer.code, text)
    return _offer_view(asked, offer, names.codes[offer.code].name, value)


def as_update(asked: Asked, code: str, title: str, words: str, asking: str) -> Block:
    """Words said elsewhere, offered as an update of an action: once for each `asking`, the status as it was."""
    value = _fitting(asked=asking, code=code, raw=words, at=[0, len(words)])
    if value is None:
        return view.too_long_to_tap(code, words)
    return _offer_view(asked, Offer(code, None, words), title, value)


def _offer_view(asked: Asked, offer: Offer, title: str, value: str) -> Block:
    label = asked.key.label(offer.status) if offer.status else None
    return view.understood(offer.code, title, label, offer.words, value, has_words=offer.status is not None)


def _value(asked: Asked, text: str, meaning: Question | Offer) -> str | None:
    """What a button carries of a meaning; None where a sentence is too long for it.

    Of an offer it is the sentence itself and where in it the words to keep stand.
    """
    key = asking_key("answer", asked.submission_key)  # what comes of the tap takes the place of the buttons
    if not isinstance(meaning, Offer):
        return _fitting(asked=key, **pack(meaning))
    start = text.find(meaning.words) if meaning.words else 0
    place = [start, start + len(meaning.words)]
    return _fitting(asked=key, code=meaning.code, status=meaning.status, raw=text, at=place)


def _fitting(**fields: Any) -> str | None:
    try:
        return verbs.value(**fields)
    except ValueError:
        return None


# --- taps --------------------------------------------------------------------------------------------------


def tap_reading(tap: Tap) -> None:
    """One of the meanings was chosen: a question is answered, an update is shown once more before it is recorded."""
    question = unpack(tap.fields)
    if isinstance(question, AskTyped):
        once = replace(tap.asked, submission_key=f"typed {tap.asking} {_mark(question.line)}")
        return tap.turn(answer_question(once, question))
    if question is not None:
        return tap.turn(answer_question(tap.asked, question))
    offer = _offer_of(tap)
    facts = read_form_facts(tap.asked.database, tap.asked.person, tap.code) if offer else None
    if offer is None or facts is None:
        return tap.say(refusals.too_old(_raw(tap)))
    if isinstance(facts, NotYours):
        return tap.say(refusals.not_yours(facts, _raw(tap)))
    return tap.turn(_offer_view(tap.asked, offer, facts.action.title, verbs.value(**tap.fields)))


def _mark(line: str) -> str:
    """What tells one line from another: an answer may have a button for each of several milestones."""
    return sha256(line.encode()).hexdigest()[:16]


def tap_record(tap: Tap) -> None:
    """Record what was understood, words exactly as typed."""
    offer = _offer_of(tap)
    return tap.say(refusals.too_old(_raw(tap))) if offer is None else _record(tap, offer)


def tap_words(tap: Tap) -> None:
    """Record the whole sentence as words; the status stays as it is."""
    offer = _offer_of(tap)
    if offer is None:
        return tap.say(refusals.too_old(_raw(tap)))
    return _record(tap, replace(offer, status=None, words=_raw(tap)))


def tap_change(tap: Tap) -> None:
    """Open the form with what was understood in it."""
    offer = _offer_of(tap)
    facts = read_form_facts(tap.asked.database, tap.asked.person, tap.code) if offer else None
    if offer is None or facts is None:
        return tap.say(refusals.too_old(_raw(tap)))
    if not isinstance(facts, FormFacts):
        return tap.say(refusals.not_yours(facts, _raw(tap)))
    action = facts.action._replace(status=offer.status or facts.action.status)
    return tap.open(update_form(replace(facts, action=action), tap.asked.key, tap.memory(), offer.words))


def _offer_of(tap: Tap) -> Offer | None:
    """The offer in a button: a part of the sentence it carries. None for a button that is not ours."""
    raw, at, status = tap.fields.get("raw"), tap.fields.get("at"), tap.fields.get("status")
    if not isinstance(raw, str) or not isinstance(at, list) or [type(each) for each in at] != [int, int]:
        return None
    if not tap.code or status not in (None, *tap.asked.key.statuses):
        return None
    return Offer(tap.code, status, raw[at[0] : at[1]])


def _raw(tap: Tap) -> str:
    return str(tap.fields.get("raw") or "").strip()


def _record(tap: Tap, offer: Offer) -> None:
    asked = tap.asked
    saying = Saying(offer.code, _key(tap), offer.words, offer.status, raw=_raw(tap), way="button")
    outcome = record_update(
        asked.database, asked.ways, asked.person, saying, asked.at, tap.showing(_recorded(asked))
    )
    if not isinstance(outcome, Recorded):
        tap.say(outcome_view(asked, outcome, _raw(tap)))


def _key(tap: Tap) -> str:
    """One sentence is recorded once, whichever of its buttons is tapped, and however often."""
    return ":".join(("reading", str(tap.fields.get("asked") or ""), tap.code))


def _recorded(asked: Asked) -> Callable[[Recorded], Block]:
    return lambda recorded: update_answer.answer(recorded, asked.ways, asked.at, who(asked.person))


TAPS: dict[str, Callable[[Tap], None]] = {
    verbs.READING: tap_reading,
    verbs.RECORD_READING: tap_record,
    verbs.CHANGE_READING: tap_change,
    verbs.WORDS_READING: tap_words,
}
"""What the buttons of this module do."""

NEEDS: dict[str, tuple[str, ...]] = {verbs.READING: ()}
"""What they have to carry; the others, the action's code."""
