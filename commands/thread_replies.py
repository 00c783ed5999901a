"""A reply in a letter's thread, in ordinary words: the bot says what it understood, and one tap records it.

What may live here: finding the letter, and making an offer of each thing said. Who may say it is judged at the tap.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.rules.letter import Entry, Letter, has_passed
from bot.rules.numbering import CODE, nearest
from bot.rules.outcomes import FormFacts
from bot.services.find_message import find_letter
from bot.services.list_codes import list_codes
from bot.services.put_message import put_messages
from bot.services.read_form_facts import read_form_facts
from bot.slack.identity import Speaker
from bot.views import plain_answers, refusals, thread_answers, verbs
from bot.views.blocks import Block
from bot.views.escape import unescaped
from bot.views.update_buttons import asking_key
from commands import answers, away
from commands.answers import EveryCode
from commands.asked import Asked, Deps
from commands.grammar import read
from commands.plain_words.names import Names
from commands.plain_words.reading import read_plain
from commands.plain_words.readings import AskLater, AskNewDate, Offer, Sure, Unsure
from commands.plain_words.sentence import Sentence, heard
from commands.plain_words.wishes import read_wish
from commands.plainly import read_names
from commands.replying import reply
from commands.requests import Misread, Show, Update, UpdateForm
from commands.thread_words import (
    Part,
    barrier_said,
    is_courtesy,
    is_excuse,
    is_met,
    is_no_change,
    is_not_mine,
    is_not_now,
    is_yes,
    line_of,
    milestone_said_met,
    no_code_of,
    parts_of,
    said_after,
)
from commands.wished import ANSWERS
from storage.records import Outbox
from storage.records.glance import MilestoneGlance

_BARRIER, _ROOM = 500, 1500
"""Characters of a barrier that a form takes, and that they may take in a button."""


def answer(deps: Deps, event: dict[str, Any], speaker: Speaker, at: datetime) -> bool:
    """Answer a reply in the thread of a letter there; False where it is none, and for the usual to answer."""
    ts = event.get("thread_ts")
    if not ts or ts == event["ts"] or speaker.person is None or event.get("files"):
        return False
    letter = find_letter(deps.database, speaker.partnership_id, event["channel"], ts)
    text = unescaped(event.get("text") or "").strip()
    if letter is None or not text:
        return False
    name = f"{event['channel']} {event['ts']}"
    asked = Asked(deps, speaker, speaker.person, at, submission_key=f"message {name}", way="reply")
    said = _Reply(asked, letter, text).answers()
    rows = [
        _row(event["channel"], each, f"{name} {number}", letter.key, at) for number, each in enumerate(said)
    ]
    put_messages(deps.database, speaker.partnership_id, rows, at)
    return True


def _row(channel: str, answer: Block, name: str, letter_key: str, at: datetime) -> Outbox:
    row = reply(channel, answer, name, at)
    row.after_key = letter_key
    return row


class _Reply:
    """One reply being read against the letter it answers and the register's names."""

    def __init__(self, asked: Asked, letter: Letter, text: str) -> None:
        self._asked, self._letter, self._text = asked, letter, text
        self._names: Names = read_names(asked)

    def answers(self) -> list[Block]:
        """An answer for each thing said."""
        codes = list_codes(self._asked.database, self._asked.partnership_id)
        parts = self._joined(parts_of(self._text, codes, self._codes_asked(), self._tells_a_status))
        if all(part.code is None for part in parts) and self._asks_something():
            answered = answers.answer(self._asked, self._text)
            return [answered] if answered is not None else []
        return [self._answer(part, number) for number, part in enumerate(parts)]

    def _joined(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """The parts, an opening without a code put to the first with one, where it can be about no other."""
        if len(parts) < 2 or parts[0].code is not None or self._codes_meant(parts[0].text) != [parts[1].code]:
            return parts
        start, end = self._text.find(parts[0].text), self._text.find(parts[1].text)
        whole = self._text[start : end + len(parts[1].text)]
        return (Part(parts[1].code, whole), *parts[2:]) if 0 <= start < end else parts

    def _asks_something(self) -> bool:
        """Whether it is a question, a command or a courtesy, and says nothing of an action."""
        request = read(self._text, self._asked.key, EveryCode())
        if is_courtesy(self._text) or away.offer(self._asked, self._text) is not None:
            return True
        if not isinstance(request, (Misread, Update, UpdateForm, Show)):
            return not is_no_change(self._text)
        sentence = heard(self._text, self._names, self._asked.today)
        return sentence.is_question or self._wishes(sentence)

    def _wishes(self, sentence: Sentence) -> bool:
        """Whether something else is wished for than to hand on or put off what the letter asks about."""
        wish = read_wish(sentence)
        is_later = isinstance(wish, Sure) and isinstance(wish.meaning, AskLater)
        is_of_its_one = is_later and len(self._codes_asked()) == 1
        is_of_the_letter = is_not_mine(self._text) or is_not_now(self._text) or is_of_its_one
        return not is_of_the_letter and wish is not None

    def _tells_a_status(self, line: str) -> bool:
        """Whether a text that begins with a code says at once what the action's status is."""
        request = read(line, self._asked.key, EveryCode())
        return isinstance(request, Update) and request.status is not None

    def _answer(self, part: Part, number: int) -> Block:
        unknown = None if part.code else no_code_of(part.text, self._names.codes)
        if unknown is not None:
            return refusals.unknown_code(unknown, nearest(unknown, tuple(self._names.codes)), part.text)
        codes = [part.code] if part.code else self._codes_meant(part.text)
        if not codes:
            return thread_answers.which_action(part.text, ())
        put_by = self._put_by(codes[:5], part, number)
        if put_by is not None:
            return put_by
        if len(codes) > 1:
            offered = [(self._titled(code), self._choice(code, part, number)) for code in codes[:5]]
            fitting = [(words, value) for words, value in offered if value is not None]
            return thread_answers.which_action(part.text, fitting)
        return self._understood(codes[0], part, number)

    def _put_by(self, codes: list[str], part: Part, number: int) -> Block | None:
        """The way to hand it on or put it off, where that is all that was said."""
        said = CODE.sub("", part.text, count=1).strip(" ,:") if part.code else part.text
        offered = [(code, self._value(number, code=code)) for code in codes]
        if is_not_mine(said):
            return thread_answers.hand_on(offered)
        return thread_answers.put_off(offered) if is_not_now(said) else None

    def _codes_meant(self, text: str) -> list[str]:
        """The action a sentence without a code is about: the one it names, else whichever is still asked about."""
        reading = read_plain(text, self._names, self._asked.today)
        meanings = reading.meanings if isinstance(reading, Unsure) else ()
        meant = (reading.meaning,) if isinstance(reading, Sure) else meanings
        named = [meaning.code for meaning in meant if isinstance(meaning, Offer)]
        if named:
            return list(dict.fromkeys(named))
        codes = self._codes_asked()
        happened = [code for code in codes if self._met(code, text)] if is_yes(text) else []
        return happened if len(happened) == 1 and self._says_no_status(happened[0], text) else codes

    def _codes_asked(self) -> list[str]:
        """The actions the letter still asks about; where all are answered, those it asked about."""
        entries = [each for each in (*self._letter.own, *self._letter.reminders) if each.action]
        asked = [each for each in entries if each.answer is None] or entries
        return list(dict.fromkeys(each.action.code for each in asked if each.action))

    def _says_no_status(self, code: str, text: str) -> bool:
        """Whether words are only an answer: "done" may be the milestone, or the action."""
        request = read(f"{code} {text}", self._asked.key, EveryCode())
        return isinstance(request, Update) and request.status is None

    # -- one part

    def _understood(self, code: str, part: Part, number: int) -> Block:
        if code not in self._names.codes:
            return thread_answers.which_action(part.text, ())
        opening, said = said_after(code, part.text)
        line = line_of(code, said)
        wished = self._wished(code, part, part.text if opening else line, number)
        if wished is not None:
            return wished
        request = read(line, self._asked.key, EveryCode())
        status, words = (request.status, request.words) if isinstance(request, Update) else (None, "")
        title = self._names.codes[code].name
        if status is None and is_no_change(words) and is_excuse(opening):
            return thread_answers.no_change(code, title, self._value(number, code=code))
        if status is None:
            status, words = self._in_plain_words(line, code, words)
        kept = part.text if opening and not (status and is_excuse(opening)) else words
        value = self._offer(number, code, status, kept, part.text)
        if value is None:
            return plain_answers.too_long_to_tap(code, part.text)
        by_verb = self._by_a_verb(code, title, words, number, value) if status is None else None
        label = self._asked.key.label(status) if status else None
        return by_verb or thread_answers.understood(code, title, label, kept, value)

    def _wished(self, code: str, part: Part, line: str, number: int) -> Block | None:
        """The way to move a date or to put it off, where the line wishes for that; or to keep it as words."""
        reading = read_wish(heard(line, self._names, self._asked.today))
        meant = reading.meaning if isinstance(reading, Sure) else None
        if isinstance(meant, AskLater):
            until = self._value(number, code=code, d=meant.until or None)
            return thread_answers.put_off(
                [(code, until)], self._offer(number, code, None, part.text, part.text)
            )
        if not isinstance(meant, AskNewDate):
            return None
        asked = replace(self._asked, submission_key=f"{self._asked.submission_key} {number}")
        return ANSWERS[type(meant)](asked, meant)

    def _by_a_verb(self, code: str, title: str, words: str, number: int, value: str) -> Block | None:
        """What the nudge's own buttons do, where the words name one: a milestone met, or blocked."""
        barrier = barrier_said(words)
        if barrier is not None:
            filled_in = self._value(number, code=code, w=verbs.within(barrier[:_BARRIER], _ROOM) or None)
            return thread_answers.blocked(code, title, barrier, filled_in, value)
        unmet = self._unmet(code)
        met = self._met(code, words)
        if met is None and is_met(words):
            if len(unmet) > 1:
                return thread_answers.which_milestone(code, title, self._value(number, code=code), value)
            met = unmet[0] if unmet else None
        if met is None:
            return None
        of_milestone = self._value(number, code=code, m=met.id)
        return thread_answers.milestone_met(code, title, met.title, words, of_milestone, value)

    def _in_plain_words(self, line: str, code: str, words: str) -> tuple[str | None, str]:
        """The status a sentence says for certain, and the words kept; without one, all its words."""
        reading = read_plain(line, self._names, self._asked.today)
        meant = reading.meaning if isinstance(reading, Sure) else None
        if isinstance(meant, Offer) and meant.code == code and meant.status is not None:
            kept = meant.words if meant.words != line.strip() else words
            return meant.status, kept
        return None, words

    def _unmet(self, code: str) -> list[MilestoneGlance]:
        """The action's milestones that the reader may call met."""
        facts = read_form_facts(self._asked.database, self._asked.person, code)
        if not isinstance(facts, FormFacts) or not facts.may_set_status:
            return []
        return [each for each in facts.milestones if each.met_on is None]

    def _met(self, code: str, words: str) -> MilestoneGlance | None:
        unmet = self._unmet(code)
        return milestone_said_met(words, unmet, self._asked_after(code, {each.id for each in unmet}))

    def _asked_after(self, code: str, unmet: set[int]) -> MilestoneGlance | None:
        entry: Entry | None = next(
            (each for each in self._letter.entries if each.action and each.action.code == code), None
        )
        first = entry.milestones[0] if entry is not None and entry.milestones else None
        is_open = first is not None and first.id in unmet and has_passed(first, self._letter.today)
        return first if is_open else None

    # -- what the buttons carry

    def _offer(self, number: int, code: str, status: str | None, words: str, raw: str) -> str | None:
        start = max(raw.find(words), 0) if words else 0
        return self._fitting(number, code=code, status=status, raw=raw, at=[start, start + len(words)])

    def _choice(self, code: str, part: Part, number: int) -> str | None:
        """What a button that says which action is meant carries: the same sentence, said of it."""
        request = read(f"{code} {part.text}", self._asked.key, EveryCode())
        status, words = (request.status, request.words) if isinstance(request, Update) else (None, part.text)
        if status is None:
            status, words = self._in_plain_words(f"{code} {part.text}", code, words)
        return self._offer(number, code, status, words, part.text)

    def _fitting(self, number: int, **fields: Any) -> str | None:
        try:
            return self._value(number, **fields)
        except ValueError:
            return None

    def _value(self, number: int, **fields: Any) -> str:
        """The fields and the asking's key, with when it was shown: what others say from then on is news."""
        key = asking_key("answer", f"{self._asked.submission_key} {number}", self._asked.at)
        return verbs.value(asked=key, **fields)

    def _titled(self, code: str) -> str:
        name = self._names.codes.get(code)
        return f"{code} {name.name}" if name else code
