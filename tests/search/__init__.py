"""Tests of the search index, and of the script that reads it."""
