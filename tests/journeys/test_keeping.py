"""Everything the register holds, added, listed, shown and edited from Slack, by those who may."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from bot.practice import Answer, Message, View
from storage.records import (
    Action,
    Barrier,
    Decision,
    Dependency,
    Group,
    Indicator,
    Measurement,
    Meeting,
    Owned,
    Priority,
    Risk,
    Role,
    id_of,
)
from storage.unit_of_work import working
from tests.conftest import ENGINES
from tests.journeys.acting import CLERK, Stage, labels, refused_payloads
from tests.journeys.conftest import SampleTemplates, begin_on, sample_copy

SUPPORT = "Catriona Muir"
PARTNER = "Eilidh Strang"
OFFICER = "Ailsa Reid"


@pytest.fixture(scope="module", params=ENGINES)
def town(
    request: pytest.FixtureRequest,
    sample_templates: SampleTemplates,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stage]:
    """One bot for the module; each journey adds rows of its own and looks at no other's."""
    with ExitStack() as kept:
        url = kept.enter_context(sample_copy(request.param, sample_templates, tmp_path_factory.mktemp("one")))
        stage = kept.enter_context(begin_on(url))
        stage.slack.ack_seconds = 10
        yield stage
        refused = refused_payloads(stage.slack)
    assert not refused


@pytest.fixture
def stage(town: Stage) -> Iterator[Stage]:
    """The bot, with nobody's window open."""
    yield town
    for person in town.team.workspace.people.values():
        for view in reversed(town.team.views(person)):
            town.team.close(person, view)


def rows(stage: Stage, record: type[Owned], **equal: Any) -> list[dict[str, Any]]:
    """The rows of a table as they are committed now."""
    found: list[dict[str, Any]] = stage.look(lambda register: register.subjects.values(record, None, **equal))
    return found


def one(stage: Stage, record: type[Owned], **equal: Any) -> dict[str, Any]:
    (row,) = rows(stage, record, **equal)
    return row


def entered(view: View, block_id: str) -> Any:
    """What stands in a field of a form on the screen, as it was given or typed."""
    block = next(block for block in view.blocks if block.get("block_id") == block_id)
    element = block["element"]
    held = view.values.get(block_id, {}).get("value") or {}
    return held.get("value", element.get("initial_value"))


def poverty_of(stage: Stage) -> int:
    """The priority of that name in the set of today."""
    return int(rows(stage, Priority, prefix="POV")[-1]["id"])


def fills(stage: Stage, who: str, /, **fields: Any) -> Answer:
    values = {block_id: {"value": value} for block_id, value in fields.items()}
    answer = stage.team.submit(stage.person(who), stage.form(who), values)
    stage.rehearsal.settle()
    assert answer.error is None, answer
    return answer


def shown(answer: Answer) -> Message:
    """The message that answers."""
    assert answer.message is not None
    return answer.message


def test_a_risk_is_added_with_what_was_typed_kept_on_an_error_and_listed_by_score(stage: Stage) -> None:
    stage.types(SUPPORT, "add risk The <data> agreement & its lapse")
    form = stage.form(SUPPORT)
    assert entered(form, "words") == "The <data> agreement & its lapse"
    answer = stage.submits(SUPPORT, likelihood="9", impact="5", controls="Lawyers at it")
    assert answer.errors == {"likelihood": "A number from 1 to 5, please."}
    assert entered(stage.form(SUPPORT), "controls") == "Lawyers at it"
    fills(stage, SUPPORT, likelihood="4")
    assert "Added · risk" in stage.form(SUPPORT).readable
    risk = one(stage, Risk, words="The <data> agreement & its lapse")
    assert (risk["likelihood"], risk["impact"], risk["controls"]) == (4, 5, "Lawyers at it")
    said = stage.told(SUPPORT, "risk")
    assert "by impact (upwards) and likelihood" in said
    assert "The <data> agreement & its lapse\nscore 20 (4 × 5)" in said
    assert "score 20" in stage.told(PARTNER, "risk data lapse")
    assert "score 20" in stage.told(PARTNER, "list risks lapse")


def test_more_shows_every_field_and_keeps_what_was_typed(stage: Stage) -> None:
    stage.types(SUPPORT, "add risk Snow")
    short = stage.form(SUPPORT)
    assert "Why\n" not in short.readable
    stage.team.choose(stage.person(SUPPORT), short, "value", "rising", block_id="trend")
    stage.team.choose(stage.person(SUPPORT), short, "value", "Grit & salt", block_id="controls")
    stage.taps(SUPPORT, short, "More…")
    full = stage.form(SUPPORT)
    assert "What would follow" in full.readable
    assert "More…" not in labels(full)
    fills(stage, SUPPORT, effect="Roads closed")
    risk = one(stage, Risk, words="Snow")
    assert (risk["trend"], risk["controls"], risk["effect"]) == ("rising", "Grit & salt", "Roads closed")


def test_who_was_first_is_told_with_what_was_typed_kept_and_saving_again_goes_on(stage: Stage) -> None:
    risk = add(stage, Risk(words="Storms", controls="A plan"))
    stage.types(SUPPORT, "edit risk storms")
    stage.changes(Risk, risk, controls="Their plan", trend="falling")
    fills(stage, SUPPORT, controls="My plan", likelihood="2", _why="better")
    form = stage.form(SUPPORT)
    assert "the test changed “What is being done”" in form.readable
    assert one(stage, Risk, id=risk)["controls"] == "Their plan"
    assert entered(form, "controls~1") == "My plan"
    fills(stage, SUPPORT)
    stands = one(stage, Risk, id=risk)
    assert (stands["controls"], stands["trend"], stands["likelihood"]) == ("My plan", "falling", 2)
    history = stage.look(lambda register: register.history.of("risks", risk))
    assert [(change.field, change.why) for change in history][-1] == ("controls", "better")


def add(stage: Stage, row: Owned) -> int:
    """A row that was there before."""
    with working(stage.rehearsal.bot.database, CLERK, stage.now) as work:
        work.register(stage.partnership_id).rows.add(row)
        work.commit()
    return id_of(row)


def test_whoever_may_not_is_told_who_may_and_whom_to_ask(stage: Stage) -> None:
    said = stage.told(PARTNER, "add group A new one")
    assert "Groups are kept by the support officer (Community Planning Manager, Inverlath Council)" in said
    assert "lead officer of its group" in said
    assert "> add group A new one" in said
    menu = stage.types(PARTNER, "add")
    assert "What would you like to add?" in menu.readable
    assert "Group" not in str(menu.blocks)
    assert "Barrier" in str(menu.blocks)
    stage.team.choose(stage.person(PARTNER), shown(menu), "subject_add", "Evidence")
    assert "Add some evidence" in stage.form(PARTNER).readable


def test_a_partner_cannot_write_to_another_bodys_action_and_keeps_the_words(stage: Stage) -> None:
    code = next(
        action["code"]
        for action in rows(stage, Action, officer_id=id_of(stage.contact(OFFICER)))
        if stage.contact("Isla Renwick").body_id not in _bodies_of(stage, action)
    )
    stage.types("Callum Mowat", f"barrier {code} no rooms")
    if stage.forms("Callum Mowat"):
        answer = stage.submits("Callum Mowat")
        assert "This one is for the support officer" in str(answer.errors)
        assert entered(stage.form("Callum Mowat"), "words") == "no rooms"
    assert rows(stage, Barrier, words="no rooms") == []


def _bodies_of(stage: Stage, action: dict[str, Any]) -> set[int | None]:
    ties = stage.look(lambda register: register.actions.ties(action["id"]))
    return {action["lead_body_id"], *ties.contributing_body_ids}


def test_an_action_gets_a_code_and_is_asked_gently_what_it_does_not_say(stage: Stage) -> None:
    poverty = poverty_of(stage)
    stage.types(SUPPORT, "add action Better food for families")
    fills(stage, SUPPORT, priorities=[str(poverty)])
    done = stage.form(SUPPORT)
    assert "Why does it take the partnership, rather than one body?" in done.readable
    assert "Fairer Scotland Duty" in done.readable
    action = one(stage, Action, title="Better food for families")
    assert action["code"].startswith("POV-")
    stage.taps(SUPPORT, done, "Answer now")
    form = stage.form(SUPPORT)
    assert stage.forms(SUPPORT) == 1
    fills(stage, SUPPORT, why="No single body reaches them.", when="2026/27")
    action = one(stage, Action, id=action["id"])
    assert (action["why"], action["precision"]) == ("No single body reaches them.", "financial_year")
    assert "Fairer" not in form.readable or action["fairer_scotland"] is None
    assert "Better food for families" in stage.told(PARTNER, f"show {action['code']}")


def test_a_barrier_is_noted_taken_on_and_lifted_before_its_action_is_complete(stage: Stage) -> None:
    code = rows(stage, Action, officer_id=id_of(stage.contact(OFFICER)))[0]["code"]
    stage.types(OFFICER, f"barrier {code} waiting on the *signed* agreement")
    fills(stage, OFFICER, kind="data_sharing")
    barrier = one(stage, Barrier, words="waiting on the *signed* agreement")
    assert (barrier["kind"], barrier["resolved_at"]) == ("data_sharing", None)
    listed = stage.types(OFFICER, "barrier signed agreement")
    assert "nobody has taken it on" in listed.readable
    stage.taps(OFFICER, shown(listed), "Open")
    page = stage.last_seen(OFFICER)
    stage.taps(OFFICER, page, "I'll take it on")
    assert one(stage, Barrier, id=barrier["id"])["owner_id"] == id_of(stage.contact(OFFICER))
    stage.taps(OFFICER, page, "Resolved…")
    assert [b["block_id"] for b in stage.form(OFFICER).blocks if b["type"] == "input"] == [
        "resolution",
        "_why",
    ]
    fills(stage, OFFICER, resolution="Both signed it.")
    assert one(stage, Barrier, id=barrier["id"])["resolved_at"] is not None
    assert "signed* agreement" not in stage.told(OFFICER, "barrier")
    assert "resolved: Both signed it." in stage.told(OFFICER, "barrier signed agreement")


def test_a_dependency_begins_with_a_code_names_what_it_waits_for_and_is_taken_away(stage: Stage) -> None:
    code, other = (action["code"] for action in rows(stage, Action, status="on_track")[:2])
    stage.types(SUPPORT, f"add dependency {code} the *shared* form")
    fills(stage, SUPPORT, needs_id=str(one(stage, Action, code=other)["id"]))
    row = one(stage, Dependency, words="the *shared* form")
    assert row["action_id"] == one(stage, Action, code=code)["id"]
    listed = stage.types(PARTNER, "list dependencies shared form")
    assert f"{code} " in listed.readable
    assert f"{other} " in listed.readable
    stage.taps(PARTNER, shown(listed), "Open")
    assert "Take away" not in labels(stage.last_seen(PARTNER))
    stage.taps(SUPPORT, shown(stage.types(SUPPORT, "list dependencies shared form")), "Open")
    page = stage.last_seen(SUPPORT)
    assert "The history keeps what it was" in str(page.blocks)
    stage.taps(SUPPORT, page, "Take away")
    assert "Taken away · dependency" in stage.last_seen(SUPPORT).readable
    assert rows(stage, Dependency, words="the *shared* form") == []
    assert "Dependency taken away" in stage.told(PARTNER, f"history {code}")
    stage.taps(SUPPORT, page, "Take away")
    assert "isn't in the register any more" in stage.last_seen(SUPPORT).readable


def test_a_risk_added_from_an_actions_page_is_of_that_action(stage: Stage) -> None:
    stage.types(SUPPORT, "add risk POV-03 the van may break")
    fills(stage, SUPPORT)
    action = one(stage, Action, code="POV-03")["id"]
    assert one(stage, Risk, words="the van may break")["action_id"] == action
    stage.types(SUPPORT, "add risk In 5 years the hall goes")
    fills(stage, SUPPORT)
    assert one(stage, Risk, words="In 5 years the hall goes")["action_id"] is None
    stage.types(SUPPORT, "add role Ailsa Reid")
    assert "Ailsa Reid" in stage.form(SUPPORT).readable


def test_why_an_action_was_closed_is_asked_beside_the_answer_and_never_stops_it(stage: Stage) -> None:
    poverty = poverty_of(stage)
    codes = []
    for title in ("To be closed", "To be merged into"):
        stage.types(SUPPORT, f"add action {title}")
        fills(stage, SUPPORT, priorities=[str(poverty)])
        codes.append(one(stage, Action, title=title)["code"])
    answer = stage.types(SUPPORT, f"update {codes[0]} closed one plan now has both")
    assert one(stage, Action, code=codes[0])["status"] == "closed"
    assert "Why was it closed?" in answer.readable
    stage.taps(SUPPORT, shown(answer), "No longer needed")
    assert one(stage, Action, code=codes[0])["closing_reason"] == "no_longer_needed"
    stage.taps(SUPPORT, shown(answer), "Merged into another")
    assert stage.submits(SUPPORT, into="XYZ-99").errors
    fills(stage, SUPPORT, into=codes[1].replace("-", " "))
    closed = one(stage, Action, code=codes[0])
    assert (closed["closing_reason"], closed["merged_into_id"]) == (
        "merged",
        one(stage, Action, code=codes[1])["id"],
    )
    stage.taps(SUPPORT, shown(answer), "Undo")
    reopened = one(stage, Action, code=codes[0])
    assert (reopened["status"], reopened["closing_reason"]) == ("not_started", None)


def test_a_group_is_found_by_name_and_edited_and_shows_what_is_part_of_it(stage: Stage) -> None:
    stage.types(SUPPORT, "edit group Anti-Poverty Taskforce")
    fills(stage, SUPPORT, remit="Money in people's pockets", _why="agreed in June")
    assert one(stage, Group, name="Anti-Poverty Taskforce")["remit"] == "Money in people's pockets"
    assert (
        "Money in people's pockets (was" in stage.form(SUPPORT).readable
        or "Saved" in stage.form(SUPPORT).readable
    )
    listed = stage.types(PARTNER, "group Anti-Poverty Taskforce")
    stage.taps(PARTNER, shown(listed), "Open")
    page = stage.last_seen(PARTNER)
    assert "Remit: Money in people's pockets" in page.readable
    assert "Roles" in page.readable
    assert "Edit" not in labels(page)
    assert "History" in labels(page)


def test_a_decision_an_ask_and_a_reading_begin_with_what_was_typed(stage: Stage) -> None:
    stage.types(SUPPORT, "decide We agree to three priorities")
    fills(stage, SUPPORT, minute="5.2")
    assert one(stage, Decision, words="We agree to three priorities")["minute"] == "5.2"
    code = rows(stage, Action, officer_id=id_of(stage.contact(OFFICER)))[0]["code"]
    stage.types(OFFICER, f"ask {code} direct which locality pilots first")
    form = stage.form(OFFICER)
    assert entered(form, "words") == "which locality pilots first"
    fills(stage, OFFICER)
    assert "which locality pilots first" in stage.told(OFFICER, "ask")
    indicator = add(stage, Indicator(name="Children in poverty", better="lower", baseline=24.0))
    stage.types(SUPPORT, "measure children in poverty 21.5 2025/26")
    fills(stage, SUPPORT)
    reading = one(stage, Measurement, indicator_id=indicator)
    assert (reading["value"], reading["precision"]) == (21.5, "financial_year")
    said = stage.told(PARTNER, "measure")
    assert "baseline 24 → latest 21.5 (2025/26)" in said
    assert "lower is better: improving" in said


def test_where_there_are_too_many_groups_for_a_menu_a_name_is_typed(stage: Stage) -> None:
    with working(stage.rehearsal.bot.database, CLERK, stage.now) as work:
        for number in range(120):
            name = f"<!channel> Group {number:03d} & *friends*"
            work.register(stage.partnership_id).rows.add(Group(name=name))
        work.commit()
    try:
        stage.types(SUPPORT, "add meeting")
        answer = stage.submits(SUPPORT, group_id="CPP Baord", when="3 Dec 2026")
        assert "Did you mean “CPP Board”" in answer.errors["group_id"]
        fills(stage, SUPPORT, group_id="group 007", local_time="2pm", name="The seventh")
        meeting = one(stage, Meeting, name="The seventh")
        assert (meeting["local_time"], meeting["precision"]) == ("14:00", "day")
        assert one(stage, Group, id=meeting["group_id"])["name"] == "<!channel> Group 007 & *friends*"
        said = stage.types(SUPPORT, "group friends")
        assert "1–10 of 120" in said.readable
        assert "<!channel> Group 000" in said.readable
        assert "&lt;!channel&gt; Group 000" in str(said.blocks)
    finally:
        with working(stage.rehearsal.bot.database, CLERK, stage.now) as work:
            for group in work.register(stage.partnership_id).rows.all(Group):
                group.state = "wound up" if "friends" in group.name else group.state
            work.commit()


def test_where_no_form_can_be_opened_a_button_takes_the_words_along(stage: Stage) -> None:
    said = stage.writes(SUPPORT, "add risk The hall may close")
    assert "I've a short form for risk" in said
    stage.taps(SUPPORT, stage.team.dm(stage.person(SUPPORT))[-1], "Open the form")
    assert entered(stage.form(SUPPORT), "words") == "The hall may close"
    with stage.team.delivering_twice():
        fills(stage, SUPPORT)
    assert len(rows(stage, Risk, words="The hall may close")) == 1


def test_a_subjects_name_alone_lists_it_and_a_list_can_be_read_as_it_stood(stage: Stage) -> None:
    stage.later(days=2)
    add(stage, Risk(words="A brand-new risk"))
    assert "A brand-new risk" in stage.told(PARTNER, "risk brand-new")
    assert "A brand-new risk\nscore" not in stage.told(PARTNER, "risk all as at 3 Nov 2026")
    assert "Board action log" in stage.told(PARTNER, "log")
    assert "Auditors' recommendations" in stage.told(PARTNER, "Auditors' recommendations?")
    assert "Risks" in stage.told(PARTNER, "risks")


def test_what_is_no_subject_is_answered_with_the_nearest(stage: Stage) -> None:
    assert "Did you mean `risk`?" in stage.told(SUPPORT, "add rsik The hall may close")
    assert "No group here is called" in stage.told(SUPPORT, "edit group Anti-Zebra Union")
    assert "No action here is called" in stage.told(
        SUPPORT, "edit ZZZ-99"
    ) or "I couldn't read" in stage.told(SUPPORT, "edit ZZZ-99")


def test_who_sits_on_a_group_is_told_with_its_seats_by_kind(stage: Stage) -> None:
    group = id_of(
        next(group for group in stage.look(lambda r: r.places.groups()) if group.name == "CPP Board")
    )
    role = rows(stage, Role, group_id=group, role="representative")[0]["id"]
    stage.changes(Role, role, seat="community")
    said = stage.told(PARTNER, "who CPP Board")
    assert "CPP Board · seats: 9 partner, 1 community" in said
    assert "representative (community seat)" in said
