"""Measured, not tested: the bot against the bare libraries, as ratios taken in one run on one machine.

A benchmark is a module with one `measure` that returns findings. Every ratio's yardstick is measured in turn with
what it is held against, so that a machine that is slow for a while is slow for both.
"""
