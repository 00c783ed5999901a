"""Settings: a wrong one is one clear line, and a secret is never shown."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

PASSWORD = "correct-horse"
TOKEN = "xoxb-1-not-a-token"
NAMES = tuple(name.upper() for name in Settings.model_fields)


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine's, and no `.env` but the test's own."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_a_setting_the_register_is_a_file_and_slack_is_slack() -> None:
    settings = load_settings()
    assert settings.database == "sqlite:///loip.db"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert (settings.loip_host, settings.loip_port, settings.loip_log) == ("127.0.0.1", 3000, "info")
    assert settings.admins == ()
    assert not settings.talks_to_itself


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DATABASE_URL", f"mysql://loip:{PASSWORD}@db/loip", "sqlite:/// or postgresql://"),
        ("DATABASE_URL", f"postgres://loip:{PASSWORD}@db/loip", "sqlite:/// or postgresql://"),
        ("DATABASE_URL", PASSWORD, "sqlite:/// or postgresql://"),
        ("DATABASE_URL", "sqlite:loip.db", "sqlite:/// or postgresql://"),
        ("DATABASE_URL", f"postgresql://loip:{PASSWORD}@db:port/loip", "port"),
        ("SLACK_API_URL", "http://example.org/api/", "https"),
        ("SLACK_API_URL", "ftp://127.0.0.1/", "https"),
        ("SLACK_API_URL", "http://127.0.0.1.example.org/", "https"),
        ("LOIP_LOG", "loud", "debug, info, warning, error"),
        ("LOIP_PORT", "abc", "LOIP_PORT has to be a number from 0 to 65535."),
        ("LOIP_PORT", "-1", "LOIP_PORT has to be a number from 0 to 65535."),
        ("LOIP_PORT", "65536", "LOIP_PORT has to be a number from 0 to 65535."),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it_and_tells_no_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    line = str(refused.value)
    assert line.startswith(f"{name} ")
    assert says in line
    assert "\n" not in line
    assert PASSWORD not in line
    assert TOKEN not in line
    # Nor does a traceback drag it along.
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////data/loip.db",
        "postgresql://loip@db/loip",
        f"postgresql+psycopg://loip:{PASSWORD}@db:5432/loip",
        f"postgresql://loip:{PASSWORD}@[::1]:5432/loip?sslmode=require",
        "postgresql:///loip?host=/run/postgresql",
        "postgresql://loip:p[ss/w%40rd@db/loip",
    ],
)
def test_a_databases_address_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    assert load_settings().database == address


@pytest.mark.parametrize("show", [str, repr, lambda settings: settings.model_dump_json(), "{}".format])
def test_no_secret_is_shown_however_the_settings_are_printed(
    monkeypatch: pytest.MonkeyPatch, show: object
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://loip:{PASSWORD}@db/loip")
    secrets = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_APP_TOKEN": "xapp-1-not",
        "SLACK_SIGNING_SECRET": "shush-now",
    }
    for name, secret in secrets.items():
        monkeypatch.setenv(name, secret)
    assert callable(show)
    shown = show(load_settings())
    assert not [secret for secret in (PASSWORD, *secrets.values()) if secret in shown]


def test_a_missing_bot_token_is_asked_for_in_one_line() -> None:
    with pytest.raises(SettingsError, match=r"^SLACK_BOT_TOKEN is not set.*xoxb-[^\n]*$"):
        _ = load_settings().bot_token


def test_an_empty_setting_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    monkeypatch.setenv("LOIP_PORT", "")
    assert load_settings().slack_bot_token is None
    assert load_settings().loip_port == 3000


def test_settings_are_read_from_a_file_beside_the_program_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN={TOKEN}\nLOIP_PORT=4000\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("LOIP_PORT", "5000")
    settings = load_settings()
    assert (settings.bot_token, settings.loip_port) == (TOKEN, 5000)


def test_administrators_are_named_by_id_or_email_with_commas_or_spaces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOIP_ADMINS", " USAM, sam@example.org;UAILSA\trory@example.org ")
    assert load_settings().admins == ("USAM", "sam@example.org", "UAILSA", "rory@example.org")


@pytest.mark.parametrize(
    ("address", "itself"),
    [
        ("https://slack.com/api", False),
        ("http://127.0.0.1:4000/api", True),
        ("http://localhost:4000/api", True),
        ("http://[::1]:4000/api", True),
        ("https://localhost.example.org/api", False),
    ],
)
def test_slack_is_played_on_this_machine_only_where_its_address_says_so(
    monkeypatch: pytest.MonkeyPatch, address: str, itself: bool
) -> None:
    monkeypatch.setenv("SLACK_API_URL", address)
    settings = load_settings()
    assert settings.talks_to_itself == itself
    assert settings.slack_api_url == f"{address}/"
