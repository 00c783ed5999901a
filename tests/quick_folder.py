"""Where a test run keeps its databases: in memory, where this machine has a folder for that, else on the disk.

What it keeps there is gone after the run, so nothing is lost by it; a commit that has to reach a disk is slow.
"""

import os
import shutil
import tempfile
from pathlib import Path

IN_MEMORY = Path("/dev/shm")

ROOM = 2 * 1024**3
"""Bytes that have to be free there: several times what a run takes at its height."""


def quick_folder() -> Path:
    """The folder to make temporary folders in."""
    ordinary = Path(tempfile.gettempdir())
    if not IN_MEMORY.is_dir() or not os.access(IN_MEMORY, os.W_OK | os.X_OK):
        return ordinary
    return IN_MEMORY if shutil.disk_usage(IN_MEMORY).free >= ROOM else ordinary
