"""The sample register: where the file of two invented partnerships is. Nothing here reads it."""

from importlib.resources import files
from pathlib import Path

SAMPLE_REGISTER: Path = Path(str(files(__name__).joinpath("register.yaml")))
"""The sample register, a YAML file of the import form; its clock starts on Monday 2 November 2026, 09:00."""
