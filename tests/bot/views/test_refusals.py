"""Every refusal says what happened and what to do, each in a paragraph of its own; what was typed comes back."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

import bot.rules
from bot.practice import message_faults
from bot.rules.board_news import NotAfterBoard
from bot.rules.chairing import NotChairing, NotOnAgenda, NotThanked
from bot.rules.digest_preview import CANCELLED, CHAIR, OVER, UNDATED, WAITING, WENT, NotSteered, Preview
from bot.rules.filtering import NotUnderstood
from bot.rules.leave import (
    AWAY_TOO,
    BACKWARDS,
    LEFT,
    NO_CONTACT,
    NO_COVER,
    PAST,
    SELF,
    SEVERAL,
    SUPPORT_ONLY,
    TOO_LONG,
    WHICH_DAYS,
    LeaveRefused,
)
from bot.rules.outcomes import (
    AnsweredFirst,
    Finished,
    HandingNotUndone,
    MilestoneRefused,
    MovedOn,
    NotAdded,
    NotAssigned,
    NotConfirmed,
    NotGivenBack,
    NotHandedOn,
    NothingSaid,
    NotRaised,
    NotSnoozed,
    NotTakenOn,
    NotUndone,
    NotYours,
    UnknownCode,
    WhoMay,
)
from bot.rules.questions import NotAnswered, NotPut
from bot.views import (
    away,
    board_news,
    chairing,
    digest_preview,
    listing,
    nudge_answers,
    questions,
    refusals,
    register_answers,
    thread_answers,
    who,
)
from bot.views.blocks import Block
from bot.views.refused import WHAT_HAPPENED, WHAT_TO_DO, refused
from tests.bot.views.samples import NOW, TODAY, an_action, ways

WAYS = ways()
POST = "Manager, Glen College"
WHO = WhoMay(POST, None, "Taskforce", "Planning Manager")
FIRST = AnsweredFirst("POV-03", "Referral", POST, NOW, "update", "at_risk", "waiting <now>")

Case = tuple[Any, Callable[[Any], Block]]


def each(kind: type[Any], whys: str, view: Callable[[Any], Block], **named: Any) -> Iterator[Case]:
    """A refusal for each of its reasons, and the view that words it."""
    yield from ((kind(why=why, **named), view) for why in whys.split())


def cases() -> Iterator[Case]:
    of = {"code": "POV-03"}
    about = of | {"title": "Referral", "who_may": WHO}
    yield from each(
        NotSnoozed,
        "not_yours no_action too_soon settled moved_on",
        lambda one: nudge_answers.not_snoozed(one, TODAY, TODAY),
        **about,
    )
    yield from each(
        NotHandedOn,
        "not_yours no_action no_contact settled first",
        lambda one: nudge_answers.not_handed_on(one, WAYS, NOW),
        **about,
        by=POST,
        at=NOW,
    )
    yield from each(
        HandingNotUndone,
        "late others moved_on",
        lambda one: nudge_answers.handing_not_undone(one, WAYS, NOW),
        **of,
    )
    yield from each(
        NotTakenOn,
        "taken not_yours settled no_action",
        lambda one: register_answers.not_taken_on(one, WAYS, NOW, None),
        **about,
    )
    yield from each(NotGivenBack, "late moved_on", register_answers.not_given_back, **of)
    yield from each(NotUndone, "late others moved_on", refusals.not_taken_back, **of)
    yield NotUndone("moved_on", ""), refusals.not_taken_back
    yield from each(NotConfirmed, "not_complete not_yours", register_answers.not_confirmed, **of)
    yield from each(
        MilestoneRefused,
        "no_action not_yours no_milestone",
        lambda one: register_answers.milestone_refused(one, "typed"),
        **of,
        who_may=WHO,
    )
    yield (
        MilestoneRefused("no_milestone", "POV-03", ("Pilot", "Report")),
        (lambda one: register_answers.milestone_refused(one, "typed")),
    )
    yield (
        MilestoneRefused("first", "POV-03", first=FIRST),
        (lambda one: nudge_answers.answered_first(one.first, WAYS, NOW, "typed")),
    )
    yield from each(NotAssigned, "several no_contact", lambda one: refusals.not_assigned(one, "Ann", "typed"))
    yield NotAssigned("support_only"), lambda one: refusals.support_only("assign", one.support, "typed")
    yield NotAssigned("no_action"), lambda one: refusals.unknown_code("POV-33", ["POV-03"], "typed")
    yield NotAdded(None), lambda one: refusals.support_only("contact add", one.support, "typed")
    yield NotYours("POV-03", "Referral", WHO), lambda one: refusals.not_yours(one, "typed")
    yield UnknownCode("POV-33", ()), lambda one: refusals.unknown_code(one.code, (), "typed")
    yield NothingSaid("POV-03"), lambda one: refusals.nothing_said(one.code)
    yield MovedOn("POV-03"), lambda one: refusals.moved_on(one.code, "typed")
    yield NotRaised("POV-03"), lambda one: refusals.too_old("typed")
    yield FIRST, lambda one: nudge_answers.answered_first(one, WAYS, NOW, "typed")
    yield Finished("POV-03", "Referral", "closed"), lambda one: nudge_answers.finished(one, WAYS, "typed")
    yield from each(NotThanked, "no_action not_yours no_digest unreached", chairing.not_thanked, **of)
    yield from each(NotChairing, "no_digest not_yours", chairing.not_chairing)
    yield from each(
        NotOnAgenda, "not_yours no_meeting no_ask no_action no_words moved_on", chairing.not_on_agenda
    )
    yield from each(NotSteered, "support_only no_meeting", digest_preview.not_steered)
    for state in (WAITING, WENT, CANCELLED, UNDATED, OVER):
        preview = Preview(7, "Board", TODAY, state, CHAIR, NOW, NOW, TODAY, "14:00", at=NOW)
        yield NotSteered(state, preview), lambda one: digest_preview.not_steered(one, "typed")
    yield from each(NotAfterBoard, "support_only not_yet cancelled no_meeting", board_news.not_recorded)
    for why in (
        NO_COVER,
        NO_CONTACT,
        SEVERAL,
        LEFT,
        SELF,
        AWAY_TOO,
        SUPPORT_ONLY,
        WHICH_DAYS,
        PAST,
        BACKWARDS,
    ):
        yield LeaveRefused(why, "Ann <b>", among=("Ann, NHS", "Ann, college")), away.refused
    yield LeaveRefused(TOO_LONG), away.refused
    yield from each(NotPut, "no_action not_yours yourself unreached no_words", questions.not_put, **of)
    yield NotPut("unreached", "POV-03", POST, "ann@example.org"), questions.not_put
    yield from each(NotAnswered, "gone not_yours no_words", questions.not_answered)
    near = NotUnderstood("red povery", "povery", (("Poverty", "red Poverty"),))
    for unread in (near, NotUnderstood("red xyz", "xyz")):
        yield unread, lambda one: listing.not_understood(one, WAYS)
        yield unread, lambda one: who.not_known(one, WAYS)


CASES = list(cases())


def paragraph(said: Block, name: str) -> str:
    """The text of one of the two paragraphs."""
    texts = [block["text"]["text"] for block in said["blocks"] if block.get("block_id") == name]
    assert len(texts) == 1, said
    return str(texts[0])


def is_whole(said: Block) -> None:
    """It has both paragraphs, in their order, is shown by Slack and wakes nobody."""
    names = [block.get("block_id") for block in said["blocks"][:2]]
    assert names == [WHAT_HAPPENED, WHAT_TO_DO]
    assert paragraph(said, WHAT_HAPPENED).strip()
    assert paragraph(said, WHAT_TO_DO).strip()
    assert message_faults(said) == []


@pytest.mark.parametrize(
    ("refusal", "view"),
    CASES,
    ids=[f"{number} {type(one).__name__} {getattr(one, 'why', '')}" for number, (one, _) in enumerate(CASES)],
)
def test_every_refusal_says_what_happened_and_what_to_do(refusal: Any, view: Callable[[Any], Block]) -> None:
    is_whole(view(refusal))


OTHERS = {
    "misread": lambda: refusals.misread("update", "sidewys", "update POV-03 on track", ["sideways"], "raw"),
    "misread, nothing near": lambda: refusals.misread("", "", "", (), "raw"),
    "needs more": lambda: refusals.misread("update", "", "", (), "update"),
    "nobody called": lambda: refusals.nobody_called("Ailsa Ried", ["Ailsa Reid"], "raw"),
    "not a day": lambda: refusals.not_a_day("some day", "raw", is_past=True),
    "not these days": lambda: away.not_read("some day"),
    "stranger": lambda: refusals.stranger("Inverlath", None, "raw"),
    "not set up": lambda: refusals.not_set_up(False, "raw"),
    "not joined": lambda: refusals.not_set_up(True),
    "another team": refusals.other_team,
    "too long": lambda: refusals.too_long(8000, "raw"),
    "too old": refusals.too_old,
    "nothing to ask": register_answers.nothing_to_ask,
    "settled already": register_answers.settled_already,
    "for support only": lambda: register_answers.for_support_only(None, "raw"),
    "nobody to thank": chairing.nobody_to_thank,
    "nothing for the agenda": chairing.nothing_for_the_agenda,
    "no milestone": lambda: nudge_answers.no_milestone(an_action()),
    "which action": lambda: thread_answers.which_action("words", ()),
}


@pytest.mark.parametrize("view", OTHERS.values(), ids=OTHERS.keys())
def test_so_does_whatever_else_is_not_done(view: Callable[[], Block]) -> None:
    is_whole(view())


@pytest.mark.parametrize("view", [refusals.busy, refusals.fault])
def test_a_fault_carries_a_reference_beside(view: Callable[[str, str], Block]) -> None:
    said = view("1a2b3c4d", "my <words>")
    is_whole(said)
    assert "`1a2b3c4d`" in paragraph(said, WHAT_TO_DO)
    assert "&gt; my &lt;words&gt;" in str(said) or "> my &lt;words&gt;" in str(said)


def test_a_refusal_without_either_cannot_be_made() -> None:
    for blank in (("", "do this"), ("this happened", " ")):
        with pytest.raises(ValueError, match="what to do"):
            refused(*blank)


WORDED_ELSEWHERE = {
    "NotBound": "the command line says it, to whoever runs the bot",
    "NotTheirs": "worded with the entries of the register",
    "NotReplaced": "worded with the replacing of priorities",
    "NotRead": "worded with the preview of a dropped file",
}
"""Refusals by name that are said in another place."""


def test_no_refusal_and_no_reason_of_one_is_left_out() -> None:
    covered = {
        kind: {one.why for one, _ in CASES if type(one) is kind and hasattr(one, "why")} for kind in every()
    }
    there = {type(one).__name__ for one, _ in CASES} | WORDED_ELSEWHERE.keys()
    assert {kind.__name__ for kind in covered} - there == set()
    for kind, whys in covered.items():
        named = {field.name for field in fields(kind)}
        said = set(re.findall(r"`([a-z_]+)`", kind.__doc__ or "")) - named if "why" in named else set()
        assert kind.__name__ in WORDED_ELSEWHERE or said <= whys, kind


def every() -> list[type[Any]]:
    """Every value of the rules that is called a refusal."""
    modules = (
        importlib.import_module(each.name) for each in pkgutil.iter_modules(bot.rules.__path__, "bot.rules.")
    )
    values = {value for module in modules for value in vars(module).values() if is_dataclass(value)}
    name = re.compile(
        r"Not[A-Z]\w+|\w+Not[A-Z]\w+|\w+Refused|UnknownCode|NothingSaid|MovedOn|AnsweredFirst|Finished"
    )
    return [value for value in values if isinstance(value, type) and name.fullmatch(value.__name__)]
