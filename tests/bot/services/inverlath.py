"""The partnership most stories of the services are told in: one action, and somebody in every standing to it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from bot.rules.outcomes import Recorded, Refused
from bot.services.record_update import Saying, record_update
from storage.engine import Database
from storage.records import Action, Body, Contact, Update, id_of
from storage.records.glance import ActionGlance, AskGlance, MilestoneGlance, Person
from storage.unit_of_work import reading
from tests.builders import RegisterBuilder

NOW = datetime(2026, 11, 16, 9, 42, tzinfo=UTC)
"""Monday 16 November 2026, when the examples are said."""

PILOT_DUE = date(2026, 11, 13)

_NUMBERS = count(1)


@dataclass(frozen=True)
class Inverlath:
    """POV-03 and its people. Everybody has a Slack account."""

    register: RegisterBuilder
    action: Action
    health: Body
    college: Body
    police: Body
    officer: Contact
    deputy: Contact
    lead_officer: Contact
    support: Contact
    contributor: Contact
    stranger: Contact

    @property
    def database(self) -> Database:
        """The database it all stands in."""
        return self.register.database

    def person(self, contact: Contact) -> Person:
        """The contact as a speaker, today."""
        return self.register.person(contact, NOW.date())

    def say(
        self, contact: Contact, words: str = "", key: str | None = None, at: datetime = NOW, **fields: object
    ) -> Recorded | Refused:
        """What the contact says of POV-03, a submission of its own unless `key` says otherwise."""
        known = {"code": "POV-03", "submission_key": key or f"{contact.id} {at} {words} {fields}"}
        saying = Saying(**(known | {"words": words} | fields))  # type: ignore[arg-type]
        return record_update(self.database, self.register.ways, self.person(contact), saying, at)

    def saved(
        self, contact: Contact, words: str = "", key: str | None = None, at: datetime = NOW, **fields: object
    ) -> Recorded:
        """What the contact says, which has to be recorded."""
        outcome = self.say(contact, words, key, at, **fields)
        assert isinstance(outcome, Recorded), outcome
        return outcome

    @property
    def glance(self) -> ActionGlance:
        """The action as it stands now."""
        with reading(self.database) as look:
            return look.register(self.register.id).actions.glance(id_of(self.action))

    @property
    def updates(self) -> list[Update]:
        """Everything ever said of the action, oldest first."""
        with reading(self.database) as look:
            return list(reversed(look.register(self.register.id).updates.latest(id_of(self.action), 100)))

    @property
    def milestones(self) -> list[MilestoneGlance]:
        """Its milestones."""
        with reading(self.database) as look:
            return look.register(self.register.id).milestones.of_action(id_of(self.action))

    @property
    def asks(self) -> list[AskGlance]:
        """Its asks of the Board."""
        with reading(self.database) as look:
            return look.register(self.register.id).asks.of_action(id_of(self.action))

    @property
    def open_barriers(self) -> list[str]:
        """The words of what stands in its way."""
        with reading(self.database) as look:
            barriers = look.register(self.register.id).updates.open_barriers(id_of(self.action))
            return [barrier.words for barrier in barriers]


def inverlath(database: Database, owned: bool = True, status: str = "on_track") -> Inverlath:
    """Build one more of it; without `owned` the action has neither officer nor deputy."""
    register = RegisterBuilder(database, code=f"inverlath {next(_NUMBERS)}")
    health = register.body("NHS Inverlath")
    college = register.body("Glen College")
    police = register.body("Police")
    taskforce = register.group("Anti-Poverty Taskforce")
    poverty = register.priority("Poverty", "POV", lead_group_id=taskforce.id)
    officer = register.contact("Ailsa Reid", "UAILSA", health, post="Health Improvement Manager")
    deputy = register.contact("Rory Bain", "URORY", health, post="Planning Officer")
    lead_officer = register.contact(
        "Morag Orr", "UMORAG", police, [("lead_officer", taskforce)], post="Superintendent"
    )
    support = register.contact("Sam Kerr", "USAM", roles=[("support", None)], post="Support Officer")
    contributor = register.contact("Finn Lowe", "UFINN", college, post="Student Support Manager")
    stranger = register.contact("Una Moss", "UUNA", police, post="Analyst")
    action = register.action(
        "POV-03",
        "Cash First referral route",
        officer=officer if owned else None,
        deputy=deputy if owned else None,
        priorities=[poverty],
        bodies=[college],
        lead_body_id=health.id,
        lead_group_id=taskforce.id,
        status=status,
    )
    people = (officer, deputy, lead_officer, support, contributor, stranger)
    return Inverlath(register, action, health, college, police, *people)
