"""Settings, from the environment or `.env`. A wrong one is one clear line; a secret is never shown."""

import re
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SLACK_API_URL = "https://slack.com/api/"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LOG_LEVELS = ("debug", "info", "warning", "error")
LAST_PORT = 65535
DATABASES = ("sqlite", "postgresql")


class SettingsError(Exception):
    """A setting is missing or wrong; the message is the one line the person is shown, without any secret."""


class Settings(BaseSettings):
    """Every setting of the program, by the name of its environment variable in lower case."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    database_url: SecretStr = SecretStr("sqlite:///loip.db")
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK_API_URL
    loip_admins: str = ""
    loip_log: str = "info"
    loip_host: str = "127.0.0.1"
    loip_port: int = 3000

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        scheme, _, rest = value.get_secret_value().partition("://")
        if scheme.partition("+")[0] not in DATABASES or not rest:
            raise ValueError("has to begin with sqlite:/// or postgresql://")
        host = rest.rpartition("@")[2].partition("/")[0]
        port = host.rpartition("]")[2].partition(":")[2]
        if port and not port.isdigit():
            raise ValueError("has a port that is no number")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _https_or_loopback(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise ValueError("has to be https, or http on this machine (127.0.0.1)")
        return value.rstrip("/") + "/"

    @field_validator("loip_log")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.lower() not in LOG_LEVELS:
            raise ValueError(f"has to be one of {', '.join(LOG_LEVELS)}")
        return value.lower()

    @field_validator("loip_port", mode="before")
    @classmethod
    def _a_port(cls, value: object) -> int:
        digits = re.fullmatch(r"\s*([0-9]{1,5})\s*", str(value))
        if digits is None or int(digits[1]) > LAST_PORT:
            raise ValueError(f"has to be a number from 0 to {LAST_PORT}")
        return int(digits[1])

    @property
    def database(self) -> str:
        """The database's address, password and all: for the database alone, never for a log or a person."""
        return self.database_url.get_secret_value()

    @property
    def bot_token(self) -> str:
        """The bot token; `SettingsError` where it is not set."""
        if self.slack_bot_token is None:
            raise SettingsError(
                "SLACK_BOT_TOKEN is not set: it is the token beginning xoxb-, under OAuth & Permissions."
            )
        return self.slack_bot_token.get_secret_value()

    @property
    def admins(self) -> tuple[str, ...]:
        """The Slack ids and emails of the support officers."""
        return tuple(part for part in re.split(r"[,;\s]+", self.loip_admins) if part)

    @property
    def talks_to_itself(self) -> bool:
        """Whether Slack is played on this machine, so that nothing sent can reach a real workspace."""
        return urlsplit(self.slack_api_url).hostname in LOOPBACK


def load_settings() -> Settings:
    """The settings of this process.

    Raises `SettingsError` with one line naming the setting and what to do.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name} {reason[0].lower()}{reason[1:]}.") from None
