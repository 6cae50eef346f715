"""Widgets that every desk shares. Each follows the look of the window it stands in."""
