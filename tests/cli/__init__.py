"""Tests of the command, as a person types it."""
