"""Tests mirror the source tree; `journeys` cross the whole of it, `benchmarks` measure it."""
