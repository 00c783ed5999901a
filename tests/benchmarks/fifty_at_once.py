"""How soon fifty people who act at the same moment are each acknowledged: commands, taps and forms in equal parts.

Against `loip run` in a process of its own, over Socket Mode, on a register of 2,000 actions in SQLite; everything that
is acknowledged has been committed. Beside it, in turn, the same fifty acts on a Bolt with empty listeners in another
process. Taken from Slack's side: from sending the envelope to having the answer. The 99th percentile is meant to be
below a second.
"""

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from threading import Barrier, Event, Thread

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.practice import Answer, Message, Person, PracticeSlack, Team, View, unlimited
from tests.benchmarks import at_rest
from tests.benchmarks.large_register import TEAM, TOKEN, LargeRegister, large_register
from tests.benchmarks.measuring import BLOCKS, Finding, Samples
from tests.year.seeing import rows

PEOPLE, ACTIONS = 50, 2_000
ROUNDS, WARM_UP = 15, 2
SECOND = 1000.0
IN_VAIN = 3000.0
"""Milliseconds after which Slack tells the person that nothing came back. Whoever waited so long counts with them."""

TIMES_EMPTY = 8.0

COMMAND, TAP, FORM = range(3)
"""What somebody does; from round to round each does another."""

EMPTY = (sys.executable, "-m", "tests.benchmarks.fifty_at_once")
Act = Callable[[], Answer]


def measure(folder: Path) -> list[Finding]:
    """The 99th percentile against a second, and the middle against an empty listener's."""
    register = large_register(folder / "fifty.db", ACTIONS, PEOPLE, updates_each=2)
    _begins_today(register)
    before = _updates(register)
    with _running(register, folder) as (ours, empty):
        taken: dict[str, list[list[float]]] = {"ours": [], "empty": []}
        for number in range(WARM_UP + ROUNDS):
            acts, beside = _acts(register, ours, empty, number)
            taken["empty"].append(_at_once(beside))
            taken["ours"].append(_at_once(acts))
    said, in_vain = PEOPLE * (WARM_UP + ROUNDS), _in_vain(taken["ours"])
    assert said - in_vain <= _updates(register) - before <= said, "an update was lost, or kept twice"
    register.database.close()
    return _findings(taken["ours"][WARM_UP:], taken["empty"][WARM_UP:])


def _findings(ours: list[list[float]], empty: list[list[float]]) -> list[Finding]:
    p50, p99 = (_percentiles(ours, percent) for percent in (50, 99))
    empty50, empty99 = (_percentiles(empty, percent) for percent in (50, 99))
    acts = f"{len(_together(ours))} acts, {_in_vain(ours)} of them not within 3 s"
    words = f"{PEOPLE} at once, {{}}: the bot {{:.0f}} ms; empty listener {{:.0f}} ms; {acts}"
    late = words.format(
        "99th percentile of all", _percentile(_together(ours), 99), _percentile(_together(empty), 99)
    )
    middle = words.format("50th", _percentile(_together(ours), 50), _percentile(_together(empty), 50))
    # The verdict is on all acts together; the fifths, which may be milder, tell only how well it repeats.
    fifths = f"; by fifths of the rounds {min(p99.values):.0f} to {max(p99.values):.0f} ms"
    of_all, second = _percentile(_together(ours), 99), Samples((SECOND,) * BLOCKS)
    return [
        Finding(
            "Fifty at once, 99th percentile : one second",
            1,
            Samples((of_all,) * BLOCKS),
            (second,),
            late + fifths,
        ),
        Finding("Fifty at once, 99th percentile : empty listener", TIMES_EMPTY, p99, (empty99,), late),
        Finding("Fifty at once, 50th percentile : empty listener", TIMES_EMPTY, p50, (empty50,), middle),
    ]


def _percentiles(rounds: list[list[float]], percent: int) -> Samples:
    """A percentile of every fifth of the rounds."""
    size = max(1, len(rounds) // BLOCKS)
    fifths = (rounds[number * size : (number + 1) * size] for number in range(BLOCKS))
    return Samples(tuple(_percentile(_together(fifth), percent) for fifth in fifths))


def _in_vain(rounds: list[list[float]]) -> int:
    return sum(each >= IN_VAIN for each in _together(rounds))


def _together(rounds: list[list[float]]) -> list[float]:
    return [milliseconds for each in rounds for milliseconds in each]


def _percentile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def _at_once(acts: list[Act]) -> list[float]:
    """Milliseconds until each of the acts was acknowledged, all begun at the same moment."""
    start, answers = Barrier(len(acts)), [Answer()] * len(acts)

    def one(number: int) -> None:
        start.wait()
        answers[number] = acts[number]()

    threads = [Thread(target=one, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused = [answer.error or str(answer.errors) for answer in answers if answer.error or answer.errors]
    assert set(refused) <= {"operation_timeout"}, f"not acknowledged: {refused[:3]}"
    return [answer.milliseconds for answer in answers]


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Fifty people of one workspace. What each does and sees in the bot's can be set before those of the other."""

    team: Team
    people: list[Person]

    def types(self, who: int, text: str) -> Act:
        """Somebody types `/loip` and this."""
        return lambda: self.team.command(self.people[who], "/loip", text)

    def taps(self, who: int, message: Message, block_id: str, action_id: str) -> Act:
        """Somebody presses a button of a message they see."""
        return lambda: self.team.press(self.people[who], message, action_id, block_id=block_id)

    def sends(self, who: int, view: View, words: str) -> Act:
        """Somebody sends the form on their screen."""
        return lambda: self.team.submit(self.people[who], view, {"words": {"value": words}})

    def shown(self, who: int, message: Message) -> Message:
        """Another's message, on this crowd's screen."""
        workspace, person = self.team.workspace, self.people[who]
        ts = workspace.new_ts(self.team.installation.epoch())
        channel = workspace.dm_channel(person.id).id
        copy = Message(
            channel, ts, workspace.bot_user_id, message.text, deepcopy(message.blocks), ephemeral_to=person.id
        )
        return workspace.post(copy)

    def opened(self, who: int, view: View) -> View:
        """Another's form, on this crowd's screen."""
        workspace = self.team.workspace
        copy = workspace.new_view(
            self.people[who].id, deepcopy(view.definition), self.team.installation.epoch()
        )
        workspace.show_above(copy)
        return copy

    def clear(self) -> None:
        """Close every form."""
        for person in self.people:
            self.team.workspace.clear_stack(person.id, 0)


def _acts(register: LargeRegister, ours: _Crowd, empty: _Crowd, number: int) -> tuple[list[Act], list[Act]]:
    """What everybody does in a round, of the bot and of the empty listener; what they do it on is on their screens."""
    ours.clear()
    empty.clear()
    pairs = [_pair(register, ours, empty, who, number) for who in range(PEOPLE)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _pair(register: LargeRegister, ours: _Crowd, empty: _Crowd, who: int, number: int) -> tuple[Act, Act]:
    code = register.code(who + PEOPLE * (number % (ACTIONS // PEOPLE)))
    words = f"the pilot of round {number} is waiting on funding"
    what = (who + number) % 3
    if what == COMMAND:
        text = f"update {code} amber {words}"
        return ours.types(who, text), empty.types(who, text)
    if what == FORM:
        ours.types(who, f"update {code}")()
        (view,) = ours.team.views(ours.people[who])
        return ours.sends(who, view, words), empty.sends(who, empty.opened(who, view), words)
    message = ours.types(who, f"show {code}")().message
    assert message is not None, "nothing to press"
    row = next(row for row in rows(message.blocks) if "no_change" in row.buttons)
    pressed = row.block_id, row.buttons["no_change"]
    return ours.taps(who, message, *pressed), empty.taps(who, empty.shown(who, message), *pressed)


# -- the two of them, running


@contextmanager
def _running(register: LargeRegister, folder: Path) -> Iterator[tuple[_Crowd, _Crowd]]:
    """`loip run` in one workspace and empty listeners in another, each a process of its own."""
    with PracticeSlack(pace=unlimited(), log_most=100) as slack, ExitStack() as kept:
        crowds = []
        for team_id, token, command in ((TEAM, TOKEN, at_rest.LOIP), ("T2", "xoxb-empty", EMPTY)):
            team = slack.add_workspace(team_id, bot_token=token)
            people = [
                team.add_person(
                    register.slack_id(who), f"Officer {who}", email=f"officer{who:06d}@example.org"
                )
                for who in range(PEOPLE)
            ]
            kept.enter_context(
                at_rest.running(command, slack, team, register.url, folder, at_rest.free_port())
            )
            slack.wait_for_connection(team, at_rest.PATIENCE_SECONDS)
            crowds.append(_Crowd(team, people))
        yield crowds[0], crowds[1]


def _begins_today(register: LargeRegister) -> None:
    """Nothing is due or to be caught up: what is measured is answering, and every action has *No change*."""
    with register.database.writers.connect() as connection, connection.begin():
        today = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        connection.exec_driver_sql("UPDATE partnerships SET created_at = ?", (today,))
        connection.exec_driver_sql("UPDATE milestones SET earliest = '2999-01-04', latest = '2999-01-04'")


def _updates(register: LargeRegister) -> int:
    with register.database.readers.connect() as connection:
        number: int = connection.exec_driver_sql("SELECT count(*) FROM updates").scalar_one()
    return number


def main() -> None:
    """Bolt with empty listeners in Socket Mode, everything else as it comes: what the bot is measured beside."""
    logging.basicConfig(level=logging.ERROR)
    base_url = os.environ["SLACK_API_URL"]
    app = App(client=WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=base_url))
    for listen in (app.command("/loip"), app.action(re.compile(".*")), app.view(re.compile(".*"))):
        listen(_acknowledge)
    app_token = os.environ["SLACK_APP_TOKEN"]
    handler = SocketModeHandler(app, app_token, web_client=WebClient(token=app_token, base_url=base_url))
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    Event().wait()


def _acknowledge(ack: Ack) -> None:
    ack()


_: Callable[[Path], list[Finding]] = measure

if __name__ == "__main__":
    main()
