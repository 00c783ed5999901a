"""Set up a partnership from Slack: it, its first contact as support officer, and the workspace bound, or none of it."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.rules.posts import in_post
from bot.rules.set_up import (
    USUAL_ZONE,
    AlreadySetUp,
    Founded,
    RegisterThere,
    code_for,
    code_prefix_for,
    is_sample,
    own_code,
    usual_holidays,
)
from bot.rules.ways import zone_of
from storage.engine import Database
from storage.records import Contact, Partnership, Role, Workspace, id_of
from storage.records.glance import Account, Team
from storage.unit_of_work import Author, DuplicateError, Reading, Work, reading, working

SUPPORT_POST = "Support officer"
"""The post of whoever sets it up, until they say another."""


def set_up_partnership(
    database: Database, team: Team, founder: Account, said: Mapping[str, str], at: datetime
) -> Founded | AlreadySetUp | RegisterThere:
    """Set it up with the words `said` of it: name, short_name and area, checked already.

    Of several people at once the first wins, and the others hear who it was. A workspace that looks at the sample,
    with no register of its own yet, is bound anew; the sample stays, out of sight. History names the founder.
    """
    try:
        return _set_up(database, team, founder, said, at)
    except DuplicateError:
        return _set_up(database, team, founder, said, at)


def founder_author(founder: Account) -> Author:
    """Whom the history names: they are no contact yet."""
    return Author(None, by=f"{founder.name} ({founder.slack_id}), setting up in Slack")


def _set_up(
    database: Database, team: Team, founder: Account, said: Mapping[str, str], at: datetime
) -> Founded | AlreadySetUp | RegisterThere:
    with working(database, founder_author(founder), at) as work:
        workspace = work.everywhere.workspace(team.team_id)
        partnerships = {id_of(each): each for each in work.everywhere.partnerships()}
        if workspace is not None:
            current = partnerships[workspace.partnership_id]
            if not is_sample(current.code) or own_code(current.code):
                return _first_of(work, current)
        elif partnerships:
            return RegisterThere()
        taken = {each.code for each in partnerships.values()}
        partnership = work.everywhere.add_partnership(_partnership(founder, said, taken, at))
        bind(work, workspace, team, id_of(partnership))
        _first_contact(work, id_of(partnership), founder, at.astimezone(ZoneInfo(partnership.time_zone)))
        work.commit()
        return Founded(id_of(partnership))


def who_was_first(database: Database, partnership_id: int) -> AlreadySetUp:
    """Who runs the register there is, and since when."""
    with reading(database) as look:
        return _first_of(look, look.register(partnership_id).places.partnership())


def _first_of(look: Reading, partnership: Partnership) -> AlreadySetUp:
    support = look.register(id_of(partnership)).people.support()
    return AlreadySetUp(
        partnership.name,
        partnership.created_at,
        support.slack_id if support else None,
        in_post(support) if support else None,
    )


def bind(work: Work, workspace: Workspace | None, team: Team, partnership_id: int) -> None:
    """Bind the workspace, known or new, to the partnership, and to no other."""
    if workspace is not None:
        workspace.partnership_id = partnership_id
        return
    work.register(partnership_id).rows.add(
        Workspace(
            team_id=team.team_id,
            name=team.name,
            bot_user_id=team.bot_user_id,
            bot_id=team.bot_id,
            token_digest=team.token_digest,
        )
    )


def _partnership(founder: Account, said: Mapping[str, str], taken: set[str], at: datetime) -> Partnership:
    zone = founder.time_zone if founder.time_zone and zone_of(founder.time_zone) else USUAL_ZONE
    return Partnership(
        code=code_for(said["area"], taken),
        code_prefix=code_prefix_for(said["short_name"]),
        time_zone=zone,
        holidays=usual_holidays(zone),
        created_at=at,
        name=said["name"],
        short_name=said["short_name"],
        area=said["area"],
    )


def _first_contact(work: Work, partnership_id: int, founder: Account, local: datetime) -> None:
    register = work.register(partnership_id)
    contact = register.rows.add(
        Contact(
            name=founder.name,
            post=SUPPORT_POST,
            email=founder.email,
            slack_id=founder.slack_id,
            time_zone=founder.time_zone,
        )
    )
    work.flush()
    register.rows.add(Role(contact_id=id_of(contact), role="support", starts_on=local.date()))
