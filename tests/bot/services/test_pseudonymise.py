"""Who left long ago is taken out of every place that may hold their name, address or number; the register stays."""

import json
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from bot.services.import_register import import_register
from bot.services.pseudonymise import WHY, pseudonymise
from storage.as_at import as_at
from storage.engine import Database
from storage.records import Contact, ImportedRow, Line, Outbox, id_of
from storage.unit_of_work import Author, reading, working
from tests.builders import MONDAY, RegisterBuilder
from tests.registers import small_register

WHO = Author(None, by="loip, run by the test")
NAME, EMAIL, PHONE, ACCOUNT = "Morag Q Tannahill", "morag.t@example.org", "01234 567890", "UMORAG7"
DETAILS = (NAME, "Tannahill", EMAIL, PHONE, ACCOUNT)
LEFT, LATER = date(2024, 3, 1), date(2026, 1, 1)


def held_texts(database: Database) -> dict[str, list[str]]:
    """Every text of the database, by table and column."""
    found: dict[str, list[str]] = {}
    with reading(database) as look:
        connection = look.everywhere._session.connection()
        for table in SQLModel.metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                for name, value in row.items():
                    if isinstance(value, str | dict | list):
                        found.setdefault(f"{table.name}.{name}", []).append(
                            json.dumps(value, ensure_ascii=False)
                        )
    return found


def a_leaver(register: RegisterBuilder) -> Contact:
    """Somebody who said and changed things under their name, and has left."""
    leaver = register.contact(NAME, ACCOUNT, post="Planning Manager", email=EMAIL, phone="0999 1")
    with working(register.database, Author(None, by=NAME), MONDAY - timedelta(days=900)) as work:
        rows = work.register(register.id).rows
        row = rows.get(Contact, id_of(leaver))
        assert row is not None
        row.phone, row.left_on, row.note = PHONE, LEFT, f"{NAME}, ring {PHONE}"
        work.commit()
    return leaver


def test_nothing_of_a_person_is_left_in_any_column_that_can_hold_it(database: Database) -> None:
    register = RegisterBuilder(database)
    leaver = a_leaver(register)
    register.action("CPP-01", "Redraft", officer=leaver)
    said = f"{NAME} ({EMAIL}, {PHONE}, <@{ACCOUNT}>) will see to it"
    outbox: dict[str, Any] = {
        "kind": "message",
        "key": "k",
        "contact_id": leaver.id,
        "state": "sent",
        "not_before": MONDAY,
        "created_at": MONDAY,
    }
    register.add(Outbox(payload={"text": "Good morning Morag"}, channel=ACCOUNT, **outbox))
    register.add(Outbox(payload={"blocks": [{"text": said}]}, **outbox | {"key": "l", "contact_id": None}))
    facts: dict[str, Any] = {"facts": {"by": NAME, "to": [EMAIL]}, "due_on": MONDAY.date()}
    register.add(Line(kind="handed", subject="action 1", occasion="x", contact_id=id_of(leaver), **facts))
    register.add(
        ImportedRow(subject="contacts", source="p1", subject_id=id_of(leaver), fields={"name": NAME})
    )
    register.action("CPP-02", said, why=said, lead_words=said, note=said, date_words=said)

    assert pseudonymise(database, register.id, LATER, WHO, MONDAY, dry_run=True) == ("Planning Manager",)
    assert any(NAME in text for texts in held_texts(database).values() for text in texts)
    assert pseudonymise(database, register.id, LATER, WHO, MONDAY) == ("Planning Manager",)
    assert pseudonymise(database, register.id, LATER, WHO, MONDAY) == ()

    held = held_texts(database)
    assert not [
        (place, text) for place, texts in held.items() for text in texts for each in DETAILS if each in text
    ]
    assert not [text for text in held["outbox.payload"] if "Morag" in text]
    with reading(database) as look:
        now = look.register(register.id)
        known = now.rows.get(Contact, id_of(leaver))
        last = now.history.of("contacts", id_of(leaver))[-1]
        kept = now.actions.by_code("CPP-01")
    assert known is not None
    assert kept is not None
    assert (known.name, known.post, known.left_on) == ("A former contact", "Planning Manager", LEFT)
    assert kept.officer_id == leaver.id
    assert (last.why, last.by) == (WHY, WHO.by)


def test_the_register_as_it_stood_knows_no_more_and_a_file_does_not_bring_them_back(
    database: Database,
) -> None:
    file = small_register()
    file["people"][0] |= {"name": NAME, "email": EMAIL, "left_on": LEFT.isoformat()}
    import_register(database, [file], None, WHO, MONDAY - timedelta(days=30))
    with reading(database) as look:
        partnership = look.everywhere.partnership("inv")
        assert partnership is not None
        partnership_id = id_of(partnership)
    with working(database, WHO, MONDAY - timedelta(days=20)) as work:
        for row in work.register(partnership_id).rows.all(Contact):
            row.left_on = LEFT if row.name == NAME else row.left_on
        work.commit()
    assert len(pseudonymise(database, partnership_id, LATER, WHO, MONDAY)) == 1
    stood = MONDAY - timedelta(days=10)
    with as_at(database, partnership_id, stood) as then, reading(then) as look:
        names = {each.name for each in look.register(partnership_id).rows.all(Contact)}
    assert "A former contact" in names
    assert NAME not in names
    (outcome,) = import_register(database, [file], None, WHO, MONDAY).partnerships
    assert not [line for line in outcome.rows if line.verb != "unchanged"]
    assert not [text for texts in held_texts(database).values() for text in texts if "Tannahill" in text]


def test_somebody_who_left_lately_and_their_namesake_in_another_register_are_let_be(
    database: Database,
) -> None:
    register, other = RegisterBuilder(database), RegisterBuilder(database, code="oth")
    leaver, namesake = a_leaver(register), a_leaver(other)
    assert pseudonymise(database, register.id, LEFT, WHO, MONDAY) == ()
    pseudonymise(database, register.id, LATER, WHO, MONDAY)
    with reading(database) as look:
        assert look.register(other.id).rows.get(Contact, id_of(namesake)).name == NAME  # type: ignore[union-attr]
        assert look.register(register.id).rows.get(Contact, id_of(leaver)).name != NAME  # type: ignore[union-attr]
