"""Two partnerships in one database: whatever one types, taps or forges, the other's rows stay and stay unread."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.practice import Message, View
from bot.rules.subjects import BY_TABLE, SUBJECTS, Kind
from bot.rules.subjects.wording import Terms, label
from bot.views import verbs
from storage.unit_of_work import working
from tests.as_it_stood import Dump, dump
from tests.conftest import ENGINES
from tests.journeys.acting import CLERK, Stage, refused_payloads
from tests.journeys.conftest import SampleTemplates, begin_on, sample_copy
from tests.storage.one_of_each import Whole, one_of_each

SUPPORT = "Catriona Muir"
SOUGHT, HIDDEN = "Zanzibar", "quartzite"
"""What every text of the other partnership begins with, and what follows it: nobody types the second."""

TERMS = Terms("priority", "locality", "LOIP", 5)
TABLES = st.sampled_from([subject.table for subject in SUBJECTS])
OWN_CODES = ("POV-03", "HWB-01")


class Two:
    """The bot of one partnership, and the other that stands in its database."""

    def __init__(self, stage: Stage, other: Whole) -> None:
        self.stage = stage
        self.other = other
        self.stood = _everything(stage, other)

    def __repr__(self) -> str:
        return "two partnerships"

    def theirs(self, table: str) -> int:
        return self.other.ids[table]


@pytest.fixture(scope="module", params=ENGINES)
def two(
    request: pytest.FixtureRequest,
    sample_templates: SampleTemplates,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Two]:
    with ExitStack() as kept:
        url = kept.enter_context(sample_copy(request.param, sample_templates, tmp_path_factory.mktemp("two")))
        stage = kept.enter_context(begin_on(url)).unhurried()
        other = one_of_each(stage.rehearsal.bot.database, "OTH")
        _worded(stage, other)
        yield Two(stage, other)
        refused = refused_payloads(stage.slack)
    assert not refused


def _worded(stage: Stage, other: Whole) -> None:
    """Every text the other partnership could be read by."""
    with working(stage.rehearsal.bot.database, CLERK, stage.now) as work:
        register = work.register(other.register.id)
        for subject in SUBJECTS:
            row = register.rows.get(subject.record, other.ids[subject.table])
            for field in subject.fields:
                if field.kind in (Kind.LINE, Kind.TEXT) and not field.own and field.name != "state":
                    setattr(row, field.name, f"{SOUGHT} {HIDDEN}")
        work.commit()


def _everything(stage: Stage, other: Whole) -> Dump:
    return dump(stage.rehearsal.bot.database, other.register.id)


# -- what somebody may try


def typed(two: Two, text: str) -> str:
    answer = two.stage.types(SUPPORT, text.format(other=f"{two.other.mark}-01"))
    two.stage.rehearsal.settle()
    return answer.readable + _on_the_screen(two)


def tapped(two: Two, verb: str, table: str) -> str:
    """A button of the bot's own that names their row."""
    row_id = two.theirs(table)
    given: dict[str, Any] = {
        "t": table,
        "i": row_id,
        "u": two.theirs("updates"),
        "m": two.theirs("milestones"),
    }
    more = {"s": "approved", "r": "merged", "p": two.theirs("priorities"), "page": 1, "words": SOUGHT}
    code = {} if verb.startswith("subject") or verb == verbs.HISTORY else {"code": f"{two.other.mark}-01"}
    person = two.stage.person(SUPPORT)
    workspace = two.stage.team.workspace
    button = {"type": "button", "text": {"type": "plain_text", "text": "Press"}, "action_id": verb}
    message = Message(
        workspace.dm_channel(person.id).id, workspace.new_ts(0), workspace.bot_user_id, "Forged"
    )
    message.blocks = [{"type": "actions", "elements": [button | {"value": json.dumps(given | more | code)}]}]
    two.stage.taps(SUPPORT, workspace.post(message), "Press")
    return message.readable + _on_the_screen(two)


def sent(two: Two, table: str, is_edit: bool) -> str:
    """A form that says it is of their row, or points wherever it can at rows of theirs."""
    own = {"t": table, "i": two.theirs(table)} if is_edit else {"t": table}
    two.stage.types(SUPPORT, f"add {label(BY_TABLE[table].name, TERMS)} ours")
    if not two.stage.forms(SUPPORT):  # on a machine that is busy the moment to open one may have passed
        return _on_the_screen(two)
    form = two.stage.form(SUPPORT)
    remembered = json.loads(form.definition["private_metadata"])
    form.definition["private_metadata"] = json.dumps(remembered | {"keep": json.dumps(own)})
    two.stage.team.submit(two.stage.person(SUPPORT), form, dict(_pointing(two, table, form)))
    two.stage.rehearsal.settle()
    return _on_the_screen(two)


def _pointing(two: Two, table: str, form: View) -> Iterator[tuple[str, dict[str, Any]]]:
    for block in form.blocks:
        element = block.get("element", {})
        if "select" not in str(element.get("type")):
            continue
        field = next((each for each in BY_TABLE[table].fields if each.name == block["block_id"]), None)
        if field is not None and field.of:
            element["options"][-1]["value"] = str(two.theirs(field.of))
        value = element["options"][-1]["value"]
        yield block["block_id"], {"value": [value] if element["type"].startswith("multi") else value}


def _on_the_screen(two: Two) -> str:
    """Everything the person sees, windows closed after."""
    stage, person = two.stage, two.stage.person(SUPPORT)
    views = stage.team.views(person)
    seen = [str(view.definition) + str(view.values) for view in views]
    for view in reversed(views):
        stage.team.close(person, view)
    seen += [str(message.blocks) for message in stage.team.ephemerals(person)[-1:]]
    seen += [str(message.blocks) for message in stage.team.dm(person)[-1:]]
    seen += [_unpacked(upload.content or b"") for upload in stage.team.workspace.uploads.values()]
    stage.team.workspace.uploads.clear()
    return "\n".join(seen)


def _unpacked(content: bytes) -> str:
    """A file that was sent, opened where it is an archive."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with ZipFile(BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


BY_CODE = st.sampled_from(
    [
        "show {other}",
        "history {other}",
        "edit {other}",
        "update {other} red theirs",
        "barrier {other} ours",
        "ask {other} decide ours",
        "milestone {other} met Zanzibar",
        "milestone {other} move Zanzibar to 2027 because we say so",
        "assign {other} Zanzibar",
        "assign POV-03 Zanzibar",
        "who Zanzibar",
        "list Zanzibar",
        "list {other}",
        "board",
        "export csv",
        "export json",
        "away tomorrow cover Zanzibar",
        "for Zanzibar by phone POV-03 amber ours",
        "measure Zanzibar 3 2026",
        "show {other} as at today",
        "who leads Zanzibar?",
    ]
)
VERBS = st.sampled_from(
    [
        *(verbs.SUBJECT_SHOW, verbs.SUBJECT_EDIT, verbs.SUBJECT_AWAY, verbs.SUBJECT_LIST, verbs.SUBJECT_ADD),
        *(verbs.HISTORY, verbs.STILL_RIGHT, verbs.TAKE_BARRIER, verbs.CLOSE_WHY, verbs.PLAN_STATE),
        *(verbs.SHOW, verbs.UPDATE, verbs.NO_CHANGE, verbs.UNDO, verbs.MET, verbs.TAKE_ON, verbs.NOT_MINE),
        *(verbs.CONFIRM, verbs.CORRECT, verbs.ON_AGENDA, verbs.SETTLE_BELOW, verbs.REPLACE_SET),
    ]
)
BY_NAME = st.builds(
    lambda verb, table: f"{verb} {label(BY_TABLE[table].name, TERMS)} {SOUGHT}",
    st.sampled_from(["list", "edit", "history"]),
    TABLES,
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just(typed), BY_CODE),
        st.tuples(st.just(typed), BY_NAME),
        st.tuples(st.just(tapped), VERBS, TABLES),
        st.tuples(st.just(sent), TABLES, st.booleans()),
    ),
    min_size=2,
    max_size=8,
)


# The bot that runs beside it draws random numbers of its own, which Hypothesis takes for the strategies'.
@pytest.mark.filterwarnings(
    "ignore:Do not use the `random` module:hypothesis.errors.HypothesisDeprecationWarning"
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_no_sequence_of_commands_changes_or_reveals_a_row_of_another_partnership(
    two: Two, steps: list[Any]
) -> None:
    for act, *with_what in steps:
        assert HIDDEN not in act(two, *with_what), (act.__name__, with_what)
    assert _everything(two.stage, two.other) == two.stood
