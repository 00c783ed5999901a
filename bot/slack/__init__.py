"""The edge towards Slack: who is calling, who people are, what goes out. Slack's client is used here."""
