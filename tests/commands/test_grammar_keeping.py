"""The grammar of the verbs that keep the register; those that were there before read as they did."""

import pytest

from bot.rules.status import DEFAULT_KEY
from commands.grammar import read
from commands.requests import Add, AsAt, ContactAdd, Edit, Held, List, Measure, Misread, Request, Show

CODES = frozenset({"POV-03", "HWB-01"})


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("add", Add()),
        ("add risk The agreement may lapse", Add("risk The agreement may lapse")),
        ("edit pov3", Edit(code="POV-03")),
        ("edit POV-03:", Edit(code="POV-03")),
        ("edit group Anti-Poverty Taskforce", Edit("group Anti-Poverty Taskforce")),
        ("risk", Held("risks")),
        ("Risk: data sharing", Held("risks", "data sharing")),
        ("risk all data page 3", Held("risks", "all data", 3)),
        ("meeting", Held("meetings")),
        ("group taskforce", Held("groups", "taskforce")),
        ("priority", Held("priorities")),
        ("plan", Held("plans")),
        ("barrier", Held("barriers")),
        ("barrier POV-03", Held("barriers", "POV-03")),
        ("barrier data agreement", Held("barriers", "data agreement")),
        (
            "barrier POV-03: waiting on the data",
            Add("waiting on the data", table="barriers", code="POV-03"),
        ),
        ("ask", Held("asks")),
        (
            "ask POV-03 decide who funds it",
            Add("who funds it", table="asks", code="POV-03", given=(("kind", "decide"),)),
        ),
        (
            "ask POV-03 add value: open a door",
            Add("open a door", table="asks", code="POV-03", given=(("kind", "add_value"),)),
        ),
        ("ask POV-03 who funds it", Add("who funds it", table="asks", code="POV-03")),
        ("ask POV-03 decided nothing yet", Add("decided nothing yet", table="asks", code="POV-03")),
        ("decide", Held("decisions")),
        ("decide We agree to three", Add("We agree to three", table="decisions")),
        ("engage", Held("engagements")),
        ("engage Coffee morning", Add("Coffee morning", table="engagements")),
        ("measure", Held("indicators")),
        ("measure as at 1 June 2026", AsAt("measure", "1 June 2026", Held("indicators"))),
        ("measure Poverty 21.5 as at 1 June 2026", Measure("Poverty 21.5 for 1 June 2026")),
        ("measure Poverty 21.5 2025/26", Measure("Poverty 21.5 2025/26")),
        ("list risks", List("risks")),
        ("show POV-03", Show("POV-03")),
        (
            "contact add Rory Bain, Manager, Glen College",
            ContactAdd("Rory Bain", "Manager", "Glen College", None),
        ),
    ],
)
def test_each_request_is_read(text: str, request_: Request) -> None:
    said = read(text, DEFAULT_KEY, CODES)
    assert said == request_
    assert said.raw == text


def test_a_list_may_be_asked_for_as_it_stood() -> None:
    said = read("risk data as at 1 June 2026", DEFAULT_KEY, CODES)
    assert isinstance(said, AsAt)
    assert said.meant == Held("risks", "data")


@pytest.mark.parametrize("text", ["edit", "ask Ailsa how it goes", "contact", "contact Ailsa Reid"])
def test_what_is_missing_is_said(text: str) -> None:
    assert isinstance(read(text, DEFAULT_KEY, CODES), Misread)
