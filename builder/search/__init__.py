"""The search index: files that the site's script reads a few of, however large the archive is.

Shelves hold, in groups by the first letters, what stands for each word: the statements that have it (`words`), the
places in their paragraphs (`places`), and the places of two words of which one is short (`pairs`). The table holds the
day and the facets of every statement. See docs/search.md for the form of each file.
"""
