"""Tests of the parsers of captures."""
