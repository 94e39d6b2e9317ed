"""Tests of the data, by the tools that read it."""
