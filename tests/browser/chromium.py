"""Where the Chromium of this machine is, and how it is started: alone, with nothing to fetch from elsewhere."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")

HOW_TO_GET_ONE = (
    "no Chromium here: `apt-get install chromium` on Debian brings one, LOIP_CHROMIUM names another"
)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""It runs as whoever runs the tests, shows this machine's pages alone, and asks nobody for updates."""


def chromium_path() -> str | None:
    """The browser `LOIP_CHROMIUM` names, or the first of the usual names on the PATH."""
    return os.environ.get("LOIP_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
