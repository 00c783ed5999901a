"""Where a plan stands with the bodies asked to approve it, in words, and the tap that follows from it. Pure."""

from collections.abc import Iterator, Sequence

from bot.rules.approving import (
    APPROVED,
    DEFERRED,
    IN_PRINCIPLE,
    REFUSED,
    PlanPage,
    PlanStanding,
    Stands,
)
from bot.rules.subjects.planning import PLAN_STATES
from bot.views import verbs
from bot.views.action_words import one_line, within
from bot.views.blocks import MESSAGE_BLOCKS, Block, actions, button, section
from bot.views.blocks import message as blocks_message
from bot.views.refused import refused

_SAID = {
    APPROVED: "approved it",
    IN_PRINCIPLE: "approved it in principle",
    REFUSED: "did not approve it",
    DEFERRED: "put it off",
}
_MARKS = {APPROVED: "✅", IN_PRINCIPLE: "☑️", REFUSED: "✋", DEFERRED: "⏳"}
_STATES = dict(PLAN_STATES)


def standing_words(standing: PlanStanding) -> str:
    """Every body in its turn and what it said, whose turn is next, and what all of it amounts to; empty for none."""
    if not standing.bodies:
        return ""
    return within(
        ["*Approval, in order*", *(_body(each) for each in standing.bodies), *_so_far(standing)], 2800
    )


def _body(each: Stands) -> str:
    name = one_line(each.approver, 120)
    if each.said is None:
        asked = f", {one_line(each.condition, 200)}" if each.condition else ""
        return f"◻️ {name}: not asked yet{asked}"
    said = each.said
    facts = [_SAID.get(said.decision or "", "")]
    facts += [one_line(said.when, 60)] if said.when else []
    facts += [f"report {one_line(said.report_number, 60)}"] if said.report_number else []
    facts += [f"on condition: {one_line(said.condition, 200)}"] if said.condition else []
    again = "; to be asked once more" if each.asked_again else ""
    return f"{_MARKS.get(said.decision or '', '◻️')} {name}: {', '.join(facts)}{again}"


def _so_far(standing: PlanStanding) -> Iterator[str]:
    if standing.is_approved:
        yield f"Approved by {_everybody(standing)}."
        return
    if standing.is_agreed_in_principle:
        yield f"Agreed in principle by {_everybody(standing)}."
    against = standing.against
    if against:
        names = " and ".join(one_line(each.approver, 80) for each in against)
        yield f"Not approved by {names}: that stands until {'they say' if len(against) > 1 else 'it says'} otherwise."
    turn = standing.turn
    if turn is not None:
        yield f"Next: {one_line(turn.approver, 120)}{_what_for(turn)}."


def _what_for(turn: Stands) -> str:
    if turn.agrees:
        return ", for the final approval"
    return ", again" if turn.said is not None else ""


def _everybody(standing: PlanStanding) -> str:
    number = len(standing.bodies)
    return "the one body asked" if number == 1 else f"all {number} who are asked"


def state_words(state: str) -> str:
    """`Approved`, `Approved in principle`."""
    return _STATES.get(state, state)


def state_note(standing: PlanStanding, state: str) -> str:
    """What the approvals amount to now, where the plan's state does not say so yet; plain text."""
    done = "approved it" if state == APPROVED else "agreed to it in principle"
    return f"{_everybody(standing)[:1].upper()}{_everybody(standing)[1:]} {_have(standing)} {done} now."


def _have(standing: PlanStanding) -> str:
    return "has" if len(standing.bodies) == 1 else "have"


def on_page(page: PlanPage, message: Block) -> Block:
    """A plan's page with where it stands, and what whoever runs the register may do about it."""
    words = standing_words(page.standing)
    row = [state_button(page.plan_id, page.offer)] if page.offer and page.may_set else []
    if page.may_set and not page.is_superseded:
        value = verbs.value(t="plans", i=page.plan_id, o="superseded_by_id,superseded_on")
        row.append(button("Superseded by…", f"{verbs.SUBJECT_EDIT}:superseded", value))
    more = [section(words)] if words else []
    return beside(message, more, [actions("standing", row)] if row else [])


def on_approval(page: PlanPage, message: Block) -> Block:
    """What is answered to whoever entered an approval: where the plan stands now, and the state it could be given."""
    words = standing_words(page.standing)
    more = [section(words)] if words else []
    if page.offer:
        more.append(section(f"*{state_note(page.standing, page.offer)}*"))
    row = [state_button(page.plan_id, page.offer)] if page.offer and page.may_set else []
    return beside(message, more, [actions("standing", row)] if row else [])


def superseded(message: Block) -> Block:
    """What is answered to whoever said which plan takes another's place."""
    return beside(message, [section("Its state is “superseded” now; it can still be read as it stood.")])


def beside(message: Block, more: Sequence[Block], controls: Sequence[Block] = ()) -> Block:
    """A message with more said before its buttons and more of them after, within fifty blocks."""
    blocks = message["blocks"]
    buttons = next((at for at, each in enumerate(blocks) if each["type"] == "actions"), len(blocks))
    room = MESSAGE_BLOCKS - len(blocks)
    if len(more) + len(controls) > room:
        return message
    return message | {"blocks": [*blocks[:buttons], *more, *blocks[buttons:], *controls]}


def state_set(name: str, state: str, is_new: bool) -> Block:
    """The plan has the state."""
    done = "is now" if is_new else "was already"
    text = f"✅ *{one_line(name, 200)}* {done} “{state_words(state).lower()}”."
    return blocks_message(text.replace("*", ""), [section(text)])


def state_not_set() -> Block:
    """Its approvals do not amount to that any more."""
    what = "The approvals don't amount to that any more, so the plan stays as it is."
    return refused(what, "`/loip plan` shows where it stands.")


def state_button(plan_id: int, state: str) -> Block:
    """Gives the plan that state, at once."""
    return button(
        f"Set the plan to “{state_words(state)}”", verbs.PLAN_STATE, verbs.value(i=plan_id, s=state)
    )
