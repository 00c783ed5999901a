"""Make the file a message in the outbox asks for, when it is sent: an export of the register as it stands then.

The message says what it wants under `ATTACH`; what is made takes that place. A register may take seconds to write
out, which nobody waits for and no transaction is held open for.
"""

import base64
from datetime import datetime
from typing import Any

from bot.services.export_register import ENDINGS, export_file
from storage.engine import Database
from storage.unit_of_work import reading

ATTACH = "attach"
"""In a payload: which file it wants. `{"format": "xlsx", "with_details": false}`."""

Payload = dict[str, Any]


def wanted(form: str, with_details: bool) -> Payload:
    """What a payload says under `ATTACH` for an export."""
    return {"format": form, "with_details": with_details}


def attach_file(database: Database, partnership_id: int, payload: Payload, at: datetime) -> Payload:
    """The payload with its file in place of its wish."""
    wish = payload[ATTACH]
    content = export_file(database, partnership_id, wish["format"], at, wish["with_details"])
    with reading(database) as look:
        code = look.register(partnership_id).places.partnership().code
    ending = next(ending for ending, form in ENDINGS.items() if form == wish["format"])
    name = f"register-{code}-{at:%Y-%m-%d}{ending}"
    file = {"name": name, "title": name, "base64": base64.b64encode(content).decode()}
    return {key: value for key, value in payload.items() if key != ATTACH} | {"file": file}
