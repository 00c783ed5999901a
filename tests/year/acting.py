"""Somebody answers a question in Slack, in one of the ways people do, and whether they were told that it was kept.

What may live here: pressing, filling in and typing for a player. When somebody answers is decided elsewhere.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from threading import Thread
from typing import ClassVar

from bot.practice import Message, Person, View
from bot.rehearsal import Rehearsal
from tests.year.cast import Player, is_worked
from tests.year.counting import MET, NEW_DATE, SNOOZED, WORD, Said
from tests.year.habits import COMMAND, FORM, REPLY, STATUSES, TAP, WORDS, status_after, words_for
from tests.year.seeing import Row, buttons, rows

KEPT = "✅"

ALREADY = "had already been met"
"""What somebody is told who calls a milestone met a second time: it was heard the first time, and nothing since."""

BEATEN = ("Nothing more was recorded", "nothing was recorded")
"""What somebody is told whose tap came after another's: it was answered, and theirs is not among what was said."""

MET_SHARE = 0.6
"""How often a milestone that is asked after has been met; else it has a new date."""

Press = tuple[Player, Message, Row]
"""Who presses in which message, at which question."""

RECORDING = ("record_reading", "milestone_met", "no_change")
"""The first button of what a sentence was understood to say."""


@dataclass(slots=True)
class Hands:
    """Everybody's hands. `status` is how each action really stands; `unkept` what nobody was told was kept."""

    rehearsal: Rehearsal
    seed: int
    status: dict[str, str]
    unkept: list[str] = field(default_factory=list)
    acts: int = 0
    _draws: dict[str, Random] = field(default_factory=dict)

    def draw(self, player: Player) -> Random:
        """A player's own luck, whatever the others do."""
        return self._draws.setdefault(player.key, Random(f"{self.seed} {player.key}"))

    def person(self, player: Player) -> Person:
        """A player's account."""
        return self.rehearsal.people[player.email]

    # -- answering

    def answer(self, player: Player, message: Message, row: Row, way: str) -> Said | None:
        """Answer one question of a message; what was said, once the person has seen that it was kept."""
        self.acts += 1
        said = self._doing[way](self, player, message, row)
        if said is None and not self._was_beaten(player, row):
            self.unkept.append(
                f"{self.now:%d %b %Y %H:%M} {player.key}, {way}, {row.question}: {self._shown(player)}"
            )
        return said

    def tell(self, player: Player, text: str) -> str:
        """Type `/loip` and this; what is read in answer."""
        self.acts += 1
        with self._delivering(player):
            answer = self.rehearsal.team.command(self.person(player), "/loip", text)
        self.rehearsal.settle()
        return answer.readable

    def together(self, *presses: Press) -> Iterator[Said]:
        """Several people press *No change* about one action at the same moment, each in the message they have."""
        self.acts += len(presses)
        threads = [Thread(target=self._press, args=(*each, "no_change")) for each in presses]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.rehearsal.settle()
        for player, message, row in presses:
            if self._forms(player):  # three times running: one sentence is asked for
                self.submit(
                    player, {"words": words_for(self._standing(row), self.draw(player), self.now.month)}
                )
            said = self._said(player, message, row)
            if said is not None:
                yield said
            elif not self._was_beaten(player, row):
                self.unkept.append(f"{self.now:%d %b %Y %H:%M} {player.key}, together, {row.question}")

    @property
    def now(self) -> datetime:
        """The moved clock."""
        return self.rehearsal.clock.now()

    # -- the ways

    def _tap(self, player: Player, message: Message, row: Row) -> Said | None:
        draw = self.draw(player)
        if row.question.milestone is not None:
            return self._of_milestone(player, message, row, draw)
        chance = draw.random()
        if chance < 0.04:
            return self._snooze(player, message, row)
        if chance < 0.14:
            return self._through_form(
                player, message, row, "blocked", {"barrier": "waiting for a decision on data"}
            )
        if "no_change" not in row.buttons or chance > 0.85:
            return self._form(player, message, row)
        self._press(player, message, row, "no_change")
        self.rehearsal.settle()
        if self._forms(player):  # three times running: one sentence is asked for
            self.submit(player, {"words": words_for(self._standing(row), draw, self.now.month)})
        return self._said(player, message, row)

    def _of_milestone(self, player: Player, message: Message, row: Row, draw: Random) -> Said | None:
        title = row.question.milestone
        if draw.random() < MET_SHARE:
            self._press(player, message, row, "milestone_met")
            self.rehearsal.settle()
            return self._said(player, message, row, MET, milestone=title)
        day = _worked(self.now.date() + timedelta(days=draw.randint(14, 80)))
        filled = {"day": day.isoformat(), "reason": "the room is not ready"}
        said = self._through_form(player, message, row, "milestone_new_date", filled)
        return said and Said(player.key, self.now, row.question.code, NEW_DATE, title, until=day, by=TAP)

    def _snooze(self, player: Player, message: Message, row: Row) -> Said | None:
        """By the menu beside the buttons; where there is none, nothing changes."""
        menu = next(
            (each for each in _menus(message, row) if any("snooze" in value for value in each[1])), None
        )
        if menu is None:
            return self._form(player, message, row)
        action_id, values = menu
        value = next(value for value in values if "snooze" in value)
        self.rehearsal.team.choose(self.person(player), message, action_id, value, block_id=row.block_id)
        self.rehearsal.settle()
        day = _worked(self.now.date() + timedelta(days=7))
        self.submit(player, {"day": day.isoformat()})
        return self._said(player, message, row, SNOOZED, until=day)

    def _form(self, player: Player, message: Message, row: Row) -> Said | None:
        draw = self.draw(player)
        status = status_after(self._standing(row), draw)
        is_done = draw.random() < 0.02
        chosen = "complete" if is_done else status
        filled = {"status": chosen, "words": words_for(status, draw, self.now.month)}
        filled |= {"evidence": "the report of the day"} if is_done else {}
        said = self._through_form(player, message, row, "update", filled, status=chosen)
        if said is not None:
            self.status[row.question.code] = chosen
        return said

    def _command(self, player: Player, _message: Message, row: Row) -> Said | None:
        title = row.question.milestone
        if title is not None and self.draw(player).random() < MET_SHARE:
            read = self.tell(player, f'milestone {row.question.code} met "{title}"')
            said = Said(player.key, self.now, row.question.code, MET, title, by=COMMAND)
            return said if KEPT in read and ALREADY not in read else None
        status, words = self._sentence(player, row)
        read = self.tell(player, f"update {row.question.code} {words}")
        return self._typed(player, row, status, COMMAND) if KEPT in read else None

    def _words(self, player: Player, _message: Message, row: Row) -> Said | None:
        status, words = self._sentence(player, row)
        return self._written(player, row, status, f"{row.question.code} {words}", None, WORDS)

    def _reply(self, player: Player, message: Message, row: Row) -> Said | None:
        status, words = self._sentence(player, row)
        return self._written(player, row, status, f"{row.question.code} is {words}", message.ts, REPLY)

    _doing: ClassVar = {TAP: _tap, FORM: _form, COMMAND: _command, WORDS: _words, REPLY: _reply}

    # -- small moves

    def _written(
        self, player: Player, row: Row, status: str, text: str, thread_ts: str | None, by: str
    ) -> Said | None:
        """Write to the bot; where it asks whether that is what was meant, say that it is."""
        person, team = self.person(player), self.rehearsal.team
        with self._delivering(player):
            written = team.say(person, None, text, thread_ts=thread_ts).message
        self.rehearsal.settle()
        if written is None:
            return None
        answers = [
            each for each in team.messages(written.channel) if each.ts > written.ts and each.user != person.id
        ]
        for answer in answers:
            if KEPT in answer.readable:
                return self._typed(player, row, status, by)
            pressed = next(
                (each for each in buttons(answer.blocks) if each[1].split(":")[0] in RECORDING), None
            )
            if pressed is not None:
                before = answer.readable
                team.press(person, answer, pressed[1], block_id=pressed[0])
                self.rehearsal.settle()
                if KEPT in answer.readable or (before != answer.readable) or KEPT in self._shown(player):
                    return self._typed(player, row, status, by)
        return None

    def _typed(self, player: Player, row: Row, status: str, by: str) -> Said:
        self.status[row.question.code] = status
        return Said(player.key, self.now, row.question.code, status=status, by=by)

    def _through_form(
        self,
        player: Player,
        message: Message,
        row: Row,
        verb: str,
        filled: dict[str, str],
        status: str | None = None,
    ) -> Said | None:
        if verb not in row.buttons:
            return None
        self._press(player, message, row, verb)
        self.rehearsal.settle()
        if not self._forms(player):
            return None
        shown = self.submit(player, filled)
        kept = KEPT in shown or not _is_open(message, row)
        return Said(player.key, self.now, row.question.code, status=status, by=FORM) if kept else None

    def _press(self, player: Player, message: Message, row: Row, verb: str) -> None:
        # A trigger opens one form; what records at once has to bear being delivered twice.
        with self._delivering(player) if verb in ("no_change", "milestone_met") else nullcontext():
            self.rehearsal.team.press(self.person(player), message, row.buttons[verb], block_id=row.block_id)

    def submit(self, player: Player, filled: dict[str, str]) -> str:
        """Fill in the form on the screen, save it, read what it turns into, and close it; nothing where none opened."""
        shown_now = self._forms(player)
        if not shown_now:
            return ""
        view = shown_now[-1]
        there = {str(block["block_id"]) for block in view.blocks if block["type"] == "input"}
        values = {name: {"value": value} for name, value in filled.items() if name in there}
        with self._delivering(player):
            answer = self.rehearsal.team.submit(self.person(player), view, values)
        self.rehearsal.settle()
        shown = " ".join(each.readable for each in self._forms(player)) + " ".join(answer.errors.values())
        self.close_forms(player)
        return shown

    def close_forms(self, player: Player) -> None:
        """Nothing stays on the screen."""
        for view in reversed(self._forms(player)):
            self.rehearsal.team.close(self.person(player), view)

    def _forms(self, player: Player) -> list[View]:
        return self.rehearsal.team.views(self.person(player))

    def _said(
        self,
        player: Player,
        message: Message,
        row: Row,
        kind: str = WORD,
        milestone: str | None = None,
        until: date | None = None,
    ) -> Said | None:
        """What a tap said, where the question has gone from the message it was asked in."""
        if _is_open(message, row) or self._was_beaten(player, row):
            return None
        return Said(player.key, self.now, row.question.code, kind, milestone, until=until, by=TAP)

    def _was_beaten(self, player: Player, row: Row) -> bool:
        """Whether somebody has just been told that another was first, or that nothing was left to answer."""
        told = self.rehearsal.team.ephemerals(self.person(player))[-1:]
        just_now = (each.readable for each in told if float(each.ts) >= int(self.now.timestamp()))
        return any(row.question.code in read and any(each in read for each in BEATEN) for read in just_now)

    def _sentence(self, player: Player, row: Row) -> tuple[str, str]:
        draw = self.draw(player)
        status = status_after(self._standing(row), draw)
        return status, f"{STATUSES[status][0]} {words_for(status, draw, self.now.month)}"

    def _standing(self, row: Row) -> str:
        status = self.status.get(row.question.code, "on_track")
        return status if status in STATUSES else "on_track"

    def _shown(self, player: Player) -> str:
        """The end of the newest thing on somebody's screen, for a report."""
        shown = self.rehearsal.team.ephemerals(self.person(player))
        return " / ".join(each.readable for each in shown[-1:])[-300:]

    def _delivering(self, player: Player) -> AbstractContextManager[None]:
        return self.rehearsal.team.delivering_twice() if player.hasty else nullcontext()


def _is_open(message: Message, row: Row) -> bool:
    """Whether a question still stands in a message, its buttons with it."""
    return any(
        each.block_id == row.block_id and each.question == row.question for each in rows(message.blocks)
    )


def _menus(message: Message, row: Row) -> Iterator[tuple[str, list[str]]]:
    for block in message.blocks:
        if block.get("block_id") == row.block_id:
            for element in block.get("elements", ()):
                if element["type"] == "overflow":
                    yield str(element["action_id"]), [str(option["value"]) for option in element["options"]]


def _worked(day: date) -> date:
    while not is_worked(day):
        day += timedelta(days=1)
    return day
