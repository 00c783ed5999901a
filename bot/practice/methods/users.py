"""users.* and auth.test: who is who."""

import datetime
from base64 import urlsafe_b64decode, urlsafe_b64encode
from zoneinfo import ZoneInfo

from bot.practice.entities import Json, Person
from bot.practice.methods.calling import Call, Refused


def auth_test(call: Call) -> Json:
    """auth.test with a bot token."""
    workspace = call.workspace
    return {
        "ok": True,
        "url": call.installation.address + "/",
        "team": workspace.name,
        "user": workspace.people[workspace.bot_user_id].handle,
        "team_id": workspace.id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def info(call: Call) -> Json:
    """users.info."""
    return {"ok": True, "user": person_body(call, call.person(call.required("user")))}


def listing(call: Call) -> Json:
    """users.list, by pages."""
    people = sorted(call.workspace.people.values(), key=lambda person: person.id)
    limit = call.number("limit", 1000, 1000)
    start = _start(call)
    following = start + limit
    cursor = urlsafe_b64encode(f"user:{following}".encode()).decode() if following < len(people) else ""
    members = [person_body(call, person) for person in people[start:following]]
    return {"ok": True, "members": members, "response_metadata": {"next_cursor": cursor}}


def lookup_by_email(call: Call) -> Json:
    """users.lookupByEmail; nobody is found under a deactivated account's address."""
    email = call.required("email").lower()
    for person in call.workspace.people.values():
        if person.email and person.email.lower() == email and not person.deleted:
            return {"ok": True, "user": person_body(call, person)}
    raise Refused("users_not_found")


def person_body(call: Call, person: Person) -> Json:
    """A person as Slack shows them to this app; the email only with its scope."""
    profile: Json = {"real_name": person.name, "display_name": person.name, "team": person.team_id}
    if person.email and "users:read.email" in call.installation.scopes:
        profile["email"] = person.email
    home = person.team_id or call.workspace.id
    body: Json = {
        "id": person.id,
        "team_id": home,
        "name": person.handle,
        "deleted": person.deleted,
        "profile": {**profile, "team": home},
        "is_bot": person.is_bot,
        "is_app_user": False,
    }
    if home != call.workspace.id:
        body["is_stranger"] = True
    if not person.deleted:
        body |= {"real_name": person.name, "tz": person.tz, "tz_offset": _offset(call, person.tz)}
        if home == call.workspace.id:  # of another team's member Slack does not tell
            body |= {"is_admin": person.is_admin, "is_owner": False}
    return body


def _offset(call: Call, zone: str) -> int:
    instant = datetime.datetime.fromtimestamp(call.installation.epoch(), ZoneInfo(zone))
    return int((instant.utcoffset() or datetime.timedelta()).total_seconds())


def _start(call: Call) -> int:
    cursor = call.text("cursor")
    if cursor is None:
        return 0
    try:
        kind, _, start = urlsafe_b64decode(cursor.encode()).decode().partition(":")
        if kind != "user":
            raise ValueError(kind)
        return int(start)
    except ValueError:
        raise Refused("invalid_cursor") from None
