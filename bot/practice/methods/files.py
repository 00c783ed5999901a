"""files.*: the three steps of an upload, and reading one back."""

from typing import Any

from bot.practice.entities import Json, Upload
from bot.practice.methods.calling import Call, Refused
from bot.practice.methods.chat import destination, put
from bot.practice.payloads import file_body


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal: a promise of `length` bytes."""
    name = call.required("filename")
    length = call.number("length", 0, 1_000_000_000)
    file_id = f"F{call.workspace.number():08d}"
    upload = Upload(
        file_id, name, length, ticket=f"{call.workspace.number():016x}", alt_text=call.text("alt_txt")
    )
    upload.user, upload.created = call.workspace.bot_user_id, int(call.installation.epoch())
    call.workspace.uploads[file_id] = upload
    place = f"{call.installation.address}/upload/v1/{call.workspace.id}/{upload.ticket}"
    return {"ok": True, "upload_url": place, "file_id": file_id}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: name the files and share them, if a channel is given."""
    given: Any = call.structure("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise Refused("invalid_arguments")
    uploads = [_filled(call, item.get("id")) for item in given]
    targets = [name for name in (call.text("channel_id") or call.text("channels") or "").split(",") if name]
    places = [destination(call, target) for target in targets]
    for item, upload in zip(given, uploads, strict=True):
        upload.title, upload.completed = item.get("title") or upload.name, True
        upload.channels += [channel.id for channel in places]
    for channel in places:
        message = put(call, channel, {"text": call.text("initial_comment")}, call.text("thread_ts"))
        message.files = [upload.id for upload in uploads]
    return {"ok": True, "files": [_body(call, upload) for upload in uploads]}


def info(call: Call) -> Json:
    """files.info."""
    upload = call.workspace.uploads.get(call.required("file"))
    if upload is None or not upload.completed:
        raise Refused("file_not_found")
    return {"ok": True, "file": _body(call, upload), "comments": [], "response_metadata": {"next_cursor": ""}}


def _filled(call: Call, file_id: Any) -> Upload:
    upload = call.workspace.uploads.get(str(file_id))
    if upload is None or upload.content is None:
        raise Refused("file_not_found")
    if upload.completed:
        raise Refused("file_update_failed")
    return upload


def _body(call: Call, upload: Upload) -> Json:
    return {
        **file_body(upload, call.installation),
        "channels": [c for c in upload.channels if c.startswith("C")],
        "groups": [c for c in upload.channels if c.startswith("G")],
        "ims": [c for c in upload.channels if c.startswith("D")],
    }
