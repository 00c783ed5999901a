"""Which addresses that Slack hands out may be used: Slack's own, or this machine's where Slack is played on it."""

from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from bot.settings import LOOPBACK


def own_machine(base_url: str) -> SplitResult | None:
    """The address of the Slack that is played on this machine; None for the real one."""
    address = urlsplit(base_url)
    return address if address.hostname in LOOPBACK else None


def may_answer_at(url: str, base_url: str) -> bool:
    """Whether an answer may be posted to this `response_url`."""
    return _is_slack(url, base_url, lambda host: host == "hooks.slack.com")


def may_upload_to(url: str, base_url: str) -> bool:
    """Whether a file may be put there."""
    return _is_slack(url, base_url, lambda host: host == "slack.com" or host.endswith(".slack.com"))


def may_fetch_from(url: str, base_url: str) -> bool:
    """Whether a file may be fetched from there, which shows the token to whoever answers."""
    return may_upload_to(url, base_url)


def _is_slack(url: str, base_url: str, is_slacks: Callable[[str], bool]) -> bool:
    try:
        address = urlsplit(url)
        named = address.hostname or ""
    except ValueError:
        return False
    own = own_machine(base_url)
    if own is not None:
        return (address.scheme, address.netloc) == (own.scheme, own.netloc)
    return address.scheme == "https" and is_slacks(named) and address.netloc == named
