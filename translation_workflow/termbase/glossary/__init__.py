"""Glossaries are files: read and judged whole, planned against what is there, then written at once."""
