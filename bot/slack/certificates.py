"""Whom this machine trusts, for every connection to Slack."""

import ssl
from functools import cache


@cache
def certificates() -> ssl.SSLContext:
    """The machine's certificates, read once: each call would else read them anew, for longer than it takes itself."""
    return ssl.create_default_context()
