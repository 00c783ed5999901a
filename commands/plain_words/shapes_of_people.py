"""Who leads what, whom to speak to, and who somebody is.

What may live here: those shapes.
"""

from __future__ import annotations

from bot.rules.filtering import LOCALITY
from commands.plain_words.asked import (
    Asked,
    Chosen,
    action_of,
    asking,
    in_words,
    person_of,
    phrase,
    places_of,
    says,
)
from commands.plain_words.cues import DUE, LATEST, LEADS, WHO
from commands.plain_words.narrowing import narrowing_of
from commands.plain_words.readings import EVER, AskAway, AskLead, AskPerson, AskWho, Period
from commands.plain_words.sentence import Sentence

_OF_A_LEAD = phrase(
    "who", "whose", "lead\\w*", "responsible", "charge", "critical friends?", "owned by", "accountable",
    "deputy", "responsibility",
    "(?:any|some)(?:one|body)",
)  # fmt: skip
_OF_A_CONTACT = phrase(
    "(?:any|some)(?:one|body) (?:else )?(?:from|at|in|on)",
    "who", "contacts?", "members?", "membership", "chair\\w*", "speak to", "phone", "email", "number",
    "address", "person",
    "reps?",
    "represent\\w*",
)  # fmt: skip
_OF_SILENCE = phrase(
    "who (?:\\w+ ){0,3}(?:has|have) (?:not|gone|been|missed|said|updated)",
    "who is not",
    "who is (?:late|behind|overdue|stuck|holding|quiet|silent)",
    "who are we (?:waiting|still)",
    "who said",
)
"""Asks for actions by asking who: who is late, who has not been heard from."""

_A_LIST = phrase("(?:what|which|list|show|give|everything|how many)(?! (?:is |are )?(?:the )?lead)")
"""What a body leads is a list of actions, not who leads it."""

_A_SEAT = phrase("chair(?:s|ed|ing|man|woman|person)?", "vice chair", "deputy chair")
_WHAT = "what|each|the (?:groups|priorities)|everything|which"
_ALL_LEADS = phrase(
    "(?:leads?|lead officers?|owners?) (?:for|of) (?:each|every|all)",
    f"who (?:leads?|is leading|runs|chairs|has|owns) (?:{_WHAT})",
    "who does what",
    "who is who",
    "lead officers",
)
_ALL_CONTACTS = phrase(
    f"who chairs (?:{_WHAT})",
    "who is who",
    "who does what",
    "who (?:do|can|should) (?:i|we) (?:speak|talk|contact|ask|ring|call)",
    "contacts",
    "contact list",
    "who is (?:involved|everyone|everybody)",
)


_AWAY = phrase(
    "(?:is|are|be|anyone|anybody|who|off|going|goes) (?:\\w+ ){0,3}?(?:away|off|on (?:annual )?(?:leave|holidays?)|"
    "out of (?:the )?office|not (?:in|here|around|about))(?! (?:track|target|schedule))",
    "who is (?:not )?(?:in|here|around|about|back)(?= |$)",
    "(?:leave|holidays?) (?:list|calendar|rota|cover)", "who (?:is )?cover(?:s|ing)?(?: for)?",
    "who (?:\\w+ )?(?:holding the fort|(?:standing|stands|filling|fills) in|deputis(?:es|ing))(?: for)?",
)  # fmt: skip
_WHEN_BACK = phrase("when (?:is|does|will) (?:\\w+ ){1,3}(?:back|return)")
_NOT_OF_ALL = phrase("am i|i am|my")


def away(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """Who is away in a time to come, or today; whether one person is, and who covers."""
    person = person_of(chosen)
    explained = sentence.matched((_AWAY, _WHEN_BACK) if person else (_AWAY,))
    if not explained or not sentence.is_question or action_of(chosen) or says(sentence, _NOT_OF_ALL):
        return None
    if not person and places_of(chosen):
        return None
    when = sentence.when_to_come
    period = when.period if when.is_said else Period(sentence.today, sentence.today)
    is_of_days = period.first is not None or period.last is not None
    return asking(
        AskAway(EVER if person or not is_of_days else period, person),
        explained,
        sentence.numbers(when.start, when.end),
    )


def leads(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """Who leads an action, a priority, a group, a body or a locality."""
    explained = sentence.matched(LEADS)
    if not explained or not says(sentence, _OF_A_LEAD) or says(sentence, _OF_SILENCE):
        return None
    code, places = action_of(chosen), places_of(chosen)
    if code:
        return asking(AskLead(code=code), explained)
    if "unowned" in narrowing_of(sentence)[0]:
        return None
    if _A_LIST.match(sentence.plain) and "officer" not in sentence.plain:
        return None
    if len(places) == 1 and not says(sentence, _A_SEAT):
        return asking(AskLead(words=places[0].name), explained)
    if places:
        return asking(AskWho(in_words(chosen), says(sentence, _A_SEAT)), explained)
    return asking(AskWho(), explained) if says(sentence, _ALL_LEADS) else None


def who(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """Whom to speak to: at a body, in a group, about an action; or who somebody is."""
    explained = sentence.matched(WHO)
    if not explained or not says(sentence, _OF_A_CONTACT) or says(sentence, _OF_SILENCE):
        return None
    code, person, places = action_of(chosen), person_of(chosen), places_of(chosen)
    if person:
        return asking(AskPerson(person), explained)
    if code:
        return asking(AskLead(code=code), explained)
    if places and all(place.kind == LOCALITY for place in places):
        return asking(AskLead(words=places[0].name), explained)
    if places:
        return asking(AskWho(in_words(chosen), says(sentence, _A_SEAT)), explained)
    return asking(AskWho(), explained) if says(sentence, _ALL_CONTACTS) else None


def person_asked(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """Somebody is named, and nothing else is asked."""
    person = person_of(chosen)
    if not person:
        return None
    return asking(
        AskPerson(person), narrowing_of(sentence)[1], sentence.matched(LATEST), sentence.matched(DUE)
    )
