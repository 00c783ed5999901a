"""What a page of the register says besides its fields: where a plan stands, what became of a priority or an ask.

What may live here: adding that to what `commands.keeping` shows.
"""

from bot.rules.keeping import KeptRow
from bot.rules.subjects.wording import Terms
from bot.services.keep_subject import Keeping, keep
from bot.services.put_on_agenda import read_ask
from bot.services.read_plan_standing import plan_of_approval, read_plan_standing
from bot.services.read_succession import read_story
from bot.views import chairing, plan_standing, replacing, verbs
from bot.views.blocks import Block
from commands.asked import Asked
from commands.tapped import Tap
from storage.records import Ask


def with_more(asked: Asked, table: str, row_id: int, page: Block) -> Block:
    """The page of one row, with what stands around it."""
    if table == "plans":
        found = read_plan_standing(asked.database, asked.person, row_id)
        return plan_standing.on_page(found, page) if found is not None else page
    if table == "priorities":
        story = read_story(asked.database, asked.person, row_id)
        return plan_standing.beside(page, replacing.story(story, Terms.of(asked.ways.partnership)))
    if table == "asks" and isinstance(read_ask(asked.database, asked.person, row_id), Ask):
        return plan_standing.beside(page, [], [chairing.ask_buttons(row_id, asked.submission_key)])
    return page


def with_what_follows(asked: Asked, outcome: KeptRow, answer: Block) -> Block:
    """What is answered to whoever kept a row: an approval may be the last that a plan waited for."""
    if outcome.subject.table == "plans":
        superseded = any(name == "Superseded by" and now for name, _, now in outcome.changes)
        return plan_standing.superseded(answer) if superseded else answer
    if outcome.subject.table != "approvals":
        return answer
    found = plan_of_approval(asked.database, asked.person, outcome.row_id)
    return plan_standing.on_approval(found, answer) if found is not None else answer


def set_state(tap: Tap) -> None:
    """Give a plan the state its approvals amount to, as long as they do; who may is judged in the keeping."""
    asked, plan_id, state = tap.asked, tap.fields.get("i"), tap.fields.get("s")
    if not isinstance(plan_id, int) or not isinstance(state, str):
        return tap.say(plan_standing.state_not_set())
    found = read_plan_standing(asked.database, asked.person, plan_id)
    if found is None or found.standing.amounts_to != state:
        return tap.say(plan_standing.state_not_set())
    keeping = Keeping("plans", {"state": state}, asked.submission_key, plan_id, why="its approvals")
    outcome = keep(asked.database, asked.ways, asked.person, keeping, asked.at)
    if not isinstance(outcome, KeptRow):
        return tap.say(plan_standing.state_not_set())
    return tap.say(plan_standing.state_set(outcome.name, state, is_new=not outcome.already))


TAPS = {verbs.PLAN_STATE: set_state}
"""What each button does."""

NEEDS: dict[str, tuple[str, ...]] = {verbs.PLAN_STATE: ("i", "s")}
"""What a button has to carry."""
