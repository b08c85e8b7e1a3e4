"""The pieces that sections are made of, one family a module.

A block keeps its id for life: translations, country adaptations and frontends point at it.
"""
