"""A reading in short, as the corpora write it: `list overdue Poverty`, `offer POV-03 at_risk | waiting on funding`."""

from datetime import date

from bot.rules.filtering import GROUP
from commands.plain_words.readings import (
    AskAway,
    AskChanges,
    AskDue,
    AskHandOn,
    AskHelp,
    AskLater,
    AskLead,
    AskLine,
    AskList,
    AskMeeting,
    AskNewDate,
    AskPerson,
    AskSaid,
    AskShow,
    AskTyped,
    AskUndo,
    AskWho,
    Offer,
    Period,
    Question,
    Reading,
    Sure,
    Unsure,
)
from tests.commands.plain_words.inverlath import inverlath, names


def brief(reading: Reading) -> str:
    """The whole reading."""
    if isinstance(reading, Sure):
        return of_meaning(reading.meaning)
    if isinstance(reading, Unsure):
        return f"unsure: {' / '.join(map(of_meaning, reading.meanings))}"
    return "not read"


def of_meaning(meaning: Question | Offer) -> str:
    """One meaning."""
    if isinstance(meaning, Offer):
        return f"offer {meaning.code} {meaning.status or '-'} | {meaning.words}".strip()
    kind = type(meaning).__name__.removeprefix("Ask").lower()
    return " ".join(filter(None, (kind, _rest(meaning))))


def _rest(meaning: Question) -> str:
    if isinstance(meaning, (AskSaid, AskChanges, AskDue)):
        about = meaning.code if isinstance(meaning, AskSaid) and meaning.code else meaning.words
        return " ".join(filter(None, (about, _period(meaning.period))))
    if isinstance(meaning, AskLead):
        return meaning.code or meaning.words
    if isinstance(meaning, (AskList, AskWho)):
        return meaning.words
    if isinstance(meaning, AskShow):
        return meaning.code
    if isinstance(meaning, (AskLine, AskTyped)):
        return meaning.line
    if isinstance(meaning, AskHelp):
        return meaning.topic
    if isinstance(meaning, AskPerson):
        return _post(meaning.contact_id)
    if isinstance(meaning, (AskAway, AskUndo, AskHandOn, AskLater, AskNewDate)):
        return _of_wish(meaning)
    if isinstance(meaning, AskMeeting):
        return f"{_group(meaning.group_id)} {'last' if meaning.is_last else 'next'}"
    return ""


def _of_wish(meaning: AskAway | AskUndo | AskHandOn | AskLater | AskNewDate) -> str:
    if isinstance(meaning, AskAway):
        return _post(meaning.contact_id) if meaning.contact_id else _period(meaning.period)
    if isinstance(meaning, AskNewDate):
        return f"{meaning.code} {meaning.due or '-'} | {meaning.why}".strip()
    return "left" if isinstance(meaning, AskHandOn) and meaning.has_left else meaning.code


def _post(contact_id: int) -> str:
    return str(inverlath()["people"][contact_id - 1]["post"])


def _group(group_id: int) -> str:
    return next((one.name for one in names().places if one.kind == GROUP and one.id == group_id), "Board")


def _period(period: Period) -> str:
    if period.since_board:
        return "board"
    if period.until_board:
        return f"{_day(period.first)}..board"
    return f"{_day(period.first)}..{_day(period.last)}" if period.first or period.last else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else "-"
