"""Read one update again, when somebody acts on it later."""

from dataclasses import replace

from bot.rules.outcomes import FormFacts
from storage.engine import Database
from storage.records import Update
from storage.unit_of_work import reading


def read_update(database: Database, partnership_id: int, update_id: int) -> Update | None:
    """The update, or None where the partnership has no such one."""
    with reading(database) as look:
        return look.register(partnership_id).rows.get(Update, update_id)


def to_correct(facts: FormFacts, update: Update) -> FormFacts:
    """What the form shows that corrects it: words that displaced nothing keep the status they gave, if any."""
    if update.status_before is not None:
        return facts
    if update.status is None:
        return replace(facts, may_set_status=False)
    return replace(facts, action=facts.action._replace(status=update.status))
