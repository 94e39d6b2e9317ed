"""A static-site digital archive of official statements: captures in, pages, feeds and search out."""

__version__ = "0.1.0"
