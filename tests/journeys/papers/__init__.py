"""Five journeys, one a published paper: driven through Slack from an empty workspace, and checked against the paper.

Those of 2021 and 2024, which have several people act on the same rows, run on both databases; the others on SQLite.
"""
