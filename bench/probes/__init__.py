"""Processes that `bench.start` starts. Each prints the moment of its first paint (CLOCK_MONOTONIC, s)."""
