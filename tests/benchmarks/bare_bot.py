"""A bot with nothing in it: Bolt in Socket Mode and a SQLModel engine, as their own documentation starts them.

Run as a program by `at_rest`; it reads the settings `loip run` reads, and stays until it is told to stop.
"""

import logging
import os
from threading import Event

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from sqlmodel import Session, create_engine, text


def main() -> None:
    """Open the database, connect, and rest."""
    with Session(create_engine(os.environ["DATABASE_URL"])) as session:
        session.connection().execute(text("SELECT 1"))
    logging.basicConfig(level=logging.ERROR)
    base_url = os.environ["SLACK_API_URL"]
    app = App(client=WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=base_url))
    app_token = os.environ["SLACK_APP_TOKEN"]
    handler = SocketModeHandler(app, app_token, web_client=WebClient(token=app_token, base_url=base_url))
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    Event().wait()


if __name__ == "__main__":
    main()
