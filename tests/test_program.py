"""The program `loip` as whoever runs it meets it: processes of its own, against the practice Slack."""

import getpass
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from bot.checks import check
from bot.practice import Answer, Message, Person, PracticeSlack, Team, unlimited
from bot.rules.workdays import Calendar
from bot.services.import_register import import_register
from bot.settings import Settings
from storage.engine import Database
from storage.records import Change, Outbox, Slot, Update, Workspace
from storage.repositories import Register
from storage.unit_of_work import reading
from tests.builders import CLERK
from tests.processes import run_module
from tests.registers import Values

ROOT = Path(__file__).parent.parent

PASSWORD = "pa55word-of-the-database"
TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-very-secret-bot",
    "SLACK_APP_TOKEN": "xapp-very-secret-app",
    "SLACK_SIGNING_SECRET": "very-secret-signing",
}
TYPED = "xyzzy funding fell through"
SECRETS = (PASSWORD, "very-secret", TYPED)

Process = subprocess.Popen[str]


@dataclass
class Program:
    """The program in a folder of its own, and the practice Slack it is set up for."""

    folder: Path
    database_url: str
    slack: PracticeSlack
    team: Team
    written: list[Path] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the machine's own but where programs are found."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "USER": "moira",
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": self.database_url,
            "SLACK_API_URL": self.slack.url,
            "LOIP_LOG": "debug",
            **TOKENS,
        }

    def __call__(self, *arguments: str, expect: int = 0, **settings: str | None) -> str:
        """Run a command to its end; what it wrote, its log left out. A setting of None is not set."""
        return _fit_to_read(*run_module("bot", arguments, self._with(settings), self.folder), expect)

    def anew(self, *arguments: str, expect: int = 0) -> str:
        """The same in a Python of its own from the first line on, which takes a second more."""
        done = subprocess.run(
            self._command(arguments),
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return _fit_to_read(done.returncode, done.stdout, done.stderr, expect)

    @contextmanager
    def running(self, *arguments: str, **settings: str | None) -> Iterator[Process]:
        """A process that runs until it is told to stop; what it logged held no secret and nothing typed."""
        log = self.folder / f"log {len(self.written)}"
        self.written.append(log)
        with log.open("w") as errors:
            process = subprocess.Popen(
                self._command(arguments),
                env=self._with(settings),
                cwd=self.folder,
                stdout=errors,
                stderr=subprocess.STDOUT,
                text=True,
            )
        try:
            yield process
        finally:
            process.kill()
            process.wait(10)
        _keeps_secrets(log.read_text())

    def log(self) -> str:
        """What the newest process logged."""
        return self.written[-1].read_text()

    def look(self, what: Callable[[Register], Any]) -> Any:
        """Anything of the register as it is committed now."""
        with closing(Database(self.database_url)) as database, reading(database) as look:
            (partnership,) = look.everywhere.partnerships()
            return what(look.register(partnership.id or 0))

    def everything(self, kind: type[Any]) -> list[Any]:
        return list(self.look(lambda register: register.rows.all(kind)))

    def _with(self, settings: dict[str, str | None]) -> dict[str, str]:
        mixed: dict[str, str | None] = {**self.environment, **settings}
        return {name: value for name, value in mixed.items() if value is not None}

    @staticmethod
    def _command(arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-W", "error", "-m", "bot", *arguments]


def _fit_to_read(exit_code: int, output: str, errors: str, expect: int) -> str:
    """What a command wrote, its log left out."""
    _keeps_secrets(output + errors)
    assert "Traceback" not in errors
    said = output + "".join(line for line in errors.splitlines(True) if "level=" not in line)
    assert exit_code == expect, said
    return said


def _keeps_secrets(written: str) -> None:
    assert not [secret for secret in SECRETS if secret in written]


@contextmanager
def _set_up(database_url: str, folder: Path) -> Iterator[Program]:
    """The program on a migrated database; PostgreSQL's address has a password in it."""
    with PracticeSlack(pace=unlimited()) as slack:
        team = slack.add_workspace(
            "T0LOIP",
            "Inverlath",
            bot_token=TOKENS["SLACK_BOT_TOKEN"],
            app_token=TOKENS["SLACK_APP_TOKEN"],
            signing_secret=TOKENS["SLACK_SIGNING_SECRET"],
        )
        address = re.sub(r"(?<=postgres:)(?=@)", PASSWORD, database_url)
        yield Program(folder, address, slack, team)


def _with_register(program: Program) -> Program:
    """The same with a register in it, bound to the workspace its people are members of."""
    program.team.add_person("UAILSA", "Ailsa Reid", email="ailsa@inverlath.example.org")
    program.team.add_person("UMUIR", "Catriona Muir", email="catriona@inverlath.example.org")
    own: dict[str, Any] = {"_env_file": None}
    settings = Settings(
        slack_bot_token=SecretStr(TOKENS["SLACK_BOT_TOKEN"]),
        slack_app_token=SecretStr(TOKENS["SLACK_APP_TOKEN"]),
        slack_api_url=program.slack.url,
        **own,
    )
    with closing(Database(program.database_url)) as database:
        now = datetime.now(UTC)
        assert not import_register(database, [_register()], None, CLERK, now).refused
        assert all(line.ok for line in check(settings, database, now, None, CLERK))
    return program


@pytest.fixture
def program(database_url: str, tmp_path: Path) -> Iterator[Program]:
    """The program on a database without a register, on either engine."""
    with _set_up(database_url, tmp_path) as program:
        yield program


@pytest.fixture
def ready(program: Program) -> Program:
    """The program with a register, on either engine."""
    return _with_register(program)


@pytest.fixture
def alone(sqlite_database_url: str, tmp_path: Path) -> Iterator[Program]:
    """The program without a register on SQLite alone: where nothing hangs on the engine."""
    with _set_up(sqlite_database_url, tmp_path) as program:
        yield program


@pytest.fixture
def settled(alone: Program) -> Program:
    """The program with a register, on SQLite alone."""
    return _with_register(alone)


def _file(program: Program, **changes: Any) -> str:
    """A small register as a file."""
    path = program.folder / "register.yaml"
    path.write_text(yaml.safe_dump({"schema_version": 1, "partnerships": [_register() | changes]}))
    return str(path)


def _register() -> Values:
    board_day = _working_day(20)
    return {
        "id": "inv",
        "name": "Inverlath Community Planning Partnership",
        "holidays": "none",
        "bodies": [{"id": "nhs", "name": "NHS Inverlath"}],
        "groups": [{"id": "board", "name": "CPP Board", "kind": "board", "digest": True}],
        "people": [
            {
                "id": "ailsa",
                "name": "Ailsa Reid",
                "post": "Health Improvement Manager",
                "body": "nhs",
                "email": "ailsa@inverlath.example.org",
                "roles": [{"role": "chair", "group": "board"}],
            },
            {
                "id": "muir",
                "name": "Catriona Muir",
                "post": "Planning Manager",
                "email": "catriona@inverlath.example.org",
                "roles": [{"role": "support"}],
            },
        ],
        "actions": [
            {"id": "1", "code": "POV-03", "title": "Cash First", "lead": "nhs", "lead_officer": "ailsa"},
        ],
        "meetings": [
            {
                "id": "next",
                "group": "board",
                "date": f"{board_day:%Y-%m-%d}",
                "time": "14:00",
                "precision": "day",
            }
        ],
    }


def _working_day(ahead: int) -> datetime:
    """A working day at least so many days from now, at nine; what is imported now falls due after now."""
    day = datetime.now(UTC).date() + timedelta(days=ahead)
    return datetime.combine(Calendar("none", frozenset()).next_working_day(day), datetime.min.time()).replace(
        hour=9
    )


def _at_noon() -> str:
    """Noon today, or now where that is over."""
    now = datetime.now(UTC)
    return max(now, now.replace(hour=12, minute=0)).isoformat()


def _next_monday() -> str:
    """The next nudge's time as the command line takes it."""
    tomorrow = _working_day(1)
    return (tomorrow + timedelta(days=-tomorrow.weekday() % 7)).isoformat(timespec="minutes")


def _until(holds: Callable[[], object], seconds: float = 20) -> float:
    """Wait until something holds; how many seconds that took."""
    start = time.monotonic()
    while not holds():
        assert time.monotonic() < start + seconds, "it never came about"
        time.sleep(0.02)
    return time.monotonic() - start


def _free_port() -> str:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return str(listener.getsockname()[1])


def _health(port: str) -> dict[str, Any] | None:
    """What the process says of itself; None while it does not listen."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/healthz", timeout=3) as answer:
            found: dict[str, Any] = json.load(answer)
            return found
    except urllib.error.HTTPError as error:
        refused: dict[str, Any] = json.load(error)
        return refused
    except OSError:
        return None


def _ailsa(program: Program) -> Person:
    return program.team.workspace.people["UAILSA"]


def _types(program: Program, words: str) -> Answer:
    return program.team.command(_ailsa(program), "/loip", words)


def _letters(program: Program) -> list[Message]:
    return program.team.dm(_ailsa(program))


def _stops(process: Process) -> float:
    """Tell it to stop; how many seconds that took."""
    start = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    return time.monotonic() - start


# -- run


def test_it_starts_while_slack_is_down_and_answers_when_slack_is_back(ready: Program) -> None:
    ready.slack.stop()
    port = _free_port()
    with ready.running("run", LOIP_PORT=port) as process:
        _until(lambda: _health(port))
        assert _health(port) == {"ok": True, "database": True, "heartbeat": True, "connected": False}
        ready.slack.start()
        ready.slack.wait_for_connection(ready.team, timeout=20)
        _until(lambda: (_health(port) or {}).get("connected"))
        answer = _types(ready, f"update POV-03 amber {TYPED}")
        assert TYPED in answer.readable
        assert _stops(process) < 6
    assert "event='connected'" in ready.log()
    assert "event='stopped'" in ready.log()


@contextmanager
def _held(program: Program) -> Iterator[None]:
    """Somebody else holds what an update has to write, so that it is under way for as long as this lasts."""
    engine = create_engine(program.database_url)
    with engine.connect() as connection:
        hold = "SELECT id FROM actions FOR UPDATE"
        if engine.dialect.name == "sqlite":
            connection.connection.cursor().execute("PRAGMA busy_timeout=1000")
            hold = "UPDATE actions SET title = title"
        connection.execute(text(hold))
        yield
        connection.rollback()
    engine.dispose()


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_an_update_under_way_when_it_is_told_to_stop_is_saved_and_answered(ready: Program, mode: str) -> None:
    port = _free_port()
    with ready.running("run", "--mode", mode, LOIP_PORT=port) as process:
        _until(lambda: (_health(port) or {}).get("connected"))
        if mode == "http":
            ready.team.request_url = f"http://127.0.0.1:{port}/slack/events"
        _until(lambda: ready.everything(Slot) == [] and _types(ready, "mine").error is None)
        with _held(ready):
            answers: list[Answer] = []
            typing = Thread(target=lambda: answers.append(_types(ready, f"update POV-03 amber {TYPED}")))
            typing.start()
            time.sleep(0.4)
            process.send_signal(signal.SIGTERM)
            told = time.monotonic()
            time.sleep(0.4)
            assert process.poll() is None, "it waits for what is under way"
        typing.join(10)
        assert process.wait(20) == 0
        assert time.monotonic() - told < 6
    assert TYPED in answers[0].readable
    assert [update.words for update in ready.everything(Update)] == [TYPED]


def test_over_http_only_what_slack_signed_is_answered(ready: Program) -> None:
    port = _free_port()
    with ready.running("run", LOIP_PORT=port, SLACK_APP_TOKEN=None) as process:
        _until(lambda: _health(port))
        ready.team.request_url = f"http://127.0.0.1:{port}/slack/events"
        assert "POV-03" in _types(ready, "mine").readable
        forged = ready.team.installation.signing_secret
        ready.team.installation.signing_secret = "somebody else's"
        assert _types(ready, f"update POV-03 amber {TYPED}").status == 401
        ready.team.installation.signing_secret = forged
        assert ready.everything(Update) == []
        assert _stops(process) < 6


def test_a_replica_that_only_answers_delivers_what_a_tap_changes_and_leaves_the_clock_alone(
    ready: Program,
) -> None:
    ready("tick", "--at", _next_monday())
    (letter,) = _letters(ready)
    _a_week_earlier(ready)
    slots = len(ready.everything(Slot))
    _kept_since_a_fortnight(ready)
    port = _free_port()
    with ready.running("run", "--no-schedules", LOIP_PORT=port) as process:
        _until(lambda: (_health(port) or {}).get("connected"))
        ready.team.press(_ailsa(ready), letter, label="No change")
        assert _until(lambda: letter.edited) < 2
        assert "✅ No change" in letter.readable
        assert len(ready.everything(Slot)) == slots, "what is due is left to a replica that keeps time"
        assert _health(port) == {"ok": True, "database": True, "heartbeat": True, "connected": True}
        with ready.running("run", LOIP_PORT="0"):
            _until(lambda: len(ready.everything(Slot)) > slots)
        assert _stops(process) < 6


def _a_week_earlier(program: Program) -> None:
    """As if what was sent at a time to come had been sent a week before it."""
    engine = create_engine(program.database_url)
    with engine.begin() as connection:
        then = (datetime.now(UTC) - timedelta(days=1)).replace(tzinfo=None)
        connection.execute(text("UPDATE outbox SET sent_at = :then, not_before = :then"), {"then": then})
    engine.dispose()


def _kept_since_a_fortnight(program: Program) -> None:
    """As if the partnership had been here for two weeks, in which runs fell due that nobody took."""
    engine = create_engine(program.database_url)
    with engine.begin() as connection:
        since = datetime.now(UTC) - timedelta(days=14)
        connection.execute(
            text("UPDATE partnerships SET created_at = :since"), {"since": since.replace(tzinfo=None)}
        )
    engine.dispose()


def test_two_replicas_that_start_at_once_say_what_is_late_once(ready: Program) -> None:
    _kept_since_a_fortnight(ready)
    with ready.running("run", LOIP_PORT="0"), ready.running("run", LOIP_PORT="0"):
        _until(lambda: [row.name for row in ready.everything(Slot) if row.name.startswith("nudge")])
        ready.slack.wait_for_connection(ready.team, timeout=20, least=2)
    runs = [slot.name for slot in ready.everything(Slot)]
    assert len(runs) == len(set(runs))
    assert len(ready.everything(Outbox)) <= 1
    assert len(_letters(ready)) <= 1


def test_it_refuses_to_start_on_a_database_that_is_not_migrated(alone: Program) -> None:
    address = f"sqlite:///{alone.folder / 'new.db'}"
    line = "The database is not at this version. Run: loip migrate\n"
    assert alone("run", expect=2, DATABASE_URL=address) == line
    assert alone("tick", expect=2, DATABASE_URL=address) == line
    assert alone("migrate", DATABASE_URL=address).startswith("Applied: 0001")
    assert alone("migrate", DATABASE_URL=address) == "Up to date: nothing to apply.\n"


def test_a_port_that_is_taken_is_one_line(alone: Program) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        said = alone("run", expect=2, LOIP_PORT=port)
    assert said == (
        f"LOIP_HOST and LOIP_PORT: nothing can listen on 127.0.0.1:{port} (Address already in use).\n"
    )


# -- import, tick, digest, outbox, check


def test_an_import_tried_out_writes_nothing_and_a_real_one_says_who_ran_it(program: Program) -> None:
    tried = program("import", _file(program), "--dry-run")
    assert "1 added" in tried or "POV-03" in tried
    with closing(Database(program.database_url)) as database, reading(database) as look:
        assert look.everywhere.partnerships() == []
    program("import", _file(program))
    changes = program.everything(Change)
    assert {change.by for change in changes} == {"command line (moira)"}
    before = len(changes)
    program("import", _file(program))
    assert len(program.everything(Change)) == before, "the same file again changes nothing"
    assert "no such" in program("import", "nowhere.yaml", expect=2)


def test_a_spreadsheet_is_tried_out_row_by_row_imported_and_then_changes_nothing(ready: Program) -> None:
    """Its columns, its rows and what was not understood are printed; the mapping of a column is remembered."""
    tracker = ready.folder / "tracker.csv"
    tracker.write_text("Action,Lead,Who else,Due\nWalks for all,Walkers Ltd,NHS Inverlath,sometime\n,,,\n")
    tried = ready("import", str(tracker), "--dry-run", "--column", "Who else=partners")
    assert "A Action -> action" in tried
    assert "C Who else -> partners" in tried
    assert "tracker, row 2: would be added: Walks for all" in tried
    assert "not understood: “sometime” is not a date" in tried
    assert "Walkers Ltd (1)" in tried
    assert "Nothing was written: this was a dry run." in tried
    before = len(ready.everything(Change))
    said = ready("import", str(tracker), "--column", "Who else=partners")
    assert "1 action read: 1 added." in said
    changes = ready.everything(Change)
    assert {change.by for change in changes[before:]} == {"command line (moira)"}
    again = ready("import", str(tracker))
    assert "C Who else -> partners (as before)" in again
    assert "Nothing to change" in again
    assert len(ready.everything(Change)) == len(changes), "the same file again changes nothing"


def test_what_is_no_spreadsheet_is_one_line(settled: Program) -> None:
    for name, line in (
        ("minutes.xlsx", "minutes.xlsx: This is not a spreadsheet"),
        ("old.xls", "old.xls: This"),
        ("board.ics", "board.ics: This is not a calendar."),
    ):
        (settled.folder / name).write_bytes(b"Minutes of the Board")
        said = settled("import", str(settled.folder / name), expect=2)
        assert said.startswith(line)
        assert said.count("\n") == 1
    assert "--column wants HEADING=FIELD" in settled("import", "x.csv", "--column", "Who", expect=2)


def test_an_import_that_is_not_understood_writes_nothing_and_exits_1(alone: Program) -> None:
    actions = [{"id": "1", "title": "Cash First"}, {"id": "1", "title": "The same again"}]
    alone("import", _file(alone, actions=actions), expect=1)
    with closing(Database(alone.database_url)) as database, reading(database) as look:
        assert look.everywhere.partnerships() == []


def test_a_tick_at_a_time_to_come_sends_only_where_slack_is_this_machine(ready: Program) -> None:
    tried = ready("tick", "--at", _next_monday(), SLACK_API_URL="https://slack.com/api/")
    assert "That time is still to come, so this is a dry run" in tried
    assert "to Health Improvement Manager, NHS Inverlath" in tried
    assert ready.everything(Slot) == []
    assert "to Health Improvement Manager" in ready("tick", "--at", _next_monday(), "--dry-run")
    assert (ready.everything(Slot), _letters(ready)) == ([], [])
    sent = ready("tick", "--at", _next_monday())
    assert "Sent: 1" in sent
    assert len(_letters(ready)) == 1
    again = ready("tick", "--at", _next_monday())
    assert "Nothing is due." in again
    assert "Sent: 0" in again


def test_a_tick_of_the_past_or_of_now_is_taken_for_what_it_is(settled: Program) -> None:
    assert "Nothing is due." in settled("tick")
    assert "Nothing is due." in settled("tick", "--at", "2020-01-06T09:00Z")


def test_a_digest_is_shown_and_sent_once_and_a_meeting_that_is_not_there_lists_those_that_are(
    settled: Program,
) -> None:
    listed = settled("digest", "--meeting", "0")
    found = re.search(r"^  CPP Board, .*: --meeting (\d+)$", listed, re.MULTILINE)
    assert found
    assert "Nothing was sent" not in listed
    number = found[1]
    shown = settled("digest", "--meeting", number, "--dry-run")
    assert "Board · " in shown
    assert settled.everything(Outbox) == []
    assert "Put in the outbox: 2" in settled("digest", "--meeting", number)
    assert "Nothing was sent: it has gone out" in settled("digest", "--meeting", number)
    settled("tick", "--at", _at_noon())  # before the nudge hour it waits for the morning
    assert len(_letters(settled)) == 1


def test_the_outbox_is_listed_and_a_parked_message_sent_after_all_or_dropped(settled: Program) -> None:
    assert settled("outbox", "list") == "Nothing waits and nothing is parked.\n"
    _ailsa(settled).deleted = True
    settled("tick", "--at", _next_monday())
    parked = settled("outbox", "list")
    key = re.search(r"parked +(day \S+ contact \d+)  to Health Improvement Manager, NHS Inverlath", parked)
    assert key, parked
    assert "user_" in parked or "channel_" in parked
    _ailsa(settled).deleted = False
    assert settled("outbox", "retry", key[1]) == f"{key[1]} is waiting now.\n"
    settled("tick", "--at", _next_monday())
    assert len(_letters(settled)) == 1
    assert settled("outbox", "drop", key[1], expect=1) == f"{key[1]} is sent: that cannot be changed.\n"
    assert "No message has the key 'nonsense'" in settled("outbox", "retry", "nonsense", expect=1)
    by = {change.by for change in settled.everything(Change) if change.subject == "outbox"}
    assert by == {"command line (moira)"}


def test_a_message_that_waits_is_dropped(settled: Program) -> None:
    number = re.search(r"--meeting (\d+)$", settled("digest", "--meeting", "0"), re.MULTILINE)
    assert number
    settled("digest", "--meeting", number[1])
    key = re.search(r"waiting +(digest \S+ \d+ \S+ contact \d+ part 0)", settled("outbox", "list"))
    assert key
    assert settled("outbox", "drop", key[1]) == f"{key[1]} is withdrawn now, and 1 that follow it.\n"
    settled("tick")
    assert _letters(settled) == []


def test_check_says_of_each_thing_that_it_is_well_or_what_to_do(alone: Program) -> None:
    assert "TO DO  Partnerships: none yet\n       Run: loip import FILE" in alone("check", expect=1)
    alone("import", _file(alone))
    said = alone("check", expect=1)
    assert "TO DO  People: nobody matched\n" in said
    alone.team.add_person("UAILSA", "Ailsa Reid", email="ailsa@inverlath.example.org")
    said = alone("check")
    for line in (
        "ok     Settings",
        "ok     Database",
        "ok     Migrations: up to date",
        "ok     Partnerships: inv",
        "ok     Token: Inverlath (T0LOIP)",
        "ok     Scopes: all there",
        "ok     Way in: Socket Mode",
        "ok     Partnership: bound to Inverlath, installed",
        "ok     People: 1 matched by email; not on Slack: Planning Manager",
    ):
        assert re.sub(r"^ok +", "ok     ", line) in re.sub(r"(?m)^ok +", "ok     ", said)
    alone.team.scopes -= {"im:write", "users:read"}
    said = alone("check", expect=1)
    assert "Scopes: im:write, users:read missing\n       Add them and reinstall the app." in said
    assert "People: Slack does not tell who they are (missing_scope)" in said
    refused = alone("check", SLACK_BOT_TOKEN="xoxb-very-secret-other", expect=1)
    assert "TO DO  Token: Slack says invalid_auth\n" in refused
    unset = alone("check", SLACK_BOT_TOKEN=None, expect=1)
    assert "TO DO  Token: not set" in unset
    assert "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET" in alone(
        "check", SLACK_APP_TOKEN=None, SLACK_SIGNING_SECRET=None, expect=1
    )
    alone.slack.stop()
    assert "TO DO  Token: Slack cannot be reached" in alone("check", expect=1)


def test_with_several_partnerships_check_binds_the_one_that_is_named(alone: Program) -> None:
    alone("import", _file(alone))
    alone("import", _file(alone, id="cal", name="Calderwick Community Planning Partnership"))
    alone.team.add_person("UAILSA", "Ailsa Reid", email="ailsa@inverlath.example.org")
    assert "Choose one: loip check --bind CODE, of inv, cal" in alone("check", expect=1)
    assert "There is no such partnership" in alone("check", "--bind", "nowhere", expect=1)
    assert "bound to Inverlath" in alone("check", "--bind", "cal")
    assert "is bound to another partnership" in alone("check", "--bind", "inv", expect=1)
    with closing(Database(alone.database_url)) as database, reading(database) as look:
        (workspace,) = look.everywhere.workspaces()
        bound = look.everywhere.partnership("cal")
        assert isinstance(workspace, Workspace)
        assert bound is not None
        assert workspace.partnership_id == bound.id
    assert "Name the partnership with --partnership CODE. There are: inv, cal" in alone(
        "outbox", "list", expect=2
    )


# -- what is wrong is one line


POSTGRESQL_THAT_IS_NOT_THERE = f"postgresql://loip:{PASSWORD}@127.0.0.1:1/loip"

WRONG: dict[str, tuple[tuple[str, ...], dict[str, str | None], str]] = {
    "no bot token": (("run",), {"SLACK_BOT_TOKEN": None}, "SLACK_BOT_TOKEN is not set"),
    "no way in": (
        ("run",),
        {"SLACK_APP_TOKEN": None, "SLACK_SIGNING_SECRET": None},
        "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.",
    ),
    "no app token": (("run", "--mode", "socket"), {"SLACK_APP_TOKEN": None}, "SLACK_APP_TOKEN is not set"),
    "no such mode": (("run", "--mode", "pigeon"), {}, "--mode has to be socket or http."),
    "another database": (
        ("tick",),
        {"DATABASE_URL": f"mysql://me:{PASSWORD}@h/x"},
        "DATABASE_URL has to begin",
    ),
    "another driver": (("tick",), {"DATABASE_URL": "sqlite+aio:///x.db"}, "DATABASE_URL cannot be used"),
    "an unknown option": (
        ("tick",),
        {"DATABASE_URL": f"{POSTGRESQL_THAT_IS_NOT_THERE}?bogus=1"},
        'DATABASE_URL cannot be used: invalid connection option "bogus".',
    ),
    "no such folder": (
        ("migrate",),
        {"DATABASE_URL": "sqlite:////nowhere/at/all/loip.db"},
        "The database did not answer (unable to open database file).",
    ),
    "no database there": (
        ("run",),
        {"DATABASE_URL": POSTGRESQL_THAT_IS_NOT_THERE},
        "The database did not answer (connection failed",
    ),
    "another kind of file": (
        ("tick",),
        {"DATABASE_URL": f"sqlite:///{Path(__file__)}"},
        "DATABASE_URL cannot be used: file is not a database.",
    ),
    "no port": (("run",), {"LOIP_PORT": "many"}, "LOIP_PORT has to be a number from 0 to 65535."),
    "Slack elsewhere, in the clear": (
        ("run",),
        {"SLACK_API_URL": "http://slack.example.org/api/"},
        "SLACK_API_URL has to be https",
    ),
    "no such level": (("run",), {"LOIP_LOG": "loud"}, "LOIP_LOG has to be one of"),
    "no time": (("tick", "--at", "yesterday"), {}, "--at wants a time such as 2026-11-16T09:00"),
    "no time of ours": (("tick", "--at", "0001-01-01T00:00+05:00"), {}, "--at wants a time such as"),
}


@pytest.mark.parametrize(("arguments", "settings", "line"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_setting_is_one_line_and_exit_2(
    alone: Program, arguments: tuple[str, ...], settings: dict[str, str | None], line: str
) -> None:
    said = alone(*arguments, expect=2, **settings)
    assert line in said
    assert said.count("\n") == 1


def test_settings_may_stand_in_a_file_beside_it(alone: Program) -> None:
    (alone.folder / ".env").write_text("LOIP_LOG=loud\n")
    assert "LOIP_LOG has to be one of" in alone("check", expect=2, LOIP_LOG=None)


COMMANDS = (
    *("run", "migrate", "import", "tick", "digest", "check"),
    *("outbox list", "outbox retry", "outbox drop"),
)


def test_the_program_names_every_command_and_what_it_does(alone: Program) -> None:
    said = alone.anew("--help")
    assert all(re.search(rf"^  {name.split()[0]} +\S", said, re.MULTILINE) for name in COMMANDS)


def test_where_nobody_is_named_the_history_has_the_name_of_the_account(alone: Program) -> None:
    alone("import", _file(alone), USER=None)
    assert {change.by for change in alone.everything(Change)} == {f"command line ({getpass.getuser()})"}
