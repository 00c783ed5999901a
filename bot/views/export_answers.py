"""What is said of an export: that it is coming, what is in it, and who may have which. Pure."""

from bot.views.blocks import Block, message, section
from bot.views.escape import mrkdwn

FORMATS = {
    "xlsx": "a workbook, a sheet for each subject",
    "csv": "CSV files in one .zip",
    "json": "JSON, with the whole history, that `loip import` puts back to the last field",
}


def on_its_way(form: str, with_details: bool) -> Block:
    """The answer to the command: it follows in the direct message."""
    left_out = "" if with_details else " Email addresses and phone numbers are left out of it."
    return _said(
        f"The register is on its way to you as {FORMATS[form]}: look in our direct message in a moment.{left_out}"
    )


def comment(form: str, name: str, day: str) -> str:
    """What stands beside the file."""
    return (
        f"The register of {mrkdwn(name)} as it stands on {day}, as {FORMATS[form]}. "
        "Free text may name people: please read it before you pass it on."
    )


def support_only(support: str | None) -> Block:
    """Who may have the whole of it."""
    ask = f" Ask {mrkdwn(support)}." if support else ""
    return _said(
        "The JSON export holds everybody's details and the whole history, so only a support officer may have it."
        f"{ask} `/loip export` brings you the workbook."
    )


def not_a_format(words: str) -> Block:
    """The formats there are."""
    return _said(
        f"I understood that you want the register as a file, but not \u201c{mrkdwn(words[:60])}\u201d. "
        "There are: `/loip export` (a workbook), `/loip export csv` and `/loip export json`."
    )


def _said(words: str) -> Block:
    return message(words, [section(words)])
