"""Who has left and still holds something."""

from datetime import date

from bot.rules.leavers import leavers
from storage.records.glance import RoleGlance
from tests.bot.rules.glances import action, contact

FINISHED = frozenset(("complete", "closed"))
NAMES = {("group", 3): "Taskforce", ("priority", 4): "Poverty"}


def test_the_latest_comes_first_with_open_actions_and_roles_by_rank() -> None:
    early = contact(1, left_on=date(2026, 9, 1))
    late = contact(2, left_on=date(2026, 10, 30))
    nothing_left = contact(3, left_on=date(2026, 10, 31))
    actions = [
        action(11, "POV-01", "Foodbanks", officer_id=1),
        action(12, "POV-02", "Drop-ins", officer_id=9, deputy_id=2),
        action(13, "POV-03", "Cash First", officer_id=3, status="complete"),
    ]
    roles = [
        RoleGlance(2, "critical_friend", None, 4),
        RoleGlance(2, "chair", 3, None),
        RoleGlance(2, "support", None, None),
        RoleGlance(9, "chair", 3, None),
    ]
    found = leavers(iter([early, late, nothing_left]), actions, roles, NAMES, FINISHED)
    assert [(each.contact.id, each.codes) for each in found] == [(2, ("POV-02",)), (1, ("POV-01",))]
    assert found[0].roles == ("chair of Taskforce", "support officer", "critical friend of Poverty")
    assert leavers([], actions, roles, NAMES, FINISHED) == ()
