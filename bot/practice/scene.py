"""A workspace as it is set up and looked at. What may live here: who and what is in it, and what each person sees."""

from collections.abc import Sequence

from bot.practice.entities import Channel, Message, Person, View
from bot.practice.installation import Installation
from bot.practice.workspace import Workspace


class Scene:
    """One workspace, with the app installed in it: nothing is done here, and nothing is sent."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.workspace: Workspace = installation.workspace

    @property
    def id(self) -> str:
        """The team id."""
        return self.workspace.id

    @property
    def request_url(self) -> str | None:
        """Where payloads go, signed; None for Socket Mode."""
        return self.installation.request_url

    @request_url.setter
    def request_url(self, url: str | None) -> None:
        self.installation.request_url = url

    @property
    def scopes(self) -> frozenset[str]:
        """What the bot token may do."""
        return self.installation.scopes

    @scopes.setter
    def scopes(self, scopes: frozenset[str]) -> None:
        self.installation.scopes = frozenset(scopes)

    def add_person(
        self,
        person_id: str,
        name: str,
        *,
        email: str | None = None,
        tz: str = "Europe/London",
        is_bot: bool = False,
        deleted: bool = False,
        team_id: str | None = None,
        is_admin: bool = False,
    ) -> Person:
        """Someone of the team, or with `team_id` a stranger from another. `is_admin`: they administer the workspace."""
        return self.workspace.add_person(
            Person(person_id, name, email, tz, is_bot, deleted, team_id, is_admin)
        )

    def add_channel(
        self,
        channel_id: str,
        name: str,
        *,
        members: Sequence[Person | str] = (),
        private: bool = False,
        archived: bool = False,
        with_bot: bool = True,
    ) -> Channel:
        """A channel with these people, and the bot unless told otherwise."""
        inside = {member.id if isinstance(member, Person) else member for member in members}
        inside |= {self.workspace.bot_user_id} if with_bot else set()
        return self.workspace.add_channel(Channel(channel_id, name, inside, private, archived))

    # --- what a person sees

    def dm(self, person: Person) -> list[Message]:
        """The person's direct messages with the bot, top level, oldest first."""
        found = self.workspace.messages_in(self.workspace.dm_channel(person.id).id)
        return [message for message in found if not message.is_reply]

    def thread(self, message: Message) -> list[Message]:
        """A message and the replies to it."""
        return self.workspace.thread(message.channel, message.thread_ts or message.ts)

    def messages(self, channel: Channel | str) -> list[Message]:
        """Everything in a channel, replies included, oldest first."""
        return self.workspace.messages_in(channel.id if isinstance(channel, Channel) else channel)

    def ephemerals(self, person: Person) -> list[Message]:
        """What only this person was shown."""
        return self.workspace.ephemerals(person.id)

    def views(self, person: Person) -> list[View]:
        """The modals on the person's screen, the lowest first."""
        with self.workspace.lock:
            return list(self.workspace.stack(person.id))

    def home(self, person: Person) -> View | None:
        """The person's Home tab, if one was published."""
        return self.workspace.home_views.get(person.id)

    def seen_by(self, person: Person) -> list[Message]:
        """Every message the person can see, in order."""
        return self.workspace.seen_by(person.id)

    def unread(self, person: Person) -> list[Message]:
        """What came since the person last looked."""
        return self.workspace.unread(person.id)

    def mark_read(self, person: Person) -> None:
        """The person has seen everything."""
        self.workspace.mark_read(person.id)
