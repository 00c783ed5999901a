"""What somebody who has left still holds is queued, and goes to whoever follows them with one tap."""

from datetime import date, timedelta
from typing import Any

from bot.practice.reading import read_blocks
from bot.rules.home import GONE, Front, HomeList, Look
from bot.services.hand_over import WHY, HandedOver, hand_over
from bot.services.read_home import read_home
from bot.views.home import home
from storage.records import Action, AuditRecommendation, Barrier, LogEntry, Owned, Risk, Role, id_of
from storage.unit_of_work import Author, reading, working
from tests.bot.services.keeper import Keeper

LEFT = date(2026, 10, 30)
POST = "Planning Manager, Inverlath Council"


class Leaving:
    """A manager who led a group, deputised, owned things and has left; another came to the same post."""

    def __init__(self, clerk: Keeper) -> None:
        self.clerk, register = clerk, clerk.register
        self.group = register.group("Task Group")
        council = register.body("Inverlath Council")
        seat: dict[str, Any] = {"post": "Planning Manager", "body": council}
        now, register.at = register.at, register.at - timedelta(days=90)
        self.leaver = register.contact("Morag", "U8", roles=[("lead_officer", self.group)], **seat)
        register.at = now
        gone = id_of(self.leaver)
        self.officer = register.contact("Ailsa", "U5", post="Officer")
        self.deputised = register.action("CPP-01", "Redraft", officer=self.officer, deputy=self.leaver)
        redraft = id_of(self.deputised)
        owned: tuple[Any, ...] = (
            Risk(words="The agreement lapses", owner_id=gone),
            Risk(words="Long over", owner_id=gone, state="closed"),
            Barrier(words="no data", kind="other", owner_id=gone, raised_at=register.at, action_id=redraft),
            LogEntry(words="write to all", serial=1, owner_id=gone),
            AuditRecommendation(source="Auditor", words="report yearly", owner_id=gone),
        )
        self.owned = [register.add(each) for each in owned]
        self.follower = register.contact("Euan", "U9", **seat)
        with working(register.database, Author(None, by="test"), register.at) as work:
            rows = work.register(register.id).rows
            row = rows.get(type(self.leaver), gone)
            assert row is not None
            row.left_on = LEFT
            work.commit()

    def one(self, record: type[Owned], row: Any) -> dict[str, Any]:
        return self.clerk.one(record, id_of(row))

    def home(self, name: str) -> Any:
        register = self.clerk.register
        person = register.person(self.clerk.contact)
        found = read_home(register.database, register.ways, person, Look(name), register.at)
        assert isinstance(found, Front | HomeList)
        return read_blocks(home(found, register.ways, register.at.date(), "k")["blocks"])

    def hands_over(self, by: Any = None, to: Any = None) -> HandedOver | None:
        register = self.clerk.register
        person = register.person(by or self.clerk.contact)
        ids = id_of(self.leaver), id_of(to or self.follower)
        return hand_over(register.database, register.ways, person, *ids, register.at)


def test_the_queue_says_all_that_is_still_theirs_and_who_follows(clerk: Keeper) -> None:
    shown = Leaving(clerk).home(GONE)
    assert "CPP-01; lead officer of Task Group; " in shown
    for said in ("risk “The agreement lapses”", "barrier “no data”", "“write to all”", "“report yearly”"):
        assert said in shown
    assert "Long over" not in shown
    assert "[Hand over to Planning Manager, Inverlath Council]" in shown


def test_one_tap_hands_over_deputyships_roles_and_what_they_own_with_history(clerk: Keeper) -> None:
    town = Leaving(clerk)
    assert town.hands_over() == HandedOver(POST, POST, 6)
    follower = id_of(town.follower)
    assert town.one(Action, town.deputised)["deputy_id"] == follower
    risk, closed, *others = (town.one(type(each), each)["owner_id"] for each in town.owned)
    assert (risk, closed, others) == (follower, id_of(town.leaver), [follower] * 3)
    roles = [
        (row["contact_id"], row["role"], row["ends_on"]) for row in clerk.rows(Role, group_id=town.group.id)
    ]
    assert roles == [(id_of(town.leaver), "lead_officer", LEFT), (follower, "lead_officer", None)]
    with reading(clerk.register.database) as look:
        changes = look.register(clerk.register.id).history.of("risks", id_of(town.owned[0]))
    assert [(each.before, each.after, each.why) for each in changes[1:]] == [
        (id_of(town.leaver), follower, WHY)
    ]
    assert "left Fri 30 Oct" not in town.home(GONE)
    assert town.hands_over() == HandedOver(POST, POST, 0)


def test_only_a_support_officer_hands_over_and_only_to_who_follows(clerk: Keeper) -> None:
    town = Leaving(clerk)
    assert town.hands_over(by=town.officer) is None
    assert town.hands_over(to=town.officer) is None
    assert town.one(Action, town.deputised)["deputy_id"] == id_of(town.leaver)


def test_a_role_still_to_begin_begins_then_with_who_follows_and_one_held_twice_is_given_once(
    clerk: Keeper,
) -> None:
    town, begins = Leaving(clerk), date(2027, 4, 1)
    gone, group = id_of(town.leaver), town.group.id
    clerk.register.add(Role(contact_id=gone, role="lead_officer", group_id=group))
    clerk.register.add(Role(contact_id=gone, role="chair", group_id=group, starts_on=begins))
    town.hands_over()
    follower, today = id_of(town.follower), clerk.register.at.date()
    assert sorted(
        (row["role"], row["starts_on"], row["ends_on"]) for row in clerk.rows(Role, contact_id=follower)
    ) == [("chair", begins, None), ("lead_officer", today, None)]
    left = clerk.rows(Role, contact_id=gone)
    assert [(row["role"], row["ends_on"]) for row in left] == [("lead_officer", LEFT)] * 2
