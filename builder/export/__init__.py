"""What leaves the site as data: copies of each statement, tables of all, an interface of JSON files, and what tells of them.

All forms hold the same columns under the same names (`builder.export.columns`). What is on the site is decided by
size (`builder.export.budget`); `builder export` writes everything. See docs/data.md.
"""
