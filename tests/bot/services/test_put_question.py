"""A question about an action: whom it reaches, and who may answer it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.rules.questions import Answered, AskedLately, NotAnswered, NotPut, Put, QuestionFacts
from bot.services.answer_question import answer_question
from bot.services.put_question import put_question, read_question_facts
from storage.engine import Database
from storage.records import Outbox, Question, id_of
from storage.unit_of_work import reading
from tests.builders import RegisterBuilder

MONDAY = datetime(2026, 11, 2, 10, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 8, 22, tzinfo=UTC)


def test_it_reaches_the_officer_or_through_the_support_officer_whoever_is_not_on_slack(
    database: Database,
) -> None:
    register = RegisterBuilder(database, holidays="none")
    board, nhs = register.board(), register.body("NHS Inverlath")
    chair = register.contact("Isla", "U1", post="Convener", roles=[("chair", board)])
    support = register.contact("Kirsty", "U2", post="Planning Manager", roles=[("support", None)])
    officer = register.contact("Ailsa", "U3", nhs, post="Health Manager")
    away = register.contact("Rory", body=nhs, post="Superintendent", email="rory@example.org")
    register.action("POV-01", officer=officer)
    register.action("POV-02", officer=away)
    register.action("POV-03", officer=chair)
    asker, ways = register.person(chair), register.ways

    put = put_question(database, ways, asker, "POV-01", "How is it?", "view 1", SUNDAY)
    again = put_question(database, ways, asker, "POV-01", "How is it?", "view 1", SUNDAY)
    assert isinstance(put, Put)
    assert isinstance(again, Put)
    assert (put.to, put.through, put.already, again.already) == (
        "Health Manager, NHS Inverlath",
        None,
        False,
        True,
    )
    passed = put_question(database, ways, asker, "POV-02", "And this?", "view 2", MONDAY)
    assert isinstance(passed, Put)
    assert (passed.to, passed.through) == ("Superintendent, NHS Inverlath", "Planning Manager")
    helper = register.person(support)
    unreached = NotPut("unreached", "POV-02", "Superintendent, NHS Inverlath", "rory@example.org")
    assert put_question(database, ways, helper, "POV-02", "And?", "view 3", MONDAY) == unreached
    assert put_question(database, ways, asker, "POV-03", "Me?", "view 4", MONDAY) == NotPut(
        "yourself", "POV-03"
    )
    assert put_question(database, ways, asker, "POV-99", "What?", "view 5", MONDAY) == NotPut(
        "no_action", "POV-99"
    )
    assert put_question(database, ways, asker, "POV-01", " ", "view 6", MONDAY) == NotPut(
        "no_words", "POV-01"
    )
    nobody = register.person(officer)
    assert put_question(database, ways, nobody, "POV-02", "Hm?", "view 7", MONDAY) == NotPut(
        "not_yours", "POV-02"
    )

    with reading(database) as look:
        mine = look.register(register.id)
        questions, rows = mine.rows.all(Question), mine.rows.all(Outbox)
    assert [(row.contact_id, row.not_before) for row in rows] == [
        (id_of(officer), datetime(2026, 11, 9, 9, tzinfo=UTC)),  # nobody is asked on a Sunday night
        (id_of(support), MONDAY),
    ]
    first, second = map(id_of, questions)
    answered = answer_question(database, ways, helper, second, "He says yes.", "view 8", MONDAY)
    assert isinstance(answered, Answered)
    assert answered.through == "Planning Manager"
    refused = NotAnswered("not_yours", "Health Manager, NHS Inverlath")
    assert answer_question(database, ways, asker, first, "Fine.", "view 9", MONDAY) == refused
    once, twice = (
        answer_question(database, ways, nobody, first, "Well.", "view 10", MONDAY) for _ in range(2)
    )
    assert isinstance(once, Answered)
    assert isinstance(twice, Answered)
    assert (once.already, twice.already) == (False, True)
    with reading(database) as look:
        kept = look.register(register.id).rows.get(Question, first)
        answers = [
            row for row in look.register(register.id).rows.all(Outbox) if row.key.startswith("answer to")
        ]
    assert kept is not None
    assert kept.answer == "Well."
    assert {row.contact_id for row in answers} == {id_of(chair)}
    assert len(answers) == 2


def test_whoever_covers_for_a_lead_officer_may_ask_while_they_are_away_and_hears_that_it_was_asked(
    database: Database,
) -> None:
    register = RegisterBuilder(database, holidays="none")
    group = register.group("Taskforce")
    cover = register.contact("Rory", "U1", post="Planning Officer")
    leave: dict[str, Any] = {"away_from": MONDAY.date(), "away_to": MONDAY.date(), "cover_id": id_of(cover)}
    register.contact("Iain", "U2", post="Head of Service", roles=[("lead_officer", group)], **leave)
    officer = register.contact("Ailsa", "U3", post="Health Manager")
    register.action("POV-01", officer=officer, lead_group_id=id_of(group))
    ways, asker = register.ways, register.person(cover)
    before = read_question_facts(database, ways, asker, "POV-01", MONDAY)
    assert isinstance(before, QuestionFacts)
    assert before.lately is None
    assert isinstance(put_question(database, ways, asker, "POV-01", "How is it?", "view 1", MONDAY), Put)
    after = read_question_facts(database, ways, asker, "POV-01", MONDAY + timedelta(days=7))
    assert isinstance(after, QuestionFacts)
    assert after.lately == AskedLately(MONDAY.date(), is_own=True, is_answered=False)
    later = register.person(cover, MONDAY.date() + timedelta(days=1))
    assert put_question(database, ways, later, "POV-01", "And now?", "view 2", MONDAY) == NotPut(
        "not_yours", "POV-01"
    )
