"""Benchmarks: every figure is a ratio taken in one run. Run by hand, never by the tests."""
