"""One piece of work: kept whole or not at all, and its history written with it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from storage.engine import Database
from storage.records import (
    STATUSES,
    Action,
    ActionBody,
    Barrier,
    Change,
    Contact,
    Milestone,
    MilestoneMove,
    Outbox,
    Partnership,
    Update,
    id_of,
)
from storage.unit_of_work import Author, DuplicateError, reading, working
from tests.builders import CLERK, MONDAY, RegisterBuilder

LATER = MONDAY + timedelta(hours=2)


@pytest.fixture
def register(database: Database) -> RegisterBuilder:
    return RegisterBuilder(database)


def _history(register: RegisterBuilder, subject: str, row: Any) -> list[Change]:
    with reading(register.database) as look:
        return list(look.register(register.id).history.of(subject, id_of(row)))


def _edit(
    register: RegisterBuilder, author: Author, action: Action, at: datetime = LATER, **fields: Any
) -> None:
    with working(register.database, author, at) as work:
        row = work.register(register.id).actions.locked(action.code)
        for name, value in fields.items():
            setattr(row, name, value)
        work.commit()


# -- kept whole or not at all


def test_work_that_is_not_committed_is_thrown_away(register: RegisterBuilder, database: Database) -> None:
    with working(database, CLERK, MONDAY) as work:
        work.register(register.id).rows.add(Action(code="POV-01", title="Unfinished"))
        work.flush()
    with reading(database) as look:
        assert look.register(register.id).actions.codes() == []
        assert look.register(register.id).history.of("actions", 1) == []


def test_work_that_fails_is_thrown_away_and_its_fault_is_heard(
    register: RegisterBuilder, database: Database
) -> None:
    def fail() -> None:
        with working(database, CLERK, MONDAY) as work:
            work.register(register.id).rows.add(Action(code="POV-01", title="Unfinished"))
            work.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with reading(database) as look:
        assert look.register(register.id).actions.codes() == []
    # The next one has its turn.
    register.action("POV-02")


def test_a_key_taken_meanwhile_is_a_duplicate_and_nothing_of_the_work_stays(
    register: RegisterBuilder, database: Database
) -> None:
    register.action("POV-01")

    def add_the_same_code() -> None:
        with working(database, CLERK, MONDAY) as work:
            rows = work.register(register.id).rows
            rows.add(Action(code="POV-02", title="Another"))
            work.flush()
            rows.add(Action(code="POV-01", title="The same code"))
            work.commit()

    with pytest.raises(DuplicateError):
        add_the_same_code()
    with reading(database) as look:
        assert list(look.register(register.id).actions.codes()) == ["POV-01"]


def test_two_partnerships_may_use_the_same_code(register: RegisterBuilder, database: Database) -> None:
    register.action("POV-01")
    other = RegisterBuilder(database, code="oth")
    assert other.action("POV-01").partnership_id == other.id


def test_a_broken_reference_is_a_fault_and_not_a_duplicate(register: RegisterBuilder) -> None:
    with pytest.raises(IntegrityError):
        register.add(Action(code="POV-01", title="Of nobody", officer_id=404))


def test_the_database_refuses_a_status_it_does_not_know(register: RegisterBuilder) -> None:
    for status in ("green", "Complete", ""):
        with pytest.raises(IntegrityError, match="ck_actions_status"):
            register.action("POV-01", status=status)


def test_the_database_takes_every_status_of_the_vocabulary(register: RegisterBuilder) -> None:
    for number, status in enumerate(STATUSES):
        assert register.action(f"POV-{number:02}", status=status).status == status


# -- history


def test_a_new_row_is_one_change_that_holds_it_whole(register: RegisterBuilder) -> None:
    action = register.action("POV-01", title="Cash First", latest=date(2026, 12, 3))
    [change] = _history(register, "actions", action)
    assert (change.field, change.before, change.by, change.at) == ("*", None, "the test", MONDAY)
    assert change.after["title"] == "Cash First"
    assert change.after["latest"] == "2026-12-03"
    assert change.after["status"] == "not_started"


def test_rows_added_many_at_once_are_the_same_and_have_the_same_history(register: RegisterBuilder) -> None:
    due: dict[str, Any] = {"latest": date(2027, 3, 31), "precision": "month", "date_words": "March 2027"}
    one_by_one = register.add(Milestone(title="Pilot agreed", **due))
    barred = register.add(
        Barrier(action_id=id_of(register.action("POV-01")), words="No driver", raised_at=MONDAY)
    )
    with working(register.database, CLERK, MONDAY) as work:
        rows = work.register(register.id).rows
        rows.add_many(Milestone, [{"title": "Pilot agreed", **due}, {"title": "Another"}])
        rows.add_many(Barrier, [{"action_id": barred.action_id, "words": "No driver", "raised_at": MONDAY}])
        rows.add_many(Barrier, [])
        with pytest.raises(TypeError):
            rows.add_many(Update, [{"action_id": barred.action_id, "at": MONDAY}])
        work.commit()
    with reading(register.database) as look:
        first, second, third = look.register(register.id).rows.all(Milestone)
        barriers = look.register(register.id).rows.all(Barrier)
    assert (second.title, third.title) == ("Pilot agreed", "Another")
    assert second.model_dump(exclude={"id"}) == one_by_one.model_dump(exclude={"id"})
    pairs: list[tuple[str, Any, Any]] = [
        ("milestones", first, second),
        ("barriers", barriers[0], barriers[1]),
    ]
    for subject, one, other in pairs:
        ((kept,), (same,)) = (_history(register, subject, row) for row in (one, other))
        assert same.model_dump(exclude={"id", "subject_id"}) == kept.model_dump(exclude={"id", "subject_id"})


def test_what_follows_from_other_rows_has_no_history_of_its_own(register: RegisterBuilder) -> None:
    action = register.action("POV-01", heard=MONDAY)
    _edit(register, CLERK, action, version=7)
    changes = _history(register, "actions", action)
    assert [change.field for change in changes] == ["*"]
    assert not {"heard_at", "latest_update_id", "version"} & changes[0].after.keys()


def test_a_change_holds_before_after_who_when_why_and_the_update(
    register: RegisterBuilder, database: Database
) -> None:
    officer = register.contact("Ailsa", post="Manager")
    action = register.action("POV-01", title="Cash First", heard=MONDAY)
    author = Author(officer.id, by="Manager", why="a better name")
    with working(database, author, LATER) as work:
        row = work.register(register.id).actions.locked("POV-01")
        assert row is not None
        work.because_of(row.latest_update_id or 0)
        row.title = "Cash First referrals"
        work.commit()
    change = _history(register, "actions", action)[-1]
    assert (change.field, change.before, change.after) == ("title", "Cash First", "Cash First referrals")
    assert (change.contact_id, change.by, change.why, change.at) == (
        officer.id,
        "Manager",
        "a better name",
        LATER,
    )
    assert change.update_id == 1


def test_every_field_that_changed_has_a_line_and_no_other(register: RegisterBuilder) -> None:
    action = register.action("POV-01", title="Cash First", status="on_track")
    _edit(register, CLERK, action, title="Cash First", status="at_risk", latest=date(2027, 1, 5))
    later = _history(register, "actions", action)[1:]
    assert {change.field: (change.before, change.after) for change in later} == {
        "status": ("on_track", "at_risk"),
        "latest": (None, "2027-01-05"),
    }


def test_work_in_two_steps_has_the_history_of_both(register: RegisterBuilder, database: Database) -> None:
    register.action("POV-01", status="on_track")
    with working(database, CLERK, LATER) as work:
        row = work.register(register.id).actions.locked("POV-01")
        assert row is not None
        row.status = "at_risk"
        work.flush()
        row.status = "off_track"
        work.commit()
    steps = [(change.before, change.after) for change in _history(register, "actions", row)[1:]]
    assert steps == [("on_track", "at_risk"), ("at_risk", "off_track")]


def test_a_list_is_kept_in_history_as_a_list(register: RegisterBuilder) -> None:
    action = register.action("POV-01", cross_cutting=["climate"])
    _edit(register, CLERK, action, cross_cutting=["climate", "cost of living"])
    change = _history(register, "actions", action)[-1]
    assert (change.before, change.after) == (["climate"], ["climate", "cost of living"])


def test_a_partnerships_own_settings_have_a_history(register: RegisterBuilder, database: Database) -> None:
    with working(database, CLERK, LATER) as work:
        partnership = work.register(register.id).places.partnership()
        partnership.freshness_days = 14
        work.commit()
    created, change = _history(register, "partnerships", register.partnership)
    assert (created.field, created.partnership_id) == ("*", register.id)
    assert (change.field, change.before, change.after) == ("freshness_days", 28, 14)


def test_a_tie_taken_away_leaves_what_it_was_in_the_history(
    register: RegisterBuilder, database: Database
) -> None:
    college = register.body("College")
    action = register.action("POV-01", bodies=[college])
    with working(database, CLERK, LATER) as work:
        rows = work.register(register.id).rows
        [tie] = rows.all(ActionBody)
        rows.delete(tie)
        work.commit()
    added, gone = _history(register, "action_bodies", tie)
    assert (gone.field, gone.after, gone.at) == ("*", None, LATER)
    assert gone.before == added.after
    assert gone.before["action_id"] == action.id


def test_updates_and_what_is_sent_are_history_themselves(register: RegisterBuilder) -> None:
    action = register.action("POV-01", heard=MONDAY)
    contact = register.contact("Ailsa")
    outbox = register.add(
        Outbox(key="nudge 1", contact_id=id_of(contact), not_before=MONDAY, created_at=MONDAY)
    )
    assert _history(register, "outbox", outbox) == []
    with reading(register.database) as look:
        [update] = look.register(register.id).updates.latest(id_of(action))
    assert _history(register, "updates", update) == []


# -- append-only


def test_what_was_said_cannot_be_written_over(register: RegisterBuilder, database: Database) -> None:
    action = register.action("POV-01", heard=MONDAY, words="Draft out.")

    def rewrite() -> None:
        with working(database, CLERK, LATER) as work:
            [update] = work.register(register.id).updates.latest(id_of(action))
            update.words = "Something else."
            work.commit()

    with pytest.raises(RuntimeError, match="append-only"):
        rewrite()
    with reading(database) as look:
        assert [update.words for update in look.register(register.id).updates.latest(id_of(action))] == [
            "Draft out."
        ]


def test_what_was_said_and_what_changed_cannot_be_taken_away(
    register: RegisterBuilder, database: Database
) -> None:
    action = register.action("POV-01", heard=MONDAY)
    milestone = register.add(Milestone(title="Pilot", action_id=id_of(action)))
    register.add(MilestoneMove(milestone_id=id_of(milestone), moved_at=MONDAY))

    def take_away(kind: type[Any]) -> None:
        with working(database, CLERK, LATER) as work:
            rows = work.register(register.id).rows
            rows.delete(rows.all(kind)[0])
            work.commit()

    for kind in (Update, Change, MilestoneMove):
        with pytest.raises(RuntimeError, match="append-only"):
            take_away(kind)


def test_a_row_only_looked_at_is_not_refused(register: RegisterBuilder, database: Database) -> None:
    action = register.action("POV-01", heard=MONDAY, words="Draft out.")
    with working(database, CLERK, LATER) as work:
        [update] = work.register(register.id).updates.latest(id_of(action))
        update.words = "Draft out."
        work.commit()
    assert update.words == "Draft out."


def test_a_record_read_stays_readable_after_its_transaction(
    register: RegisterBuilder, database: Database
) -> None:
    register.contact("Ailsa", slack_id="U1")
    with reading(database) as look:
        contact = look.register(register.id).people.with_slack_id("U1")
    assert isinstance(contact, Contact)
    assert contact.name == "Ailsa"


def test_a_partnerships_code_is_taken_once(register: RegisterBuilder, database: Database) -> None:
    with pytest.raises(DuplicateError), working(database, CLERK, MONDAY) as work:
        work.everywhere.add_partnership(Partnership(code="inv", name="Again", created_at=MONDAY))
