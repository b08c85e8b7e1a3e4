"""Finding documents by their words, the same on every database.

`fold` turns words into what is compared, `extract` takes from a document what its readers read, `entry` is
both together, `index` keeps it, `query` asks for it, `lookup` is the only part that knows two databases.
"""
