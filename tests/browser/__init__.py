"""The practice page in a real browser: a Chromium, driven by Playwright. Without one these tests say how to get it."""
